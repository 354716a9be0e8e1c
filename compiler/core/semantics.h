// semantics.h -- what every core operation, expression and statement means. The only place where it is said.
//
// `Semantics<D>` walks core and asks the domain D for its primitives (domain.h). Rounding is built here from floor
// division; overflow, division by zero, ranges and failed requires are all the same thing: a revert.
//
// Two modes. In a step, an intermediate result that does not fit 256 bits reverts with Overflow. In a property
// integers are mathematical and only division by zero is undefined; the domain decides what a revert means there.
#pragma once

#include <array>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "compiler/core/domain.h"

namespace surety::core {

enum class Mode : std::uint8_t { step, property };

/// A compiler of overload sets for std::visit.
template <class... Ts>
struct overloaded : Ts... {
  using Ts::operator()...;
};

template <Domain D>
class Semantics {
 public:
  using Int = typename D::Int;
  using Bool = typename D::Bool;
  using Party = typename D::Party;
  using Val = Value<D>;
  using Operands = std::array<Val, 2>;  // no operation takes more

  Semantics(const Contract& contract, D& domain, Mode mode) : contract_(contract), d_(domain), mode_(mode) {}

  /// Runs a whole step: argument ranges, then the body. `arguments` has argument_count values, caller first.
  void run(StepId id, std::span<const Val> arguments) {
    const Step& step = contract_[id];
    locals_.assign(step.locals.size(), Val{});
    for (std::uint32_t i = 0; i < step.argument_count; ++i) locals_[i] = admit(step.locals[i], arguments[i]);
    run(step.body);
  }

  /// Binds a local, growing the environment: properties bind rows and the step's arguments so.
  void bind(LocalId local, Val value) {
    if (local.index >= locals_.size()) locals_.resize(local.index + 1);
    locals_[local.index] = std::move(value);
  }

  void run(const Block& block) {
    for (const StatementId id : block) {
      run(id);
      if (over()) return;
    }
  }

  Val evaluate(ExprId id) {
    const Expr& expr = contract_[id];
    return std::visit([&](const auto& node) { return evaluate(expr, node); }, expr.node);
  }
  Int integer(ExprId id) { return std::get<Int>(evaluate(id)); }
  Bool boolean(ExprId id) { return std::get<Bool>(evaluate(id)); }
  Party party(ExprId id) { return std::get<Party>(evaluate(id)); }

  /// What a lemma says of the values of these arguments is known to a domain that wants to know it; for the others
  /// nothing happens. A scenario's `use` is no statement and comes here by itself.
  void use(const Use& node) { execute(node); }

  /// low <= value <= high.
  Bool within(const Int& value, const Range& range) {
    return d_.both(d_.negate(d_.less(value, d_.integer(range.low))), d_.negate(d_.less(d_.integer(range.high), value)));
  }

 private:
  Val admit(const Local& argument, const Val& value) {
    const Int* number = std::get_if<Int>(&value);
    running(argument.span);
    return number ? Val{checked(*number, argument.range, argument.out_of_range)} : value;
  }
  Int checked(const Int& value, const Range& range, ErrorId error) {
    d_.require(within(value, range), error);
    return d_.narrow(value, range);
  }
  /// What a statement requires. A domain of one path may note a refusal and have the step end with it, which costs less
  /// than to unwind: searches are refused more often than not. It has `demand` and `refused`.
  void demand(const Bool& condition, ErrorId error) {
    if constexpr (requires { d_.demand(condition, error); })
      d_.demand(condition, error);
    else
      d_.require(condition, error);
  }
  bool over() {
    if constexpr (requires { d_.refused(); })
      return d_.refused();
    else
      return false;
  }
  Int fitting(const Int& value) {
    if (mode_ == Mode::property) return value;
    d_.require(d_.fits(value), error_id(BuiltinError::overflow));
    return d_.narrow(value, intermediate_);
  }

