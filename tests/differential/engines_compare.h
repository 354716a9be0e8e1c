// engines_compare.h -- two engines run the same calls and are compared after every one: error, effects, state.
#pragma once

#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::differential {

/// The first call after which the engines differ, in words; nullopt where they agree on all.
inline std::optional<std::string> first_difference(const core::Contract& contract, core::Engine& a, core::Engine& b,
                                                   const std::vector<core::Call>& calls) {
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const core::Outcome expected = a.execute(calls[i].step, calls[i].arguments);
    const core::Outcome found = b.execute(calls[i].step, calls[i].arguments);
    const core::State before = core::canonical(a.state());
    const core::State after = core::canonical(b.state());
    if (expected == found && before == after) continue;
    std::ostringstream out;
    out << "call " << i << ", " << contract[calls[i].step].name << "(";
    for (const core::Integer& argument : calls[i].arguments) out << argument << " ";
    const auto word = [&](const core::Outcome& o) { return o.error ? contract[*o.error] : std::string("ok"); };
    out << "): " << word(expected) << " on " << a.name() << ", " << word(found) << " on " << b.name();
    for (std::size_t g = 0; g < before.globals.size(); ++g)
      if (before.globals[g] != after.globals[g])
        out << "; " << contract.globals[g].name << " = " << before.globals[g] << " / " << after.globals[g];
    if (before.tables != after.tables) out << "; tables differ";
    if (expected.effects != found.effects) out << "; effects differ";
    return out.str();
  }
  return std::nullopt;
}

/// How many runs a test makes: `few`, or SURETY_RUNS times as many where that is set.
inline int runs(int few) {
  const char* const more = std::getenv("SURETY_RUNS");
  return more ? few * std::max(1, std::atoi(more)) : few;
}

}  // namespace surety::differential
