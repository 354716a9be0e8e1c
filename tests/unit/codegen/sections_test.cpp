// A text carried by an artifact: put in, read, taken out, with the code as it was.
#include "codegen/sections.h"

#include "codegen/codegen.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using codegen::with_text;
using codegen::without_text;

namespace {

std::vector<std::vector<char>> artifacts() {
  const core::Contract contract = samples::contract_of(samples::margin);
  return {codegen::wasm_module(contract).bytes, codegen::native_object(contract).bytes};
}

}  // namespace

TEST_CASE("what is put in can be read, and the code does not depend on it") {
  for (const std::vector<char>& artifact : artifacts()) {
    const codegen::Carried plain = without_text(artifact, "surety.note");
    CHECK_FALSE(plain.text.has_value());
    for (const std::string& text : {std::string(), std::string("{\"a\": 1}\n"), std::string(100'000, 'x')}) {
      const codegen::Carried carried = without_text(with_text(artifact, "surety.note", text), "surety.note");
      CHECK(carried.text == text);
      CHECK(carried.code == plain.code);
    }
  }
}

TEST_CASE("WebAssembly without the text is the module as it was linked") {
  const std::vector<char> module = artifacts()[0];
  CHECK(without_text(module, "surety.note").code == module);
}

TEST_CASE("a module carries its text as a zlib stream, and nothing else passes for one") {
  std::vector<char> module = artifacts()[0];
  const std::size_t before = module.size();
  CHECK(with_text(module, "surety.note", std::string(100'000, 'x')).size() < before + 300);
  codegen::append_wasm_section(module, "surety.note", R"({"verdict": "proved"})");
  CHECK_THROWS_AS(without_text(module, "surety.note"), codegen::ArtifactError);
}

TEST_CASE("two texts of one name are refused: which of them would count?") {
  const std::vector<char> module = artifacts()[0];
  const auto twice = with_text(with_text(module, "surety.note", "yes"), "surety.note", "no");
  CHECK_THROWS_AS(without_text(twice, "surety.note"), codegen::ArtifactError);
}

TEST_CASE("what is neither, or was cut off, is refused") {
  for (const std::string& rubbish : {std::string(), std::string("hello"), std::string("\0asm", 4),
                                     std::string("\177ELF"), "\177ELF" + std::string(200, '\1')}) {
    CHECK_THROWS_AS(without_text(rubbish, "surety.note"), codegen::ArtifactError);
  }
  for (const std::vector<char>& artifact : artifacts()) {
    const std::span<const char> half = std::span(artifact).first(artifact.size() / 2);
    CHECK_THROWS_AS(without_text(half, "surety.note"), codegen::ArtifactError);
  }
}
