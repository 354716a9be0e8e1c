// verb_fmt.cpp -- `surety fmt`: the one layout of contracts.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/verb.h"
#include "compiler/syntax/format.h"

namespace surety::cli {

namespace {

enum class Outcome { unchanged, changed, refused };

Outcome format_file(const std::string& path, bool check_only, Console& console) {
  source::SourceMap sources;
  source::Sink sink;
  std::string text = read_file(path);
  const source::FileId file = sources.add(path, text);
  const std::optional<std::string> formatted = syntax::format(sources, file, sink);
  if (!formatted) {
    console.say(source::render(sources, sink, console.colour()));
    return Outcome::refused;
  }
  if (*formatted == text) return Outcome::unchanged;
  if (!check_only) write_file(path, *formatted);
  return Outcome::changed;
}

const char* word(Outcome outcome) {
  switch (outcome) {
    case Outcome::unchanged: return "unchanged";
    case Outcome::changed: return "changed";
    case Outcome::refused: break;
  }
  return "refused";
}

Exit run(const Arguments& arguments, Console& console) {
  const bool check_only = arguments.has("--check");
  const std::vector<std::string> files = arguments.all("FILE");
  for (const std::string& file : files) require_readable(file);
  nlohmann::ordered_json json = {{"schema", "surety.fmt/1"}, {"files", nlohmann::ordered_json::array()}};
  bool well = true;
  for (const std::string& file : files) {
    const Outcome outcome = format_file(file, check_only, console);
    if (outcome == Outcome::refused || (check_only && outcome == Outcome::changed)) well = false;
    json["files"].push_back({{"file", file}, {"outcome", word(outcome)}});
    if (!arguments.has("--json") && outcome == Outcome::changed) {
      console.print(fmt::format("{} {}\n", file, check_only ? "is not formatted" : "formatted"));
    }
  }
  if (arguments.has("--json")) console.print_json(json);
  return well ? Exit::ok : Exit::no;
}

}  // namespace

Verb fmt_verb() {
  return {
      "fmt",
      "lay out contracts in the one way; comments and line breaks stay",
      "Files with syntax errors are left as they are. With --check nothing is written, and the answer is no (exit 1) "
      "where a file would change.",
      "  surety fmt perp.surety\n  surety fmt --check *.surety\n",
      {{"FILE", "files to format", true}},
      {{"--check", "", "only say which files would change"}, {"--json", "", "print the result as JSON (surety.fmt/1)"}},
      run};
}

}  // namespace surety::cli
