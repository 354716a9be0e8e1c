// random_contract.cpp -- see random_contract.h.
#include "tests/differential/random_contract.h"

#include <optional>

#include "tests/differential/random_claims.h"
#include "tests/differential/random_declarations.h"
#include "tests/differential/random_expressions.h"
#include "tests/differential/random_scans.h"

namespace surety::testing {

using namespace core;

namespace {

class Generator : ExpressionMaker {
 public:
  Generator(std::uint64_t seed, const RandomContractOptions& options) : ExpressionMaker(seed, options) {}

  Contract whole() {
    contract_.assets.push_back({"USD", 6, power_of_ten(18)});
    contract_.assets.push_back({"LP", 6, power_of_ten(18), true});
    for (const char* name : {"Red", "Green", "Blue"}) user_errors_.push_back(error(name));
    if (options_.varied)
      varied_declarations();
    else
      plain_declarations();
    lemma();
    instantiate();
    for (unsigned i = 0; i < options_.actions; ++i) action("act" + std::to_string(i));
    if (options_.varied) environment_steps();
    if (options_.claims) {
      limits_.state(contract_, random_);
      random_scans(contract_, random_, environment_.price);
    }
    return std::move(contract_);
  }

 private:
  // ---- declarations ----

  void plain_declarations() {
    for (const char* name : {"a", "b", "c", "d"}) add_global(name, Sort::integer);
    add_global("flag", Sort::boolean);
    add_global("owner", Sort::party);
    add_table("Row", {"x", "y", "z"});
    add_table("Other", {"u"});
  }
  void varied_declarations() {
    environment_ = random_declarations(contract_, random_);
    for (const Global& global : contract_.globals) global_errors_.push_back(error("OutOfRange(" + global.name + ")"));
    for (const Table& table : contract_.tables) {
      field_errors_.emplace_back();
      for (const Field& field : table.fields)
        field_errors_.back().push_back(error("OutOfRange(" + table.name + "." + field.name + ")"));
    }
    if (options_.claims) limits_ = Limits(contract_, random_);
  }

