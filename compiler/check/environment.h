// environment.h -- where an expression stands: which names are local, who calls, what may be read.
#pragma once

#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "compiler/check/symbols.h"

namespace surety::check {

/// A checked expression in core. `bare` marks a number literal without a unit, which adapts to declared types.
struct Value {
  ValueType type;
  core::ExprId id;
  Span span;
  bool bare = false;
  std::vector<Value> parts = {};  // of a record, whose `id` means nothing: its members in order
  [[nodiscard]] bool ok() const { return type.ok(); }
};

/// A row of an account, named by the party it belongs to.
struct Row {
  const TableSymbol* table = nullptr;
  core::ExprId key;
};

struct LocalVariable {
  core::LocalId local;
  ValueType type;
};

/// What a local name stands for: a variable, a row (`ref`, a function's row parameter, a quantifier's binder), or a
/// constant (the variable of an unrolled loop). Poisoned names (their definition was wrong) have an error type.
struct Binding {
  std::string name;
  Span span;
  std::variant<LocalVariable, Row, Value> what;
  bool declared_here = false;  // a `let` or `ref`: worth a warning where never used
  bool used = false;
};

/// The names visible in one body. A function's body sees its own frame only.
using Frame = std::vector<Binding>;

enum class Mode : std::uint8_t {
  constant,    // ranges, supplies, heartbeats: literals and arithmetic
  constraint,  // `where`: params only
  action,      // steps: oracle reads are guarded, no quantifiers
  ghost,       // the arguments of `use` in a step: as in a property, but of the rows at hand alone
  lemma,       // literals and variables alone
  watch,       // a breaker's condition: like a property, of the contract's own cells alone, with before()
  property,    // invariants, assumptions, `can`
  rule,        // properties with before()
  test,        // like property, with parties by name
  function,    // a function's body on its own: whatever some caller may allow
};

struct Environment {
  Mode mode = Mode::constant;
  std::vector<core::Local> locals;  // LocalId indexes it
  std::vector<Frame> frames{Frame{}};
  core::OriginId origin;
  bool has_caller = false;                             // local 0 is the caller
  const BreakerSymbol* watching = nullptr;             // whose condition it is, in Mode::watch
  std::vector<std::string>* parties = nullptr;         // tests: names become parties
  std::map<std::uint32_t, core::LocalId> substituted;  // globals that are read from an argument (instantiation)
  std::vector<const FunctionSymbol*> calls;            // functions being inlined
  std::set<const FunctionSymbol*> called;              // all that were
  std::set<const Record*> made;                        // of which a value was made, in functions too
  bool inside_before = false;
  bool trial = false;                             // what is checked here is thrown away
  std::map<core::GlobalId, core::LocalId> saved;  // watch: what before() read, kept from the step's beginning
  bool compares = false;                          // watch: before() was used
  const LemmaSymbol* lemma = nullptr;             // whose proof this is
  std::string owner;                              // whose assertions are numbered: an action, a lemma
  unsigned assertions = 0;
  std::string target;                // rules: the action,
  std::vector<std::string> unnamed;  // and its arguments that the rule did not name
  unsigned depth = 0;                // of the expression being checked, through calls

  core::LocalId fresh(const std::string& name, const ValueType& type, Span span) {
    locals.push_back({name, to_core(type), core::storage_range(), {}, span});
    return {static_cast<std::uint32_t>(locals.size() - 1)};
  }
  Binding* find(std::string_view name) {
    Frame& frame = frames.back();
    for (auto it = frame.rbegin(); it != frame.rend(); ++it)
      if (it->name == name) return &*it;
    return nullptr;
  }
};

}  // namespace surety::check
