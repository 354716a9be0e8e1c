// prover.cpp -- a whole run: obligations in parallel, verdicts from their results, runs for what is broken.
#include "verifier/prover.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "verifier/oblige/explore.h"
#include "verifier/prove/assumptions.h"
#include "verifier/prove/coverage.h"
#include "verifier/prove/founded.h"
#include "verifier/prove/item.h"
#include "verifier/prove/meaning.h"
#include "verifier/prove/memory.h"
#include "verifier/prove/obligation.h"
#include "verifier/prove/pool.h"
#include "verifier/prove/recheck.h"
#include "verifier/prove/refute.h"
#include "verifier/prove/shared_engine.h"
#include "verifier/prove/weight.h"
#include "verifier/solver/cvc5.h"
#include "verifier/solver/z3_npm.h"
#include "verifier/trace/search.h"
#include "verifier/trace/succeeded.h"
#include "verifier/work_clock.h"

namespace surety::verify {

namespace {

using strategy::Item;

/// A verdict that took more than this part of a limit of seconds may be due to it.
constexpr double near_the_limit = 0.8;

class ProofRun {
 public:
  /// `from_elsewhere`: proofs that were made in other contexts are reused too.
  ProofRun(const core::Contract& contract, const Options& options, strategy::Memory& memory, bool from_elsewhere)
      : contract_(contract),
        options_(options),
        memory_(memory),
        from_elsewhere_(from_elsewhere),
        theory_(oblige::theory_of(contract)) {
    if (options.recheck) seconds_.push_back(std::make_unique<solver::Cvc5>(*options.recheck));
    if (options.recheck_z3_npm) seconds_.push_back(std::make_unique<solver::Z3Npm>(*options.recheck_z3_npm));
  }

  /// nullopt: a proof that was reused from another context rests on an invariant that is not proved here, and without
  /// it another proof might be found.
  std::optional<Report> run() {
    Report report;
    report.contract = contract_.name;
    list_items();
    unfounded_ = oblige::unfounded_range(theory_);
    prove_needed();
    withdraw_what_rests_on_sand(true);
    recheck(report);
    withdraw_what_rests_on_sand(false);
    if (reuse_was_in_vain()) return std::nullopt;
    check_reachability();
    for (Item& item : items_) mark_vacuous(item);
    if (covers_all()) find_meaningless();
    refute_all();
    for (const Item& item : items_) remember(item);
    for (Item& item : items_) collect_certificates(item, report);
    for (Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place == results_.end()) continue;
      if (item.wanted) report.properties.push_back(std::move(place->second));
    }
    if (covers_all()) {
      report.matrix = strategy::matrix_of(contract_, report.properties);
      for (std::string& note : strategy::coverage_notes(contract_, report.properties, report.matrix))
        notes_.push_back(std::move(note));
    }
    report.notes = notes_;
    report.solver_questions = stop_.asked();
    return report;
  }

 private:
  /// Those of properties that are proved in the end, and of the `where` clauses their proofs use.
  void collect_certificates(Item& item, Report& report) {
    const auto place = results_.find(item.name);
    if (!options_.certify || place == results_.end() || place->second.verdict != Verdict::proved) return;
    for (strategy::ObligationOutcome& outcome : item.outcomes) {
      report.certifiable += outcome.result.goals;
      for (strategy::GoalCertificate& certificate : outcome.certificates)
        report.certificates.push_back({outcome.result.id, certificate.goal, std::move(certificate.json)});
    }
  }

  [[nodiscard]] bool is_wanted(const std::string& name) const {
    if (!options_.property && options_.properties.empty()) return true;
    return options_.property == name || options_.properties.contains(name);
  }

  [[nodiscard]] bool covers_all() const {
    return options_.coverage && !options_.property && options_.properties.empty() && !stop_.stopped();
  }

