// integer.cpp -- see integer.h.
#include "compiler/core/integer.h"

namespace surety::core {

Integer power_of_ten(unsigned exponent) {
  Integer result;
  mpz_ui_pow_ui(result.get_mpz_t(), 10, exponent);
  return result;
}

Integer power_of_two(unsigned exponent) {
  Integer result;
  mpz_ui_pow_ui(result.get_mpz_t(), 2, exponent);
  return result;
}

Integer floor_divide(const Integer& numerator, const Integer& denominator) {
  Integer result;
  mpz_fdiv_q(result.get_mpz_t(), numerator.get_mpz_t(), denominator.get_mpz_t());
  return result;
}

Integer floor_square_root(const Integer& value) {
  Integer result;
  mpz_sqrt(result.get_mpz_t(), value.get_mpz_t());
  return result;
}

std::string to_string(const Integer& value) { return value.get_str(); }

unsigned signed_bits(const Integer& value) {
  const Integer magnitude = value < 0 ? Integer(-value - 1) : value;
  if (magnitude == 0) return 1;
  return static_cast<unsigned>(mpz_sizeinbase(magnitude.get_mpz_t(), 2)) + 1;
}

namespace {
Range signed_range(unsigned bits) {
  const Integer half = power_of_two(bits - 1);
  return {-half, half - 1};
}
}  // namespace

const Range& storage_range() {
  static const Range range = signed_range(128);
  return range;
}
const Range& intermediate_range() {
  static const Range range = signed_range(256);
  return range;
}

}  // namespace surety::core
