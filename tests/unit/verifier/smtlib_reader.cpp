// smtlib_reader.cpp -- see smtlib_reader.h.
#include "tests/unit/verifier/smtlib_reader.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

namespace surety::test {

namespace {

using term::Bool;
using term::Int;

struct Expression {
  std::string word;  // of a leaf
  std::vector<Expression> parts;
};

class Reader {
 public:
  Reader(term::Arena& arena, std::string text) : arena_(arena), text_(std::move(text)) {}

  CorpusQuestion read() {
    CorpusQuestion question;
    for (skip(); at_ < text_.size(); skip()) {
      const Expression command = expression();
      const std::string& head = command.parts.at(0).word;
      if (head == "set-info") question.expected = command.parts.at(2).word;
      if (head == "declare-const" && command.parts.at(2).word == "Bool") flags_.insert(command.parts.at(1).word);
      if (head == "assert") question.formulas.push_back(boolean(command.parts.at(1)));
    }
    return question;
  }

 private:
  void skip() {
    while (at_ < text_.size()) {
      if (text_[at_] == ';') at_ = std::min(text_.find('\n', at_), text_.size());
      if (at_ >= text_.size() || std::isspace(static_cast<unsigned char>(text_[at_])) == 0) return;
      ++at_;
    }
  }

  Expression expression() {
    skip();
    if (at_ >= text_.size()) throw std::runtime_error("a parenthesis is not closed");
    Expression result;
    if (text_[at_] != '(') {
      const std::size_t end = std::min(text_.find_first_of(" ()\n", at_), text_.size());
      result.word = text_.substr(at_, end - at_);
      at_ = end;
      return result;
    }
    ++at_;
    for (skip(); at_ < text_.size() && text_[at_] != ')'; skip()) result.parts.push_back(expression());
    ++at_;
    return result;
  }

  Bool boolean(const Expression& e) {
    if (e.parts.empty()) {
      if (!flags_.contains(e.word)) throw std::runtime_error("not a Boolean: " + e.word);
      return arena_.boolean_variable(e.word);
    }
    const std::string& head = e.parts[0].word;
    if (head == "not") return arena_.negate(boolean(e.parts.at(1)));
    if (head == ">=") return arena_.less_equal(integer(e.parts.at(2)), integer(e.parts.at(1)));
    if (head == "<=") return arena_.less_equal(integer(e.parts.at(1)), integer(e.parts.at(2)));
    if (head == "=") return arena_.equal(integer(e.parts.at(1)), integer(e.parts.at(2)));
    std::vector<Bool> parts;
    for (std::size_t i = 1; i < e.parts.size(); ++i) parts.push_back(boolean(e.parts[i]));
    if (head == "and") return arena_.conjunction(parts);
    if (head == "or") return arena_.disjunction(parts);
    throw std::runtime_error("unknown connective " + head);
  }

  Int integer(const Expression& e) {
    if (e.parts.empty()) {
      const bool number = std::isdigit(static_cast<unsigned char>(e.word.at(0))) != 0;
      return number ? arena_.integer(term::Integer(e.word.substr(0, e.word.find('.')))) : arena_.variable(e.word);
    }
    const std::string& head = e.parts[0].word;
    Int result = integer(e.parts.at(1));
    if (head == "-" && e.parts.size() == 2) return arena_.scale(result, term::Integer(-1));
    for (std::size_t i = 2; i < e.parts.size(); ++i) {
      const Int next = integer(e.parts[i]);
      if (head != "+" && head != "*" && head != "-") throw std::runtime_error("unknown operator " + head);
      result = head == "+"   ? arena_.add(result, next)
               : head == "*" ? arena_.multiply(result, next)
                             : arena_.subtract(result, next);
    }
    return result;
  }

  term::Arena& arena_;
  std::string text_;
  std::size_t at_ = 0;
  std::set<std::string> flags_;
};

}  // namespace

CorpusQuestion read_smtlib(term::Arena& arena, const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::stringstream text;
  text << stream.rdbuf();
  try {
    CorpusQuestion question = Reader(arena, text.str()).read();
    if (question.formulas.empty()) throw std::runtime_error("nothing is asserted");
    question.name = file.stem().string();
    return question;
  } catch (const std::exception& error) {
    throw std::runtime_error(file.string() + ": " + error.what());
  }
}

std::vector<std::filesystem::path> corpus_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() == ".smt2") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string family_of(const std::string& name) { return name.substr(0, name.find('.')); }

}  // namespace surety::test
