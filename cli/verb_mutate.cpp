// verb_mutate.cpp -- `surety mutate`: are the properties strong enough to notice mistakes?
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/cache.h"
#include "cli/files.h"
#include "cli/interrupt.h"
#include "cli/mutation_report.h"
#include "cli/property_named.h"
#include "cli/verb.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

namespace {

using mutate::Mutant;

constexpr std::uint64_t default_seconds = 60;
constexpr std::uint64_t most_lines = 10'000'000;

std::vector<mutate::Operator> operators_of(const Arguments& arguments) {
  std::vector<mutate::Operator> chosen;
  for (const std::string& word : arguments.all("--operator")) {
    const auto found = mutate::find_operator(word);
    if (!found) {
      throw UsageError(fmt::format("no operator `{}`{}", word, scenario::suggestion(word, mutate::operator_words())));
    }
    chosen.push_back(*found);
  }
  return chosen;
}

/// Those that the user asked for, in their order.
std::vector<Mutant> chosen(const Arguments& arguments, std::vector<Mutant> mutants, const Source& source) {
  const std::vector<mutate::Operator> operators = operators_of(arguments);
  const std::uint64_t line = arguments.number("--line", 1, most_lines, 0);
  std::erase_if(mutants, [&](const Mutant& mutant) {
    const bool other = !operators.empty() && std::ranges::find(operators, mutant.op) == operators.end();
    const auto begin = source.sources().location(source::FileId{}, mutant.span.begin).line;
    const auto end = source.sources().location(source::FileId{}, mutant.span.end).line;
    return other || (line != 0 && (line < begin || line > end));
  });
  return mutants;
}

/// Claims about the statement that was changed first, then those about the rest of its action, then the others.
std::vector<std::size_t> claims_for(const Mutant& mutant, const std::vector<mutate::Claim>& claims) {
  std::vector<std::size_t> order(claims.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto distance = [&](std::size_t index) {
    const mutate::Claim& claim = claims[index];
    const bool apart = claim.span.end <= mutant.span.begin || mutant.span.end <= claim.span.begin;
    if (!apart) return 0;
    return claim.action == mutant.declaration ? 1 : 2;
  };
  std::ranges::stable_sort(order, {}, distance);
  return order;
}

std::string first_error(const check::Compiled& compiled) {
  for (const source::Diagnostic& diagnostic : compiled.sink.diagnostics()) {
    const source::MessageInfo& info = source::info(diagnostic.message);
    if (info.severity == source::Severity::error) return fmt::format("{}: {}", info.code, diagnostic.text);
  }
  return "it does not compile";
}

verify::Options options_of(const Arguments& arguments, Console& console, const Interrupt& interrupt) {
  verify::Options options;
  options.cache_directory = cache_directory(arguments, console);
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  options.jobs = static_cast<unsigned>(arguments.number("--jobs", 1, 1'024, cores));
  options.timeout_seconds = static_cast<double>(arguments.number("--timeout", 1, 1'000'000, default_seconds));
  options.cancelled = [&interrupt] { return interrupt.requested(); };
  return options;
}

Exit show(const Arguments& arguments, Console& console, const Mutation& mutation) {
  if (arguments.has("--json")) {
    console.print_json(mutation_json(mutation));
  } else {
    console.print(mutation_text(mutation));
  }
  return Exit::ok;
}

Exit judge(const Arguments& arguments, Console& console, const Mutation& mutation, bool interrupted) {
  for (const std::string& name : mutation.report->unproved)
    console.say("note", fmt::format("`{}` is not proved for the contract itself, so it kills nothing", name));
  if (interrupted) {
    console.say("note", "interrupted: the score is that of the mutants that were tried");
    return Exit::no;
  }
  const auto percent = score(mutation);
  const auto least = static_cast<double>(arguments.number("--at-least", 0, 100, 0));
  if (!percent || *percent >= least) return Exit::ok;
  console.say("error", fmt::format("the score is {:.1f}%, at least {}% was asked for", *percent, least));
  return Exit::no;
}

Exit campaign(const Arguments& arguments, Console& console, Mutation mutation, std::vector<mutate::Claim> claims) {
  const auto compile = [&](std::string text) { return compile_text(mutation.source.path(), std::move(text)); };
  const auto specification = mutate::specify(mutation.text, std::move(claims), compile);
  if (!specification) throw ToolError("the contract did not compile a second time");
  const Interrupt interrupt;
  const verify::mutation::Campaign campaign{
      mutation.source.contract(),
      specification->contract,
      specification->rules,
      mutation.mutants.size(),
      [&](std::size_t index) -> std::variant<core::Contract, std::string> {
        check::Compiled compiled = compile(mutate::edited(mutation.text, mutation.mutants[index].edits));
        if (!compiled.contract) return first_error(compiled);
        return std::move(*compiled.contract);
      },
      [&](std::size_t index) { return claims_for(mutation.mutants[index], specification->claims); },
      arguments.value("--property"),
      [&](std::size_t index) {
        console.progress(fmt::format("{} of {}  {}", index + 1, mutation.mutants.size(), mutation.mutants[index].id));
      }};
  const verify::mutation::CampaignReport report =
      verify::mutation::run(campaign, options_of(arguments, console, interrupt));
  mutation.specification = &*specification;
  mutation.report = &report;
  show(arguments, console, mutation);
  return judge(arguments, console, mutation, interrupt.requested());
}

Exit run(const Arguments& arguments, Console& console) {
  const std::filesystem::path path = arguments.at("FILE");
  static_cast<void>(operators_of(arguments));  // wrong words are told before any work
  static_cast<void>(arguments.number("--at-least", 0, 100, 0));
  require_readable(path);
  if (path.extension() == ".core")
    throw UsageError(fmt::format("`{}` is core text; mistakes are planted in the text of a contract, a .surety file",
                                 path.string()));
  const Source source(path, console);
  if (const auto property = arguments.value("--property")) require_property(source.contract(), *property);
  const std::string& text = source.sources().text(source::FileId{});
  mutate::Plan plan = mutate::plan(text, source.contract());
  const std::vector<Mutant> mutants = chosen(arguments, std::move(plan.mutants), source);
  const Mutation mutation{source, text, mutants, nullptr, nullptr};
  if (arguments.has("--list")) return show(arguments, console, mutation);
  return campaign(arguments, console, mutation, std::move(plan.claims));
}

}  // namespace

Verb mutate_verb() {
  return {
      "mutate",
      "plant mistakes in a contract and see which of them its properties notice",
      "Each mutant is the contract with one small mistake. It is killed where a property can no longer be proved,\n"
      "equivalent where it is proved to do what the contract does. What survives shows what no property speaks of.\n"
      "Exit 0 unless the score is below --at-least. Ctrl-C ends the run early: the rest was not tried.",
      "  surety mutate perp.surety\n  surety mutate perp.surety --operator drop-require --at-least 90\n"
      "  surety mutate perp.surety --line 57 --list\n",
      {{"FILE", "the contract", false}},
      {{"--property", "NAME", "only this property may kill"},
       {"--operator", "NAME", "only this kind of mistake; may be repeated", true},
       {"--line", "N", "only mistakes on this line of the file"},
       {"--list", "", "show the mutants and prove nothing"},
       {"--jobs", "N", "mutants tried at the same time (default: all cores)"},
       {"--timeout", "SECONDS", "longest time for one mutant; then it is not decided (default: 60)"},
       {"--cache", "DIR", "remember the contract's own proofs in this folder, as `surety prove` does"},
       {"--no-cache", "", "neither use nor keep what earlier runs found"},
       {"--at-least", "PERCENT", "exit 1 where the score is lower"},
       {"--json", "", "print the result as JSON (surety.mutation/1)"}},
      run};
}

}  // namespace surety::cli
