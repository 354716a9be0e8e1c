// outline.cpp -- see outline.h.
#include "verifier/term/outline.h"

#include "verifier/term/bounds.h"
#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

class Outline {
 public:
  explicit Outline(Arena& arena) : arena_(arena) {}

  /// Compound atoms in the formulas themselves, not in other atoms, that were not met before.
  std::vector<std::uint32_t> fresh_in(const std::vector<Bool>& formulas) {
    std::vector<std::uint32_t> fresh;
    SharedParts parts(arena_, [&](const BoolNode& node) {
      for (const auto& [monomial, coefficient] : arena_.polynomial(node.polynomial)) {
        for (const std::uint32_t atom : monomial) {
          if (arena_.atom(atom).kind != AtomKind::variable && met_.insert(atom).second) fresh.push_back(atom);
        }
      }
    });
    for (const Bool formula : formulas) parts.of(formula);
    return fresh;
  }

  void keep_in_bounds(std::uint32_t atom, std::vector<Bool>& facts) {
    const Int value = arena_.atom_term(atom);
    const Bounds limits = defined_bounds(arena_, value);
    if (limits.low) facts.push_back(arena_.less_equal(arena_.integer(*limits.low), value));
    if (limits.high) facts.push_back(arena_.less_equal(value, arena_.integer(*limits.high)));
  }

 private:
  Arena& arena_;
  std::unordered_set<std::uint32_t> met_;
};

}  // namespace

std::vector<Bool> outline(Arena& arena, const std::vector<Bool>& formulas, unsigned depth) {
  Outline walk(arena);
  std::vector<Bool> facts;
  std::vector<std::uint32_t> fresh = walk.fresh_in(formulas);
  for (unsigned level = 0; level < depth && !fresh.empty(); ++level) {
    std::vector<Bool> definitions;
    definitions.reserve(fresh.size());
    for (const std::uint32_t atom : fresh) definitions.push_back(definition(arena, atom));
    facts.insert(facts.end(), definitions.begin(), definitions.end());
    fresh = walk.fresh_in(definitions);
  }
  for (const std::uint32_t atom : fresh) walk.keep_in_bounds(atom, facts);
  return facts;
}

}  // namespace surety::term
