// code_report.h -- what `surety build --explain` says: per step, the checks that compiled code makes and why, and those
// it need not make and by which fact.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/load.h"
#include "codegen/options.h"

namespace surety::cli {

std::string code_report_text(const Source& source, const codegen::Report& report);
/// An array with an entry for each step: facts and checks as in codegen/options.h, with names and places.
nlohmann::ordered_json code_report_json(const Source& source, const codegen::Report& report);

}  // namespace surety::cli
