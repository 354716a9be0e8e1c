// concrete.h -- the Concrete reading: exact integers, one path, a journal for reverts.
//
// Slow, small and obvious; every other reading is compared with it. A revert is a C++ exception inside this file's
// callers only: `Interpreter` turns it into an Outcome.
#pragma once

#include <functional>

#include "compiler/core/semantics.h"
#include "compiler/core/state.h"

namespace surety::read {

using core::ErrorId;
using core::Integer;

/// Thrown by Concrete::require; never leaves Interpreter or evaluate_property.
struct Revert {
  ErrorId error;
};

/// The primitives on numbers. Quantifiers range over the rows present in the state, the parties in `extra_parties`,
/// and one row nobody ever wrote.
class Concrete {
 public:
  using Int = Integer;
  using Bool = bool;
  using Party = core::PartyIndex;
  using Value = core::Value<Concrete>;

  /// `state` is read and written in place. `before` is what `before(e)` sees; null where there are no rules.
  Concrete(const core::Contract& contract, core::State& state, const core::State* before = nullptr)
      : contract_(contract), state_(&state), before_(before) {}

  Int integer(const Integer& value) const { return value; }
  Bool boolean(bool value) const { return value; }
  Party party(std::uint32_t index) const { return index; }
  Int add(const Int& a, const Int& b) const { return a + b; }
  Int subtract(const Int& a, const Int& b) const { return a - b; }
  Int multiply(const Int& a, const Int& b) const { return a * b; }
  Int div_floor(const Int& a, const Int& b) const { return core::floor_divide(a, b); }
  Int square_root(const Int& a) const { return core::floor_square_root(a); }
  Bool less(const Int& a, const Int& b) const { return a < b; }
  Bool equal(const Int& a, const Int& b) const { return a == b; }
  Bool same(Party a, Party b) const { return a == b; }
  Bool both(Bool a, Bool b) const { return a && b; }
  Bool either(Bool a, Bool b) const { return a || b; }
  Bool negate(Bool a) const { return !a; }
  Int select(Bool condition, const Int& a, const Int& b) const { return condition ? a : b; }
  Int narrow(const Int& value, const core::Range&) const { return value; }
  Bool fits(const Int& value) const { return core::signed_bits(value) <= 256; }

  Value read_global(core::GlobalId global) const;
  Value read_row(core::TableId table, Party key, core::FieldId field) const;
  void write_global(core::GlobalId global, const Value& value);
  void write_row(core::TableId table, Party key, core::FieldId field, const Value& value);
  void effect(core::EffectKind kind, core::AssetId asset, Party party, const Int& amount);
  void require(Bool condition, ErrorId error) const {
    if (!condition) throw Revert{error};
  }

  Value choose(Bool condition, auto then, auto otherwise) { return condition ? then() : otherwise(); }
  void branch(Bool condition, auto then, auto otherwise) { condition ? then() : otherwise(); }
  Value quantify(core::Quantifier quantifier, core::TableId table, auto body) {
    return fold(quantifier, table, std::function<Value(Party)>(body));
  }
  Value before(auto body) {
    core::State copy = before_ ? *before_ : *state_;
    core::State* const now = std::exchange(state_, &copy);
    Value result = body();
    state_ = now;
    return result;
  }

  /// What the step has emitted so far.
  std::vector<core::EmittedEffect> effects;
  /// Parties beside those with rows that a quantifier shall visit.
  std::vector<Party> extra_parties;

 private:
  Value fold(core::Quantifier quantifier, core::TableId table, const std::function<Value(Party)>& body);
  [[nodiscard]] std::vector<Party> rows_of(core::TableId table) const;

  const core::Contract& contract_;
  core::State* state_;
  const core::State* before_;
};

}  // namespace surety::read
