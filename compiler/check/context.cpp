// context.cpp -- see context.h.
#include "compiler/check/context.h"

#include <algorithm>

#include "compiler/source/flattened.h"

namespace surety::check {

std::string Context::text(Span span) const { return source::flattened(sources_.text(span)); }

core::ErrorId Context::error(const std::string& name) {
  const auto found = std::ranges::find(contract.errors, name);
  const core::ErrorId id{static_cast<std::uint32_t>(found - contract.errors.begin())};
  if (found == contract.errors.end()) contract.errors.push_back(name);
  return id;
}

}  // namespace surety::check