  void list_items() {
    for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
      const core::Property& property = contract_.properties[i];
      Item item;
      item.name = property.name;
      item.kind = word(property.kind);
      item.span = property.span;
      item.property = core::PropertyId{i};
      item.duties = oblige::duties(theory_, core::PropertyId{i});
      item.wanted = is_wanted(property.name);
      items_.push_back(std::move(item));
    }
    for (const oblige::Invariant& invariant : theory_.invariants) {
      if (!invariant.where_clause) continue;
      Item item;
      item.name = invariant.name;
      item.kind = "invariant";
      item.span = contract_[invariant.condition].span;
      item.duties = oblige::duties(theory_, invariant);
      item.wanted = false;
      items_.push_back(std::move(item));
    }
  }

  /// What is asked for and what the proofs so far use.
  [[nodiscard]] std::set<std::string> needed() const {
    std::set<std::string> names;
    for (const Item& item : items_) {
      if (item.wanted) names.insert(item.name);
      for (const strategy::ObligationOutcome& outcome : item.outcomes)
        names.insert(outcome.result.uses.begin(), outcome.result.uses.end());
    }
    return names;
  }

  /// Proves what is needed, then what those proofs need, until nothing is new. False where nothing was.
  bool prove_needed() {
    for (bool some = false;; some = true) {
      const std::set<std::string> names = needed();
      std::vector<Item*> round;
      for (Item& item : items_) {
        if (!item.done && names.contains(item.name)) round.push_back(&item);
      }
      if (round.empty()) return some;
      std::vector<Item*> open;
      std::ranges::copy_if(round, std::back_inserter(open), [this](Item* item) { return !recall(*item); });
      discharge(open);
      for (const Item* item : round) results_.emplace(item->name, result_of(*item));
    }
  }

  /// The verdict of an earlier run on this very contract, where the property was not proved.
  bool recall(Item& item) {
    if (!memory_.verdicts() || !item.wanted || !item.property) return false;
    const double start = work_seconds();
    item.remembered = memory_.verdicts()->find(*item.property);
    if (!item.remembered) return false;
    item.remembered->seconds = work_seconds() - start;
    for (const ObligationResult& obligation : item.remembered->obligations) {
      item.outcomes.emplace_back();
      item.outcomes.back().result = obligation;
    }
    item.done = true;
    return true;
  }

  /// Keeps what was found by counted work alone, so that another run would find it too.
  void remember(const Item& item) {
    const auto place = results_.find(item.name);
    if (!memory_.verdicts() || place == results_.end() || !item.property || !item.wanted || item.remembered) return;
    if (options_.cancelled && options_.cancelled()) return;
    const double proving_seconds = place->second.seconds - item.refuting_seconds;
    const double longest = near_the_limit * options_.timeout_seconds;
    const bool hurried = proving_seconds > longest ||
                         item.refuting_seconds > std::min(longest, near_the_limit * trace::Budget{}.seconds);
    if (!hurried || place->second.verdict == Verdict::violated) memory_.verdicts()->keep(*item.property, place->second);
  }

  bool reuse_was_in_vain() {
    return from_elsewhere_ && std::ranges::any_of(items_, [this](const Item& item) {
             const auto place = results_.find(item.name);
             const bool reused = std::ranges::any_of(item.outcomes, &strategy::ObligationOutcome::from_elsewhere);
             return reused && place != results_.end() && place->second.verdict != Verdict::proved &&
                    strategy::holds(item);
           });
  }

  void discharge(std::vector<Item*> round) {
    std::vector<strategy::Task> tasks;
    strategy::Weights weights(theory_);
    const std::string tests = "what the contract's tests do";
    if (!seen_ && !round.empty())
      tasks.push_back({tests, tests, [this](double) { seen_ = trace::seen_in_tests(contract_); }, strategy::heaviest});
    for (Item* item : round) {
      item->outcomes.resize(item->duties.size());
      item->done = true;
      if (item->wanted && item->property)
        item->first_look = std::make_shared<strategy::FirstLook>(contract_, *item->property, options_);
      for (std::size_t i = 0; i < item->duties.size(); ++i) {
        tasks.push_back({item->duties[i].id, item->name,
                         [this, item, i](double seconds) {
                           strategy::ObligationOptions how = settings(seconds);
                           if (item->first_look) how.refuted = [item] { return item->first_look->finds_run(); };
                           item->outcomes[i] = strategy::discharge(theory_, item->duties[i], how, stop_);
                         },
                         weights.of(item->duties[i])});
      }
    }
    strategy::run_all(std::move(tasks), options_, stop_);
  }

