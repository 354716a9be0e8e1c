// modules.cpp -- see modules.h.
#include "compiler/check/modules.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "compiler/check/suggest.h"
#include "compiler/syntax/parse.h"

namespace surety::check {

namespace fs = std::filesystem;
using source::Message;

std::variant<std::string, std::error_code> read_text(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return std::make_error_code(std::errc::is_a_directory);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::error_code(errno != 0 ? errno : ENOENT, std::generic_category());
  // A device such as /dev/zero never ends; what the parser accepts is far smaller than this.
  constexpr std::size_t most = std::size_t{64} << 20U;
  std::string text;
  std::array<char, 1U << 16U> chunk{};
  while (text.size() < most && (file.read(chunk.data(), chunk.size()), file.gcount() > 0))
    text.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return std::make_error_code(std::errc::io_error);
  return text;
}

namespace {

/// The names of the files where the module was looked for, in order. Empty where the folder cannot be read.
std::vector<std::string> modules_beside(const fs::path& path) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator files(path.parent_path(), error);
  for (; !error && files != fs::directory_iterator(); files.increment(error))
    if (files->path().extension() == path.extension()) names.push_back(files->path().stem().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

const syntax::Unit* Modules::parse(std::string name, std::string text) {
  const source::FileId file = run_.sources.add(std::move(name), std::move(text));
  auto unit = syntax::parse(run_.sources, file, run_.sink);
  return unit ? &units_.emplace_back(std::move(*unit)) : nullptr;
}

bool Modules::load(const std::string& name, std::string text, const fs::path& directory) {
  contract_ = parse(name, std::move(text));
  if (contract_ == nullptr) return false;
  if (contract_->module) {
    report(run_.sink, Message::not_a_contract, contract_->name.span, contract_->name.text);
    return false;
  }
  uses(*contract_, directory);
  append(*contract_, false);
  return !run_.sink.has_errors();
}

void Modules::append(const syntax::Unit& unit, bool imported) {
  for (const syntax::Declaration& each : unit.declarations) declarations_.push_back({&each, imported});
}

void Modules::uses(const syntax::Unit& unit, const fs::path& directory) {
  for (const syntax::Declaration& each : unit.declarations)
    if (const auto* node = std::get_if<syntax::UseDecl>(&each.node)) use(*node, each.span, directory);
}

void Modules::use(const syntax::UseDecl& node, Span span, const fs::path& directory) {
  const bool standard = node.path.size() > 1 && node.path.front().text == "std";
  fs::path path = standard ? options_.stdlib : directory;
  std::string name;
  for (std::size_t i = 0; i < node.path.size(); ++i) {
    name += (i > 0 ? "." : "") + node.path[i].text;
    if (i > 0 || !standard) path /= node.path[i].text;
  }
  path += ".surety";
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  const auto [known, first] = files_.emplace(error ? path : canonical, false);
  if (!first) {
    if (!known->second) report(run_.sink, Message::module_cycle, span, name);
    return;
  }
  auto text = read_text(path);
  if (const auto* failure = std::get_if<std::error_code>(&text)) {
    auto& missing = report(run_.sink, Message::module_not_found, span, name);
    if (const auto meant = closest(path.stem().string(), modules_beside(path)))
      missing.help("did you mean `" + name.substr(0, name.rfind('.') + 1) + *meant + "`?");
    missing.help("looked for `" + path.string() + "`: " + failure->message());
    known->second = true;
    return;
  }
  if (const syntax::Unit* const unit = parse(path.string(), std::move(std::get<std::string>(text)))) {
    if (!unit->module || unit->name.text != name)
      report(run_.sink, Message::module_misnamed, unit->name.span, name, unit->module ? "module" : "contract",
             unit->name.text);
    uses(*unit, path.parent_path());
    append(*unit, true);
  }
  known->second = true;
}

}  // namespace surety::check
