// value_type.cpp -- see value_type.h.
#include "compiler/check/value_type.h"

#include <fmt/format.h>

namespace surety::check {

std::vector<std::string> Record::names() const {
  std::vector<std::string> result;
  result.reserve(members.size());
  for (const RecordMember& member : members) result.push_back(member.name);
  return result;
}

std::string spelled(const ValueType& type) {
  switch (type.kind) {
    case Kind::error: return "nothing";
    case Kind::number: return fmt::format("{} @ {}", type.dimension.text(), type.scale);
    case Kind::boolean: return "bool";
    case Kind::party: return "party";
    case Kind::id: return "id";
    case Kind::enumeration: return type.enumeration->name;
    case Kind::record: return type.record->name;
    case Kind::list: return fmt::format("list {} of {}", type.list->most, spelled(type.list->element));
  }
  return {};
}

std::string describe(const ValueType& type) {
  if (type.kind == Kind::record) return "a record " + spelled(type);
  if (!type.is_number()) return spelled(type);
  if (type.dimension.ratio()) return "a " + spelled(type);
  if (type.dimension.price()) return "a price " + spelled(type);
  return spelled(type);
}

core::Type to_core(const ValueType& type) {
  core::Type result;
  switch (type.kind) {
    case Kind::error:
    case Kind::record:
    case Kind::list: break;
    case Kind::number:
      result.dimension = type.dimension.text();
      result.scale = type.scale;
      break;
    case Kind::boolean: result.sort = core::Sort::boolean; break;
    case Kind::party: result.sort = core::Sort::party; break;
    case Kind::id:
      result.sort = core::Sort::party;
      result.dimension = "id";
      break;
    case Kind::enumeration:
      result.enumeration = type.enumeration->name;
      result.constants = type.enumeration->constants;
      break;
  }
  return result;
}

}  // namespace surety::check
