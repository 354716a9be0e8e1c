// measure.h -- the Measure reading: a condition's truth and how far it is from the opposite.
//
// The search wants to know not only that `equity >= 0` holds but by how little. Measure is one more domain of the
// semantics template: a boolean carries a distance to its flip, comparisons measure it relative to the size of what
// they compare, connectives and quantifiers combine it (branch distance, see search.h). Numbers and state are those of
// the Concrete reading, so the truth is the same by construction.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "compiler/read/concrete.h"

namespace surety::verify::trace {

using core::Integer;
using core::PartyIndex;

/// A number and the size of what it was computed from: a small difference of large amounts is close to zero, and an
/// equity of 5 USD beside a position of 1000 USD is closer to it than beside none.
struct Sized {
  core::Number value;
  double size = 0;
};

/// `distance` is at least 0; comparisons give values up to 1, what cannot flip is at `unreachable`.
struct Truth {
  bool holds = true;
  double distance = 0;
};
constexpr double unreachable = 1e9;

class Measure {
 public:
  using Int = Sized;
  using Bool = Truth;
  using Party = PartyIndex;
  using Value = core::Value<Measure>;

  /// For properties; `before` may be null.
  Measure(const core::Contract& contract, const core::State& state, const core::State* before)
      : concrete_(contract, state, before), both_arms_(true) {}
  /// For steps: writes `state`. After a run, a refusal or a Revert, `closest_require` tells how near the step was to
  /// the other end.
  Measure(const core::Contract& contract, core::State& state) : concrete_(contract, state), both_arms_(false) {}

  Int integer(const Integer& value) const {
    core::Number number(value);
    const double size = std::abs(number.approximate());
    return {std::move(number), size};
  }
  Bool boolean(bool value) const { return {value, unreachable}; }
  Party party(std::uint32_t index) const { return index; }
  Int add(const Int& a, const Int& b) const { return {a.value + b.value, std::max(a.size, b.size)}; }
  Int subtract(const Int& a, const Int& b) const { return {a.value - b.value, std::max(a.size, b.size)}; }
  Int multiply(const Int& a, const Int& b) const { return {a.value * b.value, a.size * b.size}; }
  Int div_floor(const Int& a, const Int& b) const;
  Int square_root(const Int& a) const {
    return {core::Number(core::floor_square_root(a.value.integer())), std::sqrt(a.size)};
  }
  Bool less(const Int& a, const Int& b) const;
  Bool equal(const Int& a, const Int& b) const;
  Bool same(Party a, Party b) const { return {a == b, 1}; }
  Bool both(Bool a, Bool b) const;
  Bool either(Bool a, Bool b) const { return negate(both(negate(a), negate(b))); }
  Bool negate(Bool a) const { return {!a.holds, a.distance}; }
  Int select(const Bool& condition, const Int& a, const Int& b) const { return condition.holds ? a : b; }
  Int narrow(const Int& value, const core::Range&) const { return value; }
  Bool fits(const Int& value) const { return {value.value.fits_256_bits(), unreachable}; }

  /// An argument of a call.
  [[nodiscard]] Value value_of(core::Sort sort, const Integer& argument) const {
    return lifted(read::value_of(sort, argument));
  }

  Value read_global(core::GlobalId global) const { return lifted(concrete_.read_global(global)); }
  Value read_row(core::TableId table, Party key, core::FieldId field) const {
    return lifted(concrete_.read_row(table, key, field));
  }
  void write_global(core::GlobalId global, const Value& value) { concrete_.write_global(global, lowered(value)); }
  void write_row(core::TableId table, Party key, core::FieldId field, const Value& value) {
    concrete_.write_row(table, key, field, lowered(value));
  }
  void effect(core::EffectKind, core::AssetId, Party, const Int&) {}
  void assertion(const Bool& condition, core::ErrorId error) {
    if (error == watched) watched_distance = std::min(watched_distance, condition.distance);
    demand(condition, error);
  }
  void require(const Bool& condition, core::ErrorId error) {
    if (!met(condition)) throw read::Revert{error};
  }
  /// As in the Concrete reading: a statement's requirement ends the step, and nothing is thrown.
  void demand(const Bool& condition, core::ErrorId) { refused_ = !met(condition) || refused_; }
  [[nodiscard]] bool refused() const { return refused_; }

  Value choose(const Bool& condition, auto then, auto otherwise) {
    if (!both_arms_) return condition.holds ? then() : otherwise();
    return condition.holds ? joined(condition, then(), attempted(otherwise))
                           : joined(condition, otherwise(), attempted(then));
  }
  void branch(const Bool& condition, auto then, auto otherwise) { condition.holds ? then() : otherwise(); }
  Value quantify(core::Quantifier quantifier, core::TableId table, auto body);
  Value before(auto body) {
    // Concrete only switches where reads look; what the body gives may be dropped and is kept here.
    std::optional<Value> result;
    concrete_.before([&] {
      result = body();
      return read::Concrete::Value{false};
    });
    return std::move(result).value_or(Value{});
  }

  double closest_require = unreachable;
  std::optional<core::ErrorId> watched;   // an assertion's
  double watched_distance = unreachable;  // how near it was to failing
  double failed_by = 0;                   // of the require that reverted
  std::uint32_t passed = 0;               // requires before it
  std::vector<PartyIndex>& extra_parties() { return concrete_.extra_parties; }

 private:
  static Value lifted(read::Concrete::Value value);
  static read::Concrete::Value lowered(const Value& value);
  /// The arm taken, and what the arm not taken would have said (absent: it reverts).
  static Value joined(const Bool& condition, Value taken, const std::optional<Value>& other);
  static std::optional<Value> attempted(auto& arm) {
    try {
      return arm();
    } catch (const read::Revert&) {
      return std::nullopt;
    }
  }

  bool met(const Bool& condition) {
    closest_require = std::min(closest_require, condition.distance);
    if (condition.holds)
      ++passed;
    else
      failed_by = condition.distance;
    return condition.holds;
  }

  read::Concrete concrete_;
  bool both_arms_;
  bool refused_ = false;
};

Measure::Value Measure::quantify(core::Quantifier quantifier, core::TableId table, auto body) {
  Truth all{true, unreachable};
  Truth any{false, unreachable};
  Int total;
  const auto probe = [&](PartyIndex row) -> read::Concrete::Value {
    body(row);
    return core::Number();
  };
  const auto counted = [&](PartyIndex row) -> read::Concrete::Value {
    const Value value = body(row);
    if (const Truth* truth = std::get_if<Truth>(&value)) {
      all = both(all, *truth);
      any = either(any, *truth);
      if (quantifier == core::Quantifier::count && truth->holds) total = add(total, integer(Integer(1)));
      return truth->holds;
    }
    total = add(total, std::get<Int>(value));
    return core::Number();
  };
  concrete_.quantify(quantifier, table, counted, probe);
  if (quantifier == core::Quantifier::forall) return all;
  if (quantifier == core::Quantifier::exists) return any;
  return total;
}

/// Truth and distance of a property's condition; nullopt: undefined. `before` and `arguments` (caller first, of the
/// sorts of `locals`) are for rules; for others null and empty.
std::optional<Truth> measure(const core::Contract& contract, core::ExprId condition, const core::State& state,
                             const core::State* before, std::span<const core::Local> locals,
                             std::span<const Integer> arguments);

}  // namespace surety::verify::trace
