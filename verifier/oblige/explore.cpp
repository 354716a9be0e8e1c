// explore.cpp -- runs a step through the Symbolic reading and states what is known before it and owed after it.
//
// The step comes first: only then is it known which rows it names, and every invariant is instantiated at those rows,
// at rows the goal names, and at one arbitrary row. Facts are stated without the help of the path, so that each is
// valid for every goal of the path, whatever comes after the goal.
#include "verifier/oblige/explore.h"

#include <algorithm>

namespace surety::verify::oblige {

namespace {

using Reading = core::Semantics<Symbolic>;
constexpr std::size_t path_limit = 2000;

class Run {
 public:
  Run(const Theory& theory, const Duty& duty, term::Arena& arena, Script& script)
      : theory_(theory),
        contract_(theory.contract),
        duty_(duty),
        step_(contract_[duty.step]),
        domain_(std::make_unique<Symbolic>(
            contract_, arena, script,
            step_.kind == core::StepKind::instantiate ? Symbolic::Start::zero : Symbolic::Start::reachable)) {}

  /// nullopt where the path cannot happen.
  std::optional<Path> take() {
    try {
      if (duty_.kind == DutyKind::can)
        attempt();
      else
        succeed();
      state_facts();
    } catch (const PathEnd&) {
      return std::nullopt;
    }
    Path path{std::move(domain_), std::move(arguments_), {}, subject_};
    path.goals = path.domain->goals();
    return path;
  }

 private:
  Symbolic& d() { return *domain_; }

  void succeed() {
    for (std::uint32_t i = 0; i < step_.argument_count; ++i) arguments_.push_back(d().argument(step_.locals[i]));
    Reading(contract_, d(), core::Mode::step).run(duty_.step, arguments_);
    if (duty_.kind == DutyKind::keep) {
      owe(holds(duty_.invariant.condition, duty_.invariant.where_clause, Symbolic::View::now));
    } else if (duty_.kind == DutyKind::after) {
      owe(holds(duty_.clause->condition, false, Symbolic::View::now));
    }
  }

  void owe(term::Bool formula) {
    for (Goal& goal : d().split_goal("", formula)) {
      goal.path_length = SIZE_MAX;
      d().add_goal(std::move(goal));
    }
  }

  /// Runs a call that must not revert: a revert that the path allows is a goal, and the path goes on.
  void attempt() {
    const core::Property& property = contract_[*duty_.property];
    Reading reading(contract_, d(), core::Mode::property);
    if (property.row) {
      subject_ = d().named_party("the party");
      reading.bind(*property.row, *subject_);
    }
    d().set_demand(Symbolic::Demand::define);
    const term::Bool condition = reading.boolean(property.condition);
    d().assume("the condition of " + property.name, d().weakened(d().both(d().take_definedness(), condition)),
               Role::guard);
    for (const core::ExprId argument : duty_.clause->arguments) arguments_.push_back(reading.evaluate(argument));
    const term::Bool defined = d().take_definedness();
    if (d().arena().value(defined) != true) d().add_goal({"the arguments are defined", defined, d().path().size()});
    d().set_demand(Symbolic::Demand::prove);
    try {
      Reading(contract_, d(), core::Mode::step).run(duty_.step, arguments_);
    } catch (const PathEnd&) {
      // The goal that cannot hold has been recorded; the facts may show that the path is not reached.
    }
  }

  /// A property's condition in a view of the state, definedness included.
  term::Bool holds(core::ExprId condition, bool where_clause, Symbolic::View view) {
    Reading reading(contract_, d(), core::Mode::property);
    if (where_clause)
      bind_globals(reading, view);
    else
      bind_arguments(reading);
    d().set_demand(Symbolic::Demand::define);
    const Symbolic::Value truth = d().in_view(view, [&] { return reading.evaluate(condition); });
    return d().both(d().take_definedness(), std::get<term::Bool>(truth));
  }

  void bind_arguments(Reading& reading) {
    for (std::uint32_t i = 0; i < arguments_.size(); ++i) reading.bind(core::LocalId{i}, arguments_[i]);
  }

