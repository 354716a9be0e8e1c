// monotone_hints.cpp -- see monotone_hints.h.
#include "compiler/core/monotone_hints.h"

#include "compiler/core/semantics.h"
#include "compiler/core/text_sexp.h"

namespace surety::core {

namespace {

/// Beyond this many nodes the written-out steps would cost more than they help.
constexpr std::size_t largest_condition = 2'000;

/// How a value moves as the price grows, as far as that is known.
enum class Direction : std::uint8_t { constant, up, down, unknown };

/// A part of the condition at each of the three prices.
struct Part {
  std::array<ExprId, 3> at;
  Direction direction = Direction::constant;
  bool defined = true;  // always: no divisor that could be zero
};

class Hints {
 public:
  Hints(Contract& contract, const Scan& scan, const Property& lemma, const MonotoneVariables& variables)
      : contract_(contract), scan_(scan), lemma_(lemma), variables_(variables) {}

  Block build() {
    walk(scan_.condition);
    return rounded_ && contract_.exprs.size() - begin_ < largest_condition ? std::move(hints_) : Block{};
  }

 private:
  ExprId add(const Type& type, decltype(Expr::node) node) {
    contract_.exprs.push_back({type, scan_.span, {}, std::move(node)});
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  ExprId apply(const Type& type, Operation operation, ExprId a, ExprId b) {
    return add(type, Apply{operation, {a, b}});
  }
  ExprId less_equal(ExprId a, ExprId b) { return apply(boolean_, Operation::less_equal, a, b); }
  ExprId implies(ExprId condition, ExprId claim) {
    const ExprId otherwise = add(boolean_, Literal{1});
    return add(boolean_, Choose{condition, claim, otherwise});
  }
  ExprId local(LocalId id) { return add(lemma_.locals[id.index].type, LocalRead{id}); }
  Part constant(ExprId id) { return {{id, id, id}, Direction::constant, true}; }

  // ---- the condition at three prices ----

  Part walk(ExprId id) {
    const Expr expr = contract_[id];  // the store grows below
    return std::visit([&](const auto& node) { return part(id, expr, node); }, expr.node);
  }
  Part part(ExprId id, const Expr&, const Literal&) { return constant(id); }
  Part part(ExprId, const Expr&, const LocalRead& node) {
    return node.local == scan_.row ? constant(local(variables_.party)) : bound_.at(node.local);
  }
  Part part(ExprId, const Expr&, const Read& node) {
    if (const auto* row = std::get_if<RowPlace>(&node.place)) return constant(local(variables_.fields.at(row->field)));
    const GlobalId global = std::get<GlobalPlace>(node.place).global;
    if (global != variables_.by) return constant(local(variables_.globals.at(global)));
    Part result{{}, Direction::up, true};
    for (std::size_t i = 0; i < 3; ++i) result.at.at(i) = local(variables_.prices.at(i));
    return result;
  }
  Part part(ExprId, const Expr& expr, const Choose& node) {
    return combined(expr, {walk(node.condition), walk(node.then), walk(node.otherwise)},
                    [](const std::vector<ExprId>& a) { return Choose{a[0], a[1], a[2]}; });
  }
  Part part(ExprId, const Expr&, const Bind& node) {
    bound_[node.local] = walk(node.value);
    return walk(node.body);
  }
  Part part(ExprId, const Expr&, const Stated& node) { return walk(node.body); }
  Part part(ExprId, const Expr& expr, const Apply& node) {
    std::vector<Part> operands;
    operands.reserve(node.arguments.size());
    for (const ExprId argument : node.arguments) operands.push_back(walk(argument));
    Part result = combined(expr, operands, [&](const std::vector<ExprId>& a) { return Apply{node.operation, a}; });
    if (node.operation == Operation::multiply) product(result, operands[0], operands[1]);
    if (divides(node.operation)) quotient(result, node.operation, operands[0], operands[1]);
    return result;
  }
  Part part(ExprId, const Expr&, const auto&) { throw std::logic_error("a scan's condition reads one row alone"); }

  Part combined(const Expr& expr, const std::vector<Part>& operands, const auto& make) {
    Part result;
    for (const Part& operand : operands) {
      if (operand.direction != Direction::constant) result.direction = Direction::unknown;
      result.defined = result.defined && operand.defined;
    }
    for (std::size_t i = 0; i < 3; ++i) {
      std::vector<ExprId> at;
      at.reserve(operands.size());
      for (const Part& operand : operands) at.push_back(operand.at.at(i));
      const bool same = i > 0 && result.direction == Direction::constant;
      result.at.at(i) = same ? result.at[0] : add(expr.type, make(at));
    }
    return result;
  }

  // ---- what is claimed ----

  static bool divides(Operation operation) {
    return operation == Operation::divide_down || operation == Operation::divide_up ||
           operation == Operation::divide_nearest;
  }
  [[nodiscard]] std::optional<Range> range_of(ExprId id) const {
    const Expr& expr = contract_[id];
    if (const auto* literal = std::get_if<Literal>(&expr.node)) return Range{literal->value, literal->value};
    if (const auto* read = std::get_if<LocalRead>(&expr.node)) return lemma_.locals[read->local.index].range;
    return std::nullopt;
  }
  [[nodiscard]] bool never_negative(ExprId id) const {
    const auto range = range_of(id);
    const auto* apply = std::get_if<Apply>(&contract_[id].node);
    return (range && range->low >= 0) || (apply != nullptr && apply->operation == Operation::absolute);
  }

  /// Claims `made(a, b)` for both pairs of neighbouring prices a <= b, where `when`(a, b) holds.
  void claim(const auto& made) {
    for (const auto& [a, b] : {std::pair{0, 1}, std::pair{1, 2}}) {
      const auto low = static_cast<std::size_t>(a);
      const auto high = static_cast<std::size_t>(b);
      const ExprId ordered = less_equal(local(variables_.prices.at(low)), local(variables_.prices.at(high)));
      const ExprId condition = implies(ordered, made(low, high));
      contract_.statements.push_back({scan_.span, {}, Assert{condition, error_id(BuiltinError::rejected)}});
      hints_.push_back({static_cast<std::uint32_t>(contract_.statements.size() - 1)});
    }
  }
  /// `what` moves as `as` does where `sign` is positive, and against it where it is not.
  void claim_moves(const Part& what, const Part& as, bool with) {
    const auto order = [&](const Part& part, std::size_t a, std::size_t b, bool up) {
      return up ? less_equal(part.at.at(a), part.at.at(b)) : less_equal(part.at.at(b), part.at.at(a));
    };
    for (const bool up : {true, false}) {
      if ((up && as.direction == Direction::down) || (!up && as.direction == Direction::up)) continue;
      claim([&](std::size_t a, std::size_t b) {
        const ExprId moves = order(what, a, b, up == with);
        return as.direction == Direction::unknown ? implies(order(as, a, b, up), moves) : moves;
      });
    }
  }

  void product(Part& result, const Part& left, const Part& right) {
    const bool by_left = right.direction == Direction::constant;
    const Part& factor = by_left ? right : left;
    const Part& moving = by_left ? left : right;
    if (factor.direction != Direction::constant || moving.direction == Direction::constant || !result.defined) return;
    if (!never_negative(factor.at[0])) return;
    if (!std::holds_alternative<Literal>(contract_[factor.at[0]].node)) claim_moves(result, moving, true);
    result.direction = moving.direction;
  }

  void quotient(Part& result, Operation operation, const Part& numerator, const Part& divisor) {
    const auto* literal = std::get_if<Literal>(&contract_[divisor.at[0]].node);
    const bool positive = divisor.direction == Direction::constant && literal != nullptr && literal->value > 0;
    result.defined = result.defined && positive;
    if (!result.defined || numerator.direction == Direction::constant) return;
    rounded_ = true;
    const Integer parts = literal->value;
    claim_moves(result, numerator, true);
    result.direction = numerator.direction;
    if (operation != Operation::divide_nearest) share(result, numerator, parts);
  }

  /// numerator = share * whole with 0 <= share <= parts: the quotient grows no faster than the whole.
  void share(const Part& result, const Part& numerator, const Integer& parts) {
    const auto shares = factors_of(numerator);
    if (!shares) return;
    const auto& [share, whole] = *shares;
    const auto range = range_of(share);
    if (!range || range->low < 0 || range->high > parts) return;
    for (const bool up : {true, false}) {
      if ((up && numerator.direction == Direction::down) || (!up && numerator.direction == Direction::up)) continue;
      claim([&](std::size_t a, std::size_t b) {
        const std::size_t from = up ? a : b;
        const std::size_t to = up ? b : a;
        const auto rest = [&](std::size_t i) {
          return apply(contract_[result.at.at(i)].type, Operation::subtract, whole.at(i), result.at.at(i));
        };
        const ExprId before = rest(from);
        const ExprId slower = less_equal(before, rest(to));
        if (numerator.direction != Direction::unknown) return slower;
        return implies(less_equal(whole.at(from), whole.at(to)), slower);
      });
    }
  }
  /// The constant and the moving factor of a product, the latter at the three prices.
  [[nodiscard]] std::optional<std::pair<ExprId, std::array<ExprId, 3>>> factors_of(const Part& product) const {
    std::array<std::vector<ExprId>, 3> factors;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto* apply = std::get_if<Apply>(&contract_[product.at.at(i)].node);
      if (apply == nullptr || apply->operation != Operation::multiply) return std::nullopt;
      factors.at(i) = apply->arguments;
    }
    const std::size_t moving = factors[0][0] == factors[1][0] ? 1 : 0;
    return std::pair{factors[0].at(1 - moving),
                     std::array{factors[0].at(moving), factors[1].at(moving), factors[2].at(moving)}};
  }

  Contract& contract_;
  const Scan& scan_;
  const Property& lemma_;
  const MonotoneVariables& variables_;
  Type boolean_ = plain_type(Sort::boolean);
  std::size_t begin_ = contract_.exprs.size();
  std::map<LocalId, Part> bound_;
  Block hints_;
  bool rounded_ = false;
};

}  // namespace

Block monotone_hints(Contract& contract, const Scan& scan, const Property& lemma, const MonotoneVariables& variables) {
  return Hints(contract, scan, lemma, variables).build();
}

}  // namespace surety::core
