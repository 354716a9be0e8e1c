// traverse.h -- walking terms: what a term mentions, and terms with parts replaced.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "verifier/term/arena.h"

namespace surety::term {

/// Everything a set of terms mentions: atoms (those inside other atoms too) and boolean variables.
class Mentioned {
 public:
  explicit Mentioned(const Arena& arena) : arena_(arena) {}
  void visit(Int a);
  void visit(Bool a);
  [[nodiscard]] const std::set<std::uint32_t>& atoms() const { return atoms_; }
  [[nodiscard]] const std::set<std::string>& booleans() const { return booleans_; }

 private:
  const Arena& arena_;
  std::set<std::uint32_t> atoms_;
  std::set<std::string> booleans_;
  std::set<Bool> seen_;
};

/// Visits formulas and their parts at any depth, each once however many share it: written out, a formula of shared
/// parts can be longer than any memory.
class SharedParts {
 public:
  using Visit = std::function<void(const BoolNode&)>;
  SharedParts(const Arena& arena, Visit visit) : arena_(arena), visit_(std::move(visit)) {}
  void of(Bool a);

 private:
  const Arena& arena_;
  Visit visit_;
  std::unordered_set<std::uint32_t> seen_;
};

/// Is nothing multiplied by anything but numbers? Atoms count as unknowns, whatever they are made of.
bool is_linear(const Arena& arena, const std::vector<Bool>& formulas);

/// How many literals the formulas have when they are written out, or `most` if there are more.
std::size_t literals_in(const Arena& arena, const std::vector<Bool>& formulas, std::size_t most);

/// Rebuilds terms bottom-up with atoms replaced. One object remembers what it has rebuilt.
class Substitution {
 public:
  /// Both functions answer nullopt for "leave it".
  using ReplaceAtom = std::function<std::optional<Int>(std::uint32_t atom)>;
  /// Called for every literal over a boolean variable, of either sign, as it stands in negation normal form.
  using ReplaceLiteral = std::function<std::optional<Bool>(const BoolNode& literal)>;
  /// Is a condition known? Asked for choices, and for which arm a minimum, maximum or absolute value takes.
  using Decide = std::function<std::optional<bool>(Bool condition)>;

  explicit Substitution(Arena& arena, ReplaceAtom atom, ReplaceLiteral literal = {}, Decide decide = {})
      : arena_(arena), atom_(std::move(atom)), literal_(std::move(literal)), decide_(std::move(decide)) {}
  Int apply(Int a);
  Bool apply(Bool a);

 private:
  Int rebuilt(std::uint32_t atom);
  Int rebuild(std::uint32_t atom);
  std::optional<bool> decided(Bool condition) { return decide_ ? decide_(condition) : std::nullopt; }
  Int chosen(Bool condition, Int then, Int otherwise);
  Int extreme(AtomKind kind, Int a, Int b);
  Int magnitude(Int a);
  Bool compared(Bool original, BoolKind kind, Int polynomial);
  Bool rebuild(Bool a);

  Arena& arena_;
  ReplaceAtom atom_;
  ReplaceLiteral literal_;
  Decide decide_;
  std::unordered_map<std::uint32_t, Int> atoms_;
  std::unordered_map<std::uint32_t, Int> integers_;
  std::unordered_map<std::uint32_t, Bool> booleans_;
};

/// What the meaning of a compound atom says about it as a variable: one formula; `true` for a variable. A quotient
/// and a root are specified only where their divisor and radicand allow.
Bool definition(Arena& arena, std::uint32_t atom);

/// Values for variables; a variable that is absent counts as 0, a boolean as false.
struct Assignment {
  std::map<std::string, Integer> integers;
  std::map<std::string, bool> booleans;
};
/// nullopt: a quotient by less than 1, or a root of less than 0.
std::optional<Integer> evaluate(const Arena& arena, Int a, const Assignment& assignment);
std::optional<bool> evaluate(const Arena& arena, Bool a, const Assignment& assignment);

}  // namespace surety::term
