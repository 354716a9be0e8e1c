// values.cpp -- see values.h.
#include "verifier/trace/values.h"

#include <algorithm>

#include "verifier/trace/runner.h"

namespace surety::verify::trace {

Integer rescaled(const core::Type& from, const Integer& value, const core::Type& to) {
  if (to.scale >= from.scale) return value * core::power_of_ten(static_cast<unsigned>(to.scale - from.scale));
  return core::floor_divide(value, core::power_of_ten(static_cast<unsigned>(from.scale - to.scale)));
}

core::Range admissible(const core::Range& range) {
  const core::Range& storage = core::storage_range();
  return {std::max(range.low, storage.low), std::min(range.high, storage.high)};
}

Values::Values(const core::Contract& contract, const std::vector<Hint>& hints) : contract_(contract) {
  const auto add = [](ByDimension& to, const Amount& amount) { to[amount.type->dimension].push_back(amount); };
  for (std::uint32_t i = 0; i < contract.steps.size(); ++i) roles_.push_back(role_of_caller(contract, {i}));
  for (const core::Expr& expr : contract.exprs) {
    if (expr.type.sort != core::Sort::integer) continue;
    if (const auto* literal = std::get_if<core::Literal>(&expr.node)) add(constants_, {&expr.type, literal->value});
  }
  for (const core::Oracle& oracle : contract.oracles) {
    if (oracle.heartbeat) add(constants_, {&contract[oracle.time].type, *oracle.heartbeat});
  }
  for (const Hint& hint : hints) {
    for (std::size_t i = 0; hint.step && i < hint.arguments.size(); ++i) {
      add(hinted_, {&contract[*hint.step].locals[i].type, hint.arguments[i]});
    }
    if (!hint.state) continue;
    for (const Amount& cell : cells(*hint.state, nullptr)) add(hinted_, cell);
  }
}

Call Values::propose(Random& random, core::StepId id, const core::State& state, const std::vector<Call>& earlier,
                     std::uint32_t parties) const {
  const core::Step& step = contract_[id];
  Call call{id, {}};
  for (std::uint32_t i = 0; i < step.argument_count; ++i) {
    call.arguments.push_back(is_nobody(step, i) ? Integer(0) : pick(random, step.locals[i], state, earlier, parties));
  }
  if (const auto role = roles_[id.index]; role && random.percent(90)) call.arguments[0] = state.globals[role->index];
  return call;
}

Integer Values::pick(Random& random, const core::Local& argument, const core::State& state,
                     const std::vector<Call>& earlier, std::uint32_t parties) const {
  switch (argument.type.sort) {
    case core::Sort::party: return random.below(parties);
    case core::Sort::boolean: return random.below(2);
    case core::Sort::integer: break;
  }
  if (!argument.type.constants.empty()) return random.below(argument.type.constants.size());
  const core::Range range = admissible(argument.range);
  Integer value = pick_number(random, argument, state, earlier);
  if (random.percent(12)) value += random.percent(50) ? 1 : -1;
  if (range.low < 0 && random.percent(20)) value = -value;
  if (value < range.low) return range.low;
  if (value > range.high) return range.high;
  return value;
}

Integer Values::pick_number(Random& random, const core::Local& argument, const core::State& state,
                            const std::vector<Call>& earlier) const {
  const core::Type& type = argument.type;
  const bool is_price = type.dimension.find('/') != std::string::npos;
  if (is_price && random.percent(40)) return from_cells(random, state, type);
  const std::uint32_t kind = random.below(100);
  if (kind < 25) return from_cells(random, state, type);
  if (kind < 35) return abs(Integer(from_cells(random, state, type) - from_cells(random, state, type)));
  if (kind < 60) return round_amount(random, argument);
  if (kind < 72) return from(random, constants_, type);
  if (kind < 80) return from_earlier(random, earlier, type);
  if (kind < 90) return from(random, hinted_, type);
  switch (random.below(5)) {
    case 0: return 0;
    case 1: return 1;
    case 2: return core::power_of_ten(static_cast<unsigned>(std::max(0, type.scale)));
    case 3: return argument.range.low;
    default: return argument.range.high;
  }
}

std::vector<Amount> Values::cells(const core::State& state, const std::string* dimension) const {
  std::vector<Amount> found;
  const auto fits = [&dimension](const core::Type& other) {
    return other.sort == core::Sort::integer && (!dimension || *dimension == other.dimension);
  };
  for (std::size_t i = 0; i < state.globals.size(); ++i) {
    if (fits(contract_.globals[i].type) && state.globals[i] != 0)
      found.push_back({&contract_.globals[i].type, state.globals[i]});
  }
  for (std::size_t t = 0; t < state.tables.size(); ++t) {
    for (const auto& [party, row] : state.tables[t]) {
      for (std::size_t f = 0; f < row.size(); ++f) {
        const core::Type& column = contract_.tables[t].fields[f].type;
        if (fits(column) && row[f] != 0) found.push_back({&column, row[f]});
      }
    }
  }
  return found;
}

Integer Values::from_cells(Random& random, const core::State& state, const core::Type& type) const {
  return from(random, cells(state, &type.dimension), type);
}

Integer Values::from_earlier(Random& random, const std::vector<Call>& earlier, const core::Type& type) const {
  std::vector<Amount> used;
  for (const Call& call : earlier) {
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
      const core::Type& other = contract_[call.step].locals[i].type;
      if (other.sort == core::Sort::integer && other.dimension == type.dimension)
        used.push_back({&other, call.arguments[i]});
    }
  }
  return from(random, used, type);
}

Integer Values::from(Random& random, const ByDimension& amounts, const core::Type& type) const {
  static const std::vector<Amount> none;
  const auto same = amounts.find(type.dimension);
  return from(random, same == amounts.end() ? none : same->second, type);
}

Integer Values::from(Random& random, const std::vector<Amount>& same, const core::Type& type) const {
  if (same.empty() && random.percent(50)) return 0;
  if (same.empty()) return core::power_of_ten(static_cast<unsigned>(std::max(0, type.scale)));
  const Amount& chosen = random.pick(same);
  return rescaled(*chosen.type, chosen.value, type);
}

Integer Values::round_amount(Random& random, const core::Local& argument) const {
  static constexpr unsigned leading[] = {1, 2, 3, 5};
  const Integer high = std::max(Integer(1), admissible(argument.range).high);
  const std::size_t digits = core::to_string(high).size();
  const unsigned first = leading[random.below(4)];
  // Mostly between a hundredth of a unit and a million units, where people trade; sometimes anywhere in the range.
  const auto scale = static_cast<std::size_t>(std::max(0, argument.type.scale));
  const std::size_t low = scale > 2 ? scale - 2 : 0;
  const std::size_t exponent = random.percent(70) ? low + random.below(8) : random.below(digits);
  return first * core::power_of_ten(static_cast<unsigned>(std::min(exponent, digits)));
}

}  // namespace surety::verify::trace
