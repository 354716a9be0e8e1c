// chart.h -- a simulation as a picture: price, equity, insurance fund and bad debt over time, in one SVG file.
//
// Plain SVG text without scripts or fonts of its own. Colours follow the reader's light or dark scheme; a viewer that
// knows no schemes shows the light one.
#pragma once

#include <string>

#include "runtime/simulate/simulation.h"

namespace surety::simulate {

/// `title` and `subtitle` are put at the top.
std::string to_svg(const core::Contract& contract, const Market& market, const Result& result, const std::string& title,
                   const std::string& subtitle);

}  // namespace surety::simulate
