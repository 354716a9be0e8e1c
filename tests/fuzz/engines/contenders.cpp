// contenders.cpp -- see contenders.h.
#include "tests/fuzz/engines/contenders.h"

#include <algorithm>
#include <stdexcept>

#include "codegen/codegen.h"
#include "codegen/cosmwasm/cosmwasm.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/cosmwasm_engine.h"
#include "runtime/engine/wasm_engine.h"

namespace surety::testing {

namespace {

/// An engine under another name: two of one kind must be told apart.
class Named final : public core::Engine {
 public:
  Named(std::string name, std::unique_ptr<core::Engine> engine) : name_(std::move(name)), engine_(std::move(engine)) {}
  [[nodiscard]] std::string name() const override { return name_; }
  core::Outcome execute(core::StepId step, std::span<const core::Integer> arguments) override {
    return engine_->execute(step, arguments);
  }
  std::optional<core::Found> scan(core::ScanId scan) override { return engine_->scan(scan); }
  [[nodiscard]] core::State state() const override { return engine_->state(); }
  void reset(const core::State& state) override { engine_->reset(state); }

 private:
  std::string name_;
  std::unique_ptr<core::Engine> engine_;
};

/// A chain takes money from the sender alone.
bool takes_from_others(const core::Contract& contract) {
  return std::ranges::any_of(contract.statements, [&](const core::Statement& statement) {
    const auto* const effect = std::get_if<core::Effect>(&statement.node);
    if (effect == nullptr) return false;
    if (effect->kind != core::EffectKind::receive && effect->kind != core::EffectKind::burn) return false;
    const auto* const party = std::get_if<core::LocalRead>(&contract[effect->party].node);
    return party == nullptr || party->local.index != 0;
  });
}

std::unique_ptr<core::Engine> chain(const core::Contract& contract, const codegen::Options& options) {
  if (takes_from_others(contract)) return nullptr;
  try {
    return runtime::make_cosmwasm_engine(contract, codegen::cosmwasm_module(contract, options).bytes);
  } catch (const codegen::NotForCosmWasm&) {
    return nullptr;
  }
}

std::unique_ptr<core::Engine> engine_of(const std::string& name, const core::Contract& contract, const Proofs& proofs) {
  if (name == "interpreter") return read::make_interpreter(contract);
  if (name == "cosmwasm") return chain(contract, resting_on(proofs));
  codegen::Options options;
  if (name.ends_with(", checked")) options.facts = false;
  if (name.ends_with(", proved")) options = resting_on(proofs);
  if (name.starts_with("native")) return codegen::make_native_engine(contract, options);
  if (name.starts_with("wasm"))
    return runtime::make_wasm_engine(contract, codegen::wasm_module(contract, options).bytes);
  throw std::invalid_argument("there is no engine `" + name + "`");
}

}  // namespace

const std::vector<std::string>& contender_names() {
  static const std::vector<std::string> names{"interpreter", "native",        "native, checked", "native, proved",
                                              "wasm",        "wasm, checked", "wasm, proved",    "cosmwasm"};
  return names;
}

std::unique_ptr<core::Engine> make_contender(const std::string& name, const core::Contract& contract,
                                             const Proofs& proofs) {
  auto engine = engine_of(name, contract, proofs);
  return engine ? std::make_unique<Named>(name, std::move(engine)) : nullptr;
}

}  // namespace surety::testing
