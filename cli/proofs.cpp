// proofs.cpp -- see proofs.h.
#include "cli/proofs.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "cli/cache.h"
#include "codegen/codegen.h"

namespace surety::cli {

verify::Options proof_options(const Arguments& arguments, Console& console, const Interrupt& interrupt) {
  verify::Options options;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  options.jobs = static_cast<unsigned>(arguments.number("--jobs", 1, 1'024, cores));
  options.timeout_seconds = static_cast<double>(
      arguments.number("--timeout", 1, 1'000'000, static_cast<std::uint64_t>(options.timeout_seconds)));
  options.cache_directory = cache_directory(arguments, console);
  options.make_engine = [](const core::Contract& contract) { return codegen::make_native_engine(contract); };
  options.progress = [&console, start = std::chrono::steady_clock::now()](const std::string& text) {
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    console.progress(fmt::format("{:5.1f} s  {}", elapsed.count(), text));
  };
  options.cancelled = [&interrupt] { return interrupt.requested(); };
  return options;
}

void choose_second_solvers(const Arguments& arguments, verify::Options& options) {
  const std::vector<std::string> names = arguments.all("--recheck");
  const auto asked = [&](const std::string& name) { return std::ranges::find(names, name) != names.end(); };
  if (asked("cvc5")) options.recheck = "cvc5";
  if (asked("z3-npm")) options.recheck_z3_npm = arguments.value("--z3-npm").value_or("");
  if (arguments.has("--z3-npm") && !options.recheck_z3_npm)
    throw UsageError("`--z3-npm` says where the package is, and `--recheck z3-npm` asks for it");
  require_second_solvers(options);
}

void require_second_solvers(const verify::Options& options) {
  try {
    if (options.recheck) verify::second_solver_name(*options.recheck);
    if (options.recheck_z3_npm) verify::z3_npm_name(*options.recheck_z3_npm);
  } catch (const std::runtime_error& error) {
    throw ToolError(error.what());
  }
}

std::vector<OptionSpec> cache_options() {
  return {{"--cache", "DIR", "remember proofs in this folder (default: surety in $XDG_CACHE_HOME or ~/.cache)"},
          {"--no-cache", "", "neither use nor keep what earlier runs found"}};
}

std::vector<OptionSpec> effort_options() {
  return {{"--jobs", "N", "obligations solved at the same time (default: all cores)"},
          {"--timeout", "SECONDS", "longest time to prove a property, and to find a run that breaks it (default: 60)"}};
}

}  // namespace surety::cli
