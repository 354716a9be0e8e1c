// compile.h -- the front end as one call: file to core.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "compiler/core/contract.h"
#include "compiler/source/diagnostic.h"

namespace surety::check {

/// Where `use std.x` is looked up.
struct Options {
  std::filesystem::path stdlib;
};

/// A contract with everything needed to print messages about it.
struct Compiled {
  source::SourceMap sources;
  source::Sink sink;
  std::optional<core::Contract> contract;  // absent where there were errors
};

/// Reads and compiles `path` and the modules it uses. A file that cannot be read is a diagnostic too.
Compiled compile_file(const std::filesystem::path& path, const Options& options);
/// The same for text already in memory; `name` is shown in messages, modules are looked up beside it.
Compiled compile_text(const std::string& name, std::string text, const Options& options);

}  // namespace surety::check