  Range range() {
    if (!options_.extreme_ranges) return {-Integer(random_.below(9)), Integer(random_.below(9))};
    if (options_.varied && random_.one_in(2)) return edge_range(random_);
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

  void add_argument(const std::string& name, Sort sort, const Range& range) { add_argument(name, plain(sort), range); }
  void add_argument(const std::string& name, const Type& type, const Range& range) {
    const LocalId id = add_local(name, type.sort);
    step_.locals.back().type = type;
    step_.locals.back().range = range;
    step_.locals.back().out_of_range = error("OutOfRange(" + step_.name + "." + name + ")");
    scope_.push_back({id, type.sort, is_id(type)});
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
    for (const Global& global : contract_.globals) add_argument(global.name, global.type, global.range);
    step_.argument_count = static_cast<std::uint32_t>(step_.locals.size());
    Block body;
    for (std::uint32_t i = 0; i < contract_.globals.size(); ++i) {
      const ExprId value = add(Type(contract_.globals[i].type), LocalRead{{i + 1}});
      body.push_back(put(GlobalPlace{{i}}, value, global_errors_[i]));
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
    if (has_ids())
      for (const char* id : {"slot", "other"}) add_argument(id, id_type(), {0, 0});
    step_.argument_count = static_cast<std::uint32_t>(step_.locals.size());
    Block body = block(2);
    finish(std::move(body));
  }

  /// What the outside world does: time passes, a price is reported, an owner changes a parameter.
  void environment_steps() {
    const auto write = [&](GlobalId global, ExprId value) {
      return statement(Write{GlobalPlace{global}, value, global_errors_[global.index]});
    };
    const auto read = [&](GlobalId global) { return add(Sort::integer, Read{GlobalPlace{global}}); };
    const auto with_argument = [&](const char* name, StepKind kind, const Range& range) {
      begin(name, kind);
      add_argument("value", Sort::integer, range);
      step_.argument_count = 2;
      return add(Sort::integer, LocalRead{{1}});
    };
    const ExprId seconds = with_argument("advance", StepKind::advance, {0, power_of_ten(11)});
    finish({write(environment_.clock, apply(Operation::add, {read(environment_.clock), seconds}))});
    const ExprId price = with_argument("price.update", StepKind::oracle_update, {1, power_of_ten(9)});
    finish({write(environment_.price, price), write(environment_.price_time, read(environment_.clock))});
    const ExprId rate = with_argument("set_rate", StepKind::set_parameter, storage_range());
    const ExprId owner = add(Sort::party, Read{GlobalPlace{environment_.role}});
    const ExprId allowed = apply(Operation::same_party, {add(Sort::party, LocalRead{{0}}), owner});
    finish({statement(Require{allowed, error_id(BuiltinError::unauthorized)}), write(environment_.rate, rate)});
  }

  StatementId statement(decltype(Statement::node) node) {
    contract_.statements.push_back({{}, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.statements.size() - 1)};
  }
  Block block(unsigned nesting) {
    Block result;
    const std::size_t count = 1 + random_.below(options_.statements);
    for (std::size_t i = 0; i < count; ++i) {
      if (options_.varied && random_.one_in(4))
        pattern(result);
      else
        result.push_back(any_statement(nesting));
    }
    return result;
  }

  // ---- what contracts really do, with the twists of random parties: three rows may be one ----

  void pattern(Block& block) {
    switch (random_.below(5)) {
      case 0: return transfer(block);
      case 1: return become(block);
      case 2: return issue(block);
      case 3: return alike(block);
      default: return rescale(block);
    }
  }
  /// Every write goes through here: what is kept within limits is.
  StatementId put(const Place& place, ExprId value, ErrorId out_of_range) {
    const std::optional<Range> limit = limits_.of(place);
    if (!limit) return statement(Write{place, value, out_of_range});
    // By what a function is known to ensure, by the operations themselves, or …
    if (options_.claims && random_.one_in(4))
      return statement(Write{place, called(clamp_fact(contract_, *limit), {value}), out_of_range});
    if (!random_.one_in(3)) return statement(Write{place, clamped(value, *limit), out_of_range});
    // … in another way: the step ends where the value is outside.
    const LocalId kept = add_local("k" + std::to_string(step_.locals.size()), Sort::integer);
    const auto read = [&] { return add(Sort::integer, LocalRead{kept}); };
    const ExprId inside = apply(Operation::equal, {clamped(read(), *limit), read()});
    const ExprId guarded = add(Sort::integer, Guarded{inside, random_.pick(user_errors_), read()});
    return statement(Write{place, add(Sort::integer, Bind{kept, value, guarded}), out_of_range});
  }
  /// Out of one row, into another, and a third is looked at: an alias must see both.
  void transfer(Block& block) {
    const RowPlace from = row_place(Sort::integer);
    RowPlace to = from;
    to.key = key_of(from.table, 1);
    RowPlace seen = from;
    seen.key = key_of(from.table, 1);
    const ErrorId beyond = field_errors_[from.table.index][from.field.index];
    const ExprId amount = expr(Sort::integer, 1);
    const auto read = [&](const RowPlace& place) { return add(Sort::integer, Read{place}); };
    block.push_back(put(from, apply(Operation::subtract, {read(from), amount}), beyond));
    block.push_back(put(to, apply(Operation::add, {read(to), amount}), beyond));
    if (random_.one_in(2))
      block.push_back(
          statement(Require{apply(Operation::less_equal, {read(from), read(seen)}), random_.pick(user_errors_)}));
  }
  /// Both arms leave the same; what one of them knows of it does not hold after them. A clamped write would leave two
  /// values that are equal, so only a cell without limits will do.
  void alike(Block& block) {
    const RowPlace from = row_place(Sort::integer);
    const RowPlace to = row_place(Sort::integer);
    if (limits_.of(to)) return;
    const Range range = contract_.field(from.table, from.field).range;
    const Integer bound = random_.one_in(2) ? Integer(random_.below(9)) : Integer((range.low + range.high) / 2);
    const auto above = [&](const RowPlace& place) {
      return apply(Operation::less, {add(Sort::integer, Literal{bound}), add(Sort::integer, Read{place})});
    };
    const auto copied = [&] {
      return Block{statement(Write{to, add(Sort::integer, Read{from}), field_errors_[to.table.index][to.field.index]})};
    };
    Block then = copied();
    block.push_back(statement(Branch{above(from), std::move(then), copied()}));
    block.push_back(statement(Require{above(to), random_.pick(user_errors_)}));
  }
  void become(Block& block) {
    const GlobalPlace phase{environment_.phase};
    const ExprId now = add(Sort::integer, Read{phase});
    if (random_.one_in(2))
      block.push_back(statement(Require{apply(Operation::equal, {now, small()}), random_.pick(user_errors_)}));
    block.push_back(put(phase, small(), global_errors_[phase.global.index]));
  }
  ExprId small() { return add(Sort::integer, Literal{Integer(random_.below(3))}); }
  /// Tokens to a party, or from it: the supply follows, and reverts where there are too few.
  void issue(Block& block) {
    const bool mint = random_.one_in(2);
    const ExprId amount = clamped(expr(Sort::integer, 1), {0, power_of_ten(18)});
    const GlobalPlace supply{environment_.supply};
    const ExprId before = add(Sort::integer, Read{supply});
    const ExprId after = apply(mint ? Operation::add : Operation::subtract, {before, amount});
    block.push_back(put(supply, after, error_id(BuiltinError::insufficient_funds)));
    const ExprId party = mint ? expr(Sort::party, 1) : payer();
    block.push_back(statement(Effect{mint ? EffectKind::mint : EffectKind::burn, {1}, party, amount}));
  }
  /// A product at two scales brought back to one, in every rounding; half of the time at a price that may be stale.
  void rescale(Block& block) {
    static const std::vector<Operation> roundings{Operation::divide_down, Operation::divide_up,
                                                  Operation::divide_nearest};
    ExprId factor = add(Sort::integer, Read{GlobalPlace{environment_.price}});
    if (random_.one_in(2)) {
      const ExprId age = apply(Operation::subtract, {add(Sort::integer, Read{GlobalPlace{environment_.clock}}),
                                                     add(Sort::integer, Read{GlobalPlace{environment_.price_time}})});
      const ExprId fresh = apply(Operation::less_equal, {age, add(Sort::integer, Literal{power_of_ten(6)})});
      factor = add(Sort::integer, Guarded{fresh, error_id(BuiltinError::stale_price), factor});
    }
    const ExprId product = apply(Operation::multiply, {expr(Sort::integer, 1), factor});
    const ExprId divisor =
        random_.one_in(3) ? expr(Sort::integer, 1)
                          : add(Sort::integer, Literal{power_of_ten(1 + static_cast<unsigned>(random_.below(30)))});
    const ExprId quotient = apply(random_.pick(roundings), {product, divisor});
    const RowPlace place = row_place(Sort::integer);
    const Range range = contract_.field(place.table, place.field).range;
    const ErrorId beyond = field_errors_[place.table.index][place.field.index];
    block.push_back(put(place, random_.one_in(2) ? clamped(quotient, range) : quotient, beyond));
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
    const Global global = contract_.globals[target];
    const ExprId value = storable(global.type, global.range);
    return put(GlobalPlace{{target}}, value, global_errors_[target]);
  }
  StatementId write_row() {
    const RowPlace place = row_place(std::nullopt);
    const Field field = contract_.field(place.table, place.field);
    const ExprId value = storable(field.type, field.range);
    return put(place, value, field_errors_[place.table.index][place.field.index]);
  }
  /// Half of the integers are clamped into the range, so that the step goes on.
  ExprId storable(const Type& type, const Range& range) {
    if (is_id(type)) return id_expr(1);
    const ExprId value = expr(type.sort, options_.depth);
    return type.sort == Sort::integer && random_.one_in(2) ? clamped(value, range) : value;
  }
  ExprId payer() { return options_.caller_pays ? add(Sort::party, LocalRead{{0}}) : expr(Sort::party, 1); }
  StatementId effect() {
    const ExprId amount = clamped(expr(Sort::integer, 2), {0, power_of_ten(18)});
    const auto kind = static_cast<EffectKind>(random_.below(4));
    const bool takes = kind == EffectKind::receive || kind == EffectKind::burn;
    const ExprId party = takes ? payer() : expr(Sort::party, 1);
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

  Environment environment_;
  Limits limits_;
};

}  // namespace

Contract random_contract(std::uint64_t seed, const RandomContractOptions& options) {
  return Generator(seed, options).whole();
}

RandomContractOptions varied_options(std::uint64_t seed) {
  const auto choice = [&](unsigned digit, unsigned count) { return static_cast<unsigned>(seed / digit % count); };
  return {.actions = 1 + choice(1, 4),
          .depth = 2 + choice(4, 3),
          .statements = 3 + choice(12, 5),
          .extreme_ranges = true,
          .varied = true,
          .caller_pays = choice(1, 5) != 0,
          .claims = choice(1, 7) != 0};
}

}  // namespace surety::testing
