// read_scenario.cpp -- a scenario document as a trace, or the place and the reason why it is not one.
//
// A fault is thrown inside this file with the JSON pointer of the place and ends in read_scenario. Every access to the
// document goes through Node, which knows its pointer and checks the shape first: no JSON, however odd, gets further.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/core/lists.h"
#include "compiler/scenario/quantity.h"
#include "compiler/scenario/scenario.h"
#include "compiler/scenario/suggest.h"

namespace surety::scenario {

using core::Integer;
using nlohmann::json;

namespace {

struct Fault {
  ScenarioError error;
};

/// One place of the document.
class Node {
 public:
  Node(const json& value, std::string path) : value_(value), path_(std::move(path)) {}

  [[noreturn]] void fail(const std::string& message) const { throw Fault{{path_, message}}; }
  [[nodiscard]] Node at(const std::string& key) const {
    if (!has(key)) fail("`" + key + "` is missing");
    return {value_.at(key), path_ + "/" + escaped(key)};
  }
  [[nodiscard]] bool has(const std::string& key) const { return value_.is_object() && value_.contains(key); }
  [[nodiscard]] std::vector<Node> items() const {
    if (!value_.is_array()) fail("expected a list, found " + kind());
    std::vector<Node> result;
    result.reserve(value_.size());
    for (std::size_t i = 0; i < value_.size(); ++i) result.emplace_back(value_[i], path_ + "/" + std::to_string(i));
    return result;
  }
  /// Refuses keys that are not known.
  void expect_keys(const std::vector<std::string>& known) const {
    if (!value_.is_object()) fail("expected an object, found " + kind());
    for (const auto& [key, unused] : value_.items()) {
      if (std::ranges::find(known, key) == known.end()) {
        throw Fault{{path_ + "/" + escaped(key), "`" + key + "` is not known here" + suggestion(key, known)}};
      }
    }
  }
  [[nodiscard]] std::string string() const {
    if (!value_.is_string()) fail("expected a text, found " + kind());
    return value_.get<std::string>();
  }
  /// A quantity: a text, a whole number or a boolean.
  [[nodiscard]] std::string scalar() const {
    if (value_.is_string()) return value_.get<std::string>();
    if (value_.is_number_integer() || value_.is_boolean()) return value_.dump();
    if (value_.is_number_float())
      fail("a number with a fraction, or beyond 64 bits, is inexact in JSON; write it as a text: \"0.5\"");
    fail("expected a value such as \"100 USD\", found " + kind());
  }

 private:
  [[nodiscard]] std::string kind() const {
    switch (value_.type()) {
      case json::value_t::null: return "null";
      case json::value_t::object: return "an object";
      case json::value_t::array: return "a list";
      case json::value_t::string: return "a text";
      case json::value_t::boolean: return "a boolean";
      default: return "a number";
    }
  }
  static std::string escaped(const std::string& key) {  // RFC 6901, section 3
    std::string result;
    for (const char c : key) result += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return result;
  }

  const json& value_;
  std::string path_;
};

class Reader {
 public:
  explicit Reader(const core::Contract& contract) : contract_(contract) {}

  Scenario whole(const Node& document) {
    document.expect_keys({"schema", "contract", "parties", "instantiate", "steps", "replayed", "note"});
    if (document.has("schema") && document.at("schema").string() != "surety.scenario/1") {
      document.at("schema").fail("expected `surety.scenario/1`");
    }
    if (document.has("contract")) (void)document.at("contract").string();
    if (document.has("parties")) read_parties(document.at("parties"));
    std::vector<Node> steps;
    if (document.has("steps")) steps = document.at("steps").items();
    for (const Node& step : steps) check_shape(step);
    const std::set<std::size_t> used = instantiate(document.at("instantiate"), steps);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (!used.contains(i)) read_step(steps[i]);
    }
    return std::move(scenario_);
  }

 private:
  std::vector<std::string>& parties() { return scenario_.trace.parties; }

  void read_parties(const Node& list) {
    for (const Node& item : list.items()) {
      const std::string name = item.string();
      if (name.empty()) item.fail("a party needs a name");
      if (std::ranges::find(parties(), name) != parties().end()) item.fail("`" + name + "` is listed twice");
      parties().push_back(name);
    }
  }

