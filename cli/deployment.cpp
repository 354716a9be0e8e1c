// deployment.cpp -- see deployment.h.
#include "cli/deployment.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/cost_report.h"
#include "cli/files.h"
#include "cli/verdicts.h"
#include "cli/version.h"
#include "codegen/sections.h"
#include "verifier/prover.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;
namespace fs = std::filesystem;

/// The dotted name of a module by which the contract uses it.
std::string module_name(const fs::path& path, const fs::path& contract) {
  std::error_code error;
  const auto below = [&](const fs::path& folder) -> std::optional<fs::path> {
    const fs::path relative = fs::relative(path, folder, error);
    if (error || relative.empty() || *relative.begin() == "..") return std::nullopt;
    return relative;
  };
  const fs::path home = contract.parent_path().empty() ? fs::path(".") : contract.parent_path();
  std::string name;
  fs::path found = path.filename();
  if (const auto standard = below(standard_library())) {
    name = "std.";
    found = *standard;
  } else if (const auto beside = below(home)) {
    found = *beside;
  }
  name += found.replace_extension().string();
  std::ranges::replace(name, '/', '.');
  return name;
}

ordered_json sources_json(const Source& source) {
  ordered_json list = ordered_json::array();
  for (const SourceText& text : source_texts(source)) list.push_back({{"name", text.name}, {"sha256", text.sha256}});
  return list;
}

ordered_json assumptions_json(const Source& source) {
  ordered_json list = ordered_json::array();
  for (const core::Trusted& assumption : core::trusted(source.contract())) {
    list.push_back({{"name", assumption.name},
                    {"before", assumption.before},
                    {"text", one_line(assumption.text)},
                    {"functions", functions_named(assumption)}});
  }
  return list;
}

ordered_json properties_json(const verify::Report& report) {
  ordered_json list = ordered_json::array();
  for (const verify::PropertyResult& property : report.properties) {
    ordered_json one = {{"name", property.name},
                        {"kind", property.kind},
                        {"verdict", verify::word(property.verdict)},
                        {"obligations", ordered_json::object()}};
    std::vector<std::string> open;
    for (const verify::ObligationResult& obligation : property.obligations) {
      one["obligations"][obligation.id] = obligation.sha256;
      if (obligation.verdict != verify::Verdict::proved) open.push_back(obligation.id);
    }
    if (!open.empty()) one["open"] = open;
    list.push_back(std::move(one));
  }
  return list;
}

std::string fact_text(const Source& source, const codegen::Fact& fact) {
  switch (fact.source) {
    case codegen::FactSource::declared_range: return "range " + fact.name;
    case codegen::FactSource::invariant: return "invariant " + fact.name;
    case codegen::FactSource::check: break;
  }
  const ordered_json place = where(source.sources(), fact.span);
  if (place.is_null()) return "check " + fact.name;
  return fmt::format("check {} at {}:{}", fact.name, place["line"].get<unsigned>(), place["column"].get<unsigned>());
}

/// Each fact once, and for each step the numbers of those that its code rests on.
ordered_json code_json(const Deployment& deployment) {
  const core::Contract& contract = deployment.source.contract();
  ordered_json facts = ordered_json::array();
  std::map<std::string, std::size_t> numbers;
  ordered_json steps = ordered_json::object();
  for (const codegen::StepReport& step : deployment.artifact.report.steps) {
    std::vector<std::size_t> used;
    for (const codegen::Fact& fact : step.facts) {
      const std::string text = fact_text(deployment.source, fact);
      const auto [known, fresh] = numbers.emplace(text, facts.size());
      if (fresh) facts.push_back(text);
      used.push_back(known->second);
    }
    const auto made = std::ranges::count(step.checks, true, &codegen::Check::remains);
    steps[contract[step.step].name] = {{"facts", used},
                                       {"checks_made", made},
                                       {"checks_dropped", static_cast<std::ptrdiff_t>(step.checks.size()) - made}};
  }
  std::vector<std::string> proved;
  for (const core::PropertyId id : deployment.options.proved) proved.push_back(contract[id].name);
  std::vector<std::string> thresholds;
  for (const core::ScanId id : deployment.options.thresholds) thresholds.push_back(contract.scans[id.index].name);
  return {{"uses_facts", deployment.options.facts},
          {"invariants", proved},
          {"thresholds", thresholds},
          {"cpu", deployment.options.host_processor ? "host" : "any"},
          {"facts", std::move(facts)},
          {"steps", std::move(steps)}};
}

}  // namespace

std::vector<SourceText> source_texts(const Source& source) {
  const source::SourceMap& texts = source.sources();
  const std::string name = source.path().filename().string();
  std::vector<SourceText> list{{name, source.text_sha256()}};
  for (std::uint32_t i = 1; i < texts.size(); ++i) {
    const source::FileId file{i};
    list.push_back({module_name(texts.name(file), source.path()), sha256(texts.text(file))});
  }
  return list;
}

ordered_json deployment_tools() {
  return {{"surety", version}, {"llvm", codegen::compiler_version()}, {"z3", verify::solver_version()}};
}

ordered_json deployment_json(const Deployment& deployment) {
  const std::vector<char>& bytes = deployment.artifact.bytes;
  const codegen::Carried carried = codegen::without_text(bytes, std::string(deployment_section));
  ordered_json json = {{"schema", deployment_schema},
                       {"contract", deployment.source.contract().name},
                       {"target", deployment.target},
                       {"artifact_sha256", sha256({carried.code.data(), carried.code.size()})},
                       {"sources", sources_json(deployment.source)},
                       {"tools", deployment_tools()},
                       {"assumptions", assumptions_json(deployment.source)},
                       {"properties", properties_json(deployment.proof)},
                       {"code", code_json(deployment)},
                       {"cost", cost_json(deployment.source.contract(), deployment.costs)}};
  if (!deployment.soname.empty()) json["soname"] = deployment.soname;
  return json;
}

Certified certified(const Deployment& deployment) {
  const std::string text = deployment_json(deployment).dump() + "\n";
  const auto bytes = codegen::with_text(deployment.artifact.bytes, std::string(deployment_section), text);
  return {{bytes.begin(), bytes.end()}, text};
}

}  // namespace surety::cli
