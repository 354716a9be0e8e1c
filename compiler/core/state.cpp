// state.cpp -- see state.h.
#include "compiler/core/state.h"

#include <algorithm>

namespace surety::core {

State zero_state(const Contract& contract) {
  State state;
  state.globals.assign(contract.globals.size(), Integer(0));
  state.tables.resize(contract.tables.size());
  return state;
}

State canonical(State state) {
  const auto is_zero = [](const auto& entry) {
    return std::ranges::all_of(entry.second, [](const Integer& cell) { return cell == 0; });
  };
  for (auto& rows : state.tables) std::erase_if(rows, is_zero);
  return state;
}

}  // namespace surety::core
