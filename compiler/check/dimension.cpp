// dimension.cpp -- see dimension.h.
#include "compiler/check/dimension.h"

#include <algorithm>

namespace surety::check {

Dimension Dimension::of(const std::string& name, int exponent) {
  Dimension result;
  if (exponent != 0) result.powers_[name] = exponent;
  return result;
}

std::optional<std::string> Dimension::only() const {
  if (powers_.size() != 1 || powers_.begin()->second != 1) return std::nullopt;
  return powers_.begin()->first;
}

bool Dimension::price() const {
  return powers_.size() == 2 && powers_.begin()->second * powers_.rbegin()->second == -1;
}

Dimension Dimension::times(const Dimension& other, int exponent) const {
  Dimension result = *this;
  for (const auto& [name, power] : other.powers_) {
    int& sum = result.powers_[name];
    sum += power * exponent;
    if (sum == 0) result.powers_.erase(name);
  }
  return result;
}

std::optional<Dimension> Dimension::square_root() const {
  Dimension result = *this;
  for (auto& [name, power] : result.powers_) {
    if (power % 2 != 0) return std::nullopt;
    power /= 2;
  }
  return result;
}

std::string Dimension::text() const {
  if (ratio()) return "ratio";
  std::string above;
  std::string below;
  for (const auto& [name, power] : powers_) {
    for (int i = 0; i < std::max(power, 0); ++i) above += (above.empty() ? "" : "*") + name;
    for (int i = 0; i < std::max(-power, 0); ++i) below += "/" + name;
  }
  return (above.empty() ? "1" : above) + below;
}

}  // namespace surety::check