  [[nodiscard]] strategy::ObligationOptions settings(double seconds) {
    strategy::ObligationOptions how;
    how.effort = {options_.resource_limit, seconds};
    how.smt_directory = options_.smt_directory;
    how.keep_questions = !seconds_.empty();
    how.certify = options_.certify;
    how.claims = memory_.claims();
    how.from_elsewhere = from_elsewhere_;
    return how;
  }

  /// Asks the second solver. A proof on which it disagrees is none.
  void recheck(Report& report) {
    if (seconds_.empty()) return;
    std::vector<strategy::ToRecheck> proofs;
    for (Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place != results_.end()) proofs.push_back({&place->second, &item.outcomes});
    }
    report.disagreements = strategy::recheck(proofs, seconds_, options_, stop_);
  }

  /// What may not be relied on: invariants, assertions and lemmas.
  [[nodiscard]] std::set<std::string> unproved() const {
    std::set<std::string> names;
    for (const Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place == results_.end() || place->second.verdict != Verdict::proved) names.insert(item.name);
    }
    return names;
  }

  /// Which steps can succeed at all, wherever the proved invariants hold.
  void check_reachability() {
    const std::set<std::string> doubtful = unproved();
    const std::vector<oblige::Duty> duties = reach_duties();
    std::vector<strategy::ObligationOutcome> outcomes(duties.size());
    std::vector<strategy::Task> tasks;
    tasks.reserve(duties.size());
    if (!seen_) seen_ = trace::seen_in_tests(contract_);
    for (std::size_t i = 0; i < duties.size(); ++i) {
      const auto& property = duties[i].property;
      if (property ? seen_->properties.contains(*property) : seen_->steps.contains(duties[i].step)) continue;
      tasks.push_back({duties[i].id, duties[i].id, [&, i](double seconds) {
                         strategy::ObligationOptions trusting = settings(seconds);
                         trusting.doubtful = doubtful;
                         outcomes[i] = strategy::discharge(theory_, duties[i], trusting, stop_);
                       }});
    }
    strategy::run_all(std::move(tasks), options_, stop_);
    for (std::size_t i = 0; i < duties.size(); ++i) {
      if (outcomes[i].reachable != false) continue;
      if (const auto& property = duties[i].property)
        unreached_.insert(*property);
      else
        barren_.insert(static_cast<std::uint32_t>(i));
    }
    doubt_assumptions();
    for (const std::uint32_t i : barren_) {
      if (!disarmed_.contains(i))
        notes_.push_back(
            fmt::format("`{}` can never succeed: what it requires contradicts the invariants or the ranges",
                        contract_.steps[i].name));
    }
  }

  /// For each step, then for each wanted property whose own run might never happen.
  [[nodiscard]] std::vector<oblige::Duty> reach_duties() const {
    std::vector<oblige::Duty> duties;
    for (std::uint32_t i = 0; i < contract_.steps.size(); ++i) {
      oblige::Duty duty;
      duty.kind = oblige::DutyKind::reach;
      duty.id = "can succeed/" + contract_.steps[i].name;
      duty.step = core::StepId{i};
      duties.push_back(std::move(duty));
    }
    for (const Item& item : items_) {
      if (!item.wanted || !item.property) continue;
      if (auto duty = oblige::reach_duty(theory_, *item.property)) duties.push_back(*std::move(duty));
    }
    return duties;
  }

  /// Is a step barren because of what is assumed of it? Then that is never true where the invariants hold.
  void doubt_assumptions() {
    strategy::ObligationOptions how = settings(options_.timeout_seconds);
    how.doubtful = unproved();
    for (const auto& [step, names] : strategy::contradictory_assumptions(theory_, barren_, how, stop_)) {
      const bool one = names.size() == 1;
      const char* const never = one ? "never true" : "never true together";
      for (const std::string& name : names) {
        impossible_.emplace(name, one ? "which is never true" : "which is never true together with others of its step");
      }
      disarmed_.insert(step.index);
      notes_.push_back(
          fmt::format("the assumption{} `{}` {} {} where the invariants and ranges hold: `{}` can never happen",
                      one ? "" : "s", fmt::join(names, "`, `"), one ? "is" : "are", never, contract_[step].name));
    }
  }

  void find_meaningless() {
    std::vector<strategy::Judged> proofs;
    for (const Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place == results_.end() || !item.property || place->second.verdict != Verdict::proved) continue;
      proofs.push_back({*item.property, &place->second});
    }
    for (std::string& note : strategy::judge_meaning(theory_, unproved(), proofs, options_, memory_.claims(), stop_))
      notes_.push_back(std::move(note));
  }

  PropertyResult result_of(const Item& item) {
    PropertyResult result = item.remembered.value_or(PropertyResult{});
    result.name = item.name;
    result.kind = item.kind;
    result.span = item.span;
    result.solver = "z3 " + solver_version();
    if (item.remembered) return result;
    result.verdict = Verdict::proved;
    result.cached = std::ranges::any_of(item.outcomes, [](const auto& one) { return one.result.cached; });
    for (const strategy::ObligationOutcome& outcome : item.outcomes) {
      result.obligations.push_back(outcome.result);
      result.seconds += outcome.result.seconds;
      if (!outcome.result.cached && outcome.result.rung != "trivial") result.cached = false;
      if (outcome.result.verdict == Verdict::proved) continue;
      if (result.verdict == Verdict::proved) result.reason = outcome.result.id + ": " + outcome.result.reason;
      if (result.verdict != Verdict::not_inductive) result.verdict = outcome.result.verdict;
    }
    if (result.verdict == Verdict::not_inductive) result.reason.clear();
    if (unfounded_ && result.verdict == Verdict::proved) {
      result.verdict = Verdict::unknown;
      result.reason =
          fmt::format("instantiation leaves `{}` outside its declared range, so ranges are no facts", *unfounded_);
    }
    return result;
  }

  /// A proof about steps that cannot happen says nothing.
  void mark_vacuous(const Item& item) {
    const auto place = results_.find(item.name);
    if (place == results_.end()) return;
    PropertyResult& result = place->second;
    if (result.verdict != Verdict::proved || item.duties.empty()) return;
    const bool rule = item.kind == "rule";
    const bool closed = item.kind == "lemma";
    const bool all_barren =
        std::ranges::all_of(item.duties, [&](const oblige::Duty& duty) { return barren_.contains(duty.step.index); });
    const auto never_true = std::ranges::find_if(impossible_, [&](const auto& assumption) {
      return std::ranges::any_of(result.obligations, [&](const ObligationResult& obligation) {
        return std::ranges::find(obligation.uses, assumption.first) != obligation.uses.end();
      });
    });
    if (item.property && unreached_.contains(*item.property)) {
      result.verdict = Verdict::vacuous;
      const bool has_condition = item.kind == "lemma" || item.kind == "can";
      result.reason = has_condition           ? "its condition can never hold"
                      : item.kind == "assert" ? "no run reaches it"
                                              : "its calls can never all happen";
    } else if (barren_.contains(0) && !closed) {
      result.verdict = Verdict::vacuous;
      result.reason =
          "the contract can never be instantiated: what it requires, `where` clauses included, is contradictory";
    } else if (never_true != impossible_.end()) {
      result.verdict = Verdict::vacuous;
      result.reason = fmt::format("its proof rests on the assumption `{}`, {}", never_true->first, never_true->second);
    } else if (rule && all_barren) {
      result.verdict = Verdict::vacuous;
      result.reason = "none of the steps it speaks of can succeed";
    }
  }

  /// Another proof may need what nobody has looked at so far: that is proved too, or the proof is none.
  void withdraw_what_rests_on_sand(bool may_prove_again) {
    do {
      strategy::Results results;
      for (auto& [name, result] : results_) results.push_back(&result);
      strategy::withdraw_unfounded(results,
                                   [&](const strategy::Results& proofs, const std::set<std::string>& withheld) {
                                     if (may_prove_again && !stop_.stopped()) prove_without(proofs, withheld);
                                   });
    } while (prove_needed());
  }

  /// Replaces the obligations that used what is withheld, where they can be proved without it.
  void prove_without(const strategy::Results& proofs, const std::set<std::string>& withheld) {
    std::vector<strategy::Task> tasks;
    for (PropertyResult* result : proofs) {
      Item& item = *std::ranges::find(items_, result->name, &Item::name);
      for (std::size_t i = 0; i < item.duties.size(); ++i) {
        const std::vector<std::string>& uses = item.outcomes[i].result.uses;
        if (std::ranges::none_of(uses, [&](const std::string& name) { return withheld.contains(name); })) continue;
        tasks.push_back({item.duties[i].id, item.name, [&, result, i](double seconds) {
                           strategy::ObligationOptions how = settings(seconds);
                           how.smt_directory.reset();
                           how.withheld = withheld;
                           auto outcome = strategy::discharge(theory_, item.duties[i], how, stop_);
                           if (outcome.result.verdict != Verdict::proved) return;
                           result->obligations[i] = outcome.result;
                           item.outcomes[i] = std::move(outcome);
                         }});
      }
    }
    strategy::run_all(std::move(tasks), options_, stop_);
  }

  /// Looks for a run that breaks what is not proved; where there is none, tells the step.
  void refute_all() {
    std::vector<strategy::Task> tasks;
    for (Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place == results_.end() || !item.wanted || !item.property || item.remembered) continue;
      PropertyResult& result = place->second;
      if (result.verdict == Verdict::proved || result.verdict == Verdict::vacuous) continue;
      result.cached = false;
      tasks.push_back({item.name, item.name, [this, &item, &result](double seconds) {
                         const double start = work_seconds();
                         const bool run_is_known = item.first_look && item.first_look->found();
                         strategy::refute(contract_, *item.property, item.outcomes, options_, run_is_known, seconds,
                                          result);
                         item.refuting_seconds = work_seconds() - start;
                         result.seconds += item.refuting_seconds;
                       }});
    }
    strategy::run_all(std::move(tasks), options_, stop_);
  }

  const core::Contract& contract_;
  const Options& options_;
  strategy::Memory& memory_;
  bool from_elsewhere_;
  oblige::Theory theory_;
  strategy::SecondSolvers seconds_;
  std::vector<Item> items_;
  std::map<std::string, PropertyResult> results_;
  std::optional<std::string> unfounded_;
  std::optional<trace::Seen> seen_;  // nullopt: the tests were not looked at yet
  std::set<std::uint32_t> barren_;
  std::set<core::PropertyId> unreached_;
  std::map<std::string, std::string> impossible_;  // assumptions, and how far
  std::set<std::uint32_t> disarmed_;               // steps barren because of one
  std::vector<std::string> notes_;
  solver::Interrupter stop_;
};

}  // namespace

Report prove(const core::Contract& contract, const Options& options) {
  Options frugal = options;
  frugal.make_engine = strategy::made_once(options.make_engine);
  strategy::Memory memory(contract, frugal);
  if (auto known = memory.report() ? memory.report()->find() : std::nullopt) return *std::move(known);
  auto found = ProofRun(contract, frugal, memory, true).run();
  if (!found) found = ProofRun(contract, frugal, memory, false).run();
  Report report = std::move(found).value_or(Report{});
  if (options.cancelled && options.cancelled()) return report;
  if (memory.last()) memory.last()->keep(report);
  if (memory.report()) memory.report()->keep(report);
  return report;
}

bool usable_cache(const std::filesystem::path& directory) { return strategy::Cache(directory).usable(); }

std::string solver_version() { return solver::version(); }

std::string second_solver_name(const std::string& program) { return solver::Cvc5(program).name(); }

std::string z3_npm_name(const std::string& folder) { return solver::Z3Npm(folder).name(); }

}  // namespace surety::verify
