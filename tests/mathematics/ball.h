// ball.h -- real numbers known up to an error, and polynomials of them: Arb's types with owners.
//
// Every operation encloses: whatever numbers lie in the operands, their exact result lies in the result.
#pragma once

#include <arb.h>
#include <arb_hypgeom.h>
#include <arb_poly.h>

#include <string>

#include "compiler/core/integer.h"

namespace surety::mathematics {

/// Bits of the computation. What is exact today is at most 256 bits wide, so its products are exact here.
constexpr slong precision = 384;

class Ball {
 public:
  Ball() { arb_init(value_); }
  explicit Ball(long value) : Ball() { arb_set_si(value_, value); }
  explicit Ball(const core::Integer& value) : Ball() {
    fmpz_t integer;
    fmpz_init(integer);
    fmpz_set_mpz(integer, value.get_mpz_t());
    arb_set_fmpz(value_, integer);
    fmpz_clear(integer);
  }
  Ball(const Ball& other) : Ball() { arb_set(value_, other.value_); }
  Ball(Ball&& other) noexcept : Ball() { arb_swap(value_, other.value_); }
  Ball& operator=(Ball other) noexcept {
    arb_swap(value_, other.value_);
    return *this;
  }
  ~Ball() { arb_clear(value_); }

  arb_ptr get() { return value_; }
  [[nodiscard]] arb_srcptr get() const { return value_; }

  friend Ball operator+(const Ball& a, const Ball& b) { return made(arb_add, a, b); }
  friend Ball operator-(const Ball& a, const Ball& b) { return made(arb_sub, a, b); }
  friend Ball operator*(const Ball& a, const Ball& b) { return made(arb_mul, a, b); }
  friend Ball operator/(const Ball& a, const Ball& b) { return made(arb_div, a, b); }
  /// Certainly less, for all numbers in both.
  friend bool operator<(const Ball& a, const Ball& b) { return arb_lt(a.value_, b.value_) != 0; }
  friend bool operator<=(const Ball& a, const Ball& b) { return arb_le(a.value_, b.value_) != 0; }

  /// The largest magnitude in it, as a number.
  [[nodiscard]] Ball magnitude() const {
    return end([](arf_t out, arb_srcptr of) { arb_get_abs_ubound_arf(out, of, precision); });
  }
  [[nodiscard]] Ball low() const {
    return end([](arf_t out, arb_srcptr of) { arb_get_lbound_arf(out, of, precision); });
  }
  [[nodiscard]] Ball high() const {
    return end([](arf_t out, arb_srcptr of) { arb_get_ubound_arf(out, of, precision); });
  }
  [[nodiscard]] Ball middle() const {
    Ball result;
    arb_get_mid_arb(result.get(), value_);
    return result;
  }
  /// How far its ends are from its middle.
  [[nodiscard]] Ball radius() const {
    Ball result;
    arb_get_rad_arb(result.get(), value_);
    return result;
  }
  /// It and everything within `error` of it.
  [[nodiscard]] Ball widened(const Ball& error) const {
    Ball result = *this;
    arb_add_error(result.get(), error.get());
    return result;
  }
  [[nodiscard]] bool is_exact() const { return arb_is_exact(value_) != 0; }
  [[nodiscard]] core::Integer floor_of_low() const {
    arf_t bound;
    arf_init(bound);
    arb_get_lbound_arf(bound, value_, precision);
    fmpz_t integer;
    fmpz_init(integer);
    arf_get_fmpz(integer, bound, ARF_RND_FLOOR);
    core::Integer result;
    fmpz_get_mpz(result.get_mpz_t(), integer);
    fmpz_clear(integer);
    arf_clear(bound);
    return result;
  }
  [[nodiscard]] std::string text() const {
    char* raw = arb_get_str(value_, 6, 0);
    std::string result = raw;
    flint_free(raw);
    return result;
  }

 private:
  static Ball made(void (*operation)(arb_t, const arb_t, const arb_t, slong), const Ball& a, const Ball& b) {
    Ball result;
    operation(result.value_, a.value_, b.value_, precision);
    return result;
  }
  Ball end(auto bound) const {
    arf_t value;
    arf_init(value);
    bound(value, value_);
    Ball result;
    arb_set_arf(result.get(), value);
    arf_clear(value);
    return result;
  }

  arb_t value_;
};

/// A power series in one variable.
class Series {
 public:
  Series() { arb_poly_init(value_); }
  Series(const Series& other) : Series() { arb_poly_set(value_, other.value_); }
  Series(Series&& other) noexcept : Series() { arb_poly_swap(value_, other.value_); }
  Series& operator=(Series other) noexcept {
    arb_poly_swap(value_, other.value_);
    return *this;
  }
  ~Series() { arb_poly_clear(value_); }
  /// at + t
  static Series around(const Ball& at) {
    Series result;
    result.set(0, at);
    result.set(1, Ball(1));
    return result;
  }

  arb_poly_struct* get() { return value_; }
  [[nodiscard]] const arb_poly_struct* get() const { return value_; }
  [[nodiscard]] slong length() const { return arb_poly_length(value_); }
  [[nodiscard]] Ball operator[](slong power) const {
    Ball result;
    arb_poly_get_coeff_arb(result.get(), value_, power);
    return result;
  }
  void set(slong power, const Ball& coefficient) { arb_poly_set_coeff_arb(value_, power, coefficient.get()); }

 private:
  arb_poly_t value_;
};

}  // namespace surety::mathematics
