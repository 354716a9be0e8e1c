// engines.h -- the engines a verb runs on: all that are there, in lockstep, or those asked for by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/verb.h"
#include "codegen/options.h"
#include "compiler/core/state.h"
#include "runtime/engine/lockstep.h"

namespace surety::cli {

/// `--engine NAME`, for every verb that executes.
OptionSpec engine_option();

/// Engines of one contract, which must outlive them.
class Engines {
 public:
  /// Those of `--engine`, else all; compiled ones as `code` says. Without `--engine` wasm is left out with a note where
  /// node is not installed; asked for by name its absence is a ToolError.
  Engines(const core::Contract& contract, const codegen::Options& code, const Arguments& arguments, Console& console);
  [[nodiscard]] std::vector<core::Engine*> pointers() const;
  [[nodiscard]] std::vector<std::string> names() const;
  /// Is there one that runs compiled code?
  [[nodiscard]] bool compiled() const;
  /// "interpreter, native and wasm"
  [[nodiscard]] std::string list() const;

 private:
  std::vector<std::unique_ptr<core::Engine>> engines_;
};

/// Two engines differ: a defect of surety, exit 3.
[[noreturn]] void report_disagreement(const runtime::Disagreement& disagreement);

}  // namespace surety::cli
