// cosmwasm_engine.cpp -- see cosmwasm_engine.h. The other end is cosmwasm_host.js, which also says what the messages
// are.
#include "runtime/engine/cosmwasm_engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/core/decimal.h"
#include "compiler/core/lists.h"
#include "compiler/core/text_words.h"
#include "runtime/engine/cosmwasm_storage.h"
#include "runtime/engine/node_host.h"
#include "runtime/engine/wasm_engine.h"
#include "runtime/engine/wasm_host.h"

namespace surety::runtime {

namespace {

using core::Contract;
using core::Integer;
using core::Outcome;
using core::StepKind;
using nlohmann::json;

constexpr const char* feed_address = "surety1feed";

std::string denom(const core::Asset& asset) { return "surety/" + asset.name; }

/// The integer that a decimal number with at most `scale` decimals counts.
Integer from_decimal(std::string text, int scale) {
  const std::size_t point = text.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : text.size() - point - 1;
  if (point != std::string::npos) text.erase(point, 1);
  return Integer(text, 10) * core::power_of_ten(static_cast<unsigned>(scale) - static_cast<unsigned>(decimals));
}

std::string from_base64(const std::string& text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  unsigned group = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    group = group << 6U | static_cast<unsigned>(alphabet.find(c));
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    result += static_cast<char>(group >> static_cast<unsigned>(bits) & 0xffU);
  }
  return result;
}

class CosmWasmEngine final : public core::Engine {
 public:
  CosmWasmEngine(const Contract& contract, const std::vector<char>& module)
      : contract_(contract), node_(cosmwasm_host_script()) {
    MessageWriter message;
    message.letter('M');
    message.raw(module);
    const std::vector<char> section = node_.ask(message);
    const json names = json::parse(section.begin(), section.end());
    messages_ = names.at("messages");
    feeds_ = names.at("feeds").get<std::vector<std::string>>();
    tables_ = names.at("tables").get<std::vector<std::string>>();
    const auto clock = std::ranges::find(contract.globals, core::GlobalKind::clock, &core::Global::kind);
    if (clock != contract.globals.end()) clock_ = static_cast<std::size_t>(clock - contract.globals.begin());
    reset(core::zero_state(contract));
  }

  [[nodiscard]] std::string name() const override { return "cosmwasm"; }

  Outcome execute(core::StepId id, std::span<const Integer> arguments) override {
    const core::Step& step = contract_[id];
    const Integer seconds = time_of(id, arguments);
    const json message = message_of(id, arguments);
    const std::string sender =
        step.kind == StepKind::oracle_update ? feed_address : cosmwasm_address(index_of(arguments[0]));
    if (step.kind == StepKind::instantiate)
      return outcome(call("instantiate", seconds, sender, message, json::array()), nothing_foreseen());
    give_tokens(sender);
    const json foreseen = call("query", seconds, "", {{"preview", {{"sender", sender}, {"message", message}}}}, {});
    json preview = nothing_foreseen();
    if (foreseen.contains("ok")) preview = json::parse(from_base64(foreseen.at("ok").get<std::string>()));
    const json result = call("execute", seconds, sender, message, preview.at("funds"));
    if (foreseen.contains("error") && foreseen != result) disagree(foreseen.dump(), result.dump());
    return outcome(result, preview);
  }

  [[nodiscard]] core::State state() const override { return read_cosmwasm_state(contract_, tables_, storage()); }

  void reset(const core::State& state) override {
    CosmWasmStorage entries;
    std::vector<std::string> settings{"reset"};
    for (const core::Asset& asset : contract_.assets) settings.push_back(asset.issued ? "" : denom(asset));
    settings.insert(settings.end(), feeds_.size(), feed_address);
    entries["config"] = cosmwasm_items(settings);
    write_cosmwasm_state(contract_, tables_, state, entries);
    restore(entries);
  }

 private:
  static core::PartyIndex index_of(const Integer& party) {
    if (party < 0 || party > 0xffffffffU)
      throw std::out_of_range("party " + core::to_string(party) + " is not a 32-bit index");
    return static_cast<core::PartyIndex>(party.get_ui());
  }

  static json nothing_foreseen() { return {{"funds", json::array()}, {"effects", json::array()}}; }

  // ---- messages ----

  [[nodiscard]] Integer time_of(core::StepId id, std::span<const Integer> arguments) const {
    const core::Step& step = contract_[id];
    const json& names = messages_[id.index].at("arguments");
    for (std::uint32_t i = 1; i < step.argument_count; ++i) {
      if (!names[i].is_null()) continue;  // the argument that is the time
      return step.kind == StepKind::advance ? now() + arguments[i] : arguments[i];
    }
    return now();
  }
  [[nodiscard]] Integer now() const { return clock_ ? state().globals[*clock_] : Integer(0); }

