// phrase_maker.cpp -- see phrase_maker.h.
#include "tests/fuzz/prover/phrase_maker.h"

#include <fmt/format.h>

#include <cstdlib>

namespace surety::test {

std::string PhraseMaker::literal(const std::string& unit, int low, int high) {
  const int value = low + static_cast<int>(random_.below(static_cast<std::size_t>(high - low) + 1));
  if (value < 0) return fmt::format("(-{} {})", std::abs(value), unit);
  return fmt::format("{} {}", value, unit);
}

std::string PhraseMaker::comparison() {
  static const std::vector<std::string> all{"<", "<=", "<=", ">", ">=", ">=", "==", "!="};
  return random_.pick(all);
}

std::string PhraseMaker::rounding() {
  static const std::vector<std::string> all{"down", "up", "nearest"};
  return random_.pick(all);
}

std::string PhraseMaker::divisor(const Scope& scope, unsigned depth, const std::string& unit, Maker make) {
  switch (random_.below(4)) {
    case 0: return literal(unit, 1, 3);
    case 1: return literal(unit, -2, -1);
    case 2: return fmt::format("max({}, 1 {})", (this->*make)(scope, depth), unit);
    default: return (this->*make)(scope, depth);
  }
}

std::string PhraseMaker::arithmetic(const Scope& scope, unsigned depth, const std::string& unit, Maker make) {
  const auto operand = [&] { return (this->*make)(scope, depth - 1); };
  switch (random_.below(10)) {
    case 9: return guarded_quotient(scope, unit, make);
    case 0: return fmt::format("({} + {})", operand(), operand());
    case 1: return fmt::format("({} - {})", operand(), operand());
    case 2: return fmt::format("min({}, {})", operand(), operand());
    case 3: return fmt::format("max({}, {})", operand(), operand());
    case 4: return fmt::format("abs({})", operand());
    case 5: return fmt::format("(-{})", operand());
    case 6: return fmt::format("(sign({}) * {})", operand(), operand());
    case 7: return fmt::format("(if {} then {} else {})", condition(scope, depth - 1), operand(), operand());
    default:
      return fmt::format("(sqrt(abs({} * {})) to {} {})", operand(), operand(), unit,
                         random_.percent(50) ? "down" : "up");
  }
}

/// Defined in the arm that is taken alone.
std::string PhraseMaker::guarded_quotient(const Scope& scope, const std::string& unit, Maker make) {
  const std::string by = position(scope, 0);
  const std::string idle = (this->*make)(scope, 0);
  return fmt::format("(if {0} {1} 0 then {2} * 1 LOT / {0} to {3} {4} else {5})", by, random_.percent(60) ? "!=" : ">",
                     (this->*make)(scope, 0), unit, rounding(), idle);
}

std::string PhraseMaker::money(const Scope& scope, unsigned depth) {
  if (depth == 0 || random_.percent(30)) {
    if (!scope.money.empty() && random_.percent(75)) return random_.pick(scope.money);
    return literal("USD", -1, 3);
  }
  switch (random_.below(6)) {
    case 0:
      if (scope.prices.empty()) break;
      return fmt::format("({} * {})", position(scope, depth - 1), random_.pick(scope.prices));
    case 1:
      if (scope.ratios.empty()) break;
      return fmt::format("({} * {} to USD {})", money(scope, depth - 1), random_.pick(scope.ratios), rounding());
    case 2:
      return fmt::format("({} * {} / {} to USD {})", money(scope, depth - 1), position(scope, depth - 1),
                         divisor(scope, depth - 1, "LOT", &PhraseMaker::position), rounding());
    case 3:
      return fmt::format("(mul_div({}, {}, {}) to USD {})", money(scope, depth - 1), position(scope, 0),
                         divisor(scope, 0, "LOT", &PhraseMaker::position), rounding());
    default: break;
  }
  return arithmetic(scope, depth, "USD", &PhraseMaker::money);
}

std::string PhraseMaker::position(const Scope& scope, unsigned depth) {
  if (depth == 0 || random_.percent(40)) {
    if (!scope.positions.empty() && random_.percent(75)) return random_.pick(scope.positions);
    return literal("LOT", -1, 2);
  }
  if (random_.percent(20)) {
    return fmt::format("({} * {} / {} to LOT {})", position(scope, depth - 1), money(scope, 0),
                       divisor(scope, 0, "USD", &PhraseMaker::money), rounding());
  }
  if (scope.weight && random_.percent(25)) {
    return fmt::format("weight({}, {})", position(scope, depth - 1), position(scope, depth - 1));
  }
  return arithmetic(scope, depth, "LOT", &PhraseMaker::position);
}

std::string PhraseMaker::condition(const Scope& scope, unsigned depth) {
  if (depth > 0 && random_.percent(40)) {
    switch (random_.below(4)) {
      case 0: return fmt::format("({} and {})", condition(scope, depth - 1), condition(scope, depth - 1));
      case 1: return fmt::format("({} or {})", condition(scope, depth - 1), condition(scope, depth - 1));
      case 2: return fmt::format("({} implies {})", condition(scope, depth - 1), condition(scope, depth - 1));
      default: return fmt::format("(not {})", condition(scope, depth - 1));
    }
  }
  if (depth > 0 && random_.percent(8)) {
    const std::string by = position(scope, 0);
    return fmt::format("({0} == 0 or ({1} * 1 LOT / {0} to LOT {2}) {3} {4})", by, position(scope, 0), rounding(),
                       comparison(), position(scope, 0));
  }
  const unsigned choice = random_.below(8);
  if (choice == 0 && !scope.truths.empty()) return "(" + random_.pick(scope.truths) + ")";
  if (choice == 1 && scope.parties.size() > 1) {
    const char* relation = random_.percent(50) ? "==" : "!=";
    return fmt::format("({} {} {})", random_.pick(scope.parties), relation, random_.pick(scope.parties));
  }
  const unsigned inner = depth == 0 ? 0 : depth - 1;
  const auto telling = [&](const std::vector<std::string>& names) { return !names.empty() && random_.percent(75); };
  if (choice < 5 && telling(scope.money)) {
    return fmt::format("({} {} {})", random_.pick(scope.money), comparison(), money(scope, inner));
  }
  if (choice >= 3 && telling(scope.positions)) {
    return fmt::format("({} {} {})", random_.pick(scope.positions), comparison(), position(scope, inner));
  }
  if (choice % 2 == 0) return fmt::format("({} {} {})", money(scope, inner), comparison(), money(scope, inner));
  return fmt::format("({} {} {})", position(scope, inner), comparison(), position(scope, inner));
}

}  // namespace surety::test
