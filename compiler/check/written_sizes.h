// written_sizes.h -- how large expressions are when they are written out.
//
// A function that gives a record is one expression for each member, and these share what they are computed from. All
// who read the contract later walk trees, where what is shared is met as often as it is used: in a chain of such
// functions that is exponentially often, although few expressions were made.
#pragma once

#include <algorithm>
#include <vector>

#include "compiler/core/children.h"

namespace surety::check {

class WrittenSizes {
 public:
  /// Of the largest expression that the contract has. It only ever grows, and each expression is looked at once.
  std::uint64_t largest(const core::Contract& contract) {
    while (sizes_.size() < contract.exprs.size()) {
      std::uint64_t size = 1;
      core::for_each_child(contract.exprs[sizes_.size()], [&](core::ExprId child) {
        if (child.index < sizes_.size()) size = std::min(size + sizes_[child.index], beyond);
      });
      sizes_.push_back(size);
      largest_ = std::max(largest_, size);
    }
    return largest_;
  }

 private:
  static constexpr std::uint64_t beyond = std::uint64_t{1} << 60U;  // two of them still fit
  std::vector<std::uint64_t> sizes_;                                // by ExprId
  std::uint64_t largest_ = 0;
};

}  // namespace surety::check