  // ---- expressions ----
  Val evaluate(const Expr& expr, const Literal& node) {
    switch (expr.type.sort) {
      case Sort::integer: return d_.integer(node.value);
      case Sort::boolean: return d_.boolean(node.value != 0);
      case Sort::party: return d_.party(static_cast<std::uint32_t>(node.value.get_ui()));
    }
    throw std::logic_error("a literal without a sort");
  }
  Val evaluate(const Expr&, const LocalRead& node) { return locals_.at(node.local.index); }
  Val evaluate(const Expr&, const Read& node) {
    return std::visit(overloaded{[&](const GlobalPlace& place) { return d_.read_global(place.global); },
                                 [&](const RowPlace& place) {
                                   const Party key = party(place.key);
                                   return d_.read_row(place.table, key, place.field);
                                 }},
                      node.place);
  }
  Val evaluate(const Expr&, const Choose& node) {
    const Bool condition = boolean(node.condition);
    return d_.choose(condition, [&] { return evaluate(node.then); }, [&] { return evaluate(node.otherwise); });
  }
  Val evaluate(const Expr&, const Guarded& node) {
    const Bool condition = boolean(node.condition);
    d_.require(condition, node.error);
    return evaluate(node.value);
  }
  Val evaluate(const Expr&, const Bind& node) {
    bind(node.local, evaluate(node.value));
    return evaluate(node.body);
  }
  /// A domain that has `stated` may take what is known of a function for its body, which it then never sees.
  Val evaluate([[maybe_unused]] const Expr& expr, const Stated& node) {
    if constexpr (requires(std::vector<Int> all, Bool b, Bool (*said)()) {
                    d_.stated(node.fact, all, b, said, said);
                  }) {
      std::vector<Int> values;
      values.reserve(node.arguments.size());
      for (const ExprId argument : node.arguments) values.push_back(integer(argument));
      const auto claim = [&] {
        Semantics inner(contract_, d_, Mode::property);
        return inner.claim(contract_[node.fact], {values.begin(), values.end()});
      };
      const auto where = [&] {
        Semantics inner(contract_, d_, Mode::property);
        return inner.where(contract_[node.fact], {values.begin(), values.end()});
      };
      const Bool inside = admitted(contract_[node.fact], {values.begin(), values.end()});
      if (const auto value = d_.stated(node.fact, values, inside, where, claim)) return *value;
    }
    return evaluate(node.body);
  }
  Val evaluate([[maybe_unused]] const Expr& expr, const Quantified& node) {
    if constexpr (requires { d_.quantifying(&expr); }) d_.quantifying(&expr);
    return d_.quantify(node.quantifier, node.table, [&](const Party& row) {
      bind(node.row, row);
      return evaluate(node.body);
    });
  }
  Val evaluate(const Expr&, const Before& node) {
    return d_.before([&] { return evaluate(node.value); });
  }
  Val evaluate(const Expr& expr, const Apply& node) {
    Operands arguments;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) arguments.at(i) = evaluate(node.arguments[i]);
    computing(&expr);
    Val result = apply(node.operation, arguments);
    computing(nullptr);
    return result;
  }
  /// Tells a domain that wants to know which operation or payment its primitives now belong to.
  void computing([[maybe_unused]] const Expr* expr) {
    if constexpr (requires { d_.computing(expr); }) d_.computing(expr);
  }

  /// Tells a domain that wants to know which statement or argument its primitives now belong to.
  void running([[maybe_unused]] const Span& span) {
    if constexpr (requires { d_.running(span); }) d_.running(span);
  }

