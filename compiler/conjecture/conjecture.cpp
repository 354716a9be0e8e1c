// conjecture.cpp -- conjectures put into a contract's text.
#include "compiler/conjecture/conjecture.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "compiler/syntax/parse.h"

namespace surety::conjecture {

namespace {

/// What else an ill-typed conjecture upsets is gone in the next attempt.
constexpr int most_attempts = 4;

/// Text before the conjectures, one on each line, text after them.
struct Document {
  std::string head;
  std::string tail;
  std::vector<Conjecture> conjectures;

  [[nodiscard]] std::string text() const {
    std::string whole = head + "\n";
    for (const Conjecture& one : conjectures) whole += fmt::format("invariant {}: {}\n", one.name, one.text);
    return whole + tail;
  }
  /// The line of the first conjecture, from 1.
  [[nodiscard]] std::size_t first_line() const { return static_cast<std::size_t>(std::ranges::count(head, '\n')) + 2; }

  /// False where the errors are not in the conjectures.
  bool drop_wrong(const check::Compiled& compiled) {
    std::set<std::size_t> wrong;
    for (const source::Diagnostic& diagnostic : compiled.sink.diagnostics()) {
      if (source::info(diagnostic.message).severity != source::Severity::error) continue;
      if (diagnostic.span.none() || diagnostic.span.file.index != 0) return false;
      const std::size_t line = compiled.sources.location(diagnostic.span.file, diagnostic.span.begin).line;
      if (line < first_line() || line >= first_line() + conjectures.size()) return false;
      wrong.insert(line - first_line());
    }
    std::vector<Conjecture> right;
    for (std::size_t i = 0; i < conjectures.size(); ++i)
      if (!wrong.contains(i)) right.push_back(conjectures[i]);
    conjectures = std::move(right);
    return !wrong.empty();
  }
};

std::optional<std::string> content(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

std::optional<Extended> extended(const std::filesystem::path& path, const check::Options& options) {
  const auto text = content(path);
  if (!text) return std::nullopt;
  source::SourceMap sources;
  source::Sink sink;
  const auto unit = syntax::parse(sources, sources.add(path.string(), *text), sink);
  const check::Compiled plain = check::compile_text(path.string(), *text, options);
  if (!unit || unit->module || !plain.contract || sink.has_errors()) return std::nullopt;
  const std::size_t brace = text->rfind('}', unit->span.end);
  if (brace == std::string::npos) return std::nullopt;
  Document document{text->substr(0, brace), text->substr(brace), conjectures(*unit, *plain.contract)};
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    check::Compiled compiled = check::compile_text(path.string(), document.text(), options);
    if (compiled.contract) return Extended{std::move(*compiled.contract), std::move(document.conjectures)};
    if (!document.drop_wrong(compiled)) return std::nullopt;
  }
  return std::nullopt;
}

namespace {

std::size_t line_start(const std::string& text, std::size_t at) { return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; }
std::size_t first_letter(const std::string& text, std::size_t start) {
  return std::min(text.find_first_not_of(" \t", start), text.size());
}

/// The beginning of the declaration that byte `place` is in; of the line and the comments above, if it begins the line.
std::size_t above_declaration(const std::string& text, const syntax::Unit& unit, std::uint32_t place) {
  const auto around = std::ranges::find_if(unit.declarations, [&](const syntax::Declaration& one) {
    return one.span.begin <= place && place < one.span.end;
  });
  if (around == unit.declarations.end()) return text.rfind('}', unit.span.end);
  std::size_t start = line_start(text, around->span.begin);
  if (first_letter(text, start) != around->span.begin) return around->span.begin;
  while (start > 0) {
    const std::size_t above = line_start(text, start - 1);
    if (text.compare(first_letter(text, above), 2, "//") != 0) break;
    start = above;
  }
  return start;
}

/// Of the contract's first declaration, where that begins its line.
std::string indentation(const std::string& text, const syntax::Unit& unit) {
  const auto first = std::ranges::find_if(
      unit.declarations, [&](const syntax::Declaration& one) { return one.span.begin > unit.name.span.begin; });
  if (first == unit.declarations.end()) return "    ";
  const std::size_t line = line_start(text, first->span.begin);
  return first_letter(text, line) == first->span.begin ? text.substr(line, first->span.begin - line) : "    ";
}

}  // namespace

std::optional<std::string> with_invariants(const std::string& text, std::optional<std::uint32_t> place,
                                           const std::vector<Conjecture>& invariants) {
  source::SourceMap sources;
  source::Sink sink;
  const auto unit = syntax::parse(sources, sources.add("contract", text), sink);
  if (!unit || sink.has_errors()) return std::nullopt;
  const std::size_t start = above_declaration(text, *unit, place.value_or(unit->span.end));
  if (start == std::string::npos) return std::nullopt;
  const std::string indent = indentation(text, *unit);
  const std::string line_break = text.find("\r\n") == std::string::npos ? "\n" : "\r\n";
  std::string lines;
  for (const Conjecture& one : invariants)
    lines += fmt::format("{}invariant {}: {}{}", indent, one.name, one.text, line_break);
  if (start == line_start(text, start)) return text.substr(0, start) + lines + text.substr(start);
  const bool closing = text.compare(start, 1, "}") == 0;
  const std::size_t end = text.find_last_not_of(" \t", start - 1) + 1;
  return text.substr(0, end) + line_break + lines + (closing ? "" : indent) + text.substr(start);
}

}  // namespace surety::conjecture
