// value_type.cpp -- see value_type.h.
#include "compiler/check/value_type.h"

#include <fmt/format.h>

namespace surety::check {

std::string spelled(const ValueType& type) {
  switch (type.kind) {
    case Kind::error: return "nothing";
    case Kind::number: return fmt::format("{} @ {}", type.dimension.text(), type.scale);
    case Kind::boolean: return "bool";
    case Kind::party: return "party";
    case Kind::enumeration: return type.enumeration->name;
  }
  return {};
}

std::string describe(const ValueType& type) {
  if (!type.is_number()) return spelled(type);
  if (type.dimension.ratio()) return "a " + spelled(type);
  if (type.dimension.price()) return "a price " + spelled(type);
  return spelled(type);
}

core::Type to_core(const ValueType& type) {
  core::Type result;
  switch (type.kind) {
    case Kind::error: break;
    case Kind::number:
      result.dimension = type.dimension.text();
      result.scale = type.scale;
      break;
    case Kind::boolean: result.sort = core::Sort::boolean; break;
    case Kind::party: result.sort = core::Sort::party; break;
    case Kind::enumeration:
      result.enumeration = type.enumeration->name;
      result.constants = type.enumeration->constants;
      break;
  }
  return result;
}

}  // namespace surety::check
