// report.h -- a simulation's result for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "runtime/simulate/simulation.h"

namespace surety::simulate {

/// The key figures as a table, money to the cent.
std::string to_text(const core::Contract& contract, const Market& market, const Result& result);
/// Everything, bar by bar, money exact.
nlohmann::ordered_json to_json(const core::Contract& contract, const Market& market, const Result& result);

/// `value` of `type` with at most two decimals, rounded down, digits grouped: "12,345.67 USD".
std::string show_rounded(const core::Type& type, const Integer& value);

}  // namespace surety::simulate
