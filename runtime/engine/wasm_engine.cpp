// wasm_engine.cpp -- see wasm_engine.h. The other end is wasm_host.js, which also says what the messages are.
#include "runtime/engine/wasm_engine.h"

#include <fmt/format.h>

#include <system_error>

#include "runtime/engine/child_process.h"
#include "runtime/engine/wasm_host.h"
#include "runtime/engine/wasm_message.h"

namespace surety::runtime {

namespace {

using core::Contract;
using core::Integer;
using core::Outcome;
using core::State;

std::unique_ptr<ChildProcess> start_node() {
  try {
    return std::make_unique<ChildProcess>(std::vector<std::string>{"node", "-e", std::string(wasm_host_script())});
  } catch (const std::system_error& error) {
    throw WasmEngineError(fmt::format(
        "running wasm needs node 18 or newer, and `node` could not be started ({}); on Debian: apt-get install nodejs",
        error.code().message()));
  }
}

class WasmEngine final : public core::Engine {
 public:
  WasmEngine(const Contract& contract, const std::vector<char>& module) : contract_(contract), node_(start_node()) {
    MessageWriter message;
    message.letter('M');
    message.raw(module);
    ask(message);
  }

  [[nodiscard]] std::string name() const override { return "wasm"; }

  Outcome execute(core::StepId step, std::span<const Integer> arguments) override {
    MessageWriter message;
    message.letter('X');
    message.word(step.index);
    for (const Integer& argument : arguments) message.cell(argument);
    const std::vector<char> answer = ask(message);
    MessageReader reader(body(answer));
    Outcome outcome;
    if (const std::uint32_t status = reader.word(); status != 0) outcome.error = core::ErrorId{status - 1};
    const std::uint32_t count = reader.word();
    for (std::uint32_t i = 0; i < count; ++i) {
      core::EmittedEffect effect;
      effect.kind = static_cast<core::EffectKind>(reader.word());
      effect.asset = core::AssetId{reader.word()};
      effect.party = reader.word();
      reader.word();  // reserved
      effect.amount = reader.cell();
      outcome.effects.push_back(std::move(effect));
    }
    return outcome;
  }

  [[nodiscard]] State state() const override {
    MessageWriter message;
    message.letter('S');
    const std::vector<char> answer = ask(message);
    MessageReader reader(body(answer));
    State state = core::zero_state(contract_);
    for (Integer& global : state.globals) global = reader.cell();
    for (std::size_t table = 0; table < state.tables.size(); ++table) {
      for (std::uint32_t rows = reader.word(); rows > 0; --rows) {
        core::Row& row = state.tables[table][reader.word()];
        row.resize(contract_.tables[table].fields.size());
        for (Integer& cell : row) cell = reader.cell();
      }
    }
    return state;
  }

  void reset(const State& state) override {
    MessageWriter message;
    message.letter('R');
    for (const Integer& global : state.globals) message.cell(global);
    for (const auto& table : state.tables) {
      message.word(static_cast<std::uint32_t>(table.size()));
      for (const auto& [party, row] : table) {
        message.word(party);
        for (const Integer& cell : row) message.cell(cell);
      }
    }
    ask(message);
  }

 private:
  /// Sends a request and waits for the answer, which begins with a zero byte.
  std::vector<char> ask(const MessageWriter& message) const {
    MessageWriter head;
    head.word(static_cast<std::uint32_t>(message.bytes().size()));
    std::vector<char> length(4);
    if (!node_->send(head.bytes()) || !node_->send(message.bytes()) || !node_->receive(length)) gone();
    std::vector<char> answer(MessageReader(length).word());
    if (answer.empty() || !node_->receive(answer)) gone();
    if (answer[0] != 0)
      throw WasmEngineError("the wasm module failed in node: " + std::string(answer.begin() + 1, answer.end()));
    return answer;
  }
  static std::span<const char> body(const std::vector<char>& answer) {
    return std::span<const char>(answer).subspan(1);
  }
  [[noreturn]] static void gone() {
    throw WasmEngineError(
        "node ended while it ran the wasm module; its words are above, if it had any. Node 18 or newer is needed");
  }

  const Contract& contract_;
  std::unique_ptr<ChildProcess> node_;
};

}  // namespace

std::unique_ptr<core::Engine> make_wasm_engine(const Contract& contract, const std::vector<char>& module) {
  return std::make_unique<WasmEngine>(contract, module);
}

}  // namespace surety::runtime
