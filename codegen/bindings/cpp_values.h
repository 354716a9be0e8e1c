// cpp_values.h -- how the C++ header turns its values into the integers of the C header and back.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

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

/// A line that brings a value to its cell.
inline void put_value(Writer& out, const char* indent, const core::Type& type, const std::string& cell,
                      const std::string& value) {
  out.line("{}surety::detail::put({}, {});", indent, cell, to_integer(type, value));
}

/// Lines that fill the C structure `cells` from `given`.
class FilledArguments {
 public:
  FilledArguments(Writer& out, const core::Step& step, const Layout& layout, std::string cells)
      : out_(out), step_(step), layout_(layout), cells_(std::move(cells)) {}

  /// The parties among the arguments, as a list for `{}`: those of lists with all that a list may have.
  std::string parties(const std::vector<ParameterNames>& parameters) {
    for (const ParameterNames& names : parameters) {
      if (names.parameter.list)
        list(names);
      else
        value(names);
    }
    return fmt::format("{}", fmt::join(parties_, ", "));
  }

 private:
  void value(const ParameterNames& names) {
    const core::Type& type = step_.locals[names.parameter.argument].type;
    const std::string given = "given." + names.member;
    put_value(out_, "    ", type, cells_ + "." + names.member, given);
    if (type.sort == core::Sort::party) parties_.push_back(given);
  }
  void list(const ParameterNames& names) {
    if (!names.parameter.list) return;
    const std::string given = "given." + names.member;
    out_.line("    surety::detail::put({}.{}, static_cast<surety::Int128>({}.size()));", cells_, names.length, given);
    out_.line("    for (std::size_t i = 0; i < {}.size(); ++i) {{", given);
    const auto& elements = names.parameter.list->elements;
    for (std::size_t m = 0; m < elements.front().size(); ++m) {
      const core::Type& type = step_.locals[elements.front()[m].argument].type;
      const std::string member = names.shape ? "." + layout_.shapes[*names.shape].member_names[m] : "";
      put_value(out_, "      ", type, fmt::format("{}.{}[i]{}", cells_, names.member, member),
                fmt::format("{}[i]{}", given, member));
      if (type.sort != core::Sort::party) continue;
      for (std::size_t i = 0; i < elements.size(); ++i)
        parties_.push_back(fmt::format("{}.places()[{}]{}", given, i, member));
    }
    out_.line("    }}");
  }

  Writer& out_;
  const core::Step& step_;
  const Layout& layout_;
  std::string cells_;
  std::vector<std::string> parties_;
};

/// The lines for step `s`; the parties among its arguments, as a list for `{}`.
inline std::string fill_arguments(Writer& out, const core::Step& step, const Layout& layout, std::size_t s,
                                  const std::string& cells) {
  return FilledArguments(out, step, layout, cells).parties(layout.parameters[s]);
}

}  // namespace surety::codegen
