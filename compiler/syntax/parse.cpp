// parse.cpp -- the way of a text: checks of its bytes, tokens, a fast try, a thorough one, the AST.
//
// The fast try (SLL prediction, stop at the first error) reads nearly every correct text. Only where it fails the
// thorough one (full LL, recovery) runs, and its errors are the ones shown. Declarations in which something is missing
// are left out of the result: the other ones can still be checked.
#include "compiler/syntax/parse.h"

#include <SuretyLexer.h>
#include <SuretyParser.h>
#include <antlr4-runtime.h>

#include "compiler/source/utf8.h"
#include "compiler/syntax/braces.h"
#include "compiler/syntax/builder.h"
#include "compiler/syntax/syntax_errors.h"

namespace surety::syntax {

using source::Message;

namespace {

constexpr std::size_t size_limit = 8U << 20U;

constexpr std::size_t tree_limit = 4 * nesting_limit;

struct NestedTooDeep {
  antlr4::Token* where;
};

// Bounds the depth of rules in each other, and with it the parser's recursion; ANTLR calls it at each rule.
class DepthGuard : public antlr4::tree::ParseTreeListener {
 public:
  void enterEveryRule(antlr4::ParserRuleContext* context) override {
    if (++depth_ > tree_limit) throw NestedTooDeep{context->start};
  }
  void exitEveryRule(antlr4::ParserRuleContext*) override { --depth_; }
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}

 private:
  std::size_t depth_ = 0;
};

bool check_bytes(const Text& text, source::Sink& sink) {
  const std::string_view content = text.content();
  if (content.size() > size_limit) {
    source::report(sink, Message::file_too_large, text.bytes(0, 0), (content.size() + (1U << 20U) - 1) >> 20U);
    return false;
  }
  if (const auto at = content.find('\0'); at != std::string_view::npos) {
    source::report(sink, Message::nul_byte, text.bytes(at, 1));
    return false;
  }
  if (const auto at = source::first_invalid_utf8(content)) {
    const std::string byte = fmt::format("0x{:02X}", static_cast<unsigned char>(content[*at]));
    source::report(sink, Message::invalid_utf8, text.bytes(*at, 1), byte);
    return false;
  }
  return true;
}

// One file on its way through ANTLR.
class Reading {
 public:
  Reading(const Text& text, source::Sink& sink)
      : text_(text),
        sink_(sink),
        errors_(text, sink),
        input_(std::string(text.content())),
        lexer_(&input_),
        tokens_(&lexer_),
        parser_(&tokens_) {
    lexer_.removeErrorListeners();
    parser_.removeErrorListeners();
    tokens_.fill();
  }

  std::optional<Unit> read() {
    if (!check_tokens(tokens_.getTokens(), errors_)) return std::nullopt;
    if (tokens_.LA(1) == antlr4::Token::EOF) {
      source::report(sink_, Message::empty_file, text_.bytes(0, 0));
      return std::nullopt;
    }
    try {
      return build(parse());
    } catch (const NestedTooDeep& failure) {
      errors_.report(Message::nested_too_deep, failure.where, nesting_limit);
      return std::nullopt;
    } catch (const TooManyErrors&) {
      return std::nullopt;
    }
  }

 private:
  Grammar::FileContext* parse();
  std::optional<Unit> build(Grammar::FileContext* file);
  void build_trailing(Grammar::FileContext* file, Unit& unit);
  void build_unit(Grammar::UnitContext* context, Unit& unit);
  void add(Grammar::DeclarationContext* context, Unit& unit);

