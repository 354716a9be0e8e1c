// print.cpp -- infix for people, SMT-LIB for solvers.
#include "verifier/term/print.h"

#include <fmt/format.h>

#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

std::string show_atom(const Arena& arena, std::uint32_t index) {
  const Atom& atom = arena.atom(index);
  const auto two = [&](std::string_view name) {
    return fmt::format("{}({}, {})", name, show(arena, atom.a), show(arena, atom.b));
  };
  switch (atom.kind) {
    case AtomKind::variable: return atom.name;
    case AtomKind::quotient: return two("floor");
    case AtomKind::square_root: return fmt::format("sqrt({})", show(arena, atom.a));
    case AtomKind::choose:
      return fmt::format("(if {} then {} else {})", show(arena, atom.condition), show(arena, atom.a),
                         show(arena, atom.b));
    case AtomKind::minimum: return two("min");
    case AtomKind::maximum: return two("max");
    case AtomKind::absolute: return fmt::format("|{}|", show(arena, atom.a));
  }
  return {};
}

std::string show_product(const Arena& arena, const Monomial& monomial, const Integer& magnitude) {
  std::string text = magnitude == 1 && !monomial.empty() ? "" : core::to_string(magnitude);
  for (const std::uint32_t atom : monomial) text += (text.empty() ? "" : " * ") + show_atom(arena, atom);
  return text;
}

// ---- SMT-LIB ----

class Printer {
 public:
  Printer(Arena& arena, Numbers numbers) : arena_(arena), reals_(numbers == Numbers::reals) {}

  std::string whole(const std::vector<Assertion>& assertions, const std::vector<std::string>& preamble,
                    const std::string& expected) {
    std::string text;
    for (const std::string& line : preamble) text += (line.empty() ? ";" : "; " + line) + "\n";
    text += reals_ ? "(set-logic QF_NRA)\n" : "(set-logic QF_NIA)\n";
    if (!expected.empty()) text += "(set-info :status " + expected + ")\n";
    Mentioned mentioned(arena_);
    for (const Assertion& assertion : assertions) mentioned.visit(assertion.formula);
    std::vector<Bool> definitions;
    for (const std::uint32_t atom : mentioned.atoms()) definitions.push_back(definition(arena_, atom));
    for (const Bool formula : definitions) mentioned.visit(formula);
    for (const std::uint32_t atom : mentioned.atoms()) text += declaration(atom);
    for (const std::string& name : mentioned.booleans()) text += "(declare-const " + quoted(name) + " Bool)\n";
    std::string heading;
    const auto say = [&](const std::string& comment, Bool formula) {
      if (comment != heading && !comment.empty()) text += "\n; " + comment + "\n";
      heading = comment;
      text += "(assert " + boolean(formula) + ")\n";
    };
    for (const Bool formula : definitions) {
      if (arena_.value(formula) != true) say("what the names with `!` stand for", formula);
    }
    for (const Assertion& assertion : assertions) say(assertion.comment, assertion.formula);
    return text + "(check-sat)\n";
  }

 private:
  static std::string quoted(const std::string& name) {
    std::string safe = name;
    for (char& letter : safe) {
      if (letter == '|') letter = '!';
    }
    return "|" + safe + "|";
  }

  [[nodiscard]] std::string name(std::uint32_t index) const {
    const Atom& atom = arena_.atom(index);
    return quoted(atom.kind == AtomKind::variable ? atom.name : fmt::format("{}!{}", word(atom.kind), index));
  }

  /// Names of compound atoms say what they are; the number tells them apart.
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

  std::string declaration(std::uint32_t index) {
    const bool compound = arena_.atom(index).kind != AtomKind::variable;
    const std::string comment = compound ? "  ; " + show_atom(arena_, index) : "";
    return fmt::format("(declare-const {} {}){}\n", name(index), reals_ ? "Real" : "Int", comment);
  }

  [[nodiscard]] std::string number(const Integer& value) const {
    const std::string digits = core::to_string(Integer(abs(value))) + (reals_ ? ".0" : "");
    return value < 0 ? "(- " + digits + ")" : digits;
  }

  [[nodiscard]] std::string product_of(const Monomial& monomial, const Integer& coefficient) const {
    std::vector<std::string> factors;
    if (coefficient != 1 || monomial.empty()) factors.push_back(number(coefficient));
    for (const std::uint32_t atom : monomial) factors.push_back(name(atom));
    return factors.size() == 1 ? factors.front() : fmt::format("(* {})", fmt::join(factors, " "));
  }

  std::string integer(Int a) {
    std::vector<std::string> terms;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) terms.push_back(product_of(monomial, coefficient));
    if (terms.empty()) return number(Integer(0));
    return terms.size() == 1 ? terms.front() : fmt::format("(+ {})", fmt::join(terms, " "));
  }

  /// Integers that differ do so by at least 1; over the reals that must be said.
  [[nodiscard]] std::string apart(const std::string& value) const {
    return fmt::format("(or (>= {} {}) (<= {} {}))", value, number(Integer(1)), value, number(Integer(-1)));
  }

  std::string boolean(Bool a) {
    const BoolNode& node = arena_.node(a);
    const std::string zero = number(Integer(0));
    switch (node.kind) {
      case BoolKind::truth: return "true";
      case BoolKind::falsehood: return "false";
      case BoolKind::variable: return quoted(node.name);
      case BoolKind::not_variable: return "(not " + quoted(node.name) + ")";
      case BoolKind::nonnegative: return fmt::format("(>= {} {})", integer(node.polynomial), zero);
      case BoolKind::zero: return fmt::format("(= {} {})", integer(node.polynomial), zero);
      case BoolKind::nonzero: return apart(integer(node.polynomial));
      case BoolKind::conjunction:
      case BoolKind::disjunction: break;
    }
    std::vector<std::string> parts;
    for (const Bool part : node.parts) parts.push_back(boolean(part));
    return fmt::format("({} {})", node.kind == BoolKind::conjunction ? "and" : "or", fmt::join(parts, " "));
  }

  Arena& arena_;
  bool reals_;
};

}  // namespace

std::string show(const Arena& arena, Int a) {
  std::string text;
  for (const auto& [monomial, coefficient] : arena.polynomial(a)) {
    const std::string sign = coefficient < 0 ? (text.empty() ? "-" : " - ") : (text.empty() ? "" : " + ");
    text += sign + show_product(arena, monomial, Integer(abs(coefficient)));
  }
  return text.empty() ? "0" : text;
}

std::string show(const Arena& arena, Bool a) {
  const BoolNode& node = arena.node(a);
  switch (node.kind) {
    case BoolKind::truth: return "true";
    case BoolKind::falsehood: return "false";
    case BoolKind::variable: return node.name;
    case BoolKind::not_variable: return "not " + node.name;
    case BoolKind::nonnegative: return show(arena, node.polynomial) + " >= 0";
    case BoolKind::zero: return show(arena, node.polynomial) + " = 0";
    case BoolKind::nonzero: return show(arena, node.polynomial) + " != 0";
    case BoolKind::conjunction:
    case BoolKind::disjunction: break;
  }
  std::vector<std::string> parts;
  for (const Bool part : node.parts) parts.push_back(show(arena, part));
  return fmt::format("({})", fmt::join(parts, node.kind == BoolKind::conjunction ? " and " : " or "));
}

std::string smtlib(Arena& arena, const std::vector<Assertion>& assertions, Numbers numbers,
                   const std::vector<std::string>& preamble, const std::string& expected) {
  return Printer(arena, numbers).whole(assertions, preamble, expected);
}

}  // namespace surety::term
