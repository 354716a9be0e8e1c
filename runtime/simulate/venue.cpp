// venue.cpp -- see venue.h.
#include "runtime/simulate/venue.h"

#include <fmt/format.h>

namespace surety::simulate {

namespace {

std::string outcome_text(const core::Contract& contract, const core::Outcome& outcome) {
  if (outcome.error) return fmt::format("reverts with {}", contract[*outcome.error]);
  return fmt::format("succeeds with {} effects", outcome.effects.size());
}

/// The first cell in which two canonical states differ.
std::string first_difference(const core::Contract& contract, const core::State& a, const core::State& b) {
  for (std::size_t i = 0; i < a.globals.size(); ++i) {
    if (a.globals[i] != b.globals[i]) {
      return fmt::format("`{}` is {} and {}", contract.globals[i].name, core::to_string(a.globals[i]),
                         core::to_string(b.globals[i]));
    }
  }
  for (std::size_t t = 0; t < a.tables.size(); ++t) {
    for (const auto* rows : {&a.tables[t], &b.tables[t]}) {
      for (const auto& [party, row] : *rows) {
        const auto left = a.tables[t].find(party);
        const auto right = b.tables[t].find(party);
        if (left == a.tables[t].end() || right == b.tables[t].end() || left->second != right->second) {
          return fmt::format("row {} of `{}` differs", party, contract.tables[t].name);
        }
      }
    }
  }
  return "the shapes of the states differ";
}

}  // namespace

Venue::Venue(const core::Contract& contract, std::vector<core::Engine*> engines)
    : contract_(contract), engines_(std::move(engines)) {
  if (engines_.empty()) throw std::invalid_argument("a venue needs an engine");
  const core::State zero = core::zero_state(contract_);
  for (core::Engine* engine : engines_) engine->reset(zero);
}

core::Outcome Venue::execute(const core::Call& call) {
  ++calls_;
  core::Outcome first = engines_.front()->execute(call.step, call.arguments);
  for (std::size_t i = 1; i < engines_.size(); ++i) {
    const core::Outcome other = engines_[i]->execute(call.step, call.arguments);
    if (other == first) continue;
    throw EnginesDiffer(fmt::format("call {}, `{}`: {} {}, {} {}", calls_, contract_[call.step].name,
                                    engines_.front()->name(), outcome_text(contract_, first), engines_[i]->name(),
                                    outcome_text(contract_, other)));
  }
  return first;
}

void Venue::compare_states() const {
  if (engines_.size() < 2) return;
  const core::State first = core::canonical(engines_.front()->state());
  for (std::size_t i = 1; i < engines_.size(); ++i) {
    const core::State other = core::canonical(engines_[i]->state());
    if (other == first) continue;
    throw EnginesDiffer(fmt::format("after call {} the states of {} and {} differ: {}", calls_,
                                    engines_.front()->name(), engines_[i]->name(),
                                    first_difference(contract_, first, other)));
  }
}

}  // namespace surety::simulate
