// pricing_points.cpp -- see pricing_points.h.
#include "tests/mathematics/pricing_points.h"

#include <algorithm>
#include <stdexcept>

#include "compiler/check/compile.h"
#include "compiler/read/interpreter.h"

namespace surety::mathematics {

namespace {

using core::Integer;

constexpr const char* source = R"(contract Prices {
    use std.pricing
    state call : ratio @ 24
    state put : ratio @ 24
    state delta : ratio @ 24
    state gamma : ratio @ 24
    state vega : ratio @ 24
    state call_theta : ratio @ 24
    state put_theta : ratio @ 24
    action run(s: ratio @ 6, k: ratio @ 6, r: ratio @ 6, t: ratio @ 6, v: ratio @ 6) {
        call = scholes_call(s, k, r, t, v) to ratio @ 24 nearest
        put = scholes_put(s, k, r, t, v) to ratio @ 24 nearest
        delta = scholes_delta(s, k, r, t, v)
        gamma = scholes_gamma(s, k, r, t, v)
        vega = scholes_vega(s, k, r, t, v) to ratio @ 24 nearest
        call_theta = scholes_call_theta(s, k, r, t, v) to ratio @ 24 nearest
        put_theta = scholes_put_theta(s, k, r, t, v) to ratio @ 24 nearest
    }
})";
constexpr unsigned result_decimals = 24;

Ball millionths(long count) { return Ball(count) / Ball(1'000'000); }
Ball units(const Integer& count, unsigned decimals) { return Ball(count) / Ball(core::power_of_ten(decimals)); }
Ball half() { return Ball(1) / Ball(2); }

Ball applied(void (*function)(arb_t, const arb_t, slong), const Ball& x) {
  Ball result;
  function(result.get(), x.get(), precision);
  return result;
}
Ball minus(const Ball& x) { return Ball(0) - x; }
Ball distribution(const Ball& x) {
  Ball result = minus(x) / applied(arb_sqrt, Ball(2));
  arb_hypgeom_erfc(result.get(), result.get(), precision);
  return result * half();
}
Ball density(const Ball& x) {
  Ball pi;
  arb_const_pi(pi.get(), precision);
  return applied(arb_exp, minus(x * x * half())) / applied(arb_sqrt, pi + pi);
}

}  // namespace

std::vector<Point> grid(long strikes, long maturities, long volatilities, long rates) {
  std::vector<Point> points;
  for (long k = 0; k < strikes; ++k)
    for (long t = 0; t < maturities; ++t)
      for (long v = 0; v < volatilities; ++v)
        for (long r = 0; r < rates; ++r)
          points.push_back({100'000'000, 20'000'000 + k * 280'000'000 / std::max(1L, strikes - 1),
                            r * 200'000 / std::max(1L, rates - 1),
                            10'000 + t * t * 9'990'000 / std::max(1L, (maturities - 1) * (maturities - 1)),
                            50'000 + v * 1'950'000 / std::max(1L, volatilities - 1)});
  return points;
}

Library::Library() {
  const check::Compiled run = check::compile_text("prices.surety", source, {SURETY_STDLIB_DIR});
  if (!run.contract) throw std::runtime_error(source::render(run.sources, run.sink, false));
  contract_ = *run.contract;
  run_ = core::find_step(contract_, "run").value();
  engine_ = read::make_interpreter(contract_);
  const std::vector<Integer> arguments{Integer(0), Integer(0)};
  engine_->execute(core::StepId{0}, std::span(arguments).first(contract_.steps[0].argument_count));
}

Numbers Library::at(const Point& point) {
  const std::vector<Integer> arguments{Integer(0),          Integer(point.spot),  Integer(point.strike),
                                       Integer(point.rate), Integer(point.years), Integer(point.volatility)};
  const core::Outcome outcome = engine_->execute(run_, arguments);
  if (outcome.error) throw std::runtime_error(contract_[*outcome.error]);
  const core::State state = engine_->state();
  Numbers result;
  std::size_t next = 0;
  for (const char* name : {"call", "put", "delta", "gamma", "vega", "call_theta", "put_theta"})
    result.at(next++) = units(state.globals.at(core::find_global(contract_, name)->index), result_decimals);
  return result;
}

Numbers black_scholes(const Point& point) {
  const Ball s = millionths(point.spot);
  const Ball k = millionths(point.strike);
  const Ball r = millionths(point.rate);
  const Ball t = millionths(point.years);
  const Ball sigma = millionths(point.volatility);
  const Ball root_t = applied(arb_sqrt, t);
  const Ball v = sigma * root_t;
  const Ball d = (applied(arb_log, s / k) + r * t) / v + v * half();
  const Ball present = k * applied(arb_exp, minus(r * t));
  const Ball call = s * distribution(d) - present * distribution(d - v);
  const Ball decay = minus(s * density(d) * sigma / (root_t + root_t));
  const Ball call_theta = decay - r * present * distribution(d - v);
  return {call,       call - (s - present),    distribution(d), density(d) / v, s * density(d) * root_t,
          call_theta, call_theta + r * present};
}

Numbers stated_bounds(const Point& point) {
  const Ball s = millionths(point.spot);
  const Ball k = millionths(point.strike);
  const Ball t = millionths(point.years);
  const Ball v = millionths(point.volatility) * applied(arb_sqrt, t);
  const Ball unit = units(Integer(1), 18);
  const Ball narrow = Ball(1) + Ball(1) / v;
  const Ball price = Ball(3) * unit * (s + k);
  const Ball theta = Ball(4) * unit * (s * (Ball(1) + v) * narrow / t + k);
  return {price,
          price,
          Ball(2) * unit * narrow,
          Ball(2) * unit * narrow * narrow,
          Ball(2) * unit * s * applied(arb_sqrt, t) * narrow + unit * s,
          theta,
          theta};
}

}  // namespace surety::mathematics
