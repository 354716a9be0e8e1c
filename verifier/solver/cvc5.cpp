// cvc5.cpp -- see cvc5.h.
#include "verifier/solver/cvc5.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <system_error>

#include "verifier/solver/child_program.h"

namespace surety::verify::solver {

namespace {

constexpr double version_seconds = 20;
constexpr std::string_view version_words = "cvc5 version ";

}  // namespace

Cvc5::Cvc5(std::string program) : program_(std::move(program)) {
  Finished finished;
  try {
    finished = run_program({program_, "--version"}, "", version_seconds, [] { return false; });
  } catch (const std::system_error& error) {
    throw std::runtime_error(
        fmt::format("cannot run `{}`: {}; install cvc5 (on Debian the package `cvc5`) or leave `--recheck` out",
                    program_, error.code().message()));
  }
  const std::size_t place = finished.output.find(version_words);
  if (place == std::string::npos) {
    throw std::runtime_error(fmt::format("`{} --version` should name cvc5's version, and said {}", program_,
                                         quoted_output(finished.output)));
  }
  const std::size_t start = place + version_words.size();
  name_ = "cvc5 " + finished.output.substr(start, finished.output.find_first_of(" \n[", start) - start);
}

Reply Cvc5::ask(const std::string& smtlib, const Limits& limits, Interrupter& interrupter) const {
  if (interrupter.stopped()) return {Status::unknown, "it was interrupted", {}};
  // Debian's build has no libpoly, hence no coverings (--nl-cov): what is left is incremental linearization, and its
  // defaults confirmed more than any other setting that was tried.
  const auto milliseconds = static_cast<std::uint64_t>(std::clamp(limits.seconds, 0.001, 1e6) * 1000);
  const std::vector<std::string> words = {program_, "--lang=smt2", fmt::format("--rlimit={}", limits.resources),
                                          fmt::format("--tlimit={}", milliseconds), "-"};
  try {
    return reply_of(run_program(words, smtlib, limits.seconds, [&] { return interrupter.stopped(); }));
  } catch (const std::system_error& error) {
    return {Status::unknown, fmt::format("it could not be run: {}", error.what()), {}};
  }
}

}  // namespace surety::verify::solver
