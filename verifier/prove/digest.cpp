// digest.cpp -- OpenSSL's SHA-256.
#include "verifier/prove/digest.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

namespace surety::verify::strategy {

std::string sha256(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) return "";
  std::string digits;
  for (unsigned i = 0; i < length; ++i) digits += fmt::format("{:02x}", digest[i]);
  return digits;
}

}  // namespace surety::verify::strategy