  static json value_of(const core::Type& type, const Integer& value) {
    if (type.sort == core::Sort::boolean) return value != 0;
    if (type.sort == core::Sort::party) return cosmwasm_address(index_of(value));
    if (type.constants.empty()) return core::to_decimal(value, static_cast<unsigned>(std::max(type.scale, 0)));
    if (value < 0 || value >= type.constants.size())
      throw std::invalid_argument(core::to_string(value) + " is no value of " + type.enumeration +
                                  ", and messages name values");
    return type.constants[value.get_ui()];
  }

  /// `places` says where in the message each argument stands.
  static json list_of(const core::Step& step, const core::ListArguments& list, const json& places,
                      std::span<const Integer> arguments) {
    if (!list.plain(arguments))
      throw NotOnChains("`" + step.name + "`: a list in a message has as many elements as its length says, at most " +
                        std::to_string(list.elements.size()) + ", and nothing behind them");
    json elements = json::array();
    for (std::size_t i = 0; i < arguments[list.length].get_ui(); ++i) {
      json element = json::object();
      for (const core::ListArguments::Member& member : list.elements[i]) {
        json value = value_of(step.locals[member.argument].type, arguments[member.argument]);
        if (!list.of_records())
          element = std::move(value);
        else
          element[places[member.argument].at(2).get<std::string>()] = std::move(value);
      }
      elements.push_back(std::move(element));
    }
    return elements;
  }

  [[nodiscard]] json message_of(core::StepId id, std::span<const Integer> arguments) const {
    const core::Step& step = contract_[id];
    const json& names = messages_[id.index].at("arguments");
    json members = json::object();
    for (const core::Parameter& parameter : core::parameters_of(step)) {
      const std::uint32_t i = parameter.argument;
      if (parameter.list)
        members[names[i].at(0).get<std::string>()] = list_of(step, *parameter.list, names, arguments);
      else if (!names[i].is_null())
        members[names[i].get<std::string>()] = value_of(step.locals[i].type, arguments[i]);
    }
    if (step.kind != StepKind::instantiate) return {{messages_[id.index].at("name").get<std::string>(), members}};
    for (const core::Asset& asset : contract_.assets)
      if (!asset.issued) members["denoms"][asset.name] = denom(asset);
    for (const std::string& feed : feeds_) members["feeds"][feed] = feed_address;
    return members;
  }

  [[nodiscard]] json call(const std::string& entry, const Integer& seconds, const std::string& sender,
                          const json& message, const json& funds) const {
    const json env = {
        {"block",
         {{"height", 1}, {"time", core::to_string(seconds * core::power_of_ten(9))}, {"chain_id", "surety-1"}}},
        {"transaction", nullptr},
        {"contract", {{"address", cosmwasm_address(0)}}}};
    const json info = {{"sender", sender}, {"funds", funds}};
    const json request = {{"entry", entry}, {"env", env.dump()}, {"info", info.dump()}, {"message", message.dump()}};
    const std::string text = request.dump();
    MessageWriter frame;
    frame.letter('C');
    frame.raw(text);
    const std::vector<char> answer = node_.ask(frame);
    return json::parse(answer.begin(), answer.end());
  }

  // ---- results ----

  [[noreturn]] static void disagree(const std::string& expected, const std::string& found) {
    throw WasmEngineError("the CosmWasm contract foresaw " + expected + " and then answered " + found);
  }

  [[nodiscard]] Outcome outcome(const json& result, const json& preview) const {
    Outcome outcome;
    if (result.contains("error")) {
      const std::string error = result.at("error").get<std::string>();
      if (error.starts_with("funds: ") && error.ends_with(", who did not send this message"))
        throw NotOnChains("on a CosmWasm chain money comes with the message of whoever pays, but " +
                          error.substr(std::string_view("funds: ").size()) +
                          "; give that party an action of its own, or leave the engine cosmwasm out");
      const auto found = std::ranges::find(contract_.errors, error);
      if (found == contract_.errors.end())
        throw WasmEngineError("the CosmWasm contract answered with an error of its host's: " + error);
      outcome.error = core::ErrorId{static_cast<std::uint32_t>(found - contract_.errors.begin())};
      return outcome;
    }
    const json& response = result.at("ok");
    for (const json& event : response.at("events")) {
      std::map<std::string, std::string> attributes;
      for (const json& attribute : event.at("attributes"))
        attributes[attribute.at("key").get<std::string>()] = attribute.at("value").get<std::string>();
      outcome.effects.push_back(effect(event.at("type").get<std::string>(), attributes));
    }
    check_foreseen(preview.at("effects"), response.at("events"));
    check_messages(outcome.effects, response.at("messages"));
    return outcome;
  }

