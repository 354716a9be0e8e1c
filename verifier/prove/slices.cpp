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

using Names = std::set<std::string>;

/// A variable that is mentioned at most so many times as often as the rarest tells as well what a hypothesis is about.
constexpr unsigned tolerance = 2;

Names mentioned(const term::Arena& arena, Bool formula) {
  term::Mentioned found(arena);
  found.visit(formula);
  Names names = found.booleans();
  for (const std::uint32_t atom : found.atoms()) {
    if (arena.atom(atom).kind == term::AtomKind::variable) names.insert(arena.atom(atom).name);
  }
  return names;
}

bool meet(const Names& a, const Names& b) {
  return std::ranges::any_of(a, [&](const std::string& name) { return b.contains(name); });
}

/// Hypotheses within `distance` steps from the goal. A step leads to hypotheses over one of their `doors`, and from
/// there to whatever they mention.
Selection near(const Question& question, const Names& goal, const std::vector<Names>& doors,
               const std::vector<Names>& names, unsigned distance) {
  Names reach = goal;
  std::vector<bool> taken(question.hypotheses.size(), false);
  for (unsigned step = 0; step < distance; ++step) {
    Names further = reach;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i] || !(doors[i].empty() || meet(doors[i], reach))) continue;
      taken[i] = true;
      further.insert(names[i].begin(), names[i].end());
    }
    reach = std::move(further);
  }
  Selection result;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) result.push_back(question.hypotheses[i]);
  }
  return result;
}

/// How often each variable is mentioned, by how many hypotheses.
std::map<std::string, unsigned> mentions(const std::vector<Names>& names) {
  std::map<std::string, unsigned> result;
  for (const Names& one : names) {
    for (const std::string& name : one) ++result[name];
  }
  return result;
}

/// Premises as SInE selects them (Hoder and Voronkov, CADE 2011): a hypothesis belongs to what is rarest in it. A price
/// is everywhere and says nothing of what a fact is about.
Selection triggered(const Question& question, const Names& goal, const std::vector<Names>& names) {
  const std::map<std::string, unsigned> count = mentions(names);
  std::vector<Names> telling;
  for (const Names& one : names) {
    unsigned rarest = std::numeric_limits<unsigned>::max();
    for (const std::string& name : one) rarest = std::min(rarest, count.at(name));
    telling.emplace_back();
    for (const std::string& name : one) {
      if (count.at(name) <= tolerance * rarest) telling.back().insert(name);
    }
  }
  return near(question, goal, telling, names, 2);
}

Selection without(const Selection& all, std::initializer_list<Role> roles) {
  Selection result;
  std::ranges::copy_if(all, std::back_inserter(result), [&](const Hypothesis& hypothesis) {
    return std::ranges::find(roles, hypothesis.role) == roles.end();
  });
  return result;
}

/// Totals help only a goal about sums or about the vault, and there is no telling the second: wider slices have them.
bool speaks_of_sums(const Names& goal) {
  return std::ranges::any_of(goal, [](const std::string& name) { return name.starts_with("sum("); });
}

}  // namespace

Slices::Slices(const term::Arena& arena, const Question& question) {
  const Names goal = mentioned(arena, question.goal);
  std::vector<Names> names;
  names.reserve(question.hypotheses.size());
  for (const Hypothesis& hypothesis : question.hypotheses) names.push_back(mentioned(arena, hypothesis.formula));
  const auto slot = [this](Slice slice) -> Selection& { return slices_[static_cast<std::size_t>(slice)]; };
  slot(Slice::local) = without(near(question, goal, names, names, 1), {Role::overflow, Role::range});
  if (!speaks_of_sums(goal)) slot(Slice::local) = without(slot(Slice::local), {Role::total});
  slot(Slice::nearest) = without(triggered(question, goal, names), {Role::overflow, Role::range});
  slot(Slice::wider) = without(near(question, goal, names, names, 2), {Role::overflow, Role::range});
  slot(Slice::rows) = without(slot(Slice::wider), {Role::total});
  slot(Slice::most) = without(question.hypotheses, {Role::overflow});
  slot(Slice::all) = question.hypotheses;
}

bool is_named(const Hypothesis& hypothesis) {
  return hypothesis.role == Role::invariant || hypothesis.role == Role::assumption || hypothesis.role == Role::total;
}

std::vector<std::string> names_of(const Selection& selection) {
  Names names;
  for (const Hypothesis& hypothesis : selection) {
    if (is_named(hypothesis) && hypothesis.name != "rest of a sum") names.insert(hypothesis.name);
  }
  return {names.begin(), names.end()};
}

}  // namespace surety::verify::strategy
