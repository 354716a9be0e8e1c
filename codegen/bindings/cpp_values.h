// cpp_values.h -- how the C++ header turns its values into the integers of the C header and back.
#pragma once

#include <fmt/format.h>

#include <string>

#include "codegen/bindings/writer.h"
#include "codegen/layout.h"

namespace surety::codegen {

/// What reads a value of the C++ type `type_name` from a member of the C structures.
inline std::string from_cell(const core::Type& type, const std::string& type_name, const std::string& cell) {
  if (type.sort == core::Sort::boolean) return cell + " != 0";
  if (type.sort == core::Sort::party) return fmt::format("Party{{static_cast<std::uint32_t>({})}}", cell);
  if (!type.constants.empty()) return fmt::format("static_cast<{}>({})", type_name, cell);
  return fmt::format("{}::of_units({})", type_name, cell);
}

inline std::string to_integer(const core::Type& type, const std::string& value) {
  if (type.sort == core::Sort::party) return value + ".index";
  if (type.sort == core::Sort::integer && type.constants.empty()) return value + ".units()";
  return fmt::format("static_cast<std::int64_t>({})", value);
}

/// Lines that fill the C structure `cells` from `given`; the parties among the arguments, as a list for `{}`.
inline std::string fill_arguments(Writer& out, const core::Step& step, const std::vector<std::string>& members,
                                  const std::string& cells) {
  std::string parties;
  for (std::uint32_t a = 0; a < step.argument_count; ++a) {
    const core::Type& type = step.locals[a].type;
    out.line("    surety::detail::put({}.{}, {});", cells, members[a], to_integer(type, "given." + members[a]));
    if (type.sort == core::Sort::party) parties += (parties.empty() ? "given." : ", given.") + members[a];
  }
  return parties;
}

}  // namespace surety::codegen
