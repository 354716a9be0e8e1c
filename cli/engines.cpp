// engines.cpp -- see engines.h.
#include "cli/engines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "codegen/codegen.h"
#include "codegen/cosmwasm/cosmwasm.h"
#include "compiler/read/interpreter.h"
#include "runtime/engine/cosmwasm_engine.h"
#include "runtime/engine/wasm_engine.h"

namespace surety::cli {

namespace {

const std::vector<std::string> usual_engines = {"interpreter", "native", "wasm"};
/// A chain in node: slower, and told of by name.
const std::vector<std::string> all_engines = {"interpreter", "native", "wasm", "cosmwasm"};

/// Is `node` a program on the path?
bool node_is_installed() {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path ? path : "");
  for (std::string folder; std::getline(folders, folder, ':');) {
    if (access((folder + "/node").c_str(), X_OK) == 0) return true;
  }
  return false;
}

std::unique_ptr<core::Engine> make(const std::string& name, const core::Contract& contract,
                                   const codegen::Options& code) {
  if (name == "interpreter") return read::make_interpreter(contract);
  if (name == "native") return codegen::make_native_engine(contract, code);
  if (name == "cosmwasm")
    return runtime::make_cosmwasm_engine(contract, codegen::cosmwasm_module(contract, code).bytes);
  return runtime::make_wasm_engine(contract, codegen::wasm_module(contract, code).bytes);
}

std::vector<std::string> chosen(const Arguments& arguments, Console& console) {
  std::vector<std::string> names = arguments.all("--engine");
  const bool asked = !names.empty();
  if (!asked) names = usual_engines;
  std::vector<std::string> unique;
  for (const std::string& name : names) {
    if (std::find(unique.begin(), unique.end(), name) == unique.end()) unique.push_back(name);
  }
  if (asked || node_is_installed()) return unique;
  console.say("note", "the wasm engine is left out: it runs in Node.js and `node` is not on the PATH");
  std::erase(unique, "wasm");
  return unique;
}

}  // namespace

OptionSpec engine_option() {
  return {"--engine", "NAME",
          "run on this engine: interpreter, native, wasm or cosmwasm; repeat to compare (default: the first three)",
          true, all_engines};
}

Engines::Engines(const core::Contract& contract, const codegen::Options& code, const Arguments& arguments,
                 Console& console) {
  for (const std::string& name : chosen(arguments, console)) {
    try {
      engines_.push_back(make(name, contract, code));
    } catch (const runtime::WasmEngineError& error) {
      throw ToolError(error.what());
    } catch (const codegen::CodegenError& error) {
      throw ToolError(error.what());
    }
  }
}

std::vector<core::Engine*> Engines::pointers() const {
  std::vector<core::Engine*> result;
  result.reserve(engines_.size());
  for (const auto& engine : engines_) result.push_back(engine.get());
  return result;
}

std::vector<std::string> Engines::names() const {
  std::vector<std::string> result;
  result.reserve(engines_.size());
  for (const auto& engine : engines_) result.push_back(engine->name());
  return result;
}

bool Engines::compiled() const {
  return std::ranges::any_of(engines_, [](const auto& engine) { return engine->name() != "interpreter"; });
}

std::string Engines::list() const {
  const std::vector<std::string> all = names();
  if (all.size() == 1) return all[0];
  return fmt::format("{} and {}", fmt::join(all.begin(), all.end() - 1, ", "), all.back());
}

void report_disagreement(const runtime::Disagreement& disagreement) {
  throw ToolError(fmt::format("{} and {} disagree at call {}: {}\nthis is a defect of surety; please report it",
                              disagreement.engine_a, disagreement.engine_b, disagreement.call + 1, disagreement.what));
}

}  // namespace surety::cli
