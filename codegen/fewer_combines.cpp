// fewer_combines.cpp -- see fewer_combines.h.
#include "codegen/fewer_combines.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/IR/PassManager.h>

#include <array>

namespace surety::codegen {

namespace {

/// Instructions of a function that is not short of time for what the second round would save.
constexpr unsigned long_function = 1'500;

/// What they would find, others have found: without them the modules of the gallery differ by 33 bytes at most.
constexpr std::array<llvm::StringRef, 3> idle = {"CalledValuePropagationPass", "SCCPPass", "BDCEPass"};

}  // namespace

void FewerCombines::register_with(llvm::PassInstrumentationCallbacks& callbacks) {
  callbacks.registerShouldRunOptionalPassCallback([this](llvm::StringRef pass, const llvm::Any& unit) {
    if (llvm::is_contained(idle, pass)) return false;
    if (pass != "InstCombinePass") return true;
    const auto* const function = llvm::any_cast<const llvm::Function*>(&unit);
    if (!function) return true;
    const unsigned round = ++rounds_[*function];
    return round == 8 || (round == 2 && (*function)->getInstructionCount() <= long_function);
  });
}

}  // namespace surety::codegen
