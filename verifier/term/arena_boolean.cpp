// arena_boolean.cpp -- smart constructors of boolean terms: negation normal form, tightened comparisons.
#include <algorithm>
#include <iterator>
#include <utility>

#include "verifier/term/arena.h"

namespace surety::term {

Arena::Arena() {
  of({});  // handle 0 of each kind is what default-constructed parts of nodes mean: the number 0 and `true`
  BoolNode node;
  truth_ = intern(node);
  node.kind = BoolKind::falsehood;
  falsehood_ = intern(node);
}

std::size_t Arena::NodeHash::operator()(const BoolNode& node) const {
  std::size_t hash = static_cast<std::size_t>(node.kind) + std::hash<std::string>{}(node.name);
  const auto mix = [&hash](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL + (hash >> 29U); };
  mix(node.polynomial.index);
  for (const Bool part : node.parts) mix(part.index);
  return hash;
}

Bool Arena::intern(BoolNode node) {
  const auto [place, fresh] = node_ids_.try_emplace(std::move(node), static_cast<std::uint32_t>(nodes_.size()));
  if (fresh) nodes_.push_back(&place->first);
  return {place->second};
}

std::optional<bool> Arena::value(Bool a) const {
  if (a == truth_) return true;
  if (a == falsehood_) return false;
  return std::nullopt;
}

Bool Arena::boolean_variable(const std::string& name) {
  BoolNode node;
  node.kind = BoolKind::variable;
  node.name = name;
  return intern(std::move(node));
}

Bool Arena::compare(BoolKind kind, Int a) {
  BoolNode node;
  node.kind = kind;
  node.polynomial = a;
  return intern(std::move(node));
}

Bool Arena::nonnegative(Int a) {
  if (const auto place = nonnegatives_.find(a.index); place != nonnegatives_.end()) return place->second;
  return nonnegatives_.emplace(a.index, normal_nonnegative(a)).first->second;
}

Bool Arena::zero(Int a) {
  if (const auto place = zeros_.find(a.index); place != zeros_.end()) return place->second;
  return zeros_.emplace(a.index, normal_zero(a)).first->second;
}

Bool Arena::normal_nonnegative(Int a) {
  if (const auto number = value(a)) return constant(*number >= 0);
  const Integer divisor = content(polynomial(a));
  if (divisor == 1) return compare(BoolKind::nonnegative, a);
  Polynomial reduced;  // over the integers d*p + c >= 0 is p + floor(c / d) >= 0
  for (const auto& [monomial, coefficient] : polynomial(a)) {
    const Integer divided = core::floor_divide(coefficient, divisor);
    if (divided != 0) reduced.append(monomial, divided);
  }
  return compare(BoolKind::nonnegative, of(std::move(reduced)));
}

Bool Arena::normal_zero(Int a) {
  if (const auto number = value(a)) return constant(*number == 0);
  const Polynomial& p = polynomial(a);
  Integer divisor = content(p);
  if (constant_term(p) % divisor != 0) return falsehood_;
  if (p.back().second < 0) divisor = -divisor;  // p = 0 and -p = 0 are one
  if (divisor == 1) return compare(BoolKind::zero, a);
  Polynomial reduced;
  for (const auto& [monomial, coefficient] : p) reduced.append(monomial, coefficient / divisor);
  return compare(BoolKind::zero, of(std::move(reduced)));
}

Bool Arena::less(Int a, Int b) { return nonnegative(subtract(subtract(b, a), integer(Integer(1)))); }

Bool Arena::negate(Bool a) {
  if (const auto known = negations_.find(a.index); known != negations_.end()) return known->second;
  const Bool result = negation(node(a));
  negations_.emplace(a.index, result);
  return result;
}

Bool Arena::negation(const BoolNode& node) {
  switch (node.kind) {
    case BoolKind::truth: return falsehood_;
    case BoolKind::falsehood: return truth_;
    case BoolKind::variable:
    case BoolKind::not_variable: {
      BoolNode flipped = node;
      flipped.kind = node.kind == BoolKind::variable ? BoolKind::not_variable : BoolKind::variable;
      return intern(std::move(flipped));
    }
    case BoolKind::nonnegative: return less(node.polynomial, integer(Integer(0)));
    case BoolKind::zero: return compare(BoolKind::nonzero, node.polynomial);
    case BoolKind::nonzero: return compare(BoolKind::zero, node.polynomial);
    case BoolKind::conjunction:
    case BoolKind::disjunction: break;
  }
  std::vector<Bool> parts;
  parts.reserve(node.parts.size());
  for (const Bool part : node.parts) parts.push_back(negate(part));
  return node.kind == BoolKind::conjunction ? disjunction(parts) : conjunction(parts);
}

Bool Arena::join(BoolKind kind, const std::vector<Bool>& parts) {
  const Bool unit = constant(kind == BoolKind::conjunction);
  const Bool absorbing = constant(kind != BoolKind::conjunction);
  std::vector<Bool> flat;
  for (const Bool part : parts) {
    if (part == absorbing) return absorbing;
    if (part == unit) continue;
    if (node(part).kind == kind)
      std::ranges::copy(node(part).parts, std::back_inserter(flat));
    else
      flat.push_back(part);
  }
  std::ranges::sort(flat);
  const auto repeated = std::ranges::unique(flat);
  flat.erase(repeated.begin(), repeated.end());
  for (const Bool part : flat) {
    if (node(part).parts.empty() && std::ranges::binary_search(flat, negate(part))) return absorbing;
  }
  if (flat.empty()) return unit;
  if (flat.size() == 1) return flat.front();
  BoolNode joined;
  joined.kind = kind;
  joined.parts = std::move(flat);
  return intern(std::move(joined));
}

Bool Arena::conjunction(const std::vector<Bool>& parts) { return join(BoolKind::conjunction, parts); }
Bool Arena::disjunction(const std::vector<Bool>& parts) { return join(BoolKind::disjunction, parts); }

Bool Arena::choose(Bool condition, Bool then, Bool otherwise) {
  if (const auto known = value(condition)) return *known ? then : otherwise;
  if (then == otherwise) return then;
  // `a and b` and `a or b` are choices in core: said twice, a condition doubles a chain of them at each step.
  if (const auto known = value(then)) return *known ? either(condition, otherwise) : both(negate(condition), otherwise);
  if (const auto known = value(otherwise)) return *known ? implies(condition, then) : both(condition, then);
  return both(implies(condition, then), either(condition, otherwise));
}

}  // namespace surety::term
