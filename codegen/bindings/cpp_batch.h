// cpp_batch.h -- batches in the C++ header: steps that are collected, applied in one call, and what came of each.
#pragma once

#include <string>
#include <vector>

#include "codegen/bindings/writer.h"
#include "codegen/layout.h"

namespace surety::codegen {

/// The contract and what the header has named by then.
struct CppBatch {
  const core::Contract& contract;
  const Layout& layout;
  const std::vector<std::string>& argument_types;  // by StepId
  const std::vector<std::string>& methods;         // by StepId
  bool keeps;                                      // thresholds: `keep` is to be called after each step

  /// `class Batch`: a member function for each step but instantiation, which adds it.
  void builder(Writer& out) const;
  /// `class Outcomes`.
  void outcomes(Writer& out) const;
  /// `apply`, a member function of the contract. `rows`: the rest of a context, where each table's rows are.
  void apply(Writer& out, const std::string& rows) const;
};

}  // namespace surety::codegen
