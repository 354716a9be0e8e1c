// cpp_scans.h -- scans in the C++ header: the parties that they find, by evaluation and by thresholds.
#pragma once

#include <string>
#include <vector>

#include "codegen/bindings/writer.h"
#include "codegen/distinct_names.h"
#include "codegen/layout.h"
#include "codegen/options.h"

namespace surety::codegen {

/// The member functions of one scan; those of thresholds are empty where it has none.
struct CppScanNames {
  std::string plain;      // "due"
  std::string find;       // "due_find"
  std::string threshold;  // "due_threshold"
};

class CppScans {
 public:
  CppScans(const core::Contract& contract, const Layout& layout, const Options& options, DistinctNames& members);

  [[nodiscard]] bool any_thresholds() const;
  /// The public member functions. `number_types`: of the global that each scan goes by.
  void members(Writer& out, const std::vector<std::string>& number_types) const;
  /// After a write to a party's row by the program itself.
  void touch(Writer& out, core::TableId table) const;
  /// What the public ones stand on; `rows`: the rest of a context, where the rows of the object `self` are.
  void private_members(Writer& out, const std::string& rows) const;
  /// Where there are any: the thresholds, and `keep`, to be called after each step that succeeded.
  void kept(Writer& out) const;

 private:
  [[nodiscard]] std::string column(std::size_t scan) const { return "thresholds_" + std::to_string(scan) + "_"; }

  const core::Contract& contract_;
  const Layout& layout_;
  std::vector<CppScanNames> names_;
  std::string finder_;  // a pointer to a function must not be called as a member is
};

}  // namespace surety::codegen
