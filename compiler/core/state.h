// state.h -- a contract's state as plain data, and the interface of everything that can execute a contract.
//
// The interpreter, the JIT and wasm in node all implement `Engine`; whoever compares, replays or simulates sees only
// this. Parties are dense indices that the host hands out; a row that was never written is all zeros.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::core {

using PartyIndex = std::uint32_t;
/// One cell per field; booleans are 0 or 1, parties their index.
using Row = std::vector<Integer>;

struct State {
  std::vector<Integer> globals;                   // by GlobalId
  std::vector<std::map<PartyIndex, Row>> tables;  // by TableId; rows of zeros may be present or absent
  bool operator==(const State&) const = default;
};

/// The state before instantiation: zeros, no rows.
State zero_state(const Contract& contract);
/// The same state without rows of zeros: compare states in this form.
State canonical(State state);

struct EmittedEffect {
  EffectKind kind = EffectKind::receive;
  AssetId asset;
  PartyIndex party = 0;
  Integer amount;
  bool operator==(const EmittedEffect&) const = default;
};

/// Either an error and nothing else, or the effects in order.
struct Outcome {
  std::optional<ErrorId> error;
  std::vector<EmittedEffect> effects;
  bool operator==(const Outcome&) const = default;
};

/// One transaction, in the form Engine::execute takes.
struct Call {
  StepId step;
  std::vector<Integer> arguments;
  bool operator==(const Call&) const = default;
};
/// A run from nothing: calls[0] instantiates. Party i is called parties[i].
struct Trace {
  std::vector<std::string> parties;
  std::vector<Call> calls;
};

/// What a scan finds: rows, or the error that its condition ends in for one of them (a division by zero).
struct Found {
  std::optional<ErrorId> error;
  std::vector<PartyIndex> parties;
  bool operator==(const Found&) const = default;
};

class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  virtual ~Engine() = default;
  /// "interpreter", "native", "wasm".
  [[nodiscard]] virtual std::string name() const = 0;
  /// Runs one step. `arguments` are argument_count integers that fit 128 bits, caller first (a party is its index).
  /// Instantiation is step 0 and is run on the state set by reset(). A reverted step changes nothing.
  virtual Outcome execute(StepId step, std::span<const Integer> arguments) = 0;
  /// The parties whose row a scan finds in the present state, in ascending order; nullopt: this engine has no scans.
  [[nodiscard]] virtual std::optional<Found> scan(ScanId) { return std::nullopt; }
  /// A copy of the whole state.
  [[nodiscard]] virtual State state() const = 0;
  /// Replaces the whole state. `zero_state` begins anew.
  virtual void reset(const State& state) = 0;
};

}  // namespace surety::core
