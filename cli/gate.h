// gate.h -- may this artifact be deployed? Everything is made again from the source and compared; nothing that the
// artifact says of itself is believed.
//
// First its origin: the source is the one it was made of, compiling it again gives the same bits, proving it again
// gives the same certificate. Then the policy, which is held against what was made here.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/load.h"
#include "cli/policy.h"
#include "verifier/prover.h"

namespace surety::cli {

/// One answer. A rule that could not be looked at, because an earlier one failed, is not among them.
struct GateRule {
  std::string id;  // "artifact", "certificate", "source", "tools", "proved", …
  bool ok = false;
  std::string reason;  // what was found, good or bad
};

struct GateRequest {
  std::filesystem::path artifact;
  std::string artifact_bytes;
  /// The certificate beside the artifact, where there is one, and its path.
  std::filesystem::path certificate_path;
  std::optional<std::string> certificate_beside;
  std::optional<std::filesystem::path> source;  // --source
  const Policy& policy;
  verify::Options proof;  // how to prove; nothing is remembered
  /// Called with the source before anything is done with it; may throw.
  std::function<void(const Source&)> accept_source;
};

struct GateReport {
  std::vector<GateRule> rules;
  std::filesystem::path source;  // what was compiled; empty where it did not come to that
  [[nodiscard]] bool accepted() const;
};

/// Throws ContentError where the source does not compile, and UsageError where it is not found.
GateReport examine(const GateRequest& request, Console& console);

/// What the certificate `found` in an artifact says otherwise than the one `made` here, in words; nullopt: nothing.
std::optional<std::string> certificate_difference(const nlohmann::ordered_json& found,
                                                  const nlohmann::ordered_json& made);

}  // namespace surety::cli
