// grounds.h -- which facts what is known of a value rests on.
//
// A fact is named by its index in the step's report (options.h). Most values rest on few facts or on the same ones as
// their operands, so sets are shared and never change.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "codegen/options.h"

namespace surety::codegen {

/// Ascending indices; null is the empty set.
using Grounds = std::shared_ptr<const std::vector<std::uint32_t>>;

Grounds united(const Grounds& a, const Grounds& b);

/// The facts and checks of one step, while its code is made.
class FactBook {
 public:
  explicit FactBook(core::StepId step) { report_.step = step; }

  /// The same fact is kept once.
  Grounds fact(FactSource source, const std::string& name, const core::Span& span);
  void check(core::ErrorId error, const core::Span& span, bool remains, std::string reason, const Grounds& grounds);
  [[nodiscard]] StepReport take() { return std::move(report_); }

 private:
  StepReport report_;
};

}  // namespace surety::codegen
