// words.h -- numbers on the command line of a fuzzer: a word that is none must not pass for 0 and so for success.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace surety::test {

/// The words of a program, and what it says to those that it does not understand.
class Words {
 public:
  /// Borrows all.
  Words(int count, char** words, const char* usage) : count_(count), words_(words), usage_(usage) {}

  /// The i-th word as a whole number, `otherwise` where there is none; ends the program where it is something else.
  [[nodiscard]] std::uint64_t number(int i, std::uint64_t otherwise) const {
    if (i >= count_) return otherwise;
    const char* const end = words_[i] + std::strlen(words_[i]);
    std::uint64_t value = 0;
    const auto [rest, error] = std::from_chars(words_[i], end, value);
    if (error != std::errc() || rest != end) refuse();
    return value;
  }
  [[noreturn]] void refuse() const {
    std::fprintf(stderr, "usage: %s\n", usage_);
    std::exit(2);
  }

 private:
  int count_;
  char** words_;
  const char* usage_;
};

}  // namespace surety::test
