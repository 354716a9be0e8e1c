// instantiation.cpp -- see instantiation.h.
#include "compiler/core/instantiation.h"

#include <algorithm>

namespace surety::core {

std::optional<GlobalId> instantiation_witness(const Contract& contract) {
  const auto tells = [](const Global& global) {
    return global.type.sort == Sort::integer && !global.range.contains(0);
  };
  const auto found = std::ranges::find_if(contract.globals, tells);
  if (found == contract.globals.end()) return std::nullopt;
  return GlobalId{static_cast<std::uint32_t>(found - contract.globals.begin())};
}

}  // namespace surety::core
