// archive.cpp -- see archive.h.
#include "verifier/trace/archive.h"

#include <algorithm>

#include "compiler/read/interpreter.h"

namespace surety::verify::trace {

namespace {

constexpr std::size_t places_per_shape = 5;

std::int8_t sign_of(const Integer& value) { return static_cast<std::int8_t>(sgn(value)); }

std::int8_t shape_of_cell(const core::Type& type, const Integer& value) {
  if (type.sort == core::Sort::integer && type.constants.empty()) return sign_of(value);
  return static_cast<std::int8_t>(std::min<unsigned long>(value.get_ui(), 100));
}

/// FNV-1a over the cells; rows of zeros count as absent.
std::uint64_t hash_of(const core::State& state) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto mix = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x100000001b3U; };
  const auto mix_cell = [&mix](const Integer& cell) {
    mix(static_cast<std::uint64_t>(sgn(cell) + 1));
    for (std::size_t i = 0; i < mpz_size(cell.get_mpz_t()); ++i) {
      mix(mpz_getlimbn(cell.get_mpz_t(), static_cast<mp_size_t>(i)));
    }
  };
  for (const Integer& cell : state.globals) mix_cell(cell);
  for (const auto& rows : state.tables) {
    for (const auto& [party, row] : rows) {
      if (std::ranges::all_of(row, [](const Integer& cell) { return cell == 0; })) continue;
      mix(party);
      for (const Integer& cell : row) mix_cell(cell);
    }
  }
  return hash;
}

}  // namespace

bool environment_may_act(const core::Contract& contract, const core::State& state) {
  return std::ranges::all_of(contract.assumptions, [&](const core::Assumption& assumption) {
    const std::vector<Integer> zeros(contract[assumption.step].argument_count, Integer(0));
    return read::holds(contract, assumption.condition, state, nullptr, zeros).value_or(false);
  });
}

Archive::Archive(const core::Contract& contract, Node root) : contract_(contract) {
  nodes_.push_back(std::move(root));
  seen_.emplace(hash_of(nodes_[0].state), 0);
  shape_index_.emplace(shape(nodes_[0].state), 0);
  shapes_.push_back({0});
  ranked_.insert(ranked(0));
}

std::int8_t Archive::shape_of(std::size_t global, const core::State& state) const {
  const core::Global& cell = contract_.globals[global];
  const Integer& value = state.globals[global];
  const Integer& first = nodes_[0].state.globals[global];
  switch (cell.kind) {
    case core::GlobalKind::clock: return 0;
    case core::GlobalKind::role: return 0;
    case core::GlobalKind::parameter:
    case core::GlobalKind::oracle_value: {
      // A deadline divides the states before it from those after.
      const int passed = cell.type.dimension == "s" ? 3 * sgn(Integer(state.globals[0] - value)) : 0;
      return static_cast<std::int8_t>(passed + sgn(Integer(value - first)));
    }
    case core::GlobalKind::oracle_time: {
      const Integer age = state.globals[0] - value;
      for (const core::Oracle& oracle : contract_.oracles) {
        if (oracle.time.index == global && oracle.heartbeat) return age > *oracle.heartbeat ? 1 : 0;
      }
      return 0;
    }
    default: return shape_of_cell(cell.type, value);
  }
}

std::vector<std::int8_t> Archive::shape(const core::State& state) const {
  std::vector<std::int8_t> result;
  result.push_back(environment_may_act(contract_, state) ? 1 : 0);
  for (std::size_t i = 0; i < state.globals.size(); ++i) result.push_back(shape_of(i, state));
  for (std::size_t t = 0; t < state.tables.size(); ++t) {
    std::vector<std::vector<std::int8_t>> rows;
    for (const auto& [party, row] : state.tables[t]) {
      std::vector<std::int8_t>& one = rows.emplace_back();
      for (std::size_t f = 0; f < row.size(); ++f) {
        one.push_back(shape_of_cell(contract_.tables[t].fields[f].type, row[f]));
      }
    }
    std::ranges::sort(rows);
    for (const auto& row : rows) result.insert(result.end(), row.begin(), row.end());
    result.push_back(static_cast<std::int8_t>(-7));
  }
  return result;
}

void Archive::insert(Random& random, Node node) {
  const std::uint64_t hash = hash_of(node.state);
  if (const auto known = seen_.find(hash); known != seen_.end()) {
    Node& same = nodes_[known->second];
    if (node.path.size() < same.path.size()) same.path = std::move(node.path);
    return;
  }
  const auto [entry, is_new] = shape_index_.try_emplace(shape(node.state), shapes_.size());
  if (is_new) shapes_.emplace_back();
  std::vector<std::uint32_t>& places = shapes_[entry->second];
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  const auto replace = [&](std::uint32_t& place) {
    ranked_.erase(ranked(place));
    place = index;
  };
  const auto rank = [](const Node& one) { return std::pair(one.distance, one.path.size()); };
  if (places.size() < places_per_shape) {
    places.push_back(index);
  } else {
    const auto worst = std::ranges::max_element(places, {}, [&](std::uint32_t i) { return rank(nodes_[i]); });
    if (rank(node) < rank(nodes_[*worst])) {
      replace(*worst);
    } else if (random.percent(5)) {
      replace(places[random.below(places.size())]);
    } else {
      return;
    }
  }
  node.may_act = environment_may_act(contract_, node.state);
  seen_.emplace(hash, index);
  nodes_.push_back(std::move(node));
  ranked_.insert(ranked(index));
}

bool Archive::knows(const core::State& state) const { return seen_.contains(hash_of(state)); }

std::uint32_t Archive::closest() const {
  // Ranks, not distances: what is a small difference for one property is a large one for another.
  std::uint32_t best = ranked_.begin()->second;
  double least = 1e300;
  double times_farther = 1;
  for (const auto& [distance, index] : ranked_) {
    if (times_farther >= least) break;  // nor can anything after it cost less
    const double cost = times_farther * (1 + nodes_[index].visits / 4.0);
    if (cost < least) {
      least = cost;
      best = index;
    }
    times_farther += 0.25;
  }
  return best;
}

std::pair<double, std::uint32_t> Archive::ranked(std::uint32_t index) const {
  return {nodes_[index].distance * (nodes_[index].may_act ? 1 : 1.5), index};
}

std::uint32_t Archive::choose(Random& random) {
  const std::uint32_t way = random.below(10);
  const auto any = [&] { return random.pick(random.pick(shapes_)); };
  std::uint32_t best = any();
  if (way < 2) {
    const std::size_t recent = std::min<std::size_t>(nodes_.size(), 32);
    best = static_cast<std::uint32_t>(nodes_.size() - 1 - random.below(recent));
  } else if (way < 6) {
    best = closest();
  } else {
    for (int i = 0; i < 4; ++i) {
      const std::uint32_t other = any();
      if (nodes_[other].visits < nodes_[best].visits) best = other;
    }
  }
  ++nodes_[best].visits;
  return best;
}

}  // namespace surety::verify::trace
