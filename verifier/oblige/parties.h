// parties.h -- which names of parties mean one party: union-find with recorded differences.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace surety::verify::oblige {

/// A name of a party: an argument, a role, "the other one".
struct PartyTerm {
  std::uint32_t index = 0;
  bool operator==(const PartyTerm&) const = default;
};

class Parties {
 public:
  /// The name gets primes where it is taken: rows, and so their cells, are named after their party.
  PartyTerm add(std::string name) {
    while (std::ranges::find(names_, name) != names_.end()) name += "'";
    names_.push_back(std::move(name));
    parents_.push_back(static_cast<std::uint32_t>(parents_.size()));
    return {parents_.back()};
  }
  [[nodiscard]] const std::string& name(PartyTerm party) const { return names_[party.index]; }
  /// The representative of the party's class.
  [[nodiscard]] PartyTerm find(PartyTerm party) const {
    while (parents_[party.index] != party.index) party.index = parents_[party.index];
    return party;
  }
  [[nodiscard]] bool same(PartyTerm a, PartyTerm b) const { return find(a) == find(b); }
  [[nodiscard]] bool different(PartyTerm a, PartyTerm b) const {
    for (const auto& [left, right] : differences_) {
      if ((same(left, a) && same(right, b)) || (same(left, b) && same(right, a))) return true;
    }
    return false;
  }
  /// Requires !different(a, b).
  void merge(PartyTerm a, PartyTerm b) { parents_[find(b).index] = find(a).index; }
  /// Requires !same(a, b).
  void separate(PartyTerm a, PartyTerm b) { differences_.emplace_back(a, b); }
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  std::vector<std::string> names_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::pair<PartyTerm, PartyTerm>> differences_;
};

}  // namespace surety::verify::oblige
