// run.cpp -- see run.h: single steps and lemmas, and the facts that every run may use.
#include "verifier/oblige/run.h"

#include <algorithm>
#include <stdexcept>

namespace surety::verify::oblige {

namespace {

bool starts_from_nothing(const core::Contract& contract, const Duty& duty) {
  if (duty.kind == DutyKind::scenario) return false;
  if (duty.property && contract[*duty.property].kind == core::PropertyKind::scenario) return false;
  return contract[duty.step].kind == core::StepKind::instantiate;
}

}  // namespace

Run::Run(const Theory& theory, const Duty& duty, term::Arena& arena, Script& script, FewerPaths fewer)
    : theory_(theory),
      contract_(theory.contract),
      duty_(duty),
      step_(contract_[duty.step]),
      domain_(std::make_unique<Symbolic>(
          contract_, arena, script,
          starts_from_nothing(contract_, duty) ? Symbolic::Start::zero : Symbolic::Start::reachable)),
      fewer_(fewer) {
  d().merge_branches(fewer_ != FewerPaths::no);
}

core::PropertyId Run::property_id() const {
  if (!duty_.property) throw std::logic_error("no property is asked about");
  return *duty_.property;
}

bool Run::closed() const { return starts_from_nothing(contract_, duty_); }

std::optional<Path> Run::take() {
  try {
    happen();
    state_facts();
  } catch (const PathEnd&) {
    return std::nullopt;
  }
  Path path{std::move(domain_), std::move(arguments_), {}, subject_, std::move(picks_), std::move(ends_)};
  path.goals = path.domain->goals();
  return path;
}

void Run::happen() {
  const auto kind = duty_.property ? std::optional(contract_[*duty_.property].kind) : std::nullopt;
  if (kind == core::PropertyKind::lemma) return prove_lemma();
  if (kind == core::PropertyKind::scenario) return play();
  if (kind == core::PropertyKind::assertion) return reach_assertion();
  if (kind == core::PropertyKind::can) return attempt();
  if (duty_.kind == DutyKind::same) return compare();
  succeed();
  if (duty_.kind == DutyKind::reach) ends_.push_back({"", d().boolean(true), SIZE_MAX, SIZE_MAX});
}

// ---- one step -----------------------------------------------------------------------------------------------------

void Run::succeed() {
  for (std::uint32_t i = 0; i < step_.argument_count; ++i) arguments_.push_back(d().argument(step_.locals[i]));
  Reading(contract_, d(), core::Mode::step).run(duty_.step, arguments_);
  if (duty_.kind == DutyKind::keep) {
    owe(d().goal_of(
        [&] { return holds(duty_.invariant.condition, binding_of(duty_.invariant), Symbolic::View::now); }));
  } else if (duty_.kind == DutyKind::after) {
    const auto bind = [this](Reading& reading) { bind_arguments(reading); };
    owe(d().goal_of([&] { return holds(duty_.clause->condition, bind, Symbolic::View::now); }));
  }
}

void Run::reach_assertion() {
  const auto& statement = contract_[contract_[property_id()].statement];
  d().owe_assertion(std::get<core::Assert>(statement.node).error);
  try {
    succeed();
  } catch (const PathEnd&) {
    // What comes after the assertion may be impossible; what comes before it is on the path of its goal.
    d().abandon_evaluation();
  }
  if (d().reached().empty()) throw PathEnd{};
  ends_ = d().reached();
}

void Run::compare() {
  // Payments of two arms are no choice.
  d().merge_branches(false);
  // The twin may assert something else under the same name, and a failed assertion is an outcome.
  d().doubt_assertions();
  for (std::uint32_t i = 0; i < step_.argument_count; ++i) arguments_.push_back(d().argument(step_.locals[i]));
  const core::StepId twin = duty_.twin.value_or(duty_.step);
  Reading(contract_, d(), core::Mode::step).run(duty_.twin_first ? twin : duty_.step, arguments_);
  const Symbolic::Outcome first = d().rewind();
  d().set_demand(Symbolic::Demand::prove);
  try {
    Reading(contract_, d(), core::Mode::step).run(duty_.twin_first ? duty_.step : twin, arguments_);
    d().owe_same_as(first);
  } catch (const PathEnd&) {
    // As in attempt().
    d().abandon_evaluation();
  }
}

void Run::attempt() {
  const core::Property& property = contract_[property_id()];
  Reading reading(contract_, d(), core::Mode::property);
  if (property.row) {
    subject_ = d().named_party("the party");
    reading.bind(*property.row, *subject_);
  }
  d().set_demand(Symbolic::Demand::define);
  const term::Bool condition = reading.boolean(property.condition);
  d().assume("the condition of " + property.name, d().weakened(d().both(d().take_definedness(), condition)),
             Role::guard);
  if (duty_.kind == DutyKind::reach) {
    ends_.push_back({"", d().boolean(true), d().path().size(), SIZE_MAX});
    return;
  }
  for (const core::ExprId argument : duty_.clause->arguments) arguments_.push_back(reading.evaluate(argument));
  const term::Bool defined = d().take_definedness();
  if (d().arena().value(defined) != true)
    d().add_goal({"the arguments are defined", d().strengthened(defined), d().path().size()});
  d().set_demand(Symbolic::Demand::prove);
  try {
    Reading(contract_, d(), core::Mode::step).run(duty_.step, arguments_);
  } catch (const PathEnd&) {
    // The goal that cannot hold has been recorded; the facts may show that the path is not reached.
    d().abandon_evaluation();
  }
}

// ---- a lemma ------------------------------------------------------------------------------------------------------

void Run::prove_lemma() {
  const core::Property& lemma = contract_[property_id()];
  d().owe_lemma(property_id());
  Reading reading(contract_, d(), core::Mode::property);
  for (std::uint32_t i = 0; i < lemma.variable_count; ++i) {
    arguments_.push_back(d().argument(lemma.locals[i]));
    reading.bind(core::LocalId{i}, arguments_.back());
  }
  try {
    prove_claim(reading, lemma);
  } catch (const PathEnd&) {
    // As in attempt().
    d().abandon_evaluation();
  }
}

void Run::prove_claim(Reading& reading, const core::Property& lemma) {
  d().set_demand(Symbolic::Demand::define);
  core::ExprId claim = lemma.condition;
  // `C implies E`: C is known to the hints, and on the way to E.
  const auto* choice = std::get_if<core::Choose>(&contract_[claim].node);
  const auto* otherwise = choice ? std::get_if<core::Literal>(&contract_[choice->otherwise].node) : nullptr;
  if (otherwise && otherwise->value != 0) {
    const term::Bool condition = reading.boolean(choice->condition);
    demand_here("its condition is defined", d().take_definedness());
    d().assume("the condition of " + lemma.name, condition, Role::guard);
    claim = choice->then;
  }
  if (duty_.kind == DutyKind::reach) {
    ends_.push_back({"", d().boolean(true), d().path().size(), SIZE_MAX});
    return;
  }
  reading.run(lemma.hints);
  d().take_definedness();
  owe(d().goal_of([&] {
    const term::Bool formula = reading.boolean(claim);
    return d().both(d().take_definedness(), formula);
  }));
}

// ---- goals and facts ----------------------------------------------------------------------------------------------

void Run::owe(term::Bool formula) {
  for (Goal& goal : d().split_goal("", formula)) {
    goal.path_length = SIZE_MAX;
    d().add_goal(std::move(goal));
  }
}

term::Bool Run::holds(core::ExprId condition, const Binding& binding, Symbolic::View view) {
  Reading reading(contract_, d(), core::Mode::property);
  d().in_view(view, [&] {
    binding(reading);
    return Symbolic::Value{d().boolean(true)};
  });
  d().set_demand(Symbolic::Demand::define);
  const Symbolic::Value truth = d().in_view(view, [&] { return reading.evaluate(condition); });
  return d().both(d().take_definedness(), std::get<term::Bool>(truth));
}

term::Bool Run::holds_in(std::size_t stage, core::ExprId condition, const Binding& binding) {
  const Symbolic::Value truth =
      d().in_stage(stage, [&] { return Symbolic::Value{holds(condition, binding, Symbolic::View::stage)}; });
  return std::get<term::Bool>(truth);
}

Run::Binding Run::binding_of(const Invariant& invariant) {
  if (invariant.where_clause) return [this](Reading& reading) { bind_globals(reading); };
  return [this](Reading& reading) { bind_arguments(reading); };
}

void Run::bind_arguments(Reading& reading) {
  for (std::uint32_t i = 0; i < arguments_.size(); ++i) reading.bind(core::LocalId{i}, arguments_[i]);
}

void Run::bind_globals(Reading& reading) {
  const core::Step& instantiation = contract_.steps.front();
  reading.bind(core::LocalId{0}, d().named_party("the instantiator"));
  for (std::uint32_t i = 1; i < instantiation.argument_count; ++i) {
    const auto global = core::find_global(contract_, instantiation.locals[i].name);
    if (global) reading.bind(core::LocalId{i}, d().read_global(*global));
  }
}

void Run::state_facts() {
  if (closed()) return;
  d().use_path(false);
  d().set_moment(0);
  if (fewer_ == FewerPaths::parties_open) d().leave_parties_open();
  state_invariants(0);
  // A test says itself what is known where (facts_between). A promise is of a call that may be refused, and then does
  // not happen: whatever is assumed of it is not known.
  const auto kind = duty_.property ? std::optional(contract_[*duty_.property].kind) : std::nullopt;
  const bool happens = kind != core::PropertyKind::scenario && kind != core::PropertyKind::can;
  for (const core::Assumption& assumption : contract_.assumptions) {
    if (!happens || assumption.step != duty_.step) continue;
    state(0, assumption.name, assumption.condition, [this](Reading& reading) { bind_arguments(reading); });
  }
  facts_between();
  d().set_moment(0);
  for (const Invariant& invariant : theory_.invariants) state_rest(invariant, 0);
  d().add_rest_facts();
}

void Run::state_invariants(std::size_t stage) {
  for (const Invariant& invariant : theory_.invariants)
    state(stage, invariant.name, invariant.condition, binding_of(invariant), Role::invariant);
}

void Run::state(std::size_t stage, const std::string& name, core::ExprId condition, const Binding& binding, Role role) {
  d().state_if_followed([&] { d().add_fact(name, d().weakened(holds_in(stage, condition, binding)), role); });
}

void Run::state_rest(const Invariant& invariant, std::size_t stage) {
  if (!d().has_totals()) return;
  d().state_if_followed([&] { state_rest(invariant, invariant.condition, d().boolean(true), stage); });
}

/// For each `forall` that the condition claims where `where` holds. Every connective is a choice.
void Run::state_rest(const Invariant& invariant, core::ExprId condition, term::Bool where, std::size_t stage) {
  if (const auto* choice = std::get_if<core::Choose>(&contract_[condition].node)) {
    if (quantifies(contract_, choice->condition)) return;
    const term::Bool chosen = holds_in(stage, choice->condition, binding_of(invariant));
    state_rest(invariant, choice->then, d().both(where, chosen), stage);
    return state_rest(invariant, choice->otherwise, d().both(where, d().negate(chosen)), stage);
  }
  const auto* node = std::get_if<core::Quantified>(&contract_[condition].node);
  if (!node || node->quantifier != core::Quantifier::forall) return;
  Reading reading(contract_, d(), core::Mode::property);
  d().in_stage(stage, [&] {
    d().add_rest_facts_of(invariant.name, where, node->table, [&](Symbolic::Party row) {
      reading.bind(node->row, row);
      return reading.evaluate(node->body);
    });
    return Symbolic::Value{d().boolean(true)};
  });
}

}  // namespace surety::verify::oblige
