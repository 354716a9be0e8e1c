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

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char letter : text) {
    if (letter == '\n') {
      lines.emplace_back();
    } else if (letter != '\r') {
      lines.back() += letter;
    }
  }
  std::erase(lines, "");
  return lines;
}

/// The start of what a program said, on one line, for a message.
std::string quoted(const std::string& output) {
  constexpr std::size_t most = 80;
  const std::vector<std::string> lines = lines_of(output);
  if (lines.empty()) return "nothing";
  std::string text = lines.front().substr(0, most);
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return "`" + text + "`";
}

/// An answer counts only where it is all that was said.
Reply reply_of(const Finished& finished) {
  if (finished.too_late) return {Status::unknown, "it ran out of time", {}};
  if (!finished.by_itself) return {Status::unknown, "it crashed", {}};
  const std::vector<std::string> lines = lines_of(finished.output);
  const std::string& word = lines.size() == 1 ? lines.front() : "";
  if (word == "unsat") return {Status::unsat, "", {}};
  if (word == "sat") return {Status::sat, "", {}};
  if (word == "unknown") return {Status::unknown, "it gave up", {}};
  if (word.find("interrupted by timeout") != std::string::npos) return {Status::unknown, "it ran out of time", {}};
  return {Status::unknown, "it said " + quoted(finished.output), {}};
}

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
    throw std::runtime_error(
        fmt::format("`{} --version` should name cvc5's version, and said {}", program_, quoted(finished.output)));
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
