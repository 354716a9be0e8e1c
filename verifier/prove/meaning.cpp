// meaning.cpp -- see meaning.h. The property is read on an arbitrary state, as a hypothesis of a step would be.
#include "verifier/prove/meaning.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "verifier/oblige/places.h"
#include "verifier/prove/pool.h"

namespace surety::verify::strategy {

namespace {

using oblige::Symbolic;
using Reading = core::Semantics<Symbolic>;

constexpr std::size_t most_paths = 64;
constexpr std::uint64_t resources = 60'000;

/// A state that would break the property, if its hypotheses can hold together.
struct Doubt {
  std::vector<oblige::Hypothesis> hypotheses;
};

bool looks_back(const core::Contract& contract, core::ExprId condition) {
  oblige::Places places(contract);
  places.read(condition);
  return std::ranges::any_of(
      places.exprs(), [&](core::ExprId expr) { return std::holds_alternative<core::Before>(contract[expr].node); });
}

term::Bool read_in(const core::Contract& contract, Symbolic& domain, core::ExprId condition, const core::Step* step) {
  Reading reading(contract, domain, core::Mode::property);
  for (std::uint32_t i = 0; step && i < step->argument_count; ++i)
    reading.bind(core::LocalId{i}, domain.argument(step->locals[i]));
  domain.set_demand(Symbolic::Demand::define);
  const Symbolic::Value truth = domain.in_view(Symbolic::View::before, [&] { return reading.evaluate(condition); });
  return domain.both(domain.take_definedness(), std::get<term::Bool>(truth));
}

/// One choice of which names of parties mean one.
void add_doubts(const oblige::Theory& theory, core::ExprId condition, const core::Step* step, term::Arena& arena,
                oblige::Script& script, std::vector<Doubt>& found) {
  const core::Contract& contract = theory.contract;
  Symbolic domain(contract, arena, script, Symbolic::Start::reachable);
  domain.use_path(false);
  const term::Bool formula = read_in(contract, domain, condition, step);
  const std::vector<oblige::Goal> goals = domain.split_goal("", formula);
  if (step) {
    for (const oblige::Invariant& invariant : theory.invariants) {
      if (invariant.where_clause) continue;
      domain.add_fact(invariant.name, domain.weakened(read_in(contract, domain, invariant.condition, nullptr)),
                      oblige::Role::invariant);
    }
  }
  for (const oblige::Goal& goal : goals) {
    Doubt doubt{domain.facts()};
    doubt.hypotheses.push_back({"it is false", arena.negate(goal.formula), oblige::Role::guard});
    found.push_back(std::move(doubt));
  }
}

/// nullopt where the property cannot be read so.
std::optional<std::vector<Doubt>> doubts(const oblige::Theory& theory, const core::Property& property,
                                         std::size_t clause, term::Arena& arena) {
  const core::Contract& contract = theory.contract;
  const bool rule = property.kind == core::PropertyKind::rule;
  if (!rule && property.kind != core::PropertyKind::invariant) return std::nullopt;
  if (rule && clause >= property.cases.size()) return std::nullopt;
  const core::ExprId condition = rule ? property.cases[clause].condition : property.condition;
  if (looks_back(contract, condition)) return std::nullopt;
  const core::Step* step = rule ? &contract[property.cases[clause].step] : nullptr;
  std::vector<Doubt> found;
  oblige::Script script;
  std::size_t paths = 0;
  do {
    if (++paths > most_paths) return std::nullopt;
    try {
      add_doubts(theory, condition, step, arena, script, found);
    } catch (const oblige::PathEnd&) {
      continue;
    } catch (const oblige::Unsupported&) {
      return std::nullopt;
    } catch (const oblige::TooManyRows&) {
      return std::nullopt;
    }
  } while (script.advance());
  return found;
}

bool impossible(term::Arena& arena, Fingerprints& fingerprints, const Doubt& doubt, Claims* claims,
                solver::Session& session) {
  const std::vector<std::string> digests = digests_of(fingerprints, doubt.hypotheses);
  if (claims) {
    if (const auto remembered = claims->satisfiable(digests)) return *remembered == false;
  }
  const auto answer = satisfiable(arena, doubt.hypotheses, resources, session);
  if (claims && !session.over()) claims->keep_satisfiable(digests, answer);
  return answer == false;
}

struct Judge {
  const oblige::Theory& theory;
  const std::set<std::string>& unproved;
  Claims* claims;
  solver::Interrupter& interrupter;

  /// One case of a rule, or an invariant as a whole.
  [[nodiscard]] bool says_nothing(core::PropertyId property, std::size_t clause, double seconds) const {
    solver::Session session(interrupter, seconds);
    term::Arena arena;
    Fingerprints fingerprints(arena);
    auto found = doubts(theory, theory.contract[property], clause, arena);
    return found && std::ranges::all_of(*found, [&](Doubt& doubt) {
             std::erase_if(doubt.hypotheses, [&](const auto& one) { return unproved.contains(one.name); });
             return impossible(arena, fingerprints, doubt, claims, session);
           });
  }
};

bool speaks_of_nothing(const core::Contract& contract, core::PropertyId id) {
  const core::Property& property = contract[id];
  if (property.kind != core::PropertyKind::invariant && property.kind != core::PropertyKind::rule) return false;
  oblige::Places places(contract);
  places.read(property);
  const bool counts = std::ranges::any_of(
      places.exprs(), [&](core::ExprId expr) { return std::holds_alternative<core::Quantified>(contract[expr].node); });
  return places.reads_nothing() && !counts;
}

std::string judged(const core::Contract& contract, const Judged& proof, std::size_t clause) {
  const core::Property& property = contract[proof.property];
  if (speaks_of_nothing(contract, proof.property)) {
    proof.result->verdict = Verdict::vacuous;
    proof.result->reason = "its condition is constant: it speaks of no state";
    return "";
  }
  proof.result->trivial =
      property.kind == core::PropertyKind::rule
          ? fmt::format("the invariants alone imply it, whatever `{}` does", contract[property.cases[clause].step].name)
          : "the declared ranges alone imply it";
  return fmt::format("`{}` adds nothing: {}", proof.result->name, proof.result->trivial);
}

}  // namespace

std::vector<std::string> judge_meaning(const oblige::Theory& theory, const std::set<std::string>& unproved,
                                       const std::vector<Judged>& proofs, const Options& options, Claims* claims,
                                       solver::Interrupter& interrupter) {
  const Judge judge{theory, unproved, claims, interrupter};
  struct Doubtful {
    const Judged* proof;
    std::size_t clause;
    bool empty;
  };
  std::vector<Doubtful> all;
  for (const Judged& proof : proofs) {
    const std::size_t clauses = std::max<std::size_t>(1, theory.contract[proof.property].cases.size());
    for (std::size_t i = 0; i < clauses; ++i) all.push_back({&proof, i, false});
  }
  std::vector<Task> tasks;
  for (Doubtful& one : all) {
    const std::string name = "meaning of " + one.proof->result->name;
    tasks.push_back({name, name, [&](double seconds) {
                       one.empty = judge.says_nothing(one.proof->property, one.clause, seconds);
                     }});
  }
  run_all(tasks, options, interrupter);
  std::vector<std::string> notes;
  for (const Doubtful& one : all) {
    if (!one.empty || one.proof->result->verdict != Verdict::proved) continue;
    std::string note = judged(theory.contract, *one.proof, one.clause);
    if (!note.empty()) notes.push_back(std::move(note));
  }
  return notes;
}

}  // namespace surety::verify::strategy
