// symbols.h -- what a contract declares: the things that names stand for.
//
// Four namespaces: dimensions (assets and units), values and shapes (everything an expression can name), actions,
// lemmas.
// Symbols live in deques, so a pointer to one stays valid for the run.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/check/value_type.h"
#include "compiler/core/contract.h"
#include "compiler/syntax/ast.h"

namespace surety::check {

/// An asset or a unit.
struct UnitSymbol {
  std::string name;
  Span span;
  int decimals = 0;
  std::optional<core::AssetId> asset;
  std::optional<Integer> supply;  // in units of 10^-decimals
  bool issued = false;            // this contract mints and burns it
};

struct FeedSymbol;

/// A place that holds a value: a global or a column. An array over an enum is one cell with consecutive ids.
struct Cell {
  std::string name;
  std::string qualified;  // "Trader.size"
  std::string article;    // what it is, for messages: "a param", "an oracle", "a pot"
  ValueType type;
  core::Range range;
  Span span;
  std::optional<core::GlobalKind> kind;  // globals
  std::optional<core::TableId> table;    // columns
  std::uint32_t first = 0;               // GlobalId or FieldId of the first constant
  const Enumeration* index = nullptr;    // arrays
  std::string suffix;                    // of the time of an oracle array: ".time", after the index
  std::optional<core::AssetId> asset;    // money
  bool pot = false;
  const FeedSymbol* feed = nullptr;  // what an oracle with several sources is read from
  bool imported = false;             // declared in a module
  mutable bool used = false;         // for the warning about what is never used
  /// How core names the i-th place: "mark[BTC].time". 0 where there is no index.
  [[nodiscard]] std::string element(std::size_t i) const {
    return index != nullptr ? qualified + "[" + index->constants[i] + "]" + suffix : qualified;
  }
  [[nodiscard]] std::size_t count() const { return index != nullptr ? index->constants.size() : 1; }
  [[nodiscard]] bool money() const {
    return asset && (!kind || (*kind != core::GlobalKind::vault && *kind != core::GlobalKind::supply));
  }
};

/// An oracle with several sources: see feeds.h.
struct FeedSymbol {
  const syntax::OracleDecl* decl = nullptr;
  std::string name;
  Span span;
  Enumeration sources;  // "1", "2", ...
  Integer heartbeat;
  long quorum = 1;
  const Cell* values = nullptr;  // of the sources
  const Cell* times = nullptr;
  const Cell* value = nullptr;  // of the oracle: its price, how old it is,
  const Cell* time = nullptr;
  const Cell* agreed = nullptr;  // whether the sources agreed; null without `deviation`
};

struct TableSymbol {
  std::string name;
  Span span;
  std::string key = "party";  // the member that names a row
  ValueType key_type = ValueType::party();
  core::TableId id;
  std::deque<Cell> cells;
  [[nodiscard]] const Cell* cell(std::string_view member) const;
  [[nodiscard]] std::vector<std::string> members() const;  // the key included
  /// An account: not a `table`.
  [[nodiscard]] bool by_party() const { return key_type.kind == Kind::party; }
};

/// A parameter of a function or an action: a value or, in functions, a row.
struct ParameterSymbol {
  std::string name;
  Span span;
  ValueType type;
  core::Range range;
  const TableSymbol* row = nullptr;
  bool any_number = false;  // `x: number`: takes the type of the argument
};

struct FunctionSymbol {
  const syntax::FnDecl* decl = nullptr;
  std::string name;
  std::vector<ParameterSymbol> parameters;
  ValueType result;
  bool any_result = false;  // `-> number`: has the type of the body
  bool imported = false;
  mutable bool used = false;
  mutable std::optional<core::FactId> fact{};  // of what it ensures, from the first call on: see facts.h
};

struct ActionSymbol {
  const syntax::ActionDecl* decl = nullptr;
  std::string name;
  Span span;
  std::vector<ParameterSymbol> parameters;
  core::StepId step;
};

/// Its property stands at `property` from the beginning, so that what is above its declaration may use it.
struct LemmaSymbol {
  const syntax::LemmaDecl* decl = nullptr;
  std::string name;
  Span span;
  Span declaration;
  std::vector<ParameterSymbol> parameters;
  core::PropertyId property;
};

struct BreakerSymbol {
  const syntax::BreakerDecl* decl = nullptr;
  std::string name;
  Span span;
  const Cell* until = nullptr;       // when its actions go on
  std::vector<core::StepId> halted;  // those actions
};

using ValueSymbol = std::variant<const Enumeration*, const TableSymbol*, const Record*, const Cell*,
                                 const FunctionSymbol*, const BreakerSymbol*>;

class Symbols {
 public:
  std::deque<UnitSymbol> units;
  std::deque<Enumeration> enumerations;
  std::deque<Record> records;
  std::deque<ListShape> lists;  // of the parameters
  std::deque<TableSymbol> tables;
  std::deque<Cell> cells;  // globals
  std::deque<FunctionSymbol> functions;
  std::deque<ActionSymbol> actions;
  std::deque<BreakerSymbol> breakers;
  std::deque<FeedSymbol> feeds;
  std::deque<LemmaSymbol> lemmas;  // in the order of their properties
  const Enumeration* phases = nullptr;
  const Cell* phase = nullptr;
  const Cell* clock = nullptr;
  std::vector<const syntax::WhereDecl*> wheres;

  [[nodiscard]] const UnitSymbol* unit(std::string_view name) const;
  [[nodiscard]] const UnitSymbol* asset(core::AssetId id) const;
  [[nodiscard]] const ValueSymbol* value(std::string_view name) const;
  [[nodiscard]] const ActionSymbol* action(std::string_view name) const;
  [[nodiscard]] const LemmaSymbol* lemma(std::string_view name) const;
  /// Where the thing that `name` stands for was declared.
  [[nodiscard]] std::optional<Span> declared(std::string_view name) const;
  void name(const std::string& text, ValueSymbol symbol) { values_.emplace(text, symbol); }
  /// Enums (phases included) that have a constant of this name.
  [[nodiscard]] std::vector<const Enumeration*> enumerations_with(std::string_view constant) const;

  [[nodiscard]] std::vector<std::string> value_names() const;
  [[nodiscard]] std::vector<std::string> unit_names() const;
  [[nodiscard]] std::vector<std::string> action_names() const;
  [[nodiscard]] std::vector<std::string> lemma_names() const;

 private:
  std::unordered_map<std::string, ValueSymbol> values_;
};

}  // namespace surety::check
