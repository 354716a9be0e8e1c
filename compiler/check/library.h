// library.h -- what the standard library has, for helps: it is a folder of modules, and read as text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace surety::check {

/// The names of the modules in a folder, in order. Empty where it cannot be read.
std::vector<std::string> modules_in(const std::filesystem::path& folder);
/// How a contract uses the module that has the function, "`use std.elementary`"; nothing where none has it.
std::string use_of_function(const std::filesystem::path& stdlib, const std::string& function);

}  // namespace surety::check
