// counterexample.cpp -- models as states of the contract.
//
// A total may stand for rows that nobody named. For a state that can be shown, the totals are closed: every sum is the
// sum of the rows that are named, the arbitrary one included; where that contradicts itself, one more row makes up the
// sums. The interpreter then has the last word.
#include "verifier/prove/counterexample.h"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

#include "compiler/read/interpreter.h"
#include "verifier/prove/simplify.h"
#include "verifier/term/traverse.h"
#include "verifier/trace/posed.h"
#include "verifier/trace/promise.h"
#include "verifier/trace/runner.h"

namespace surety::verify::strategy {

namespace {

/// Of a duty that is about one.
const core::Property& property_of(const core::Contract& contract, const oblige::Duty& duty) {
  if (!duty.property) throw std::logic_error("no property is asked about");
  return contract[*duty.property];
}

using core::Integer;
using oblige::Symbolic;
using term::Bool;

/// Reads symbolic values under an assignment; parties become dense indices, one for each class.
class Decoder {
 public:
  Decoder(const term::Arena& arena, const Symbolic& domain, const term::Assignment& model)
      : arena_(arena), domain_(domain), model_(model) {}

  Integer number(const Symbolic::Value& value) {
    if (const auto* integer = std::get_if<term::Int>(&value)) {
      return term::evaluate(arena_, *integer, model_).value_or(Integer(0));
    }
    if (const auto* boolean = std::get_if<Bool>(&value)) {
      return term::evaluate(arena_, *boolean, model_).value_or(false) ? Integer(1) : Integer(0);
    }
    return Integer(party(std::get<Symbolic::Party>(value)));
  }

  std::uint32_t party(Symbolic::Party party) {
    const std::uint32_t representative = domain_.parties().find(party).index;
    const auto [place, fresh] = indices_.try_emplace(representative, static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(domain_.parties().name(party));
    return place->second;
  }

  Candidate candidate(const oblige::Duty& duty, const core::Contract& contract, const oblige::Path& path) {
    Candidate result;
    result.step = duty.step;
    for (const Symbolic::Value& argument : path.arguments) result.arguments.push_back(number(argument));
    if (duty.property && trace::is_posed(contract[*duty.property])) pose(result, duty, contract, path);
    result.state = core::zero_state(contract);
    for (std::size_t i = 0; i < contract.globals.size(); ++i) {
      result.state.globals[i] = number(domain_.globals_before()[i]);
    }
    for (const Symbolic::Row& row : domain_.rows()) {
      core::Row& cells = result.state.tables[row.table.index][party(row.party)];
      for (const Symbolic::Value& value : row.before) cells.push_back(number(value));
    }
    if (path.subject) result.subject = party(*path.subject);
    result.parties = names_;
    return result;
  }

 private:
  /// The variables and what each `any` came to, as the arguments of the call that stands for the property.
  void pose(Candidate& result, const oblige::Duty& duty, const core::Contract& contract, const oblige::Path& path) {
    std::vector<trace::Choice> choices;
    for (const oblige::Pick& pick : path.picks) {
      trace::Choice choice{pick.position, pick.choice, {}};
      for (std::size_t i = 1; i < pick.arguments.size(); ++i) choice.arguments.push_back(number(pick.arguments[i]));
      choices.push_back(std::move(choice));
    }
    result.posed = duty.property;
    result.step = trace::posed_step(contract);
    result.arguments = trace::posed_arguments(contract, property_of(contract, duty), result.arguments, choices);
  }

  const term::Arena& arena_;
  const Symbolic& domain_;
  const term::Assignment& model_;
  std::map<std::uint32_t, std::uint32_t> indices_;
  std::vector<std::string> names_;
};

bool invariant_holds(const core::Contract& contract, const oblige::Invariant& invariant, const core::State& state) {
  if (!invariant.where_clause) return read::holds(contract, invariant.condition, state) == true;
  std::vector<Integer> arguments;
  const core::Step& instantiation = contract.steps.front();
  for (std::uint32_t i = 0; i < instantiation.argument_count; ++i) {
    const auto global = core::find_global(contract, instantiation.locals[i].name);
    arguments.push_back(global ? state.globals[global->index] : Integer(0));
  }
  return read::holds(contract, invariant.condition, state, nullptr, arguments) == true;
}

/// The state is one that the induction step may start from. Nothing is assumed of a promised call, which may be
/// refused.
bool admissible(const oblige::Theory& theory, const Candidate& candidate, bool promised) {
  const core::Contract& contract = theory.contract;
  const bool closed = candidate.posed ? contract[*candidate.posed].kind == core::PropertyKind::lemma
                                      : contract[candidate.step].kind == core::StepKind::instantiate;
  if (closed) return true;
  for (std::size_t i = 0; i < contract.globals.size(); ++i) {
    const core::Global& global = contract.globals[i];
    if (global.type.sort == core::Sort::integer && !global.range.contains(candidate.state.globals[i])) return false;
  }
  for (const oblige::Invariant& invariant : theory.invariants) {
    if (!invariant_holds(contract, invariant, candidate.state)) return false;
  }
  return promised || std::ranges::all_of(contract.assumptions, [&](const core::Assumption& assumption) {
           return assumption.step != candidate.step ||
                  read::holds(contract, assumption.condition, candidate.state, nullptr, candidate.arguments) == true;
         });
}

/// The condition under which a `can` promises the call.
bool promised(const Situation& situation, const Candidate& candidate) {
  const core::Contract& contract = situation.theory.contract;
  const core::Property& property = property_of(contract, situation.duty);
  return read::holds(contract, property.condition, candidate.state, nullptr,
                     trace::row_binding(property, candidate.subject.value_or(0))) == true;
}

/// What a `can` asks for in the candidate's state; a model may have other arguments, where they quantify.
trace::Asked asked(const Situation& situation, const Candidate& candidate) {
  const core::Contract& contract = situation.theory.contract;
  if (!situation.duty.clause) return {};
  return trace::asked_of(contract, property_of(contract, situation.duty), *situation.duty.clause, candidate.state,
                         candidate.subject.value_or(0));
}

/// The candidate with the call that is really made, or without one; does that break the promise?
bool breaks_promise(const Situation& situation, Candidate& candidate) {
  const trace::Asked made = asked(situation, candidate);
  candidate.undefined = made.undefined;
  if (made.call) candidate.arguments = made.call->arguments;
  if (!promised(situation, candidate)) return false;
  const auto engine = read::make_interpreter(situation.theory.contract);
  engine->reset(candidate.state);
  return made.undefined || (made.call && engine->execute(made.call->step, made.call->arguments).error);
}

/// Does the interpreter agree that the call breaks the property from that state?
bool breaks(const Situation& situation, const Candidate& candidate) {
  const core::Contract& contract = situation.theory.contract;
  const auto engine = read::make_interpreter(contract);
  engine->reset(candidate.state);
  if (candidate.posed) {
    const auto execute = [&](const core::Call& call, core::State& state) {
      core::Outcome made = engine->execute(call.step, call.arguments);
      state = engine->state();
      return made;
    };
    const trace::Play played =
        trace::play(contract, contract[*candidate.posed], candidate.state, candidate.arguments, false, execute);
    return played.result == trace::Play::Result::broken;
  }
  const core::Outcome outcome = engine->execute(candidate.step, candidate.arguments);
  if (situation.duty.kind == oblige::DutyKind::assertion)
    return outcome.error && outcome.error == trace::error_of_assertion(contract, property_of(contract, situation.duty));
  if (outcome.error) return false;
  const core::State after = engine->state();
  if (situation.duty.kind == oblige::DutyKind::keep) {
    return !invariant_holds(contract, situation.duty.invariant, after);
  }
  return read::holds(contract, situation.duty.clause->condition, after, &candidate.state, candidate.arguments) == false;
}

/// Z3 does not count all of its work on integers against its own limit; this stops it where it forgets to.
constexpr double seconds_for_a_model = 2;

class Concretiser {
 public:
  Concretiser(term::Arena& arena, const Situation& situation, std::uint64_t resources, solver::Session& session)
      : arena_(arena), situation_(situation), resources_(resources), session_(session) {}

