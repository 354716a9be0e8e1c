// certify.h -- a certificate for a goal that is proved, however it was proved.
#pragma once

#include <optional>
#include <string>

#include "verifier/linear/certificate.h"
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

/// The JSON text of a certificate that `finding.needed` implies `question.goal`; nullopt: the linear rung finds none
/// within its budget. Facts have their hypotheses' names.
std::optional<std::string> certificate_of(term::Arena& arena, const Question& question, const Finding& finding,
                                          const linear::Heading& heading, solver::Session& session);

}  // namespace surety::verify::strategy
