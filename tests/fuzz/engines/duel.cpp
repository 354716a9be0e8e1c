// duel.cpp -- see duel.h.
#include "tests/fuzz/engines/duel.h"

#include <fmt/format.h>

#include <exception>
#include <set>

#include "compiler/core/ids.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/random_contract.h"

namespace surety::testing {

namespace {

using core::Call;
using core::Contract;

/// Longer runs seldom find more: what matters is compiled once, and states are rich after some dozen calls.
constexpr std::uint32_t calls_per_step = 60;
/// Some contracts refuse every instantiation.
constexpr unsigned tries_to_begin = 40;

/// Engines over one contract, run call by call.
class Arena {
 public:
  Arena(const Contract& contract, const Ring& ring, const Proofs& proofs) {
    for (const std::string& name : ring.engines)
      if (auto engine = ring.make(name, contract, proofs)) engines_.push_back(std::move(engine));
    std::vector<core::Engine*> pointers;
    for (const auto& engine : engines_) pointers.push_back(engine.get());
    lockstep_.emplace(contract, pointers);
  }
  core::Outcome execute(const Call& call) {
    if (call.step.index == 0) lockstep_->reset();
    return lockstep_->execute(call);
  }
  [[nodiscard]] const core::State& state() const { return lockstep_->state(); }
  [[nodiscard]] const std::optional<runtime::Disagreement>& disagreement() const { return lockstep_->disagreement(); }
  [[nodiscard]] const std::vector<std::unique_ptr<core::Engine>>& engines() const { return engines_; }

