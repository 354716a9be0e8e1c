// explore.h -- one root (a way to instantiate the contract) and everything found from it.
#pragma once

#include <optional>

#include "verifier/trace/archive.h"
#include "verifier/trace/probe.h"
#include "verifier/trace/values.h"

namespace surety::verify::trace {

class Explorer {
 public:
  /// How one root is explored.
  struct Manner {
    std::uint32_t parties = 2;  // at least 1
    bool hinted = false;        // parameters from hints too, not only from corners and chance
    unsigned sharpening = 60;   // percent of calls whose arguments are driven to where they are most telling: dear
    /// A run that somebody wrote, as far as the contract accepts its calls: it is gone through first, and every state
    /// on its way is a place to start from. Borrowed; null: none.
    const std::vector<Call>* known = nullptr;
  };
  /// Instantiates. All references are borrowed.
  Explorer(Runner& runner, const Values& values, const Request& request, const Manner& manner, Random random);

  /// Goes on for `steps` more steps or until something is found.
  void visit(std::uint64_t steps);
  /// No instantiation that the contract accepts was found.
  [[nodiscard]] bool barren() const { return !archive_; }
  /// The states that were kept; null where it is barren.
  [[nodiscard]] const Archive* archive() const { return archive_ ? &*archive_ : nullptr; }
  /// A run that breaks the property (calls[0] instantiates), without the refused call of a `can`.
  [[nodiscard]] const std::optional<std::vector<Call>>& found() const { return found_; }

 private:
  void take_root();
  void follow(const std::vector<Call>& known);
  Call propose_root(unsigned attempt);
  /// Moves parameters, one after the other, to where a `where` clause or the range stops them.
  Call tightened(Call call, const core::State& nothing);
  /// Tries one more call after the node.
  void expand(std::uint32_t index);
  /// Runs the node's path again with a call left out or a value changed; calls that then fail are left out too.
  void vary(std::uint32_t index);
  bool finish_with_solver(std::uint32_t index);
  /// A call of `step` that succeeds in `state`, from a few proposals.
  std::optional<Call> successful(core::StepId step, const core::State& state, const std::vector<Call>& earlier);
  /// Moves some integer arguments to telling values.
  Call sharpened(Call call, const core::State& state);
  /// Executes `call` on `state` (kept) and judges; the state after in `after_`.
  std::optional<double> attempt(const core::State& state, const Call& call);
  /// Of two steps the one that has succeeded less often: what is hard to reach is tried as soon as it can be.
  core::StepId choose_step();
  /// Keeps the state that `earlier_` led to.
  void keep(core::State state, double distance);
  /// For rules: how near their steps are to succeeding in `state`; 1 to 2.
  double outlook(const core::State& state);

  Runner& runner_;
  const core::Contract& contract_;
  const Values& values_;
  const Request& request_;
  std::uint32_t parties_;
  bool hinted_;
  unsigned sharpening_;
  Random random_;
  std::optional<Archive> archive_;
  std::optional<std::vector<Call>> found_;
  std::vector<core::StepId> menu_;        // steps, the promising ones more than once
  std::vector<std::uint32_t> successes_;  // by step: proposals that led to something new
  std::vector<Call> earlier_;             // the run up to the node being expanded
  core::State after_;
  unsigned solver_questions_ = 0;
  std::vector<core::StepId> watched_;  // a rule's steps
};

}  // namespace surety::verify::trace
