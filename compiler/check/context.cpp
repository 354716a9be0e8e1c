// context.cpp -- see context.h.
#include "compiler/check/context.h"

#include <algorithm>

namespace surety::check {

std::string Context::text(Span span) const {
  std::string result;
  bool blank = false;
  for (const char c : sources_.text(span)) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      blank = !result.empty();
    } else {
      if (blank) result += ' ';
      blank = false;
      result += c;
    }
  }
  return result;
}

core::ErrorId Context::error(const std::string& name) {
  const auto found = std::ranges::find(contract.errors, name);
  const core::ErrorId id{static_cast<std::uint32_t>(found - contract.errors.begin())};
  if (found == contract.errors.end()) contract.errors.push_back(name);
  return id;
}

}  // namespace surety::check