  /// Asked first for a state with closed totals, before the dear questions: what is not proved may be false. Where a
  /// model came of those, that was in vain.
  std::optional<Candidate> find() {
    if (situation_.finding.answer != Answer::candidate) {
      offer_rounded(closed());
      return std::move(best_);
    }
    offer(situation_.finding.model);
    if (confirmed() || !situation_.path.domain->has_totals()) return std::move(best_);
    situation_.path.domain->name_the_rest();
    offer_rounded(closed());
    return std::move(best_);
  }

 private:
  [[nodiscard]] bool confirmed() const { return best_ && best_->confirmed; }

  void offer(const term::Assignment& model) {
    Candidate candidate = decoded(model);
    if (!candidate.confirmed) {
      // What is no state may still be a hint, and then by the numbers that the model speaks of.
      Candidate whole = decoded(completed(model));
      if (whole.confirmed) candidate = std::move(whole);
    }
    if (!best_ || candidate.confirmed) best_ = std::move(candidate);
  }

  Candidate decoded(const term::Assignment& model) {
    Candidate candidate = Decoder(arena_, *situation_.path.domain, model)
                              .candidate(situation_.duty, situation_.theory.contract, situation_.path);
    const bool promise = situation_.duty.kind == oblige::DutyKind::can;
    const bool broken = promise ? breaks_promise(situation_, candidate) : breaks(situation_, candidate);
    candidate.confirmed = broken && admissible(situation_.theory, candidate, promise);
    return candidate;
  }

  /// A solver bounds no variable that its question does not mention: any value within its bounds will do.
  [[nodiscard]] term::Assignment completed(term::Assignment model) const {
    for (std::uint32_t i = 0; i < arena_.atom_count(); ++i) {
      const term::Atom& atom = arena_.atom(i);
      if (atom.kind != term::AtomKind::variable) continue;
      if (atom.declared.low && *atom.declared.low > 0) model.integers.try_emplace(atom.name, *atom.declared.low);
      if (atom.declared.high && *atom.declared.high < 0) model.integers.try_emplace(atom.name, *atom.declared.high);
    }
    return model;
  }

