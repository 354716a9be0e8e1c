// verdicts.h -- the prover's report for people and for programs, and compared with what was expected.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/load.h"
#include "verifier/verdict/verdict.h"

namespace surety::cli {

/// surety.verdicts/1, as docs/cli.md describes it.
nlohmann::ordered_json verdicts_json(const Source& source, const verify::Report& report);

/// A line a property, its trace or step where it is not proved, then the assumptions and the count.
std::string verdicts_text(const Source& source, const verify::Report& report);

/// One property's part of each.
nlohmann::ordered_json property_json(const Source& source, const verify::PropertyResult& property);
std::string property_text(const Source& source, const verify::PropertyResult& property);

/// The author's words on one line.
std::string one_line(std::string_view text);
/// The declarations that an assumption names, each on one line.
std::vector<std::string> functions_named(const core::Trusted& assumption);

/// Steps and the properties they can touch; for `--matrix`.
std::string matrix_text(const verify::Report& report);

/// Where a report differs from `expected` (property -> verdict); for several contracts the document maps the file's
/// name to such an object. What was not proved now must be a property of `contract` all the same. One sentence each;
/// empty: all as expected. Throws ContentError on a malformed document.
std::vector<std::string> unexpected_verdicts(const nlohmann::json& expected, const std::filesystem::path& contract_file,
                                             const core::Contract& contract, const verify::Report& report);

}  // namespace surety::cli
