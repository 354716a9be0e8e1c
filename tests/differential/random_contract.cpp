// random_contract.cpp -- see random_contract.h.
#include "tests/differential/random_contract.h"

#include <array>
#include <optional>

#include "tests/differential/random_source.h"

namespace surety::testing {

using namespace core;

namespace {

Type plain(Sort sort) {
  Type type;
  type.sort = sort;
  return type;
}

class Generator {
 public:
  Generator(std::uint64_t seed, const RandomContractOptions& options)
      : random_(seed), options_(options), contract_(empty_contract("Random" + std::to_string(seed))) {}

  Contract whole() {
    contract_.assets.push_back({"USD", 6, power_of_ten(18)});
    contract_.assets.push_back({"LP", 6, power_of_ten(18), true});
    for (const char* name : {"Red", "Green", "Blue"}) user_errors_.push_back(error(name));
    for (const char* name : {"a", "b", "c", "d"}) add_global(name, Sort::integer);
    add_global("flag", Sort::boolean);
    add_global("owner", Sort::party);
    add_table("Row", {"x", "y", "z"});
    add_table("Other", {"u"});
    lemma();
    instantiate();
    for (unsigned i = 0; i < options_.actions; ++i) action("act" + std::to_string(i));
    return std::move(contract_);
  }

 private:
  struct Variable {
    LocalId local;
    Sort sort;
  };

  // ---- declarations ----

  ErrorId error(std::string name) {
    contract_.errors.push_back(std::move(name));
    return {static_cast<std::uint32_t>(contract_.errors.size() - 1)};
  }
  Range range() {
    if (!options_.extreme_ranges) return {-Integer(random_.below(9)), Integer(random_.below(9))};
    switch (random_.below(7)) {
      case 0: return {-3, 3};
      case 1: return {0, 1000};
      case 2: return {-power_of_ten(6), power_of_ten(6)};
      case 3: return {-power_of_two(63), power_of_two(63) - 1};
      case 4: return {0, power_of_ten(18)};
      case 5: return {-power_of_two(64), power_of_two(64)};
      default: return storage_range();
    }
  }
  void add_global(const std::string& name, Sort sort) {
    Global global;
    global.name = name;
    global.type = plain(sort);
    global.range = sort == Sort::integer ? range() : Range{0, 1};
    contract_.globals.push_back(std::move(global));
    global_errors_.push_back(error("OutOfRange(" + name + ")"));
  }
  void add_table(const std::string& name, std::initializer_list<const char*> integers) {
    Table table{name, {}, {}};
    std::vector<ErrorId> errors;
    const auto add = [&](const std::string& field_name, Sort sort) {
      Field field;
      field.name = field_name;
      field.type = plain(sort);
      field.range = sort == Sort::integer ? range() : Range{0, 1};
      table.fields.push_back(std::move(field));
      errors.push_back(error("OutOfRange(" + name + "." + field_name + ")"));
    };
    for (const char* integer : integers) add(integer, Sort::integer);
    add("mark", Sort::boolean);
    add("friend", Sort::party);
    contract_.tables.push_back(std::move(table));
    field_errors_.push_back(std::move(errors));
  }

  /// A claim to be used; what it says is of no concern where nothing is proved.
  void lemma() {
    Property property;
    property.name = "within";
    property.kind = PropertyKind::lemma;
    for (const Sort sort : {Sort::party, Sort::integer, Sort::boolean}) {
      Local variable;
      variable.name = "v" + std::to_string(property.locals.size());
      variable.type = plain(sort);
      variable.range = sort == Sort::integer ? Range{-9, 9} : Range{0, 1};
      property.locals.push_back(std::move(variable));
    }
    property.variable_count = static_cast<std::uint32_t>(property.locals.size());
    const ExprId number = add(Sort::integer, LocalRead{{1}});
    const ExprId limit = add(Sort::integer, Literal{9});
    property.condition = add(Sort::boolean, Apply{Operation::less_equal, {number, limit}});
    contract_.properties.push_back(std::move(property));
  }

  // ---- steps ----

  LocalId add_local(std::string name, Sort sort) {
    Local local;
    local.name = std::move(name);
    local.type = plain(sort);
    step_.locals.push_back(std::move(local));
    return {static_cast<std::uint32_t>(step_.locals.size() - 1)};
  }
  void add_argument(const std::string& name, Sort sort, const Range& range) {
    const LocalId id = add_local(name, sort);
    step_.locals.back().range = range;
    step_.locals.back().out_of_range = error("OutOfRange(" + step_.name + "." + name + ")");
    scope_.push_back({id, sort});
  }
  void begin(std::string name, StepKind kind) {
    step_ = Step{};
    step_.name = std::move(name);
    step_.kind = kind;
    scope_.clear();
    add_argument("caller", Sort::party, {0, 0});
  }
  void finish(Block body) {
    step_.body = std::move(body);
    contract_.steps.push_back(std::move(step_));
  }

