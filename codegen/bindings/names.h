// names.h -- what a contract's parts are called in a binding.
//
// The names are those of the C header without its prefix, so that one page of documentation serves all; where a binding
// has a member of its own with that name, a number is added.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "codegen/distinct_names.h"
#include "codegen/layout.h"

namespace surety::codegen {

/// A symbol without the contract's name.
inline std::string short_symbol(const Layout& layout, const std::string& symbol) {
  return symbol.substr(layout.prefix.size() + 1);
}
/// The steps' names without the contract's: "deposit", "mark_update".
inline std::string short_step(const Layout& layout, std::size_t step) {
  return short_symbol(layout, layout.steps[step]);
}
/// The errors' names likewise: "Undermargined", "OutOfRange_Trader_size".
inline std::string short_error(const Layout& layout, std::size_t error) {
  return layout.errors[error].substr(layout.prefix.size() + std::string("_error_").size());
}

/// The oracle's update and the passing of time have no caller of their own; neither has instantiation.
inline bool has_caller(const core::Step& step) {
  return step.kind == core::StepKind::action || step.kind == core::StepKind::set_parameter;
}

inline bool has_lists(const Layout& layout) {
  return std::ranges::any_of(layout.parameters, [](const std::vector<ParameterNames>& parameters) {
    return std::ranges::any_of(parameters, [](const ParameterNames& names) { return !names.length.empty(); });
  });
}

}  // namespace surety::codegen
