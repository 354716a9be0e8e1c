// quantifiers.cpp -- sum, count, forall, exists over the rows of an account. See expressions.h; over an enum
// or a list: folds.cpp.
#include "compiler/check/expressions.h"

namespace surety::check {

namespace {
core::Quantifier core_quantifier(syntax::QuantifierKind kind) {
  switch (kind) {
    case syntax::QuantifierKind::forall: return core::Quantifier::forall;
    case syntax::QuantifierKind::exists: return core::Quantifier::exists;
    case syntax::QuantifierKind::sum: return core::Quantifier::sum;
    case syntax::QuantifierKind::count: return core::Quantifier::count;
    case syntax::QuantifierKind::minimum:
    case syntax::QuantifierKind::maximum: break;  // over an enum alone
  }
  return core::Quantifier::forall;
}
}  // namespace

std::string_view quantifier_spelling(syntax::QuantifierKind kind) {
  switch (kind) {
    case syntax::QuantifierKind::forall: return "`forall`";
    case syntax::QuantifierKind::exists: return "`exists`";
    case syntax::QuantifierKind::sum: return "`sum`";
    case syntax::QuantifierKind::count: return "`count`";
    case syntax::QuantifierKind::minimum: return "`min`";
    case syntax::QuantifierKind::maximum: return "`max`";
  }
  return {};
}

Value Expressions::dispatch(const syntax::Expr& expr, const syntax::QuantifiedExpr& node) {
  if (const Value* const list = list_named(node.account)) return fold(expr, node, choices(*list, node.account.span));
  if (const Enumeration* const enumeration = folded_enumeration(node.account))
    return fold(expr, node, choices(*enumeration, node.row.span));
  if (poisoned(node.account)) return wrong(expr.span);
  if (node.kind == syntax::QuantifierKind::minimum || node.kind == syntax::QuantifierKind::maximum) {
    c_.report(Message::loop_needs_enum, node.account.span, node.account.text)
        .help("the least of many rows is not known; that all of them are at least x is `forall`");
    return wrong(expr.span);
  }
  if (!properties_only(quantifier_spelling(node.kind), expr.span)) return wrong(expr.span);
  const syntax::Expr account{node.account.span, syntax::NameExpr{node.account}};
  const TableSymbol* const table = table_named(account);
  if (table == nullptr) {
    auto& report = c_.report(Message::unknown_account, node.account.span, node.account.text);
    for (const TableSymbol& each : c_.symbols.tables) report.help("an account of this contract is `" + each.name + "`");
    for (const Enumeration& each : c_.symbols.enumerations)
      if (&each != c_.symbols.phases) report.help("an enum of this contract is `" + each.name + "`");
    return wrong(expr.span);
  }
  std::vector<syntax::Name> rows{node.row};
  rows.insert(rows.end(), node.further.begin(), node.further.end());
  std::vector<core::LocalId> locals;
  const std::size_t depth = env_.frames.back().size();
  for (const syntax::Name& each : rows) {
    locals.push_back(env_.fresh(each.text, table->key_type, each.span));
    bind(each, Row{table, nodes_.local(locals.back(), table->key_type, each.span).id});
  }

  const bool sums = node.kind == syntax::QuantifierKind::sum;
  Value where = nodes_.boolean(true, expr.span);
  if (node.where) where = condition(*node.where, "`where`");
  Value body = sums ? value(*node.body) : condition(*node.body, quantifier_spelling(node.kind));
  env_.frames.back().resize(depth, Binding{});
  if (!where.ok() || !body.ok()) return wrong(expr.span);
  if (sums && !numbers(body, body, "sum", body.span)) return wrong(expr.span);

  if (node.where) {
    const bool all = node.kind == syntax::QuantifierKind::forall;
    const Value otherwise = sums ? nodes_.literal(body.type, Integer(0), expr.span) : nodes_.boolean(all, expr.span);
    body = nodes_.choose(body.type, expr.span, where.id, body.id, otherwise.id);
  }
  const ValueType type = sums                                         ? body.type
                         : node.kind == syntax::QuantifierKind::count ? ValueType::number({}, 0)
                                                                      : ValueType::boolean();
  // `forall a, b in T` is `forall a in T: forall b in T`.
  core::ExprId result = body.id;
  for (auto local = locals.rbegin(); local != locals.rend(); ++local)
    result = nodes_.add(type, expr.span, core::Quantified{core_quantifier(node.kind), table->id, *local, result});
  return {type, result, expr.span};
}

}  // namespace surety::check
