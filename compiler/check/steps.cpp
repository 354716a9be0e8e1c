// steps.cpp -- see steps.h.
#include "compiler/check/steps.h"

#include <algorithm>

#include "compiler/check/breakers.h"
#include "compiler/check/compliance.h"
#include "compiler/check/facts.h"
#include "compiler/check/feeds.h"
#include "compiler/check/lists.h"
#include "compiler/check/statements.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::BuiltinError;
using core::GlobalKind;
using core::Operation;
using core::StepKind;

namespace {

/// A step while it is written: environment, statements and body together.
struct Draft {
  Draft(Context& context, std::string step_name, StepKind step_kind, Span step_span)
      : c(context), name(std::move(step_name)), kind(step_kind), span(step_span), statements(context, environment) {
    environment.mode = Mode::action;
    environment.has_caller = true;
    environment.owner = name;
    environment.fresh("caller", ValueType::party(), span);
  }
  core::LocalId argument(const std::string& argument_name, const ValueType& type, const core::Range& range,
                         Span where) {
    return argument({argument_name, argument_name, type, range}, where);
  }
  core::LocalId argument(const ArgumentCell& cell, Span where) {
    const core::LocalId id = environment.fresh(cell.name, cell.type, where);
    environment.locals.back().range = cell.range;
    environment.locals.back().out_of_range = c.error("OutOfRange(" + cell.what + ")");
    environment.locals.back().record = cell.record;
    ++arguments;
    return id;
  }
  void finish() {
    look_at_breakers(c, statements, kind, body);
    c.contract.steps.push_back({name, kind, std::move(environment.locals), arguments, std::move(body), span});
  }
  [[nodiscard]] Nodes& nodes() { return statements.nodes(); }
  /// Writes the i-th global of the cell.
  void write(const Cell& cell, std::uint32_t i, const Value& value, Span where) {
    const core::GlobalPlace place{{cell.first + i}};
    statements.write({&cell, {place}, {cell.element(i)}, std::nullopt}, value, where, body);
  }
  [[nodiscard]] PlaceUse place(const Cell& cell) { return statements.expressions().whole(cell, std::nullopt); }

