// prover.cpp -- a whole run: obligations in parallel, verdicts from their results, runs for what is broken.
#include "verifier/prover.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "verifier/oblige/explore.h"
#include "verifier/prove/obligation.h"
#include "verifier/prove/pool.h"
#include "verifier/prove/recheck.h"
#include "verifier/prove/refute.h"

namespace surety::verify {

namespace {

std::string_view kind_word(core::PropertyKind kind) {
  switch (kind) {
    case core::PropertyKind::invariant: return "invariant";
    case core::PropertyKind::conservation: return "conservation";
    case core::PropertyKind::rule: return "rule";
    case core::PropertyKind::can: return "can";
    case core::PropertyKind::assertion: return "assert";
    case core::PropertyKind::lemma: return "lemma";
    case core::PropertyKind::scenario: return "test";
  }
  return "invariant";
}

/// A property or an implicit invariant, with its obligations and what became of them.
struct Item {
  std::string name;
  std::string kind;
  core::Span span;
  std::optional<core::PropertyId> property;  // absent: a `where` clause
  std::vector<oblige::Duty> duties;
  std::vector<strategy::ObligationOutcome> outcomes;
  bool wanted = true;  // reported, not only needed by another
  bool done = false;
  std::shared_ptr<strategy::FirstLook> first_look = nullptr;  // of a wanted property
};

class ProofRun {
 public:
  ProofRun(const core::Contract& contract, const Options& options)
      : contract_(contract), options_(options), theory_(oblige::theory_of(contract)) {
    if (options.recheck) second_.emplace(*options.recheck);
  }

  Report run() {
    Report report;
    report.contract = contract_.name;
    list_items();
    unfounded_ = oblige::unfounded_range(theory_);
    prove_needed();
    for (Item& item : items_) {
      if (item.done) results_.emplace(item.name, result_of(item));
    }
    recheck(report);
    withdraw_what_rests_on_sand();
    check_reachability();
    for (Item& item : items_) mark_vacuous(item);
    for (Item& item : items_) refute(item);
    for (Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place == results_.end()) continue;
      if (item.wanted) report.properties.push_back(std::move(place->second));
    }
    for (const std::string& note : notes_) report.notes.push_back(note);
    return report;
  }

 private:
  [[nodiscard]] bool is_wanted(const std::string& name) const {
    if (!options_.property && options_.properties.empty()) return true;
    return options_.property == name || options_.properties.contains(name);
  }

