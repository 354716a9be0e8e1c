// Where globals and fields lie: as small as their ranges allow, aligned, without gaps.
#include "codegen/layout.h"

#include <nlohmann/json.hpp>

#include "codegen/c_names.h"
#include "codegen/cells.h"
#include "codegen/layout_json.h"
#include "tests/catch.h"

using namespace surety;

namespace {

core::Field field(std::string name, core::Sort sort, const core::Range& range) {
  core::Field result;
  result.name = std::move(name);
  result.type.sort = sort;
  result.range = range;
  return result;
}

/// One table with a member of every kind, in an order that a C compiler would have to pad.
core::Contract mixed() {
  core::Contract contract = core::empty_contract("Mixed");
  const core::Integer limit = core::power_of_two(63);
  core::Table table;
  table.name = "T";
  table.fields = {field("flag", core::Sort::boolean, {0, 1}),
                  field("widest64", core::Sort::integer, {-limit, limit - 1}),
                  field("owner", core::Sort::party, core::storage_range()),
                  field("one_more", core::Sort::integer, {0, limit}),
                  field("second_flag", core::Sort::boolean, {0, 1}),
                  field("small", core::Sort::integer, {0, 7})};
  contract.tables = {table};
  return contract;
}

}  // namespace

TEST_CASE("slots are as small as the declared ranges allow, and leave no gaps") {
  const codegen::Layout layout = codegen::make_layout(mixed());
  const codegen::Structure& row = layout.rows.at(0);
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> sizes;
  for (const codegen::Slot& slot : row.slots) {
    offsets.push_back(slot.offset);
    sizes.push_back(slot.size);
  }
  CHECK(sizes == std::vector<std::uint32_t>{1, 8, 4, 16, 1, 8});
  CHECK(offsets == std::vector<std::uint32_t>{36, 16, 32, 0, 37, 24});
  CHECK(row.order == std::vector<std::uint32_t>{3, 1, 5, 2, 0, 4});
  CHECK(row.size == 48);
  CHECK(row.alignment == 16);
  CHECK(layout.global_structure.size == 0);
}

TEST_CASE("a slot gives back what was written to it and touches nothing else") {
  const core::Contract contract = mixed();
  const codegen::Structure row = codegen::make_layout(contract).rows.at(0);
  const core::Integer limit = core::power_of_two(63);
  const std::vector<core::Integer> values{1, -limit, 0xffffffffU, limit, 0, 7};
  std::vector<char> bytes(row.size, 0);
  for (std::size_t i = 0; i < values.size(); ++i) codegen::write_slot(bytes.data(), row.slots[i], values[i]);
  for (std::size_t i = 0; i < values.size(); ++i)
    CHECK(codegen::read_slot(bytes.data(), row.slots[i], contract.tables[0].fields[i].type.sort) == values[i]);
}

TEST_CASE("the layout as JSON names every offset and size") {
  const core::Contract contract = mixed();
  const auto json = nlohmann::json::parse(codegen::layout_json(contract, codegen::make_layout(contract)));
  const auto& table = json.at("tables").at(0);
  CHECK(json.at("schema") == "surety.layout/2");
  CHECK(json.at("globals_size") == 0);
  CHECK(table.at("row_size") == 48);
  CHECK(table.at("alignment") == 16);
  CHECK(table.at("fields").at(1).at("offset") == 16);
  CHECK(table.at("fields").at(1).at("size") == 8);
}

TEST_CASE("members are no words of C or C++, and symbols do not change for that") {
  core::Contract contract = mixed();
  contract.tables[0].name = "asm";
  const std::vector<std::string> names{"errno", "errno_", "NULL", "co_await", "owner", "delete"};
  for (std::size_t i = 0; i < names.size(); ++i) contract.tables[0].fields[i].name = names[i];
  const codegen::Layout plain = codegen::make_layout(contract);
  const codegen::Layout layout = codegen::c_layout(contract);
  CHECK(layout.tables == std::vector<std::string>{"asm_"});
  CHECK(layout.fields[0] == std::vector<std::string>{"errno_", "errno__2", "NULL_", "co_await_", "owner", "delete_"});
  CHECK(plain.fields[0] == std::vector<std::string>{"errno", "errno_", "NULL", "co_await", "owner", "delete_"});
  CHECK(layout.row_types == std::vector<std::string>{"Mixed_asm_row"});
  CHECK(layout.row_types == plain.row_types);
  CHECK(codegen::c_name("mark.time") == "mark_time");
}
