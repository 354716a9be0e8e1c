// operator.cpp -- the table of operator.def as data.
#include <array>

#include "compiler/mutate/mutant.h"

namespace surety::mutate {

namespace {

constexpr std::array table = {
#define OPERATOR(name, word, explanation) OperatorInfo{word, explanation},
#include "compiler/mutate/operator.def"
#undef OPERATOR
};

}  // namespace

const OperatorInfo& info(Operator op) { return table.at(static_cast<std::size_t>(op)); }

std::vector<std::string> operator_words() {
  std::vector<std::string> words;
  words.reserve(table.size());
  for (const OperatorInfo& row : table) words.emplace_back(row.word);
  return words;
}

std::optional<Operator> find_operator(std::string_view word) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.at(i).word == word) return static_cast<Operator>(i);
  }
  return std::nullopt;
}

}  // namespace surety::mutate