  void instantiate() {
    begin("instantiate", StepKind::instantiate);
    for (const Global& global : contract_.globals) add_argument(global.name, global.type.sort, global.range);
    step_.argument_count = static_cast<std::uint32_t>(step_.locals.size());
    Block body;
    for (std::uint32_t i = 0; i < contract_.globals.size(); ++i) {
      const ExprId value = add(contract_.globals[i].type.sort, LocalRead{{i + 1}});
      body.push_back(statement(Write{GlobalPlace{{i}}, value, global_errors_[i]}));
    }
    finish(std::move(body));
  }
  void action(const std::string& name) {
    begin(name, StepKind::action);
    add_argument("p", Sort::party, {0, 0});
    add_argument("q", Sort::party, {0, 0});
    add_argument("m", Sort::integer, range());
    add_argument("n", Sort::integer, range());
    add_argument("k", Sort::integer, {-9, 9});
    add_argument("yes", Sort::boolean, {0, 1});
    step_.argument_count = static_cast<std::uint32_t>(step_.locals.size());
    Block body = block(2);
    finish(std::move(body));
  }

  StatementId statement(decltype(Statement::node) node) {
    contract_.statements.push_back({{}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.statements.size() - 1)};
  }
  Block block(unsigned nesting) {
    Block result;
    const std::size_t count = 1 + random_.below(options_.statements);
    for (std::size_t i = 0; i < count; ++i) result.push_back(any_statement(nesting));
    return result;
  }
  StatementId any_statement(unsigned nesting) {
    switch (random_.below(nesting > 0 ? 11 : 9)) {
      case 0: return let();
      case 1: return statement(Require{expr(Sort::boolean, 2), random_.pick(user_errors_)});
      case 2: return effect();
      case 3: return statement(Assert{expr(Sort::boolean, 1), random_.pick(user_errors_)});
      case 4:
      case 5: return write_global();
      case 8: return use();
      case 9:
      case 10: return branch(nesting - 1);
      default: return write_row();
    }
  }
  StatementId use() {
    Use node{{0}, {}};
    for (const Sort sort : {Sort::party, Sort::integer, Sort::boolean}) node.arguments.push_back(expr(sort, 2));
    return statement(std::move(node));
  }
  StatementId let() {
    const Sort sort = any_sort();
    const ExprId value = expr(sort, options_.depth);
    const LocalId local = add_local("l" + std::to_string(step_.locals.size()), sort);
    scope_.push_back({local, sort});
    return statement(Let{local, value});
  }
  StatementId write_global() {
    const auto target = static_cast<std::uint32_t>(random_.below(contract_.globals.size()));
    const Global& global = contract_.globals[target];
    const ExprId value = storable(global.type.sort, global.range);
    return statement(Write{GlobalPlace{{target}}, value, global_errors_[target]});
  }
  StatementId write_row() {
    const RowPlace place = row_place(std::nullopt);
    const Field field = contract_.field(place.table, place.field);
    const ExprId value = storable(field.type.sort, field.range);
    return statement(Write{place, value, field_errors_[place.table.index][place.field.index]});
  }
  /// Half of the integers are clamped into the range, so that the step goes on.
  ExprId storable(Sort sort, const Range& range) {
    const ExprId value = expr(sort, options_.depth);
    return sort == Sort::integer && random_.one_in(2) ? clamped(value, range) : value;
  }
  ExprId clamped(ExprId value, const Range& range) {
    const ExprId high = add(Sort::integer, Literal{range.high});
    const ExprId low = add(Sort::integer, Literal{range.low});
    return apply(Operation::maximum, {apply(Operation::minimum, {value, high}), low});
  }
  StatementId effect() {
    const ExprId party = expr(Sort::party, 1);
    const ExprId amount = clamped(expr(Sort::integer, 2), {0, power_of_ten(18)});
    const auto kind = static_cast<EffectKind>(random_.below(4));
    const bool issues = kind == EffectKind::mint || kind == EffectKind::burn;
    return statement(Effect{kind, {issues ? 1U : 0U}, party, amount});
  }
  StatementId branch(unsigned nesting) {
    const ExprId condition = expr(Sort::boolean, 2);
    const std::size_t outside = scope_.size();
    Block then = block(nesting);
    scope_.resize(outside);
    Block otherwise = random_.one_in(4) ? Block{} : block(nesting);
    scope_.resize(outside);
    return statement(Branch{condition, std::move(then), std::move(otherwise)});
  }

  // ---- expressions ----

