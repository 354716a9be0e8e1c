// scenarios.cpp -- tests for all values to core: steps in a row from any state, as a property. See test_parts.h.
//
// Parties are variables or holders of roles. Everything an argument or a `let` reads it reads in the state it stands
// in; `before(e)` in an `expect` reads the state that the test begins in.
#include <algorithm>
#include <set>

#include "compiler/check/expressions.h"
#include "compiler/check/proofs.h"
#include "compiler/check/properties.h"
#include "compiler/check/suggest.h"
#include "compiler/check/test_parts.h"

namespace surety::check {

namespace {

using core::ScenarioCall;

class ScenarioMaker {
 public:
  ScenarioMaker(Context& c, const syntax::TestDecl& test, const syntax::Declaration& declaration)
      : c_(c), test_(test), declaration_(declaration), expressions_(c, environment_) {
    environment_.mode = Mode::property;
  }
  void make();

 private:
  void step(const syntax::TestStep&, const syntax::GivenStep&);
  void step(const syntax::TestStep&, const syntax::CallStep&);
  void step(const syntax::TestStep&, const syntax::OracleStep&);
  void step(const syntax::TestStep&, const syntax::AdvanceStep&);
  void step(const syntax::TestStep&, const syntax::ExpectStep&);
  void step(const syntax::TestStep&, const syntax::LetStep&);
  void step(const syntax::TestStep&, const syntax::UseStep&);
  void any(const syntax::TestStep&, const syntax::CallStep&, core::ExprId caller);
  std::optional<core::ExprId> party(const syntax::Name& name);
  template <class Step>
  void outcome(const Step& node, ScenarioCall& call);
  void warn_unused();

  void add(Span span, decltype(core::ScenarioStep::node) node) { steps_.push_back({span, std::move(node)}); }
  core::ExprId nobody(Span span) { return expressions_.nodes().literal(ValueType::party(), Integer(0), span).id; }

