// pool.h -- obligations solved at the same time; the calling thread watches, reports and cancels.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "verifier/prover.h"
#include "verifier/solver/solver.h"

namespace surety::verify::strategy {

struct Task {
  std::string name;   // shown as progress
  std::string group;  // tasks of one group share the time limit
  /// Does the work and stores its result; `seconds` is what the group has left.
  std::function<void(double seconds)> work;
  std::size_t weight = 0;  // the heaviest are begun first, others in the order given
};

/// Runs all tasks on `options.jobs` threads and returns when they are done. Results do not depend on the number of
/// threads, unless a time limit or a cancellation strikes. `options.cancelled` becoming true stops `interrupter`.
void run_all(std::vector<Task> tasks, const Options& options, solver::Interrupter& interrupter);

}  // namespace surety::verify::strategy
