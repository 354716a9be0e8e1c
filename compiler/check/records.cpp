// records.cpp -- several values under one name: what a function may give back. See expressions.h.
//
// Functions are written out where they are called, so a record is never stored or passed anywhere: its value is one
// core expression for each member. `f(x).fee` is the expression of `fee` alone; a `let` keeps all of them.
#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

using syntax::Expr;

void declare_records(Context& c, const Declarations& all) {
  for_each<syntax::RecordDecl>(all, [&](const syntax::RecordDecl& node, const Declared&) {
    const auto record = std::ranges::find(c.symbols.records, node.name.text, &Record::name);
    if (record == c.symbols.records.end() || !record->members.empty()) return;
    for (const syntax::Parameter& each : node.members)
      if (each.type.low) c.report(Message::range_not_checked, each.type.span);
    for (const ParameterSymbol& member : parameters(c, node.members))
      record->members.push_back({member.name, member.span, member.type});
  });
}

Value Expressions::made(const Record& record, const syntax::CallExpr& call, Span span) {
  const auto given = arguments(record.name, record.names(), call.arguments, span);
  if (!given) return wrong(span);
  env_.made.insert(&record);
  Value result{ValueType::of(record), {}, span};
  bool well = true;
  for (std::size_t i = 0; i < given->size(); ++i) {
    const RecordMember& member = record.members[i];
    result.parts.push_back(value_as(*(*given)[i], member.type, "`" + member.name + "`"));
    well = well && result.parts.back().ok();
  }
  return well ? result : wrong(span);
}

/// Could this be a record? Calls and choices are looked at; a name must stand for one.
bool Expressions::may_be_record(const Expr& expr) {
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) {
    if (const Binding* const binding = env_.find(name->name.text)) {
      const auto* held = std::get_if<Value>(&binding->what);
      return held != nullptr && held->type.kind == Kind::record;
    }
    const ValueSymbol* const symbol = c_.symbols.value(name->name.text);
    return symbol != nullptr && std::holds_alternative<const FunctionSymbol*>(*symbol);
  }
  return std::holds_alternative<syntax::CallExpr>(expr.node) || std::holds_alternative<syntax::IfExpr>(expr.node) ||
         std::holds_alternative<syntax::LetExpr>(expr.node);
}

std::optional<Value> Expressions::record_member(const Expr& expr, const syntax::MemberExpr& node) {
  if (auto of_list = list_member(expr, node)) return of_list;
  if (!may_be_record(*node.object)) return std::nullopt;
  const Value object = value(*node.object);
  if (!object.ok()) return wrong(expr.span);
  if (object.type.kind != Kind::record) {
    c_.report(Message::row_expected, node.object->span, described(object)).label(node.object->span, described(object));
    return wrong(expr.span);
  }
  const Record& record = *object.type.record;
  const std::vector<std::string> names = record.names();
  const auto found = std::ranges::find(names, node.member.text);
  if (found != names.end()) return object.parts[static_cast<std::size_t>(found - names.begin())];
  auto& report = c_.report(Message::unknown_member, node.member.span, record.name, node.member.text);
  if (const auto guess = closest(node.member.text, names)) report.help("did you mean `" + *guess + "`?");
  report.help("the members of `" + record.name + "` are " + listed(names));
  return wrong(expr.span);
}

std::variant<LocalVariable, Row, Value> Expressions::kept(const Value& value, const std::string& name, Span span,
                                                          std::vector<Bound>& bound) {
  if (!value.ok()) return value;
  if (value.type.kind != Kind::record) {
    bound.push_back({env_.fresh(name, value.type, span), value.id});
    return LocalVariable{bound.back().local, value.type};
  }
  Value result = value;
  for (std::size_t i = 0; i < result.parts.size(); ++i) {
    Value& part = result.parts[i];
    bound.push_back({env_.fresh(name + "." + value.type.record->members[i].name, part.type, span), part.id});
    part = nodes_.local(bound.back().local, part.type, span);
  }
  return result;
}

std::variant<LocalVariable, Row, Value> Expressions::unknown_of(const ParameterSymbol& parameter) {
  if (parameter.row != nullptr) {
    const core::LocalId key = env_.fresh(parameter.name, parameter.row->key_type, parameter.span);
    return Row{parameter.row, nodes_.local(key, parameter.row->key_type, parameter.span).id};
  }
  if (parameter.type.kind != Kind::record)
    return LocalVariable{env_.fresh(parameter.name, parameter.type, parameter.span), parameter.type};
  Value result{parameter.type, {}, parameter.span};
  for (const RecordMember& member : parameter.type.record->members) {
    const core::LocalId local = env_.fresh(parameter.name + "." + member.name, member.type, member.span);
    result.parts.push_back(nodes_.local(local, member.type, member.span));
  }
  return result;
}

bool Expressions::closed(const Value& value) const {
  if (value.type.kind != Kind::record) return nodes_.closed(value.id);
  return std::ranges::all_of(value.parts, [&](const Value& part) { return nodes_.closed(part.id); });
}

}  // namespace surety::check
