// totals.cpp -- sums over all rows of an unbounded table, as totals that change with the rows a step names.
//
// The term under a sum is evaluated once over symbols for the globals and for the fields of some row, and sorted by its
// row-only products: sum(quote + size * mark) is total(quote) + mark * total(size). So a change of the mark changes no
// total, and different sums share totals. After a step, total' = total + what the named rows gained. Where every row
// gives at least 0, so do all the rows that are not named together: that is what lets a vault pay one claim of many.
#include <algorithm>

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
  if (generic_party_) throw Unsupported{"a sum inside a sum"};
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

bool Symbolic::mentions_row(const term::Mentioned& mentioned) const {
  const auto of_row = [&](const std::string& name) { return row_slots_.contains(name); };
  return std::ranges::any_of(mentioned.booleans(), of_row) ||
         std::ranges::any_of(mentioned.atoms(), [&](auto index) { return of_row(arena_.atom(index).name); });
}

bool Symbolic::mentions_row(std::uint32_t atom) const {
  term::Mentioned mentioned(arena_);
  mentioned.visit(arena_.atom_term(atom));
  return mentions_row(mentioned);
}

bool Symbolic::mentions_row(Bool formula) const {
  term::Mentioned mentioned(arena_);
  mentioned.visit(formula);
  return mentions_row(mentioned);
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

term::Substitution Symbolic::globals_put(View view) {
  const std::vector<Value>& cells = globals_in(view);
  return term::Substitution(
      arena_,
      [this, &cells](std::uint32_t atom) -> std::optional<Int> {
        const auto slot = global_slots_.find(arena_.atom(atom).name);
        if (slot == global_slots_.end()) return std::nullopt;
        return std::get<Int>(cells[slot->second.index]);
      },
      [this, &cells](const term::BoolNode& literal) -> std::optional<Bool> {
        const auto slot = global_slots_.find(literal.name);
        if (slot == global_slots_.end()) return std::nullopt;
        const Bool truth = std::get<Bool>(cells[slot->second.index]);
        return literal.kind == term::BoolKind::variable ? truth : arena_.negate(truth);
      });
}

Symbolic::Int Symbolic::at_globals(Int generic_term, View view) { return globals_put(view).apply(generic_term); }

Symbolic::Bool Symbolic::at_globals(Bool generic_formula, View view) {
  return globals_put(view).apply(generic_formula);
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
  bool evaluated = false;  // and so defined: where it may be undefined, it is not followed
  try {
    const Int term = std::get<Int>(generic_body(table, body));
    evaluated = true;
    const Coefficients coefficients = decomposed(term);
    Int value = integer(Integer(0));
    for (const auto& [monomial, coefficient] : coefficients) {
      if (coefficient == integer(Integer(0))) continue;
      value = arena_.add(value, arena_.multiply(at_globals(coefficient, view_), total(table, monomial, view_)));
    }
    return value;
  } catch (const Unsupported& unsupported) {
    if (generic_party_) throw;  // it is another number for each row
    const SumNotFollowed sum{expr ? expr->span : core::Span{}, unsupported.reason};
    if (std::ranges::find(sums_not_followed_, sum) == sums_not_followed_.end()) sums_not_followed_.push_back(sum);
    const std::string name = "unknown sum " + std::to_string(unknown_sums_++);
    if (!evaluated)
      require(arena_.boolean_variable(name + " is defined"), core::error_id(core::BuiltinError::division_by_zero));
    return arena_.variable(name);
  }
}

}  // namespace surety::verify::oblige
