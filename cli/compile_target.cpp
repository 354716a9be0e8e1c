// compile_target.cpp -- see compile_target.h.
#include "cli/compile_target.h"

#include "cli/verb.h"
#include "codegen/cosmwasm/cosmwasm.h"

namespace surety::cli {

bool carries_certificate(const std::string& target) {
  return target == "object" || target == "shared" || target == "cosmwasm" || target == "wasm";
}

codegen::Artifact compile_target(const std::string& target, const core::Contract& contract,
                                 const codegen::Options& options, const std::string& soname) {
  try {
    if (target == "object") return codegen::native_object(contract, options);
    if (target == "shared") return codegen::shared_object(contract, soname, options);
    if (target == "cosmwasm") return codegen::cosmwasm_module(contract, options);
    if (target == "llvm-ir") return codegen::llvm_ir(contract, options);
    return codegen::wasm_module(contract, options);
  } catch (const codegen::NotForCosmWasm& error) {
    throw ContentError(error.what());
  } catch (const codegen::CodegenError& error) {
    throw ToolError(error.what());
  }
}

std::vector<codegen::StepCost> costs_of(const codegen::Artifact& artifact, const core::Contract& contract,
                                        const codegen::Options& options) {
  return artifact.costs.empty() ? compile_target("wasm", contract, options, "").costs : artifact.costs;
}

}  // namespace surety::cli
