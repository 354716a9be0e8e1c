// branch.h -- what is known in one case of a proof, with the equations solved.
//
// Each known formula is kept as it stands in the certificate and as it reads once every unknown that an equation
// defines is replaced. Products and multipliers are looked for among the short ones; `sum_of` translates what was found
// back: replacing x by q in p leaves p - (x - q) * r, so the equation is used with the multiplier r.
#pragma once

#include <optional>
#include <vector>

#include "verifier/linear/certificate.h"
#include "verifier/linear/products.h"

namespace surety::verify::linear {

class Branch {
 public:
  struct Known {
    Formula original;
    Formula current;
    bool active = true;  // worth using
  };

  /// Adds a formula as the certificate numbers it.
  void add(const Formula& formula);
  /// Replaces unknowns that equations define until none does.
  void solve_equations();

  [[nodiscard]] const std::vector<Known>& known() const { return known_; }
  void deactivate(std::size_t index) { known_[index].active = false; }
  void activate_all();

  /// A known comparison that is plainly false, or a disjunction without alternatives.
  [[nodiscard]] std::optional<std::size_t> contradiction() const;
  /// Active comparisons as rows, with the unknowns replaced.
  [[nodiscard]] std::vector<Product> facts() const;
  /// Active disjunctions that are not plainly true.
  [[nodiscard]] std::vector<std::size_t> disjunctions() const;
  /// Alternatives of a disjunction that are not plainly false.
  [[nodiscard]] std::size_t open_alternatives(std::size_t index) const;
  [[nodiscard]] term::Polynomial replaced(term::Polynomial polynomial) const;

  /// multiplier[i] * product of facts[i], added up with what the replaced unknowns cost; nullopt: it is not negative.
  [[nodiscard]] std::optional<Proof> sum_of(const std::vector<core::Integer>& multipliers,
                                            const std::vector<std::vector<std::size_t>>& facts) const;

 private:
  struct Definition {
    std::uint32_t unknown = 0;
    term::Polynomial value;
    std::size_t equation = 0;                 // in known_
    core::Integer sign;                       // the equation reads sign * (unknown - value) = 0 …
    std::vector<term::Polynomial> cofactors;  // … after each earlier definition took its share
  };

  bool define_one();
  [[nodiscard]] Formula replaced(const Formula& formula, std::size_t first) const;
  static term::Polynomial take_out(term::Polynomial& polynomial, std::uint32_t unknown, const term::Polynomial& value);
  [[nodiscard]] std::vector<term::Polynomial> reduce(term::Polynomial& polynomial) const;

  std::vector<Known> known_;
  std::vector<Definition> definitions_;
};

/// Plainly true, plainly false, or open.
std::optional<bool> plain_value(const Formula& formula);

}  // namespace surety::verify::linear
