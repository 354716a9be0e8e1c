// build.h -- small contracts written in C++, with the operators one would use in Surety, for tests of the trace search.
//
// The planted bugs below need contracts that the front end would also give: guards, vaults, ranges, oracles. Amounts
// are plain integers here; dimensions are names that the search matches arguments by.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::test {

class Builder;

/// An expression under construction; borrowed from its builder.
struct E {
  Builder* builder;
  core::ExprId id;
};

class Builder {
 public:
  explicit Builder(std::string name) : contract(core::empty_contract(std::move(name))) {
    global("now", "s", {0, 100'000'000'000}, core::GlobalKind::clock);
    contract.steps.emplace_back();
    begin(0, "instantiate", core::StepKind::instantiate);
  }

  static core::Type type(const std::string& dimension) {
    core::Type result;
    result.dimension = dimension;
    result.sort = dimension == "party" ? core::Sort::party : core::Sort::integer;
    return result;
  }

  E node(core::Type result, decltype(core::Expr::node) value) {
    contract.exprs.push_back({std::move(result), {}, {}, std::move(value)});
    return {this, {static_cast<std::uint32_t>(contract.exprs.size() - 1)}};
  }
  E number(const core::Integer& value, const std::string& dimension = "") {
    return node(type(dimension), core::Literal{value});
  }
  E truth(bool value) {
    core::Type boolean;
    boolean.sort = core::Sort::boolean;
    return node(boolean, core::Literal{value ? 1 : 0});
  }
  E apply(core::Operation operation, std::vector<E> arguments, bool logical = false) {
    core::Type result = contract[arguments[0].id].type;
    if (logical) result = contract[truth(true).id].type;
    std::vector<core::ExprId> ids;
    for (const E& argument : arguments) ids.push_back(argument.id);
    return node(result, core::Apply{operation, ids});
  }
  E choose(E condition, E then, E otherwise) {
    return node(contract[then.id].type, core::Choose{condition.id, then.id, otherwise.id});
  }

  // Cells.
  void global(const std::string& name, const std::string& dimension, core::Range range,
              core::GlobalKind kind = core::GlobalKind::state) {
    core::Global cell;
    cell.name = name;
    cell.type = type(dimension);
    cell.range = std::move(range);
    cell.kind = kind;
    contract.globals.push_back(cell);
  }
  /// A parameter, role or first oracle value: a global that an argument of instantiation fills.
  void given(const std::string& name, const std::string& dimension, const core::Range& range, core::GlobalKind kind) {
    global(name, dimension, range, kind);
    write(read(name), argument(name, dimension, range));
  }
  void table(const std::string& name, const std::vector<std::pair<std::string, core::Range>>& fields,
             const std::string& dimension = "USD") {
    core::Table table;
    table.name = name;
    for (const auto& [field, range] : fields) {
      core::Field column;
      column.name = field;
      column.type = type(dimension);
      column.range = range;
      table.fields.push_back(column);
    }
    contract.tables.push_back(table);
  }
  E read(const std::string& name) {
    const core::GlobalId id = core::find_global(contract, name).value();
    return node(contract[id].type, core::Read{core::GlobalPlace{id}});
  }
  E cell(E key, std::uint32_t field, std::uint32_t table = 0) {
    const core::Type column = contract.tables[table].fields[field].type;
    return node(column, core::Read{core::RowPlace{{table}, key.id, {field}}});
  }

  // Steps. Statements go to the step begun last.
  void step(const std::string& name, core::StepKind kind = core::StepKind::action) {
    contract.steps.emplace_back();
    begin(static_cast<std::uint32_t>(contract.steps.size() - 1), name, kind);
  }
  E argument(const std::string& name, const std::string& dimension, core::Range range = core::storage_range()) {
    core::Step& step = contract.steps[current_];
    core::Local local;
    local.name = name;
    local.type = type(dimension);
    local.range = std::move(range);
    local.out_of_range = core::error_id(core::BuiltinError::rejected);
    step.locals.push_back(local);
    ++step.argument_count;
    return node(local.type, core::LocalRead{{step.argument_count - 1}});
  }
  E caller() { return node(type("party"), core::LocalRead{{0}}); }
  E local(std::uint32_t index, const std::string& dimension) { return node(type(dimension), core::LocalRead{{index}}); }
  /// A value fixed where it stands; locals come after all arguments.
  E let(E value) {
    core::Step& step = contract.steps[current_];
    core::Local local;
    local.name = "t" + std::to_string(step.locals.size());
    local.type = contract[value.id].type;
    step.locals.push_back(local);
    const auto index = static_cast<std::uint32_t>(step.locals.size() - 1);
    statement(core::Let{{index}, value.id});
    return node(contract[value.id].type, core::LocalRead{{index}});
  }
  void write(E place, E value) {
    statement(core::Write{std::get<core::Read>(contract[place.id].node).place, value.id,
                          core::error_id(core::BuiltinError::insufficient_funds)});
  }
  void require(E condition) { statement(core::Require{condition.id, core::error_id(core::BuiltinError::rejected)}); }

  // Properties.
  E forall(std::uint32_t table, const std::function<E(E)>& body) {
    return quantified(core::Quantifier::forall, table, body);
  }
  E sum(std::uint32_t table, const std::function<E(E)>& body) { return quantified(core::Quantifier::sum, table, body); }
  E before(E value) { return node(contract[value.id].type, core::Before{value.id}); }
  core::PropertyId invariant(const std::string& name, E condition) {
    core::Property property;
    property.name = name;
    property.kind = core::PropertyKind::invariant;
    property.condition = condition.id;
    return add(property);
  }
  core::PropertyId rule(const std::string& name, const std::string& step, E condition) {
    core::Property property;
    property.name = name;
    property.kind = core::PropertyKind::rule;
    property.condition = condition.id;
    property.cases.push_back({core::find_step(contract, step).value(), condition.id, {}});
    return add(property);
  }
  /// For every row where `condition` holds, `step` with `arguments` (caller first) succeeds. The row is local 0.
  core::PropertyId can(const std::string& name, E condition, const std::string& step, const std::vector<E>& arguments) {
    core::Property property;
    property.name = name;
    property.kind = core::PropertyKind::can;
    property.condition = condition.id;
    property.table = core::TableId{0};
    property.row = core::LocalId{0};
    core::PropertyCase one{core::find_step(contract, step).value(), condition.id, {}};
    for (const E& argument : arguments) one.arguments.push_back(argument.id);
    property.cases.push_back(one);
    return add(property);
  }

  core::Contract contract;

 private:
  void begin(std::uint32_t index, const std::string& name, core::StepKind kind) {
    current_ = index;
    core::Step& step = contract.steps[index];
    step.name = name;
    step.kind = kind;
    core::Local caller;
    caller.name = "caller";
    caller.type = type("party");
    step.locals = {caller};
  }
  void statement(decltype(core::Statement::node) node) {
    contract.statements.push_back({{}, {}, std::move(node)});
    contract.steps[current_].body.push_back({static_cast<std::uint32_t>(contract.statements.size() - 1)});
  }
  E quantified(core::Quantifier quantifier, std::uint32_t table, const std::function<E(E)>& body) {
    const core::LocalId row{100 + rows_++};
    const E inner = body(node(type("party"), core::LocalRead{row}));
    return node(contract[inner.id].type, core::Quantified{quantifier, {table}, row, inner.id});
  }
  core::PropertyId add(core::Property property) {
    contract.properties.push_back(std::move(property));
    return {static_cast<std::uint32_t>(contract.properties.size() - 1)};
  }

  std::uint32_t current_ = 0;
  std::uint32_t rows_ = 0;
};

inline E operator+(E a, E b) { return a.builder->apply(core::Operation::add, {a, b}); }
inline E operator-(E a, E b) { return a.builder->apply(core::Operation::subtract, {a, b}); }
inline E operator*(E a, E b) { return a.builder->apply(core::Operation::multiply, {a, b}); }
inline E operator<(E a, E b) { return a.builder->apply(core::Operation::less, {a, b}, true); }
inline E operator<=(E a, E b) { return a.builder->apply(core::Operation::less_equal, {a, b}, true); }
inline E operator>(E a, E b) { return b < a; }
inline E operator>=(E a, E b) { return b <= a; }
inline E operator==(E a, E b) { return a.builder->apply(core::Operation::equal, {a, b}, true); }
inline E operator!(E a) { return a.builder->apply(core::Operation::logical_not, {a}, true); }
inline E operator&&(E a, E b) { return a.builder->choose(a, b, a.builder->truth(false)); }
inline E operator||(E a, E b) { return a.builder->choose(a, a.builder->truth(true), b); }
inline E same(E a, E b) { return a.builder->apply(core::Operation::same_party, {a, b}, true); }
inline E floor_of(E a, E b) { return a.builder->apply(core::Operation::divide_down, {a, b}); }
inline E ceiling_of(E a, E b) { return a.builder->apply(core::Operation::divide_up, {a, b}); }
inline E magnitude(E a) { return a.builder->apply(core::Operation::absolute, {a}); }
inline E smaller(E a, E b) { return a.builder->apply(core::Operation::minimum, {a, b}); }
inline E larger(E a, E b) { return a.builder->apply(core::Operation::maximum, {a, b}); }

}  // namespace surety::test
