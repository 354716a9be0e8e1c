// grounds.cpp -- see grounds.h.
#include "codegen/grounds.h"

#include <algorithm>
#include <iterator>

namespace surety::codegen {

Grounds united(const Grounds& a, const Grounds& b) {
  if (!b || a == b) return a;
  if (!a) return b;
  if (std::ranges::includes(*a, *b)) return a;
  if (std::ranges::includes(*b, *a)) return b;
  std::vector<std::uint32_t> all;
  std::ranges::set_union(*a, *b, std::back_inserter(all));
  return std::make_shared<const std::vector<std::uint32_t>>(std::move(all));
}

Grounds FactBook::fact(FactSource source, const std::string& name, const core::Span& span) {
  const Fact wanted{source, name, span};
  const auto found = std::ranges::find(report_.facts, wanted);
  const auto index = static_cast<std::uint32_t>(found - report_.facts.begin());
  if (found == report_.facts.end()) report_.facts.push_back(wanted);
  return std::make_shared<const std::vector<std::uint32_t>>(1, index);
}

void FactBook::check(core::ErrorId error, const core::Span& span, bool remains, std::string reason,
                     const Grounds& grounds) {
  report_.checks.push_back(
      {error, span, remains, std::move(reason), grounds ? *grounds : std::vector<std::uint32_t>{}});
}

}  // namespace surety::codegen
