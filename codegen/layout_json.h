// layout_json.h -- the layout as JSON, for hosts that only have the module.
#pragma once

#include "codegen/layout.h"

namespace surety::codegen {

/// Schema "surety.layout/2", described in docs/abi.md. One line, keys sorted.
std::string layout_json(const core::Contract& contract, const Layout& layout);

}  // namespace surety::codegen
