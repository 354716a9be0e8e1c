// domain_engine.h -- any reading on numbers as an engine: mutants of Concrete, and Concrete with counters.
//
// A domain derived from Concrete hides the primitives it changes; Semantics calls primitives by static type, so the
// rest stays what it is.
#pragma once

#include <functional>
#include <string>
#include <utility>

#include "compiler/read/concrete.h"

namespace surety::testing {

template <class D>
class DomainEngine final : public core::Engine {
 public:
  /// `watch` sees the domain of each call before it runs.
  explicit DomainEngine(const core::Contract& contract, std::string name, std::function<void(D&)> watch = {})
      : contract_(contract), name_(std::move(name)), watch_(std::move(watch)), state_(core::zero_state(contract)) {}

  [[nodiscard]] std::string name() const override { return name_; }
  core::Outcome execute(core::StepId step, std::span<const core::Integer> arguments) override {
    std::vector<core::Value<D>> values;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      values.push_back(read::value_of(contract_[step].locals[i].type.sort, arguments[i]));
    }
    D domain(contract_, state_);
    if (watch_) watch_(domain);
    if (const auto error = read::perform<D>(contract_, domain, step, values)) return {error, {}};
    return {std::nullopt, std::move(domain.effects)};
  }
  [[nodiscard]] core::State state() const override { return state_; }
  void reset(const core::State& state) override { state_ = state; }

 private:
  const core::Contract& contract_;
  std::string name_;
  std::function<void(D&)> watch_;
  core::State state_;
};

}  // namespace surety::testing
