// wasm_engine.cpp -- see wasm_engine.h. The other end is wasm_host.js, which also says what the messages are.
#include "runtime/engine/wasm_engine.h"

#include <algorithm>

#include "runtime/engine/node_host.h"
#include "runtime/engine/wasm_host.h"
#include "runtime/engine/wasm_message.h"

namespace surety::runtime {

namespace {

using core::Contract;
using core::Integer;
using core::Outcome;
using core::State;

class WasmEngine final : public core::BatchEngine {
 public:
  WasmEngine(const Contract& contract, const std::vector<char>& module)
      : contract_(contract), node_(wasm_host_script()) {
    MessageWriter message;
    message.letter('M');
    message.raw(module);
    static_cast<void>(node_.ask(message));
  }

  [[nodiscard]] std::string name() const override { return "wasm"; }

  Outcome execute(core::StepId step, std::span<const Integer> arguments) override {
    MessageWriter message;
    message.letter('X');
    message.word(step.index);
    for (const Integer& argument : arguments) message.cell(argument);
    const std::vector<char> answer = node_.ask(message);
    MessageReader reader(answer);
    Outcome outcome;
    if (const std::uint32_t status = reader.word(); status != 0) outcome.error = core::ErrorId{status - 1};
    for (std::uint32_t left = reader.word(); left > 0; --left) outcome.effects.push_back(effect(reader).first);
    return outcome;
  }

  std::optional<core::Found> scan(core::ScanId scan) override {
    MessageWriter message;
    message.letter('F');
    message.word(scan.index);
    const std::vector<char> answer = node_.ask(message);
    MessageReader reader(answer);
    core::Found found;
    if (const std::uint32_t status = reader.word(); status != 0) found.error = core::ErrorId{status - 1};
    for (std::uint32_t count = reader.word(); count > 0; --count) found.parties.push_back(reader.word());
    return found;
  }

  std::vector<Outcome> execute_all(std::span<const core::Call> calls) override {
    std::size_t cells = 1;  // of a record
    for (const core::Step& step : contract_.steps)
      if (step.kind != core::StepKind::instantiate) cells = std::max<std::size_t>(cells, step.argument_count);
    MessageWriter message;
    message.letter('B');
    message.word(static_cast<std::uint32_t>(calls.size()));
    for (const core::Call& call : calls) {
      message.cell(call.arguments[0] + core::Integer(call.step.index) * core::power_of_two(64));
      for (std::size_t i = 1; i < cells; ++i)
        message.cell(i < call.arguments.size() ? call.arguments[i] : core::Integer(0));
    }
    const std::vector<char> answer = node_.ask(message);
    MessageReader reader(answer);
    std::vector<Outcome> outcomes(calls.size());
    for (Outcome& outcome : outcomes)
      if (const std::uint32_t status = reader.word(); status != 0) outcome.error = core::ErrorId{status - 1};
    for (std::uint32_t left = reader.word(); left > 0; --left) {
      const auto [emitted, record] = effect(reader);
      outcomes.at(record).effects.push_back(emitted);
    }
    return outcomes;
  }

  [[nodiscard]] State state() const override {
    MessageWriter message;
    message.letter('S');
    const std::vector<char> answer = node_.ask(message);
    MessageReader reader(answer);
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
    static_cast<void>(node_.ask(message));
  }

 private:
  /// One effect, and which record of a batch it belongs to.
  static std::pair<core::EmittedEffect, std::uint32_t> effect(MessageReader& reader) {
    core::EmittedEffect effect;
    effect.kind = static_cast<core::EffectKind>(reader.word());
    effect.asset = core::AssetId{reader.word()};
    effect.party = reader.word();
    const std::uint32_t record = reader.word();
    effect.amount = reader.cell();
    return {std::move(effect), record};
  }
  const Contract& contract_;
  NodeHost node_;
};

}  // namespace

std::unique_ptr<core::BatchEngine> make_wasm_engine(const Contract& contract, const std::vector<char>& module) {
  return std::make_unique<WasmEngine>(contract, module);
}

}  // namespace surety::runtime
