// facts.cpp -- see facts.h.
#include "compiler/check/facts.h"

#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/syntax/print.h"

namespace surety::check {

namespace {

bool takes_numbers(const FunctionSymbol& function) {
  return std::ranges::all_of(function.parameters, [](const ParameterSymbol& each) {
    return !each.any_number && each.row == nullptr && (!each.type.ok() || each.type.is_number());
  });
}

const FunctionSymbol& function_of(const Context& c, core::FactId id) {
  return *std::ranges::find(c.symbols.functions, std::optional(id), &FunctionSymbol::fact);
}

/// The arguments of a call of the function with its own parameters.
std::vector<syntax::Argument> own_arguments(const FunctionSymbol& function) {
  std::vector<syntax::Argument> result;
  for (const ParameterSymbol& each : function.parameters) {
    syntax::Argument& argument = result.emplace_back();
    argument.value = std::make_unique<syntax::Expr>();
    argument.value->span = each.span;
    argument.value->node = syntax::NameExpr{{each.name, each.span}};
  }
  return result;
}

/// `where C implies E`, with `result` for the function's value.
std::optional<core::ExprId> claim_of(Context& c, const FunctionSymbol& function, Environment& environment) {
  Expressions expressions(c, environment);
  Nodes& nodes = expressions.nodes();
  const Span span = function.decl->ensures->span;
  Value where = nodes.boolean(true, span);  // before there is a `result`
  if (function.decl->where) where = expressions.condition(*function.decl->where, "`where`");
  const std::vector<syntax::Argument> given = own_arguments(function);
  const Value value = expressions.inlined(function, given, function.decl->name.span);
  if (!value.ok() || !where.ok()) return std::nullopt;
  const core::LocalId local = environment.fresh("result", value.type, span);
  expressions.bind({"result", span}, LocalVariable{local, value.type});
  Value claim = expressions.condition(*function.decl->ensures, "`ensures`");
  if (!claim.ok()) return std::nullopt;
  claim.id = nodes.add(ValueType::boolean(), span, core::Bind{local, value.id, claim.id});
  if (!function.decl->where) return claim.id;
  return nodes.choose(ValueType::boolean(), span, where.id, claim.id, nodes.boolean(true, span).id).id;
}

void prove_by_lemma(Context& c, core::Fact& fact) {
  fact.lemma = core::PropertyId{static_cast<std::uint32_t>(c.contract.properties.size())};
  core::Property& property = c.contract.properties.emplace_back();
  property.name = fact.name;
  property.kind = core::PropertyKind::lemma;
  property.condition = fact.condition;
  property.locals = fact.locals;
  property.variable_count = fact.variable_count;
  property.span = fact.span;
  property.text = fact.text;
}

}  // namespace

std::optional<core::FactId> fact_of(Context& c, const FunctionSymbol& function) {
  if (!function.decl->ensures || !takes_numbers(function) || !function.result.is_number()) return std::nullopt;
  if (function.fact) return function.fact;
  function.fact = core::FactId{static_cast<std::uint32_t>(c.contract.facts.size())};
  core::Fact& fact = c.contract.facts.emplace_back();
  fact.name = function.name + ".ensures";
  fact.variable_count = static_cast<std::uint32_t>(function.parameters.size());
  fact.span = function.decl->ensures->span;
  return function.fact;
}

void check_ensures(Context& c, const FunctionSymbol& function) {
  if (!function.decl->ensures) return;
  const Span span = function.decl->ensures->span;
  if (!takes_numbers(function) || function.any_result || (function.result.ok() && !function.result.is_number())) {
    c.report(Message::ensures_numbers, span, function.name)
        .help("take the numbers of a row one by one; a function of `number` has types only where it is called");
    return;
  }
  Environment environment;
  environment.mode = Mode::lemma;
  environment.trial = true;
  declare_variables(environment, function.parameters);
  claim_of(c, function, environment);
}

std::vector<std::string> declarations_in(const Environment& environment) {
  std::vector<std::string> texts;
  for (const FunctionSymbol* function : environment.called) texts.push_back(syntax::print(*function->decl));
  for (const Record* record : environment.made) texts.push_back(syntax::print(*record->decl));
  std::ranges::sort(texts);
  return texts;
}

void make_facts(Context& c) {
  for (std::uint32_t i = 0; i < c.contract.facts.size(); ++i) {  // a claim may call functions with facts of their own
    const FunctionSymbol& function = function_of(c, core::FactId{i});
    Environment environment;
    environment.mode = Mode::lemma;
    declare_variables(environment, function.parameters);
    const auto condition = claim_of(c, function, environment);
    if (!condition) continue;
    core::Fact& fact = c.contract.facts[i];
    fact.condition = *condition;
    fact.locals = std::move(environment.locals);
    fact.text = syntax::print_promise(*function.decl);
    fact.functions = declarations_in(environment);
    if (!function.decl->trusted) prove_by_lemma(c, fact);
  }
}

}  // namespace surety::check
