// cpp_scans.cpp -- see cpp_scans.h.
#include "codegen/bindings/cpp_scans.h"

#include <algorithm>

#include "codegen/c_names.h"

namespace surety::codegen {

CppScans::CppScans(const core::Contract& contract, const Layout& layout, const Options& options, DistinctNames& members)
    : contract_(contract), layout_(layout) {
  for (std::uint32_t i = 0; i < contract.scans.size(); ++i) {
    const std::string name = c_identifier(contract.scans[i].name);
    CppScanNames& names = names_.emplace_back(CppScanNames{members.take(c_name(name)), "", ""});
    if (!by_thresholds(contract, options, {i})) continue;
    names.find = members.take(name + "_find");
    names.threshold = members.take(name + "_threshold");
  }
  finder_ = members.take("finder");
}

bool CppScans::any_thresholds() const {
  return std::ranges::any_of(names_, [](const CppScanNames& names) { return !names.find.empty(); });
}

void CppScans::members(Writer& out, const std::vector<std::string>& number_types) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const core::Scan& scan = contract_.scans[i];
    out.line("  /// {}: the parties found, in ascending order. Throws Reverted where a row has no answer.", scan.text);
    out.line("  [[nodiscard]] std::vector<Party> {}() const {{\n    return scanned(::{});\n  }}", names_[i].plain,
             layout_.scans[i].scan);
    if (names_[i].find.empty() || !scan.by) continue;
    const core::Global& by = contract_[*scan.by];
    out.line("  /// The same parties, by thresholds of `{}`, which the contract keeps from the first search on.",
             by.name);
    out.line("  [[nodiscard]] std::vector<Party> {}() {{\n    return found_by(::{}, {});\n  }}", names_[i].find,
             layout_.scans[i].find, column(i));
    out.line("  /// At which values of `{}` the party's row is found, all else being as it is.", by.name);
    out.line("  [[nodiscard]] surety::Threshold<{}> {}(Party party) const {{", number_types[i], names_[i].threshold);
    out.line("    if (party.index >= capacity()) return {{}};\n    const auto context = seen();");
    out.line(
        "    return surety::detail::threshold_of<{}>(::{}(&context, party.index), surety::detail::parse(\"{}\", \"\", "
        "0));\n  }}",
        number_types[i], layout_.scans[i].threshold, core::to_string(by.range.low));
  }
}

void CppScans::touch(Writer& out, core::TableId table) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!names_[i].find.empty() && contract_.scans[i].table == table)
      out.line("    if ({0}.used()) ::{1}({0}.here(), party.index);", column(i), layout_.scans[i].touch);
}

void CppScans::private_members(Writer& out, const std::string& rows) const {
  if (names_.empty()) return;
  out.line(
      "  using Scan = std::int64_t(const ::{0}_context*, std::uint32_t, std::uint32_t, std::uint32_t*);\n"
      "  std::vector<Party> scanned(Scan* scan) const {{\n"
      "    const auto context = seen();\n"
      "    std::vector<std::uint32_t> rows(capacity());\n"
      "    return parties_of(rows, scan(&context, 0, capacity(), rows.data()));\n  }}\n"
      "  static std::vector<Party> parties_of(const std::vector<std::uint32_t>& rows, std::int64_t found) {{\n"
      "    if (found < 0) throw Reverted(static_cast<Error>(-found));\n"
      "    std::vector<Party> parties;\n"
      "    parties.reserve(static_cast<std::size_t>(found));\n"
      "    for (std::int64_t i = 0; i < found; ++i) parties.push_back({{rows[static_cast<std::size_t>(i)]}});\n"
      "    return parties;\n  }}\n"
      "  /// The context as a scan sees it, which only reads. It serves steps too, so what it points to is not const.\n"
      "  [[nodiscard]] ::{0}_context seen() const {{\n"
      "    auto* const self = const_cast<Contract*>(this);\n"
      "    return {{&self->globals_, nullptr, 0, capacity(){1}}};\n  }}",
      layout_.prefix, rows);
}

void CppScans::kept(Writer& out) const {
  if (!any_thresholds()) return;
  out.line("  /// After a step that succeeded: the thresholds of the rows that it may have written are unknown again.");
  out.line("  void keep(const ::{}_context& context, std::uint32_t step, const void* arguments) {{", layout_.prefix);
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!names_[i].find.empty())
      out.line("    if ({0}.used()) ::{1}(&context, {0}.here(), step, arguments);", column(i), layout_.scans[i].after);
  out.line(
      "  }}\n"
      "  template <class Column>\n"
      "  std::vector<Party> found_by(std::int64_t (*{1})(const ::{0}_context*, Column*, std::uint32_t*),\n"
      "                              surety::detail::Thresholds<Column>& thresholds) {{\n"
      "    const auto context = seen();\n"
      "    std::vector<std::uint32_t> rows(capacity());\n"
      "    return parties_of(rows, {1}(&context, thresholds.with_rows(capacity()), rows.data()));\n  }}\n",
      layout_.prefix, finder_);
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (!names_[i].find.empty()) out.line("  surety::detail::Thresholds<::{}> {};", layout_.scans[i].column, column(i));
}

}  // namespace surety::codegen