  [[nodiscard]] core::EmittedEffect effect(const std::string& kind,
                                           const std::map<std::string, std::string>& attributes) const {
    core::EmittedEffect result;
    for (const auto one :
         {core::EffectKind::receive, core::EffectKind::pay, core::EffectKind::mint, core::EffectKind::burn})
      if (kind == core::effect_word(one)) result.kind = one;
    const auto asset = std::ranges::find(contract_.assets, attributes.at("asset"), &core::Asset::name);
    result.asset = core::AssetId{static_cast<std::uint32_t>(asset - contract_.assets.begin())};
    result.party = cosmwasm_party(attributes.at("party"));
    result.amount = from_decimal(attributes.at("amount"), asset->decimals);
    return result;
  }

  /// What the preview said of each effect is what its event says.
  static void check_foreseen(const json& foreseen, const json& events) {
    bool equal = foreseen.size() == events.size();
    for (std::size_t i = 0; equal && i < events.size(); ++i) {
      equal = foreseen[i].at("kind") == events[i].at("type");
      for (const json& attribute : events[i].at("attributes"))
        equal = equal && foreseen[i].at(attribute.at("key").get<std::string>()) == attribute.at("value");
    }
    if (!equal) disagree(foreseen.dump(), events.dump());
  }

  /// The bank is told to send exactly what was paid.
  void check_messages(const std::vector<core::EmittedEffect>& effects, const json& messages) const {
    json expected = json::array();
    for (const core::EmittedEffect& effect : effects) {
      const core::Asset& asset = contract_[effect.asset];
      if (asset.issued || effect.kind != core::EffectKind::pay || effect.amount == 0) continue;
      const json coin = {{"denom", denom(asset)}, {"amount", core::to_string(effect.amount)}};
      const json send = {{"to_address", cosmwasm_address(effect.party)}, {"amount", json::array({coin})}};
      expected.push_back(
          {{"id", 0}, {"msg", {{"bank", {{"send", send}}}}}, {"gas_limit", nullptr}, {"reply_on", "never"}});
    }
    if (expected != messages) disagree(expected.dump(), messages.dump());
  }

  // ---- storage ----

  /// Ledgers of issued assets begin like this.
  static std::string ledger(const core::Asset& asset) { return cosmwasm_namespace("balance." + asset.name); }

  /// Half of what a ledger can hold, so that the sender can lose and gain.
  void give_tokens(const std::string& sender) const {
    if (std::ranges::none_of(contract_.assets, &core::Asset::issued)) return;
    CosmWasmStorage entries = storage();
    for (const core::Asset& asset : contract_.assets) {
      if (asset.issued) entries[ledger(asset) + sender] = cosmwasm_integer_item(Integer(1) << 126);
    }
    restore(entries);
  }

  [[nodiscard]] CosmWasmStorage storage() const {
    MessageWriter message;
    message.letter('S');
    const std::vector<char> answer = node_.ask(message);
    MessageReader reader(answer);
    CosmWasmStorage entries;
    for (std::uint32_t count = reader.word(); count > 0; --count) {
      const std::span<const char> key = reader.raw(reader.word());
      const std::span<const char> value = reader.raw(reader.word());
      entries[{key.begin(), key.end()}] = {value.begin(), value.end()};
    }
    return entries;
  }

  void restore(const CosmWasmStorage& entries) const {
    MessageWriter message;
    message.letter('R');
    message.word(static_cast<std::uint32_t>(entries.size()));
    for (const auto& [key, value] : entries) {
      message.word(static_cast<std::uint32_t>(key.size()));
      message.raw(key);
      message.word(static_cast<std::uint32_t>(value.size()));
      message.raw(value);
    }
    static_cast<void>(node_.ask(message));
  }

  const Contract& contract_;
  NodeHost node_;
  json messages_;
  std::vector<std::string> feeds_;
  std::vector<std::string> tables_;
  std::optional<std::size_t> clock_;
};

}  // namespace

std::unique_ptr<core::Engine> make_cosmwasm_engine(const Contract& contract, const std::vector<char>& module) {
  return std::make_unique<CosmWasmEngine>(contract, module);
}

}  // namespace surety::runtime
