// taylor_domain.h -- the Taylor reading of core: what an expression is over a whole interval of its argument.
//
// One more instance of semantics.h, so what is bounded here is the compiled function itself. A number is an exact
// integer or a Taylor model; rounding adds what rounding may add. Beside it stands whether the number rises or falls
// with the argument, every rounding included, from one whole argument to the next. What cannot be decided over an
// interval throws `Undecided`, and whoever asked asks again about its halves; a single number decides everything.
#pragma once

#include <optional>

#include "compiler/core/semantics.h"
#include "tests/mathematics/model.h"

namespace surety::mathematics {

struct Undecided {};

/// How a number moves while the argument grows by whole units.
enum class Trend : std::uint8_t { constant, rises, falls, unknown };

class TaylorDomain {
 public:
  struct Int {
    std::optional<core::Integer> exact;
    Model model;  // of a number that is not exact
    Trend trend = Trend::constant;
  };
  using Bool = std::optional<bool>;
  struct Party {};
  using Value = core::Value<TaylorDomain>;

  /// For an argument of `units + 1` whole numbers.
  explicit TaylorDomain(const core::Integer& units) : units_(units) {}

  /// The argument itself: every whole number from low to high.
  static Int variable(const core::Integer& low, const core::Integer& high);

  Int integer(const core::Integer& value) { return {value, {}, Trend::constant}; }
  Bool boolean(bool value) { return value; }
  Party party(std::uint32_t) { return {}; }
  Int add(const Int& a, const Int& b);
  Int subtract(const Int& a, const Int& b);
  Int multiply(const Int& a, const Int& b);
  Int div_floor(const Int& a, const Int& b);
  Int square_root(const Int& a);
  Bool less(const Int& a, const Int& b);
  Bool equal(const Int& a, const Int& b);
  Bool same(Party, Party) { return std::nullopt; }
  Bool both(Bool a, Bool b);
  Bool either(Bool a, Bool b) { return negate(both(negate(a), negate(b))); }
  Bool negate(Bool a) { return a ? Bool(!*a) : std::nullopt; }
  Int select(Bool condition, const Int& a, const Int& b);
  Int narrow(const Int& value, const core::Range&) { return value; }
  Bool fits(const Int& value);

  Value read_global(core::GlobalId) { throw std::logic_error("a function of its arguments reads no state"); }
  Value read_row(core::TableId, Party, core::FieldId) { throw std::logic_error("no rows"); }
  void write_global(core::GlobalId, const Value&) {}
  void write_row(core::TableId, Party, core::FieldId, const Value&) {}
  void effect(core::EffectKind, core::AssetId, Party, const Int&) {}
  /// Must hold of every argument: a function that may revert has no bound.
  void require(Bool condition, core::ErrorId) {
    if (!decided(condition)) throw Undecided{};
  }
  Value choose(Bool condition, auto then, auto otherwise) { return decided(condition) ? then() : otherwise(); }
  void branch(Bool condition, auto then, auto otherwise) { decided(condition) ? then() : otherwise(); }
  Value quantify(core::Quantifier, core::TableId, auto) { throw std::logic_error("no quantifiers"); }
  Value before(auto) { throw std::logic_error("no before"); }

  /// Which operation the next primitives are part of.
  void computing(const core::Expr* expr);

 private:
  static bool decided(Bool condition) {
    if (!condition) throw Undecided{};
    return *condition;
  }
  /// Where structure does not say how a model moves, its slope may: one unit moves it further than its noise.
  Int settled(Int value) const;

  core::Integer units_;
  bool rounding_to_nearest_ = false;
  std::optional<Int> quotient_;  // what is being rounded to nearest, before it is
};

Model model_of(const TaylorDomain::Int& value);

}  // namespace surety::mathematics
