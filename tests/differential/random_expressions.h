// random_expressions.h -- the expressions of random_contract.h: of any sort and depth, over whatever the contract
// declares.
//
// A class that the generator of statements derives from: both build the same contract and step, from one source.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "compiler/core/contract.h"
#include "compiler/core/ids.h"
#include "tests/differential/random_contract.h"
#include "tests/differential/random_declarations.h"
#include "tests/differential/random_facts.h"
#include "tests/differential/random_source.h"

namespace surety::testing {

inline core::Type plain(core::Sort sort) {
  core::Type type;
  type.sort = sort;
  return type;
}

class ExpressionMaker {
 protected:
  ExpressionMaker(std::uint64_t seed, const RandomContractOptions& options)
      : random_(seed), options_(options), contract_(core::empty_contract("Random" + std::to_string(seed))) {}

  using ErrorId = core::ErrorId;
  using Expr = core::Expr;
  using ExprId = core::ExprId;
  using Field = core::Field;
  using Integer = core::Integer;
  using Local = core::Local;
  using LocalId = core::LocalId;
  using Operation = core::Operation;
  using Range = core::Range;
  using RowPlace = core::RowPlace;
  using Sort = core::Sort;

  struct Variable {
    LocalId local;
    Sort sort;
    bool id = false;
  };

