// link_shared.h -- from an object to a shared object that programs link with or load.
#pragma once

#include <string>
#include <vector>

namespace surety::codegen {

/// An ELF shared object that needs no other; `name` is what programs linked with it look for (its soname). Every name
/// that the C header declares is exported. The same input gives the same bytes.
std::vector<char> link_shared(const std::vector<char>& object, const std::string& name);

}  // namespace surety::codegen
