// load.cpp -- see load.h.
#include "cli/load.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/verb.h"
#include "compiler/core/text.h"

namespace surety::cli {

namespace fs = std::filesystem;

namespace {

check::Compiled core_text(const fs::path& path) {
  auto parsed = core::parse_text(read_file(path));
  if (const auto* error = std::get_if<core::TextError>(&parsed)) {
    throw ContentError(fmt::format("{}:{}: {}", path.string(), error->line, error->message));
  }
  check::Compiled compiled;
  compiled.contract = std::move(std::get<core::Contract>(parsed));
  if (const auto wrong = core::validate(*compiled.contract)) {
    throw ContentError(fmt::format("{}: {}", path.string(), *wrong));
  }
  return compiled;
}

std::size_t count_errors(const source::Sink& sink) {
  std::size_t errors = 0;
  for (const source::Diagnostic& diagnostic : sink.diagnostics()) {
    if (source::info(diagnostic.message).severity == source::Severity::error) ++errors;
  }
  return errors;
}

}  // namespace

/// Beside the program where it is installed, in the source tree where it was only built.
fs::path standard_library() {
  if (const char* chosen = std::getenv("SURETY_STDLIB"); chosen && *chosen) return chosen;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& place : {program / "../share/surety/stdlib", program / "../../stdlib"}) {
    if (fs::is_directory(place, error)) return fs::weakly_canonical(place, error);
  }
  return program / "../share/surety/stdlib";
}

check::Compiled compile(const fs::path& path) {
  require_readable(path);
  if (path.extension() == ".core") return core_text(path);
  return check::compile_file(path, {standard_library()});
}

check::Compiled compile_text(const fs::path& path, std::string text) {
  return check::compile_text(path.string(), std::move(text), {standard_library()});
}

Source::Source(fs::path path, Console& console) : path_(std::move(path)), compiled_(compile(path_)) {
  const std::string diagnostics = source::render(compiled_.sources, compiled_.sink, console.colour());
  if (!diagnostics.empty()) console.say(diagnostics);
  if (compiled_.contract) {
    contract_ = std::move(*compiled_.contract);
    return;
  }
  const std::size_t errors = count_errors(compiled_.sink);
  throw ContentError(fmt::format("{} was not accepted: {} error{}", path_.string(), errors, errors == 1 ? "" : "s"));
}

std::string Source::text_sha256() const {
  const bool core_text = sources().size() == 0;
  return sha256(core_text ? read_file(path_) : sources().text(source::FileId{0}));
}

std::string Source::place(source::Span span) const {
  if (span.none() || span.file.index >= compiled_.sources.size()) return {};
  const source::Location location = compiled_.sources.location(span.file, span.begin);
  return fmt::format("{}:{}:{}", compiled_.sources.name(span.file), location.line, location.column);
}

nlohmann::ordered_json where(const source::SourceMap& sources, source::Span span) {
  if (span.none() || span.file.index >= sources.size()) return nullptr;
  const source::Location location = sources.location(span.file, span.begin);
  return {{"file", sources.name(span.file)}, {"line", location.line}, {"column", location.column}};
}

std::vector<Input> inputs_of(const Source& source) {
  std::vector<Input> inputs = {{"source", source.path()}};
  for (std::uint32_t i = 1; i < source.sources().size(); ++i)
    inputs.push_back({"source", source.sources().name(source::FileId{i})});
  return inputs;
}

}  // namespace surety::cli
