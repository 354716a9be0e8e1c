// fewer_combines.cpp -- see fewer_combines.h.
#include "codegen/fewer_combines.h"

#include <llvm/IR/PassManager.h>

namespace surety::codegen {

void FewerCombines::register_with(llvm::PassInstrumentationCallbacks& callbacks) {
  callbacks.registerShouldRunOptionalPassCallback([this](llvm::StringRef pass, const llvm::Any& unit) {
    if (pass != "InstCombinePass") return true;
    const auto* const function = llvm::any_cast<const llvm::Function*>(&unit);
    if (!function) return true;
    const unsigned round = ++rounds_[*function];
    return round == 2 || round == 8;
  });
}

}  // namespace surety::codegen
