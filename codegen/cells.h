// cells.h -- the 16-byte cell of the compiled layout, in this process.
#pragma once

#include <cstdint>

#include "compiler/core/integer.h"

namespace surety::codegen {

__extension__ using Cell = __int128;

/// One entry of the effects buffer.
struct EffectCell {
  std::uint32_t kind;
  std::uint32_t asset;
  std::uint32_t party;
  std::uint32_t reserved;
  Cell amount;
};

/// Requires that the value fits 128 bits; more are cut off.
Cell to_cell(const core::Integer& value);
core::Integer from_cell(Cell cell);

}  // namespace surety::codegen
