// products.h -- more facts from facts: what is nonnegative times what is nonnegative is nonnegative.
//
// With each monomial as an unknown of its own, plain linear arithmetic knows nothing of multiplication; products of
// known facts are what tells it. All products up to a degree decide what a bounded domain can say (Handelman 1988,
// Krivine 1964); a few of low degree decide nearly everything contracts ask.
#pragma once

#include <cstddef>
#include <vector>

#include "verifier/solver/linear.h"

namespace surety::verify::linear {

/// A row and the facts whose product it is, by their positions, ascending.
struct Product {
  solver::Row row;
  std::vector<std::size_t> facts;
};

/// Which products to make.
struct Level {
  unsigned factors = 1;      // 1: the facts alone; 2: pairs too; 3: triples with a short factor too
  std::size_t degree = 2;    // products of a higher one are left out; facts never are
  std::size_t most = 3'000;  // rows; shorter ones come first
};

/// The facts and products of them that can matter: each monomial of a kept row occurs with both signs.
std::vector<Product> products(const std::vector<Product>& facts, const Level& level);

/// The largest number of factors in a monomial.
std::size_t degree(const term::Polynomial& polynomial);

}  // namespace surety::verify::linear
