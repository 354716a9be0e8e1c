// tune_report.h -- what `surety tune` found, for people, for programs and for a spreadsheet.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "cli/load.h"
#include "verifier/tune/tune.h"

namespace surety::cli {

/// What was asked.
struct TuneQuestion {
  const Source& source;
  const core::Contract& contract;  // the one that was proved: without `where` clauses that were lifted
  const verify::tune::Settings& settings;
  std::optional<core::GlobalId> against;
  std::vector<core::Span> clauses;  // `where` clauses that mention what is tuned
  bool lifted = false;              // and were left out
};

std::string tune_text(const TuneQuestion& question, const verify::tune::Widest& widest);
std::string tune_text(const TuneQuestion& question, const verify::tune::Frontier& frontier);

/// surety.tune/1
nlohmann::ordered_json tune_json(const TuneQuestion& question, const verify::tune::Widest& widest);
nlohmann::ordered_json tune_json(const TuneQuestion& question, const verify::tune::Frontier& frontier);

/// A header and a line for each point: AGAINST, low, high, and what lies beyond each end. Numbers are in their units'
/// plain decimals, without the units.
std::string tune_csv(const TuneQuestion& question, const verify::tune::Frontier& frontier);

}  // namespace surety::cli
