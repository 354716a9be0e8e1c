// worst_case.h -- the Cost reading: how many WebAssembly instructions a function executes at most, on any input.
//
// It is computed on the emitted code, after everything the optimiser and the linker did. Control in WebAssembly is
// structured, so all that goes back goes to the head of a loop that is open; without those ways the body is acyclic,
// and the worst case is its longest path. A loop that is reached at most N times each time it is entered costs its
// longest round N - 1 times on top. N is not guessed here: whoever made the function says it (LoopBounds), and a loop
// of which nothing is said makes the bound "none", with the reason.
//
// An instruction is an operator of the binary format that control passes, `block`, `loop` and `end` included: what
// CosmWasm meters. A jump to the end of a block passes no `end`. What a host does when it is called is not counted.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "codegen/cost/wasm_module.h"

namespace surety::codegen::wasm {

/// What is known of the loops of one function.
struct FunctionLoops {
  std::uint32_t count = 0;                // how many the optimiser left; more of them in the module are not known
  std::optional<std::uint64_t> most = 1;  // how often each head is reached at most, each time its loop is entered
};
/// By the function's name.
using LoopBounds = std::map<std::string, FunctionLoops, std::less<>>;

struct Bound {
  std::optional<std::uint64_t> instructions;
  std::string reason;  // why there is none
};

class WorstCase {
 public:
  /// Borrows both.
  WorstCase(const Module& module, const LoopBounds& loops) : module_(module), loops_(loops) {}
  /// Of the function with this index, calls included.
  const Bound& of(std::uint32_t function);

 private:
  Bound computed(const Function& function);
  /// For each operator, what its callee costs at most; a reason where that is not known.
  std::optional<std::string> charge_calls(const Function& function, std::vector<std::uint64_t>& charges);
  [[nodiscard]] std::optional<std::string> unbounded_loop(const Function& function) const;

  const Module& module_;
  const LoopBounds& loops_;
  std::map<std::uint32_t, Bound> known_;
};

}  // namespace surety::codegen::wasm
