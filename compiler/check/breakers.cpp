// breakers.cpp -- see breakers.h.
#include "compiler/check/breakers.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/check/properties.h"
#include "compiler/check/types.h"
#include "compiler/core/children.h"

namespace surety::check {

using core::Operation;

namespace {

// ---- what is declared ----

std::vector<core::StepId> actions_named(Context& c, const std::vector<syntax::Name>& names) {
  std::vector<core::StepId> found;
  for (const syntax::Name& name : names) {
    if (const ActionSymbol* const action = c.symbols.action(name.text)) {
      found.push_back(action->step);
      continue;
    }
    auto& report = c.report(Message::unknown_action, name.span, name.text);
    help_with_action(report, c.symbols, name.text);
  }
  return found;
}

std::vector<core::StepId> halted_actions(Context& c, const syntax::BreakerDecl& node) {
  const bool any = node.halted.size() == 1 && node.halted.front().text == "any";
  if (!any) {
    if (!node.except.empty())
      c.report(Message::except_without_any, node.except.front().span).help("write `halts any except ...`");
    return actions_named(c, node.halted);
  }
  const std::vector<core::StepId> spared = actions_named(c, node.except);
  std::vector<core::StepId> halted;
  for (const ActionSymbol& action : c.symbols.actions)
    if (std::ranges::find(spared, action.step) == spared.end()) halted.push_back(action.step);
  if (halted.empty())
    c.report(Message::breaker_halts_nothing, node.name.span, node.name.text)
        .help("every action is excepted, or the contract has none");
  return halted;
}

/// The longest that the breaker may halt: the literal, or the upper end of the param's range. A report otherwise.
std::optional<Integer> longest(Context& c, const syntax::BreakerDecl& node) {
  const ValueType seconds = ValueType::number(Dimension::of("s"), 0);
  core::Range range{Integer(-1), Integer(-1)};
  const auto* name = std::get_if<syntax::NameExpr>(&node.duration->node);
  const ValueSymbol* const symbol = name != nullptr ? c.symbols.value(name->name.text) : nullptr;
  const auto* cell = symbol != nullptr ? std::get_if<const Cell*>(symbol) : nullptr;
  if (cell != nullptr) {
    if ((*cell)->kind == core::GlobalKind::parameter && (*cell)->type == seconds) range = (*cell)->range;
  } else {
    const auto constant = constant_value(c, *node.duration, seconds, "`for`");
    if (!constant) return std::nullopt;
    range = {*constant, *constant};
  }
  if (range.low >= 0 && range.high > 0 && range.high <= core::power_of_ten(11)) return range.high;
  c.report(Message::breaker_duration, node.duration->span, node.name.text)
      .help("say how long its actions rest: `for 15m`, or `for p` for a `param p : s in 1m .. 1h`");
  return std::nullopt;
}

const Cell& add_until(Context& c, const syntax::BreakerDecl& node, const Integer& longest_halt) {
  Cell until;
  until.name = node.name.text + ".until";
  until.type = c.symbols.clock->type;
  // `now + duration` always fits, so that no step can fail for it.
  until.range = {Integer(0), Integer(c.symbols.clock->range.high + longest_halt)};
  until.span = node.name.span;
  return add_global(c, std::move(until), core::GlobalKind::state);
}

// ---- what steps begin and end with ----

void written_in(const core::Contract& contract, const core::Block& block, std::set<core::GlobalId>& found) {
  for (const core::StatementId id : block) {
    const auto& node = contract[id].node;
    if (const auto* write = std::get_if<core::Write>(&node)) {
      if (const auto* place = std::get_if<core::GlobalPlace>(&write->place)) found.insert(place->global);
    } else if (const auto* branch = std::get_if<core::Branch>(&node)) {
      written_in(contract, branch->then, found);
      written_in(contract, branch->otherwise, found);
    }
  }
}

/// What an expression reads, now or as it was before.
void read_in(const core::Contract& contract, core::ExprId id, const std::map<core::GlobalId, core::LocalId>& saved,
             std::set<core::GlobalId>& found) {
  const core::Expr& expr = contract[id];
  if (const auto* read = std::get_if<core::Read>(&expr.node))
    if (const auto* place = std::get_if<core::GlobalPlace>(&read->place)) found.insert(place->global);
  if (const auto* local = std::get_if<core::LocalRead>(&expr.node))
    for (const auto& [global, copy] : saved)
      if (copy == local->local) found.insert(global);
  core::for_each_child(expr, [&](core::ExprId child) { read_in(contract, child, saved, found); });
}

/// The environment as a breaker sees it: no arguments, nobody calls, prices however old they are.
class Watch {
 public:
  Watch(Environment& environment, const BreakerSymbol& breaker) : environment_(environment), mode_(environment.mode) {
    environment_.mode = Mode::watch;
    environment_.watching = &breaker;
    environment_.has_caller = false;
    environment_.frames.emplace_back();
  }
  ~Watch() {
    environment_.frames.pop_back();
    environment_.has_caller = true;
    environment_.watching = nullptr;
    environment_.mode = mode_;
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  Environment& environment_;
  Mode mode_;
};

class Looks {
 public:
  Looks(Context& c, Statements& statements, core::StepKind kind, core::Block& body)
      : c_(c),
        statements_(statements),
        environment_(statements.expressions().environment()),
        kind_(kind),
        body_(body) {}