  /// A `where` clause is written over instantiation's arguments, which are globals everywhere else.
  void bind_globals(Reading& reading, Symbolic::View view) {
    const core::Step& instantiation = contract_.steps.front();
    reading.bind(core::LocalId{0}, d().named_party("the instantiator"));
    for (std::uint32_t i = 1; i < instantiation.argument_count; ++i) {
      const auto global = core::find_global(contract_, instantiation.locals[i].name);
      if (global) reading.bind(core::LocalId{i}, d().in_view(view, [&] { return d().read_global(*global); }));
    }
  }

  void state_facts() {
    if (step_.kind == core::StepKind::instantiate) return;
    d().use_path(false);
    for (const Invariant& invariant : theory_.invariants) {
      state(invariant.name, invariant.condition, invariant.where_clause, Role::invariant);
    }
    for (const core::Assumption& assumption : contract_.assumptions) {
      if (assumption.step == duty_.step) state(assumption.name, assumption.condition, false, Role::assumption);
    }
    for (const Invariant& invariant : theory_.invariants) state_rest(invariant);
    d().add_rest_facts();
  }

  void state(const std::string& name, core::ExprId condition, bool where_clause, Role role) {
    const term::Bool formula = holds(condition, where_clause, Symbolic::View::before);
    d().add_fact(name, d().weakened(formula), role);
  }

  void state_rest(const Invariant& invariant) {
    const auto* node = std::get_if<core::Quantified>(&contract_[invariant.condition].node);
    if (!node || node->quantifier != core::Quantifier::forall || !d().has_totals()) return;
    Reading reading(contract_, d(), core::Mode::property);
    d().add_rest_facts_of(invariant.name, node->table, [&](Symbolic::Party row) {
      reading.bind(node->row, row);
      return reading.evaluate(node->body);
    });
  }

  const Theory& theory_;
  const core::Contract& contract_;
  const Duty& duty_;
  const core::Step& step_;
  std::unique_ptr<Symbolic> domain_;
  std::vector<Symbolic::Value> arguments_;
  std::optional<PartyTerm> subject_;
};

}  // namespace

std::vector<Hypothesis> Path::hypotheses(const Goal& goal) const {
  std::vector<Hypothesis> result = domain->facts();
  const std::vector<Hypothesis>& path = domain->path();
  const std::size_t length = std::min(goal.path_length, path.size());
  result.insert(result.end(), path.begin(), path.begin() + static_cast<std::ptrdiff_t>(length));
  return result;
}

Exploration explore(const Theory& theory, const Duty& duty, term::Arena& arena, const std::function<bool()>& stop) {
  Exploration result;
  result.script = std::make_unique<Script>();
  std::size_t taken = 0;
  do {
    if (stop && stop()) {
      result.problem = "ended early";
      return result;
    }
    if (++taken > path_limit) {
      result.problem = "more than " + std::to_string(path_limit) + " paths through " + theory.contract[duty.step].name;
      return result;
    }
    auto path = Run(theory, duty, arena, *result.script).take();
    if (path) result.paths.push_back(std::move(*path));
  } while (result.script->advance());
  return result;
}

namespace {

/// Written values were checked; what is still the zero of the beginning was not.
std::optional<std::string> unwritten(const core::Contract& contract, const Symbolic& domain) {
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    const bool untouched = domain.globals_now()[i] == domain.globals_before()[i];
    if (global.type.sort == core::Sort::integer && untouched && !global.range.contains(Integer(0))) return global.name;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> unfounded_range(const Theory& theory) {
  for (const core::Table& table : theory.contract.tables) {
    for (const core::Field& field : table.fields) {
      const bool integer = field.type.sort == core::Sort::integer;
      if (integer && !field.range.contains(Integer(0))) return table.name + "." + field.name;
    }
  }
  Duty duty;
  duty.kind = DutyKind::reach;
  term::Arena arena;
  for (const Path& path : explore(theory, duty, arena, {}).paths) {
    if (auto name = unwritten(theory.contract, *path.domain)) return name;
  }
  return std::nullopt;
}

}  // namespace surety::verify::oblige
