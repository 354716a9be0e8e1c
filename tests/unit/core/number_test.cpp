// number_test.cpp -- Number is GMP's integer, above all where it changes its form.
#include "compiler/core/number.h"

#include <vector>

#include "tests/catch.h"

namespace surety::core {
namespace {

/// Every power of two that a limb, a small number or an intermediate result ends at, and its neighbours.
std::vector<Integer> telling_values() {
  std::vector<Integer> values;
  for (const unsigned bits : {0U, 1U, 31U, 62U, 63U, 64U, 65U, 100U, 126U, 127U, 128U, 129U, 254U, 255U, 256U}) {
    for (const int beside : {-1, 0, 1}) {
      values.push_back(power_of_two(bits) + beside);
      values.push_back(-power_of_two(bits) + beside);
    }
  }
  values.push_back(power_of_ten(24));
  return values;
}

TEST_CASE("a number is the integer it was made from") {
  for (const Integer& value : telling_values()) {
    INFO(to_string(value));
    const Number number(value);
    const Number copy = number;
    CHECK(number.integer() == value);
    CHECK(copy.integer() == value);
    CHECK(number.fits_256_bits() == (signed_bits(value) <= 256));
    CHECK(number.approximate() == Approx(value.get_d()));
  }
}

TEST_CASE("arithmetic and order of numbers are those of integers") {
  for (const Integer& a : telling_values()) {
    for (const Integer& b : telling_values()) {
      const Number x(a);
      const Number y(b);
      const bool same = (x + y).integer() == a + b && (x - y).integer() == a - b && (x * y).integer() == a * b &&
                        (x < y) == (a < b) && (x == y) == (a == b) && (x - y + y) == x &&
                        (b == 0 || floor_divide(x, y).integer() == floor_divide(a, b));
      INFO(to_string(a) << " and " << to_string(b));
      if (!same) FAIL_CHECK("differs from GMP");
    }
  }
  CHECK(floor_divide(Number(-7), Number(2)).integer() == -4);
}

}  // namespace
}  // namespace surety::core
