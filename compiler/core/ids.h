// ids.h -- keys of rows that belong to no party.
//
// To core an id is of the sort of parties: nothing is done with either but to compare them and to name rows. What tells
// them apart is their type, for those who read them from outside: a party is somebody's address, an id any name.
#pragma once

#include <algorithm>

#include "compiler/core/contract.h"

namespace surety::core {

[[nodiscard]] inline bool is_id(const Type& type) { return type.sort == Sort::party && type.dimension == "id"; }

/// Are the rows of this table named by ids wherever one is named?
[[nodiscard]] inline bool keyed_by_id(const Contract& contract, TableId table) {
  const auto names = [&](const Place& place) {
    const auto* row = std::get_if<RowPlace>(&place);
    return row != nullptr && row->table == table && is_id(contract[row->key].type);
  };
  const auto reads = [&](const Expr& expr) {
    const auto* read = std::get_if<Read>(&expr.node);
    return read != nullptr && names(read->place);
  };
  const auto writes = [&](const Statement& statement) {
    const auto* write = std::get_if<Write>(&statement.node);
    return write != nullptr && names(write->place);
  };
  return std::ranges::any_of(contract.exprs, reads) || std::ranges::any_of(contract.statements, writes);
}

}  // namespace surety::core