  ErrorId error(std::string name) {
    contract_.errors.push_back(std::move(name));
    return {static_cast<std::uint32_t>(contract_.errors.size() - 1)};
  }
  LocalId add_local(std::string name, Sort sort) {
    Local local;
    local.name = std::move(name);
    local.type = plain(sort);
    step_.locals.push_back(std::move(local));
    return {static_cast<std::uint32_t>(step_.locals.size() - 1)};
  }
  ExprId clamped(ExprId value, const Range& range) {
    const ExprId high = add(Sort::integer, core::Literal{range.high});
    const ExprId low = add(Sort::integer, core::Literal{range.low});
    return apply(Operation::maximum, {apply(Operation::minimum, {value, high}), low});
  }
  Sort any_sort() {
    const std::size_t roll = random_.below(6);
    return roll == 0 ? Sort::boolean : roll == 1 ? Sort::party : Sort::integer;
  }
  ExprId add(core::Type type, decltype(Expr::node) node) {
    contract_.exprs.push_back({std::move(type), {}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  ExprId add(Sort sort, decltype(Expr::node) node) { return add(plain(sort), std::move(node)); }
  ExprId apply(Operation operation, std::vector<ExprId> arguments) {
    const bool truth = operation >= Operation::less;
    return add(truth ? Sort::boolean : Sort::integer, core::Apply{operation, std::move(arguments)});
  }
  /// A row of any table and party; with a field of the sort where one is asked for.
  RowPlace row_place(std::optional<Sort> sort) {
    auto table = static_cast<std::uint32_t>(random_.below(contract_.tables.size()));
    const auto has = [&](const Field& field) {
      return !sort || (field.type.sort == *sort && !core::is_id(field.type));
    };
    if (std::ranges::none_of(contract_.tables[table].fields, has)) table = 0;  // it has fields of every sort
    const ExprId key = key_of({table}, random_.one_in(4) ? 1 : 0);
    const std::vector<Field>& fields = contract_.tables[table].fields;
    std::uint32_t field = 0;
    do {
      field = static_cast<std::uint32_t>(random_.below(fields.size()));
    } while (!has(fields[field]));
    return {{table}, key, {field}};
  }

  // ---- ids: of the sort of parties, and kept apart from them ----

  [[nodiscard]] bool names_ids(core::TableId table) const { return contract_[table].name == id_table; }
  [[nodiscard]] bool has_ids() const { return names_ids({static_cast<std::uint32_t>(contract_.tables.size() - 1)}); }
  /// What names a row of the table.
  ExprId key_of(core::TableId table, unsigned depth) {
    return names_ids(table) ? id_expr(depth) : expr(Sort::party, depth);
  }
  ExprId id_expr(unsigned depth) {
    std::vector<Variable> known;
    std::ranges::copy_if(scope_, std::back_inserter(known), &Variable::id);
    const core::TableId table{static_cast<std::uint32_t>(contract_.tables.size() - 1)};
    switch (random_.below(depth == 0 ? 4 : 6)) {
      case 0: {
        const auto latest = std::ranges::find(contract_.globals, "latest", &core::Global::name);
        const auto global = static_cast<std::uint32_t>(latest - contract_.globals.begin());
        return add(id_type(), core::Read{core::GlobalPlace{{global}}});
      }
      case 4: {  // the row that a row names
        const auto& fields = contract_[table].fields;
        const auto link = std::ranges::find_if(fields, [](const Field& field) { return core::is_id(field.type); });
        const auto field = static_cast<std::uint32_t>(link - fields.begin());
        const ExprId key = id_expr(depth - 1);
        return add(id_type(), core::Read{RowPlace{table, key, {field}}});
      }
      case 5: {
        const ExprId condition = expr(Sort::boolean, depth - 1);
        const ExprId then = id_expr(depth - 1);
        return add(id_type(), core::Choose{condition, then, id_expr(depth - 1)});
      }
      default: return add(id_type(), core::LocalRead{random_.pick(known).local});
    }
  }

  ExprId expr(Sort sort, unsigned depth) {
    if (depth == 0 || random_.one_in(6)) return leaf(sort);
    if (random_.one_in(8)) return wrapped(sort, depth - 1);
    switch (sort) {
      case Sort::integer: return arithmetic(depth - 1);
      case Sort::boolean: return comparison(depth - 1);
      case Sort::party: break;
    }
    return leaf(sort);
  }
  ExprId leaf(Sort sort) {
    switch (random_.below(sort == Sort::party ? 5 : 7)) {
      case 0: return global_read(sort);
      case 1: return row_read(sort);
      case 5:
      case 6: return literal(sort);
      default: return local_read(sort);
    }
  }
  ExprId global_read(Sort sort) {
    std::uint32_t global = 0;
    do {
      global = static_cast<std::uint32_t>(random_.below(contract_.globals.size()));
    } while (contract_.globals[global].type.sort != sort || core::is_id(contract_.globals[global].type));
    return add(sort, core::Read{core::GlobalPlace{{global}}});
  }
  ExprId row_read(Sort sort) {
    const RowPlace place = row_place(sort);
    return add(sort, core::Read{place});
  }
  ExprId local_read(Sort sort) {
    std::vector<Variable> fitting;
    for (const Variable& one : scope_) {
      if (one.sort == sort && !one.id) fitting.push_back(one);
    }
    return fitting.empty() ? global_read(sort) : add(sort, core::LocalRead{random_.pick(fitting).local});
  }
  ExprId literal(Sort sort) {
    if (sort == Sort::boolean) return add(sort, core::Literal{Integer(random_.below(2))});
    return add(sort, core::Literal{literal_value()});
  }
  Integer literal_value() {
    const auto sign = random_.one_in(3) ? -1 : 1;
    switch (random_.below(options_.extreme_ranges ? 6 : 2)) {
      case 0: return Integer(random_.below(3)) * sign;
      case 1: return Integer(random_.below(9)) * sign;
      case 2: return core::power_of_ten(static_cast<unsigned>(random_.below(19))) * sign;
      case 3: return core::power_of_two(static_cast<unsigned>(random_.below(66))) * sign - 1;
      case 4: return Integer(random_.below(1000)) * sign;
      default: return random_.pick(contract_.globals).range.high;
    }
  }

  /// Choose, core::Guarded or core::Bind around any sort.
  ExprId wrapped(Sort sort, unsigned depth) {
    const std::size_t outside = scope_.size();
    ExprId result;
    switch (random_.below(4)) {
      case 0: {
        const ExprId condition = expr(Sort::boolean, depth);
        result = add(sort, core::Guarded{condition, random_.pick(user_errors_), expr(sort, depth)});
        break;
      }
      case 1: {
        const Sort bound = any_sort();
        const ExprId value = expr(bound, depth);
        const LocalId local = add_local("f" + std::to_string(step_.locals.size()), bound);
        scope_.push_back({local, bound});
        result = add(sort, core::Bind{local, value, expr(sort, depth)});
        break;
      }
      default: {
        const ExprId condition = expr(Sort::boolean, depth);
        const ExprId then = expr(sort, depth);
        result = add(sort, core::Choose{condition, then, expr(sort, depth)});
      }
    }
    scope_.resize(outside);
    return result;
  }
  static bool is_division(Operation operation) {
    return operation == Operation::divide_down || operation == Operation::divide_up ||
           operation == Operation::divide_nearest;
  }
  /// By an even literal, as rescaling does: where ties are. Mostly of a local whose range has room for them.
  ExprId division(Operation operation, unsigned depth) {
    ExprId numerator = expr(Sort::integer, random_.one_in(3) ? depth : 0);
    Integer divisor = 2 * Integer(1 + random_.below(4));
    std::vector<LocalId> roomy;
    for (const Variable& one : scope_) {
      if (one.sort == Sort::integer && step_.locals[one.local.index].range.high >= 100) roomy.push_back(one.local);
    }
    if (!roomy.empty() && !random_.one_in(3)) {
      const LocalId local = random_.pick(roomy);
      const unsigned bits = core::signed_bits(step_.locals[local.index].range.high);
      numerator = add(Sort::integer, core::LocalRead{local});
      divisor = core::power_of_ten(2 + static_cast<unsigned>(random_.below(bits / 4 - 1)));
    }
    if (random_.one_in(6)) divisor = -divisor;
    return apply(operation, {numerator, add(Sort::integer, core::Literal{divisor})});
  }
  /// x * 2^253 brought back: at the border of 256 bits for an x from -5 to 4.
  ExprId near_overflow() {
    const ExprId x = leaf(Sort::integer);
    const ExprId big = apply(Operation::multiply, {x, add(Sort::integer, core::Literal{core::power_of_two(126)})});
    const ExprId huge = apply(Operation::multiply, {big, add(Sort::integer, core::Literal{core::power_of_two(127)})});
    return apply(Operation::divide_down, {huge, add(Sort::integer, core::Literal{core::power_of_two(252)})});
  }
  ExprId arithmetic(unsigned depth) {
    static const std::vector<Operation> operations{
        Operation::negate,      Operation::add,       Operation::subtract,       Operation::multiply,
        Operation::divide_down, Operation::divide_up, Operation::divide_nearest, Operation::divide_nearest,
        Operation::square_root, Operation::minimum,   Operation::maximum,        Operation::absolute,
        Operation::sign};
    if (options_.extreme_ranges && random_.one_in(12)) return near_overflow();
    if (options_.varied && random_.one_in(10)) return stated(depth);
    const Operation operation = random_.pick(operations);
    if (is_division(operation) && !random_.one_in(3)) return division(operation, depth);
    std::vector<ExprId> arguments;
    for (unsigned i = 0; i < core::info(operation).arity; ++i) arguments.push_back(expr(Sort::integer, depth));
    // Most roots are of something that has one.
    if (operation == Operation::square_root && !random_.one_in(4)) {
      arguments[0] = apply(Operation::absolute, {arguments[0]});
    }
    return apply(operation, std::move(arguments));
  }
  /// A function of which something is known, for any numbers.
  ExprId stated(unsigned depth) {
    const core::FactId fact = random_fact(contract_, random_);
    std::vector<ExprId> arguments;
    while (arguments.size() < contract_[fact].variable_count) arguments.push_back(expr(Sort::integer, depth));
    return called(fact, arguments);
  }
  /// As the checker writes a call out: the arguments are bound, and the value is that of the function's body.
  ExprId called(core::FactId fact, const std::vector<ExprId>& arguments) {
    std::vector<LocalId> bound;
    for (std::size_t i = 0; i < arguments.size(); ++i)
      bound.push_back(add_local("a" + std::to_string(step_.locals.size()), Sort::integer));
    ExprId value = value_of_call(contract_, fact, bound);
    for (std::size_t i = arguments.size(); i > 0; --i)
      value = add(Sort::integer, core::Bind{bound[i - 1], arguments[i - 1], value});
    return value;
  }
  ExprId comparison(unsigned depth) {
    switch (random_.below(6)) {
      case 0: {
        const bool ids = has_ids() && random_.one_in(2);
        const ExprId one = ids ? id_expr(depth) : expr(Sort::party, depth);
        return apply(Operation::same_party, {one, ids ? id_expr(0) : leaf(Sort::party)});
      }
      case 1: return apply(Operation::logical_not, {expr(Sort::boolean, depth)});
      case 2: {
        const Sort sort = random_.one_in(3) ? Sort::boolean : Sort::integer;
        const ExprId left = expr(sort, depth);
        return apply(Operation::equal, {left, expr(sort, depth)});
      }
      case 3: {
        const ExprId left = expr(Sort::integer, depth);
        return apply(Operation::less_equal, {left, expr(Sort::integer, depth)});
      }
      default: {
        const ExprId left = expr(Sort::integer, depth);
        return apply(Operation::less, {left, expr(Sort::integer, depth)});
      }
    }
  }

  RandomSource random_;
  RandomContractOptions options_;
  core::Contract contract_;
  std::vector<ErrorId> user_errors_;
  std::vector<ErrorId> global_errors_;
  std::vector<std::vector<ErrorId>> field_errors_;
  core::Step step_;
  std::vector<Variable> scope_;
};

}  // namespace surety::testing
