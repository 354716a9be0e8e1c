// quantifiers.cpp -- forall and exists over rows, without a quantifier for the solver.
//
// A quantified formula is evaluated at each row named so far and at one arbitrary further row, and stands in formulas
// as a boolean variable. Where it occurs positively in a goal, `forall` is the conjunction of its instances: the
// arbitrary row stands for all the rest. In a hypothesis it is the same conjunction, because it holds of every row. On
// the other side of a negation it is the dual; what cannot be used soundly is dropped from hypotheses and denied to
// goals.
#include <algorithm>
#include <utility>

#include "verifier/oblige/symbolic.h"
#include "verifier/term/traverse.h"

namespace surety::verify::oblige {

Symbolic::Value Symbolic::quantified(core::Quantifier quantifier, TableId table,
                                     const std::function<Value(Party)>& body) {
  switch (quantifier) {
    case core::Quantifier::forall:
    case core::Quantifier::exists: return instantiated(quantifier, table, body);
    case core::Quantifier::sum: return summed(table, body);
    case core::Quantifier::count: break;
  }
  return summed(table, [&](Party row) -> Value {
    return arena_.choose(std::get<Bool>(body(row)), integer(Integer(1)), integer(Integer(0)));
  });
}

Symbolic::Value Symbolic::instantiated(core::Quantifier quantifier, TableId table,
                                       const std::function<Value(Party)>& body) {
  if (generic_party_) throw Unsupported{"a quantifier inside a sum or over a generic row"};
  witness(table, depth_);
  std::vector<std::pair<Party, std::string>> known;
  for (const Row& row : rows_) {
    if (row.table == table) known.emplace_back(row.party, row.name);
  }
  Expansion expansion;
  expansion.universal = quantifier == core::Quantifier::forall;
  ++depth_;
  for (const auto& [party, name] : known) expansion.instances.push_back({name, std::get<Bool>(body(party))});
  --depth_;
  const std::string name = (expansion.universal ? "forall!" : "exists!") + std::to_string(expansions_.size());
  expansions_.emplace(name, std::move(expansion));
  return arena_.boolean_variable(name);
}

Symbolic::Bool Symbolic::resolved_literal(const Expansion& expansion, bool positive, bool goal) {
  const bool universal = expansion.universal == positive;  // not exists is forall not
  if (!universal && !goal) return boolean(true);
  std::vector<Bool> parts;
  parts.reserve(expansion.instances.size());
  for (const Instance& instance : expansion.instances) {
    parts.push_back(resolved(positive ? instance.formula : arena_.negate(instance.formula), goal));
  }
  return universal ? arena_.conjunction(parts) : arena_.disjunction(parts);
}

/// Only where polarity is plain: a quantified formula inside an integer term stays an unconstrained variable.
Symbolic::Bool Symbolic::resolved(Bool formula, bool goal) {
  const term::BoolNode& node = arena_.node(formula);
  if (node.kind == term::BoolKind::variable || node.kind == term::BoolKind::not_variable) {
    const auto place = expansions_.find(node.name);
    if (place == expansions_.end()) return formula;
    return resolved_literal(place->second, node.kind == term::BoolKind::variable, goal);
  }
  if (node.parts.empty()) return formula;
  std::vector<Bool> parts;
  parts.reserve(node.parts.size());
  for (const Bool part : node.parts) parts.push_back(resolved(part, goal));
  return node.kind == term::BoolKind::conjunction ? arena_.conjunction(parts) : arena_.disjunction(parts);
}

namespace {

/// Of a few comparisons that are claimed together each may count on those before it.
constexpr std::ptrdiff_t most_in_a_row = 12;

bool is_comparison(term::BoolKind kind) {
  return kind == term::BoolKind::nonnegative || kind == term::BoolKind::zero || kind == term::BoolKind::nonzero;
}

}  // namespace

bool Symbolic::quantifies(Bool formula) const {
  bool found = false;
  term::SharedParts parts(arena_, [&](const term::BoolNode& node) {
    found = found || (!node.name.empty() && expansions_.contains(node.name));
  });
  parts.of(formula);
  return found;
}

std::vector<Goal> Symbolic::split_goal(const std::string& label, Bool formula) {
  const term::BoolNode& node = arena_.node(formula);
  std::vector<Goal> goals;
  const auto append = [&](const std::string& name, Bool part) {
    for (Goal& goal : split_goal(name, part)) goals.push_back(std::move(goal));
  };
  if (node.kind == term::BoolKind::truth) return goals;
  if (node.kind == term::BoolKind::conjunction) {
    const auto compares = [this](Bool part) { return is_comparison(arena_.node(part).kind); };
    const bool few = std::ranges::count_if(node.parts, compares) <= most_in_a_row;
    Bool before = boolean(true);
    for (const Bool part : node.parts) {
      append(label, quantifies(part) ? part : arena_.implies(before, part));
      if (few && compares(part)) before = arena_.both(before, part);
    }
    return goals;
  }
  const auto place = node.kind == term::BoolKind::variable ? expansions_.find(node.name) : expansions_.end();
  if (place != expansions_.end() && place->second.universal) {
    for (const Instance& instance : place->second.instances) {
      append(label.empty() ? instance.label : label + ", " + instance.label, instance.formula);
    }
    return goals;
  }
  const Bool strong = strengthened(formula);
  if (strong != formula && arena_.node(strong).kind == term::BoolKind::conjunction)
    append(label, strong);
  else if (arena_.value(strong) != true)
    goals.push_back({label, strong, path_.size()});
  return goals;
}

}  // namespace surety::verify::oblige
