// coverage.h -- which step can touch which property, what protects it, and what nobody watches.
#pragma once

#include <set>

#include "compiler/core/contract.h"
#include "verifier/verdict/verdict.h"

namespace surety::verify::strategy {

/// One row for each step. `results`: of every property of the contract, in its order.
std::vector<MatrixRow> matrix_of(const core::Contract& contract, const std::vector<PropertyResult>& results);

/// Sentences: actions of which no property speaks, and, where every property holds, assumptions that no proof needs.
std::vector<std::string> coverage_notes(const core::Contract& contract, const std::vector<PropertyResult>& results,
                                        const std::vector<MatrixRow>& matrix);

}  // namespace surety::verify::strategy
