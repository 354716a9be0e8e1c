// second_solver.cpp -- see second_solver.h.
#include "verifier/solver/second_solver.h"

#include <algorithm>
#include <vector>

namespace surety::verify::solver {

namespace {

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

}  // namespace

std::vector<Reply> SecondSolver::ask_all(const std::vector<std::string>& smtlib, const Limits& limits,
                                         Interrupter& interrupter) const {
  std::vector<Reply> replies;
  for (const std::string& one : smtlib) replies.push_back(ask(one, limits, interrupter));
  return replies;
}

std::string quoted_output(const std::string& output) {
  constexpr std::size_t most = 80;
  const std::vector<std::string> lines = lines_of(output);
  if (lines.empty()) return "nothing";
  std::string text = lines.front().substr(0, most);
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return "`" + text + "`";
}

Reply reply_of(const Finished& finished) {
  if (finished.too_late) return {Status::unknown, "it ran out of time", {}};
  if (!finished.by_itself) return {Status::unknown, "it crashed", {}};
  const std::vector<std::string> lines = lines_of(finished.output);
  const std::string& word = lines.size() == 1 ? lines.front() : "";
  if (word == "unsat") return {Status::unsat, "", {}};
  if (word == "sat") return {Status::sat, "", {}};
  if (word == "unknown") return {Status::unknown, "it gave up", {}};
  if (word.find("interrupted by timeout") != std::string::npos) return {Status::unknown, "it ran out of time", {}};
  return {Status::unknown, "it said " + quoted_output(finished.output), {}};
}

}  // namespace surety::verify::solver
