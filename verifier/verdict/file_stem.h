// file_stem.h -- what the files of an obligation are called.
#pragma once

#include <string>

namespace surety::verify {

/// The first part of the names of an obligation's files: "no_bad_debt-withdraw" for `no_bad_debt/withdraw`. Where more
/// stands in the id than names and one slash, as in a test's, or much of it, what a file name cannot hold is `-` and
/// part of the id's hash follows: no two ids have one stem, and every stem fits a file name with an ending.
std::string file_stem(const std::string& id);

}  // namespace surety::verify