 private:
  std::vector<std::unique_ptr<core::Engine>> engines_;
  std::optional<runtime::Lockstep> lockstep_;
};

void count_claims(const Contract& contract, const Proofs& proofs, Tally& tally) {
  for (const core::Property& property : contract.properties)
    tally.invariants += property.kind == core::PropertyKind::invariant ? 1 : 0;
  tally.invariants_proved += proofs.invariants.size();
  tally.contracts_with_facts += proofs.invariants.empty() ? 0 : 1;
  for (std::uint32_t i = 0; i < contract.tables.size(); ++i)
    tally.contracts_with_ids += core::keyed_by_id(contract, {i}) ? 1 : 0;
  tally.known_functions += contract.facts.size();
  tally.known_functions_proved += proofs.facts;
  tally.scans += contract.scans.size();
  for (const core::Scan& scan : contract.scans) tally.scans_by += scan.by ? 1 : 0;
  tally.thresholds += proofs.thresholds.size();
}

/// Two whole blocks of what is compared at once, and a rest.
constexpr std::uint32_t crowd = 150;
constexpr unsigned prices = 12;

/// A state with many rows of declared values, which no run has led to: scans are to find the right ones all the same.
core::State crowded(const Contract& contract, RandomSource& random) {
  core::State state = core::zero_state(contract);
  const auto any = [&](const core::Type& type, const core::Range& range) {
    if (type.sort != core::Sort::integer) return core::Integer(random.below(2));
    const core::Integer near_zero = core::Integer(random.below(2'000)) - 1'000;
    return random.one_in(2) && range.contains(near_zero) ? near_zero : random.uniform(range);
  };
  for (std::size_t i = 0; i < contract.globals.size(); ++i)
    state.globals[i] = any(contract.globals[i].type, contract.globals[i].range);
  for (std::size_t t = 0; t < contract.tables.size(); ++t)
    for (std::uint32_t party = 0; party < crowd; ++party)
      for (const core::Field& field : contract.tables[t].fields)
        state.tables[t][party].push_back(any(field.type, field.range));
  return state;
}

/// Where an engine finds other rows than the first, at one price after the other.
std::optional<std::pair<std::string, std::string>> compare_scans(const Contract& contract, const Arena& arena,
                                                                 std::uint64_t seed, Tally& tally) {
  if (contract.scans.empty()) return std::nullopt;
  RandomSource random(seed);
  core::State state = crowded(contract, random);
  for (unsigned i = 0; i < prices; ++i) {
    for (const core::Scan& scan : contract.scans) {
      if (!scan.by) continue;
      const core::Range& range = contract[*scan.by].range;
      state.globals[scan.by->index] =
          random.one_in(2) ? random.uniform(range) : core::Integer(range.low + random.below(10'000));
    }
    for (const auto& engine : arena.engines()) engine->reset(state);
    for (std::uint32_t scan = 0; scan < contract.scans.size(); ++scan) {
      const auto expected = arena.engines().front()->scan({scan});
      tally.rows_found += expected->parties.size();
      for (const auto& engine : arena.engines())
        if (const auto found = engine->scan({scan}); found && found != expected)
          return std::pair{engine->name(),
                           fmt::format("scan `{}` finds other rows among {}", contract.scans[scan].name, crowd)};
    }
  }
  return std::nullopt;
}

/// Of one run: which call comes next, and what came of it.
class Bout {
 public:
  Bout(const Contract& contract, std::uint64_t seed) : contract_(contract), inputs_(contract, seed), order_(seed) {}

  /// Instantiation until it succeeds, and then seldom again: it undoes what the others built up.
  Call next(const core::State& state) {
    const auto steps = static_cast<std::uint32_t>(contract_.steps.size());
    const bool anew = !begun_ || order_.one_in(std::size_t{60});
    const core::StepId step{anew ? 0 : 1 + static_cast<std::uint32_t>(order_.below(steps - 1))};
    return {step, inputs_.arguments(step, anew ? core::zero_state(contract_) : state)};
  }
  /// false: it cannot begin.
  bool goes_on(const Call& call, const core::Outcome& outcome, Tally& tally) {
    ++tally.calls;
    tally.effects += outcome.effects.size();
    if (!outcome.error) {
      ++tally.succeeded;
      tally.steps_succeeded += succeeded_.insert(call.step).second ? 1 : 0;
    }
    if (call.step.index == 0) begun_ = !outcome.error;
    return begun_ || ++failures_ < tries_to_begin;
  }

 private:
  const Contract& contract_;
  AimedInputs inputs_;
  RandomSource order_;
  std::set<core::StepId> succeeded_;
  bool begun_ = false;
  unsigned failures_ = 0;
};

std::string words(const runtime::Disagreement& found, std::size_t call) {
  return fmt::format("call {}: {}", call, found.what);
}

}  // namespace

std::optional<Found> duel(std::uint64_t seed, const Ring& ring, Tally& tally) {
  const Contract contract = random_contract(seed, varied_options(seed));
  std::vector<Call> calls;
  try {
    const Proofs proofs = ring.prove(contract);
    Arena arena(contract, ring, proofs);
    ++tally.contracts;
    tally.steps += contract.steps.size();
    count_claims(contract, proofs, tally);
    for (const auto& engine : arena.engines()) ++tally.contracts_by_engine[engine->name()];
    Bout bout(contract, seed);
    for (std::size_t i = 0; i < contract.steps.size() * calls_per_step; ++i) {
      calls.push_back(bout.next(arena.state()));
      const core::Outcome outcome = arena.execute(calls.back());
      if (const auto& found = arena.disagreement())
        return Found{{contract, calls}, found->engine_b, words(*found, calls.size())};
      if (!bout.goes_on(calls.back(), outcome, tally)) break;
    }
    if (const auto found = compare_scans(contract, arena, seed, tally))
      return Found{{contract, calls}, found->first, found->second};
  } catch (const std::exception& failure) {
    // Which engine failed is found by asking each of them.
    for (const std::string& engine : ring.engines)
      if (auto what = difference({contract, calls}, engine, ring)) return Found{{contract, calls}, engine, *what};
    return Found{{contract, calls}, "all together", failure.what()};
  }
  return std::nullopt;
}

std::optional<std::string> difference(const Case& where, const std::string& engine, const Ring& ring) {
  try {
    const Ring two{{ring.engines.front(), engine}, ring.make, ring.prove};
    Arena arena(where.contract, two, ring.prove(where.contract));
    bool begun = false;
    for (std::size_t i = 0; i < where.calls.size(); ++i) {
      const bool begins = where.calls[i].step.index == 0;
      if (!begun && !begins) return std::nullopt;  // what is called before instantiation is nobody's business
      const core::Outcome outcome = arena.execute(where.calls[i]);
      if (begins) begun = !outcome.error;
      if (const auto& found = arena.disagreement()) return words(*found, i + 1);
    }
  } catch (const std::exception& failure) {
    return fmt::format("{} or {} failed: {}", ring.engines.front(), engine, failure.what());
  }
  return std::nullopt;
}

Found shrunk(const Found& found, const Ring& ring) {
  const auto differs = [&](const Case& candidate) { return difference(candidate, found.engine, ring).has_value(); };
  Found result = found;
  if (!differs(found.where)) return result;  // it takes all engines together, or does not come again
  result.where = shrink(found.where, differs);
  result.difference = difference(result.where, found.engine, ring).value_or(found.difference);
  return result;
}

std::string report(std::uint64_t seed, const Found& found) {
  return fmt::format("seed {}: {} differs\n{}\n{}", seed, found.engine, found.difference, text(found.where));
}

std::string report(const Tally& tally) {
  const auto percent = [](std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  };
  std::string text = fmt::format(
      "{} contracts, {} calls ({:.0f}% succeeded), {} effects, {} steps ({:.0f}% succeeded at least once)\n",
      tally.contracts, tally.calls, percent(tally.succeeded, tally.calls), tally.effects, tally.steps,
      percent(tally.steps_succeeded, tally.steps));
  text += fmt::format("{} invariants, {} proved: {} contracts have code that rests on them\n", tally.invariants,
                      tally.invariants_proved, tally.contracts_with_facts);
  text += fmt::format("{} contracts have rows named by ids; of {} functions something is known, {} proved\n",
                      tally.contracts_with_ids, tally.known_functions, tally.known_functions_proved);
  text += fmt::format("{} scans, {} of them by a price, {} of those proved: these have thresholds; {} rows found\n",
                      tally.scans, tally.scans_by, tally.thresholds, tally.rows_found);
  for (const auto& [engine, contracts] : tally.contracts_by_engine)
    text += fmt::format("{:<18}{} contracts\n", engine, contracts);
  return text;
}

}  // namespace surety::testing
