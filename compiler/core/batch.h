// batch.h -- engines that take many calls at once.
#pragma once

#include "compiler/core/state.h"

namespace surety::core {

class BatchEngine : public Engine {
 public:
  /// Runs the calls in order; the outcomes are those of one execute() after the other. No call instantiates.
  virtual std::vector<Outcome> execute_all(std::span<const Call> calls) = 0;
};

}  // namespace surety::core
