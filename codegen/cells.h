// cells.h -- the compiled layout's cells and slots in this process.
#pragma once

#include <cstdint>

#include "codegen/layout.h"

namespace surety::codegen {

__extension__ using Cell = __int128;

/// One entry of the effects buffer.
struct EffectCell {
  std::uint32_t kind;
  std::uint32_t asset;
  std::uint32_t party;
  std::uint32_t record;  // which of a batch; 0 in a single call
  Cell amount;
};

/// Requires that the value fits 128 bits; more are cut off.
Cell to_cell(const core::Integer& value);
core::Integer from_cell(Cell cell);

/// The value of a slot of the structure that begins at `structure`.
core::Integer read_slot(const char* structure, const Slot& slot, core::Sort sort);
/// Requires that the value is one of the slot's.
void write_slot(char* structure, const Slot& slot, const core::Integer& value);

}  // namespace surety::codegen
