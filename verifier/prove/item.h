// item.h -- a property, or an implicit invariant, on its way to a verdict.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "verifier/oblige/theory.h"
#include "verifier/prove/obligation.h"
#include "verifier/prove/refute.h"

namespace surety::verify::strategy {

/// A property or an implicit invariant, with its obligations and what became of them.
struct Item {
  std::string name;
  std::string kind;
  core::Span span;
  std::optional<core::PropertyId> property;  // absent: a `where` clause
  std::vector<oblige::Duty> duties;
  std::vector<ObligationOutcome> outcomes;
  bool wanted = true;  // reported, not only needed by another
  bool done = false;
  std::shared_ptr<FirstLook> first_look = nullptr;          // of a wanted property
  std::optional<PropertyResult> remembered = std::nullopt;  // an earlier run's, on the very same contract
  double refuting_seconds = 0;
};

/// Every obligation of it is proved.
inline bool holds(const Item& item) {
  return item.done && std::ranges::all_of(item.outcomes, [](const ObligationOutcome& outcome) {
           return outcome.result.verdict == Verdict::proved;
         });
}

}  // namespace surety::verify::strategy