  void look(const BreakerSymbol& breaker) {
    const std::size_t exprs = c_.contract.exprs.size();
    const std::size_t origins = c_.contract.origins.size();
    const std::size_t locals = environment_.locals.size();
    const auto saved = environment_.saved;
    environment_.compares = false;
    Value condition;
    {
      const Watch watch(environment_, breaker);
      condition = statements_.expressions().condition(*breaker.decl->condition, "`when`");
    }
    if (condition.ok() && concerned(condition.id)) return trip(breaker, condition);
    c_.contract.exprs.resize(exprs);
    c_.contract.origins.resize(origins);
    environment_.locals.resize(locals);
    environment_.saved = saved;
  }

  /// What `before(e)` read, as it is when the step begins.
  void save() {
    core::Block first;
    for (const auto& [global, local] : environment_.saved) {
      const core::Global& cell = c_.contract[global];
      c_.contract.exprs.push_back({cell.type, cell.span, {}, core::Read{core::GlobalPlace{global}}});
      const core::ExprId read{static_cast<std::uint32_t>(c_.contract.exprs.size() - 1)};
      statements_.emit(core::Let{local, read}, cell.span, first);
    }
    body_.insert(body_.begin(), first.begin(), first.end());
  }

 private:
  /// Could the step have made the condition true? What compares with the state before is asked of steps that wrote
  /// something of it; what does not holds on as time passes, too.
  [[nodiscard]] bool concerned(core::ExprId condition) const {
    if (environment_.compares && kind_ == core::StepKind::instantiate) return false;
    if (!environment_.compares && kind_ == core::StepKind::advance) return true;
    std::set<core::GlobalId> read;
    std::set<core::GlobalId> written;
    read_in(c_.contract, condition, environment_.saved, read);
    written_in(c_.contract, body_, written);
    return kind_ == core::StepKind::instantiate ||
           std::ranges::any_of(read, [&](core::GlobalId each) { return written.contains(each); });
  }

  void trip(const BreakerSymbol& breaker, const Value& condition) {
    const Span span = breaker.span;
    Nodes& n = statements_.nodes();
    const ValueType& seconds = c_.symbols.clock->type;
    environment_.mode = Mode::constraint;
    const Value duration = statements_.expressions().value_as(*breaker.decl->duration, seconds, "`for`");
    environment_.mode = Mode::action;
    const Value now = n.global({c_.symbols.clock->first}, seconds, span);
    core::Branch branch;
    branch.condition = condition.id;
    statements_.write(statements_.expressions().whole(*breaker.until, std::nullopt),
                      n.apply(Operation::add, seconds, span, {now.id, duration.id}), span, branch.then);
    statements_.emit(std::move(branch), span, body_);
  }

