// domain.h -- what a reading must supply: about two dozen primitives, and no meaning of its own.
//
// A domain chooses how integers, booleans and parties look (a number, a range, a term, an LLVM value) and how control
// flows (run one arm, join both, split the path, make blocks). Everything else is said once, in semantics.h.
//
//   Concrete   compiler/read/concrete.h     exact numbers: interpreter, replay, constants
//   Interval   compiler/read/interval.h     ranges
//   Symbolic   verifier/oblige/symbolic.h   terms
//   Emit       codegen/emit_domain.h        LLVM IR
#pragma once

#include <concepts>
#include <cstdint>
#include <variant>

#include "compiler/core/contract.h"

namespace surety::core {

/// A value of any sort in domain D.
template <class D>
using Value = std::variant<typename D::Int, typename D::Bool, typename D::Party>;

template <class D>
concept Domain = requires(D& d, const Integer& number, const typename D::Int& i, const typename D::Bool& b,
                          const typename D::Party& p, const Value<D>& v, GlobalId global, TableId table, FieldId field,
                          ErrorId error, const Range& range, EffectKind effect, AssetId asset) {
  // Literals.
  { d.integer(number) } -> std::same_as<typename D::Int>;
  { d.boolean(true) } -> std::same_as<typename D::Bool>;
  { d.party(std::uint32_t{}) } -> std::same_as<typename D::Party>;
  // Mathematical integers. div_floor is asked only with a divisor >= 1, square_root only with a value >= 0.
  { d.add(i, i) } -> std::same_as<typename D::Int>;
  { d.subtract(i, i) } -> std::same_as<typename D::Int>;
  { d.multiply(i, i) } -> std::same_as<typename D::Int>;
  { d.div_floor(i, i) } -> std::same_as<typename D::Int>;
  { d.square_root(i) } -> std::same_as<typename D::Int>;
  { d.less(i, i) } -> std::same_as<typename D::Bool>;
  { d.equal(i, i) } -> std::same_as<typename D::Bool>;
  { d.same(p, p) } -> std::same_as<typename D::Bool>;
  { d.both(b, b) } -> std::same_as<typename D::Bool>;
  { d.either(b, b) } -> std::same_as<typename D::Bool>;
  { d.negate(b) } -> std::same_as<typename D::Bool>;
  // Both operands are already evaluated and neither can revert.
  { d.select(b, i, i) } -> std::same_as<typename D::Int>;
  // The value is known to lie in the range (it was just checked, or the declaration says so).
  { d.narrow(i, range) } -> std::same_as<typename D::Int>;
  // The value fits 256 bits.
  { d.fits(i) } -> std::same_as<typename D::Bool>;
  // State. A write is seen by every later read of the same place, also through another name of the row.
  { d.read_global(global) } -> std::same_as<Value<D>>;
  { d.read_row(table, p, field) } -> std::same_as<Value<D>>;
  { d.write_global(global, v) };
  { d.write_row(table, p, field, v) };
  { d.effect(effect, asset, p, i) };
  // Where the condition does not hold the step ends here with `error`, and nothing has happened.
  { d.require(b, error) };
  // Further, as templates over callables (a concept cannot list them):
  //   Value<D> choose(Bool, auto then, auto otherwise)                     evaluates only what it needs
  //   void     branch(Bool, auto then, auto otherwise)                     statements
  //   Value<D> quantify(Quantifier, TableId, auto body /* Value<D>(Party) */)
  //   Value<D> before(auto body /* Value<D>() */)
  // A domain may also have these, and is then told:
  //   void     computing(const Expr*)   the operation (or the amount of an effect) that the next primitives belong to;
  //                                     null: it is done
  //   void     running(const Span&)     the statement or argument that the next primitives belong to
  //   void     quantifying(const Expr*) the Quantified expression that the next quantify belongs to
  //   void     assertion(Bool, ErrorId)  an Assert, instead of a require
  //   void     known(PropertyId, Bool)   what a lemma says, of a Use; with it:
  //   optional<Int> stated(FactId, vector<Int>, Bool admitted, auto where, auto claim /* Bool() both */)
  //                                     a function's value for these arguments (are they within their ranges? is its
  //                                     `where` true of them?), of which the claim is true where the domain evaluates
  //                                     it as a property; nothing: the body is looked at
  //   void     as_property(auto body)    runs `body`, in which a require reverts nothing and says what is defined
};

}  // namespace surety::core
