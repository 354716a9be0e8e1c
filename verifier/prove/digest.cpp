// digest.cpp -- OpenSSL's SHA-256. The algorithm is fetched once for each Hasher: looking it up costs more than a short
// text does.
#include "verifier/prove/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace surety::verify::strategy {

struct Hasher::Library {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();
};

Hasher::Hasher() : library_(std::make_unique<Library>()) {}

Hasher::~Hasher() {
  EVP_MD_CTX_free(library_->context);
  EVP_MD_free(library_->algorithm);
}

Digest Hasher::operator()(std::string_view text) {
  Digest digest{};
  const bool made = library_->algorithm && library_->context &&
                    EVP_DigestInit_ex2(library_->context, library_->algorithm, nullptr) == 1 &&
                    EVP_DigestUpdate(library_->context, text.data(), text.size()) == 1 &&
                    EVP_DigestFinal_ex(library_->context, digest.data(), nullptr) == 1;
  if (!made) throw std::runtime_error("OpenSSL cannot compute SHA-256");
  return digest;
}

std::string sha256(std::string_view text) { return hexadecimal(Hasher()(text)); }

std::string hexadecimal(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  result.reserve(2 * digest.size());
  for (const unsigned byte : digest) {
    result += digits[byte / 16U];
    result += digits[byte % 16U];
  }
  return result;
}

std::string_view bytes(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

std::string seal(std::string_view key, std::string_view text) {
  Digest digest{};
  unsigned length = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, text.size(), digest.data(), &length);
  return length == digest.size() ? hexadecimal(digest) : "";
}

std::string random_bytes(std::size_t count) {
  std::string result(count, '\0');
  const bool made = RAND_bytes(reinterpret_cast<unsigned char*>(result.data()), static_cast<int>(count)) == 1;
  return made ? result : "";
}

}  // namespace surety::verify::strategy
