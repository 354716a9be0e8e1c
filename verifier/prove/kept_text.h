// kept_text.h -- results as JSON, for whatever the cache keeps of a whole contract.
//
// What is kept belongs to one contract, told by its image with the source (compiler/core/image.h). A field that
// ObligationResult gains must be written and read here, or a second run says less than the first.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

/// Everything but the seconds and what a second solver said.
nlohmann::json as_json(const ObligationResult& obligation);
/// What `as_json` wrote, as cached. Throws nlohmann::json::exception where it is something else.
ObligationResult read_obligation(const nlohmann::json& text);

}  // namespace surety::verify::strategy
