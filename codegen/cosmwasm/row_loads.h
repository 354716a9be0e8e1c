// row_loads.h -- which rows a step may touch, told before it runs.
//
// Compiled steps read rows from memory; on a chain the rows lie in storage, and each read costs as much as thousands of
// instructions. So the runtime must know beforehand which rows to bring. A row's key is a party, and parties come from
// few places: an argument, a global, or a cell of a row that is itself brought. Following each party expression of the
// step back to where its value may come from gives the list. It is an upper bound: both arms of every choice count, and
// a cell that was written before in the step may hold any of the parties that were written to it.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::codegen {

enum class PartySource : std::uint8_t { argument, global, field };

/// Where a party may come from. `index` is of the argument, the global, or the field; `from` is the load, earlier in
/// the list, of the row with that field.
struct PartyOrigin {
  PartySource source = PartySource::argument;
  std::uint32_t index = 0;
  std::uint32_t from = 0;
  auto operator<=>(const PartyOrigin&) const = default;
};

struct RowLoad {
  core::TableId table;
  PartyOrigin party;
  auto operator<=>(const RowLoad&) const = default;
};

/// Throws NotForCosmWasm where the step names a party by a literal, as only tests do, or where the list has no end in
/// sight.
std::vector<RowLoad> row_loads(const core::Contract& contract, core::StepId step);

}  // namespace surety::codegen
