// lockstep.h -- several engines run one trace and are compared after every call: state, effects, error.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/core/state.h"

namespace surety::runtime {

/// The first place where two engines differ. A bug in Surety, always: exit code 3.
struct Disagreement {
  std::size_t call;
  std::string engine_a, engine_b;
  std::string what;  // "state: Trader[alice].quote is 5 on interpreter and 6 on native"
};

/// Runs calls one at a time on all engines. Engines are borrowed and must be of the same contract.
class Lockstep {
 public:
  Lockstep(const core::Contract& contract, std::vector<core::Engine*> engines);
  /// Starts anew from the zero state.
  void reset();
  /// Executes on all engines; the first engine's outcome. Sets disagreement() where they differ. Before an
  /// instantiation has succeeded every other step is `Rejected`, and no engine is asked.
  core::Outcome execute(const core::Call& call);
  [[nodiscard]] const core::State& state() const { return state_; }  // canonical, after the last call
  [[nodiscard]] const std::optional<Disagreement>& disagreement() const { return disagreement_; }

 private:
  void compare_scans(const std::function<void(const std::string&, const std::string&, std::string)>& disagree);

  const core::Contract& contract_;
  std::vector<core::Engine*> engines_;
  core::State state_;
  std::size_t calls_ = 0;
  bool begun_ = false;
  std::optional<Disagreement> disagreement_;
};

}  // namespace surety::runtime
