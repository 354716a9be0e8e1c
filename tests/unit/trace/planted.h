// planted.h -- small contracts, each with one classic bug planted and the property that it breaks.
#pragma once

#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::test {

struct Planted {
  std::string bug;
  core::Contract contract;
  core::PropertyId property;
  std::size_t most_calls;  // after instantiation, of a run that a reader accepts as short
};

/// Every planted bug.
std::vector<Planted> planted_bugs();
/// The same contracts without the bug, as far as they exist: nothing may be found in them.
std::vector<Planted> sound_contracts();

}  // namespace surety::test
