// slices.cpp -- distance from the goal, counted in shared variables.
#include "verifier/prove/slices.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;
using oblige::Role;
using term::Bool;

/// Variables by number, ascending: of atoms their index, of boolean variables the numbers after those.
using Symbols = std::vector<std::uint32_t>;
using Reach = std::vector<bool>;  // by symbol

/// A variable that is mentioned at most so many times as often as the rarest tells as well what a hypothesis is about.
constexpr unsigned tolerance = 2;

class Numbering {
 public:
  explicit Numbering(const term::Arena& arena) : arena_(arena) {}

  Symbols mentioned(Bool formula) {
    term::Mentioned found(arena_);
    found.visit(formula);
    Symbols symbols;
    for (const std::uint32_t atom : found.atoms()) {
      if (arena_.atom(atom).kind == term::AtomKind::variable) symbols.push_back(atom);
    }
    for (const std::string& name : found.booleans()) {
      const auto next = static_cast<std::uint32_t>(arena_.atom_count() + booleans_.size());
      symbols.push_back(booleans_.try_emplace(name, next).first->second);
    }
    std::ranges::sort(symbols);
    return symbols;
  }
  [[nodiscard]] std::size_t count() const { return arena_.atom_count() + booleans_.size(); }
  /// Totals help only a goal about sums or about the vault, and there is no telling the second: wider slices have them.
  [[nodiscard]] bool speak_of_sums(const Symbols& symbols) const {
    return std::ranges::any_of(symbols, [&](std::uint32_t symbol) {
      return symbol < arena_.atom_count() && arena_.atom(symbol).name.starts_with("sum(");
    });
  }

 private:
  const term::Arena& arena_;
  std::map<std::string, std::uint32_t> booleans_;
};

bool meet(const Symbols& symbols, const Reach& reach) {
  return std::ranges::any_of(symbols, [&](std::uint32_t symbol) { return reach[symbol]; });
}

void extend(Reach& reach, const Symbols& symbols) {
  for (const std::uint32_t symbol : symbols) reach[symbol] = true;
}

/// What a question's formulas mention.
struct Mentions {
  Symbols goal;
  std::vector<Symbols> hypotheses;
  std::size_t count = 0;  // of all symbols
};

/// Hypotheses within `distance` steps from the goal. A step leads to hypotheses over one of their `doors`, and from
/// there to whatever they mention.
Selection near(const Question& question, const Mentions& mentions, const std::vector<Symbols>& doors,
               unsigned distance) {
  Reach reach(mentions.count);
  extend(reach, mentions.goal);
  std::vector<bool> taken(question.hypotheses.size(), false);
  for (unsigned step = 0; step < distance; ++step) {
    Reach further = reach;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i] || !(doors[i].empty() || meet(doors[i], reach))) continue;
      taken[i] = true;
      extend(further, mentions.hypotheses[i]);
    }
    reach = std::move(further);
  }
  Selection result;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) result.push_back(question.hypotheses[i]);
  }
  return result;
}

/// Premises as SInE selects them (Hoder and Voronkov, CADE 2011): a hypothesis belongs to what is rarest in it. A price
/// is everywhere and says nothing of what a fact is about.
Selection triggered(const Question& question, const Mentions& mentions) {
  std::vector<unsigned> count(mentions.count);  // by how many hypotheses each variable is mentioned
  for (const Symbols& one : mentions.hypotheses) {
    for (const std::uint32_t symbol : one) ++count[symbol];
  }
  std::vector<Symbols> telling;
  for (const Symbols& one : mentions.hypotheses) {
    unsigned rarest = std::numeric_limits<unsigned>::max();
    for (const std::uint32_t symbol : one) rarest = std::min(rarest, count[symbol]);
    std::ranges::copy_if(one, std::back_inserter(telling.emplace_back()),
                         [&](std::uint32_t symbol) { return count[symbol] <= tolerance * rarest; });
  }
  return near(question, mentions, telling, 2);
}

Selection without(const Selection& all, std::initializer_list<Role> roles) {
  Selection result;
  std::ranges::copy_if(all, std::back_inserter(result), [&](const Hypothesis& hypothesis) {
    return std::ranges::find(roles, hypothesis.role) == roles.end();
  });
  return result;
}

}  // namespace

Slices::Slices(const term::Arena& arena, const Question& question) {
  Numbering numbering(arena);
  Mentions mentions{numbering.mentioned(question.goal), {}, 0};
  mentions.hypotheses.reserve(question.hypotheses.size());
  for (const Hypothesis& hypothesis : question.hypotheses)
    mentions.hypotheses.push_back(numbering.mentioned(hypothesis.formula));
  mentions.count = numbering.count();
  const auto slot = [this](Slice slice) -> Selection& { return slices_[static_cast<std::size_t>(slice)]; };
  slot(Slice::local) = without(near(question, mentions, mentions.hypotheses, 1), {Role::overflow, Role::range});
  if (!numbering.speak_of_sums(mentions.goal)) slot(Slice::local) = without(slot(Slice::local), {Role::total});
  slot(Slice::nearest) = without(triggered(question, mentions), {Role::overflow, Role::range});
  slot(Slice::wider) = without(near(question, mentions, mentions.hypotheses, 2), {Role::overflow, Role::range});
  slot(Slice::rows) = without(slot(Slice::wider), {Role::total});
  slot(Slice::most) = without(question.hypotheses, {Role::overflow});
  slot(Slice::all) = question.hypotheses;
}

bool is_named(const Hypothesis& hypothesis) {
  return hypothesis.role == Role::invariant || hypothesis.role == Role::assumption || hypothesis.role == Role::total;
}

std::vector<std::string> names_of(const Selection& selection) {
  std::set<std::string> names;
  for (const Hypothesis& hypothesis : selection) {
    if (is_named(hypothesis) && hypothesis.name != "rest of a sum") names.insert(hypothesis.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace surety::verify::strategy
