// modules.cpp -- see modules.h.
#include "compiler/check/modules.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

#include "compiler/check/instances.h"
#include "compiler/check/library.h"
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

std::string article(const std::string& noun) {
  return std::string_view("aeou").find(noun.front()) == std::string_view::npos || noun == "unit" ? "a " : "an ";
}

}  // namespace

syntax::Unit* Modules::parse(source::FileId file) {
  auto unit = syntax::parse(run_.sources, file, run_.sink);
  return unit ? &units_.emplace_back(std::move(*unit)) : nullptr;
}

bool Modules::load(const std::string& name, std::string text, const fs::path& directory) {
  contract_ = parse(run_.sources.add(name, std::move(text)));
  if (contract_ == nullptr) return false;
  if (contract_->module) {
    report(run_.sink, Message::not_a_contract, contract_->name.span, contract_->name.text);
    return false;
  }
  root_ = directory;
  uses(*contract_, directory);
  append(*contract_, false);
  check_given();
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
  Wanted wanted{"", {}, node, span};
  fs::path place;
  for (std::size_t i = 0; i < node.path.size(); ++i) {
    wanted.name += (i > 0 ? "." : "") + node.path[i].text;
    if (i > 0 || !standard) place /= node.path[i].text;
  }
  place += ".surety";
  std::error_code error;
  wanted.path = (standard ? options_.stdlib : directory) / place;
  // What the contract calls `risk.margin` its neighbour `risk.limits` calls so too.
  if (!standard && !fs::exists(wanted.path, error) && fs::exists(root_ / place, error)) wanted.path = root_ / place;
  fs::path path = fs::weakly_canonical(wanted.path, error);
  if (error) path = wanted.path;
  if (open_.contains(path)) {
    report(run_.sink, Message::module_cycle, span, wanted.name);
    return;
  }
  if (!is_new(wanted, path)) {
    if (const auto unit = parsed_.find(path); unit != parsed_.end()) check_name(wanted, *unit->second);
    return;
  }
  const bool again = files_.contains(path);
  if (again && run_.sink.has_errors()) return;  // they would all be said again
  const auto [file, first] = files_.emplace(path, std::nullopt);
  if (first) file->second = file_of(wanted);
  const std::optional<source::FileId>& text = file->second;
  syntax::Unit* const unit = text ? parse(*text) : nullptr;
  if (unit == nullptr) return;
  check_name(wanted, *parsed_.emplace(path, unit).first->second);
  open_.insert(path);
  make(wanted, *unit);
  open_.erase(path);
}

/// False where the same was made already. Two that differ in what they are given must differ in their names.
bool Modules::is_new(const Wanted& wanted, const fs::path& path) {
  std::string arguments;
  for (const syntax::Name& each : wanted.node.arguments) arguments += each.text + ",";
  const std::string alias = wanted.node.alias ? wanted.node.alias->text : "";
  if (!made_.insert(path.string() + "(" + arguments + ")" + alias).second) return false;
  if (wanted.node.alias || without_alias_.emplace(path, arguments).second) return true;
  report(run_.sink, Message::module_twice, wanted.span, wanted.name)
      .help("give one of them names of its own: `use " + wanted.name + "(...) as NAME`");
  return false;
}

std::optional<source::FileId> Modules::file_of(const Wanted& wanted) {
  auto text = read_text(wanted.path);
  if (auto* const read = std::get_if<std::string>(&text))
    return run_.sources.add(wanted.path.string(), std::move(*read));
  auto& missing = report(run_.sink, Message::module_not_found, wanted.span, wanted.name);
  help_with_modules(missing, wanted);
  missing.help("looked for `" + wanted.path.string() + "`: " + std::get<std::error_code>(text).message());
  return std::nullopt;
}

/// The module that was meant, or those of the library where it was looked for there.
void Modules::help_with_modules(source::Diagnostic& missing, const Wanted& wanted) {
  const std::string stem = wanted.path.stem().string();
  std::vector<std::string> library = modules_in(options_.stdlib);
  const bool standard = wanted.node.path.front().text == "std";
  if (const auto meant = closest(stem, modules_in(wanted.path.parent_path())))
    missing.help("did you mean `" + wanted.name.substr(0, wanted.name.rfind('.') + 1) + *meant + "`?");
  else if (!standard && std::ranges::binary_search(library, stem))
    missing.help("the standard library has one: `use std." + stem + "`");
  else if (standard && !library.empty()) {
    for (std::string& each : library) each.insert(0, "std.");
    missing.help("the modules of the standard library are " + listed(library));
  }
}

/// Said once of each name that a module is called by.
void Modules::check_name(const Wanted& wanted, const syntax::Unit& unit) {
  if (!called_.emplace(&unit, wanted.name).second) return;
  if (!unit.module || unit.name.text != wanted.name)
    report(run_.sink, Message::module_misnamed, unit.name.span, wanted.name, unit.module ? "module" : "contract",
           unit.name.text)
        .label(wanted.span, "used as `" + wanted.name + "` here");
}

void Modules::make(const Wanted& wanted, syntax::Unit& unit) {
  if (!substitute(wanted, unit)) return;
  uses(unit, wanted.path.parent_path());
  append(unit, true);
}

/// Replaces the module's parameters, and its names where it is used `as` another.
bool Modules::substitute(const Wanted& wanted, syntax::Unit& unit) {
  const std::vector<syntax::Name>& arguments = wanted.node.arguments;
  if (arguments.size() != unit.parameters.size()) {
    std::vector<std::string> known;
    known.reserve(unit.parameters.size());
    for (const syntax::ModuleParameter& each : unit.parameters) known.push_back(each.name.text + ": " + each.kind);
    auto& wrong = report(run_.sink, Message::wrong_argument_count, wanted.span, wanted.name,
                         counted(known.size(), "argument"), arguments.size());
    wrong.label(unit.name.span, "declared here");
    if (!known.empty()) wrong.help("it is a module of " + listed(known));
    return false;
  }
  Renaming renaming;
  if (wanted.node.alias) renaming = prefixed(unit, wanted.node.alias->text);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    renaming[unit.parameters[i].name.text] = arguments[i].text;
    given_.push_back({arguments[i], unit.parameters[i], wanted.name});
  }
  if (!renaming.empty()) rename(unit, renaming);
  return true;
}

/// What was given for each parameter is declared, as a thing of its kind.
void Modules::check_given() {
  for (const Given& given : given_) {
    const auto is_meant = [&](const Declared& each) {
      const syntax::Name* const name = name_of(*each.declaration);
      return name != nullptr && name->text == given.argument.text && !kind_of(*each.declaration).empty();
    };
    const auto found = std::ranges::find_if(declarations_, is_meant);
    const std::string kind = found != declarations_.end() ? kind_of(*found->declaration) : "";
    const std::string& wanted = given.parameter.kind;
    if (kind == wanted || (wanted == "unit" && kind == "asset")) continue;
    auto& wrong = report(run_.sink, Message::module_argument, given.argument.span, given.parameter.name.text,
                         given.module, article(wanted) + wanted, given.argument.text);
    wrong.label(given.parameter.name.span, "declared here");
    if (kind.empty()) continue;
    wrong.label(name_of(*found->declaration)->span, article(kind) + kind);
  }
}

}  // namespace surety::check
