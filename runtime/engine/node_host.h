// node_host.h -- a script in node that answers requests, in the frames of frames.js.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/engine/child_process.h"
#include "runtime/engine/wasm_message.h"

namespace surety::runtime {

class NodeHost {
 public:
  /// Throws WasmEngineError (wasm_engine.h) where node cannot be started.
  explicit NodeHost(std::string_view script);
  /// Sends a request and waits for its answer. Throws WasmEngineError with the host's words where it failed.
  [[nodiscard]] std::vector<char> ask(const MessageWriter& message) const;

 private:
  std::unique_ptr<ChildProcess> node_;
};

}  // namespace surety::runtime
