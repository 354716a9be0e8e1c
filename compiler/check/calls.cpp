// calls.cpp -- built-in functions, and the inlining of the author's own. See expressions.h.
//
// A function is pure and total, so a call is its body with the arguments named: scalar arguments by Bind (evaluated
// once), rows by their key. Every node of the body carries the chain of calls it came through.
#include "compiler/check/expressions.h"
#include "compiler/check/facts.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"
#include "compiler/syntax/numerals.h"

namespace surety::check {

using core::Operation;
using syntax::CallExpr;
using syntax::Expr;

std::optional<std::vector<const Expr*>> Expressions::arguments(const std::string& callee,
                                                               const std::vector<std::string>& names,
                                                               const std::vector<syntax::Argument>& given, Span call) {
  std::vector<const Expr*> result(names.size(), nullptr);
  bool well = given.size() <= names.size();
  for (std::size_t i = 0; i < given.size() && well; ++i) {
    std::size_t at = i;
    if (const std::optional<syntax::Name>& name = given[i].name) {
      at = static_cast<std::size_t>(std::ranges::find(names, name->text) - names.begin());
      if (at == names.size() || result[at] != nullptr) {
        auto& report = c_.report(Message::unknown_argument, name->span, callee, name->text);
        report.help(listed_arguments(callee, names));
        return std::nullopt;
      }
    }
    well = result[at] == nullptr;
    result[at] = given[i].value.get();
  }
  if (well && std::ranges::find(result, nullptr) == result.end()) return result;
  auto& report =
      c_.report(Message::wrong_argument_count, call, callee, counted(names.size(), "argument"), given.size());
  if (const auto number = given.size() > names.size() ? syntax::thousands_with_commas(text_of(given)) : std::nullopt)
    report.help("a comma separates arguments: `" + number->written + "` is written `" + number->instead + "`");
  report.help(listed_arguments(callee, names));
  return std::nullopt;
}

/// The arguments as they are written.
std::string Expressions::text_of(const std::vector<syntax::Argument>& given) const {
  const Span first = given.front().value->span;
  return c_.text({first.file, first.begin, given.back().value->span.end});
}

std::vector<Value> Expressions::values(const CallExpr& call, std::size_t count, Span span) {
  if (call.arguments.size() != count) {
    c_.report(Message::wrong_argument_count, span, call.function.text, counted(count, "argument"),
              call.arguments.size());
    return {};
  }
  std::vector<Value> result;
  bool well = true;
  for (const syntax::Argument& argument : call.arguments) {
    result.push_back(value(*argument.value));
    well = well && result.back().ok();
  }
  return well ? result : std::vector<Value>{};
}

Value Expressions::extreme(const Expr& expr, const CallExpr& call, Operation operation) {
  std::vector<Value> v = values(call, 2, expr.span);
  if (v.empty() || !numbers(v[0], v[1], call.function.text, call.function.span) ||
      !unify(v[0], v[1], "compare", call.function.span))
    return wrong(expr.span);
  return nodes_.apply(operation, v[0].type, expr.span, {v[0].id, v[1].id});
}

Value Expressions::magnitude(const Expr& expr, const CallExpr& call, Operation operation) {
  const std::vector<Value> v = values(call, 1, expr.span);
  if (v.empty() || !numbers(v[0], v[0], call.function.text, call.function.span)) return wrong(expr.span);
  const ValueType type = operation == Operation::sign ? ValueType::number({}, 0) : v[0].type;
  return nodes_.apply(operation, type, expr.span, {v[0].id});
}

/// clamp(x, low, high) is min(max(x, low), high).
Value Expressions::clamp(const Expr& expr, const CallExpr& call) {
  std::vector<Value> v = values(call, 3, expr.span);
  if (v.empty() || !numbers(v[0], v[1], "clamp", v[1].span) || !unify(v[0], v[1], "compare", v[1].span))
    return wrong(expr.span);
  Value raised = nodes_.apply(Operation::maximum, v[0].type, expr.span, {v[0].id, v[1].id});
  if (!numbers(raised, v[2], "clamp", v[2].span) || !unify(raised, v[2], "compare", v[2].span)) return wrong(expr.span);
  return nodes_.apply(Operation::minimum, raised.type, expr.span, {raised.id, v[2].id});
}

bool Expressions::state_at_hand(std::string_view what, Span span) {
  if (env_.mode != Mode::lemma) return true;
  auto& report = c_.report(Message::lemma_reads_state, span, c_.text(span)).label(span, std::string(what));
  if (!env_.calls.empty()) report.label(c_.contract.origins[env_.origin.index].call, "called here");
  report.help(env_.lemma != nullptr ? "make it a variable of the lemma, and give its value in `use`"
                                    : "what a function ensures is a lemma about its arguments: make it one of them");
  return false;
}

bool Expressions::properties_only(std::string_view what, Span span) {
  if (!state_at_hand("speaks of the contract's state", span)) return false;
  const bool step = env_.mode == Mode::action || env_.mode == Mode::ghost || env_.mode == Mode::watch;
  if (!step && env_.mode != Mode::constant && env_.mode != Mode::constraint) return true;
  auto& report = c_.report(Message::properties_only, span, what);
  if (!env_.calls.empty()) report.label(c_.contract.origins[env_.origin.index].call, "called here");
  report.help("keep a running total in a `state`, and prove that it equals the sum");
  return false;
}

Value Expressions::before(const Expr& expr, const CallExpr& call) {
  const bool watches = env_.mode == Mode::watch;
  if ((env_.mode != Mode::rule && env_.mode != Mode::function && !watches) || env_.inside_before ||
      call.arguments.size() != 1) {
    c_.report(Message::before_outside_rule, expr.span)
        .help("`before(e)` is e as it was before the action of a rule: `rule n: after a: x >= before(x)`");
    return wrong(expr.span);
  }
  env_.inside_before = true;
  Value inner = value(*call.arguments[0].value);
  env_.inside_before = false;
  if (!inner.ok()) return wrong(expr.span);
  if (watches) {
    env_.compares = true;
    return inner;
  }
  Value result = inner;
  for (Value& part : result.parts) part.id = nodes_.add(part.type, expr.span, core::Before{part.id});
  if (result.parts.empty()) result.id = nodes_.add(inner.type, expr.span, core::Before{inner.id});
  result.bare = false;
  return result;
}

/// The asset in `vault(USD)` and `supply(LP)`; reported where there is none.
const UnitSymbol* Expressions::asset_argument(const Expr& expr, const CallExpr& call) {
  const auto* name =
      call.arguments.size() == 1 ? std::get_if<syntax::NameExpr>(&call.arguments[0].value->node) : nullptr;
  const UnitSymbol* const unit = name != nullptr ? c_.symbols.unit(name->name.text) : nullptr;
  if (unit != nullptr && unit->asset) return unit;
  const std::string& function = call.function.text;
  c_.report(Message::asset_expected, expr.span, function).help("write `" + function + "(A)` for an asset A");
  return nullptr;
}

/// The contract keeps this number itself, so actions may read it too.
Value Expressions::supply(const Expr& expr, const CallExpr& call) {
  const UnitSymbol* const unit = asset_argument(expr, call);
  if (unit == nullptr) return wrong(expr.span);
  if (!unit->issued) {
    c_.report(Message::not_issued, expr.span, unit->name)
        .label(unit->span, "declared here")
        .help("how much of it exists is known to its issuer; `vault(" + unit->name + ")` is what this contract holds");
    return wrong(expr.span);
  }
  if (env_.mode == Mode::constant || env_.mode == Mode::constraint) {
    c_.report(env_.mode == Mode::constant ? Message::not_constant : Message::where_needs_params, expr.span,
              c_.text(expr.span));
    return wrong(expr.span);
  }
  if (!state_at_hand("how much of it exists", expr.span)) return wrong(expr.span);
  const auto id = core::find_global(c_.contract, "supply." + unit->name);
  const ValueType type = ValueType::number(Dimension::of(unit->name), unit->decimals);
  if (env_.mode == Mode::watch && env_.inside_before) return as_before(*id, type, expr.span);
  return nodes_.global(*id, type, expr.span);
}

Value Expressions::vault(const Expr& expr, const CallExpr& call) {
  if (!properties_only("`vault(...)`", expr.span)) return wrong(expr.span);
  const UnitSymbol* const unit = asset_argument(expr, call);
  if (unit == nullptr) return wrong(expr.span);
  const auto id = core::find_global(c_.contract, "vault." + unit->name);
  if (!id) throw std::logic_error("an asset without a vault");
  return nodes_.global(*id, ValueType::number(Dimension::of(unit->name), unit->decimals), expr.span);
}

std::optional<Value> Expressions::builtin(const Expr& expr, const CallExpr& call) {
  const std::string& name = call.function.text;
  if (name == "min") return extreme(expr, call, Operation::minimum);
  if (name == "max") return extreme(expr, call, Operation::maximum);
  if (name == "abs") return magnitude(expr, call, Operation::absolute);
  if (name == "sign") return magnitude(expr, call, Operation::sign);
  if (name == "clamp") return clamp(expr, call);
  if (name == "before") return before(expr, call);
  if (name == "vault") return vault(expr, call);
  if (name == "supply") return supply(expr, call);
  if (name == "sqrt" || name == "mul_div") {
    quotient_not_closed(expr, asked_, std::nullopt);
    return wrong(expr.span);
  }
  if (name == "wallet") {
    c_.report(Message::not_a_value, expr.span, c_.text(expr.span), "an end of a `move`");
    return wrong(expr.span);
  }
  return std::nullopt;
}

Value Expressions::dispatch(const Expr& expr, const CallExpr& call) {
  if (auto result = builtin(expr, call)) return *result;
  const ValueSymbol* const symbol =
      env_.find(call.function.text) == nullptr ? c_.symbols.value(call.function.text) : nullptr;
  if (symbol == nullptr) {
    if (env_.find(call.function.text) != nullptr)
      c_.report(Message::not_a_function, call.function.span, call.function.text);
    else
      unknown_function(call);
    return wrong(expr.span);
  }
  if (const auto* function = std::get_if<const FunctionSymbol*>(symbol))
    return inlined(**function, call.arguments, expr.span);
  if (const auto* record = std::get_if<const Record*>(symbol)) return made(**record, call, expr.span);
  auto& report = c_.report(Message::not_a_function, call.function.span, call.function.text);
  if (const auto* table = std::get_if<const TableSymbol*>(symbol))
    report.help("a row of an account is `" + (*table)->name + "[party]`");
  return wrong(expr.span);
}

bool Expressions::may_call(const FunctionSymbol& function, Span call) {
  constexpr std::size_t deepest = 64;
  if (env_.mode == Mode::constant) {
    c_.report(Message::not_constant, call, c_.text(call)).label(call, "a function, known only when the contract runs");
    return false;
  }
  if (std::ranges::find(env_.calls, &function) == env_.calls.end()) {
    if (env_.calls.size() < deepest) return true;
    c_.report(Message::calls_too_deep, call, function.name, deepest)
        .label(c_.contract.origins[env_.origin.index].call, "called here")
        .help("a function is written out where it is called: call some of them from the action, with `let`");
    return false;
  }
  c_.report(Message::recursion, call, function.name)
      .label(function.decl->name.span, "declared here")
      .help("a function is written out where it is called, so it cannot call itself");
  return false;
}

Value Expressions::argument_value(const Expr& expr, const ParameterSymbol& parameter) {
  const std::string what = "`" + parameter.name + "`";
  if (!parameter.any_number) return value_as(expr, parameter.type, what);
  Value v = value(expr);
  if (!v.ok() || v.type.is_number()) return v;
  c_.report(Message::wrong_type, v.span, what, "a number", described(v)).label(v.span, described(v));
  return wrong(v.span);
}

Value Expressions::inlined(const FunctionSymbol& function, const std::vector<syntax::Argument>& given, Span call) {
  function.used = true;
  std::vector<std::string> names;
  names.reserve(function.parameters.size());
  for (const ParameterSymbol& parameter : function.parameters) names.push_back(parameter.name);
  const auto ordered = arguments(function.name, names, given, call);
  if (!ordered || !may_call(function, call)) return wrong(call);

  std::vector<Bound> bound;
  Frame frame;
  bool well = true;
  for (std::size_t i = 0; i < ordered->size(); ++i) {
    const ParameterSymbol& parameter = function.parameters[i];
    const Expr& argument = *(*ordered)[i];
    Binding binding{parameter.name, parameter.span, Value{}, false, true};
    if (parameter.row != nullptr) {
      const auto key = row(argument);
      if (key && key->table != parameter.row)
        c_.report(Message::wrong_type, argument.span, "`" + parameter.name + "`", "a row of " + parameter.row->name,
                  "a row of " + key->table->name);
      well = well && key && key->table == parameter.row;
      binding.what = key.value_or(Row{});
    } else {
      const Value v = argument_value(argument, parameter);
      well = well && v.ok();
      const bool unit_free = parameter.any_number && v.bare;  // stays a literal, so that 0 fits every dimension
      if (unit_free)
        binding.what = v;
      else
        binding.what = kept(v, parameter.name, parameter.span, bound);
    }
    frame.push_back(std::move(binding));
  }
  if (!well || (!function.result.ok() && !function.any_result)) return wrong(call);

  const core::OriginId outside = env_.origin;
  c_.contract.origins.push_back({function.name, call, outside});
  env_.origin = {static_cast<std::uint32_t>(c_.contract.origins.size() - 1)};
  env_.frames.push_back(std::move(frame));
  env_.calls.push_back(&function);
  env_.called.insert(&function);
  const std::string what = "the result of `" + function.name + "`";
  Value result =
      function.any_result ? value_alone(*function.decl->body) : value_as(*function.decl->body, function.result, what);
  env_.calls.pop_back();
  env_.frames.pop_back();
  env_.origin = outside;
  if (!result.ok()) return wrong(call);
  if (const auto fact = env_.trial ? std::nullopt : fact_of(c_, function)) {
    core::Stated stated{*fact, {}, result.id};
    for (std::size_t i = 0; i < bound.size(); ++i)
      stated.arguments.push_back(nodes_.local(bound[i].local, function.parameters[i].type, call).id);
    result.id = nodes_.add(result.type, call, std::move(stated));
  }
  result.bare = false;
  return around(bound, result, call);
}

}  // namespace surety::check
