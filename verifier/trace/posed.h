// posed.h -- properties that bring their own variables (lemmas, tests for all values), posed to the search as one call.
//
// The search knows how to pick, sharpen, shrink and round the arguments of calls. So a test for all values becomes a
// call of a step that the contract does not have: its arguments are the test's variables and, for each `any`, which
// step it is and with what. Executing that call plays the test on the state and changes nothing; the run breaks the
// property if the play does. A lemma is the same with nothing to play. In the end the call is replaced by the calls it
// stands for.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::verify::trace {

/// Does the property bring its own variables?
bool is_posed(const core::Property& property);
/// The step that stands for the property in posing(): the one after the contract's own.
core::StepId posed_step(const core::Contract& contract);
/// Its arguments are a caller who is nobody, the variables, then for each `any` a number and the arguments of all its
/// steps. It does nothing.
core::Step posed_call(const core::Contract& contract, core::PropertyId property);
/// The contract with that step appended. For a lemma instantiation asks for nothing.
core::Contract posing(const core::Contract& contract, core::PropertyId property);

/// How many arguments the posed call has; 0 where the property is not posed.
std::size_t posed_count(const core::Contract& contract, core::PropertyId property);
/// The call leaves arguments open: an `any`.
bool is_any(const core::Contract& contract, const core::ScenarioCall& call);
/// What an `any` came to: which of its steps, and the arguments after the caller.
struct Choice {
  std::size_t position = 0;  // in the scenario
  std::size_t step = 0;      // among the call's steps
  std::vector<core::Integer> arguments;
};
/// The arguments of the posed call for these variables and choices; what is not mentioned is 0.
std::vector<core::Integer> posed_arguments(const core::Contract& contract, const core::Property& property,
                                           const std::vector<core::Integer>& variables,
                                           const std::vector<Choice>& choices);

/// How a play ended.
struct Play {
  enum class Result : std::uint8_t {
    unspoken,  // the condition is false, an assumption is, or a call reverted that need not succeed
    kept,
    broken,
  };
  Result result = Result::unspoken;
  std::vector<core::Call> calls;      // made, the one that broke it included
  std::size_t position = 0;           // the scenario's step where it ended
  std::vector<core::Integer> values;  // variables, then what `let` bound so far
  core::State state;                  // where it ended
  std::string what;                   // broken: "withdraw is refused: Undermargined, and must succeed"
  double distance = 0;                // kept: how far from broken; unspoken: how far from being spoken of, at most 1
};
/// Executes a call and brings the state to what it led to.
using Execute = std::function<core::Outcome(const core::Call& call, core::State& state)>;
/// Plays the property from `start` with the arguments of a posed call. With `measured` distances are computed too.
Play play(const core::Contract& contract, const core::Property& property, const core::State& start,
          const std::vector<core::Integer>& arguments, bool measured, const Execute& execute);

}  // namespace surety::verify::trace
