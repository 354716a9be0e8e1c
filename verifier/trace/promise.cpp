// promise.cpp -- see promise.h.
#include "verifier/trace/promise.h"

#include <algorithm>

#include "compiler/read/concrete.h"
#include "compiler/read/interpreter.h"
#include "verifier/trace/runner.h"

namespace surety::verify::trace {

Asked asked_of(const core::Contract& contract, const core::Property& property, const core::PropertyCase& attempt,
               const core::State& state, core::PartyIndex party) {
  read::Concrete domain(contract, state, nullptr);
  core::Semantics<read::Concrete> semantics(contract, domain, core::Mode::property);
  if (property.row) semantics.bind(*property.row, party);
  core::Call call{attempt.step, {}};
  try {
    for (const core::ExprId argument : attempt.arguments) {
      call.arguments.push_back(read::cell_of(semantics.evaluate(argument)));
      if (!core::storage_range().contains(call.arguments.back())) return {};
    }
  } catch (const read::Revert& revert) {
    return {std::nullopt, revert.error};
  }
  return {std::move(call), std::nullopt};
}

bool condition_holds(const core::Contract& contract, const core::Property& property, const core::State& state,
                     core::PartyIndex parties) {
  for (core::PartyIndex party = 0; party <= parties; ++party) {
    if (read::holds(contract, property.condition, state, nullptr, row_binding(property, party)) == true) return true;
  }
  return false;
}

std::optional<Unaskable> unaskable(const core::Contract& contract, const core::Property& property,
                                   const core::State& state, core::PartyIndex parties) {
  const core::PartyIndex last = property.row ? parties : 0;
  for (core::PartyIndex party = 0; party <= last; ++party) {
    if (read::holds(contract, property.condition, state, nullptr, row_binding(property, party)) != true) continue;
    for (const core::PropertyCase& attempt : property.cases) {
      if (const auto error = asked_of(contract, property, attempt, state, party).undefined)
        return Unaskable{party, attempt.step, *error};
    }
  }
  return std::nullopt;
}

}  // namespace surety::verify::trace
