// engines_arithmetic.h -- a contract with every operation at every width, and numbers aimed at where division breaks.
//
// Each operation is a step over two operands n and m, for four kinds of operand: 63 bit and never negative, 64 bit
// signed, 128 bit signed, and 256 bit (n = a * b + c, m = d * e + f). Its result, up to 256 bits, is written as two
// cells, so nothing is hidden by a range check. Divisions by constants are steps of their own.
#pragma once

#include <random>
#include <string>

#include "tests/unit/core/sample_contracts.h"

namespace surety::differential {

using core::Integer;

inline const std::vector<Integer>& constant_divisors() {
  static const std::vector<Integer> divisors = [] {
    std::vector<Integer> result{1, 2, 3, 7, 10, 641, -1, -2, -10'000};
    for (const unsigned e : {4U, 6U, 8U, 12U, 18U, 19U, 20U, 24U, 27U, 36U, 38U})
      result.push_back(core::power_of_ten(e));
    for (const int factor : {3, 7, 31}) result.push_back(core::power_of_ten(36) * factor);
    for (const unsigned e : {31U, 32U, 63U, 64U, 65U, 126U})
      for (const int off : {-1, 0, 1}) result.push_back(core::power_of_two(e) + off);
    return result;
  }();
  return divisors;
}

class ArithmeticText {
 public:
  /// `constants`: with the divisions by constants, most of the steps.
  static std::string make(bool constants) { return ArithmeticText(constants).text_; }

 private:
  explicit ArithmeticText(bool constants) {
    text_ = "(contract Arithmetic (global state high int " + cell + ") (global state low int " + cell +
            ")\n"
            "(step instantiate instantiate (arguments (caller party)))\n";
    const char* const binary[] = {"add", "sub", "mul", "div_down", "div_up", "div_near",
                                  "min", "max", "lt",  "le",       "eq"};
    const char* const unary[] = {"neg", "sqrt", "abs", "sign"};
    for (const Kind& kind : kinds()) {
      for (const char* const operation : binary)
        step(kind, operation, std::string("(") + operation + " " + kind.n + " " + kind.m + ")",
             std::string_view("lt le eq").find(operation) != std::string_view::npos);
      for (const char* const operation : unary)
        step(kind, operation, std::string("(") + operation + " " + kind.n + ")", false);
      for (std::size_t i = 0; constants && i < constant_divisors().size(); ++i)
        for (const char* const operation : {"div_down", "div_up", "div_near"})
          step(kind, operation + std::string("_by_") + std::to_string(i),
               std::string("(") + operation + " " + kind.n + " " + core::to_string(constant_divisors()[i]) + ")",
               false);
    }
    text_ += ")";
  }

  struct Kind {
    std::string name, range, n, m;
  };
  static std::string power(unsigned exponent, int off = 0) {
    return core::to_string(Integer(core::power_of_two(exponent) + off));
  }
  static std::vector<Kind> kinds() {
    const std::string wide = "(range -" + power(127) + " " + power(127, -1) + ")";
    return {{"positive", "(range 0 " + power(63, -1) + ")", "a", "d"},
            {"word", "(range -" + power(63) + " " + power(63, -1) + ")", "a", "d"},
            {"cell", wide, "a", "d"},
            {"wide", wide, "(add (mul a b) c)", "(add (mul d e) f)"}};
  }

  void step(const Kind& kind, const std::string& name, const std::string& value, bool boolean) {
    text_ += "(step action " + kind.name + "." + name + " (arguments (caller party)";
    for (const char* const argument : {"a", "b", "c", "d", "e", "f"})
      text_ += std::string(" (") + argument + " int " + kind.range + " Rejected)";
    text_ += ") (locals (r int) (h int))\n  (let r " + (boolean ? "(if " + value + " 1 0)" : value) + ")\n";
    text_ += "  (let h (div_down r " + power(128) + "))\n";
    text_ += "  (write (high) h Overflow) (write (low) (sub (sub r (mul h " + power(128) + ")) " + power(127) +
             ") Overflow))\n";
  }

  const std::string cell = "(range -" + power(127) + " " + power(127, -1) + ")";
  std::string text_;
};

/// Numbers that digit-wise division and sign handling get wrong, if any.
class AimedNumbers {
 public:
  explicit AimedNumbers(std::uint64_t seed) : random_(seed) {}

  /// Arguments a..f of a step whose operands have `bits` bits (63, 64, 128).
  std::vector<Integer> arguments(unsigned bits, bool is_signed) {
    std::vector<Integer> values;
    for (int i = 0; i < 6; ++i) values.push_back(number(bits, is_signed));
    if (below(2) == 0) aim_at_quotient(values, bits, is_signed);
    return values;
  }
  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

 private:
  /// Long runs of equal bits, powers of two and their neighbours, small numbers, noise.
  Integer magnitude(unsigned bits) {
    const unsigned length = 1 + below(bits);
    Integer value = core::power_of_two(length) - 1;
    switch (below(6)) {
      case 0: return value;
      case 1: return core::power_of_two(length - 1);
      case 2: return core::power_of_two(length - 1) + 1;
      case 3: return Integer(below(12));
      case 4: return value - core::power_of_two(below(length));
      default:
        value = 0;
        for (unsigned i = 0; i < bits; i += 32) value = value * core::power_of_two(32) + below(0xffffffffU);
        return value % core::power_of_two(length);
    }
  }
  Integer number(unsigned bits, bool is_signed) {
    const Integer value = magnitude(is_signed ? bits - 1 : bits);
    if (!is_signed || below(2) == 0) return value;
    return below(16) == 0 ? Integer(-core::power_of_two(bits - 1)) : Integer(-value);
  }
  /// n = quotient * divisor + something near 0, half the divisor, or the divisor: where rounding decides.
  void aim_at_quotient(std::vector<Integer>& v, unsigned bits, bool is_signed) {
    const Integer& divisor = v[3];
    const Integer rests[] = {0, 1, -1, divisor / 2, divisor / 2 + 1, divisor / 2 - 1, divisor - 1, divisor + 1};
    const Integer rest = rests[below(8)];
    if (bits == 128) {  // for the 256-bit steps: n = b * d + rest, m = d
      v[0] = divisor;
      v[2] = rest;
      v[4] = below(2) == 0 ? 1 : v[4];
      v[5] = v[4] == 1 ? Integer(0) : v[5];
    }
    const Integer limit = core::power_of_two(is_signed ? bits - 1 : bits);
    if (bits < 128 || below(2) == 0) {
      const Integer product = divisor * magnitude(1 + below(bits / 2)) + rest;
      if (product < limit && product >= (is_signed ? Integer(-limit) : Integer(0))) v[0] = product;
    }
    if (v[2] >= limit || v[2] < -limit) v[2] = 0;
  }

  std::mt19937_64 random_;
};

}  // namespace surety::differential
