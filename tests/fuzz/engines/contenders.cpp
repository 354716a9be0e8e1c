// contenders.cpp -- see contenders.h.
#include "tests/fuzz/engines/contenders.h"

#include <stdexcept>

#include "codegen/codegen.h"
#include "compiler/read/interpreter.h"
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
  [[nodiscard]] core::State state() const override { return engine_->state(); }
  void reset(const core::State& state) override { engine_->reset(state); }

 private:
  std::string name_;
  std::unique_ptr<core::Engine> engine_;
};

std::unique_ptr<core::Engine> engine_of(const std::string& name, const core::Contract& contract) {
  const codegen::Options checked{.facts = false, .proved = {}};
  if (name == "interpreter") return read::make_interpreter(contract);
  if (name == "native") return codegen::make_native_engine(contract);
  if (name == "native, checked") return codegen::make_native_engine(contract, checked);
  if (name == "wasm") return runtime::make_wasm_engine(contract, codegen::wasm_module(contract).bytes);
  if (name == "wasm, checked")
    return runtime::make_wasm_engine(contract, codegen::wasm_module(contract, checked).bytes);
  throw std::invalid_argument("there is no engine `" + name + "`");
}

}  // namespace

const std::vector<std::string>& contender_names() {
  static const std::vector<std::string> names{"interpreter", "native", "native, checked", "wasm", "wasm, checked"};
  return names;
}

std::unique_ptr<core::Engine> make_contender(const std::string& name, const core::Contract& contract) {
  return std::make_unique<Named>(name, engine_of(name, contract));
}

}  // namespace surety::testing
