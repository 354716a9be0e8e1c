// lists.cpp -- see lists.h.
#include "compiler/check/lists.h"

#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"

namespace surety::check {

using core::Operation;
using syntax::Expr;

namespace {

ValueType length_type() { return ValueType::number({}, 0); }

/// The cells of one element: its members, or itself.
void add_element(const Context& c, const ParameterSymbol& parameter, const std::string& element,
                 std::vector<ArgumentCell>& cells) {
  const ValueType& type = parameter.type.list->element;
  if (type.kind != Kind::record) {
    cells.push_back({element, parameter.name, type, parameter.range});
    return;
  }
  for (const RecordMember& member : type.record->members)
    cells.push_back(
        {element + "." + member.name, parameter.name + "." + member.name, member.type, implied_range(c, member.type)});
}

/// A value of the type from as many locals as it has members.
Value from_locals(Nodes& nodes, const ValueType& type, core::LocalId& next, Span span) {
  if (type.kind != Kind::record) {
    const Value value = nodes.local(next, type, span);
    ++next.index;
    return value;
  }
  Value value{type, {}, span};
  for (const RecordMember& member : type.record->members)
    value.parts.push_back(from_locals(nodes, member.type, next, span));
  return value;
}

/// What is passed for an element beyond the length: it is not looked at.
void add_nothing(Nodes& nodes, const ValueType& type, Span span, std::vector<Value>& out) {
  if (type.kind != Kind::record) {
    out.push_back(nodes.literal(type, Integer(0), span));
    return;
  }
  for (const RecordMember& member : type.record->members) out.push_back(nodes.literal(member.type, Integer(0), span));
}

}  // namespace

std::vector<ArgumentCell> cells_of(const Context& c, const ParameterSymbol& parameter) {
  if (parameter.type.kind != Kind::list) return {{parameter.name, parameter.name, parameter.type, parameter.range}};
  const auto& [element, most] = *parameter.type.list;
  std::vector<ArgumentCell> cells{{parameter.name + ".length", parameter.name + ".length", length_type(),
                                   core::Range{Integer(0), Integer(most)},
                                   element.kind == Kind::record ? element.record->name : std::string()}};
  for (int i = 1; i <= most; ++i) add_element(c, parameter, parameter.name + "[" + std::to_string(i) + "]", cells);
  return cells;
}

std::variant<LocalVariable, Row, Value> value_of(Nodes& nodes, const ParameterSymbol& parameter, core::LocalId& first) {
  if (parameter.type.kind != Kind::list) {
    LocalVariable variable{first, parameter.type};
    ++first.index;
    return variable;
  }
  Value list{parameter.type, {}, parameter.span};
  list.parts.push_back(from_locals(nodes, length_type(), first, parameter.span));
  for (int i = 0; i < parameter.type.list->most; ++i)
    list.parts.push_back(from_locals(nodes, parameter.type.list->element, first, parameter.span));
  return list;
}

DeclaredType list_type(Context& c, const syntax::TypeExpr& type) {
  const DeclaredType element = element_type(c, type);
  if (element.row != nullptr) {
    c.report(Message::row_type, type.span, element.row->name)
        .help("take a list of `" + spelled(element.row->key_type) + "`");
    return {};
  }
  const int most = type.most.value_or(0);
  if (most < 1 || most > longest_list) {
    c.report(Message::list_length, type.span, longest_list);
    return {};
  }
  if (!element.type.ok()) return {};
  if (!element.range.contains(Integer(0))) {
    c.report(Message::list_without_zero, type.span)
        .help("check in the action what an element must be: `for x in ... { require x >= ... }`");
    return {};
  }
  DeclaredType result;
  result.type = ValueType::of(c.symbols.lists.emplace_back(ListShape{element.type, most}));
  result.range = element.range;
  result.has_range = element.has_range;
  return result;
}

Value reaches(Nodes& nodes, const Value& list, std::size_t i, Span span) {
  const Value& length = list.parts.front();
  const Value place = nodes.literal(length.type, Integer(static_cast<unsigned long>(i)), span);
  return nodes.apply(Operation::less, ValueType::boolean(), span, {place.id, length.id});
}

const Value* Expressions::list_named(const syntax::Name& name) {
  Binding* const binding = env_.find(name.text);
  const Value* const value = binding != nullptr ? std::get_if<Value>(&binding->what) : nullptr;
  if (value == nullptr || value->type.kind != Kind::list) return nullptr;
  binding->used = true;
  return value;
}

bool Expressions::poisoned(const syntax::Name& name) {
  const Binding* const binding = env_.find(name.text);
  if (binding == nullptr) return false;
  const auto* variable = std::get_if<LocalVariable>(&binding->what);
  const auto* value = std::get_if<Value>(&binding->what);
  return (variable != nullptr && !variable->type.ok()) || (value != nullptr && !value->ok());
}

Value Expressions::list_as_value(const syntax::Name& name) {
  c_.report(Message::list_as_value, name.span, name.text)
      .label(name.span, "a list")
      .help("name its elements one by one: `for x in " + name.text + " { ... }`, `sum(x in " + name.text +
            ": ...)`; how many there are is `" + name.text + ".length`");
  return wrong(name.span);
}

std::optional<Value> Expressions::list_member(const Expr& expr, const syntax::MemberExpr& node) {
  const auto* object = std::get_if<syntax::NameExpr>(&node.object->node);
  const Value* const list = object != nullptr ? list_named(object->name) : nullptr;
  if (list == nullptr) return std::nullopt;
  if (node.member.text == "length") return list->parts.front();
  c_.report(Message::unknown_member, node.member.span, object->name.text, node.member.text)
      .help("of a list itself only `length` is known; its elements have names in `for x in " + object->name.text +
            " { ... }`");
  return wrong(expr.span);
}

Value Expressions::dispatch(const Expr& expr, const syntax::ListExpr&) {
  c_.report(Message::list_out_of_place, expr.span);
  return wrong(expr.span);
}

std::vector<Value> Expressions::passed(const Expr& expr, const ValueType& type, std::string_view what) {
  if (type.kind != Kind::list) return {value_as(expr, type, what, Adapt::declared)};
  const auto* given = std::get_if<syntax::ListExpr>(&expr.node);
  if (given == nullptr) {
    c_.report(Message::list_expected, expr.span, what, spelled(type))
        .help("write its elements in brackets: `[" + c_.text(expr.span) + "]`");
    return {wrong(expr.span)};
  }
  const auto most = static_cast<std::size_t>(type.list->most);
  if (given->elements.size() > most) {
    c_.report(Message::list_too_long, expr.span, what, most, given->elements.size());
    return {wrong(expr.span)};
  }
  std::vector<Value> result{
      nodes_.literal(length_type(), Integer(static_cast<unsigned long>(given->elements.size())), expr.span)};
  for (const syntax::ExprPtr& each : given->elements) {
    const Value element = value_as(*each, type.list->element, "an element of " + std::string(what), Adapt::declared);
    if (!element.ok() || element.parts.empty())
      result.push_back(element);
    else
      result.insert(result.end(), element.parts.begin(), element.parts.end());
  }
  for (std::size_t i = given->elements.size(); i < most; ++i)
    add_nothing(nodes_, type.list->element, expr.span, result);
  return result;
}

}  // namespace surety::check
