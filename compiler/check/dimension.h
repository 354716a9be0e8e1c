// dimension.h -- what a quantity measures: a product of integer powers of assets, units and seconds.
//
// `USD/ETH` is USD to the 1 and ETH to the -1; the empty product is a ratio. Multiplying quantities adds exponents.
// That is the whole algebra of units (Kennedy, "Relational parametricity and units of measure", POPL 1997).
#pragma once

#include <map>
#include <optional>
#include <string>

namespace surety::check {

class Dimension {
 public:
  Dimension() = default;  // a ratio
  /// `name` to the power of `exponent`.
  static Dimension of(const std::string& name, int exponent = 1);

  [[nodiscard]] bool ratio() const { return powers_.empty(); }
  /// The name where the dimension is exactly that name to the first power.
  [[nodiscard]] std::optional<std::string> only() const;
  /// One name over one other, as in `USD/ETH`.
  [[nodiscard]] bool price() const;
  /// The product with `other` to the power of `exponent`.
  [[nodiscard]] Dimension times(const Dimension& other, int exponent = 1) const;
  /// The dimension whose square this is; nullopt where an exponent is odd.
  [[nodiscard]] std::optional<Dimension> square_root() const;
  /// "USD", "USD*s/ETH", "1/s", "ratio".
  [[nodiscard]] std::string text() const;
  bool operator==(const Dimension&) const = default;

 private:
  std::map<std::string, int> powers_;  // never holds a zero
};

}  // namespace surety::check