  void check_shape(const Node& step) {
    if (step.has("oracle")) return step.expect_keys({"oracle", "value", "expect", "note"});
    if (step.has("call")) return step.expect_keys({"call", "as", "args", "expect", "note"});
    if (step.has("advance")) return step.expect_keys({"advance", "expect", "note"});
    if (step.has("set")) return step.expect_keys({"set", "value", "as", "expect", "note"});
    step.expect_keys({"oracle", "call", "advance", "set", "value", "as", "args", "expect", "note"});
    step.fail(
        "a step is one of {\"as\", \"call\", \"args\"}, {\"oracle\", \"value\"}, {\"advance\"}, {\"set\", \"value\", "
        "\"as\"}");
  }

  Integer value(const core::Type& type, const Node& node) {
    auto result = read(type, node.scalar(), parties());
    if (const auto* error = std::get_if<ValueError>(&result)) node.fail(error->message);
    return std::get<Integer>(std::move(result));
  }

  /// Adds the first call; returns the oracle steps whose values it took.
  std::set<std::size_t> instantiate(const Node& node, const std::vector<Node>& steps) {
    const core::Step& step = contract_.steps.at(0);
    node.expect_keys(argument_names(step));
    std::set<std::size_t> used;
    std::vector<Integer> arguments{0};
    for (std::uint32_t i = 1; i < step.argument_count; ++i) {
      const core::Local& local = step.locals[i];
      if (node.has(local.name)) {
        arguments.push_back(value(local.type, node.at(local.name)));
      } else if (local.name == "now") {
        arguments.emplace_back(0);
      } else {
        arguments.push_back(first_value(local, node, steps, used));
      }
    }
    add({0}, std::move(arguments), std::nullopt);
    return used;
  }
  Integer first_value(const core::Local& local, const Node& node, const std::vector<Node>& steps,
                      std::set<std::size_t>& used) {
    const bool oracle = std::ranges::any_of(contract_.oracles, [&](const auto& one) { return one.name == local.name; });
    if (!oracle) node.fail("`" + local.name + "` is missing");
    for (std::size_t i = 0; i < steps.size() && steps[i].has("oracle"); ++i) {
      if (steps[i].at("oracle").string() != local.name) continue;
      if (const auto expected = expectation(steps[i]); expected && !expected->success) {
        steps[i].at("expect").fail(
            "the first value of an oracle is part of instantiation; no error can be expected of it");
      }
      used.insert(i);
      return value(local.type, steps[i].at("value"));
    }
    node.fail("the first value of oracle `" + local.name + "` is missing: give it here or as the first step");
  }