  Sort any_sort() {
    const std::size_t roll = random_.below(6);
    return roll == 0 ? Sort::boolean : roll == 1 ? Sort::party : Sort::integer;
  }
  ExprId add(Sort sort, decltype(Expr::node) node) {
    contract_.exprs.push_back({plain(sort), {}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  ExprId apply(Operation operation, std::vector<ExprId> arguments) {
    const bool truth = operation >= Operation::less;
    return add(truth ? Sort::boolean : Sort::integer, Apply{operation, std::move(arguments)});
  }
  /// A row of any table and party; with a field of the sort where one is asked for.
  RowPlace row_place(std::optional<Sort> sort) {
    const auto table = static_cast<std::uint32_t>(random_.below(contract_.tables.size()));
    const ExprId key = expr(Sort::party, random_.one_in(4) ? 1 : 0);
    const std::vector<Field>& fields = contract_.tables[table].fields;
    std::uint32_t field = 0;
    do {
      field = static_cast<std::uint32_t>(random_.below(fields.size()));
    } while (sort && fields[field].type.sort != *sort);
    return {{table}, key, {field}};
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
    } while (contract_.globals[global].type.sort != sort);
    return add(sort, Read{GlobalPlace{{global}}});
  }
  ExprId row_read(Sort sort) {
    const RowPlace place = row_place(sort);
    return add(sort, Read{place});
  }
  ExprId local_read(Sort sort) {
    std::vector<Variable> fitting;
    for (const Variable& one : scope_) {
      if (one.sort == sort) fitting.push_back(one);
    }
    return fitting.empty() ? global_read(sort) : add(sort, LocalRead{random_.pick(fitting).local});
  }
  ExprId literal(Sort sort) {
    if (sort == Sort::boolean) return add(sort, Literal{Integer(random_.below(2))});
    return add(sort, Literal{literal_value()});
  }
  Integer literal_value() {
    const auto sign = random_.one_in(3) ? -1 : 1;
    switch (random_.below(options_.extreme_ranges ? 6 : 2)) {
      case 0: return Integer(random_.below(3)) * sign;
      case 1: return Integer(random_.below(9)) * sign;
      case 2: return power_of_ten(static_cast<unsigned>(random_.below(19))) * sign;
      case 3: return power_of_two(static_cast<unsigned>(random_.below(66))) * sign - 1;
      case 4: return Integer(random_.below(1000)) * sign;
      default: return random_.pick(contract_.globals).range.high;
    }
  }

  /// Choose, Guarded or Bind around any sort.
  ExprId wrapped(Sort sort, unsigned depth) {
    const std::size_t outside = scope_.size();
    ExprId result;
    switch (random_.below(4)) {
      case 0: {
        const ExprId condition = expr(Sort::boolean, depth);
        result = add(sort, Guarded{condition, random_.pick(user_errors_), expr(sort, depth)});
        break;
      }
      case 1: {
        const Sort bound = any_sort();
        const ExprId value = expr(bound, depth);
        const LocalId local = add_local("f" + std::to_string(step_.locals.size()), bound);
        scope_.push_back({local, bound});
        result = add(sort, Bind{local, value, expr(sort, depth)});
        break;
      }
      default: {
        const ExprId condition = expr(Sort::boolean, depth);
        const ExprId then = expr(sort, depth);
        result = add(sort, Choose{condition, then, expr(sort, depth)});
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
      const unsigned bits = signed_bits(step_.locals[local.index].range.high);
      numerator = add(Sort::integer, LocalRead{local});
      divisor = power_of_ten(2 + static_cast<unsigned>(random_.below(bits / 4 - 1)));
    }
    if (random_.one_in(6)) divisor = -divisor;
    return apply(operation, {numerator, add(Sort::integer, Literal{divisor})});
  }
  /// x * 2^253 brought back: at the border of 256 bits for an x from -5 to 4.
  ExprId near_overflow() {
    const ExprId x = leaf(Sort::integer);
    const ExprId big = apply(Operation::multiply, {x, add(Sort::integer, Literal{power_of_two(126)})});
    const ExprId huge = apply(Operation::multiply, {big, add(Sort::integer, Literal{power_of_two(127)})});
    return apply(Operation::divide_down, {huge, add(Sort::integer, Literal{power_of_two(252)})});
  }
  ExprId arithmetic(unsigned depth) {
    static const std::vector<Operation> operations{
        Operation::negate,      Operation::add,       Operation::subtract,       Operation::multiply,
        Operation::divide_down, Operation::divide_up, Operation::divide_nearest, Operation::divide_nearest,
        Operation::square_root, Operation::minimum,   Operation::maximum,        Operation::absolute,
        Operation::sign};
    if (options_.extreme_ranges && random_.one_in(12)) return near_overflow();
    const Operation operation = random_.pick(operations);
    if (is_division(operation) && !random_.one_in(3)) return division(operation, depth);
    std::vector<ExprId> arguments;
    for (unsigned i = 0; i < info(operation).arity; ++i) arguments.push_back(expr(Sort::integer, depth));
    // Most roots are of something that has one.
    if (operation == Operation::square_root && !random_.one_in(4)) {
      arguments[0] = apply(Operation::absolute, {arguments[0]});
    }
    return apply(operation, std::move(arguments));
  }
  ExprId comparison(unsigned depth) {
    switch (random_.below(6)) {
      case 0: return apply(Operation::same_party, {expr(Sort::party, depth), leaf(Sort::party)});
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
  Contract contract_;
  std::vector<ErrorId> user_errors_;
  std::vector<ErrorId> global_errors_;
  std::vector<std::vector<ErrorId>> field_errors_;
  Step step_;
  std::vector<Variable> scope_;
};

}  // namespace

Contract random_contract(std::uint64_t seed, const RandomContractOptions& options) {
  return Generator(seed, options).whole();
}

}  // namespace surety::testing
