// print.cpp -- infix for people, SMT-LIB for solvers.
#include "verifier/term/print.h"

#include <fmt/format.h>

#include "verifier/term/traverse.h"

namespace surety::term {

namespace {

/// Writes terms until the text is long. A term that many others share would stand there once for each of them: a few
/// dozen levels of `if` are more text than a machine has room for.
class Shown {
 public:
  explicit Shown(const Arena& arena) : arena_(arena) {}

  void term(Int a) {
    if (cut()) return;
    bool first = true;
    for (const auto& [monomial, coefficient] : arena_.polynomial(a)) {
      if (cut()) return;
      text_ += coefficient < 0 ? (first ? "-" : " - ") : (first ? "" : " + ");
      product(monomial, Integer(abs(coefficient)));
      first = false;
    }
    if (first) text_ += "0";
  }
  void formula(Bool a) {
    if (cut()) return;
    const BoolNode& node = arena_.node(a);
    switch (node.kind) {
      case BoolKind::truth: text_ += "true"; return;
      case BoolKind::falsehood: text_ += "false"; return;
      case BoolKind::variable: text_ += node.name; return;
      case BoolKind::not_variable: text_ += "not " + node.name; return;
      case BoolKind::nonnegative: return compared(node.polynomial, " >= 0");
      case BoolKind::zero: return compared(node.polynomial, " = 0");
      case BoolKind::nonzero: return compared(node.polynomial, " != 0");
      case BoolKind::conjunction:
      case BoolKind::disjunction: break;
    }
    text_ += "(";
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
      if (i > 0) text_ += node.kind == BoolKind::conjunction ? " and " : " or ";
      formula(node.parts[i]);
    }
    text_ += ")";
  }
  void atom(std::uint32_t index) {
    const Atom& atom = arena_.atom(index);
    switch (atom.kind) {
      case AtomKind::variable: text_ += atom.name; return;
      case AtomKind::quotient: return call("floor", {atom.a, atom.b});
      case AtomKind::square_root: return call("sqrt", {atom.a});
      case AtomKind::minimum: return call("min", {atom.a, atom.b});
      case AtomKind::maximum: return call("max", {atom.a, atom.b});
      case AtomKind::choose:
        text_ += "(if ";
        formula(atom.condition);
        text_ += " then ";
        term(atom.a);
        text_ += " else ";
        term(atom.b);
        text_ += ")";
        return;
      case AtomKind::absolute:
        text_ += "|";
        term(atom.a);
        text_ += "|";
    }
  }
  /// `number` tells what is cut short from all else: texts are also names, and no two terms may have one.
  std::string text(std::uint32_t number) {
    return cut() ? text_.substr(0, longest) + "…#" + std::to_string(number) : std::move(text_);
  }

 private:
  static constexpr std::size_t longest = 4'000;

  [[nodiscard]] bool cut() const { return text_.size() > longest; }
  void compared(Int polynomial, const char* how) {
    term(polynomial);
    text_ += how;
  }
  void call(const char* name, std::initializer_list<Int> arguments) {
    text_ += name;
    const char* before = "(";
    for (const Int argument : arguments) {
      text_ += before;
      term(argument);
      before = ", ";
    }
    text_ += ")";
  }
  void product(const Monomial& monomial, const Integer& magnitude) {
    const bool numbered = magnitude != 1 || monomial.empty();
    if (numbered) text_ += core::to_string(magnitude);
    bool first = !numbered;
    for (const std::uint32_t index : monomial) {
      if (cut()) return;
      if (!first) text_ += " * ";
      first = false;
      atom(index);
    }
  }

  const Arena& arena_;
  std::string text_;
};

std::string show_atom(const Arena& arena, std::uint32_t index) {
  Shown shown(arena);
  shown.atom(index);
  return shown.text(index);
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
    parts.reserve(node.parts.size());
    for (const Bool part : node.parts) parts.push_back(boolean(part));
    return fmt::format("({} {})", node.kind == BoolKind::conjunction ? "and" : "or", fmt::join(parts, " "));
  }

  Arena& arena_;
  bool reals_;
};

}  // namespace

std::string show(const Arena& arena, Int a) {
  Shown shown(arena);
  shown.term(a);
  return shown.text(a.index);
}

std::string show(const Arena& arena, Bool a) {
  Shown shown(arena);
  shown.formula(a);
  return shown.text(a.index);
}

std::string smtlib(Arena& arena, const std::vector<Assertion>& assertions, Numbers numbers,
                   const std::vector<std::string>& preamble, const std::string& expected) {
  return Printer(arena, numbers).whole(assertions, preamble, expected);
}

}  // namespace surety::term
