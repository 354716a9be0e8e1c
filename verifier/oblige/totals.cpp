// totals.cpp -- sums over all rows of an unbounded table, as totals that change with the rows a step names.
//
// The term under a sum is evaluated once over symbols for the globals and for the fields of some row, and sorted by its
// row-only products: sum(quote + size * mark) is total(quote) + mark * total(size). So a change of the mark changes no
// total, and different sums share totals. After a step, total' = total + what the named rows gained. Where every row
// gives at least 0, so do all the rows that are not named together: that is what lets a vault pay one claim of many.
#include "verifier/oblige/symbolic.h"
#include "verifier/term/bounds.h"
#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::oblige {

namespace {

bool is_nonnegative(const term::Bounds& bounds) { return bounds.low && *bounds.low >= 0; }
bool is_nonpositive(const term::Bounds& bounds) { return bounds.high && *bounds.high <= 0; }

}  // namespace

Symbolic::Value Symbolic::generic(const std::string& name, const core::Type& type, const core::Range& range) {
  if (type.sort == core::Sort::party) throw Unsupported{"a sum's term reads a party"};
  return symbol(name, type, range);
}

Symbolic::Value Symbolic::generic_body(TableId table, const std::function<Value(Party)>& body) {
  if (generic_party_ || view_ == View::generic) throw Unsupported{"a sum inside a sum"};
  struct Restore {
    Symbolic& domain;
    std::vector<Bool> guards;
    ~Restore() {
      domain.generic_party_.reset();
      domain.guards_ = std::move(guards);
    }
  } restore{*this, guards_};
  generic_party_ = named_party("any row of " + contract_[table].name);
  generic_table_ = table;
  return in_view(View::generic, [&] { return body(*generic_party_); });
}

bool Symbolic::mentions_row(std::uint32_t atom) const {
  term::Mentioned mentioned(arena_);
  mentioned.visit(arena_.atom_term(atom));
  for (const std::uint32_t index : mentioned.atoms()) {
    if (row_slots_.contains(arena_.atom(index).name)) return true;
  }
  for (const std::string& name : mentioned.booleans()) {
    if (row_slots_.contains(name)) return true;
  }
  return false;
}

bool Symbolic::is_row_only(std::uint32_t atom) const {
  term::Mentioned mentioned(arena_);
  mentioned.visit(arena_.atom_term(atom));
  for (const std::uint32_t index : mentioned.atoms()) {
    const term::Atom& part = arena_.atom(index);
    if (part.kind == term::AtomKind::variable && !row_slots_.contains(part.name)) return false;
  }
  for (const std::string& name : mentioned.booleans()) {
    if (!row_slots_.contains(name)) return false;
  }
  return true;
}

Symbolic::Coefficients Symbolic::decomposed(Int summand) {
  Coefficients result;
  const term::Polynomial& polynomial = arena_.polynomial(summand);
  for (const auto& [monomial, number] : polynomial) {
    term::Monomial in_row;
    term::Monomial outside;
    for (const std::uint32_t atom : monomial) {
      if (!mentions_row(atom))
        outside.push_back(atom);
      else if (is_row_only(atom))
        in_row.push_back(atom);
      else
        throw Unsupported{"a sum's term is not polynomial in the contract's globals"};
    }
    Int& coefficient = result[arena_.of({{in_row, Integer(1)}})];
    coefficient = arena_.add(coefficient, arena_.of({{outside, number}}));
  }
  for (const auto& [monomial, coefficient] : result) {
    if (coefficient == integer(Integer(0))) continue;
    if (at_zero_row(monomial) != integer(Integer(0))) throw Unsupported{"a row of zeros must add 0 to a sum"};
  }
  return result;
}

Symbolic::Int Symbolic::at_row(Int generic_term, const Row& row, View view) {
  const std::vector<Value>& cells = cells_in(view, row);
  const auto cell = [&](const std::string& name) -> const Value* {
    const auto slot = row_slots_.find(name);
    return slot == row_slots_.end() ? nullptr : &cells[slot->second.second.index];
  };
  term::Substitution substitution(
      arena_,
      [&](std::uint32_t atom) -> std::optional<Int> {
        const Value* value = cell(arena_.atom(atom).name);
        return value ? std::optional(std::get<Int>(*value)) : std::nullopt;
      },
      [&](const term::BoolNode& literal) -> std::optional<Bool> {
        const Value* value = cell(literal.name);
        if (!value) return std::nullopt;
        const Bool truth = std::get<Bool>(*value);
        return literal.kind == term::BoolKind::variable ? truth : arena_.negate(truth);
      });
  return substitution.apply(generic_term);
}

