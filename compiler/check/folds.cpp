// folds.cpp -- sum, count, min, max, forall, exists over the constants of an enum or the elements of a list. See
// expressions.h.
//
// They are few and known, so a fold is written out: the body once for each, with the constant or the element in the
// variable's place, joined from the first to the last. An element counts while the list is that long. Core has no node
// for it, so it may stand wherever an expression may. `forall` and `exists` become chains of `and` and `or`, which
// evaluate only what they need.
#include "compiler/check/expressions.h"
#include "compiler/check/lists.h"

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

std::vector<Expressions::Choice> Expressions::choices(const Enumeration& enumeration, Span span) {
  std::vector<Choice> result;
  result.reserve(enumeration.constants.size());
  for (std::size_t i = 0; i < enumeration.constants.size(); ++i)
    result.push_back(
        {nodes_.literal(ValueType::of(enumeration), Integer(static_cast<unsigned long>(i)), span), std::nullopt});
  return result;
}

std::vector<Expressions::Choice> Expressions::choices(const Value& list, Span span) {
  std::vector<Choice> result;
  for (std::size_t i = 1; i < list.parts.size(); ++i)
    result.push_back({list.parts[i], reaches(nodes_, list, i - 1, span)});
  return result;
}

Value Expressions::fold(const syntax::Expr& expr, const QuantifiedExpr& node, const std::vector<Choice>& choices) {
  const bool extreme = node.kind == QuantifierKind::minimum || node.kind == QuantifierKind::maximum;
  if (extreme && choices.front().guard) {
    c_.report(Message::extreme_of_list, expr.span, quantifier_spelling(node.kind));
    return wrong(expr.span);
  }
  if (node.where && extreme) {
    c_.report(Message::extreme_of_some, node.where->span, quantifier_spelling(node.kind))
        .help("say in the body what the others count as: `if ... then ... else ...`");
    return wrong(expr.span);
  }
  std::optional<Value> total;
  bool well = true;
  const Use take = [&](const std::optional<Value>& guard) {
    const Value term = fold_term(expr, node, guard);
    well = well && term.ok();
    if (well) total = total ? folded(expr, node.kind, *total, term) : term;
    well = well && total->ok();
  };
  std::vector<const syntax::Name*> variables{&node.row};
  for (const syntax::Name& each : node.further) variables.push_back(&each);
  for_each_choice(choices, variables, std::nullopt, take);
  return well && total ? *total : wrong(expr.span);
}

void Expressions::for_each_choice(const std::vector<Choice>& choices, std::vector<const syntax::Name*> variables,
                                  const std::optional<Value>& guard, const Use& use) {
  constexpr std::size_t most_terms = 10'000;
  const syntax::Name& variable = *variables.front();
  variables.erase(variables.begin());
  const std::size_t depth = env_.frames.back().size();
  for (const Choice& each : choices) {
    if (++c_.unrolled > most_terms) {
      if (!c_.reported_size) c_.report(Message::contract_too_large, variable.span, most_terms);
      c_.reported_size = true;
      return;
    }
    bind(variable, each.value);
    const std::optional<Value> both =
        guard && each.guard ? nodes_.both(*guard, *each.guard, variable.span) : each.guard;
    if (variables.empty())
      use(both);
    else
      for_each_choice(choices, variables, both, use);
    env_.frames.back().resize(depth, Binding{});
  }
}

/// What one constant or element contributes: a condition, or a number (a count's is 1 or 0).
Value Expressions::fold_term(const syntax::Expr& expr, const QuantifiedExpr& node, const std::optional<Value>& guard) {
  const std::string_view spelling = quantifier_spelling(node.kind);
  std::optional<Value> where = guard;
  if (node.where) {
    const Value limited = condition(*node.where, "`where`");
    where = guard && limited.ok() ? nodes_.both(*guard, limited, expr.span) : limited;
  }
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
