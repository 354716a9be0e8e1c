// modules.h -- reads the contract and the modules it uses.
//
// `use a.b` is the file a/b.surety beside the file that says so; `use std.a` is a.surety in the standard library. A
// module's declarations stand in the contract as if they were written there, before the contract's own.
#pragma once

#include <deque>
#include <map>
#include <string>
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
  const syntax::Unit* parse(std::string name, std::string text);
  void uses(const syntax::Unit& unit, const std::filesystem::path& directory);
  void use(const syntax::UseDecl& node, Span span, const std::filesystem::path& directory);
  void append(const syntax::Unit& unit, bool imported);

  Compiled& run_;
  const Options& options_;
  std::deque<syntax::Unit> units_;
  const syntax::Unit* contract_ = nullptr;
  Declarations declarations_;
  std::map<std::filesystem::path, bool> files_;  // true once read completely: a file is read once
};

/// The bytes of a file, or the reason why not.
std::variant<std::string, std::error_code> read_text(const std::filesystem::path& path);

}  // namespace surety::check
