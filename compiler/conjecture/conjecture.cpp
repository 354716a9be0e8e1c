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

std::string with_invariants(const std::string& text, std::uint32_t place, const std::vector<Conjecture>& invariants) {
  const auto line_start = [&](std::size_t at) { return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; };
  const auto first_letter = [&](std::size_t start) {
    return std::min(text.find_first_not_of(" \t", start), text.size());
  };
  std::size_t start = line_start(place);
  const std::string indent = text.substr(start, first_letter(start) - start);
  while (start > 0) {
    const std::size_t above = line_start(start - 1);
    if (text.compare(first_letter(above), 2, "//") != 0) break;
    start = above;
  }
  std::string lines;
  for (const Conjecture& one : invariants) lines += fmt::format("{}invariant {}: {}\n", indent, one.name, one.text);
  return text.substr(0, start) + lines + text.substr(start);
}

}  // namespace surety::conjecture
