// format.cpp -- see format.h.
//
// One walk over all tokens, the hidden ones included. The tree is needed for one question only: does a line begin
// something (a declaration, a statement, a step), or does it carry on what the line before began?
#include "compiler/syntax/format.h"

#include <SuretyLexer.h>

#include <algorithm>
#include <set>

#include "compiler/syntax/builder.h"
#include "compiler/syntax/parse.h"

namespace surety::syntax {

namespace {

using antlr4::Token;

bool begins_something(antlr4::ParserRuleContext* context) {
  switch (context->getRuleIndex()) {
    case Grammar::RuleUnit:
    case Grammar::RuleDeclaration:
    case Grammar::RuleUseDecl:
    case Grammar::RuleMember:
    case Grammar::RuleAssetClause:
    case Grammar::RuleUnitClause:
    case Grammar::RuleOracleClause:
    case Grammar::RuleStatement:
    case Grammar::RuleTestStep: return true;
    case Grammar::RuleName: return as<Grammar::EnumDeclContext>(context->parent) != nullptr;
    case Grammar::RuleParameter: return as<Grammar::RecordDeclContext>(context->parent->parent) != nullptr;
    default: return false;
  }
}

// Indices of the tokens with which something begins.
std::set<std::size_t> beginnings(antlr4::tree::ParseTree* tree) {
  std::set<std::size_t> result;
  std::vector<antlr4::tree::ParseTree*> open{tree};
  while (!open.empty()) {
    antlr4::tree::ParseTree* node = open.back();
    open.pop_back();
    auto* context = as<antlr4::ParserRuleContext>(node);
    if (context == nullptr) continue;
    if (begins_something(context)) result.insert(context->start->getTokenIndex());
    open.insert(open.end(), context->children.begin(), context->children.end());
  }
  return result;
}

bool opens(std::size_t type) {
  return type == Grammar::BRACE_OPEN || type == Grammar::PAREN_OPEN || type == Grammar::BRACKET_OPEN;
}
bool closes(std::size_t type) {
  return type == Grammar::BRACE_CLOSE || type == Grammar::PAREN_CLOSE || type == Grammar::BRACKET_CLOSE;
}

class Layout {
 public:
  Layout(const Text& text, std::set<std::size_t> starts) : text_(text), starts_(std::move(starts)) {}

  std::string run(const std::vector<Token*>& tokens) {
    for (const Token* token : tokens) {
      if (token->getType() == Token::EOF) break;
      const std::string written(text_.text(text_.span(token)));
      if (token->getType() == Grammar::SPACE) {
        space(written);
      } else {
        put(*token, written);
      }
    }
    trim_line();
    return result_.empty() ? result_ : result_ + "\n";
  }

 private:
  // One level for what stands in a bracket.
  struct Bracket {
    std::size_t level;
    bool braces;
  };

  void space(const std::string& written) {
    const auto lines = static_cast<std::size_t>(std::count(written.begin(), written.end(), '\n'));
    if (lines == 0) {
      if (!result_.empty() && result_.back() != '\n')
        pending_ += written.find('\t') == std::string::npos ? written : " ";
      return;
    }
    trim_line();
    const bool after_open = result_.ends_with('{');
    if (!result_.empty()) result_ += lines > 1 && !after_open ? "\n\n" : "\n";
    fresh_ = true;
  }

  void put(const Token& token, const std::string& written) {
    if (fresh_) indent(token);
    result_ += pending_ + written;
    pending_.clear();
    fresh_ = false;
    if (opens(token.getType())) open_.push_back({level_ + 1, token.getType() == Grammar::BRACE_OPEN});
    if (closes(token.getType())) open_.pop_back();
    if (token.getChannel() == Token::DEFAULT_CHANNEL) previous_ = token.getType();
    if (token.getType() == Grammar::LINE_COMMENT) trim_line();
  }

  void indent(const Token& token) {
    if (closes(token.getType()) && result_.ends_with("\n\n")) result_.pop_back();
    const std::size_t inside = open_.empty() ? 0 : open_.back().level;
    const std::size_t column = token.getCharPositionInLine();
    std::size_t cells = 4 * inside;
    level_ = inside;
    if (closes(token.getType())) {
      level_ = inside - 1;
      cells = 4 * level_;
    } else if (carries_on(token)) {
      const bool listed = !open_.empty() && !open_.back().braces;
      if (!listed) level_ = inside + 1;
      // Aligned by hand: the line moves as far as the one it belongs to.
      cells = std::max(4 * level_, column + item_cells_ - std::min(item_column_, column + item_cells_));
    } else if (token.getChannel() == Token::DEFAULT_CHANNEL) {
      item_column_ = column;
      item_cells_ = cells;
    }
    result_ += std::string(cells, ' ');
  }

  [[nodiscard]] bool carries_on(const Token& token) const {
    const bool hidden = token.getChannel() != Token::DEFAULT_CHANNEL;
    const bool alternative = token.getType() == Grammar::ELSE && previous_ == Grammar::BRACE_CLOSE;
    const bool begins = starts_.contains(token.getTokenIndex()) || token.getType() == Grammar::BRACE_OPEN;
    return !hidden && !alternative && !begins;
  }

  void trim_line() {
    pending_.clear();
    result_.erase(result_.find_last_not_of(" \t\r\n") + 1);
  }

  const Text& text_;
  std::set<std::size_t> starts_;
  std::vector<Bracket> open_;
  std::string result_;
  std::string pending_;  // spaces within a line that are kept if something follows
  std::size_t level_ = 0;
  std::size_t item_column_ = 0;  // of the last line that began something: as written
  std::size_t item_cells_ = 0;   // and as laid out
  std::size_t previous_ = Token::EOF;
  bool fresh_ = true;
};

}  // namespace

std::optional<std::string> format(const source::SourceMap& sources, source::FileId file, source::Sink& sink) {
  parse(sources, file, sink);
  if (sink.has_errors()) return std::nullopt;
  const Text text(sources, file);
  antlr4::ANTLRInputStream input{std::string(text.content())};
  grammar::SuretyLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  Grammar parser(&tokens);
  // The text is known to be sound, so nothing is reported here.
  lexer.removeErrorListeners();
  parser.removeErrorListeners();
  Grammar::FileContext* tree = parser.file();
  return Layout(text, beginnings(tree)).run(tokens.getTokens());
}

}  // namespace surety::syntax
