// property_named.cpp -- see property_named.h.
#include "cli/property_named.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "cli/verb.h"
#include "compiler/scenario/suggest.h"

namespace surety::cli {

void require_property(const core::Contract& contract, const std::string& name) {
  std::vector<std::string> known;
  known.reserve(contract.properties.size());
  for (const core::Property& property : contract.properties) known.push_back(property.name);
  if (std::ranges::find(known, name) != known.end()) return;
  throw UsageError(
      fmt::format("contract {} has no property `{}`{}", contract.name, name, scenario::suggestion(name, known)));
}

}  // namespace surety::cli
