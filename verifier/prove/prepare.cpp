// prepare.cpp -- see prepare.h.
#include "verifier/prove/prepare.h"

#include <algorithm>
#include <set>

#include "verifier/prove/slices.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;

std::vector<std::string> droppable_names(const Selection& hypotheses) {
  std::set<std::string> names;
  for (const Hypothesis& one : hypotheses) {
    if (is_droppable(one)) names.insert(one.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace

bool is_require(const Hypothesis& hypothesis) {
  return hypothesis.role == oblige::Role::guard && hypothesis.name.starts_with(require_prefix);
}

std::string named_require(const std::string& name) { return std::string(require_prefix) + name; }

bool is_droppable(const Hypothesis& hypothesis) { return is_named(hypothesis) || is_require(hypothesis); }

Prepared prepare(const Scope& scope) {
  Prepared result{droppable_names(scope.hypotheses), {}};
  const std::vector<term::Bool> all = stated(scope);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Marks marks = 0;
    if (i < scope.hypotheses.size() && is_droppable(scope.hypotheses[i])) {
      const auto place = std::ranges::lower_bound(result.names, scope.hypotheses[i].name);
      marks = mark(static_cast<std::size_t>(place - result.names.begin()));
    }
    result.formulas.push_back({all[i], marks});
  }
  result.formulas = simplified(scope.arena, std::move(result.formulas));
  return result;
}

}  // namespace surety::verify::strategy
