// verb_explain.cpp -- `surety explain`: what a diagnostic means, with an example.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "cli/verb.h"
#include "compiler/source/diagnostic.h"

namespace surety::cli {

namespace {

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of('\n');
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of("\n ") + 1 - begin));
}

Exit run(const Arguments& arguments, Console& console) {
  std::string code = arguments.at("CODE");
  std::ranges::transform(code, code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const std::vector<source::MessageInfo> all = source::all_messages();
  const auto message = std::ranges::find(all, code, &source::MessageInfo::code);
  if (message == all.end()) {
    throw UsageError(
        fmt::format("no diagnostic has the code `{}`; codes look like {} and stand in brackets after `error`", code,
                    all.front().code));
  }
  const std::string_view severity = message->severity == source::Severity::error ? "error" : "warning";
  if (arguments.has("--json")) {
    console.print_json(nlohmann::ordered_json{{"schema", "surety.explanation/1"},
                                              {"code", message->code},
                                              {"name", message->name},
                                              {"severity", severity},
                                              {"explanation", trimmed(message->explanation)}});
  } else {
    console.print(
        fmt::format("{}[{}]: {}\n\n{}\n", severity, message->code, message->name, trimmed(message->explanation)));
  }
  return Exit::ok;
}

}  // namespace

Verb explain_verb() {
  return {"explain",
          "say at length what a diagnostic means",
          "",
          "  surety explain S0101\n",
          {{"CODE", "the code in brackets, such as S0101", false}},
          {{"--json", "", "print the result as JSON (surety.explanation/1)"}},
          run};
}

}  // namespace surety::cli
