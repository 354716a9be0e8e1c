// aimed_inputs.cpp -- see aimed_inputs.h.
#include "tests/differential/aimed_inputs.h"

#include <algorithm>

#include "compiler/core/semantics.h"

namespace surety::testing {

using namespace core;

namespace {

/// All literals under a step's statements, and which of them divide.
class Literals {
 public:
  Literals(const Contract& contract, const Step& step) : contract_(contract) { visit(step.body); }
  std::vector<Integer> all;
  std::vector<Integer> divisors;

 private:
  void visit(const Block& block) {
    for (const StatementId id : block) {
      std::visit(overloaded{[&](const Let& node) { visit(node.value); },
                            [&](const Write& node) {
                              visit(node.place);
                              visit(node.value);
                            },
                            [&](const Require& node) { visit(node.condition); },
                            [&](const Assert& node) { visit(node.condition); }, [](const Use&) {},
                            [&](const Effect& node) { visit(node.amount); },
                            [&](const Branch& node) {
                              visit(node.condition);
                              visit(node.then);
                              visit(node.otherwise);
                            }},
                 contract_[id].node);
    }
  }
  void visit(const Place& place) {
    if (const auto* row = std::get_if<RowPlace>(&place)) visit(row->key);
  }
  void visit(ExprId id) {
    std::visit(
        overloaded{[&](const Literal& node) { all.push_back(node.value); }, [](const LocalRead&) {},
                   [&](const Read& node) { visit(node.place); },
                   [&](const Apply& node) {
                     note_divisor(node);
                     for (const ExprId argument : node.arguments) visit(argument);
                   },
                   [&](const Choose& node) {
                     visit(node.condition);
                     visit(node.then);
                     visit(node.otherwise);
                   },
                   [&](const Guarded& node) {
                     visit(node.condition);
                     visit(node.value);
                   },
                   [&](const Bind& node) {
                     visit(node.value);
                     visit(node.body);
                   },
                   [&](const Stated& node) { visit(node.body); }, [&](const Quantified& node) { visit(node.body); },
                   [&](const Before& node) { visit(node.value); }},
        contract_[id].node);
  }

  void note_divisor(const Apply& node) {
    if (node.operation < Operation::divide_down || node.operation > Operation::divide_nearest) return;
    const auto* literal = std::get_if<Literal>(&contract_[node.arguments[1]].node);
    if (literal && literal->value != 0 && storage_range().contains(literal->value)) divisors.push_back(literal->value);
  }

  const Contract& contract_;
};

Integer clamped(const Integer& value, const Range& range) { return std::clamp(value, range.low, range.high); }

}  // namespace

AimedInputs::AimedInputs(const Contract& contract, std::uint64_t seed, PartyIndex parties)
    : contract_(contract), random_(seed), parties_(parties) {}

const AimedInputs::Pools& AimedInputs::pools_of(StepId step) {
  const auto [entry, added] = pools_.try_emplace(step);
  if (!added) return entry->second;
  Literals literals(contract_, contract_[step]);
  entry->second.literals = std::move(literals.all);
  entry->second.literals.emplace_back(0);
  entry->second.divisors = std::move(literals.divisors);
  return entry->second;
}

/// An odd multiple of half a divisor lies exactly between two quotients.
Integer AimedInputs::tie(StepId step) {
  const Pool& divisors = pools_of(step).divisors;
  if (divisors.empty()) return random_.pick(pools_of(step).literals);
  const Integer half = random_.pick(divisors) / 2;
  return half * (2 * Integer(random_.below(6)) + 1);
}

std::vector<Integer> AimedInputs::arguments(StepId id, const State& state) {
  const Step& step = contract_[id];
  std::vector<Integer> result;
  Pool numbers;
  for (std::uint32_t i = 0; i < step.argument_count; ++i) {
    const Local& local = step.locals[i];
    switch (local.type.sort) {
      case Sort::integer:
        result.push_back(number(local, id, state, numbers));
        numbers.push_back(result.back());
        break;
      case Sort::boolean: result.emplace_back(random_.below(2)); break;
      case Sort::party:
        result.push_back(i > 0 && random_.one_in(3) ? result[0] : Integer(random_.below(parties_)));
        break;
    }
  }
  return result;
}

std::vector<std::vector<Integer>> AimedInputs::many(StepId step, const State& state, std::size_t count) {
  std::vector<std::vector<Integer>> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(arguments(step, state));
  return result;
}

Integer AimedInputs::number(const Local& local, StepId step, const State& state, const Pool& earlier) {
  // Mostly inside the range: a call that is refused at the door tests nothing but the door.
  const Range range = random_.one_in(16) ? storage_range() : local.range;
  Integer value = guess(range, step, state, earlier);
  for (int attempt = 0; attempt < 6 && !range.contains(value); ++attempt) value = guess(range, step, state, earlier);
  return clamped(value, range);
}

Integer AimedInputs::guess(const Range& range, StepId step, const State& state, const Pool& earlier) {
  Integer value;
  switch (random_.below(12)) {
    case 0: value = random_.one_in(2) ? range.low : range.high; break;
    case 1: value = Integer(random_.below(7)) - 3; break;
    case 2: value = power_of_ten(static_cast<unsigned>(random_.below(39))); break;
    case 3: value = power_of_two(static_cast<unsigned>(random_.below(127))); break;
    case 4: value = cell(state); break;
    case 5: value = (random_.one_in(2) ? place_range().low : place_range().high) - cell(state); break;
    case 6: value = earlier.empty() ? cell(state) : random_.pick(earlier); break;
    case 7: value = cell(state) - cell(state); break;
    case 8: value = random_.uniform(range); break;
    case 9: value = random_.pick(pools_of(step).literals); break;
    default: value = tie(step); break;
  }
  if (random_.one_in(6)) value = -value;
  if (random_.one_in(4)) value += Integer(random_.below(3)) - 1;
  return value;
}

Integer AimedInputs::cell(const State& state) {
  const std::size_t choice = random_.below(contract_.globals.size() + contract_.tables.size() + 1);
  if (choice < state.globals.size()) return state.globals[choice];
  const std::size_t table = choice - state.globals.size();
  if (table >= state.tables.size() || state.tables[table].empty()) return 0;
  const auto& rows = state.tables[table];
  auto row = rows.begin();
  std::advance(row, static_cast<std::ptrdiff_t>(random_.below(rows.size())));
  return random_.pick(row->second);
}

const Range& AimedInputs::place_range() {
  const std::size_t choice = random_.below(contract_.globals.size() + contract_.tables.size());
  if (choice < contract_.globals.size()) return contract_.globals[choice].range;
  return random_.pick(contract_.tables[choice - contract_.globals.size()].fields).range;
}

std::vector<Integer> UniformInputs::arguments(StepId id, const State&) {
  const Step& step = contract_[id];
  std::vector<Integer> result;
  for (std::uint32_t i = 0; i < step.argument_count; ++i) {
    const Local& local = step.locals[i];
    switch (local.type.sort) {
      case Sort::integer: result.push_back(random_.uniform(local.range)); break;
      case Sort::boolean: result.emplace_back(random_.below(2)); break;
      case Sort::party: result.emplace_back(random_.below(parties_)); break;
    }
  }
  return result;
}

}  // namespace surety::testing
