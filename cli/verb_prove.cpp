// verb_prove.cpp -- `surety prove`: a verdict for every property, with traces and assumptions.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/certificates.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/load.h"
#include "cli/proofs.h"
#include "cli/property_named.h"
#include "cli/sarif.h"
#include "cli/suggestions.h"
#include "cli/verb.h"
#include "cli/verdicts.h"
#include "verifier/prover.h"

namespace surety::cli {

namespace {

/// Files that these directories are filled with have names of their own, which an input may have too.
void keep_out_of(const std::filesystem::path& directory, const std::string& option, const Input& input) {
  const std::filesystem::path parent = input.path.parent_path();
  std::error_code error;
  const std::string ending = option == "--smt" ? ".smt2" : ".json";
  if (input.path.extension() != ending) return;
  if (!std::filesystem::equivalent(directory, parent.empty() ? "." : parent, error) || error) return;
  throw UsageError(fmt::format("the {} `{}` is in `{}`, where {} writes files of its own: choose another directory",
                               input.kind, input.path.string(), directory.string(), option));
}

/// What is read stays as it is.
void keep_inputs(const Arguments& arguments, const Source& source) {
  std::vector<Input> inputs = inputs_of(source);
  if (const auto expected = arguments.value("--expect")) inputs.push_back({"expected verdicts", *expected});
  if (const auto file = arguments.value("--sarif")) keep_inputs(*file, "the SARIF report", "with --sarif", inputs);
  for (const char* const option : {"--certify", "--smt"}) {
    const auto directory = arguments.value(option);
    for (const Input& input : inputs)
      if (directory) keep_out_of(*directory, option, input);
  }
}

verify::Options options_of(const Arguments& arguments, Console& console, const Interrupt& interrupt) {
  verify::Options options = proof_options(arguments, console, interrupt);
  options.property = arguments.value("--property");
  if (const auto directory = arguments.value("--smt")) {
    std::error_code error;
    std::filesystem::create_directories(*directory, error);
    if (error) throw UsageError(fmt::format("cannot make the directory `{}`: {}", *directory, error.message()));
    require_writable(std::filesystem::path(*directory) / "obligation.smt2");
    options.smt_directory = *directory;
  }
  choose_second_solvers(arguments, options);
  if (const auto directory = arguments.value("--certify")) {
    make_room_for_certificates(*directory);
    options.certify = true;
    options.timeout_seconds *= 10;  // certificates are searched for within the limit too, and shall not cost a verdict
  }
  return options;
}

/// Exit code of a report, with what differs from the expectation told.
Exit judge(const Arguments& arguments, Console& console, const Source& source, const verify::Report& report) {
  const auto expected = arguments.value("--expect");
  if (!expected) return report.count(verify::Verdict::proved) == report.properties.size() ? Exit::ok : Exit::no;
  const auto sentences = unexpected_verdicts(read_json(*expected), source.path(), source.contract(), report);
  for (const std::string& sentence : sentences) console.say("error", sentence);
  return sentences.empty() ? Exit::ok : Exit::no;
}

void suggest(Console& console, const Source& source, const Suggestions& suggestions) {
  const auto count = write_suggestions(source, suggestions);
  if (!count)
    return console.say("note", fmt::format("{} would not compile with what was found: nothing was written; add what "
                                           "`missing` says above by hand",
                                           source.path().string()));
  if (*count == 0) return console.say("note", "no missing invariant was found: nothing was written");
  console.say("note", fmt::format("wrote {} invariant{} to {}; prove it again", *count, *count == 1 ? "" : "s",
                                  source.path().string()));
}

Exit run(const Arguments& arguments, Console& console) {
  if (const auto expected = arguments.value("--expect")) require_readable(*expected);
  if (arguments.has("--suggest")) require_writable(arguments.at("FILE"));
  if (const auto file = arguments.value("--sarif")) require_writable(*file);
  const Source source(arguments.at("FILE"), console);
  if (const auto property = arguments.value("--property")) require_property(source.contract(), *property);
  keep_inputs(arguments, source);
  const Interrupt interrupt;
  const verify::Options options = options_of(arguments, console, interrupt);
  verify::Report report = verify::prove(source.contract(), options);
  const Suggestions suggestions = suggest_invariants(source, options, report);
  if (arguments.has("--json")) {
    console.print_json(verdicts_json(source, report));
  } else {
    console.print(verdicts_text(source, report));
    if (arguments.has("--matrix")) console.print(matrix_text(report));
  }
  if (const auto directory = arguments.value("--certify")) {
    write_certificates(*directory, report);
    console.say("note", fmt::format("{} of {} proved goals have a certificate, in {}", report.certificates.size(),
                                    report.certifiable, *directory));
  }
  if (const auto file = arguments.value("--sarif")) write_file(*file, verdicts_sarif(source, report).dump(1) + "\n");
  if (arguments.has("--suggest")) suggest(console, source, suggestions);
  if (interrupt.requested()) console.say("note", "interrupted: what was not decided yet is unknown");
  for (const std::string& sentence : report.disagreements) console.say("error", sentence);
  if (!report.disagreements.empty()) return Exit::failure;
  return judge(arguments, console, source, report);
}

}  // namespace

Verb prove_verb() {
  return {"prove",
          "prove or refute every property of a contract",
          "Exit 0 only if every property is proved, or all verdicts are those of --expect.\n"
          "Ctrl-C ends the run early: what is not decided yet is unknown.",
          "  surety prove perp.surety\n  surety prove perp.surety --property no_bad_debt --json\n",
          {{"FILE", "the contract", false}},
          {{"--property", "NAME", "this property only"},
           {"--jobs", "N", "obligations solved at the same time (default: all cores)"},
           {"--timeout", "SECONDS", "longest time to prove a property, and to find a run that breaks it (default: 60)"},
           {"--expect", "FILE", "compare with this JSON file, property -> verdict"},
           {"--smt", "DIR", "write each obligation to this directory as SMT-LIB"},
           {"--recheck",
            "SOLVER",
            "ask another solver whatever a proof rests on; may be given twice",
            true,
            {"cvc5", "z3-npm"}},
           {"--z3-npm", "DIR", "where the npm package z3-solver is installed, for --recheck z3-npm"},
           {"--certify", "DIR", "write a certificate of each proved goal to this directory, for `surety recheck`"},
           {"--suggest", "", "write invariants that close the gap of what is not inductive into the file"},
           {"--cache", "DIR", "remember proofs in this folder (default: surety in $XDG_CACHE_HOME or ~/.cache)"},
           {"--no-cache", "", "neither use nor keep what earlier runs found"},
           {"--matrix", "", "also list which step can touch which property, and which requires protect it"},
           {"--sarif", "FILE", "also write what is not proved to this file as SARIF, for code scanning"},
           {"--json", "", "print the result as JSON (surety.verdicts/1)"}},
          run};
}

}  // namespace surety::cli
