// products.cpp -- pairs, triples, and pruning by signs.
#include "verifier/linear/products.h"

#include <algorithm>
#include <map>
#include <set>

namespace surety::verify::linear {

namespace {

using term::Monomial;
using term::Polynomial;

/// Facts short enough to be the third factor: limits of one unknown or a comparison of two.
constexpr std::size_t short_fact = 2;

class Factory {
 public:
  Factory(const std::vector<Product>& facts, const Level& level) : level_(level) {
    for (const Product& fact : facts) keep(fact);
    facts_ = kept_;
  }

  std::vector<Product> make() {
    if (level_.factors >= 2) multiply(facts_, facts_, true);
    if (level_.factors >= 3) {
      const std::vector<Product> pairs(kept_.begin() + static_cast<std::ptrdiff_t>(facts_.size()), kept_.end());
      std::vector<Product> thirds;
      std::ranges::copy_if(facts_, std::back_inserter(thirds), [](const Product& fact) {
        return degree(fact.row.polynomial) == 1 && fact.row.polynomial.size() <= short_fact;
      });
      multiply(pairs, thirds, false);
    }
    prune();
    const auto shorter = [](const Product& a, const Product& b) {
      return a.facts.size() == 1 && b.facts.size() == 1 ? false
                                                        : std::pair(a.facts.size() > 1, a.row.polynomial.size()) <
                                                              std::pair(b.facts.size() > 1, b.row.polynomial.size());
    };
    std::ranges::stable_sort(kept_, shorter);
    if (kept_.size() > level_.most) {
      kept_.resize(std::max(level_.most, facts_.size()));
      prune();
    }
    return std::move(kept_);
  }

 private:
  void keep(Product product) {
    if (degree(product.row.polynomial) == 0) return;
    if (!seen_.insert(product.row.polynomial).second) return;
    kept_.push_back(std::move(product));
  }

  void multiply(const std::vector<Product>& left, const std::vector<Product>& right, bool symmetric) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      for (std::size_t j = symmetric ? i : 0; j < right.size(); ++j) {
        const Product& a = left[i];
        const Product& b = right[j];
        if (degree(a.row.polynomial) + degree(b.row.polynomial) > level_.degree) continue;
        if (kept_.size() > 3 * level_.most) return;
        Product product{{term::product(a.row.polynomial, b.row.polynomial), a.row.equation || b.row.equation}, a.facts};
        product.facts.insert(product.facts.end(), b.facts.begin(), b.facts.end());
        std::ranges::sort(product.facts);
        keep(std::move(product));
      }
    }
  }

  /// Where a monomial has one sign throughout, nothing can cancel it: the rows that have it are in no combination.
  void prune() {
    for (bool changed = true; changed;) {
      std::map<Monomial, unsigned> signs;
      for (const Product& product : kept_) {
        for (const auto& [monomial, coefficient] : product.row.polynomial) {
          signs[monomial] |= product.row.equation ? 3U : coefficient > 0 ? 1U : 2U;
        }
      }
      const auto useless = [&](const Product& product) {
        return std::ranges::any_of(product.row.polynomial,
                                   [&](const auto& term) { return !term.first.empty() && signs.at(term.first) != 3U; });
      };
      changed = std::erase_if(kept_, useless) > 0;
    }
  }

  Level level_;
  std::vector<Product> facts_;
  std::vector<Product> kept_;
  std::set<Polynomial> seen_;
};

}  // namespace

std::size_t degree(const Polynomial& polynomial) {
  std::size_t most = 0;
  for (const auto& [monomial, coefficient] : polynomial) most = std::max(most, monomial.size());
  return most;
}

std::vector<Product> products(const std::vector<Product>& facts, const Level& level) {
  return Factory(facts, level).make();
}

}  // namespace surety::verify::linear
