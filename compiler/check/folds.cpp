// folds.cpp -- sum, count, min, max, forall, exists over the constants of an enum. See expressions.h.
//
// The constants are few and known, so a fold is written out: the body once for each, with the constant in the
// variable's place, joined from the first to the last. Core has no node for it, so it may stand wherever an expression
// may. `forall` and `exists` become chains of `and` and `or`, which evaluate only what they need.
#include "compiler/check/expressions.h"

namespace surety::check {

using core::Operation;
using syntax::QuantifiedExpr;
using syntax::QuantifierKind;

namespace {
bool of_conditions(QuantifierKind kind) {
  return kind == QuantifierKind::forall || kind == QuantifierKind::exists || kind == QuantifierKind::count;
}
}  // namespace

const Enumeration* Expressions::folded_enumeration(const syntax::Name& name) {
  return enumeration_named({name.span, syntax::NameExpr{name}});
}

Value Expressions::fold(const syntax::Expr& expr, const QuantifiedExpr& node, const Enumeration& enumeration) {
  if (node.where && (node.kind == QuantifierKind::minimum || node.kind == QuantifierKind::maximum)) {
    c_.report(Message::extreme_of_some, node.where->span, quantifier_spelling(node.kind))
        .help("say in the body what the others count as: `if ... then ... else ...`");
    return wrong(expr.span);
  }
  std::optional<Value> total;
  bool well = true;
  const auto take = [&] {
    const Value term = fold_term(expr, node);
    well = well && term.ok();
    if (well) total = total ? folded(expr, node.kind, *total, term) : term;
    well = well && total->ok();
  };
  std::vector<const syntax::Name*> variables{&node.row};
  for (const syntax::Name& each : node.further) variables.push_back(&each);
  for_each_constant(enumeration, variables, take);
  return well && total ? *total : wrong(expr.span);
}

void Expressions::for_each_constant(const Enumeration& enumeration, std::vector<const syntax::Name*> variables,
                                    const std::function<void()>& use) {
  constexpr std::size_t most_terms = 10'000;
  const syntax::Name& variable = *variables.front();
  variables.erase(variables.begin());
  const std::size_t depth = env_.frames.back().size();
  for (std::size_t i = 0; i < enumeration.constants.size(); ++i) {
    if (++c_.unrolled > most_terms) {
      if (!c_.reported_size) c_.report(Message::contract_too_large, variable.span, most_terms);
      c_.reported_size = true;
      return;
    }
    bind(variable, nodes_.literal(ValueType::of(enumeration), Integer(static_cast<unsigned long>(i)), variable.span));
    if (variables.empty())
      use();
    else
      for_each_constant(enumeration, variables, use);
    env_.frames.back().resize(depth, Binding{});
  }
}

/// What one constant contributes: a condition, or a number (a count's is 1 or 0).
Value Expressions::fold_term(const syntax::Expr& expr, const QuantifiedExpr& node) {
  const std::string_view spelling = quantifier_spelling(node.kind);
  std::optional<Value> where;
  if (node.where) where = condition(*node.where, "`where`");
  Value body = of_conditions(node.kind) ? condition(*node.body, spelling) : value(*node.body);
  if (!body.ok() || (where && !where->ok())) return wrong(expr.span);
  if (!of_conditions(node.kind) && !numbers(body, body, spelling, body.span)) return wrong(expr.span);
  if (node.kind == QuantifierKind::count) {
    if (where) body = nodes_.both(*where, body, expr.span);
    const ValueType plain = ValueType::number({}, 0);
    const core::ExprId one = nodes_.literal(plain, Integer(1), expr.span).id;
    return nodes_.choose(plain, expr.span, body.id, one, nodes_.literal(plain, Integer(0), expr.span).id);
  }
  if (!where) return body;
  const Value otherwise = node.kind == QuantifierKind::sum
                              ? nodes_.literal(body.type, Integer(0), expr.span)
                              : nodes_.boolean(node.kind == QuantifierKind::forall, expr.span);
  return nodes_.choose(body.type, expr.span, where->id, body.id, otherwise.id);
}

/// The terms so far and the next one.
Value Expressions::folded(const syntax::Expr& expr, QuantifierKind kind, Value total, Value term) {
  if (kind == QuantifierKind::forall) return nodes_.both(total, term, expr.span);
  if (kind == QuantifierKind::exists) return nodes_.either(total, term, expr.span);
  const bool extreme = kind == QuantifierKind::minimum || kind == QuantifierKind::maximum;
  if (!unify(total, term, extreme ? "compare" : "add", expr.span)) return wrong(expr.span);
  const Operation operation = kind == QuantifierKind::minimum   ? Operation::minimum
                              : kind == QuantifierKind::maximum ? Operation::maximum
                                                                : Operation::add;
  return nodes_.apply(operation, total.type, expr.span, {total.id, term.id});
}

}  // namespace surety::check
