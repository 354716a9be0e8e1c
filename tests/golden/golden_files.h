// golden_files.h -- inputs with their expected outputs beside them.
//
// A golden is a pair `NAME.surety` and `NAME.expected`. A difference fails the test and shows both; with
// SURETY_UPDATE_GOLDENS=1 in the environment (`./dev goldens`) the expectation is rewritten instead, and `git diff` is
// the review.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace surety::golden {

/// All inputs below tests/golden/`folder` with this extension, sorted; paths are relative to tests/golden, which
/// becomes the working directory, so that messages do not depend on where the repository lies.
std::vector<std::filesystem::path> inputs(const std::filesystem::path& folder, const std::string& extension);

std::string read_file(const std::filesystem::path& path);

/// Compares `actual` with the expectation beside `input`, or rewrites that.
void compare(const std::filesystem::path& input, const std::string& actual);

}  // namespace surety::golden
