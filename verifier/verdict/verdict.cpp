// verdict.cpp -- the words of verdicts.
#include "verifier/verdict/verdict.h"

#include <algorithm>

namespace surety::verify {

std::string_view word(core::PropertyKind kind) {
  switch (kind) {
    case core::PropertyKind::invariant: return "invariant";
    case core::PropertyKind::conservation: return "conservation";
    case core::PropertyKind::rule: return "rule";
    case core::PropertyKind::can: return "can";
    case core::PropertyKind::assertion: return "assert";
    case core::PropertyKind::lemma: return "lemma";
    case core::PropertyKind::scenario: return "test";
  }
  return "invariant";
}

std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved: return "proved";
    case Verdict::violated: return "violated";
    case Verdict::not_inductive: return "not_inductive";
    case Verdict::unknown: return "unknown";
    case Verdict::vacuous: return "vacuous";
  }
  return "unknown";
}

std::optional<Verdict> verdict_named(std::string_view name) {
  for (const Verdict verdict :
       {Verdict::proved, Verdict::violated, Verdict::not_inductive, Verdict::unknown, Verdict::vacuous}) {
    if (word(verdict) == name) return verdict;
  }
  return std::nullopt;
}

std::string_view word(Touch touch) {
  switch (touch) {
    case Touch::kept: return "kept";
    case Touch::guarded: return "guarded";
    case Touch::open: return "open";
  }
  return "open";
}

std::optional<Touch> touch_named(std::string_view name) {
  for (const Touch touch : {Touch::kept, Touch::guarded, Touch::open}) {
    if (word(touch) == name) return touch;
  }
  return std::nullopt;
}

unsigned Report::count(Verdict verdict) const {
  return static_cast<unsigned>(std::ranges::count(properties, verdict, &PropertyResult::verdict));
}

}  // namespace surety::verify
