// lockstep.cpp -- see lockstep.h.
#include "runtime/engine/lockstep.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/core/text_words.h"

namespace surety::runtime {

namespace {

using core::Integer;

/// A sentence about the first difference of two states; nullopt where there is none.
class StateDifference {
 public:
  StateDifference(const core::Contract& contract, const std::string& a, const std::string& b)
      : contract_(contract), a_(a), b_(b) {}

  [[nodiscard]] std::optional<std::string> of(const core::State& left, const core::State& right) const {
    for (std::size_t i = 0; i < contract_.globals.size(); ++i) {
      if (left.globals[i] != right.globals[i])
        return says(contract_.globals[i].name, left.globals[i], right.globals[i]);
    }
    for (std::size_t t = 0; t < contract_.tables.size(); ++t) {
      if (auto difference = of_rows(contract_.tables[t], left.tables[t], right.tables[t])) return difference;
    }
    return std::nullopt;
  }

 private:
  using Rows = std::map<core::PartyIndex, core::Row>;
  [[nodiscard]] std::optional<std::string> of_rows(const core::Table& table, const Rows& left,
                                                   const Rows& right) const {
    std::set<core::PartyIndex> parties;
    for (const Rows* rows : {&left, &right}) {
      for (const auto& row : *rows) parties.insert(row.first);
    }
    for (const core::PartyIndex party : parties) {
      for (std::size_t f = 0; f < table.fields.size(); ++f) {
        const Integer x = cell(left, party, f);
        const Integer y = cell(right, party, f);
        if (x != y) return says(table.name + "[party " + std::to_string(party) + "]." + table.fields[f].name, x, y);
      }
    }
    return std::nullopt;
  }
  static Integer cell(const Rows& rows, core::PartyIndex party, std::size_t field) {
    const auto row = rows.find(party);
    return row == rows.end() ? Integer(0) : row->second[field];
  }
  [[nodiscard]] std::string says(const std::string& place, const Integer& x, const Integer& y) const {
    return "state: " + place + " is " + core::to_string(x) + " on " + a_ + " and " + core::to_string(y) + " on " + b_;
  }

  const core::Contract& contract_;
  const std::string& a_;
  const std::string& b_;
};

std::string effect_text(const core::Contract& contract, const std::vector<core::EmittedEffect>& effects,
                        std::size_t index) {
  if (index >= effects.size()) return "missing";
  const core::EmittedEffect& effect = effects[index];
  const bool to = effect.kind == core::EffectKind::pay || effect.kind == core::EffectKind::mint;
  return std::string(core::effect_word(effect.kind)) + " " + core::to_string(effect.amount) + " of " +
         contract[effect.asset].name + (to ? " to" : " from") + " party " + std::to_string(effect.party);
}

std::optional<std::string> outcome_difference(const core::Contract& contract, const core::Outcome& x,
                                              const core::Outcome& y, const std::string& a, const std::string& b) {
  const auto ending = [&](const core::Outcome& outcome) {
    return outcome.error ? "reverts with " + contract[*outcome.error] : std::string("succeeds");
  };
  if (x.error != y.error) return "outcome: the call " + ending(x) + " on " + a + " and " + ending(y) + " on " + b;
  for (std::size_t i = 0; i < std::max(x.effects.size(), y.effects.size()); ++i) {
    if (i < x.effects.size() && i < y.effects.size() && x.effects[i] == y.effects[i]) continue;
    return "effects: number " + std::to_string(i) + " is " + effect_text(contract, x.effects, i) + " on " + a +
           " and " + effect_text(contract, y.effects, i) + " on " + b;
  }
  return std::nullopt;
}

}  // namespace

Lockstep::Lockstep(const core::Contract& contract, std::vector<core::Engine*> engines)
    : contract_(contract), engines_(std::move(engines)) {
  reset();
}

void Lockstep::reset() {
  state_ = core::zero_state(contract_);
  for (core::Engine* engine : engines_) engine->reset(state_);
  calls_ = 0;
  begun_ = false;
  disagreement_.reset();
}

core::Outcome Lockstep::execute(const core::Call& call) {
  const std::size_t number = calls_++;
  const bool begins = contract_[call.step].kind == core::StepKind::instantiate;
  if (!begun_ && !begins) return {core::error_id(core::BuiltinError::rejected), {}};
  const core::State before = state_;
  const auto disagree = [&](const std::string& a, const std::string& b, std::string what) {
    if (!disagreement_) disagreement_ = Disagreement{number, a, b, std::move(what)};
  };
  core::Outcome first;
  const std::string first_name = engines_.front()->name();
  for (std::size_t i = 0; i < engines_.size(); ++i) {
    core::Outcome outcome = engines_[i]->execute(call.step, call.arguments);
    core::State state = core::canonical(engines_[i]->state());
    const std::string name = engines_[i]->name();
    if (outcome.error) {
      const std::string reverted = "the state before this reverted call";
      if (auto what = StateDifference(contract_, name, reverted).of(state, before)) disagree(name, name, *what);
    }
    if (i == 0) {
      first = std::move(outcome);
      state_ = std::move(state);
      continue;
    }
    auto what = outcome_difference(contract_, first, outcome, first_name, name);
    if (!what) what = StateDifference(contract_, first_name, name).of(state_, state);
    if (what) disagree(first_name, name, *what);
  }
  compare_scans(disagree);
  begun_ = begun_ || (begins && !first.error);
  return first;
}

/// Engines that have no scans are not asked for them.
void Lockstep::compare_scans(const std::function<void(const std::string&, const std::string&, std::string)>& disagree) {
  for (std::uint32_t i = 0; i < contract_.scans.size(); ++i) {
    std::optional<core::Found> expected;
    std::string first;
    for (core::Engine* const engine : engines_) {
      const std::optional<core::Found> found = engine->scan({i});
      if (!found) continue;
      if (expected && *found != *expected)
        disagree(first, engine->name(), "scan: `" + contract_.scans[i].name + "` finds other rows");
      if (expected) continue;
      expected = found;
      first = engine->name();
    }
  }
}

}  // namespace surety::runtime
