// verb_check.cpp -- `surety check`: names, units and types of contracts, and where arithmetic may still revert.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/load.h"
#include "cli/verb.h"
#include "compiler/check/suggest.h"
#include "compiler/read/interval_domain.h"

namespace surety::cli {

namespace {

using nlohmann::ordered_json;

/// A place whose declared ranges leave room for Overflow or DivisionByZero.
struct ArithmeticNote {
  source::Span span;
  std::string step;
  std::string error;
};

std::vector<ArithmeticNote> arithmetic_notes(const core::Contract& contract) {
  std::vector<ArithmeticNote> notes;
  for (std::uint32_t i = 0; i < contract.steps.size(); ++i) {
    for (const read::PossibleRevert& revert : read::possible_arithmetic_reverts(contract, {i})) {
      const ArithmeticNote note{revert.span, contract.steps[i].name, contract[core::error_id(revert.error)]};
      const auto same = [&](const ArithmeticNote& other) {
        return other.span == note.span && other.step == note.step && other.error == note.error;
      };
      if (std::ranges::none_of(notes, same)) notes.push_back(note);
    }
  }
  return notes;
}

ordered_json diagnostic_json(const source::SourceMap& sources, const source::Diagnostic& diagnostic) {
  const source::MessageInfo& info = source::info(diagnostic.message);
  ordered_json json = {{"code", info.code},
                       {"severity", info.severity == source::Severity::error ? "error" : "warning"},
                       {"message", diagnostic.text},
                       {"where", where(sources, diagnostic.span)},
                       {"labels", ordered_json::array()},
                       {"helps", diagnostic.helps}};
  for (const source::Label& label : diagnostic.labels) {
    json["labels"].push_back({{"where", where(sources, label.span)}, {"text", label.text}});
  }
  return json;
}

/// One file, checked.
struct Checked {
  bool accepted = false;
  std::size_t errors = 0;
  ordered_json json;
};

class Checker {
 public:
  Checker(Console& console, bool verbose) : console_(console), verbose_(verbose) {}

  Checked check(const std::string& path) {
    const check::Compiled compiled = compile_or_complain(path);
    const std::string diagnostics = source::render(compiled.sources, compiled.sink, console_.colour());
    if (!diagnostics.empty()) console_.say(diagnostics);
    Checked result;
    result.accepted = compiled.contract.has_value();
    result.json = {{"file", path}, {"accepted", result.accepted}, {"contract", nullptr}};
    result.json["diagnostics"] = ordered_json::array();
    for (const source::Diagnostic& diagnostic : compiled.sink.diagnostics()) {
      if (source::info(diagnostic.message).severity == source::Severity::error) ++result.errors;
      result.json["diagnostics"].push_back(diagnostic_json(compiled.sources, diagnostic));
    }
    result.json["possible_reverts"] = ordered_json::array();
    if (compiled.contract) note_arithmetic(compiled.sources, *compiled.contract, result.json);
    return result;
  }

 private:
  /// A core text with a fault is one file refused, not the end of the run.
  check::Compiled compile_or_complain(const std::string& path) {
    try {
      return compile(path);
    } catch (const ContentError& error) {
      console_.say("error", error.what());
      return {};
    }
  }

  void note_arithmetic(const source::SourceMap& sources, const core::Contract& contract, ordered_json& json) {
    json["contract"] = contract.name;
    for (const ArithmeticNote& note : arithmetic_notes(contract)) {
      json["possible_reverts"].push_back(
          {{"step", note.step}, {"error", note.error}, {"where", where(sources, note.span)}});
      if (verbose_) console_.say("note", sentence(sources, note));
    }
  }

  static std::string sentence(const source::SourceMap& sources, const ArithmeticNote& note) {
    if (note.span.none() || note.span.file.index >= sources.size()) {
      return fmt::format("`{}` may revert with {}", note.step, note.error);
    }
    const source::Location location = sources.location(note.span.file, note.span.begin);
    return fmt::format("{}:{}:{}: `{}` may revert with {} in `{}`; ranges alone do not exclude it",
                       sources.name(note.span.file), location.line, location.column, sources.text(note.span),
                       note.error, note.step);
  }

  Console& console_;
  bool verbose_;
};

Exit run(const Arguments& arguments, Console& console) {
  const std::vector<std::string> files = arguments.all("FILE");
  for (const std::string& file : files) require_readable(file);
  Checker checker(console, arguments.has("--verbose"));
  ordered_json json = {{"schema", "surety.check/1"}, {"files", ordered_json::array()}};
  std::size_t refused = 0;
  std::size_t errors = 0;
  std::size_t notes = 0;
  for (const std::string& file : files) {
    Checked checked = checker.check(file);
    if (!checked.accepted) ++refused;
    errors += checked.errors;
    notes += checked.json["possible_reverts"].size();
    json["files"].push_back(std::move(checked.json));
  }
  if (arguments.has("--json")) {
    console.print_json(json);
  } else if (refused > 0) {
    console.print(fmt::format("{} checked, {} refused with {}\n", check::counted(files.size(), "file"), refused,
                              check::counted(errors, "error")));
  } else {
    std::string line = fmt::format("{} checked, all well", check::counted(files.size(), "file"));
    if (notes > 0 && !arguments.has("--verbose")) {
      line += fmt::format("; {} where arithmetic may revert (--verbose lists them)", check::counted(notes, "place"));
    }
    console.print(line + "\n");
  }
  return refused == 0 ? Exit::ok : Exit::no;
}

}  // namespace

Verb check_verb() {
  return {"check",
          "parse and check contracts: names, units, types, money",
          "",
          "  surety check perp.surety options.surety\n",
          {{"FILE", "contracts to check", true}},
          {{"--verbose", "", "list each place where declared ranges do not exclude Overflow or DivisionByZero"},
           {"--json", "", "print the result as JSON (surety.check/1)"}},
          run};
}

}  // namespace surety::cli
