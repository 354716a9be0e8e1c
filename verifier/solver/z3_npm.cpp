// z3_npm.cpp -- see z3_npm.h.
#include "verifier/solver/z3_npm.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <system_error>

namespace surety::verify::solver {

namespace {

constexpr double version_seconds = 60;  // npm and the module's start on a busy machine
constexpr std::string_view name_word = "z3-npm ";
constexpr std::string_view missing_word = "missing: ";

/// Between questions and after each answer: a comment of SMT-LIB that no question has.
constexpr std::string_view end_of_one = ";; surety: that was one\n";

/// Arguments: the folder or nothing, `version` or `ask`, and what ends an answer. Questions come on standard input.
constexpr std::string_view script = R"js(
const path = require('path');
const { execFileSync } = require('child_process');
const [folder, task, end_of_one] = process.argv.slice(-3);

function places() {
  if (folder !== '-') {
    const here = path.resolve(folder);
    return [path.join(here, 'node_modules', 'z3-solver'), path.join(here, 'z3-solver'), here];
  }
  const found = ['z3-solver'];
  try {
    found.push(require.resolve('z3-solver', { paths: [process.cwd()] }));
  } catch {}
  return found;
}

function load(names) {
  for (const name of names) {
    try {
      const module = require(name);
      if (typeof module.init === 'function') return module;
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_INVALID_ARG_VALUE') throw error;
    }
  }
  return null;
}

function load_global() {
  if (folder !== '-') return null;
  try {
    const root = execFileSync('npm', ['root', '-g'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return load([path.join(root, 'z3-solver')]);
  } catch {
    return null;
  }
}

async function main() {
  const module = load(places()) ?? load_global();
  if (!module) {
    console.log('missing: z3-solver');
    process.exit(0);
  }
  const { Z3 } = await module.init();
  if (task === 'version') {
    const { major, minor, build_number } = Z3.get_version();
    console.log(`z3-npm ${major}.${minor}.${build_number}`);
    process.exit(0);
  }
  const text = require('fs').readFileSync(0, 'utf8');
  for (const question of text.split(end_of_one)) {
    const context = Z3.mk_context(Z3.mk_config());
    const answer = await Z3.eval_smtlib2_string(context, question);
    await new Promise((written) => process.stdout.write(`${answer.trimEnd()}\n${end_of_one}`, written));
    Z3.del_context(context);
  }
  process.exit(0);
}
main().catch((error) => {
  console.log(`failed: ${String(error.message ?? error).split('\n')[0]}`);
  process.exit(0);
});
)js";

std::vector<std::string> command(const std::string& folder, const char* task) {
  return {"node", "-e", std::string(script), "--", folder.empty() ? "-" : folder, task, std::string(end_of_one)};
}

/// Of what the program said, the answers that it ended; at most `most`.
std::vector<Reply> answered(const std::string& output, std::size_t most) {
  std::vector<Reply> replies;
  std::size_t begin = 0;
  for (std::size_t end = 0; replies.size() < most; begin = end + end_of_one.size()) {
    end = output.find(end_of_one, begin);
    if (end == std::string::npos) break;
    replies.push_back(reply_of({true, false, output.substr(begin, end - begin)}));
  }
  return replies;
}

}  // namespace

Z3Npm::Z3Npm(std::string folder) : folder_(std::move(folder)) {
  Finished finished;
  try {
    finished = run_program(command(folder_, "version"), "", version_seconds, [] { return false; });
  } catch (const std::system_error& error) {
    throw std::runtime_error(
        fmt::format("cannot run `node`: {}; install Node.js 18 or newer (on Debian the package `nodejs`) or leave "
                    "`--recheck z3-npm` out",
                    error.code().message()));
  }
  std::string said = finished.output.substr(0, finished.output.find('\n'));
  if (said.starts_with(missing_word)) {
    throw std::runtime_error(
        folder_.empty()
            ? "the npm package `z3-solver` was not found in NODE_PATH, in node_modules above this folder, or under "
              "`npm root -g`; install it with `npm install -g z3-solver`"
            : fmt::format(
                  "the npm package `z3-solver` is not in `{}`; install it with `npm install --prefix {} z3-solver`",
                  folder_, folder_));
  }
  if (!finished.by_itself || !said.starts_with(name_word)) {
    throw std::runtime_error(fmt::format("the npm package `z3-solver` should tell its version, and said {}",
                                         quoted_output(finished.output)));
  }
  name_ = std::move(said);
}

Reply Z3Npm::ask(const std::string& smtlib, const Limits& limits, Interrupter& interrupter) const {
  return ask_all({smtlib}, limits, interrupter).front();
}

std::vector<Reply> Z3Npm::ask_all(const std::vector<std::string>& smtlib, const Limits& limits,
                                  Interrupter& interrupter) const {
  const auto all = [&](Reply reply) { return std::vector<Reply>(smtlib.size(), std::move(reply)); };
  if (interrupter.stopped()) return all({Status::unknown, "it was interrupted", {}});
  std::string text;
  for (const std::string& one : smtlib) {
    if (!text.empty()) text += end_of_one;
    text += fmt::format("(set-option :rlimit {})\n", limits.resources) + one;
  }
  Finished finished;
  try {
    finished = run_program(command(folder_, "ask"), text, limits.seconds, [&] { return interrupter.stopped(); });
  } catch (const std::system_error& error) {
    return all({Status::unknown, fmt::format("it could not be run: {}", error.what()), {}});
  }
  std::vector<Reply> replies = answered(finished.output, smtlib.size());
  if (replies.size() < smtlib.size() && smtlib.size() == 1) return {reply_of(finished)};
  for (std::size_t i = replies.size(); i < smtlib.size(); ++i) replies.push_back(ask(smtlib[i], limits, interrupter));
  return replies;
}

}  // namespace surety::verify::solver
