// helps.cpp -- what messages about expressions say beyond what is wrong: what to do. See expressions.h.
#include <algorithm>
#include <map>

#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

namespace {
/// Values of other languages, and what is written here instead.
const std::map<std::string_view, std::string_view> habits{
    {"msg", "whoever calls an action is `caller`"},
    {"sender", "whoever calls an action is `caller`"},
    {"block", "the time is `now`"},
    {"this", "what the contract holds is in its pots and balances, and has their names"},
};

/// As a factor of a product.
std::string factor(const std::string& text) {
  const bool sum = text.find(" + ") != std::string::npos || text.find(" - ") != std::string::npos;
  return sum || text.starts_with("if ") ? "(" + text + ")" : text;
}
/// Could a price in this cell turn one asset or unit into another?
bool may_convert(const Cell& cell) {
  return cell.type.is_number() && cell.index == nullptr && !cell.asset && !cell.type.dimension.ratio();
}
/// As it is written in a type: without its scale where that is the unit's own.
std::string written(const Context& c, const ValueType& type) {
  const auto only = type.dimension.only();
  const UnitSymbol* const unit = only ? c.symbols.unit(*only) : nullptr;
  const bool own = unit != nullptr ? unit->decimals == type.scale : type.scale == 0;
  return only && own ? *only : spelled(type);
}
}  // namespace

void unknown_phase(Context& context, const syntax::Name& name) {
  auto& report = context.report(Message::unknown_phase, name.span, name.text);
  const Enumeration* const phases = context.symbols.phases;
  if (phases == nullptr)
    report.help("declare the phases, the one that the contract begins in first: `phase Open, " + name.text + "`");
  else
    report.help(help_with_names(name.text, "phase", phases->constants));
}

void Expressions::quotient_not_closed(const syntax::Expr& expr, const Asked& asked,
                                      const std::optional<Dimension>& dimension) {
  const bool known = asked.expr == &expr && asked.type.is_number();
  std::string type = "TYPE";
  if (known && (!dimension || asked.type.dimension == *dimension))
    type = written(c_, asked.type);
  else if (dimension)
    type = dimension->text() + (dimension->only() ? "" : " @ 6");
  // As a part of something, and already in parentheses or not.
  Span inner = expr.span;
  if (const auto* node = std::get_if<syntax::BinaryExpr>(&expr.node))
    inner = {inner.file, node->left->span.begin, node->right->span.end};
  const bool part = asked.expr != &expr;
  c_.report(Message::quotient_not_closed, expr.span)
      .help("say what it becomes and how it rounds: `" + std::string(part ? "(" : "") + c_.text(inner) + " to " + type +
            " down" + (part ? ")" : "") + "` (or `up`, or `nearest`)");
}

std::string Expressions::described(const Value& value) const {
  if (value.bare) return "a number without a unit";
  if (!value.type.is_number() || !nodes_.constant(value.id)) return describe(value.type);
  if (value.type.dimension.ratio()) return "a ratio";
  return (value.type.dimension.price() ? "a price " : "") + value.type.dimension.text();
}

void Expressions::help_with_price(source::Diagnostic& diagnostic, const Value& from, const Dimension& to) {
  if (!to.only()) return;
  for (const Cell& cell : c_.symbols.cells) {
    if (!may_convert(cell) || from.type.dimension.times(cell.type.dimension) != to) continue;
    diagnostic.help("multiply by a price first: `" + factor(c_.text(from.span)) + " * " + cell.name + "` is " +
                    to.text());
    return;
  }
}

void Expressions::help_with_quotient(source::Diagnostic& diagnostic, const Value& from, const ValueType& to) {
  if (!from.type.dimension.only()) return;
  for (const Cell& cell : c_.symbols.cells) {
    if (!may_convert(cell) || from.type.dimension.times(cell.type.dimension, -1) != to.dimension) continue;
    diagnostic.help("divide by a price first: `" + factor(c_.text(from.span)) + " / " + cell.name + " to " +
                    spelled(to) + " down` (or `up`, or `nearest`)");
    return;
  }
}

void Expressions::help_with_stranger(source::Diagnostic& diagnostic, const Value& value) {
  if (env_.parties == nullptr || value.type.kind != Kind::party || !nodes_.constant(value.id)) return;
  const std::string name = c_.text(value.span);
  auto& report = diagnostic.help("`" + name + "` is not declared, so it names a party of this test");
  if (const auto guess = closest(name, c_.symbols.value_names())) report.help("did you mean `" + *guess + "`?");
}

/// A function of any numbers is wrong only for the types it was called with: show the call.
void Expressions::label_call(source::Diagnostic& diagnostic) {
  if (env_.calls.empty() || env_.origin.index == 0) return;
  if (std::ranges::any_of(env_.calls.back()->parameters, &ParameterSymbol::any_number))
    diagnostic.label(c_.contract.origins[env_.origin.index].call, "called here");
}

void Expressions::mixed(const Value& left, const Value& right, std::string_view doing, Span where) {
  const std::string l = left.type.dimension.text();
  const std::string r = right.type.dimension.text();
  auto& report = c_.report(Message::mixed_dimensions, where, doing, l, r)
                     .label(left.span, described(left))
                     .label(right.span, described(right));
  label_call(report);
  if (left.bare != right.bare) {
    const Value& number = left.bare ? left : right;
    report.help("give it a unit: `" + c_.text(number.span) + " " + (left.bare ? r : l) + "`");
    return;
  }
  help_with_price(report, left, right.type.dimension);
  help_with_price(report, right, left.type.dimension);
}

void Expressions::unknown_name(const syntax::Name& name) {
  if (const ActionSymbol* const action = c_.symbols.action(name.text)) {
    c_.report(Message::not_a_value, name.span, name.text, "an action")
        .label(action->span, "declared here")
        .help("actions are called by parties; what several actions compute is a `fn`");
    return;
  }
  std::vector<std::string> known = c_.symbols.value_names();
  for (const Binding& binding : env_.frames.back()) known.push_back(binding.name);
  auto& report = c_.report(Message::unknown_name, name.span, name.text).label(name.span, "not declared");
  const auto argument = std::ranges::find(env_.unnamed, name.text);
  const auto habit = habits.find(name.text);
  if (argument != env_.unnamed.end())
    report.help("it is an argument of the action: name it in the rule, `after " + env_.target + "(" + name.text + ")`");
  else if (c_.symbols.unit(name.text) != nullptr)
    report.help("`" + name.text + "` is a unit: write a number before it, as in `1 " + name.text + "`");
  else if (const auto guess = closest(name.text, known))
    report.help("did you mean `" + *guess + "`?");
  else if (habit != habits.end())
    report.help(std::string(habit->second));
}

}  // namespace surety::check
