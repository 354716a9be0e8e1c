// interval_domain.h -- the Interval reading: what may every value of a step be, and what can therefore not go wrong?
//
// State begins at its declared ranges (instantiation: at zero), a write is seen by later reads, both arms of a branch
// are run and joined. Rows are not told apart: a row's cell is anything its declaration allows. Each number carries a
// tag, so that the arms of `select` know what the comparison said of them: that is how abs(x) is seen to be >= 0 and
// min(a, b) <= a, although semantics says both by comparison and selection alone.
#pragma once

#include <set>
#include <vector>

#include "compiler/core/semantics.h"
#include "compiler/read/interval.h"

namespace surety::read {

/// A place where a step may revert although its author wrote no `require`.
struct PossibleRevert {
  core::BuiltinError error{};  // overflow or division_by_zero
  core::ExprId expr;           // the operation, or the amount of a payment; its span and origin say where
  core::Span span;
  bool operator==(const PossibleRevert&) const = default;
};

/// Every operation of a step for which ranges alone cannot exclude Overflow or DivisionByZero, in order of execution.
/// An operation inlined twice is listed twice.
std::vector<PossibleRevert> possible_arithmetic_reverts(const core::Contract& contract, core::StepId step);

/// The errors that the function of a fact may revert with for arguments within their ranges, by ranges alone. As part
/// of a property they say where it is undefined: then Overflow is the root of a negative number alone.
std::set<core::BuiltinError> possible_errors(const core::Contract& contract, const core::Fact& fact, core::Mode mode);

class IntervalDomain {
 public:
  struct Int {
    Interval range;
    std::uint32_t tag = 0;          // equal tags: the same number
    std::uint32_t negated_tag = 0;  // tag of the number this is the negation of; 0: of none
  };
  /// Where a comparison of two tagged numbers decided it, the comparison is kept.
  struct Bool {
    Truth truth = Truth::maybe;
    bool compares = false;
    bool negated = false;
    Int less{};  // `truth`, not negated, says less < more
    Int more{};
  };
  struct Party {
    std::uint32_t tag = 0;  // equal tags: one party; different tags: unknown
  };
  using Value = core::Value<IntervalDomain>;

  /// Before instantiation all cells are zero; before any other step they are anything declared.
  IntervalDomain(const core::Contract& contract, bool zero_state);

  Int integer(const core::Integer& value) { return number(interval::point(value)); }
  Bool boolean(bool value) const { return {value ? Truth::yes : Truth::no}; }
  Party party(std::uint32_t) { return {++last_tag_}; }
  Int add(const Int& a, const Int& b) { return number(interval::add(a.range, b.range)); }
  Int subtract(const Int& a, const Int& b);
  Int multiply(const Int& a, const Int& b) { return number(interval::multiply(a.range, b.range)); }
  Int div_floor(const Int& a, const Int& b) { return number(interval::div_floor(a.range, b.range)); }
  Int square_root(const Int& a) { return number(interval::square_root(a.range)); }
  Bool less(const Int& a, const Int& b) const;
  Bool equal(const Int& a, const Int& b) const;
  Bool same(const Party& a, const Party& b) const { return {a.tag == b.tag ? Truth::yes : Truth::maybe}; }
  Bool both(const Bool& a, const Bool& b) const { return {interval::both(a.truth, b.truth)}; }
  Bool either(const Bool& a, const Bool& b) const { return {interval::either(a.truth, b.truth)}; }
  Bool negate(const Bool& a) const;
  Int select(const Bool& condition, const Int& a, const Int& b);
  Int narrow(const Int& value, const core::Range& range);
  Bool fits(const Int& value) const { return {interval::fits(value.range)}; }

  Value read_global(core::GlobalId global) const { return globals_[global.index]; }
  Value read_row(core::TableId table, const Party& key, core::FieldId field);
  void write_global(core::GlobalId global, const Value& value) { globals_[global.index] = value; }
  void write_row(core::TableId, const Party&, core::FieldId, const Value&) {}
  void effect(core::EffectKind, core::AssetId, const Party&, const Int&) {}
  void require(const Bool& condition, core::ErrorId error);

  Value choose(const Bool& condition, auto then, auto otherwise) {
    if (condition.truth == Truth::yes) return then();
    if (condition.truth == Truth::no) return otherwise();
    const bool reached = reached_;
    const Value a = then();
    const bool then_reached = std::exchange(reached_, reached);
    Value b = otherwise();
    const bool otherwise_reached = std::exchange(reached_, reached_ || then_reached);
    if (!then_reached) return b;
    return otherwise_reached ? join(a, b) : a;
  }
  void branch(const Bool& condition, auto then, auto otherwise) {
    if (condition.truth == Truth::yes) return then();
    if (condition.truth == Truth::no) return otherwise();
    const std::vector<Value> before = globals_;
    const bool reached = reached_;
    then();
    std::vector<Value> after_then = std::exchange(globals_, before);
    const bool then_reached = std::exchange(reached_, reached);
    otherwise();
    merge(std::move(after_then), then_reached);
  }
  Value quantify(core::Quantifier, core::TableId, auto) { throw std::logic_error("steps have no quantifiers"); }
  Value before(auto) { throw std::logic_error("steps have no before"); }

  /// Semantics tells which operation is being computed; null: none.
  void computing(const core::Expr* expr) { expr_ = expr; }

  /// A value of a sort about which only the range is known: an argument, a cell.
  Value unknown(core::Sort sort, const Interval& range);
  Value join(const Value& a, const Value& b);

  std::vector<PossibleRevert> possible_reverts;

 private:
  Int number(Interval range) { return {std::move(range), ++last_tag_, 0}; }
  void merge(std::vector<Value> other, bool other_reached);

  const core::Contract& contract_;
  std::vector<Value> globals_;
  const core::Expr* expr_ = nullptr;
  bool reached_ = true;
  std::uint32_t last_tag_ = 0;
};

}  // namespace surety::read
