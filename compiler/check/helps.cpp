// helps.cpp -- what messages about expressions say beyond what is wrong: what to do. See expressions.h.
#include <algorithm>
#include <cctype>
#include <map>

#include "compiler/check/expressions.h"
#include "compiler/check/library.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"
#include "compiler/syntax/numerals.h"

namespace surety::check {

namespace {
/// Values of other languages, and what is written here instead.
const std::map<std::string_view, std::string_view> habits{
    {"msg", "whoever calls an action is `caller`"},
    {"sender", "whoever calls an action is `caller`"},
    {"block", "the time is `now`"},
    {"this", "what the contract holds is in its pots and balances, and has their names"},
};

/// Functions of the language, and how each is called.
const std::map<std::string_view, std::string_view> built_in{
    {"min", "min(a, b)"},
    {"max", "max(a, b)"},
    {"abs", "abs(a)"},
    {"sign", "sign(a)"},
    {"clamp", "clamp(x, low, high)"},
    {"sqrt", "sqrt(a) to TYPE down"},
    {"before", "before(e)"},
    {"mul_div", "mul_div(a, b, c) to TYPE down"},
};

/// What stands last in a chain of operators.
const syntax::Expr& last_part(const syntax::Expr& expr) {
  const syntax::Expr* last = &expr;
  while (const auto* node = std::get_if<syntax::BinaryExpr>(&last->node)) last = node->right.get();
  return *last;
}
/// A name for a row of the table: its first letter, where that names nothing else.
std::string row_name(const Context& c, const TableSymbol& table) {
  const std::string letter(1, static_cast<char>(std::tolower(static_cast<unsigned char>(table.name.front()))));
  return c.symbols.value(letter) == nullptr ? letter : "row";
}

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
  const auto* call = std::get_if<syntax::CallExpr>(&expr.node);
  const bool root = call != nullptr && call->function.text == "sqrt";
  c_.report(Message::quotient_not_closed, expr.span)
      .help("say what it becomes and how it rounds: `" + std::string(part ? "(" : "") + c_.text(inner) + " to " + type +
            " down" + (part ? ")" : "") + (root ? "` (or `up`)" : "` (or `up`, or `nearest`)"));
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
  if (const std::string word = help_with_word(name); !word.empty()) {
    diagnostic.help(word);
    return;
  }
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

/// `2000 USD / ETH`: the spaces make a division of what was meant to be one unit.
bool Expressions::unit_with_spaces(const syntax::BinaryExpr& node) {
  const bool product = node.op == syntax::BinaryOperator::multiply || node.op == syntax::BinaryOperator::divide;
  const auto* right = product ? std::get_if<syntax::NameExpr>(&node.right->node) : nullptr;
  if (right == nullptr || env_.find(right->name.text) != nullptr || c_.symbols.value(right->name.text) != nullptr)
    return false;
  const syntax::Expr& last = last_part(*node.left);
  const auto* number = std::get_if<syntax::NumberLiteral>(&last.node);
  const bool unit = c_.symbols.unit(right->name.text) != nullptr || right->name.text == "s";
  if (number == nullptr || !number->unit || !unit) return false;
  c_.report(Message::unknown_name, right->name.span, right->name.text)
      .label(right->name.span, "a unit")
      .help("a unit has no spaces inside: `" + c_.text(last.span) + c_.text(node.op_span) + right->name.text + "`");
  return true;
}

bool Expressions::date_written(const syntax::Expr& expr, const syntax::BinaryExpr& node) {
  const bool sign = node.op == syntax::BinaryOperator::subtract || node.op == syntax::BinaryOperator::divide;
  constexpr std::uint32_t longest = 10;  // 2024-06-28
  if (!sign || expr.span.end - expr.span.begin > longest) return false;
  const auto date = syntax::date_of(c_.text(expr.span));
  if (!date) return false;
  auto& report = c_.report(Message::date_written, expr.span, c_.text(expr.span));
  report.help("a time is in seconds since the beginning of 1970: that day began at `" + syntax::seconds_of(*date) +
              "`");
  if (env_.mode != Mode::constant) report.help("with `use std.time` it is computed: `" + syntax::call_of(*date) + "`");
  return true;
}

std::string Expressions::help_without_caller(bool row) {
  if (env_.mode == Mode::watch)
    return "a breaker is looked at after every step, whoever took it; what depends on the caller is a `require`";
  const TableSymbol* const account = only_account();
  const std::string table = account != nullptr ? account->name : "Trader";
  std::string party;  // of a test: the last one named, or one that it is for
  if (env_.parties != nullptr) party = env_.parties->empty() ? "alice" : env_.parties->back();
  for (const Binding& each : env_.frames.back()) {
    const auto* variable = std::get_if<LocalVariable>(&each.what);
    if (party.empty() && variable != nullptr && variable->type.kind == Kind::party) party = each.name;
  }
  if (!party.empty())
    return row ? "say whose row it is: `" + table + "[" + party + "]`" : "name the party: `" + party + "`";
  const std::string name = account != nullptr ? row_name(c_, *account) : "t";
  return "an invariant speaks of every state, whoever calls: quantify over the rows, as in `forall " + name + " in " +
         table + ": ...`";
}

/// What a word of the language that is no value by itself is written with; nothing for other words.
std::string Expressions::help_with_word(const std::string& word) const {
  const TableSymbol* const table = c_.symbols.tables.empty() ? nullptr : &c_.symbols.tables.front();
  const std::string row = table != nullptr ? row_name(c_, *table) : "t";
  const std::string rows = row + " in " + (table != nullptr ? table->name : "ACCOUNT") + ": ";
  if (word == "sum") return "`sum` says what it goes over: `sum(" + rows + row + ".MEMBER)`";
  if (word == "count") return "`count` says what it goes over: `count(" + rows + "CONDITION)`";
  if (word == "vault" || word == "supply") {
    const bool issued = word == "supply";
    const auto found = std::ranges::find_if(
        c_.symbols.units, [&](const UnitSymbol& each) { return each.asset.has_value() && (!issued || each.issued); });
    const std::string asset = found != c_.symbols.units.end() ? found->name : "ASSET";
    return issued ? "`supply(" + asset + ")` is how much of an issued asset exists"
                  : "`vault(" + asset + ")` is what the contract holds of an asset";
  }
  const auto found = built_in.find(word);
  return found == built_in.end() ? ""
                                 : "`" + word + "` is called with its arguments: `" + std::string(found->second) + "`";
}

void Expressions::unknown_function(const syntax::CallExpr& call) {
  auto& report = unknown_name(call.function);
  const std::string use = use_of_function(c_.stdlib, call.function.text);
  if (!use.empty()) report.help("the standard library has it: " + use);
  // `sum(Holder.cash)`: the table is named, and so is the member.
  const bool folds = call.function.text == "sum" || call.function.text == "count";
  if (!folds || call.arguments.size() != 1) return;
  const auto* member = std::get_if<syntax::MemberExpr>(&call.arguments[0].value->node);
  const TableSymbol* const table = member != nullptr ? table_named(*member->object) : nullptr;
  if (table == nullptr) return;
  const std::string row = row_name(c_, *table);
  report.helps = {"`" + call.function.text + "` names each row: `" + call.function.text + "(" + row + " in " +
                  table->name + ": " + row + "." + member->member.text +
                  (call.function.text == "count" ? " != 0)`" : ")`")};
}

source::Diagnostic& Expressions::unknown_name(const syntax::Name& name) {
  if (const ActionSymbol* const action = c_.symbols.action(name.text)) {
    return c_.report(Message::not_a_value, name.span, name.text, "an action")
        .label(action->span, "declared here")
        .help("actions are called by parties; what several actions compute is a `fn`");
  }
  std::vector<std::string> known = c_.symbols.value_names();
  for (const Binding& binding : env_.frames.back()) known.push_back(binding.name);
  auto& report = c_.report(Message::unknown_name, name.span, name.text).label(name.span, "not declared");
  const auto argument = std::ranges::find(env_.unnamed, name.text);
  const auto habit = habits.find(name.text);
  const std::string word = help_with_word(name.text);
  if (argument != env_.unnamed.end())
    report.help("it is an argument of the action: name it in the rule, `after " + env_.target + "(" + name.text + ")`");
  else if (c_.symbols.unit(name.text) != nullptr)
    report.help("`" + name.text + "` is a unit: write a number before it, as in `1 " + name.text + "`");
  else if (!word.empty())
    report.help(word);
  else if (const auto guess = closest(name.text, known))
    report.help("did you mean `" + *guess + "`?");
  else if (habit != habits.end())
    report.help(std::string(habit->second));
  return report;
}

}  // namespace surety::check
