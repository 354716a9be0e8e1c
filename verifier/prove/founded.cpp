// founded.cpp -- see founded.h.
#include "verifier/prove/founded.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace surety::verify::strategy {

namespace {

std::set<std::string> unproved(const Results& results) {
  std::set<std::string> names;
  for (const PropertyResult* result : results) {
    if (result->verdict != Verdict::proved) names.insert(result->name);
  }
  return names;
}

/// Something that the proof used and that is not proved.
std::optional<std::string> flaw(const PropertyResult& result, const std::set<std::string>& unproved) {
  for (const ObligationResult& obligation : result.obligations) {
    const auto used = std::ranges::find_if(
        obligation.uses, [&](const std::string& name) { return name != result.name && unproved.contains(name); });
    if (used != obligation.uses.end()) return *used;
  }
  return std::nullopt;
}

Results unfounded(const Results& results, const std::set<std::string>& unproved) {
  Results found;
  std::ranges::copy_if(results, std::back_inserter(found), [&](const PropertyResult* result) {
    return result->verdict == Verdict::proved && flaw(*result, unproved);
  });
  return found;
}

}  // namespace

void withdraw_unfounded(const Results& results, const ProveWithout& prove_without) {
  while (true) {
    const std::set<std::string> withheld = unproved(results);
    const Results again = unfounded(results, withheld);
    if (again.empty()) return;
    prove_without(again, withheld);
    for (PropertyResult* result : again) {
      const auto name = flaw(*result, withheld);
      if (!name) continue;
      result->verdict = Verdict::unknown;
      result->reason = fmt::format("it follows from `{}`, which is not proved", *name);
    }
  }
}

}  // namespace surety::verify::strategy
