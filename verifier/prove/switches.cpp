// switches.cpp -- see switches.h.
#include "verifier/prove/switches.h"

#include <set>

#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

bool is_switch(const term::Atom& atom) {
  return atom.kind == term::AtomKind::variable && atom.declared.low == core::Integer(0) &&
         atom.declared.high == core::Integer(1);
}

/// Those in products.
std::set<std::uint32_t> switches_in(const term::Arena& arena, term::Bool goal) {
  std::set<std::uint32_t> found;
  term::SharedParts literals(arena, [&](const term::BoolNode& node) {
    const bool compares = node.kind == term::BoolKind::nonnegative || node.kind == term::BoolKind::zero ||
                          node.kind == term::BoolKind::nonzero;
    if (!compares) return;
    for (const auto& [monomial, coefficient] : arena.polynomial(node.polynomial)) {
      if (monomial.size() < 2) continue;
      for (const std::uint32_t atom : monomial)
        if (is_switch(arena.atom(atom))) found.insert(atom);
    }
  });
  literals.of(goal);
  return found;
}

}  // namespace

std::vector<term::Bool> switch_facts(term::Arena& arena, term::Bool goal) {
  std::vector<term::Bool> facts;
  for (const std::uint32_t atom : switches_in(arena, goal)) {
    const term::Int variable = arena.atom_term(atom);
    // `v <= 0 or v >= 1` is true of integers as it reads, so that terms do not keep it.
    facts.push_back(arena.equal(arena.multiply(variable, variable), variable));
  }
  return facts;
}

}  // namespace surety::verify::strategy
