// remembered.cpp -- see remembered.h. A field that PropertyResult or Step gains must be written and read here, or a
// second run on a contract says less than the first.
#include "verifier/prove/remembered.h"

#include <nlohmann/json.hpp>

#include "verifier/prove/kept_text.h"
#include "verifier/trace/posed.h"
#include "verifier/trace/search.h"

namespace surety::verify::strategy {

namespace {

using nlohmann::json;

json written(const core::Trace& trace) {
  json calls = json::array();
  for (const core::Call& call : trace.calls) {
    json arguments = json::array();
    for (const core::Integer& argument : call.arguments) arguments.push_back(core::to_string(argument));
    calls.push_back({{"step", call.step.index}, {"arguments", std::move(arguments)}});
  }
  return {{"parties", trace.parties}, {"calls", std::move(calls)}};
}

/// nullopt where it is no list of calls of this contract.
std::optional<core::Trace> read_trace(const core::Contract& contract, const json& text) {
  core::Trace trace;
  trace.parties = text.at("parties").get<std::vector<std::string>>();
  for (const json& one : text.at("calls")) {
    core::Call call;
    call.step = core::StepId{one.at("step").get<std::uint32_t>()};
    for (const json& argument : one.at("arguments")) call.arguments.emplace_back(argument.get<std::string>());
    if (call.step.index >= contract.steps.size()) return std::nullopt;
    if (call.arguments.size() != contract[call.step].argument_count) return std::nullopt;
    const bool instantiates = contract[call.step].kind == core::StepKind::instantiate;
    if (instantiates != trace.calls.empty()) return std::nullopt;
    trace.calls.push_back(std::move(call));
  }
  return trace;
}

}  // namespace

RememberedVerdicts::RememberedVerdicts(const core::Contract& contract, std::string contract_digest,
                                       const Options& options, const Claims& claims)
    : contract_(contract), options_(options), claims_(claims), contract_digest_(std::move(contract_digest)) {}

std::string RememberedVerdicts::key_of(core::PropertyId property) const {
  const json parts = {claims_.settings(),  contract_digest_, contract_[property].name, options_.property.value_or(""),
                      options_.properties, property.index,   options_.search_steps,    options_.make_engine != nullptr};
  return sha256("verdict " + parts.dump());
}

std::optional<PropertyResult> RememberedVerdicts::find(core::PropertyId property) const {
  const auto text = claims_.cache().get(key_of(property));
  if (!text) return std::nullopt;
  try {
    const json entry = json::parse(*text);
    if (entry.at("contract") != contract_digest_ || entry.at("name") != contract_[property].name) return std::nullopt;
    PropertyResult result;
    result.verdict = verdict_named(entry.at("verdict").get<std::string>()).value_or(Verdict::proved);
    result.reason = entry.at("reason");
    result.cached = true;
    for (const json& obligation : entry.at("obligations")) result.obligations.push_back(read_obligation(obligation));
    if (result.verdict == Verdict::proved) return std::nullopt;
    if (result.verdict == Verdict::violated) {
      const auto trace = read_trace(contract_, entry.at("trace"));
      if (!trace) return std::nullopt;
      trace::Request request;
      request.property = property;
      request.make_engine = options_.make_engine;
      std::vector<core::Integer> posed;
      for (const json& argument : entry.at("posed")) posed.emplace_back(argument.get<std::string>());
      if (posed.size() != trace::posed_count(contract_, property)) return std::nullopt;
      std::string reason;
      result.counterexample = trace::shown_again(contract_, request, *trace, entry.at("prefix"), posed, reason);
      if (!result.counterexample) return std::nullopt;
    }
    if (result.verdict == Verdict::not_inductive) {
      const json& step = entry.at("step");
      result.step = Step{step.at("name"), step.at("state").get<std::vector<std::string>>(),
                         step.at("arguments").get<std::vector<std::string>>(), step.at("hint")};
    }
    return result;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const std::invalid_argument&) {  // a number that is none
    return std::nullopt;
  }
}

void RememberedVerdicts::keep(core::PropertyId property, const PropertyResult& result) const {
  if (result.verdict == Verdict::proved || result.verdict == Verdict::vacuous) return;
  // What a lemma or a test for all values is broken by is more than a run.
  const core::PropertyKind kind = contract_[property].kind;
  if (kind == core::PropertyKind::lemma || kind == core::PropertyKind::scenario) return;
  if ((result.verdict == Verdict::violated) != result.counterexample.has_value()) return;
  if ((result.verdict == Verdict::not_inductive) != result.step.has_value()) return;
  json entry = {{"contract", contract_digest_},
                {"name", contract_[property].name},
                {"verdict", word(result.verdict)},
                {"reason", result.reason},
                {"obligations", json::array()}};
  for (const ObligationResult& obligation : result.obligations) entry["obligations"].push_back(as_json(obligation));
  if (result.counterexample) {
    entry["trace"] = written(result.counterexample->trace);
    entry["prefix"] = result.counterexample->scenario_from.value_or(0);
    entry["posed"] = json::array();
    for (const core::Integer& argument : result.counterexample->posed)
      entry["posed"].push_back(core::to_string(argument));
  }
  if (result.step) {
    entry["step"] = {{"name", result.step->name},
                     {"state", result.step->state},
                     {"arguments", result.step->arguments},
                     {"hint", result.step->hint}};
  }
  claims_.cache().put(key_of(property), entry.dump());
}

}  // namespace surety::verify::strategy
