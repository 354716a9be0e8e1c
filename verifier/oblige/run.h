// run.h -- one path of an obligation: what happens, what is owed, what is known.
//
// What happens comes first: only then is it known which rows it names, and every invariant is instantiated at those
// rows, at rows the goals name, and at one arbitrary row. Facts are stated without the help of the path, so that each
// is valid for every goal of the path, whatever comes after the goal.
#pragma once

#include "verifier/oblige/explore.h"

namespace surety::verify::oblige {

using Reading = core::Semantics<Symbolic>;

/// How paths are made fewer where there are too many: both arms of a branch become one state, and then facts do not ask
/// which names of parties mean one.
enum class FewerPaths : std::uint8_t { no, merged, parties_open };

class Run {
 public:
  /// All references are borrowed.
  Run(const Theory& theory, const Duty& duty, term::Arena& arena, Script& script, FewerPaths fewer);

  /// nullopt where the path cannot happen.
  std::optional<Path> take();

 private:
  /// What an assumption or an invariant reads beside the state.
  using Binding = std::function<void(Reading&)>;
  struct Assumed {
    const core::Assumption* assumption;
    std::vector<Symbolic::Value> arguments;
    std::size_t stage;
    std::size_t moment;
    std::optional<term::Bool> refused;  // where the test says that the call reverts
  };
  struct Expected {
    core::ExprId condition;
    std::string label;
    std::size_t path_length;
    std::size_t stage;
    std::size_t moment;
  };

  Symbolic& d() { return *domain_; }
  [[nodiscard]] bool closed() const;
  /// Of a duty that is about one.
  [[nodiscard]] core::PropertyId property_id() const;
  void happen();

  // ---- one step ----
  void succeed();
  void reach_assertion();
  /// One of the twins succeeds; the other must, and leave the same behind.
  void compare();
  /// A call that must not revert: a revert that the path allows is a goal, and the path goes on.
  void attempt();
  void call_for(Reading& reading, const std::vector<core::ExprId>& arguments, std::vector<Symbolic::Value>& values);

  // ---- a lemma ----
  void prove_lemma();
  void prove_claim(Reading& reading, const core::Property& lemma);

  // ---- a scenario, run_scenario.cpp ----
  void play();
  void play_steps(Reading& reading);
  void suppose(Reading& reading, core::ExprId condition);
  void suppose_later(Reading& reading);
  void perform(Reading& reading, const core::ScenarioCall& call, std::size_t position);
  void suppose_assumed(core::StepId step, const std::vector<Symbolic::Value>& arguments,
                       std::optional<term::Bool> refused, std::size_t moment);
  void revert(const core::ScenarioCall& call, core::StepId step, const std::vector<Symbolic::Value>& arguments);
  void bind_let(Reading& reading, const core::Let& let);
  void owe_expected(Reading& reading);
  void facts_between();

  // ---- goals and facts ----
  void owe(term::Bool formula);
  /// Asks for `formula` here and then takes it for granted.
  void demand_here(const std::string& label, term::Bool formula);
  /// A property's condition in a view of the state, definedness included.
  term::Bool holds(core::ExprId condition, const Binding& binding, Symbolic::View view);
  term::Bool holds_in(std::size_t stage, core::ExprId condition, const Binding& binding);
  Binding binding_of(const Invariant& invariant);
  void bind_arguments(Reading& reading);
  /// A `where` clause is written over instantiation's arguments, which are globals everywhere else.
  void bind_globals(Reading& reading);
  void state_facts();
  void state(std::size_t stage, const std::string& name, core::ExprId condition, const Binding& binding,
             Role role = Role::assumption);
  void state_invariants(std::size_t stage);
  void state_rest(const Invariant& invariant, std::size_t stage);
  void state_rest(const Invariant& invariant, core::ExprId condition, term::Bool where, std::size_t stage);

  const Theory& theory_;
  const core::Contract& contract_;
  const Duty& duty_;
  const core::Step& step_;
  std::unique_ptr<Symbolic> domain_;
  std::vector<Symbolic::Value> arguments_;
  std::vector<Pick> picks_;
  std::optional<PartyTerm> subject_;
  FewerPaths fewer_;
  std::vector<Goal> ends_;  // reach: where the run must be able to come

  std::vector<core::ExprId> later_;  // conditions over rows, stated when all rows are named
  std::vector<Assumed> assumed_;
  std::vector<Expected> expected_;
  std::vector<std::pair<std::size_t, std::size_t>> stages_;  // after a success of a scenario: stage, moment
  std::size_t stage_ = 0;
};

/// Does the expression speak of all rows of a table?
bool quantifies(const core::Contract& contract, core::ExprId id);

}  // namespace surety::verify::oblige
