// verb_new.cpp -- `surety new`: a project that already checks, proves and passes its test.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/starter.h"
#include "cli/verb.h"

namespace surety::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_name = 64;

/// The name becomes a folder, a file and, in capitals, a contract.
void require_name(const std::string& name) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto usable = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  if (!name.empty() && name.size() <= longest_name && letter(name[0]) && std::ranges::all_of(name, usable)) return;
  throw UsageError(fmt::format(
      "`{}` cannot be the name of a project: small letters, digits, `_` and `-` after a first letter were expected",
      name));
}

void make_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw UsageError(fmt::format("cannot make the directory `{}`: {}", path.string(), error.message()));
}

Exit run(const Arguments& arguments, Console& console) {
  const std::string& name = arguments.at("NAME");
  require_name(name);
  std::error_code error;
  if (fs::exists(name, error)) throw UsageError(fmt::format("`{}` exists already; nothing was written", name));
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  std::string text;
  for (const StarterFile& file : starter_files(name)) {
    const fs::path path = fs::path(name) / file.path;
    make_directory(path.parent_path());
    write_file(path, file.text);
    files.push_back(path.string());
    text += fmt::format("  {}\n", path.string());
  }
  if (arguments.has("--json")) {
    console.print_json(nlohmann::ordered_json{{"schema", "surety.new/1"}, {"files", std::move(files)}});
  } else {
    console.print(fmt::format("a new project:\n{}next: cd {} && surety prove {}.surety\n", text, name, name));
  }
  return Exit::ok;
}

}  // namespace

Verb new_verb() {
  return {"new",
          "a starter project: contract, test, scenario, CI workflow",
          "",
          "  surety new my_perp\n",
          {{"NAME", "the folder to make; small letters, digits, `_` and `-`", false}},
          {{"--json", "", "print the names of the files as JSON (surety.new/1)"}},
          run};
}

}  // namespace surety::cli
