// verb_gate.cpp -- `surety gate`: yes or no for a deployment.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/gate.h"
#include "cli/load.h"
#include "cli/proofs.h"
#include "cli/sarif.h"
#include "cli/verb.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;

/// ARTIFACT.certificate.json, if it is there, or the one that --certificate names.
std::optional<std::string> certificate_beside(const Arguments& arguments, const fs::path& path) {
  if (arguments.has("--certificate")) return read_file(path);
  std::error_code error;
  return fs::exists(path, error) ? std::optional(read_file(path)) : std::nullopt;
}

verify::Options options_of(const Arguments& arguments, Console& console, const Interrupt& interrupt,
                           const Policy& policy) {
  verify::Options options = proof_options(arguments, console, interrupt);
  options.cache_directory.reset();  // what an earlier run remembered is not seen again here
  if (!policy.second_opinion) return options;
  for (const std::string& solver : policy.second_opinion->solvers) {
    if (solver == "cvc5") options.recheck = "cvc5";
    if (solver == "z3-npm") options.recheck_z3_npm = arguments.value("--z3-npm").value_or("");
  }
  require_second_solvers(options);
  return options;
}

/// Programs print hashes in capitals, too.
bool same_digit(char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; }

void require_pinned(const Arguments& arguments, const Policy& policy) {
  const auto pinned = arguments.value("--policy-sha256");
  if (!pinned || std::ranges::equal(*pinned, policy.sha256, same_digit)) return;
  throw ContentError(
      fmt::format("the policy `{}` is refused: its SHA-256 is {}, and --policy-sha256 asks for {}: it was changed",
                  arguments.at("--policy"), policy.sha256, *pinned));
}

/// What is read stays as it is. The source's own modules are known when it was read, and then seen to.
void keep_inputs(const Arguments& arguments, const fs::path& certificate, const std::optional<fs::path>& source) {
  const auto file = arguments.value("--sarif");
  if (!file) return;
  std::vector<Input> inputs = {
      {"artifact", arguments.at("ARTIFACT")}, {"policy", arguments.at("--policy")}, {"certificate", certificate}};
  if (source) inputs.push_back({"source", *source});
  cli::keep_inputs(*file, "the SARIF report", "with --sarif", inputs);
}

nlohmann::ordered_json report_json(const Arguments& arguments, const GateRequest& request, const GateReport& report) {
  nlohmann::ordered_json rules = nlohmann::ordered_json::array();
  for (const GateRule& rule : report.rules)
    rules.push_back({{"rule", rule.id}, {"ok", rule.ok}, {"reason", rule.reason}});
  return {{"schema", "surety.gate/1"},
          {"artifact", request.artifact.string()},
          {"artifact_sha256", sha256(request.artifact_bytes)},
          {"policy", arguments.at("--policy")},
          {"policy_sha256", request.policy.sha256},
          {"accepted", report.accepted()},
          {"rules", std::move(rules)}};
}

std::string report_text(const GateReport& report) {
  std::string text;
  std::size_t refused = 0;
  for (const GateRule& rule : report.rules) {
    text += fmt::format("{:<9}{:<16}{}\n", rule.ok ? "ok" : "REFUSED", rule.id, visible(rule.reason));
    if (!rule.ok) ++refused;
  }
  return text +
         (refused == 0 ? "\naccepted\n" : fmt::format("\nrefused by {} rule{}\n", refused, refused == 1 ? "" : "s"));
}

nlohmann::ordered_json report_sarif(const GateRequest& request, const GateReport& report) {
  std::vector<SarifRule> rules;
  std::vector<SarifResult> results;
  for (const GateRule& rule : report.rules) {
    rules.push_back({rule.id, fmt::format("the gate's rule `{}`", rule.id)});
    if (rule.ok) continue;
    const fs::path& file = report.source.empty() ? request.artifact : report.source;
    results.push_back({rule.id, "error", rule.reason, file.string(), source::Location{}, "gate/" + rule.id});
  }
  return sarif(rules, results);
}

Exit run(const Arguments& arguments, Console& console) {
  const fs::path artifact = arguments.at("ARTIFACT");
  const fs::path certificate = arguments.value("--certificate").value_or(artifact.string() + ".certificate.json");
  if (const auto file = arguments.value("--sarif")) require_writable(*file);
  std::string bytes = read_file(artifact);
  const Policy policy = read_policy(arguments.at("--policy"));
  require_pinned(arguments, policy);
  std::optional<fs::path> source;
  if (const auto given = arguments.value("--source")) {
    require_readable(*given);
    source = *given;
  }
  keep_inputs(arguments, certificate, source);
  const Interrupt interrupt;
  const GateRequest request{artifact,
                            std::move(bytes),
                            certificate,
                            certificate_beside(arguments, certificate),
                            source,
                            policy,
                            options_of(arguments, console, interrupt, policy),
                            [&](const Source& made_of) {
                              if (const auto file = arguments.value("--sarif"))
                                cli::keep_inputs(*file, "the SARIF report", "with --sarif", inputs_of(made_of));
                            }};
  const GateReport report = examine(request, console);
  if (arguments.has("--json")) {
    console.print_json(report_json(arguments, request, report));
  } else {
    console.print(report_text(report));
  }
  if (const auto file = arguments.value("--sarif")) write_file(*file, report_sarif(request, report).dump(1) + "\n");
  if (interrupt.requested()) console.say("note", "interrupted: what was not decided yet is unknown");
  return report.accepted() ? Exit::ok : Exit::no;
}

}  // namespace

Verb gate_verb() {
  std::vector<OptionSpec> options = {
      {"--policy", "FILE", "what must hold (surety.policy/1)", false, {}, true},
      {"--policy-sha256", "HASH", "refuse any other policy than the one with this SHA-256"},
      {"--source", "FILE", "the contract; without it, the file that the certificate names, beside the artifact"},
      {"--certificate", "FILE",
       "the certificate beside the artifact (default: ARTIFACT.certificate.json if it is there)"},
      {"--z3-npm", "DIR", "where the npm package z3-solver is installed, for a policy that asks for it"}};
  append(options, effort_options());
  options.push_back({"--sarif", "FILE", "also write what refuses to this file as SARIF, for code scanning"});
  options.push_back({"--json", "", "print the result as JSON (surety.gate/1)"});
  return {"gate",
          "yes or no for a deployment: compiled again, proved again, held against a policy",
          "Exit 0 only if the artifact is what its source compiles to, its certificate says what is proved here, and\n"
          "every rule of the policy holds. Nothing is taken from the cache.",
          "  surety gate perp.wasm --policy policy.json\n",
          {{"ARTIFACT", "what `surety build` wrote: a module, an object or a library", false}},
          std::move(options),
          run};
}

}  // namespace surety::cli
