// cache.h -- where proofs are remembered: the same folder for every verb that proves.
#pragma once

#include <filesystem>
#include <optional>

#include "cli/verb.h"

namespace surety::cli {

/// `--cache DIR`, else `surety` in the user's folder for caches; nullopt where there is none or it is not wanted.
std::optional<std::filesystem::path> cache_directory(const Arguments& arguments, Console& console);

}  // namespace surety::cli