  Context& c_;
  const syntax::TestDecl& test_;
  const syntax::Declaration& declaration_;
  Environment environment_;
  Expressions expressions_;
  std::vector<core::ScenarioStep> steps_;
  bool calls_ = false;    // something happens
  bool demands_ = false;  // something could be found wrong
};

void ScenarioMaker::make() {
  const std::vector<ParameterSymbol> variables = parameters(c_, test_.variables);
  for (const ParameterSymbol& each : variables)
    if (const auto span = c_.symbols.declared(each.name))
      c_.report(Message::duplicate_name, each.span, each.name)
          .label(*span, "first declared here")
          .label(each.span, "declared again");
  declare_variables(environment_, variables);
  const Span head = head_of_test(declaration_);
  Value where = expressions_.nodes().boolean(true, head);
  if (test_.where) where = expressions_.condition(*test_.where, "`where`");
  for (const syntax::TestStep& each : test_.steps) std::visit([&](const auto& node) { step(each, node); }, each.node);
  warn_unused();
  if (!calls_)
    c_.report(Message::test_without_call, head, test_.name).help("what holds in every state is an `invariant`");
  else if (!demands_)
    c_.report(Message::test_without_demand, head, test_.name)
        .help("say what must come of it: `expect ...`, or `succeeds` or `reverts` after a call");
  if (!where.ok()) return;
  core::Property& property = c_.contract.properties.emplace_back();
  property.name = test_.name;
  property.kind = core::PropertyKind::scenario;
  property.condition = where.id;
  property.locals = std::move(environment_.locals);
  property.variable_count = static_cast<std::uint32_t>(variables.size());
  property.scenario = std::move(steps_);
  property.span = head;
  property.text = c_.text(declaration_.span);
}

void ScenarioMaker::warn_unused() {
  for (const Binding& each : environment_.frames.back())
    if (each.declared_here && !each.used) c_.warn_later(Message::unused_name, each.span, each.name);
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::GivenStep&) {
  c_.report(Message::given_for_all, s.span)
      .help("to speak of some states alone, say which: `for all (...) where CONDITION`");
}

std::optional<core::ExprId> ScenarioMaker::party(const syntax::Name& name) {
  if (environment_.find(name.text) == nullptr && c_.symbols.value(name.text) == nullptr && name.text != "caller") {
    c_.report(Message::unknown_name, name.span, name.text)
        .label(name.span, "not declared")
        .help("who acts is a variable of the test, `for all (" + name.text + ": party)`, or the holder of a role");
    return std::nullopt;
  }
  const syntax::Expr expr{name.span, syntax::NameExpr{name}};
  const Value value = expressions_.value_as(expr, ValueType::party(), "the caller");
  return value.ok() ? std::optional(value.id) : std::nullopt;
}

template <class Step>
void ScenarioMaker::outcome(const Step& node, ScenarioCall& call) {
  calls_ = true;
  demands_ = demands_ || node.succeeds || node.reverts;
  if (node.succeeds) call.outcome = ScenarioCall::Outcome::succeeds;
  if (node.reverts) call.outcome = ScenarioCall::Outcome::reverts;
  if (node.error) call.error = error_named(c_, *node.error, node.error_argument);
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::CallStep& node) {
  calls_ = true;  // also where it is wrong: one report is enough
  const auto caller = party(node.party);
  if (node.action.text == "any") {
    if (caller) any(s, node, *caller);
    return;
  }
  const auto target = call_target(c_, node.action);
  if (!target) return;
  const auto given = expressions_.arguments(node.action.text, target->names, node.arguments, node.action.span);
  if (!given || !caller) return;
  ScenarioCall call{{target->step}, {*caller}, ScenarioCall::Outcome::assumed, std::nullopt};
  for (std::size_t i = 0; i < given->size(); ++i) {
    const std::string what = "`" + target->names[i] + "`";
    for (const Value& each : expressions_.passed(*(*given)[i], target->types[i], what))
      call.arguments.push_back(each.id);
  }
  outcome(node, call);
  add(s.span, std::move(call));
}

void ScenarioMaker::any(const syntax::TestStep& s, const syntax::CallStep& node, core::ExprId caller) {
  std::set<core::StepId> left_out;
  for (const syntax::Name& name : node.except)
    if (const auto target = call_target(c_, name)) left_out.insert(target->step);
  ScenarioCall call{{}, {caller}, ScenarioCall::Outcome::assumed, std::nullopt};
  for (const ActionSymbol& action : c_.symbols.actions)
    if (!left_out.contains(action.step)) call.steps.push_back(action.step);
  if (call.steps.empty()) c_.report(Message::any_of_nothing, s.span);
  if (node.succeeds)
    c_.report(Message::any_succeeds, s.span)
        .help("name the action and its arguments: `" + node.party.text + ": action(...) succeeds`");
  outcome(node, call);
  add(s.span, std::move(call));
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::OracleStep& node) {
  calls_ = true;
  for (const OracleElement& oracle : oracles_named(c_, node.oracle)) {
    const Value value = expressions_.value_as(*node.value, oracle.cell->type, "`" + oracle.name + "`", Adapt::declared);
    const auto id = core::find_step(c_.contract, oracle.name + ".update");
    if (!id) return;
    ScenarioCall call{{*id}, {nobody(s.span), value.id}, ScenarioCall::Outcome::assumed, std::nullopt};
    outcome(node, call);
    add(s.span, std::move(call));
  }
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::AdvanceStep& node) {
  calls_ = true;
  const ValueType seconds = ValueType::number(Dimension::of("s"), 0);
  const Value value = expressions_.value_as(*node.duration, seconds, "`wait`", Adapt::declared);
  const auto advance = core::find_step(c_.contract, "advance");
  if (!advance) return;
  add(s.span, ScenarioCall{{*advance}, {nobody(s.span), value.id}, ScenarioCall::Outcome::assumed, std::nullopt});
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::ExpectStep& node) {
  demands_ = true;
  environment_.mode = Mode::rule;
  const Value condition = expressions_.condition(*node.condition, "`expect`");
  environment_.mode = Mode::property;
  if (condition.ok()) add(s.span, core::ScenarioExpect{condition.id});
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::LetStep& node) {
  if (expressions_.denotes_row(*node.value)) {
    c_.report(Message::let_of_row, s.span, c_.text(node.value->span)).help("name one of its members");
    expressions_.bind(node.name, Value{}).used = true;
    return;
  }
  const Value value = expressions_.value(*node.value);
  std::vector<Expressions::Bound> bound;
  auto what = expressions_.kept(value, node.name.text, node.name.span, bound);
  for (const auto& each : bound) add(s.span, core::Let{each.local, each.value});
  expressions_.bind(node.name, std::move(what), true).used = bound.empty();
}

void ScenarioMaker::step(const syntax::TestStep& s, const syntax::UseStep& node) {
  if (auto use = use_of_lemma(c_, expressions_, node.lemma, node.arguments)) add(s.span, std::move(*use));
}

}  // namespace

void make_scenario(Context& c, const syntax::TestDecl& test, const syntax::Declaration& declaration) {
  ScenarioMaker(c, test, declaration).make();
}

void check_test_names(Context& c) {
  const auto& properties = c.contract.properties;
  for (const core::Property& test : properties) {
    if (test.kind != core::PropertyKind::scenario) continue;
    if (test.name.starts_with("where#"))
      c.report(Message::duplicate_name, test.span, test.name).label(test.span, "the name of a `where` clause");
    const auto same_name = [&](const core::Property& other) {
      return other.kind != core::PropertyKind::scenario && other.name == test.name;
    };
    if (const auto old = std::ranges::find_if(properties, same_name); old != properties.end())
      c.report(Message::duplicate_name, test.span, test.name).label(old->span, "the other one");
    if (const auto fact = std::ranges::find(c.contract.facts, test.name, &core::Fact::name);
        fact != c.contract.facts.end() && !fact->lemma)
      c.report(Message::duplicate_name, test.span, test.name).label(fact->span, "what a function ensures");
  }
}

}  // namespace surety::check
