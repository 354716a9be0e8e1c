// grounds.cpp -- see grounds.h.
#include "cli/grounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/interrupt.h"
#include "cli/proofs.h"
#include "cli/scans.h"
#include "verifier/prover.h"

namespace surety::cli {

namespace {

/// Of what thresholds rest on, the lemmas of scans and all that their proofs used, what is not remembered nor in
/// `tried`.
std::set<std::string> missing_lemmas(const core::Contract& contract, const verify::Report& report,
                                     const std::set<std::string>& tried) {
  std::set<std::string> seen;
  std::vector<std::string> open;
  for (const core::Scan& scan : contract.scans)
    if (scan.monotone) open.push_back(contract[*scan.monotone].name);
  std::set<std::string> missing;
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    const auto result = std::ranges::find(report.properties, name, &verify::PropertyResult::name);
    if (result == report.properties.end() || !seen.insert(name).second) continue;
    if (!result->cached && !tried.contains(name)) missing.insert(name);
    for (const verify::ObligationResult& obligation : result->obligations)
      open.insert(open.end(), obligation.uses.begin(), obligation.uses.end());
  }
  return missing;
}

/// Verdicts on the lemmas of scans of which nothing is remembered: found now, and remembered.
void prove_lemmas(const core::Contract& contract, verify::Options options, verify::Report& report) {
  options.coverage = false;
  options.search_steps = 0;  // a build wants to know whether, not why not
  for (std::set<std::string> tried;; tried.insert(options.properties.begin(), options.properties.end())) {
    options.properties = missing_lemmas(contract, report, tried);
    if (options.properties.empty()) return;
    for (verify::PropertyResult& result : verify::prove(contract, options).properties) {
      if (!options.properties.contains(result.name)) continue;
      *std::ranges::find(report.properties, result.name, &verify::PropertyResult::name) = std::move(result);
    }
  }
}

verify::Report proof_of(const Source& source, const Arguments& arguments, Console& console) {
  const Interrupt interrupt;
  const verify::Options options = proof_options(arguments, console, interrupt);
  const core::Contract& contract = source.contract();
  verify::Report report;
  if (arguments.has("--prove")) {
    report = verify::prove(contract, options);
  } else {
    report = verify::last_proof(contract, options);
    prove_lemmas(contract, options, report);
  }
  interrupt.end_if_requested();
  return report;
}

std::vector<std::string> invariant_names(const core::Contract& contract, const codegen::Options& options) {
  std::vector<std::string> names;
  for (const core::PropertyId id : codegen::relied_on(contract, options)) names.push_back(contract[id].name);
  return names;
}

}  // namespace

Grounds grounds_of(const Source& source, const Arguments& arguments, Console& console) {
  Grounds grounds{proof_of(source, arguments, console), {}};
  grounds.options.facts = !arguments.has("--no-facts");
  grounds.options.proved = verify::unconditional(source.contract(), grounds.proof);
  grounds.options.thresholds = proved_thresholds(source.contract(), grounds.proof, console);
  return grounds;
}

std::vector<OptionSpec> grounds_options() {
  std::vector<OptionSpec> options = {{"--no-facts", "", "run the form of the code in which every check is made"}};
  append(options, cache_options());
  return options;
}

void say_grounds(const core::Contract& contract, const codegen::Options& options, Console& console) {
  const std::size_t invariants = invariant_names(contract, options).size();
  if (invariants > 0)
    console.say("note", fmt::format("the code that ran rests on {} proved invariant{}, as `surety build` makes it; "
                                    "`--no-facts` runs the form that checks everything",
                                    invariants, invariants == 1 ? "" : "s"));
}

nlohmann::ordered_json grounds_json(const core::Contract& contract, const codegen::Options& options) {
  std::vector<std::string> thresholds;
  for (const core::ScanId id : options.thresholds) thresholds.push_back(contract[id].name);
  return {
      {"uses_facts", options.facts}, {"invariants", invariant_names(contract, options)}, {"thresholds", thresholds}};
}

}  // namespace surety::cli
