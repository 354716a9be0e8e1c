// archive.h -- the states worth coming back to, kept by shape.
//
// Two states have the same shape where the same cells are zero, positive or negative, the same phase and flags hold,
// the oracles moved the same way and the assumptions let the environment act or not (a state that forbids the price to
// move is often the closest to breaking a property, and a dead end); which party is which does not matter. Of each
// shape a few are kept: the ones closest to breaking the property, and some by chance (map-elites, see search.h).
#pragma once

#include <map>
#include <set>
#include <vector>

#include "verifier/trace/random.h"
#include "verifier/trace/runner.h"

namespace surety::verify::trace {

/// Would every assumption let its step happen in `state`? Arguments of the step count as zero.
bool environment_may_act(const core::Contract& contract, const core::State& state);

/// A reached state and the run that led to it.
struct Node {
  core::State state;
  std::vector<Call> path;  // path[0] instantiates
  double distance = 0;
  std::uint32_t visits = 0;
  bool may_act = true;  // environment_may_act, known once it is kept
};

class Archive {
 public:
  /// Begins with the state after the instantiation `root`.
  Archive(const core::Contract& contract, Node root);

  /// Keeps `node` if its shape is new or it is worth one of the places of its shape; a shorter way to a known state
  /// replaces the longer.
  void insert(Random& random, Node node);
  /// A state that was kept once.
  [[nodiscard]] bool knows(const core::State& state) const;
  /// A node to go on from, and counts the visit: rarely visited, close to breaking the property, or recent.
  std::uint32_t choose(Random& random);

  [[nodiscard]] const Node& operator[](std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
  [[nodiscard]] std::size_t shapes() const { return shapes_.size(); }

 private:
  /// The node closest to breaking the property, where many visits make it look farther away.
  [[nodiscard]] std::uint32_t closest() const;
  /// How far the node looks from breaking the property, and the node.
  [[nodiscard]] std::pair<double, std::uint32_t> ranked(std::uint32_t index) const;
  [[nodiscard]] std::vector<std::int8_t> shape(const core::State& state) const;
  [[nodiscard]] std::int8_t shape_of(std::size_t global, const core::State& state) const;

  const core::Contract& contract_;
  std::vector<Node> nodes_;
  std::map<std::uint64_t, std::uint32_t> seen_;  // hashes of states, and the node of each that was kept
  std::map<std::vector<std::int8_t>, std::size_t> shape_index_;
  std::set<std::pair<double, std::uint32_t>> ranked_;  // of the nodes in shapes_
  std::vector<std::vector<std::uint32_t>> shapes_;     // nodes of each shape, in order of discovery
};

}  // namespace surety::verify::trace