  const Text& text_;
  source::Sink& sink_;
  ErrorLog errors_;
  antlr4::ANTLRInputStream input_;
  grammar::SuretyLexer lexer_;
  antlr4::CommonTokenStream tokens_;
  Grammar parser_;
};

Grammar::FileContext* Reading::parse() {
  DepthGuard fast_guard;
  auto* prediction = parser_.getInterpreter<antlr4::atn::ParserATNSimulator>();
  prediction->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
  parser_.addParseListener(&fast_guard);
  try {
    return parser_.file();
  } catch (const antlr4::ParseCancellationException&) {
    tokens_.seek(0);
  }
  DepthGuard guard;
  parser_.removeParseListeners();
  parser_.reset();
  parser_.addParseListener(&guard);
  parser_.setErrorHandler(std::make_shared<ErrorStrategy>(errors_, text_));
  prediction->setPredictionMode(antlr4::atn::PredictionMode::LL);
  return parser_.file();
}

// Whether something that the grammar demands is missing below. Chains as `a + b + c` make deep trees without deep
// rules, so this must not recurse, and complains where anything else would.
bool broken(antlr4::tree::ParseTree* tree) {
  std::vector<std::pair<antlr4::tree::ParseTree*, std::size_t>> open{{tree, 0}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (as<antlr4::tree::ErrorNode>(node) != nullptr) return true;
    auto* context = as<antlr4::ParserRuleContext>(node);
    if (context == nullptr) continue;
    if (context->exception != nullptr) return true;
    if (depth > tree_limit) throw NestedTooDeep{context->start};
    for (antlr4::tree::ParseTree* child : context->children) open.emplace_back(child, depth + 1);
  }
  return false;
}

void Reading::add(Grammar::DeclarationContext* context, Unit& unit) {
  if (broken(context)) return;
  unit.declarations.push_back(Builder(text_, sink_).declaration(context));
}

void Reading::build_unit(Grammar::UnitContext* context, Unit& unit) {
  Builder builder(text_, sink_);
  unit.span = text_.span(context);
  if (auto* contract = as<Grammar::ContractUnitContext>(context)) {
    if (contract->name() != nullptr && !broken(contract->name())) unit.name = builder.name(contract->name());
    for (Grammar::DeclarationContext* each : contract->declaration()) add(each, unit);
  }
  if (auto* module = as<Grammar::ModuleUnitContext>(context)) {
    unit.module = true;
    if (module->dottedName() != nullptr && !broken(module->dottedName()))
      unit.name = builder.dotted(module->dottedName());
    for (Grammar::ModuleParameterContext* each : module->moduleParameter())
      if (!broken(each)) unit.parameters.push_back(builder.parameter(each));
    for (Grammar::DeclarationContext* each : module->declaration()) add(each, unit);
  }
}

void Reading::build_trailing(Grammar::FileContext* file, Unit& unit) {
  for (Grammar::TrailingContext* trailing : file->trailing()) {
    if (trailing->declaration() != nullptr) add(trailing->declaration(), unit);
  }
  // A lone brace after other errors is their consequence.
  if (file->trailing().empty()) return;
  antlr4::Token* first = file->trailing(0)->start;
  if (first->getType() == Grammar::BRACE_CLOSE && sink_.has_errors()) return;
  source::Diagnostic* diagnostic =
      errors_.report(Message::trailing_text, first, "`" + first->getText() + "`", unit.module ? "module" : "contract");
  const BraceSuspect suspect = suspect_brace(tokens_.getTokens());
  if (diagnostic != nullptr && suspect.extra != nullptr && suspect.extra != first) {
    diagnostic->label(text_.span(suspect.extra), "is this one `}` too many?");
  }
}

std::optional<Unit> Reading::build(Grammar::FileContext* file) {
  Unit unit;
  for (Grammar::UseDeclContext* use : file->useDecl()) {
    if (!broken(use)) unit.declarations.push_back(Builder(text_, sink_).use(use));
  }
  if (file->unit() != nullptr) {
    build_unit(file->unit(), unit);
    build_trailing(file, unit);
    return unit;
  }
  if (!sink_.has_errors()) source::report(sink_, Message::empty_file, text_.bytes(0, 0));
  return std::nullopt;
}

}  // namespace

std::optional<Unit> parse(const source::SourceMap& sources, source::FileId file, source::Sink& sink) {
  const Text text(sources, file);
  if (!check_bytes(text, sink)) return std::nullopt;
  return Reading(text, sink).read();
}

}  // namespace surety::syntax
