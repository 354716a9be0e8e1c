// sections.h -- a text carried by an artifact beside its code: a custom section of WebAssembly, a section of ELF.
//
// The text can be put in, read, and taken out again without touching the code, so that code can be hashed and compared
// whatever it carries.
#pragma once

#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace surety::codegen {

/// The bytes are no artifact of ours: neither a WebAssembly module nor an ELF file, or a damaged one.
struct ArtifactError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An artifact apart from the text in it.
struct Carried {
  std::vector<char> code;           // what the artifact is without the text; the same with any text
  std::optional<std::string> text;  // nullopt where it carries none
};

/// `artifact` carries no text yet. The section is `name` in WebAssembly, where it is a zlib stream (chains charge for
/// each byte), and `.name` in ELF, where it is the text. Throws ArtifactError.
std::vector<char> with_text(std::span<const char> artifact, const std::string& name, const std::string& text);
/// Throws ArtifactError; also where there are several sections of that name.
Carried without_text(std::span<const char> artifact, const std::string& name);

}  // namespace surety::codegen
