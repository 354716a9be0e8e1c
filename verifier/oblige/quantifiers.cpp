// quantifiers.cpp -- forall and exists over rows, without a quantifier for the solver.
//
// A quantified formula is evaluated at each row named so far and at one arbitrary further row, and stands in formulas
// as a boolean variable. Where it occurs positively in a goal, `forall` is the conjunction of its instances: the
// arbitrary row stands for all the rest. In a hypothesis it is the same conjunction, because it holds of every row. On
// the other side of a negation it is the dual; what cannot be used soundly is dropped from hypotheses and denied to
// goals.
//
// In `all of these or all of those` the row that breaks the one need not be the row that breaks the other: each has an
// arbitrary row of its own, as Skolem's functions have it. Elsewhere they share one, for then what is known of it is
// known to both.
#include <algorithm>
#include <utility>

#include "verifier/oblige/symbolic.h"
#include "verifier/term/traverse.h"

namespace surety::verify::oblige {

namespace {

/// Of rows that each quantifier names for itself every other one has an instance: `some of whom all say that some …`
/// takes thousands of rows to say.
constexpr std::size_t most_own_instances = 4'000;

}  // namespace

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
  Expansion expansion;
  expansion.universal = quantifier == core::Quantifier::forall;
  expansion.arbitrary = witness(table);
  Expansion defined{true, expansion.arbitrary, {}};
  std::vector<std::pair<Party, std::string>> known;
  for (const Row& row : rows_) {
    if (row.table == table) known.emplace_back(row.party, row.name);
  }
  if (own_rows_) own_instances_ += known.size();
  if (own_instances_ > most_own_instances) throw TooManyRows{};
  for (const auto& [party, name] : known) {
    around_.push_back(party);
    const auto [truth, definedness] = instance(party, body);
    around_.pop_back();
    expansion.instances.push_back({name, truth});
    if (arena_.value(definedness) != true) defined.instances.push_back({name, definedness});
  }
  if (!defined.instances.empty())
    definedness_.push_back(arena_.implies(guard(), expanded("defined!", std::move(defined))));
  return expanded(expansion.universal ? "forall!" : "exists!", std::move(expansion));
}

/// The body for one row, and the conditions under which it is defined, where those are collected.
std::pair<Symbolic::Bool, Symbolic::Bool> Symbolic::instance(Party party, const std::function<Value(Party)>& body) {
  if (demand_ != Demand::define) return {std::get<Bool>(body(party)), boolean(true)};
  const std::vector<Bool> guards = std::exchange(guards_, {});
  std::vector<Bool> before = std::exchange(definedness_, {});
  const Bool truth = std::get<Bool>(body(party));
  const Bool defined = arena_.conjunction(std::exchange(definedness_, std::move(before)));
  guards_ = guards;
  return {truth, defined};
}

Symbolic::Bool Symbolic::expanded(const std::string& kind, Expansion expansion) {
  const std::string name = kind + std::to_string(expansions_.size());
  expansions_.emplace(name, std::move(expansion));
  return arena_.boolean_variable(name);
}

const Symbolic::Arbitrary& Symbolic::arbitrary_rows(Bool formula) {
  if (const auto place = arbitrary_.find(formula); place != arbitrary_.end()) return place->second;
  Arbitrary result;
  const auto join = [&](const Arbitrary& part, bool alternatives) {
    result.clash = result.clash || part.clash;
    for (const auto& [row, quantifiers] : part.rows) {
      const auto [place, fresh] = result.rows.emplace(row, quantifiers);
      if (!fresh && alternatives && (quantifiers.size() > 1 || place->second != quantifiers)) result.clash = true;
      place->second.insert(quantifiers.begin(), quantifiers.end());
    }
  };
  const term::BoolNode& node = arena_.node(formula);
  for (const Bool part : node.parts) join(arbitrary_rows(part), node.kind == term::BoolKind::disjunction);
  if (const auto place = node.name.empty() ? expansions_.end() : expansions_.find(node.name);
      place != expansions_.end()) {
    const bool positive = node.kind == term::BoolKind::variable;
    const bool universal = place->second.universal == positive;
    for (const Instance& instance : place->second.instances)
      join(arbitrary_rows(positive ? instance.formula : arena_.negate(instance.formula)), !universal);
    if (universal) join({{{place->second.arbitrary.index, {node.name}}}, false}, false);
  }
  return arbitrary_.emplace(formula, std::move(result)).first->second;
}

Symbolic::Bool Symbolic::goal_of(const std::function<Bool()>& reading) {
  const Bool formula = reading();
  if (!arbitrary_rows(formula).clash) return formula;
  struct Restore {
    bool& own;
    ~Restore() { own = false; }
  } const restore{own_rows_};
  own_rows_ = true;
  reading();  // names the rows, so that each quantifier is read at those of all others too
  return reading();
}

/// Goals are read so that nothing mixes; what does all the same proves nothing.
Symbolic::Bool Symbolic::strengthened(Bool formula) {
  return arbitrary_rows(formula).clash ? boolean(false) : resolved(formula, true);
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
  if (const auto place = resolved_.find({formula, goal}); place != resolved_.end()) return place->second;
  return resolved_.emplace(std::pair{formula, goal}, resolution(formula, goal)).first->second;
}

Symbolic::Bool Symbolic::resolution(Bool formula, bool goal) {
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
