// fewer_combines.cpp -- see fewer_combines.h.
#include "codegen/fewer_combines.h"

#include <llvm/IR/PassManager.h>

namespace surety::codegen {

namespace {

/// Instructions of a function that is not short of time for what the second round would save.
constexpr unsigned long_function = 1'500;

}  // namespace

void FewerCombines::register_with(llvm::PassInstrumentationCallbacks& callbacks) {
  callbacks.registerShouldRunOptionalPassCallback([this](llvm::StringRef pass, const llvm::Any& unit) {
    if (pass != "InstCombinePass") return true;
    const auto* const function = llvm::any_cast<const llvm::Function*>(&unit);
    if (!function) return true;
    const unsigned round = ++rounds_[*function];
    return round == 8 || (round == 2 && (*function)->getInstructionCount() <= long_function);
  });
}

}  // namespace surety::codegen
