// javascript_words.h -- the names that an ES module and its TypeScript declarations have taken before a contract has
// one.
#pragma once

#include "codegen/distinct_names.h"

namespace surety::codegen {

/// Words of both languages, what programs find in every global scope, and what the shared texts of a module declare. A
/// class or a type of one of these names would be a syntax error, or would hide what the module itself needs.
DistinctNames javascript_names();

}  // namespace surety::codegen