  void list_items() {
    for (std::uint32_t i = 0; i < contract_.properties.size(); ++i) {
      const core::Property& property = contract_.properties[i];
      Item item;
      item.name = property.name;
      item.kind = kind_word(property.kind);
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

  [[nodiscard]] static bool holds(const Item& item) {
    return item.done && std::ranges::all_of(item.outcomes, [](const strategy::ObligationOutcome& outcome) {
             return outcome.result.verdict == Verdict::proved;
           });
  }

  /// Proves what is asked for, then what those proofs used, until nothing new is needed.
  void prove_needed() {
    std::set<std::string> needed;
    for (const Item& item : items_) {
      if (item.wanted) needed.insert(item.name);
    }
    while (true) {
      std::vector<Item*> round;
      for (Item& item : items_) {
        if (!item.done && needed.contains(item.name)) round.push_back(&item);
      }
      if (round.empty()) return;
      discharge(round);
      for (const Item* item : round) {
        for (const strategy::ObligationOutcome& outcome : item->outcomes) {
          needed.insert(outcome.result.uses.begin(), outcome.result.uses.end());
        }
      }
    }
  }

  void discharge(const std::vector<Item*>& round) {
    std::vector<strategy::Task> tasks;
    for (Item* item : round) {
      item->outcomes.resize(item->duties.size());
      item->done = true;
      if (item->wanted && item->property)
        item->first_look = std::make_shared<strategy::FirstLook>(contract_, *item->property, options_);
      for (std::size_t i = 0; i < item->duties.size(); ++i) {
        tasks.push_back({item->duties[i].id, item->name, [this, item, i](double seconds) {
                           strategy::ObligationOptions how = settings(seconds);
                           if (item->first_look) how.refuted = [item] { return item->first_look->finds_run(); };
                           item->outcomes[i] = strategy::discharge(theory_, item->duties[i], how, stop_);
                         }});
      }
    }
    strategy::run_all(tasks, options_, stop_);
  }

  [[nodiscard]] strategy::ObligationOptions settings(double seconds) const {
    return {{options_.resource_limit, seconds}, options_.smt_directory, {}, second_.has_value(), {}};
  }

  /// Asks the second solver. A proof on which it disagrees is none.
  void recheck(Report& report) {
    if (!second_) return;
    std::vector<strategy::ToRecheck> proofs;
    for (Item& item : items_) {
      const auto place = results_.find(item.name);
      if (place != results_.end()) proofs.push_back({&place->second, &item.outcomes});
    }
    report.disagreements = strategy::recheck(proofs, *second_, options_, stop_);
  }

  /// Invariants that may not be relied on.
  [[nodiscard]] std::set<std::string> unproved() const {
    std::set<std::string> names;
    for (const oblige::Invariant& invariant : theory_.invariants) {
      const auto place = results_.find(invariant.name);
      if (place == results_.end() || place->second.verdict != Verdict::proved) names.insert(invariant.name);
    }
    return names;
  }

  /// Which steps can succeed at all, wherever the proved invariants hold.
  void check_reachability() {
    const std::set<std::string> doubtful = unproved();
    std::vector<strategy::ObligationOutcome> outcomes(contract_.steps.size());
    std::vector<oblige::Duty> duties;
    for (std::uint32_t i = 0; i < contract_.steps.size(); ++i) {
      oblige::Duty duty;
      duty.kind = oblige::DutyKind::reach;
      duty.id = "can succeed/" + contract_.steps[i].name;
      duty.step = core::StepId{i};
      duties.push_back(std::move(duty));
    }
    std::vector<strategy::Task> tasks;
    tasks.reserve(duties.size());
    for (std::size_t i = 0; i < duties.size(); ++i) {
      tasks.push_back({duties[i].id, duties[i].id, [&, i](double seconds) {
                         strategy::ObligationOptions trusting = settings(seconds);
                         trusting.doubtful = doubtful;
                         outcomes[i] = strategy::discharge(theory_, duties[i], trusting, stop_);
                       }});
    }
    strategy::run_all(tasks, options_, stop_);
    for (std::size_t i = 0; i < duties.size(); ++i) {
      if (outcomes[i].reachable != false) continue;
      barren_.insert(static_cast<std::uint32_t>(i));
      notes_.push_back(fmt::format("`{}` can never succeed: what it requires contradicts the invariants or the ranges",
                                   contract_.steps[i].name));
    }
  }

  PropertyResult result_of(const Item& item) {
    PropertyResult result;
    result.name = item.name;
    result.kind = item.kind;
    result.span = item.span;
    result.solver = "z3 " + solver_version();
    result.verdict = Verdict::proved;
    for (const strategy::ObligationOutcome& outcome : item.outcomes) {
      result.obligations.push_back(outcome.result);
      result.seconds += outcome.result.seconds;
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
    const bool all_barren =
        std::ranges::all_of(item.duties, [&](const oblige::Duty& duty) { return barren_.contains(duty.step.index); });
    if (barren_.contains(0)) {
      result.verdict = Verdict::vacuous;
      result.reason = "the contract can never be instantiated";
    } else if (rule && all_barren) {
      result.verdict = Verdict::vacuous;
      result.reason = "none of the steps it speaks of can succeed";
    }
  }

  /// A proof that used an invariant which is not itself proved proves nothing yet.
  void withdraw_what_rests_on_sand() {
    for (bool changed = true; changed;) {
      changed = false;
      for (const Item& item : items_) changed = withdraw(item) || changed;
    }
  }
  bool withdraw(const Item& item) {
    const auto place = results_.find(item.name);
    if (place == results_.end() || place->second.verdict != Verdict::proved) return false;
    for (ObligationResult& obligation : place->second.obligations) {
      for (const std::string& name : obligation.uses) {
        const auto used = results_.find(name);
        if (name == item.name || used == results_.end() || used->second.verdict == Verdict::proved) continue;
        place->second.verdict = Verdict::unknown;
        place->second.reason = fmt::format("it follows from `{}`, which is not proved", name);
        return true;
      }
    }
    return false;
  }

  /// Looks for a run that breaks what is not proved; where there is none, tells the step.
  void refute(const Item& item) {
    const auto place = results_.find(item.name);
    if (place == results_.end() || !item.wanted || !item.property) return;
    if (place->second.verdict == Verdict::proved || place->second.verdict == Verdict::vacuous) return;
    strategy::refute(contract_, *item.property, item.outcomes, options_, item.first_look && item.first_look->found(),
                     place->second);
  }

  const core::Contract& contract_;
  const Options& options_;
  oblige::Theory theory_;
  std::optional<solver::Cvc5> second_;
  std::vector<Item> items_;
  std::map<std::string, PropertyResult> results_;
  std::optional<std::string> unfounded_;
  std::set<std::uint32_t> barren_;
  std::vector<std::string> notes_;
  solver::Interrupter stop_;
};

}  // namespace

Report prove(const core::Contract& contract, const Options& options) { return ProofRun(contract, options).run(); }

std::string solver_version() { return solver::version(); }

std::string second_solver_name(const std::string& program) { return solver::Cvc5(program).name(); }

}  // namespace surety::verify
