// certificates.h -- the directory that `surety prove --certify` writes and `surety recheck` reads.
#pragma once

#include <filesystem>

#include "verifier/verdict/verdict.h"

namespace surety::cli {

/// Makes the directory where it is missing and removes the certificates that the index of an earlier run names. Throws
/// UsageError where it cannot be written or is full of something else.
void make_room_for_certificates(const std::filesystem::path& directory);

/// One file for each certificate and index.json, which names them all with the hashes of their facts. Throws UsageError
/// where it cannot be written.
void write_certificates(const std::filesystem::path& directory, const verify::Report& report);

}  // namespace surety::cli