  void read_step(const Node& node) {
    if (node.has("oracle")) return read_oracle(node);
    if (node.has("advance")) return read_advance(node);
    if (node.has("set")) return read_set(node);
    const Node name = node.at("call");
    const core::StepId id = step_named(name, core::StepKind::action, "action", name.string());
    const core::Step& step = contract_[id];
    std::vector<Integer> arguments{caller(node)};
    static const json nothing = json::object();
    const Node given = node.has("args") ? node.at("args") : Node(nothing, "");
    given.expect_keys(argument_names(step));
    for (std::uint32_t i = 1; i < step.argument_count; ++i) {
      const core::Local& local = step.locals[i];
      const auto list = core::list_at(step, i);
      if (list && given.has(list->name)) {
        read_list(step, *list, given.at(list->name), arguments);
        i = list->end() - 1;
        continue;
      }
      if (!given.has(local.name))
        (node.has("args") ? given : node)
            .fail("argument `" + (list ? list->name : local.name) + "` of `" + step.name + "` is missing");
      arguments.push_back(value(local.type, given.at(local.name)));
    }
    add(id, std::move(arguments), expectation(node));
  }
  /// The elements that are given, and 0 for those that are not.
  void read_list(const core::Step& step, const core::ListArguments& list, const Node& node,
                 std::vector<Integer>& arguments) {
    const std::vector<Node> given = node.items();
    if (given.size() > list.elements.size())
      node.fail("`" + list.name + "` has at most " + std::to_string(list.elements.size()) + " elements, here " +
                std::to_string(given.size()));
    arguments.emplace_back(static_cast<unsigned long>(given.size()));
    for (std::size_t i = 0; i < list.elements.size(); ++i) {
      std::vector<std::string> members;
      for (const core::ListArguments::Member& member : list.elements[i]) members.push_back(member.name);
      const bool record = !members.front().empty();
      if (record && i < given.size()) given[i].expect_keys(members);
      for (const core::ListArguments::Member& member : list.elements[i]) {
        const core::Type& type = step.locals[member.argument].type;
        if (i >= given.size())
          arguments.emplace_back(0);
        else
          arguments.push_back(value(type, record ? given[i].at(member.name) : given[i]));
      }
    }
  }
  void read_oracle(const Node& node) {
    const Node name = node.at("oracle");
    const std::string text = name.string();
    const auto oracle = std::ranges::find(contract_.oracles, text, &core::Oracle::name);
    if (oracle == contract_.oracles.end()) {
      std::vector<std::string> known;
      known.reserve(contract_.oracles.size());
      for (const core::Oracle& one : contract_.oracles) known.push_back(one.name);
      name.fail("there is no oracle `" + text + "`" + suggestion(text, known));
    }
    const Integer updated = value(contract_[oracle->update].locals.at(1).type, node.at("value"));
    add(oracle->update, {0, updated}, expectation(node));
  }
  void read_advance(const Node& node) {
    const auto step = std::ranges::find(contract_.steps, core::StepKind::advance, &core::Step::kind);
    if (step == contract_.steps.end()) node.fail("this contract has no clock");
    const auto index = static_cast<std::uint32_t>(step - contract_.steps.begin());
    add({index}, {0, value(step->locals.at(1).type, node.at("advance"))}, expectation(node));
  }
  void read_set(const Node& node) {
    const Node name = node.at("set");
    const core::StepId id =
        step_named(name, core::StepKind::set_parameter, "governed parameter", "set_" + name.string());
    const Integer who = caller(node);
    add(id, {who, value(contract_[id].locals.at(1).type, node.at("value"))}, expectation(node));
  }

  Integer caller(const Node& node) {
    const Node as = node.at("as");
    core::Type party;
    party.sort = core::Sort::party;
    (void)as.string();
    return value(party, as);
  }
  core::StepId step_named(const Node& at, core::StepKind kind, const std::string& what, const std::string& name) {
    std::vector<std::string> known;
    for (std::uint32_t i = 0; i < contract_.steps.size(); ++i) {
      const core::Step& step = contract_.steps[i];
      if (step.kind != kind) continue;
      if (step.name == name) return {i};
      known.push_back(kind == core::StepKind::set_parameter
                          ? step.name.substr(std::min<std::size_t>(4, step.name.size()))
                          : step.name);
    }
    at.fail("there is no " + what + " `" + at.string() + "`" + suggestion(at.string(), known));
  }
  std::optional<Expectation> expectation(const Node& node) {
    if (!node.has("expect")) return std::nullopt;
    const Node expect = node.at("expect");
    const std::string text = expect.string();
    if (text == "ok") return Expectation{true, std::nullopt};
    if (std::ranges::find(contract_.errors, text) != contract_.errors.end()) return Expectation{false, text};
    std::vector<std::string> known{"ok"};
    known.insert(known.end(), contract_.errors.begin(), contract_.errors.end());
    expect.fail("`" + text + "` is neither `ok` nor an error of this contract" + suggestion(text, known));
  }
  static std::vector<std::string> argument_names(const core::Step& step) {
    std::vector<std::string> names;
    for (std::uint32_t i = 1; i < step.argument_count; ++i) {
      names.push_back(step.locals[i].name);
      if (const auto list = core::list_at(step, i)) names.push_back(list->name);
    }
    return names;
  }
  void add(core::StepId step, std::vector<Integer> arguments, std::optional<Expectation> expected) {
    scenario_.trace.calls.push_back({step, std::move(arguments)});
    scenario_.expectations.push_back(std::move(expected));
  }

  const core::Contract& contract_;
  Scenario scenario_;
};

}  // namespace

std::variant<Scenario, ScenarioError> read_scenario(const core::Contract& contract, const json& document) {
  try {
    return Reader(contract).whole(Node(document, ""));
  } catch (const Fault& fault) {
    return fault.error;
  }
}

}  // namespace surety::scenario
