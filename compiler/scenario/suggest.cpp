// suggest.cpp -- see suggest.h.
#include "compiler/scenario/suggest.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace surety::scenario {

namespace {
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}
constexpr std::size_t longest = 60;  // of a word that is worth comparing
constexpr std::size_t most_listed = 8;
}  // namespace

std::string suggestion(std::string_view unknown, const std::vector<std::string>& known) {
  if (known.empty()) return "";
  const auto distance = [&](const std::string& word) {
    return std::max(unknown.size(), word.size()) > longest ? longest : edit_distance(unknown, word);
  };
  const auto nearest = std::ranges::min_element(known, {}, distance);
  if (distance(*nearest) <= (unknown.size() + 2) / 3) return "; did you mean `" + *nearest + "`?";
  std::string list = known.size() == 1 ? "; expected " : "; expected one of ";
  for (std::size_t i = 0; i < std::min(known.size(), most_listed); ++i) list += (i ? ", `" : "`") + known[i] + "`";
  return list + (known.size() > most_listed ? ", …" : "");
}

}  // namespace surety::scenario