  Context& c_;
  Statements& statements_;
  Environment& environment_;
  core::StepKind kind_;
  core::Block& body_;
};

Value halted(Context& c, Expressions& expressions, const BreakerSymbol& breaker, Span span) {
  const Value now = expressions.read(expressions.whole(*c.symbols.clock, std::nullopt), span);
  const Value until = expressions.read(expressions.whole(*breaker.until, std::nullopt), span);
  if (!now.ok() || !until.ok()) return Expressions::wrong(span);
  return expressions.nodes().apply(Operation::less, ValueType::boolean(), span, {now.id, until.id});
}

/// What trips after a breaker has looked is not seen by it, in this step or, where it compares, in any.
bool looked_at_later(const Context& c, const Environment& environment, const BreakerSymbol& breaker) {
  if (environment.mode != Mode::watch) return false;
  for (const BreakerSymbol& each : c.symbols.breakers) {
    if (&each == &breaker) return false;  // its own times are what they were
    if (&each == environment.watching) return true;
  }
  return false;
}

}  // namespace

void declare_breakers(Context& c, const Declarations& all) {
  for_each<syntax::BreakerDecl>(all, [&](const syntax::BreakerDecl& node, const Declared&) {
    if (!free_name(c, node.name)) return;
    const auto longest_halt = longest(c, node);
    std::vector<core::StepId> actions = halted_actions(c, node);
    if (!longest_halt) return;
    const Cell& until = add_until(c, node, *longest_halt);
    const BreakerSymbol& breaker = c.symbols.breakers.emplace_back(
        BreakerSymbol{&node, node.name.text, node.name.span, &until, std::move(actions)});
    c.symbols.name(node.name.text, &breaker);
  });
}

void require_running(Context& c, Statements& statements, core::StepId action, core::Block& body) {
  for (const BreakerSymbol& breaker : c.symbols.breakers) {
    if (std::ranges::find(breaker.halted, action) == breaker.halted.end()) continue;
    const Value rests = halted(c, statements.expressions(), breaker, breaker.span);
    const Value running = statements.nodes().negation(rests, breaker.span);
    statements.require(running, c.error("Halted(" + breaker.name + ")"), breaker.span, body);
  }
}

void look_at_breakers(Context& c, Statements& statements, core::StepKind kind, core::Block& body) {
  if (c.symbols.breakers.empty()) return;
  Looks looks(c, statements, kind, body);
  for (const BreakerSymbol& breaker : c.symbols.breakers) looks.look(breaker);
  looks.save();
}

Value breaker_member(Context& c, Expressions& expressions, const BreakerSymbol& breaker, const syntax::Name& member,
                     Span span) {
  const Mode mode = expressions.environment().mode;
  if (mode == Mode::constant || mode == Mode::constraint) {
    c.report(mode == Mode::constant ? Message::not_constant : Message::where_needs_params, span, c.text(span))
        .label(span, "known only when the contract runs");
    return Expressions::wrong(span);
  }
  if (looked_at_later(c, expressions.environment(), breaker)) {
    const BreakerSymbol& reader = *expressions.environment().watching;
    c.report(Message::breaker_reads_later, span, reader.name, breaker.name)
        .label(breaker.span, "looked at after it")
        .help("declare `" + reader.name + "` below `" + breaker.name + "`");
    return Expressions::wrong(span);
  }
  if (member.text == "halted") return halted(c, expressions, breaker, span);
  if (member.text == "until") return expressions.read(expressions.whole(*breaker.until, std::nullopt), span);
  c.report(Message::unknown_member, member.span, breaker.name, member.text)
      .help("`" + breaker.name + ".halted` says whether its actions rest, `" + breaker.name + ".until` until when");
  return Expressions::wrong(span);
}

}  // namespace surety::check