  // ---- operations ----
  Val apply(Operation operation, const Operands& a) {
    const auto number = [&](std::size_t i) -> const Int& { return std::get<Int>(a[i]); };
    switch (operation) {  // no default: -Wswitch lists the work
      case Operation::negate: return fitting(negated(number(0)));
      case Operation::add: return fitting(d_.add(number(0), number(1)));
      case Operation::subtract: return fitting(d_.subtract(number(0), number(1)));
      case Operation::multiply: return fitting(d_.multiply(number(0), number(1)));
      case Operation::divide_down: return fitting(divide(number(0), number(1), &Semantics::floor_of));
      case Operation::divide_up: return fitting(divide(number(0), number(1), &Semantics::ceiling_of));
      case Operation::divide_nearest: return fitting(divide(number(0), number(1), &Semantics::nearest_of));
      case Operation::square_root: return root(number(0));
      case Operation::minimum: return d_.select(d_.less(number(1), number(0)), number(1), number(0));
      case Operation::maximum: return d_.select(d_.less(number(0), number(1)), number(1), number(0));
      case Operation::absolute: return fitting(d_.select(negative(number(0)), negated(number(0)), number(0)));
      case Operation::sign: return sign(number(0));
      case Operation::less: return d_.less(number(0), number(1));
      case Operation::less_equal: return d_.negate(d_.less(number(1), number(0)));
      case Operation::equal: return equal(a[0], a[1]);
      case Operation::same_party: return d_.same(std::get<Party>(a[0]), std::get<Party>(a[1]));
      case Operation::logical_not: return d_.negate(std::get<Bool>(a[0]));
    }
    throw std::logic_error("an operation without a meaning");
  }

  Int zero() { return d_.integer(Integer(0)); }
  Int one() { return d_.integer(Integer(1)); }
  Int negated(const Int& value) { return d_.subtract(zero(), value); }
  Bool negative(const Int& value) { return d_.less(value, zero()); }

  Val equal(const Val& left, const Val& right) {
    if (const Int* number = std::get_if<Int>(&left)) return d_.equal(*number, std::get<Int>(right));
    const Bool& a = std::get<Bool>(left);
    const Bool& b = std::get<Bool>(right);
    return d_.either(d_.both(a, b), d_.both(d_.negate(a), d_.negate(b)));
  }
  Int sign(const Int& value) {
    return d_.select(negative(value), d_.integer(Integer(-1)), d_.select(d_.equal(value, zero()), zero(), one()));
  }
  Int root(const Int& value) {
    d_.require(d_.negate(negative(value)), error_id(BuiltinError::overflow));
    return d_.square_root(value);
  }

  /// A quotient with any divisor but 0, brought to a divisor >= 1 by moving the sign to the numerator.
  Int divide(const Int& n, const Int& divisor, Int (Semantics::*round)(const Int&, const Int&)) {
    d_.require(d_.negate(d_.equal(divisor, zero())), error_id(BuiltinError::division_by_zero));
    const Bool flip = negative(divisor);
    const Val quotient = d_.choose(
        flip, [&] { return Val{(this->*round)(negated(n), negated(divisor))}; },
        [&] { return Val{(this->*round)(n, divisor)}; });
    return std::get<Int>(quotient);
  }
  Int floor_of(const Int& n, const Int& divisor) { return d_.div_floor(n, divisor); }
  Int ceiling_of(const Int& n, const Int& divisor) { return negated(d_.div_floor(negated(n), divisor)); }
  /// IEEE 754-2019 4.3.1 roundTiesToEven.
  Int nearest_of(const Int& n, const Int& divisor) {
    const Int two = d_.integer(Integer(2));
    const Int down = d_.div_floor(n, divisor);
    const Int twice_rest = d_.multiply(two, d_.subtract(n, d_.multiply(down, divisor)));
    const Bool odd = d_.equal(d_.subtract(down, d_.multiply(two, d_.div_floor(down, two))), one());
    const Bool up = d_.either(d_.less(divisor, twice_rest), d_.both(d_.equal(twice_rest, divisor), odd));
    return d_.select(up, d_.add(down, one()), down);
  }

