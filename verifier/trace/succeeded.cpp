// succeeded.cpp -- see succeeded.h.
#include "verifier/trace/succeeded.h"

#include "compiler/read/interpreter.h"
#include "compiler/scenario/scenario.h"
#include "verifier/trace/runner.h"

namespace surety::verify::trace {

std::set<core::StepId> steps_that_succeed_in_tests(const core::Contract& contract) {
  std::set<core::StepId> seen;
  for (const scenario::TestRun& test : scenario::test_runs(contract)) {
    if (test.problem) continue;
    const auto engine = read::make_interpreter(contract);
    for (const core::Call& call : test.trace.calls) {
      if (assumptions_hold(contract, engine->state(), call) && !engine->execute(call.step, call.arguments).error)
        seen.insert(call.step);
    }
  }
  return seen;
}

}  // namespace surety::verify::trace
