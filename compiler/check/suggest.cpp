// suggest.cpp -- see suggest.h.
#include "compiler/check/suggest.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace surety::check {

namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Optimal string alignment: insert, delete, replace, swap of neighbours; letter case is free.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (same ? 0U : 1U)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

std::optional<std::string> closest(std::string_view name, const std::vector<std::string>& candidates) {
  return closest(name, candidates, std::max<std::size_t>(1, name.size() / 3));
}

std::optional<std::string> closest(std::string_view name, const std::vector<std::string>& candidates,
                                   std::size_t farthest) {
  constexpr std::size_t longest_compared = 64;
  if (name.size() > longest_compared) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = farthest + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_compared) continue;
    const std::size_t d = distance(name, candidate);
    if (d < best_distance) {
      best = candidate;
      best_distance = d;
    }
  }
  return best;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += "`" + names[i] + "`";
  }
  return text;
}

std::string help_with_names(std::string_view name, const std::string& noun, const std::vector<std::string>& declared) {
  if (const auto guess = closest(name, declared)) return "did you mean `" + *guess + "`?";
  if (declared.empty()) return "";
  return (declared.size() == 1 ? "the only " + noun + " is " : "the " + noun + "s are ") + listed(declared);
}

std::string counted(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string listed_arguments(const std::string& callee, const std::vector<std::string>& names) {
  if (names.empty()) return "`" + callee + "` takes no arguments";
  return "the argument" + std::string(names.size() == 1 ? "" : "s") + " of `" + callee + "` " +
         (names.size() == 1 ? "is " : "are ") + listed(names);
}

}  // namespace surety::check
