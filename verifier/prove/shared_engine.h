// shared_engine.h -- one compiled engine for all replays of a run, because compiling costs more than replaying.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "compiler/core/state.h"

namespace surety::verify::strategy {

/// The engine, and whose turn it is.
struct SharedEngine {
  std::recursive_mutex turn;
  std::unique_ptr<core::Engine> engine;
};

/// Looks like an engine of its own and is another's. While it lives, other threads wait for theirs; two of one thread
/// must not run in turns: `reset` begins anew for both.
class BorrowedEngine : public core::Engine {
 public:
  BorrowedEngine(std::shared_ptr<SharedEngine> shared, std::unique_lock<std::recursive_mutex> turn)
      : shared_(std::move(shared)), turn_(std::move(turn)) {}
  [[nodiscard]] std::string name() const override { return shared_->engine->name(); }
  core::Outcome execute(core::StepId step, std::span<const core::Integer> arguments) override {
    return shared_->engine->execute(step, arguments);
  }
  [[nodiscard]] core::State state() const override { return shared_->engine->state(); }
  void reset(const core::State& state) override { shared_->engine->reset(state); }

 private:
  std::shared_ptr<SharedEngine> shared_;
  std::unique_lock<std::recursive_mutex> turn_;  // given up before the engine may go
};

using MakeEngine = std::function<std::unique_ptr<core::Engine>(const core::Contract&)>;

/// The same engine at every call, made at the first; for one contract, and one thread after another.
inline MakeEngine made_once(MakeEngine make) {
  if (!make) return make;
  // Copies of the function share the place.
  const auto made = std::make_shared<SharedEngine>();
  return [make = std::move(make), made](const core::Contract& contract) -> std::unique_ptr<core::Engine> {
    std::unique_lock turn(made->turn);
    if (!made->engine) made->engine = make(contract);
    return made->engine ? std::make_unique<BorrowedEngine>(made, std::move(turn)) : nullptr;
  };
}

}  // namespace surety::verify::strategy
