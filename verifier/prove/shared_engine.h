// shared_engine.h -- one compiled engine for all replays of a run, because compiling costs more than replaying.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "compiler/core/state.h"

namespace surety::verify::strategy {

/// Looks like an engine of its own and is another's. Two of them must not run in turns: `reset` begins anew for both.
class BorrowedEngine : public core::Engine {
 public:
  explicit BorrowedEngine(std::shared_ptr<core::Engine> engine) : engine_(std::move(engine)) {}
  [[nodiscard]] std::string name() const override { return engine_->name(); }
  core::Outcome execute(core::StepId step, std::span<const core::Integer> arguments) override {
    return engine_->execute(step, arguments);
  }
  [[nodiscard]] core::State state() const override { return engine_->state(); }
  void reset(const core::State& state) override { engine_->reset(state); }

 private:
  std::shared_ptr<core::Engine> engine_;
};

using MakeEngine = std::function<std::unique_ptr<core::Engine>(const core::Contract&)>;

/// The same engine at every call, made at the first; for one contract and for one user after another.
inline MakeEngine made_once(MakeEngine make) {
  if (!make) return make;
  // Copies of the function share the place.
  const auto made = std::make_shared<std::shared_ptr<core::Engine>>();
  return [make = std::move(make), made](const core::Contract& contract) -> std::unique_ptr<core::Engine> {
    if (!*made) *made = make(contract);
    return *made ? std::make_unique<BorrowedEngine>(*made) : nullptr;
  };
}

}  // namespace surety::verify::strategy
