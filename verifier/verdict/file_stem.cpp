// file_stem.cpp -- see file_stem.h.
#include "verifier/verdict/file_stem.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "verifier/prove/digest.h"

namespace surety::verify {

namespace {

constexpr std::size_t longest = 100;
constexpr std::size_t hash_digits = 16;
constexpr char before_hash = '~';  // stands in no stem without one

bool is_plain(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

}  // namespace

std::string file_stem(const std::string& id) {
  std::string stem = id.substr(0, longest);
  std::ranges::replace_if(stem, [](char c) { return !is_plain(c); }, '-');
  const auto others = std::ranges::count_if(id, [](char c) { return !is_plain(c); });
  if (id.size() <= longest && others == std::ranges::count(id, '/') && others <= 1) return stem;
  return stem + before_hash + strategy::sha256(id).substr(0, hash_digits);
}

}  // namespace surety::verify
