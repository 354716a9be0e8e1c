// concrete.h -- the Concrete reading: exact integers, one path, a journal for reverts.
//
// Slow, small and obvious; every other reading is compared with it. A step writes the caller's state in place and notes
// each old cell; a revert is noted, or is a C++ exception where a value would be missing, and `perform` puts the cells
// back. So a step costs what it touches, not what the contract holds. `before(e)` only redirects where reads look: no
// state is ever copied.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "compiler/core/number.h"
#include "compiler/core/semantics.h"
#include "compiler/core/state.h"

namespace surety::read {

using core::ErrorId;
using core::Integer;

/// Thrown by Concrete::require; never leaves perform, holds and constant.
struct Revert {
  ErrorId error;
};

/// The primitives on numbers.
///
/// A quantifier visits the parties with a row in the state or in the one before, those in `extra_parties`, and, for
/// forall and exists, those that a cell names and as many rows nobody ever wrote as quantifiers are open: by symmetry
/// that is all parties. sum and count visit no unwritten row: their body is zero there, or the total would not exist.
class Concrete {
 public:
  using Int = core::Number;
  using Bool = bool;
  using Party = core::PartyIndex;
  using Value = core::Value<Concrete>;

  /// For steps: `state` is read and written in place.
  Concrete(const core::Contract& contract, core::State& state)
      : contract_(contract), target_(&state), view_(&state), now_(&state) {}
  /// For properties: read only. `before` is what `before(e)` sees; null where there is none, then `state` itself.
  Concrete(const core::Contract& contract, const core::State& state, const core::State* before)
      : contract_(contract), view_(&state), now_(&state), before_(before) {}

  Int integer(const Integer& value) const { return Int(value); }
  Bool boolean(bool value) const { return value; }
  Party party(std::uint32_t index) const { return index; }
  Int add(const Int& a, const Int& b) const { return a + b; }
  Int subtract(const Int& a, const Int& b) const { return a - b; }
  Int multiply(const Int& a, const Int& b) const { return a * b; }
  Int div_floor(const Int& a, const Int& b) const { return floor_divide(a, b); }
  Int square_root(const Int& a) const { return Int(core::floor_square_root(a.integer())); }
  Bool less(const Int& a, const Int& b) const { return a < b; }
  Bool equal(const Int& a, const Int& b) const { return a == b; }
  Bool same(Party a, Party b) const { return a == b; }
  Bool both(Bool a, Bool b) const { return a && b; }
  Bool either(Bool a, Bool b) const { return a || b; }
  Bool negate(Bool a) const { return !a; }
  Int select(Bool condition, const Int& a, const Int& b) const { return condition ? a : b; }
  Int narrow(const Int& value, const core::Range&) const { return value; }
  Bool fits(const Int& value) const { return value.fits_256_bits(); }

  Value read_global(core::GlobalId global) const;
  Value read_row(core::TableId table, Party key, core::FieldId field) const;
  void write_global(core::GlobalId global, const Value& value);
  void write_row(core::TableId table, Party key, core::FieldId field, const Value& value);
  void effect(core::EffectKind kind, core::AssetId asset, Party party, const Int& amount);
  void require(Bool condition, ErrorId error) const {
    if (!condition) throw Revert{error};
  }
  /// A statement's requirement: the step ends with it, and nothing is thrown.
  void demand(Bool condition, ErrorId error) {
    if (!condition && !refusal_) refusal_ = error;
  }
  [[nodiscard]] bool refused() const { return refusal_.has_value(); }
  [[nodiscard]] std::optional<ErrorId> refusal() const { return refusal_; }

  Value choose(Bool condition, auto then, auto otherwise) { return condition ? then() : otherwise(); }
  void branch(Bool condition, auto then, auto otherwise) { condition ? then() : otherwise(); }
  Value quantify(core::Quantifier quantifier, core::TableId table, auto body) {
    const std::function<Value(Party)> each(body);
    return fold(quantifier, table, each, each);
  }
  /// For a domain that counts for itself: `probe` evaluates the body of a row that is not there, and counts nothing.
  Value quantify(core::Quantifier quantifier, core::TableId table, auto body, auto probe) {
    return fold(quantifier, table, std::function<Value(Party)>(body), std::function<Value(Party)>(probe));
  }
  Value before(auto body) {
    const core::State* const seen = std::exchange(view_, before_ ? before_ : view_);
    Value result = body();
    view_ = seen;
    return result;
  }

  /// Puts every cell written since construction back, newest first, and forgets the effects.
  void undo();

  /// What the step has emitted so far.
  std::vector<core::EmittedEffect> effects;
  /// Parties beside those with rows that a quantifier shall visit.
  std::vector<Party> extra_parties;

 private:
  struct OldGlobal {
    core::GlobalId global;
    Integer value;
  };
  struct OldCell {
    core::TableId table;
    Party key;
    core::FieldId field;
    Integer value;
    bool row_was_absent;
  };

  Value fold(core::Quantifier quantifier, core::TableId table, const std::function<Value(Party)>& body,
             const std::function<Value(Party)>& probe);
  [[nodiscard]] std::vector<Party> parties_to_visit(core::TableId table, bool with_unwritten) const;
  /// The values of roles and of other cells that hold a party: they may have no row, and differ from all others.
  [[nodiscard]] std::vector<Party> parties_in_cells() const;
  [[nodiscard]] Party first_unused_party() const;
  void put_back(const OldGlobal& old);
  void put_back(const OldCell& old);

  const core::Contract& contract_;
  core::State* target_ = nullptr;        // where writes go; null in properties
  const core::State* view_;              // where reads look at the moment
  const core::State* now_;               // the state after
  const core::State* before_ = nullptr;  // the state before
  std::vector<std::variant<OldGlobal, OldCell>> journal_;
  std::uint32_t open_quantifiers_ = 0;
  std::optional<ErrorId> refusal_;
};

/// Runs a step on a fresh domain (Concrete, or a variation of it) that writes its state. The error with which it
/// reverts, and then all cells are as they were; nullopt where it succeeds.
template <class Domain>
std::optional<ErrorId> perform(const core::Contract& contract, Domain& domain, core::StepId step,
                               std::span<const typename Domain::Value> arguments) {
  std::optional<ErrorId> error;
  try {
    core::Semantics<Domain>(contract, domain, core::Mode::step).run(step, arguments);
    error = domain.refusal();
  } catch (const Revert& revert) {
    error = revert.error;
  }
  if (error) domain.undo();
  return error;
}

/// An integer of the state or of a call as a value of its sort, and back.
Concrete::Value value_of(core::Sort sort, const Integer& cell);
Integer cell_of(const Concrete::Value& value);

}  // namespace surety::read
