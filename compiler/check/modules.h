// modules.h -- reads the contract and the modules it uses.
//
// `use a.b` is the file a/b.surety beside the file that says so, or else beside the contract; `use std.a` is a.surety
// in the standard library. A module's declarations stand in the contract as if they were written there, before the
// contract's own. A module with parameters is made anew for each different use: instances.h.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/compile.h"
#include "compiler/check/declarations.h"

namespace surety::check {

class Modules {
 public:
  Modules(Compiled& run, const Options& options) : run_(run), options_(options) {}

  /// Parses `text` and everything it uses. False where any of it has errors of text or syntax.
  bool load(const std::string& name, std::string text, const std::filesystem::path& directory);
  /// All declarations: modules in the order they are used, then the contract's.
  [[nodiscard]] const Declarations& declarations() const { return declarations_; }
  [[nodiscard]] const syntax::Unit& contract() const { return *contract_; }

 private:
  /// A module as one `use` asks for it.
  struct Wanted {
    std::string name;  // "std.market"
    std::filesystem::path path;
    const syntax::UseDecl& node;
    Span span;
  };
  /// What stands for a parameter of a module.
  struct Given {
    syntax::Name argument;
    syntax::ModuleParameter parameter;
    std::string module;
  };

  syntax::Unit* parse(source::FileId file);
  /// The file of a module, read once; nullopt where there is none, which is reported once.
  std::optional<source::FileId> file_of(const Wanted& wanted);
  void help_with_modules(source::Diagnostic& missing, const Wanted& wanted);
  bool is_new(const Wanted& wanted, const std::filesystem::path& path);
  void check_name(const Wanted& wanted, const syntax::Unit& unit);
  void make(const Wanted& wanted, syntax::Unit& unit);
  bool substitute(const Wanted& wanted, syntax::Unit& unit);
  void check_given();
  void uses(const syntax::Unit& unit, const std::filesystem::path& directory);
  void use(const syntax::UseDecl& node, Span span, const std::filesystem::path& directory);
  void append(const syntax::Unit& unit, bool imported);

  Compiled& run_;
  const Options& options_;
  std::deque<syntax::Unit> units_;
  const syntax::Unit* contract_ = nullptr;
  std::filesystem::path root_;  // where the contract is
  Declarations declarations_;
  std::map<std::filesystem::path, std::optional<source::FileId>> files_;
  std::map<std::filesystem::path, const syntax::Unit*> parsed_;   // modules, as they were first read
  std::set<std::pair<const syntax::Unit*, std::string>> called_;  // modules and the names they were used by
  std::set<std::filesystem::path> open_;                          // being read: one of these again is a circle
  std::set<std::string> made_;                                    // path, arguments and alias
  std::map<std::filesystem::path, std::string> without_alias_;    // and the arguments
  std::vector<Given> given_;
};

/// The bytes of a file, or the reason why not.
std::variant<std::string, std::error_code> read_text(const std::filesystem::path& path);

}  // namespace surety::check
