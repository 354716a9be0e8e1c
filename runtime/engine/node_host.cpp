// node_host.cpp -- see node_host.h.
#include "runtime/engine/node_host.h"

#include <fmt/format.h>

#include <system_error>

#include "runtime/engine/wasm_engine.h"

namespace surety::runtime {

namespace {

[[noreturn]] void gone() {
  throw WasmEngineError(
      "node ended while it ran the wasm module; its words are above, if it had any. Node 18 or newer is needed");
}

}  // namespace

NodeHost::NodeHost(std::string_view script) {
  try {
    node_ = std::make_unique<ChildProcess>(std::vector<std::string>{"node", "-e", std::string(script)});
  } catch (const std::system_error& error) {
    throw WasmEngineError(fmt::format(
        "running wasm needs node 18 or newer, and `node` could not be started ({}); on Debian: apt-get install nodejs",
        error.code().message()));
  }
}

/// An answer begins with 0, or with 1 and a sentence.
std::vector<char> NodeHost::ask(const MessageWriter& message) const {
  MessageWriter head;
  head.word(static_cast<std::uint32_t>(message.bytes().size()));
  std::vector<char> length(4);
  if (!node_->send(head.bytes()) || !node_->send(message.bytes()) || !node_->receive(length)) gone();
  std::vector<char> answer(MessageReader(length).word());
  if (answer.empty() || !node_->receive(answer)) gone();
  const bool failed = answer.front() != 0;
  answer.erase(answer.begin());
  if (failed) throw WasmEngineError("the wasm module failed in node: " + std::string(answer.begin(), answer.end()));
  return answer;
}

}  // namespace surety::runtime
