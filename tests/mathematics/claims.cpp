// claims.cpp -- see claims.h. Bounds are those that the modules' comments state.
#include "tests/mathematics/claims.h"

#include <stdexcept>

namespace surety::mathematics {

namespace {

using core::Integer;
using core::power_of_ten;

/// mantissa * 10^-decimals
Ball decimal(long mantissa, unsigned decimals) { return Ball(mantissa) / Ball(power_of_ten(decimals)); }

/// Half a unit of the eighteenth decimal, and what is lost before that is rounded.
Ball last_place() { return decimal(501, 21); }

/// abs(result - reference) <= absolute + relative * reference, for a reference that is not negative.
bool close(const Model& result, const Model& reference, const Ball& absolute, const Ball& relative = Ball(0)) {
  return (result - reference).magnitude() <= (absolute + relative * reference.low()).low();
}

Model negated(const Model& x) { return Model(Ball(0)) - x; }
bool is_negative(const Model& x) { return x.high() <= Ball(0); }
Model half_square(const Model& x) { return x * x * Model(decimal(5, 1)); }

/// Of x >= 0.
Model density(const Model& x) {
  Ball root;  // of 2 pi
  arb_const_pi(root.get(), precision);
  root = root + root;
  arb_sqrt(root.get(), root.get(), precision);
  const Ball edge = decimal(92, 1);
  const Ball most = (exponential(Model(Ball(0) - edge * edge / Ball(2))).high() / root).high();
  if (edge <= x.low()) return Model(Ball(0)).widened(most);  // from there on it is between 0 and that
  return exponential(negated(half_square(x))) * Model(Ball(1) / root);
}

bool is_exponential(const Model& result, const Model& x) {
  const Ball edge(-43);
  if (x.high() <= edge)  // e^x is between 0 and e^-43
    return result.magnitude() <= last_place().low() && exponential(Model(edge)).high() <= last_place().low();
  return close(result, exponential(x), last_place(), decimal(1, 24));
}
bool is_logarithm(const Model& result, const Model& x) { return close(result, logarithm(x), last_place()); }
bool is_distribution(const Model& result, const Model& x) {
  const Model reference = is_negative(x) ? normal_tail(negated(x)) : Model(Ball(1)) - normal_tail(x);
  return (result - reference).magnitude() <= last_place().low() && Ball(0) <= result.high();
}
bool is_density(const Model& result, const Model& x) {
  return close(result, density(is_negative(x) ? negated(x) : x), last_place());
}

/// The quantile of p is within `error` of `result`: the tail above it lies between the tails above its ends.
bool is_quantile_of_tail(const Model& result, const Model& q, const Ball& error) {
  const Model margin(error);
  return Ball(0) < (normal_tail(result - margin) - q).low() && Ball(0) < (q - normal_tail(result + margin)).low();
}
bool is_quantile(const Model& result, const Model& p) {
  if (p.high() <= decimal(6, 1)) return is_quantile_of_tail(negated(result), p, last_place());
  return decimal(4, 1) <= p.low() && is_quantile_of_tail(result, Model(Ball(1)) - p, last_place());
}

const Integer largest = core::storage_range().high;
const Integer smallest = core::storage_range().low;

Integer whole(long units, unsigned decimals) { return units * power_of_ten(decimals); }

std::vector<Stated> inner() {
  return {
      {"exp_27", Function("exp_27(x)", 27, 27), whole(-60, 27), whole(47, 27), Trend::rises,
       [](const Model& y, const Model& x) { return close(y, exponential(x), decimal(51, 29), decimal(1, 25)); }},
      {"ln_27", Function("ln_27(x)", 18, 27), Integer(1), largest, Trend::unknown,
       [](const Model& y, const Model& x) { return close(y, logarithm(x), decimal(1, 25)); }},
      {"mills_27", Function("mills_27(x)", 18, 27), Integer(0), whole(9, 18), Trend::falls,
       [](const Model& y, const Model& x) {
         return close(y, normal_tail(x) * exponential(half_square(x)), decimal(1, 21));
       }},
      {"quantile_27", Function("quantile_27(x)", 18, 27), Integer(1), whole(5, 17), Trend::falls,
       [](const Model& y, const Model& q) { return is_quantile_of_tail(y, q, decimal(1, 21)); }},
  };
}

std::vector<Stated> outer() {
  return {
      {"exp", Function("exp(x)", 18, 18), smallest, whole(46, 18), Trend::rises, is_exponential},
      {"exp above", Function("exp(x) - exp(46)", 18, 18), whole(46, 18), largest, Trend::rises,
       [](const Model& y, const Model&) { return y.magnitude() <= Ball(0); }},
      {"ln", Function("ln(x)", 18, 18), Integer(1), largest, Trend::rises, is_logarithm},
      {"ln below", Function("ln(x) - ln(0.000000000000000001)", 18, 18), smallest, Integer(1), Trend::rises,
       [](const Model& y, const Model&) { return y.magnitude() <= Ball(0); }},
      {"norm_cdf", Function("norm_cdf(x)", 18, 18), smallest, largest, Trend::rises, is_distribution},
      {"norm_pdf below", Function("norm_pdf(x)", 18, 18), smallest, Integer(0), Trend::rises, is_density},
      {"norm_pdf above", Function("norm_pdf(x)", 18, 18), Integer(0), largest, Trend::falls, is_density},
      {"norm_ppf", Function("norm_ppf(x)", 18, 18), Integer(1), Integer(power_of_ten(18) - 1), Trend::rises,
       is_quantile},
  };
}

}  // namespace

std::vector<Stated> stated() {
  std::vector<Stated> all = inner();
  for (Stated& each : outer()) all.push_back(std::move(each));
  return all;
}

Stated stated(const std::string& name) {
  for (Stated& each : stated())
    if (each.name == name) return std::move(each);
  throw std::logic_error("nothing is stated of " + name);
}

}  // namespace surety::mathematics
