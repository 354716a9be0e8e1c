// random_declarations.cpp -- see random_declarations.h.
#include "tests/differential/random_declarations.h"

#include <string>

namespace surety::testing {

using namespace core;

namespace {

constexpr std::uint32_t phases = 3;

Sort random_sort(RandomSource& random) {
  const std::size_t roll = random.below(5);
  return roll == 0 ? Sort::boolean : roll == 1 ? Sort::party : Sort::integer;
}

GlobalId add_global(Contract& contract, const std::string& name, Sort sort, Range range,
                    GlobalKind kind = GlobalKind::state) {
  Global global;
  global.name = name;
  global.type.sort = sort;
  global.range = sort == Sort::integer ? std::move(range) : Range{0, 1};
  global.kind = kind;
  contract.globals.push_back(std::move(global));
  return {static_cast<std::uint32_t>(contract.globals.size() - 1)};
}

void add_table(Contract& contract, RandomSource& random, const std::string& name, std::vector<Sort> sorts) {
  for (std::size_t i = random.below(5); i > 0; --i) sorts.push_back(random_sort(random));
  // In any order: what stands before what decides where it lies.
  for (std::size_t i = sorts.size(); i > 1; --i) std::swap(sorts[i - 1], sorts[random.below(i)]);
  Table table{name, {}, {}};
  for (std::size_t i = 0; i < sorts.size(); ++i) {
    Field field;
    field.name = "f" + std::to_string(i);
    field.type.sort = sorts[i];
    field.range = sorts[i] == Sort::integer ? edge_range(random) : Range{0, 1};
    table.fields.push_back(std::move(field));
  }
  contract.tables.push_back(std::move(table));
}

/// Rows that belong to no party.
void add_id_table(Contract& contract, RandomSource& random) {
  add_table(contract, random, id_table, {Sort::integer, Sort::party});
  std::vector<Field>& fields = contract.tables.back().fields;
  Field link;
  link.name = "link";
  link.type = id_type();
  link.range = {0, 1};
  fields.insert(fields.begin() + static_cast<std::ptrdiff_t>(random.below(fields.size() + 1)), std::move(link));
  add_global(contract, "latest", Sort::party, {0, 1});
  contract.globals.back().type = id_type();
}

/// Globals need not contain zero.
Range global_range(RandomSource& random) {
  switch (random.below(6)) {
    case 0: return {5, 10};
    case 1: return {power_of_two(100), power_of_two(101)};
    case 2: return {-power_of_ten(9), -1};
    default: return edge_range(random);
  }
}

}  // namespace

Type id_type() {
  Type type;
  type.sort = Sort::party;
  type.dimension = "id";
  return type;
}

Range edge_range(RandomSource& random) {
  const unsigned bits = random.pick(std::vector<unsigned>{1, 7, 8, 31, 32, 62, 63, 64, 65, 100, 126, 127});
  Integer edge = power_of_two(bits) + Integer(random.below(3)) - 2;
  if (edge > storage_range().high) edge = storage_range().high;
  switch (random.below(5)) {
    case 0: return {0, edge};
    case 1: return {-edge, 0};
    case 2: return {-power_of_two(bits), edge};
    case 3: return storage_range();
    default: return {-Integer(random.below(1000)), edge};
  }
}

Environment random_declarations(Contract& contract, RandomSource& random) {
  Environment result;
  for (std::size_t i = random.below(3); i > 0; --i)
    add_global(contract, "e" + std::to_string(i), random_sort(random), global_range(random));
  add_global(contract, "a", Sort::integer, edge_range(random));
  add_global(contract, "flag", Sort::boolean, {0, 1});
  result.role = add_global(contract, "owner", Sort::party, {0, 0}, GlobalKind::role);
  result.clock = add_global(contract, "now", Sort::integer, {0, power_of_ten(11)}, GlobalKind::clock);
  result.price = add_global(contract, "price", Sort::integer, {1, power_of_ten(9)}, GlobalKind::oracle_value);
  result.price_time = add_global(contract, "price.time", Sort::integer, {0, power_of_ten(11)}, GlobalKind::oracle_time);
  result.rate = add_global(contract, "rate", Sort::integer, {0, 1000}, GlobalKind::parameter);
  result.phase = add_global(contract, "phase", Sort::integer, {0, phases - 1});
  result.vault = add_global(contract, "vault.USD", Sort::integer, {0, power_of_ten(18)}, GlobalKind::vault);
  contract.globals.back().asset = AssetId{0};
  result.supply = add_global(contract, "supply.LP", Sort::integer, {0, power_of_ten(18)}, GlobalKind::supply);
  contract.globals.back().asset = AssetId{1};
  for (std::size_t i = random.below(4); i > 0; --i)
    add_global(contract, "g" + std::to_string(i), random_sort(random), global_range(random));
  add_table(contract, random, "Row", {Sort::integer, Sort::boolean, Sort::party});
  for (std::size_t i = random.below(3); i > 0; --i)
    add_table(contract, random, "Table" + std::to_string(i), {random_sort(random)});
  if (random.one_in(2)) add_id_table(contract, random);
  return result;
}

}  // namespace surety::testing
