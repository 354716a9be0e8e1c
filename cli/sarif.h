// sarif.h -- results in SARIF 2.1.0, the form that code hosts show beside the lines of a change.
//
//   source  OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/load.h"
#include "verifier/verdict/verdict.h"

namespace surety::cli {

struct SarifRule {
  std::string id;
  std::string description;
};

struct SarifResult {
  std::string rule;   // id of one of the rules
  std::string level;  // "error", "warning" or "note"
  std::string message;
  std::string file;                       // the path as the user gave it
  std::optional<source::Location> place;  // in the file; none: the file as a whole
  std::string fingerprint;                // the same for the same finding in another run, wherever it stands
};

/// One run of this program. Only rules that a result names are listed.
nlohmann::ordered_json sarif(const std::vector<SarifRule>& rules, const std::vector<SarifResult>& results);

/// A result for each property that is not proved, at the property.
nlohmann::ordered_json verdicts_sarif(const Source& source, const verify::Report& report);

}  // namespace surety::cli