  Context& c;
  std::string name;
  StepKind kind;
  Span span;
  Environment environment;
  Statements statements;
  core::Block body;
  std::uint32_t arguments = 1;
};

void require_wheres(Draft& d) {
  d.environment.mode = Mode::constraint;
  for (const syntax::WhereDecl* where : d.c.symbols.wheres) {
    const Value condition = d.statements.expressions().condition(*where->condition, "`where`");
    d.statements.require(condition, core::error_id(BuiltinError::where_violated), where->condition->span, d.body);
  }
  d.environment.mode = Mode::action;
}

/// A state that begins outside its range lets no contract begin. What is known only at instantiation is checked there.
void require_initial_in_range(Context& c, const syntax::StateDecl& node, const Cell& cell,
                              const std::optional<Integer>& initial) {
  if (!initial || cell.range.contains(*initial)) return;
  auto& report = c.report(Message::initial_out_of_range, node.initial->span, cell.name, c.text(node.initial->span));
  if (node.type.low && node.type.high) {
    const std::string range = c.text(node.type.low->span) + " .. " + c.text(node.type.high->span);
    report.label(node.type.span, "its range").help("let it begin within `" + range + "`, or write a wider range");
  } else if (const UnitSymbol* const asset = asset_of(c, cell.type); asset != nullptr && asset->supply) {
    report.label(asset->span, "declared here")
        .help("no amount of `" + asset->name +
              "` is larger than its `supply`: write a smaller number, or a larger supply");
  } else {
    report.help("a stored value has 128 bits: write a smaller number, or count more coarsely");
  }
}

void write_initial_states(Draft& d, const Declarations& all) {
  for_each<syntax::StateDecl>(all, [&](const syntax::StateDecl& node, const Declared&) {
    const ValueSymbol* const symbol = d.c.symbols.value(node.name.text);
    const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
    if (!node.initial || cell == nullptr || (*cell)->span != node.name.span) return;
    const Value value =
        d.statements.expressions().value_as(*node.initial, (*cell)->type, "`" + node.name.text + "`", Adapt::declared);
    if (!value.ok()) return;
    require_initial_in_range(d.c, node, **cell, d.nodes().constant(value.id));
    for (std::uint32_t i = 0; i < (*cell)->count(); ++i) d.write(**cell, i, value, node.initial->span);
  });
}

void instantiate(Context& c, const Declarations& all) {
  Draft d(c, "instantiate", StepKind::instantiate, {});
  struct Given {
    const Cell* cell;
    std::uint32_t element;
    core::LocalId local;
  };
  std::vector<Given> given;
  const auto take = [&](GlobalKind kind) {
    for (const Cell& cell : c.symbols.cells)
      for (std::uint32_t i = 0; cell.kind == kind && cell.type.ok() && i < cell.count(); ++i)
        given.push_back({&cell, i, d.argument(cell.element(i), cell.type, cell.range, cell.span)});
  };
  take(GlobalKind::parameter);
  take(GlobalKind::role);
  take(GlobalKind::oracle_value);
  take(GlobalKind::clock);
  for (const auto& [cell, element, local] : given)
    if (cell->kind == GlobalKind::parameter) d.environment.substituted[cell->first] = local;
  require_wheres(d);
  d.environment.substituted.clear();
  for (const auto& [cell, element, local] : given)
    d.write(*cell, element, d.nodes().local(local, cell->type, cell->span), cell->span);
  const core::LocalId clock = given.back().local;
  for (const Cell& cell : c.symbols.cells)
    for (std::uint32_t i = 0; cell.kind == GlobalKind::oracle_time && i < cell.count(); ++i)
      d.write(cell, i, d.nodes().local(clock, cell.type, cell.span), cell.span);
  for (const FeedSymbol& feed : c.symbols.feeds) combine(c, d.statements, feed, false, d.body);
  write_initial_states(d, all);
  d.finish();
}

void check_role(Draft& d, const syntax::Name& role) {
  if (role.text == "anyone") return;
  const ValueSymbol* const symbol = d.c.symbols.value(role.text);
  const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
  if (cell == nullptr || (*cell)->kind != GlobalKind::role) {
    std::vector<std::string> roles;
    for (const Cell& each : d.c.symbols.cells)
      if (each.kind == GlobalKind::role) roles.push_back(each.name);
    auto& report = d.c.report(Message::unknown_role, role.span, role.text);
    if (const std::string help = help_with_names(role.text, "role", roles); !help.empty()) report.help(help);
    if (!closest(role.text, roles)) report.help("declare it: `role " + role.text + "`");
    return;
  }
  (*cell)->used = true;
  const Value holder = d.nodes().global({(*cell)->first}, ValueType::party(), role.span);
  const Value caller = d.nodes().local({0}, ValueType::party(), role.span);
  const Value same = d.nodes().apply(Operation::same_party, ValueType::boolean(), role.span, {caller.id, holder.id});
  d.statements.require(same, core::error_id(BuiltinError::unauthorized), role.span, d.body);
}

void check_phases(Draft& d, const std::vector<syntax::Name>& phases) {
  const Enumeration* const known = d.c.symbols.phases;
  std::optional<Value> any;
  for (const syntax::Name& phase : phases) {
    const auto index =
        known != nullptr ? std::ranges::find(known->constants, phase.text) - known->constants.begin() : 0;
    if (known == nullptr || static_cast<std::size_t>(index) == known->constants.size()) {
      unknown_phase(d.c, phase);
      continue;
    }
    const Value now = d.nodes().global({d.c.symbols.phase->first}, d.c.symbols.phase->type, phase.span);
    const Value wanted = d.nodes().literal(now.type, Integer(static_cast<long>(index)), phase.span);
    const Value here = d.nodes().apply(Operation::equal, ValueType::boolean(), phase.span, {now.id, wanted.id});
    any = any ? d.nodes().either(*any, here, phase.span) : here;
  }
  if (any) d.statements.require(*any, d.c.error("WrongPhase"), phases.front().span, d.body);
}

void action(Context& c, const ActionSymbol& symbol) {
  Draft d(c, symbol.name, StepKind::action, symbol.span);
  Frame& frame = d.environment.frames.back();
  for (const ParameterSymbol& parameter : symbol.parameters) {
    core::LocalId first{d.arguments};
    for (const ArgumentCell& cell : cells_of(c, parameter)) d.argument(cell, parameter.span);
    frame.push_back({parameter.name, parameter.span, value_of(d.nodes(), parameter, first), true, false});
  }
  if (symbol.decl->role) check_role(d, *symbol.decl->role);
  check_phases(d, symbol.decl->phases);
  require_running(c, d.statements, symbol.step, d.body);
  if (symbol.decl->compliance) require_compliance(c, d.statements, *symbol.decl->compliance, d.body);
  d.statements.block(symbol.decl->body, d.body);
  d.statements.leave(0);
  d.finish();
}

void oracle_update(Context& c, const syntax::OracleDecl& node) {
  const ValueSymbol* const symbol = c.symbols.value(node.name.text);
  const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
  if (cell == nullptr || (*cell)->span != node.name.span || !(*cell)->type.ok()) return;
  const FeedSymbol* const feed = (*cell)->feed;
  const Cell& oracle = feed != nullptr ? *feed->values : **cell;
  for (std::uint32_t i = 0; i < oracle.count(); ++i) {
    const core::GlobalId place{oracle.first + i};
    Draft d(c, oracle.element(i) + ".update", StepKind::oracle_update, node.name.span);
    const core::LocalId local = d.argument("value", oracle.type, oracle.range, node.name.span);
    const Value value = d.nodes().local(local, oracle.type, node.name.span);
    if (node.step && feed == nullptr) require_step(c, d.statements, oracle, place, value, *node.step, d.body);
    d.write(oracle, i, value, node.name.span);
    const auto source = std::ranges::find(c.contract.oracles, place, &core::Oracle::value);
    const Value now = d.nodes().global({c.symbols.clock->first}, c.symbols.clock->type, node.name.span);
    d.statements.emit(
        core::Write{core::GlobalPlace{source->time}, now.id, c.error("OutOfRange(" + source->name + ".time)")},
        node.name.span, d.body);
    if (feed != nullptr) combine(c, d.statements, *feed, true, d.body);
    d.finish();
  }
}

void advance(Context& c) {
  Draft d(c, "advance", StepKind::advance, {});
  const ValueType seconds = c.symbols.clock->type;
  const core::LocalId local = d.argument("seconds", seconds, core::storage_range(), {});
  Nodes& n = d.nodes();
  const Value passed = n.local(local, seconds, {});
  const Value forward =
      n.apply(Operation::less_equal, ValueType::boolean(), {}, {n.literal(seconds, Integer(0), {}).id, passed.id});
  d.statements.require(forward, core::error_id(BuiltinError::time_runs_backward), {}, d.body);
  const Value now = n.global({c.symbols.clock->first}, seconds, {});
  d.statements.write(d.place(*c.symbols.clock), n.apply(Operation::add, seconds, {}, {now.id, passed.id}), {}, d.body);
  d.finish();
}

void set_parameter(Context& c, const syntax::ParamDecl& node) {
  const ValueSymbol* const symbol = c.symbols.value(node.name.text);
  const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
  if (!node.governor || cell == nullptr || (*cell)->span != node.name.span || !(*cell)->type.ok()) return;
  Draft d(c, "set_" + node.name.text, StepKind::set_parameter, node.name.span);
  const core::LocalId local = d.argument("value", (*cell)->type, (*cell)->range, node.name.span);
  check_role(d, *node.governor);
  d.statements.write(d.place(**cell), d.nodes().local(local, (*cell)->type, node.name.span), node.name.span, d.body);
  require_wheres(d);
  d.finish();
}

}  // namespace

