// arena.h -- hash-consed terms: what a contract computes, as mathematics.
//
// An integer term is a polynomial over atoms; an atom is a variable or something no polynomial can say (a floor
// quotient, a choice, min, max, abs, a square root). A boolean term is in negation normal form over `p >= 0`, `p = 0`,
// `p != 0` and boolean variables. Both are named by small handles; equal terms have equal handles. Because values are
// integers, `a < b` is `b - a - 1 >= 0` and coefficients are divided by their content with the constant rounded down,
// which makes a question over the reals as sharp as one over the integers for nearly all that contracts do.
//
// One arena serves one obligation run; handles of two arenas must not meet.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "verifier/term/polynomial.h"

namespace surety::term {

struct Int {
  std::uint32_t index = 0;
  friend auto operator<=>(Int, Int) = default;
};
struct Bool {
  std::uint32_t index = 0;
  friend auto operator<=>(Bool, Bool) = default;
};

enum class AtomKind : std::uint8_t { variable, quotient, square_root, choose, minimum, maximum, absolute };

/// Inclusive limits; an absent one is infinite.
struct Bounds {
  std::optional<Integer> low;
  std::optional<Integer> high;
};

/// What is known of a term, or of every value it has where something holds; both: it is 0, or nothing is so.
struct Sign {
  bool at_least_zero = false;
  bool at_most_zero = false;
  bool operator==(const Sign&) const = default;
};

struct Atom {
  AtomKind kind = AtomKind::variable;
  std::string name;  // variables
  Bounds declared;   // variables: what every value is known to satisfy
  Bool condition;    // choose
  Int a;             // quotient: floor(a / b); choose: condition ? a : b; absolute, square_root: a
  Int b;
};

enum class BoolKind : std::uint8_t {
  truth,
  falsehood,
  variable,
  not_variable,
  nonnegative,  // polynomial >= 0
  zero,         // polynomial = 0
  nonzero,
  conjunction,
  disjunction,
};

struct BoolNode {
  BoolKind kind = BoolKind::truth;
  std::string name;         // variable, not_variable
  Int polynomial;           // nonnegative, zero, nonzero
  std::vector<Bool> parts;  // conjunction, disjunction: at least two, sorted, none of the same kind
  bool operator==(const BoolNode&) const = default;
};

class Arena {
 public:
  Arena();

  // ---- integers ----
  Int integer(const Integer& value);
  /// The variable of that name; `declared` counts at its first mention.
  Int variable(const std::string& name, const Bounds& declared = {});
  Int of(Polynomial polynomial);
  Int add(Int a, Int b);
  Int subtract(Int a, Int b);
  Int multiply(Int a, Int b);
  Int scale(Int a, const Integer& factor);
  /// floor(a / b). Where b < 1 the value is not specified.
  Int quotient(Int a, Int b);
  /// The largest r with r * r <= a. Where a < 0 the value is not specified.
  Int square_root(Int a);
  /// Recognises minimum, maximum and absolute value.
  Int choose(Bool condition, Int then, Int otherwise);
  Int minimum(Int a, Int b);
  Int maximum(Int a, Int b);
  Int absolute(Int a);

  // ---- booleans ----
  Bool constant(bool value) const { return value ? truth_ : falsehood_; }
  Bool boolean_variable(const std::string& name);
  Bool nonnegative(Int a);
  Bool zero(Int a);
  Bool less(Int a, Int b);
  Bool less_equal(Int a, Int b) { return nonnegative(subtract(b, a)); }
  Bool equal(Int a, Int b) { return zero(subtract(a, b)); }
  Bool negate(Bool a);
  Bool both(Bool a, Bool b) { return conjunction({a, b}); }
  Bool either(Bool a, Bool b) { return disjunction({a, b}); }
  Bool implies(Bool a, Bool b) { return either(negate(a), b); }
  Bool choose(Bool condition, Bool then, Bool otherwise);
  Bool conjunction(const std::vector<Bool>& parts);
  Bool disjunction(const std::vector<Bool>& parts);

  // ---- looking in: references stay good as long as the arena, whatever is made meanwhile ----
  [[nodiscard]] const Polynomial& polynomial(Int a) const { return *polynomials_[a.index]; }
  [[nodiscard]] const Atom& atom(std::uint32_t index) const { return atoms_[index]; }
  [[nodiscard]] std::uint32_t atom_count() const { return static_cast<std::uint32_t>(atoms_.size()); }
  [[nodiscard]] const BoolNode& node(Bool a) const { return *nodes_[a.index]; }
  [[nodiscard]] std::optional<Integer> value(Int a) const;
  [[nodiscard]] std::optional<bool> value(Bool a) const;
  /// The polynomial that is this atom alone.
  Int atom_term(std::uint32_t index);
  [[nodiscard]] std::optional<std::uint32_t> variable_named(const std::string& name) const;
  /// Limits of terms, by Int::index, as bounds.cpp found them: they never change, and are asked for on every path.
  [[nodiscard]] std::unordered_map<std::uint32_t, Bounds>& remembered_limits() const { return remembered_limits_; }
  /// The same for products of atoms.
  [[nodiscard]] std::map<Monomial, Bounds>& remembered_products() const { return remembered_products_; }
  /// The same for signs of terms where formulas hold, as signs.cpp found them.
  [[nodiscard]] std::map<std::pair<Bool, Int>, Sign>& remembered_signs() { return remembered_signs_; }

 private:
  std::uint32_t intern(Atom atom);
  Bool intern(BoolNode node);
  Bool normal_nonnegative(Int a);
  Bool normal_zero(Int a);
  Bool compare(BoolKind kind, Int a);
  Bool negation(const BoolNode& node);
  Bool join(BoolKind kind, const std::vector<Bool>& parts);
  std::optional<Int> recognised(Bool condition, Int then, Int otherwise);

  struct AtomKey {
    AtomKind kind;
    std::string name;
    std::uint32_t condition, a, b;
    auto operator<=>(const AtomKey&) const = default;
  };
  struct NodeHash {
    std::size_t operator()(const BoolNode& node) const;
  };

  std::vector<const Polynomial*> polynomials_;  // into the keys of polynomial_ids_, which do not move
  std::unordered_map<Polynomial, std::uint32_t, PolynomialHash> polynomial_ids_;
  std::deque<Atom> atoms_;
  std::vector<std::optional<Int>> atom_terms_;  // by atom, where asked for before
  std::map<AtomKey, std::uint32_t> atom_ids_;
  mutable std::unordered_map<std::uint32_t, Bounds> remembered_limits_;
  mutable std::map<Monomial, Bounds> remembered_products_;
  std::map<std::pair<Bool, Int>, Sign> remembered_signs_;
  std::vector<const BoolNode*> nodes_;
  std::unordered_map<std::uint64_t, Int> sums_;  // by both indices: every path computes the same again, four of five
  std::unordered_map<std::uint64_t, Int> differences_;
  std::unordered_map<std::uint64_t, Int> products_;
  std::unordered_map<std::uint32_t, Bool> nonnegatives_;  // by the index of the term
  std::unordered_map<std::uint32_t, Bool> zeros_;
  std::unordered_map<std::uint32_t, Bool> negations_;  // simplification asks for the same ones over and over
  std::unordered_map<BoolNode, std::uint32_t, NodeHash> node_ids_;
  Bool truth_;
  Bool falsehood_;
};

}  // namespace surety::term
