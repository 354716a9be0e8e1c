// digest.h -- SHA-256 by OpenSSL: what an obligation is told by, and what seals a remembered answer.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace surety::verify::strategy {

using Digest = std::array<unsigned char, 32>;

/// Hashes many short texts; one object for one thread.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  /// Throws std::runtime_error where the library has no SHA-256.
  Digest operator()(std::string_view text);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

/// The digest of `text` as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view text);
std::string hexadecimal(const Digest& digest);
/// The bytes of a digest as text, for hashing digests of digests.
std::string_view bytes(const Digest& digest);

/// HMAC-SHA-256 as 64 hexadecimal digits: only who knows `key` can make it.
std::string seal(std::string_view key, std::string_view text);

/// `count` random bytes from the system; empty where it has none.
std::string random_bytes(std::size_t count);

}  // namespace surety::verify::strategy