  /// Everything that must hold for a state to be shown.
  std::vector<Bool> closed() {
    std::vector<Bool> formulas;
    for (const oblige::Hypothesis& hypothesis : situation_.question.hypotheses) formulas.push_back(hypothesis.formula);
    formulas.push_back(arena_.negate(situation_.question.goal));
    for (const Bool equation : situation_.path.domain->closed_totals()) formulas.push_back(equation);
    const std::vector<Bool> bounds = declared_bounds(arena_, formulas);
    formulas.insert(formulas.end(), bounds.begin(), bounds.end());
    return formulas;
  }

  /// A model over the reals, then the integers with the factors of products held at that model's values, or at the ends
  /// of their ranges: what remains is linear, or nearly.
  void offer_rounded(const std::vector<Bool>& formulas) {
    const solver::Limits limits{std::min<std::uint64_t>(resources_, 1'500'000), seconds_for_a_model};
    const solver::Reply real = solver::ask(arena_, formulas, term::Numbers::reals, limits, session_);
    if (real.status == solver::Status::unsat) return;
    if (real.status == solver::Status::sat) {
      const auto modelled = [&](const term::Atom& atom) {
        const auto value = real.model.integers.find(atom.name);
        return value == real.model.integers.end() ? Integer(0) : value->second;
      };
      const auto least = [](const term::Atom& atom) { return atom.declared.low.value_or(Integer(0)); };
      const auto most = [](const term::Atom& atom) { return atom.declared.high.value_or(Integer(0)); };
      for (const ValueOf& value_of : {ValueOf(modelled), ValueOf(least), ValueOf(most)}) {
        std::vector<Bool> held = formulas;
        for (const Bool equation : factors_held(formulas, value_of)) held.push_back(equation);
        if (held.size() == formulas.size()) break;
        const solver::Reply whole = solver::ask(arena_, held, term::Numbers::integers, limits, session_);
        if (whole.status == solver::Status::sat) offer(whole.model);
        if (confirmed()) return;
      }
    }
    const solver::Reply whole = solver::ask(arena_, formulas, term::Numbers::integers, limits, session_);
    if (whole.status == solver::Status::sat)
      offer(whole.model);
    else if (!best_ && real.status == solver::Status::sat)
      offer(real.model);
  }

  /// Equations that fix variables until no product of two free ones is left: those in most products first.
  using ValueOf = std::function<Integer(const term::Atom&)>;
  std::vector<Bool> factors_held(const std::vector<Bool>& formulas, const ValueOf& value_of) {
    std::set<term::Monomial> products = products_in(formulas);
    std::vector<Bool> equations;
    while (!products.empty()) {
      std::map<std::uint32_t, unsigned> votes;
      for (const term::Monomial& product : products) {
        for (const std::uint32_t atom : product) ++votes[atom];
      }
      const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; })->first;
      const term::Atom& atom = arena_.atom(most);
      if (atom.kind == term::AtomKind::variable) {
        equations.push_back(arena_.equal(arena_.atom_term(most), arena_.integer(value_of(atom))));
      }
      std::set<term::Monomial> left;
      for (term::Monomial product : products) {
        std::erase(product, most);
        if (product.size() > 1) left.insert(std::move(product));
      }
      products = std::move(left);
    }
    return equations;
  }

  /// Those that the formulas show, and those inside of what they mention: what is rounded, chosen or compared there.
  std::set<term::Monomial> products_in(const std::vector<Bool>& formulas) {
    std::set<term::Monomial> products;
    const auto look_at = [&](term::Int term) {
      for (const auto& [monomial, coefficient] : arena_.polynomial(term)) {
        if (monomial.size() > 1) products.insert(monomial);
      }
    };
    term::SharedParts parts(arena_, [&](const term::BoolNode& node) { look_at(node.polynomial); });
    term::Mentioned mentioned(arena_);
    for (const Bool formula : formulas) {
      parts.of(formula);
      mentioned.visit(formula);
    }
    for (const std::uint32_t index : mentioned.atoms()) {
      const term::Atom& atom = arena_.atom(index);
      if (atom.kind == term::AtomKind::variable) continue;
      if (atom.kind == term::AtomKind::choose) parts.of(atom.condition);
      look_at(atom.a);
      look_at(atom.b);
    }
    return products;
  }

  term::Arena& arena_;
  const Situation& situation_;
  std::uint64_t resources_;
  solver::Session& session_;
  std::optional<Candidate> best_;
};

}  // namespace

std::vector<Bool> bounds_of(term::Arena& arena, const Question& question) {
  std::vector<Bool> formulas = {question.goal};
  for (const oblige::Hypothesis& hypothesis : question.hypotheses) formulas.push_back(hypothesis.formula);
  return declared_bounds(arena, formulas);
}

std::optional<Candidate> concrete_candidate(term::Arena& arena, const Situation& situation, std::uint64_t resources,
                                            solver::Session& session) {
  return Concretiser(arena, situation, resources, session).find();
}

}  // namespace surety::verify::strategy
