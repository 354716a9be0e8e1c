// remove.h -- takes a declaration out of a contract, and shifts the numbers of those behind it.
//
// Each answers false, and may have changed nothing useful, where the declaration is in use.
#pragma once

#include "tests/fuzz/engines/shrink.h"

namespace surety::testing {

/// Never one that a `use` or a scan names.
bool remove_property(Case& from, std::uint32_t property);
bool remove_scan(Case& from, std::uint32_t scan);
/// Never the first step, and none that is called.
bool remove_step(Case& from, std::uint32_t step);
/// An argument (of the calls too) or another local; never the caller.
bool remove_local(Case& from, std::uint32_t step, std::uint32_t local);
bool remove_global(Case& from, std::uint32_t global);
bool remove_table(Case& from, std::uint32_t table);
/// Never the only field of a table.
bool remove_field(Case& from, std::uint32_t table, std::uint32_t field);

}  // namespace surety::testing
