// compile_target.h -- one target's artifact, the same for whoever asks: the build that writes it and the gate that
// compares.
#pragma once

#include <string>
#include <vector>

#include "codegen/codegen.h"

namespace surety::cli {

/// Does what is built for this target carry a certificate? Text and headers do not.
bool carries_certificate(const std::string& target);

/// The artifact of a target that carries a certificate, without one yet. `soname`: of a shared object. Throws ToolError
/// where LLVM or lld refuse.
codegen::Artifact compile_target(const std::string& target, const core::Contract& contract,
                                 const codegen::Options& options, const std::string& soname);

/// What the steps cost in WebAssembly: the artifact's own figures, or for other targets those of the module that would
/// be built from the same source.
std::vector<codegen::StepCost> costs_of(const codegen::Artifact& artifact, const core::Contract& contract,
                                        const codegen::Options& options);

}  // namespace surety::cli
