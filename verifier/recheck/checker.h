// checker.h -- checks certificates and shares no line with the prover that wrote them.
//
// It reads JSON, multiplies and adds polynomials with integer coefficients, and looks whether a sum is a negative
// number. Whoever doubts the prover reads this room alone; docs/certificates.md says what a certificate proves.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace surety::recheck {

struct Checked {
  std::size_t certificates = 0;       // of those the directory's index names
  std::size_t leaves = 0;             // sums added up
  std::vector<std::string> failures;  // one sentence for each certificate that proves nothing
};

/// Checks every certificate of a directory that `surety prove --certify` wrote. Throws std::runtime_error with a
/// sentence for people where it is no such directory or holds no certificate.
Checked check_directory(const std::filesystem::path& directory);

/// One certificate's JSON text; returns the number of its leaves. Throws std::runtime_error that says what is wrong.
std::size_t check_certificate(const std::string& text);

}  // namespace surety::recheck
