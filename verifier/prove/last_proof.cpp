// last_proof.cpp -- see last_proof.h.
#include "verifier/prove/last_proof.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "verifier/prove/digest.h"
#include "verifier/prove/memory.h"

namespace surety::verify::strategy {

namespace {

using nlohmann::json;

Verdict read_verdict(const json& text) {
  const auto verdict = verdict_named(text.get<std::string>());
  if (!verdict) throw std::invalid_argument("no verdict");
  return *verdict;
}

}  // namespace

LastProof::LastProof(std::string contract_digest, const Claims& claims)
    : claims_(claims), contract_digest_(std::move(contract_digest)) {}

std::string LastProof::key_of(const std::string& property) const {
  return sha256("last proof " + json{claims_.settings(), contract_digest_, property}.dump());
}

void LastProof::keep(const Report& report) const {
  for (const PropertyResult& property : report.properties) {
    // A run with less time takes nothing back that another one found.
    if (property.verdict == Verdict::unknown && find(property.name)) continue;
    json entry = {{"contract", contract_digest_},      {"name", property.name},     {"kind", property.kind},
                  {"verdict", word(property.verdict)}, {"solver", property.solver}, {"reason", property.reason},
                  {"obligations", json::array()}};
    for (const ObligationResult& obligation : property.obligations) {
      entry["obligations"].push_back({{"id", obligation.id},
                                      {"verdict", word(obligation.verdict)},
                                      {"sha256", obligation.sha256},
                                      {"uses", obligation.uses}});
    }
    claims_.cache().put(key_of(property.name), entry.dump());
  }
}

std::optional<PropertyResult> LastProof::find(const std::string& property) const {
  const auto text = claims_.cache().get(key_of(property));
  if (!text) return std::nullopt;
  try {
    const json entry = json::parse(*text);
    if (entry.at("contract") != contract_digest_ || entry.at("name") != property) return std::nullopt;
    PropertyResult result;
    result.name = property;
    result.kind = entry.at("kind");
    result.verdict = read_verdict(entry.at("verdict"));
    result.solver = entry.at("solver");
    result.reason = entry.at("reason");
    result.cached = true;
    for (const json& one : entry.at("obligations")) {
      ObligationResult obligation;
      obligation.id = one.at("id");
      obligation.verdict = read_verdict(one.at("verdict"));
      obligation.sha256 = one.at("sha256");
      obligation.uses = one.at("uses").get<std::vector<std::string>>();
      obligation.cached = true;
      result.obligations.push_back(std::move(obligation));
    }
    return result;
  } catch (const json::exception&) {
    return std::nullopt;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

}  // namespace surety::verify::strategy

namespace surety::verify {

Report last_proof(const core::Contract& contract, const Options& options) {
  const strategy::Memory memory(contract, options);
  Report report;
  report.contract = contract.name;
  for (const core::Property& property : contract.properties) {
    auto known = memory.last() ? memory.last()->find(property.name) : std::nullopt;
    if (!known) {
      known.emplace();
      known->name = property.name;
      known->kind = word(property.kind);
      known->reason = "no proof of this source is remembered";
    }
    known->span = property.span;
    report.properties.push_back(*std::move(known));
  }
  return report;
}

}  // namespace surety::verify
