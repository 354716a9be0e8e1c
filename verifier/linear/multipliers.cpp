// multipliers.cpp -- the first phase of the simplex method over the rationals, with Bland's rule so that it ends.
#include "verifier/linear/multipliers.h"

#include <map>

namespace surety::verify::linear {

namespace {

using core::Integer;
using Rational = mpq_class;

/// Nonnegative x with A x = b, b >= 0. Each equation begins with an artificial unknown as its basis; they are driven to
/// zero.
class Simplex {
 public:
  Simplex(std::size_t equations, std::size_t unknowns)
      : unknowns_(unknowns), table_(equations, std::vector<Rational>(unknowns + 1)), basis_(equations) {
    for (std::size_t i = 0; i < equations; ++i) basis_[i] = unknowns + i;
  }

  Rational& at(std::size_t equation, std::size_t unknown) { return table_[equation][unknown]; }
  Rational& right(std::size_t equation) { return table_[equation][unknowns_]; }

  std::optional<std::vector<Rational>> solve() {
    std::vector<Rational> cost = costs();
    for (;;) {
      const std::size_t entering = first_negative(cost);
      if (entering == unknowns_) break;
      const std::size_t leaving = tightest(entering);
      if (leaving == table_.size()) return std::nullopt;
      pivot(leaving, entering, cost);
    }
    if (cost[unknowns_] != 0) return std::nullopt;
    std::vector<Rational> solution(unknowns_);
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (basis_[i] < unknowns_) solution[basis_[i]] = right(i);
    }
    return solution;
  }

 private:
  /// What a unit of each unknown changes of the sum of the artificial ones.
  [[nodiscard]] std::vector<Rational> costs() const {
    std::vector<Rational> cost(unknowns_ + 1);
    for (const std::vector<Rational>& row : table_) {
      for (std::size_t j = 0; j <= unknowns_; ++j) cost[j] -= row[j];
    }
    return cost;
  }

  [[nodiscard]] std::size_t first_negative(const std::vector<Rational>& cost) const {
    std::size_t j = 0;
    while (j < unknowns_ && cost[j] >= 0) ++j;
    return j;
  }

  [[nodiscard]] std::size_t tightest(std::size_t entering) const {
    std::size_t best = table_.size();
    Rational least;
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (table_[i][entering] <= 0) continue;
      const Rational ratio = table_[i][unknowns_] / table_[i][entering];
      if (best == table_.size() || ratio < least || (ratio == least && basis_[i] < basis_[best])) {
        best = i;
        least = ratio;
      }
    }
    return best;
  }

  void pivot(std::size_t leaving, std::size_t entering, std::vector<Rational>& cost) {
    std::vector<Rational>& row = table_[leaving];
    const Rational scale = row[entering];
    for (Rational& value : row) value /= scale;
    const auto eliminate = [&](std::vector<Rational>& other) {
      const Rational factor = other[entering];
      if (factor == 0) return;
      for (std::size_t j = 0; j <= unknowns_; ++j) {
        if (row[j] != 0) other[j] -= factor * row[j];
      }
    };
    for (std::size_t i = 0; i < table_.size(); ++i) {
      if (i != leaving) eliminate(table_[i]);
    }
    eliminate(cost);
    basis_[leaving] = entering;
  }

  std::size_t unknowns_;
  std::vector<std::vector<Rational>> table_;
  std::vector<std::size_t> basis_;
};

std::vector<Integer> without_fractions(const std::vector<Rational>& values) {
  Integer denominator = 1;
  for (const Rational& value : values) {
    mpz_lcm(denominator.get_mpz_t(), denominator.get_mpz_t(), value.get_den().get_mpz_t());
  }
  std::vector<Integer> result;
  for (const Rational& value : values) result.emplace_back(value.get_num() * (denominator / value.get_den()));
  return result;
}

}  // namespace

std::optional<std::vector<Integer>> multipliers(const std::vector<solver::Row>& rows) {
  std::map<term::Monomial, std::size_t> equations;
  equations.emplace(term::Monomial{}, 0);
  for (const solver::Row& row : rows) {
    for (const auto& [monomial, coefficient] : row.polynomial) equations.try_emplace(monomial, equations.size());
  }
  // An equation's multiplier may be negative: it is the difference of the unknown of its row and one after all rows.
  Simplex simplex(equations.size(), 2 * rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const auto& [monomial, coefficient] : rows[i].polynomial) {
      // The constant's equation reads: minus the sum of the constants = 1.
      const Rational value = monomial.empty() ? Rational(Integer(-coefficient)) : Rational(coefficient);
      simplex.at(equations.at(monomial), i) = value;
      if (rows[i].equation) simplex.at(equations.at(monomial), rows.size() + i) = -value;
    }
  }
  simplex.right(equations.at(term::Monomial{})) = 1;
  const auto solution = simplex.solve();
  if (!solution) return std::nullopt;
  std::vector<Rational> merged;
  for (std::size_t i = 0; i < rows.size(); ++i) merged.push_back((*solution)[i] - (*solution)[rows.size() + i]);
  return without_fractions(merged);
}

}  // namespace surety::verify::linear
