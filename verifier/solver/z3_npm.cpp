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

/// Arguments: the folder or nothing, `version` or `ask`. The question comes on standard input.
constexpr std::string_view script = R"js(
const path = require('path');
const { execFileSync } = require('child_process');
const [folder, task] = process.argv.slice(-2);

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
  const context = Z3.mk_context(Z3.mk_config());
  const answer = await Z3.eval_smtlib2_string(context, text);
  process.stdout.write(answer, () => process.exit(0));
}
main().catch((error) => {
  console.log(`failed: ${String(error.message ?? error).split('\n')[0]}`);
  process.exit(0);
});
)js";

std::vector<std::string> command(const std::string& folder, const char* task) {
  return {"node", "-e", std::string(script), "--", folder.empty() ? "-" : folder, task};
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
  if (interrupter.stopped()) return {Status::unknown, "it was interrupted", {}};
  const std::string text = fmt::format("(set-option :rlimit {})\n", limits.resources) + smtlib;
  try {
    return reply_of(run_program(command(folder_, "ask"), text, limits.seconds, [&] { return interrupter.stopped(); }));
  } catch (const std::system_error& error) {
    return {Status::unknown, fmt::format("it could not be run: {}", error.what()), {}};
  }
}

}  // namespace surety::verify::solver
