// lets.cpp -- `let … in …`: names for values that end with the expression. See expressions.h.
//
// Each value is evaluated once, in order, before the body, whether or not the body asks for it: a Bind. A name for a
// row is the row itself, since nothing is written in an expression.
#include "compiler/check/expressions.h"
#include "compiler/check/types.h"

namespace surety::check {

std::variant<LocalVariable, Row, Value> Expressions::named(const syntax::Binding& binding, std::vector<Bound>& bound) {
  if (!binding.type && denotes_row(*binding.value)) return row(*binding.value).value_or(Row{});
  const std::string what = "`" + binding.name.text + "`";
  const Value given = binding.type ? value_as(*binding.value, value_type(c_, *binding.type), what, Adapt::declared)
                                   : value_alone(*binding.value);
  return kept(given, binding.name.text, binding.name.span, bound);
}

Value Expressions::around(const std::vector<Bound>& bound, Value body, Span span) {
  for (Value& part : body.parts) part = around(bound, std::move(part), span);
  for (auto each = bound.rbegin(); each != bound.rend() && body.parts.empty(); ++each)
    body.id = nodes_.add(body.type, span, core::Bind{each->local, each->value, body.id});
  body.span = span;
  return body;
}

void Expressions::leave(std::size_t depth) {
  Frame& frame = env_.frames.back();
  for (std::size_t i = depth; i < frame.size(); ++i)
    if (frame[i].declared_here && !frame[i].used) c_.warn_later(Message::unused_name, frame[i].span, frame[i].name);
  frame.resize(depth, Binding{});
}

Value Expressions::dispatch(const syntax::Expr& expr, const syntax::LetExpr& node) {
  const std::size_t depth = env_.frames.back().size();
  std::vector<Bound> bound;
  bool well = true;
  for (const syntax::Binding& each : node.bindings) {
    auto what = named(each, bound);
    const auto* value = std::get_if<Value>(&what);
    const auto* row = std::get_if<Row>(&what);
    const bool wrong = (value != nullptr && !value->ok()) || (row != nullptr && row->table == nullptr);
    // In a function a name may hide one of the contract, as its parameters may.
    Binding& name = bind(each.name, std::move(what), env_.calls.empty());
    name.declared_here = true;
    name.used = wrong;
    well = well && !wrong;
  }
  Value result = value(*node.body);
  leave(depth);
  if (!well || !result.ok()) return wrong(expr.span);
  result.bare = false;
  return around(bound, result, expr.span);
}

}  // namespace surety::check