  // ---- statements ----
  void run(StatementId id) {
    running(contract_[id].span);
    std::visit([&](const auto& node) { execute(node); }, contract_[id].node);
  }
  void execute(const Let& node) { bind(node.local, evaluate(node.value)); }
  void execute(const Write& node) {
    std::visit(overloaded{[&](const GlobalPlace& place) {
                            const Val value =
                                stored(evaluate(node.value), contract_[place.global].range, node.out_of_range);
                            if (!over()) d_.write_global(place.global, value);
                          },
                          [&](const RowPlace& place) {
                            const Party key = party(place.key);
                            const Range& range = contract_.field(place.table, place.field).range;
                            const Val value = stored(evaluate(node.value), range, node.out_of_range);
                            if (!over()) d_.write_row(place.table, key, place.field, value);
                          }},
               node.place);
  }
  Val stored(const Val& value, const Range& range, ErrorId error) {
    const Int* number = std::get_if<Int>(&value);
    if (!number) return value;
    demand(within(*number, range), error);
    return Val{d_.narrow(*number, range)};
  }
  void execute(const Require& node) { demand(boolean(node.condition), node.error); }
  void execute(const Branch& node) {
    const Bool condition = boolean(node.condition);
    d_.branch(condition, [&] { run(node.then); }, [&] { run(node.otherwise); });
  }
  void execute(const Effect& node) {
    const Party to = party(node.party);
    const Int wide = integer(node.amount);
    computing(&contract_[node.amount]);
    const Int amount = checked(wide, storage_, error_id(BuiltinError::overflow));
    computing(nullptr);
    d_.effect(node.kind, node.asset, to, amount);
  }
  /// A domain that proves assertions has `assertion`; for the others it is one more requirement.
  void execute(const Assert& node) {
    const Bool condition = boolean(node.condition);
    if constexpr (requires { d_.assertion(condition, node.error); })
      d_.assertion(condition, node.error);
    else
      demand(condition, node.error);
  }
  /// Only a domain that has `known` (and `as_property`, which runs its callable with what may revert being left
  /// undefined) looks at it.
  void execute(const Use& node) {
    if constexpr (requires { d_.known(node.lemma, std::declval<Bool>()); }) {
      d_.as_property([&] {
        Semantics inner(contract_, d_, Mode::property);
        inner.locals_ = locals_;
        std::vector<Val> values;
        values.reserve(node.arguments.size());
        for (const ExprId argument : node.arguments) values.push_back(inner.evaluate(argument));
        d_.known(node.lemma, inner.claim(contract_[node.lemma], values));
      });
    }
  }
  /// Are the values of a lemma's variables within their ranges?
  Bool admitted(const auto& lemma, const std::vector<Val>& values) {
    Bool result = d_.boolean(true);
    for (std::uint32_t i = 0; i < values.size(); ++i)
      if (const Int* number = std::get_if<Int>(&values[i]))
        result = d_.both(result, within(*number, lemma.locals[i].range));
    return result;
  }
  /// The condition under which something is claimed of these values; true where there is none.
  Bool where(const Fact& fact, const std::vector<Val>& values) {
    const auto* choice = std::get_if<Choose>(&contract_[fact.condition].node);
    if (!choice) return d_.boolean(true);
    locals_.clear();
    for (std::uint32_t i = 0; i < values.size(); ++i) bind(LocalId{i}, values[i]);
    return boolean(choice->condition);
  }
  /// What a lemma says of these values: where they are within their ranges, its condition holds.
  Bool claim(const auto& lemma, const std::vector<Val>& values) {
    const Bool inside = admitted(lemma, values);
    locals_.clear();
    for (std::uint32_t i = 0; i < values.size(); ++i) bind(LocalId{i}, values[i]);
    return d_.either(d_.negate(inside), boolean(lemma.condition));
  }

  const Contract& contract_;
  D& d_;
  Mode mode_;
  const Range& intermediate_ = intermediate_range();
  const Range& storage_ = storage_range();
  std::vector<Val> locals_;
};

}  // namespace surety::core
