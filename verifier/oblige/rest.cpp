// rest.cpp -- what is known of the rows that no step names, all together.
//
// They are the same before and after a step, and an invariant that holds of every row holds of each of them. Where it
// gives a term of theirs a sign, their sum has it: from `forall p: not p.claimed` all that `if p.claimed then 0 else
// p.staked` adds up to over them is what p.staked does. What a sum over all rows says of them follows from that.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "verifier/oblige/symbolic.h"
#include "verifier/term/signs.h"
#include "verifier/term/traverse.h"

namespace surety::verify::oblige {

namespace {

bool meet(const term::Mentioned& a, const term::Mentioned& b) {
  return std::ranges::any_of(a.atoms(), [&](auto each) { return b.atoms().contains(each); }) ||
         std::ranges::any_of(a.booleans(), [&](auto& each) { return b.booleans().contains(each); });
}

term::Mentioned mentioned_in(const term::Arena& arena, auto term) {
  term::Mentioned mentioned(arena);
  mentioned.visit(term);
  return mentioned;
}

/// A truth value, or what a variable is equal to: a comparison says nothing that its own sum over the rest does not.
bool settles_something(const term::Arena& arena, term::Bool formula) {
  const term::BoolNode& node = arena.node(formula);
  switch (node.kind) {
    case term::BoolKind::nonnegative:
    case term::BoolKind::nonzero: return false;
    case term::BoolKind::disjunction:
      return std::ranges::any_of(node.parts, [&](term::Bool part) { return settles_something(arena, part); });
    default: return true;
  }
}

term::Sign of_difference(term::Sign a, term::Sign b) {
  return {a.at_least_zero && b.at_most_zero, a.at_most_zero && b.at_least_zero};
}

}  // namespace

void Symbolic::add_rest_facts() {
  std::set<TableId> tables;
  for (const auto& [key, entry] : totals_) tables.insert(entry.table);
  for (const TableId table : tables) add_signs("rest of a sum", boolean(true), table, boolean(true));
}

void Symbolic::add_sign(const std::string& name, Bool where, Int others, term::Sign sign) {
  Bool known = boolean(true);
  if (sign.at_least_zero && sign.at_most_zero)
    known = arena_.zero(others);
  else if (sign.at_least_zero)
    known = arena_.nonnegative(others);
  else if (sign.at_most_zero)
    known = arena_.nonnegative(arena_.scale(others, -1));
  add_fact(name, arena_.implies(where, known), Role::total);
}

void Symbolic::add_rest_facts_of(const std::string& name, Bool where, TableId table,
                                 const std::function<Value(Party)>& body) {
  if (start_ == Start::zero) return;
  std::vector<Bool> parts;
  struct Restore {  // what cannot be followed in this invariant says nothing of the one that is proved
    std::vector<SumNotFollowed>& sums;
    std::size_t known;
    ~Restore() { sums.resize(known); }
  } const restore{sums_not_followed_, sums_not_followed_.size()};
  try {
    const Bool whole = std::get<Bool>(generic_body(table, body));
    const term::BoolNode& node = arena_.node(whole);
    parts = node.kind == term::BoolKind::conjunction ? node.parts : std::vector{whole};
  } catch (const Unsupported&) {
    return;  // a fact less; nothing depends on its being there
  }
  generic_table_ = table;
  for (const Bool part : parts) {
    const auto [elsewhere, of_row] = split_by_row(part);
    const Bool applies = arena_.both(where, arena_.negate(elsewhere));
    add_rest_fact_of(name, applies, table, of_row);
    if (settles_something(arena_, of_row)) add_signs(name, applies, table, of_row);
  }
}

/// `phase = Void or not claimed` is a claim about the row where the phase is not Void: what does not mention the row,
/// as it is now, and the rest.
std::pair<Symbolic::Bool, Symbolic::Bool> Symbolic::split_by_row(Bool part) {
  const term::BoolNode& node = arena_.node(part);
  if (node.kind != term::BoolKind::disjunction) return {boolean(false), part};
  std::vector<Bool> elsewhere;
  std::vector<Bool> of_row;
  for (const Bool each : node.parts) (mentions_row(each) ? of_row : elsewhere).push_back(each);
  return {at_globals(arena_.disjunction(elsewhere), view_), arena_.disjunction(of_row)};
}

/// From `p(row) >= 0` for every row, and p = 0 for a row of zeros: the rows that are not named give at least 0
/// together.
void Symbolic::add_rest_fact_of(const std::string& name, Bool where, TableId table, Bool part) {
  const term::BoolNode& node = arena_.node(part);
  if (node.kind != term::BoolKind::nonnegative && node.kind != term::BoolKind::zero) return;
  try {
    Int sum = integer(Integer(0));
    for (const auto& [monomial, coefficient] : decomposed(node.polynomial)) {
      sum = arena_.add(sum, arena_.multiply(at_globals(coefficient, view_), rest(table, monomial)));
    }
    add_sign(name, where, sum, {true, node.kind == term::BoolKind::zero});
  } catch (const Unsupported&) {
    return;  // as above
  }
}

const Symbolic::Summed& Symbolic::summed_term(Int term) {
  if (const auto place = summed_.find(term); place != summed_.end()) return place->second;
  Summed summed{mentioned_in(arena_, term), {}, term::sign_where(arena_, boolean(true), term)};
  for (const std::uint32_t index : summed.mentioned.atoms()) {
    if (arena_.atom(index).kind != term::AtomKind::choose) continue;
    const Bool condition = arena_.atom(index).condition;
    summed.conditions.insert({condition, arena_.negate(condition)});
  }
  return summed_.emplace(term, std::move(summed)).first->second;
}

/// Of `a or b or c` two stay open where the term's choices decide but one: that says nothing which the choices do not.
bool Symbolic::stays_open(Bool of_row, const std::vector<const Summed*>& terms) const {
  const term::BoolNode& node = arena_.node(of_row);
  if (node.kind != term::BoolKind::disjunction) return false;
  const auto open = [&](Bool part) {
    return std::ranges::none_of(terms, [&](const Summed* term) { return term->conditions.contains(part); });
  };
  return std::ranges::count_if(node.parts, open) > 1;
}

/// What a claim about every row says of the terms that are summed, and of how far two of them are apart.
void Symbolic::add_signs(const std::string& name, Bool where, TableId table, Bool of_row) {
  const bool of_any = arena_.value(of_row) == true;
  const term::Mentioned said = mentioned_in(arena_, of_row);
  std::vector<std::pair<Int, const Summed*>> terms;
  for (const auto& [key, entry] : totals_) {
    if (entry.table == table) terms.emplace_back(entry.monomial, &summed_term(entry.monomial));
  }
  const auto sign = [this](Bool formula, Int term) { return term::sign_where(arena_, formula, term); };
  const auto concerns = [&](const Summed* a) { return of_any || meet(said, a->mentioned); };
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const auto [term, a] = terms[i];
    const bool told = concerns(a) && !stays_open(of_row, {a});
    const term::Sign alone = told ? sign(of_row, term) : a->sign;
    if (of_any || alone != a->sign) add_sign(name, where, rest(table, term), alone);
    for (std::size_t k = 0; k < i; ++k) {
      const auto [other, b] = terms[k];
      if (!(concerns(a) || concerns(b)) || !meet(a->mentioned, b->mentioned) || stays_open(of_row, {a, b})) continue;
      const Int distance = arena_.subtract(term, other);
      const term::Sign apart = sign(of_row, distance);
      if (apart == term::sign_by_bounds(arena_, distance)) continue;
      const term::Sign known = of_any ? of_difference(a->sign, b->sign) : sign(boolean(true), distance);
      if (apart != known) add_sign(name, where, arena_.subtract(rest(table, term), rest(table, other)), apart);
    }
  }
}

void Symbolic::name_the_rest() {
  const std::string name = "somebody";
  if (start_ == Start::zero || named_.contains(name + " in the sums")) return;
  const Party somebody = parties_.add(name);
  named_.emplace(name + " in the sums", somebody);
  for (const Row& row : rows_) parties_.separate(row.party, somebody);
  for (const auto& [key, entry] : totals_) row(entry.table, somebody);
}

std::vector<Symbolic::Bool> Symbolic::closed_totals() {
  std::vector<Bool> result;
  const auto totals = totals_;
  result.reserve(totals.size());
  for (const auto& [key, entry] : totals) result.push_back(arena_.zero(rest(entry.table, entry.monomial)));
  return result;
}

}  // namespace surety::verify::oblige
