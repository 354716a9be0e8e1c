// quotients.cpp -- see quotients.h.
#include "verifier/prove/quotients.h"

#include <map>

#include "verifier/term/bounds.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using term::Bool;
using term::Int;

/// More quotients over one divisor than this are left alone: triples grow with the cube.
constexpr std::size_t most_over_one_divisor = 10;
constexpr std::size_t most_facts = 60;

struct Quotient {
  Int numerator;
  Int value;
};
using ByDivisor = std::map<Int, std::vector<Quotient>>;

ByDivisor quotients_in(term::Arena& arena, const std::vector<Bool>& formulas) {
  term::Mentioned mentioned(arena);
  for (const Bool formula : formulas) mentioned.visit(formula);
  ByDivisor found;
  for (const std::uint32_t index : mentioned.atoms()) {
    const term::Atom& atom = arena.atom(index);
    if (atom.kind == term::AtomKind::quotient) found[atom.b].push_back({atom.a, arena.atom_term(index)});
  }
  return found;
}

class Facts {
 public:
  explicit Facts(term::Arena& arena) : arena_(arena) {}

  void about(Int divisor, const std::vector<Quotient>& quotients) {
    divisor_ = divisor;
    for (std::size_t i = 0; i < quotients.size(); ++i) {
      for (std::size_t j = i; j < quotients.size(); ++j) {
        sum(quotients[i], quotients[j], quotients);
        if (i != j) order(quotients[i], quotients[j]);
      }
    }
  }
  std::vector<Bool> take() { return std::move(facts_); }

 private:
  void sum(const Quotient& a, const Quotient& b, const std::vector<Quotient>& all) {
    const Int numerators = arena_.add(a.numerator, b.numerator);
    if (arena_.value(numerators) == core::Integer(0)) return between(arena_.add(a.value, b.value), arena_.integer(0));
    for (const Quotient& c : all)
      if (c.numerator == numerators) between(arena_.add(a.value, b.value), c.value);
  }
  /// parts <= whole <= parts + 1
  void between(Int parts, Int whole) {
    add(arena_.less_equal(parts, whole));
    add(arena_.less_equal(whole, arena_.add(parts, arena_.integer(1))));
  }
  /// Numerators that differ by a number are in order, and so are their floors.
  void order(const Quotient& a, const Quotient& b) {
    const auto difference = arena_.value(arena_.subtract(b.numerator, a.numerator));
    if (!difference) return;
    add(*difference >= 0 ? arena_.less_equal(a.value, b.value) : arena_.less_equal(b.value, a.value));
  }
  void add(Bool fact) {
    if (facts_.size() >= most_facts) return;
    const Bool positive = arena_.less_equal(arena_.integer(1), divisor_);
    const Bool guarded = term::decided_by_bounds(arena_, positive) == true ? fact : arena_.implies(positive, fact);
    if (arena_.value(guarded) != true) facts_.push_back(guarded);
  }

  term::Arena& arena_;
  Int divisor_;
  std::vector<Bool> facts_;
};

}  // namespace

std::vector<Bool> quotient_facts(term::Arena& arena, const std::vector<Bool>& formulas) {
  Facts facts(arena);
  for (const auto& [divisor, quotients] : quotients_in(arena, formulas)) {
    if (quotients.size() > 1 && quotients.size() <= most_over_one_divisor) facts.about(divisor, quotients);
  }
  return facts.take();
}

bool quotients_meet(term::Arena& arena, const std::vector<Bool>& formulas) {
  for (const auto& [divisor, quotients] : quotients_in(arena, formulas))
    if (quotients.size() > 1) return true;
  return false;
}

}  // namespace surety::verify::strategy
