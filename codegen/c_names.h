// c_names.h -- what a name of the contract is called where it stands alone in C or C++.
//
// A symbol, `Contract_name`, can be no word of C; a member, an enumerator, a type or a member function can. Such a name
// gets a
// `_` where it is a keyword of C or C++ or a macro of a header that ours include. Symbols, JavaScript and CosmWasm do
// not change with these lists.
#pragma once

#include <string>

#include "codegen/layout.h"

namespace surety::codegen {

/// "asm" -> "asm_", "NULL" -> "NULL_"; otherwise as `c_identifier`.
std::string c_name(const std::string& name);

/// The layout with members as C and C++ call them. Its symbols are those of `make_layout`.
Layout c_layout(const core::Contract& contract);

}  // namespace surety::codegen
