// statement.cpp -- atoms become unknowns, definitions become formulas.
#include "verifier/linear/statement.h"

#include <fmt/format.h>

#include <set>

#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::linear {

namespace {

using term::AtomKind;
using term::Bool;
using term::BoolKind;
using term::Integer;
using term::Polynomial;

Formula comparison(FormulaKind kind, Polynomial polynomial) { return {kind, std::move(polynomial), {}}; }

Formula one_of(Formula a, Formula b) {
  Formula result{FormulaKind::disjunction, {}, {}};
  result.parts.push_back(std::move(a));
  result.parts.push_back(std::move(b));
  return result;
}

Polynomial shifted(const Polynomial& polynomial, const Integer& sign, const Integer& constant) {
  return term::add_scaled(term::constant_polynomial(constant), polynomial, sign);
}

class Translation {
 public:
  explicit Translation(term::Arena& arena) : arena_(arena) {}

  Statement translate(const std::vector<std::pair<std::string, Bool>>& named) {
    term::Mentioned mentioned(arena_);
    for (const auto& [name, formula] : named) mentioned.visit(formula);
    const std::set<std::uint32_t> atoms = mentioned.atoms();
    std::vector<std::pair<std::string, Bool>> definitions;
    for (const std::uint32_t atom : atoms) {
      const Bool definition = term::definition(arena_, atom);
      name_atom(atom);
      if (arena_.value(definition) == true) continue;
      definitions.emplace_back("definition of " + statement_.unknowns[atom], definition);
      mentioned.visit(definition);  // may be over atoms of its own
    }
    for (const std::uint32_t atom : mentioned.atoms()) name_atom(atom);
    for (const auto& [name, formula] : named) add(name, formula);
    for (const auto& [name, formula] : definitions) add(name, formula);
    for (const std::uint32_t atom : mentioned.atoms()) add_range(atom);
    return std::move(statement_);
  }

 private:
  static std::string_view word(AtomKind kind) {
    switch (kind) {
      case AtomKind::variable: return "";
      case AtomKind::quotient: return "floor";
      case AtomKind::square_root: return "sqrt";
      case AtomKind::choose: return "if";
      case AtomKind::minimum: return "min";
      case AtomKind::maximum: return "max";
      case AtomKind::absolute: return "abs";
    }
    return "";
  }

  /// Two unknowns of one name would be one unknown to whoever checks.
  std::string unique(std::string name) {
    while (!names_.insert(name).second) name += "'";
    return name;
  }

  void name_atom(std::uint32_t index) {
    if (statement_.unknowns.contains(index)) return;
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind == AtomKind::variable) {
      statement_.unknowns.emplace(index, unique(atom.name));
      return;
    }
    const std::string name = unique(fmt::format("{}#{}", word(atom.kind), ++compound_));
    statement_.unknowns.emplace(index, name);
    statement_.meanings.emplace(name, term::show(arena_, arena_.atom_term(index)));
  }

  void add(const std::string& name, Bool formula) { statement_.formulas.push_back({name, translated(formula)}); }

  void add_range(std::uint32_t index) {
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind != AtomKind::variable) return;
    const term::Int variable = arena_.atom_term(index);
    if (atom.declared.low)
      add("range of " + atom.name, arena_.less_equal(arena_.integer(*atom.declared.low), variable));
    if (atom.declared.high)
      add("range of " + atom.name, arena_.less_equal(variable, arena_.integer(*atom.declared.high)));
  }

  /// The unknown that is 1 where the boolean variable is true, else 0.
  Polynomial flag(const std::string& name) {
    const Polynomial unknown = arena_.polynomial(arena_.variable(name + " as a number", {Integer(0), Integer(1)}));
    if (flags_.insert(name).second) {
      statement_.unknowns.emplace(unknown.begin()->first.front(), unique(name));
      statement_.formulas.push_back(
          {"range of " + name, one_of(comparison(FormulaKind::zero, unknown),
                                      comparison(FormulaKind::zero, shifted(unknown, Integer(1), Integer(-1))))});
    }
    return unknown;
  }

  Formula translated(Bool a) {
    const term::BoolNode& node = arena_.node(a);
    const Polynomial& polynomial = arena_.polynomial(node.polynomial);
    switch (node.kind) {
      case BoolKind::truth: return {FormulaKind::conjunction, {}, {}};
      case BoolKind::falsehood: return {FormulaKind::disjunction, {}, {}};
      case BoolKind::variable: return comparison(FormulaKind::zero, shifted(flag(node.name), Integer(1), Integer(-1)));
      case BoolKind::not_variable: return comparison(FormulaKind::zero, flag(node.name));
      case BoolKind::nonnegative: return comparison(FormulaKind::nonnegative, polynomial);
      case BoolKind::zero: return comparison(FormulaKind::zero, polynomial);
      case BoolKind::nonzero:
        return one_of(comparison(FormulaKind::nonnegative, shifted(polynomial, Integer(1), Integer(-1))),
                      comparison(FormulaKind::nonnegative, shifted(polynomial, Integer(-1), Integer(-1))));
      case BoolKind::conjunction:
      case BoolKind::disjunction: break;
    }
    Formula result{node.kind == BoolKind::conjunction ? FormulaKind::conjunction : FormulaKind::disjunction, {}, {}};
    for (const Bool part : node.parts) result.parts.push_back(translated(part));
    return result;
  }

  term::Arena& arena_;
  Statement statement_;
  std::set<std::string> flags_;
  std::set<std::string> names_;
  unsigned compound_ = 0;
};

}  // namespace

Statement statement_of(term::Arena& arena, const std::vector<std::pair<std::string, Bool>>& formulas) {
  return Translation(arena).translate(formulas);
}

}  // namespace surety::verify::linear
