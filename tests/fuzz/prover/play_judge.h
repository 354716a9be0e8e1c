// play_judge.h -- lemmas and tests for all values, judged from the interpreter alone: sharing nothing with the prover.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "compiler/core/state.h"

namespace surety::test {

/// The calls that one step of a scenario may come to; `given` are the arguments that the test gives, caller first.
using Chooser =
    std::function<std::vector<core::Call>(const core::ScenarioCall& step, const std::vector<core::Integer>& given)>;

/// The scenario's calls from `start` with these variables, chosen so that it is broken there; nullopt: it is not, or
/// does not speak of these runs. Counts calls into `calls`.
std::optional<std::vector<core::Call>> broken_play(const core::Contract& contract, const core::Property& scenario,
                                                   const core::State& start,
                                                   const std::vector<core::Integer>& variables, const Chooser& chooser,
                                                   std::uint64_t& calls);

/// The lemma is false or undefined for these values of its variables.
bool broken_lemma(const core::Contract& contract, const core::Property& lemma,
                  const std::vector<core::Integer>& variables);

}  // namespace surety::test