void make_steps(Context& c, const Declarations& all) {
  instantiate(c, all);
  for (const ActionSymbol& symbol : c.symbols.actions) action(c, symbol);
  for_each<syntax::OracleDecl>(all, [&](const auto& node, const Declared&) { oracle_update(c, node); });
  advance(c);
  for_each<syntax::ParamDecl>(all, [&](const auto& node, const Declared&) { set_parameter(c, node); });
}

void check_functions(Context& c) {
  for (const FunctionSymbol& function : c.symbols.functions) {
    const std::size_t exprs = c.contract.exprs.size();
    const std::size_t origins = c.contract.origins.size();
    check_ensures(c, function);
    // One that takes any number has types only where it is called.
    if (std::ranges::any_of(function.parameters, &ParameterSymbol::any_number)) continue;
    Environment environment;
    environment.mode = Mode::function;
    environment.trial = true;
    environment.has_caller = true;
    environment.fresh("caller", ValueType::party(), function.decl->name.span);
    environment.calls.push_back(&function);
    Expressions expressions(c, environment);
    for (const ParameterSymbol& parameter : function.parameters) {
      environment.frames.back().push_back(
          {parameter.name, parameter.span, expressions.unknown_of(parameter), false, true});
    }
    if (function.any_result)
      expressions.value_alone(*function.decl->body);
    else
      expressions.value_as(*function.decl->body, function.result, "the result of `" + function.name + "`");
    c.contract.exprs.resize(exprs);
    c.contract.origins.resize(origins);
  }
}

}  // namespace surety::check
