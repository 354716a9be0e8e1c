// layout.h -- where a compiled contract keeps its state and what its symbols are called. docs/abi.md is the prose.
//
// The same for every target, little endian. State is compact: a global or field is as small as its declared range
// allows (`Slot`), and members stand in descending order of size, so that nothing is lost between them. Globals are one
// such structure; a table is an array of rows by party. Arguments and amounts are uniform: a cell of 16 bytes, a signed
// 128-bit integer (a boolean is 0 or 1, a party its index). The layout depends on declarations alone, never on what was
// proved. The names are C identifiers made from the contract's names, so they are also what wasm exports.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/core/lists.h"

namespace surety::codegen {

inline constexpr std::uint32_t cell_size = 16;           // an argument, an amount
inline constexpr std::uint32_t effect_size = 32;         // kind, asset, party, 0: four u32; then the amount: a cell
inline constexpr std::int32_t status_ok = 0;             // otherwise 1 + ErrorId,
inline constexpr std::int32_t status_grow = -1;          // or: a party is beyond the row capacity and nothing happened
inline constexpr std::int32_t status_unknown_step = -2;  // in a batch: a record names no step, or instantiation
inline constexpr std::uint32_t record_step_offset = 8;   // a record's step: a u32 in the caller's cell
inline constexpr std::uint32_t min_capacity = 1;         // rows that must exist whoever calls: an unset role is party 0

/// Where a global or field lies within the globals or its row. Aligned to its size, which is 1 for a boolean, 4 for a
/// party (a u32), 8 for an integer whose declared range, with 0, fits signed 64 bits, else 16.
struct Slot {
  std::uint32_t offset = 0;
  std::uint32_t size = 0;
};

/// A structure of slots. `size` is a multiple of `alignment`, the largest member's size (1 where there is none).
struct Structure {
  std::vector<Slot> slots;           // by GlobalId or FieldId
  std::vector<std::uint32_t> order;  // indices into slots, by ascending offset
  std::uint32_t size = 0;
  std::uint32_t alignment = 1;
};

/// What a step's parameter is called: a member of the structure of its arguments. A list has two: its length, and an
/// array of its elements, which are structures where they are records.
struct ParameterNames {
  core::Parameter parameter;
  std::string member;                  // "amount", "parts"
  std::string length;                  // "parts_length"; empty where it is no list
  std::optional<std::uint32_t> shape;  // of a list of records: in Layout::shapes
};

/// The structure that the elements of lists are. Lists of the same record share it.
struct ElementShape {
  std::string record;                     // as the contract calls it
  std::string symbol;                     // "SeveralPuts_Part"
  std::vector<core::Local> members;       // with the names that the contract gives them
  std::vector<std::string> member_names;  // identifiers, one each
};

/// What the functions of a scan are called, and the structure that its thresholds are kept in (docs/scan.md).
struct ScanSymbols {
  std::string scan;       // "LinearPerp_due"
  std::string threshold;  // "LinearPerp_due_threshold"
  std::string find;
  std::string touch;
  std::string after;
  std::string column;
  std::vector<core::GlobalId> stamp;  // globals, `by` excepted, on which thresholds depend
};

/// A threshold column: the address of the thresholds, at 8 the number of rows known, at 16 on a cell for each global of
/// the stamp. A threshold x with `by` at its least value + p: the row is found where x > p as signed numbers, or
/// x >= not p as unsigned ones.
inline constexpr std::uint32_t column_rows_offset = 8;
inline constexpr std::uint32_t column_stamp_offset = 16;
inline constexpr std::int64_t threshold_unknown = INT64_MAX;
inline constexpr std::int64_t threshold_always = INT64_MAX - 1;
inline constexpr std::int64_t threshold_never = 0;

/// The names and sizes of one contract. All names are distinct within their kind.
struct Layout {
  std::string prefix;                                   // "LinearPerp"
  std::vector<std::string> globals;                     // members, by GlobalId: "mark_time"
  std::vector<std::string> tables;                      // members, by TableId
  std::vector<std::string> row_types;                   // by TableId: "LinearPerp_Trader_row"
  std::vector<std::vector<std::string>> fields;         // members, by TableId and FieldId
  std::vector<std::string> steps;                       // symbols, by StepId: "LinearPerp_mark_update"
  std::vector<std::string> step_numbers;                // enumerators of a batch, by StepId: "LinearPerp_step_deposit"
  std::vector<std::string> record_members;              // of a batch's record, by StepId: "mark_update"
  std::vector<std::vector<std::string>> arguments;      // members, by StepId and argument: "amount", "parts[0].writer"
  std::vector<std::vector<ParameterNames>> parameters;  // by StepId, the caller first
  std::vector<ElementShape> shapes;
  std::vector<std::string> errors;        // enumerators, by ErrorId: "LinearPerp_error_Overflow"
  std::vector<ScanSymbols> scans;         // by ScanId
  std::string batch;                      // symbol: "LinearPerp_batch"
  std::uint32_t record_size = cell_size;  // of a batch: the most arguments that a step in it has, as cells
  std::vector<std::uint32_t> effects;     // by StepId: the most that the step emits
  std::uint32_t max_effects = 0;          // what the effects buffer must have room for
  Structure global_structure;
  std::vector<Structure> rows;  // by TableId
};

/// A C identifier close to `name`: "mark.time" -> "mark_time", "size[BTC]" -> "size_BTC", "int" -> "int_".
std::string c_identifier(const std::string& name);

using Spelling = std::string (*)(const std::string&);

/// Members are called as `spelled` says, symbols always the same: C and C++ have a longer list of words (c_names.h).
Layout make_layout(const core::Contract& contract, Spelling spelled = c_identifier);

}  // namespace surety::codegen