Symbolic::Int Symbolic::at_zero_row(Int generic_term) {
  Row zeros{generic_table_, {}, "", {}, {}};
  for (const core::Field& field : contract_[generic_table_].fields) {
    const bool truth = field.type.sort == core::Sort::boolean;
    zeros.now.push_back(truth ? Value{boolean(false)} : Value{integer(Integer(0))});
  }
  return at_row(generic_term, zeros, View::now);
}

Symbolic::Int Symbolic::at_globals(Int generic_term, View view) {
  const std::vector<Value>& cells = globals_in(view);
  term::Substitution substitution(
      arena_,
      [&](std::uint32_t atom) -> std::optional<Int> {
        const auto slot = global_slots_.find(arena_.atom(atom).name);
        if (slot == global_slots_.end()) return std::nullopt;
        return std::get<Int>(cells[slot->second.index]);
      },
      [&](const term::BoolNode& literal) -> std::optional<Bool> {
        const auto slot = global_slots_.find(literal.name);
        if (slot == global_slots_.end()) return std::nullopt;
        const Bool truth = std::get<Bool>(cells[slot->second.index]);
        return literal.kind == term::BoolKind::variable ? truth : arena_.negate(truth);
      });
  return substitution.apply(generic_term);
}

Symbolic::Int Symbolic::total(TableId table, Int monomial, View view) {
  auto place = totals_.find({table.index, monomial});
  if (place == totals_.end()) {
    const term::Bounds each = term::bounds(arena_, monomial);
    const term::Bounds whole{is_nonnegative(each) ? each.low : std::nullopt,
                             is_nonpositive(each) ? each.high : std::nullopt};
    std::string text = term::show(arena_, monomial);
    std::erase(text, '$');
    const Int value = start_ == Start::zero ? integer(Integer(0)) : arena_.variable("sum(" + text + ")", whole);
    place = totals_.emplace(std::pair(table.index, monomial), Total{table, monomial, value}).first;
  }
  Int result = place->second.value;
  if (view == View::before) return result;
  for (const Row& row : rows_) {
    if (row.table != table || cells_in(view, row) == row.before) continue;
    result = arena_.add(result, arena_.subtract(at_row(monomial, row, view), at_row(monomial, row, View::before)));
  }
  return result;
}

Symbolic::Int Symbolic::rest(TableId table, Int monomial) {
  Int result = total(table, monomial, View::before);
  for (const Row& row : rows_) {
    if (row.table == table) result = arena_.subtract(result, at_row(monomial, row, View::before));
  }
  return result;
}

Symbolic::Value Symbolic::summed(TableId table, const std::function<Value(Party)>& body) {
  const core::Expr* const expr = quantified_;
  try {
    const Coefficients coefficients = decomposed(std::get<Int>(generic_body(table, body)));
    Int value = integer(Integer(0));
    for (const auto& [monomial, coefficient] : coefficients) {
      if (coefficient == integer(Integer(0))) continue;
      value = arena_.add(value, arena_.multiply(at_globals(coefficient, view_), total(table, monomial, view_)));
    }
    return value;
  } catch (const Unsupported& unsupported) {
    const SumNotFollowed sum{expr ? expr->span : core::Span{}, unsupported.reason};
    if (std::ranges::find(sums_not_followed_, sum) == sums_not_followed_.end()) sums_not_followed_.push_back(sum);
    return arena_.variable("unknown sum " + std::to_string(unknown_sums_++));
  }
}

void Symbolic::add_rest_facts() {
  const auto totals = totals_;
  for (const auto& [key, entry] : totals) {
    const term::Bounds each = term::bounds(arena_, entry.monomial);
    const Int others = rest(entry.table, entry.monomial);
    if (is_nonnegative(each)) add_fact("rest of a sum", arena_.nonnegative(others), Role::total);
    if (is_nonpositive(each)) add_fact("rest of a sum", arena_.nonnegative(arena_.scale(others, -1)), Role::total);
  }
}

void Symbolic::add_rest_facts_of(const std::string& name, TableId table, const std::function<Value(Party)>& body) {
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
  for (const Bool part : parts) add_rest_fact_of(name, table, part);
}

/// From `p(row) >= 0` for every row, and p = 0 for a row of zeros: the rows that are not named give at least 0
/// together.
void Symbolic::add_rest_fact_of(const std::string& name, TableId table, Bool part) {
  const term::BoolNode& node = arena_.node(part);
  if (node.kind != term::BoolKind::nonnegative && node.kind != term::BoolKind::zero) return;
  try {
    generic_table_ = table;
    Int sum = integer(Integer(0));
    for (const auto& [monomial, coefficient] : decomposed(node.polynomial)) {
      sum = arena_.add(sum, arena_.multiply(at_globals(coefficient, view_), rest(table, monomial)));
    }
    const bool bound = node.kind == term::BoolKind::nonnegative;
    add_fact(name, bound ? arena_.nonnegative(sum) : arena_.zero(sum), Role::total);
  } catch (const Unsupported&) {
    return;  // as above
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
