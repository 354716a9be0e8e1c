// wasm_locals.cpp -- see wasm_locals.h. WebAssembly Core Specification, 5.5: sections, and what a code entry begins
// with.
#include "codegen/cosmwasm/wasm_locals.h"

#include "codegen/codegen.h"

namespace surety::codegen {

namespace {

constexpr std::size_t header_size = 8;  // magic number and version
constexpr unsigned char code_section = 10;

class Bytes {
 public:
  explicit Bytes(std::span<const char> bytes) : bytes_(bytes) {}
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  Bytes take(std::size_t size) {
    if (size > bytes_.size()) throw CodegenError("the linker wrote a wasm module that ends too early");
    const Bytes part(bytes_.first(size));
    bytes_ = bytes_.subspan(size);
    return part;
  }
  unsigned char byte() { return static_cast<unsigned char>(take(1).bytes_.front()); }
  /// LEB128.
  std::uint32_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      const unsigned char next = byte();
      value |= std::uint64_t{next & 0x7fU} << shift;
      if ((next & 0x80U) == 0) break;
    }
    return static_cast<std::uint32_t>(value);
  }

 private:
  std::span<const char> bytes_;
};

std::uint32_t locals_of(Bytes body) {
  std::uint32_t count = 0;
  for (std::uint32_t groups = body.number(); groups > 0; --groups) {
    count += body.number();
    body.byte();  // their type
  }
  return count;
}

}  // namespace

std::vector<std::uint32_t> wasm_locals(std::span<const char> module) {
  std::vector<std::uint32_t> result;
  Bytes rest(module);
  rest.take(header_size);
  while (!rest.empty()) {
    const unsigned char id = rest.byte();
    Bytes section = rest.take(rest.number());
    if (id != code_section) continue;
    for (std::uint32_t functions = section.number(); functions > 0; --functions)
      result.push_back(locals_of(section.take(section.number())));
  }
  return result;
}

}  // namespace surety::codegen
