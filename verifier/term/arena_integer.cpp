// arena_integer.cpp -- smart constructors of integer terms.
#include <algorithm>
#include <utility>

#include "verifier/term/arena.h"

namespace surety::term {

Int Arena::of(Polynomial polynomial) {
  const auto [place, fresh] =
      polynomial_ids_.try_emplace(std::move(polynomial), static_cast<std::uint32_t>(polynomials_.size()));
  if (fresh) polynomials_.push_back(&place->first);
  return {place->second};
}

std::uint32_t Arena::intern(Atom atom) {
  const AtomKey key{atom.kind, atom.name, atom.condition.index, atom.a.index, atom.b.index};
  const auto [place, fresh] = atom_ids_.try_emplace(key, static_cast<std::uint32_t>(atoms_.size()));
  if (fresh) atoms_.push_back(std::move(atom));
  return place->second;
}

Int Arena::atom_term(std::uint32_t index) {
  if (index >= atom_terms_.size()) atom_terms_.resize(atoms_.size());
  std::optional<Int>& known = atom_terms_[index];
  if (!known) known = of(Polynomial{{Monomial{index}, Integer(1)}});
  return *known;
}

Int Arena::integer(const Integer& value) { return of(constant_polynomial(value)); }

Int Arena::variable(const std::string& name, const Bounds& declared) {
  Atom atom;
  atom.name = name;
  atom.declared = declared;
  return atom_term(intern(std::move(atom)));
}

std::optional<std::uint32_t> Arena::variable_named(const std::string& name) const {
  const auto place = atom_ids_.find(AtomKey{AtomKind::variable, name, 0, 0, 0});
  return place == atom_ids_.end() ? std::nullopt : std::optional(place->second);
}

namespace {

std::uint64_t pair_of(Int a, Int b) { return (std::uint64_t{a.index} << 32U) | b.index; }

/// What was computed before, or what `compute` gives now.
Int remembered(std::unordered_map<std::uint64_t, Int>& memory, std::uint64_t key, const auto& compute) {
  if (const auto place = memory.find(key); place != memory.end()) return place->second;
  const Int result = compute();
  memory.emplace(key, result);
  return result;
}

}  // namespace

Int Arena::add(Int a, Int b) {
  const auto [less, more] = std::minmax(a.index, b.index);
  return remembered(sums_, pair_of({less}, {more}),
                    [&] { return of(add_scaled(polynomial(a), polynomial(b), Integer(1))); });
}

Int Arena::subtract(Int a, Int b) {
  return remembered(differences_, pair_of(a, b),
                    [&] { return of(add_scaled(polynomial(a), polynomial(b), Integer(-1))); });
}

Int Arena::multiply(Int a, Int b) {
  const auto [less, more] = std::minmax(a.index, b.index);
  return remembered(products_, pair_of({less}, {more}), [&] { return of(product(polynomial(a), polynomial(b))); });
}

Int Arena::scale(Int a, const Integer& factor) { return of(add_scaled({}, polynomial(a), factor)); }

std::optional<Integer> Arena::value(Int a) const {
  const Polynomial& p = polynomial(a);
  return is_constant(p) ? std::optional(constant_term(p)) : std::nullopt;
}

Int Arena::quotient(Int a, Int b) {
  const auto divisor = value(b);
  if (divisor && *divisor == 1) return a;
  if (divisor && *divisor > 1) {
    if (const auto number = value(a)) return integer(core::floor_divide(*number, *divisor));
    // Whole multiples of the divisor leave the floor: floor((d * x + r) / d) = x + floor(r / d).
    Polynomial whole;
    Polynomial rest;
    for (const auto& [monomial, coefficient] : polynomial(a)) {
      const Integer times = core::floor_divide(coefficient, *divisor);
      const Integer left = coefficient - times * *divisor;
      if (left == 0)
        whole.append(monomial, times);
      else
        rest.append(monomial, coefficient);
    }
    if (rest.empty()) return of(whole);
    if (!whole.empty()) return add(of(whole), quotient(of(rest), b));
  }
  Atom atom;
  atom.kind = AtomKind::quotient;
  atom.a = a;
  atom.b = b;
  return atom_term(intern(std::move(atom)));
}

Int Arena::square_root(Int a) {
  const auto number = value(a);
  if (number && *number >= 0) return integer(core::floor_square_root(*number));
  Atom atom;
  atom.kind = AtomKind::square_root;
  atom.a = a;
  return atom_term(intern(std::move(atom)));
}

Int Arena::minimum(Int a, Int b) {
  if (const auto difference = value(subtract(a, b))) return *difference <= 0 ? a : b;
  Atom atom;
  atom.kind = AtomKind::minimum;
  std::tie(atom.a, atom.b) = std::minmax(a, b);
  return atom_term(intern(std::move(atom)));
}

Int Arena::maximum(Int a, Int b) {
  if (const auto difference = value(subtract(a, b))) return *difference >= 0 ? a : b;
  Atom atom;
  atom.kind = AtomKind::maximum;
  std::tie(atom.a, atom.b) = std::minmax(a, b);
  return atom_term(intern(std::move(atom)));
}

Int Arena::absolute(Int a) {
  if (const auto number = value(a)) return integer(Integer(abs(*number)));
  Atom atom;
  atom.kind = AtomKind::absolute;
  atom.a = std::min(a, scale(a, Integer(-1)));  // |a| = |-a|
  return atom_term(intern(std::move(atom)));
}

/// How semantics.h builds min, max and abs: a choice on a comparison of its own arms.
std::optional<Int> Arena::recognised(Bool condition, Int then, Int otherwise) {
  if (node(condition).kind != BoolKind::nonnegative) return std::nullopt;
  const Int difference = subtract(then, otherwise);
  const Int reverse = subtract(otherwise, then);
  const Int one = integer(Integer(1));
  if (then == scale(otherwise, Integer(-1))) {
    if (condition == less(otherwise, integer(Integer(0)))) return absolute(otherwise);
    if (condition == nonnegative(then)) return absolute(then);
  }
  if (condition == nonnegative(difference) || condition == nonnegative(subtract(difference, one))) {
    return maximum(then, otherwise);
  }
  if (condition == nonnegative(reverse) || condition == nonnegative(subtract(reverse, one))) {
    return minimum(then, otherwise);
  }
  return std::nullopt;
}

Int Arena::choose(Bool condition, Int then, Int otherwise) {
  if (const auto known = value(condition)) return *known ? then : otherwise;
  if (then == otherwise) return then;
  if (const auto special = recognised(condition, then, otherwise)) return *special;
  Atom atom;
  atom.kind = AtomKind::choose;
  atom.condition = condition;
  atom.a = then;
  atom.b = otherwise;
  return atom_term(intern(std::move(atom)));
}

}  // namespace surety::term
