// load.h -- a contract file for a verb: compiled, its diagnostics printed, its stdlib found.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/files.h"
#include "compiler/check/compile.h"

namespace surety::cli {

/// Where `use std.x` is found: SURETY_STDLIB, beside the installed program, or in the source tree.
std::filesystem::path standard_library();

/// Compiles a readable file: `.surety` through the front end, `.core` as core text. Prints nothing.
check::Compiled compile(const std::filesystem::path& path);
/// The same for text that stands in for that of `path`, a `.surety` file.
check::Compiled compile_text(const std::filesystem::path& path, std::string text);

/// The contract of a file for verbs that need one. Prints diagnostics to `console`; throws ContentError where there
/// were errors and UsageError where the file cannot be read.
class Source {
 public:
  Source(std::filesystem::path path, Console& console);
  [[nodiscard]] const core::Contract& contract() const { return contract_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const source::SourceMap& sources() const { return compiled_.sources; }
  /// Of the contract's own text, as it was compiled.
  [[nodiscard]] std::string text_sha256() const;
  /// "linear_perp.surety:52:5"; empty for a span without text.
  [[nodiscard]] std::string place(source::Span span) const;

 private:
  std::filesystem::path path_;
  check::Compiled compiled_;  // its contract is moved to contract_
  core::Contract contract_;
};

/// The contract and the modules that it uses, for keep_inputs.
std::vector<Input> inputs_of(const Source& source);

/// {"file", "line", "column"} of a span, null for a span without text.
nlohmann::ordered_json where(const source::SourceMap& sources, source::Span span);

}  // namespace surety::cli
