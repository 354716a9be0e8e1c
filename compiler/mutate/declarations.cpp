// declarations.cpp -- what is walked, and the mistakes in what stands around an action's body.
#include <algorithm>
#include <deque>

#include "compiler/mutate/children.h"
#include "compiler/mutate/planter.h"
#include "compiler/syntax/parse.h"

namespace surety::mutate {

namespace {

/// Spans are keys of a map; a file is under 2^32 bytes.
std::uint64_t key_of(source::Span span) { return (std::uint64_t{span.begin} << 32U) | span.end; }

void calls_in(const syntax::Expr& expr, std::set<std::string>& names) {
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node)) names.insert(call->function.text);
  for_each_child(expr, [&](const syntax::Expr& child) { calls_in(child, names); });
}

/// Every word that a block's text calls, found in the text: cheap, and it cannot forget a kind of statement.
std::set<std::string> words_before_parentheses(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char letter : text) {
    const bool part = std::isalnum(static_cast<unsigned char>(letter)) || letter == '_';
    if (part) {
      word += letter;
      continue;
    }
    if (letter == '(' && !word.empty()) words.insert(word);
    word.clear();
  }
  return words;
}

}  // namespace

Planter::Planter(std::string_view text, const syntax::Unit& unit, const core::Contract& contract)
    : text_(text), unit_(unit), contract_(contract) {
  unsigned accounts = 0;
  for (const syntax::Declaration& decl : unit.declarations) {
    if (const auto* pot = std::get_if<syntax::PotDecl>(&decl.node)) pots_.insert(pot->name.text);
    if (const auto* account = std::get_if<syntax::AccountDecl>(&decl.node)) {
      if (!account->key) only_account_ = ++accounts == 1 ? account->name.text : "";
    }
  }
  for (const core::Expr& expr : contract.exprs) {
    const bool plain = expr.type.sort == core::Sort::integer && expr.type.enumeration.empty();
    if (plain && expr.span.file.index == 0) types_.emplace(key_of(expr.span), expr.type);
  }
  find_called();
}

void Planter::find_called() {
  std::map<std::string, const syntax::FnDecl*> functions;
  std::deque<std::string> todo;
  for (const syntax::Declaration& decl : unit_.declarations) {
    if (const auto* fn = std::get_if<syntax::FnDecl>(&decl.node)) functions.emplace(fn->name.text, fn);
    const bool runs = std::holds_alternative<syntax::ActionDecl>(decl.node);
    if (!runs && !std::holds_alternative<syntax::BreakerDecl>(decl.node)) continue;
    const auto words = words_before_parentheses(text_.substr(decl.span.begin, decl.span.end - decl.span.begin));
    todo.insert(todo.end(), words.begin(), words.end());
  }
  while (!todo.empty()) {
    const auto place = functions.find(todo.front());
    todo.pop_front();
    if (place == functions.end() || !called_.insert(place->first).second) continue;
    std::set<std::string> further;
    calls_in(*place->second->body, further);
    todo.insert(todo.end(), further.begin(), further.end());
  }
}

Plan Planter::plant() {
  for (const syntax::Declaration& decl : unit_.declarations) declaration(decl);
  return std::move(plan_);
}

void Planter::declaration(const syntax::Declaration& decl) {
  scope_ = {};
  if (const auto* node = std::get_if<syntax::ActionDecl>(&decl.node)) action(*node);
  if (const auto* node = std::get_if<syntax::FnDecl>(&decl.node)) function(*node);
  if (const auto* node = std::get_if<syntax::WhereDecl>(&decl.node)) where(decl, *node);
  if (const auto* node = std::get_if<syntax::BreakerDecl>(&decl.node)) breaker(decl, *node);
  if (const auto* node = std::get_if<syntax::OracleDecl>(&decl.node)) {
    oracle(*node);
    claim_fresh(*node, decl);
  }
}

std::string Planter::text(source::Span span) const {
  return std::string(text_.substr(span.begin, span.end - span.begin));
}

void Planter::add(Operator op, source::Span shown, std::vector<Edit> edits) {
  const std::string kind = scope_.declaration + "/" + std::string(info(op).word);
  const std::string id = kind + "#" + std::to_string(++counts_[kind]);
  plan_.mutants.push_back({id, op, scope_.declaration, shown, std::move(edits)});
}

void Planter::replace(Operator op, source::Span span, std::string replacement) {
  add(op, span, {{span, std::move(replacement)}});
}

/// From the last `word` before byte `end` to there.
source::Span Planter::from_word(std::string_view word, std::uint32_t end) const {
  const std::size_t begin = text_.substr(0, end).rfind(word);
  return {{}, begin == std::string_view::npos ? end : static_cast<std::uint32_t>(begin), end};
}

bool Planter::is_pot(const syntax::Expr& place) const {
  const auto* name = std::get_if<syntax::NameExpr>(&place.node);
  return name && pots_.contains(name->name.text);
}

void Planter::where(const syntax::Declaration& decl, const syntax::WhereDecl& node) {
  scope_.declaration = "where";
  add(Operator::drop_require, decl.span, {{decl.span, ""}});
  expression(*node.condition);
}

void Planter::oracle(const syntax::OracleDecl& node) {
  scope_.declaration = node.name.text;
  if (node.heartbeat) replace(Operator::stale_price, from_word("heartbeat", node.heartbeat->span.end), "");
  if (node.step) replace(Operator::drop_require, from_word("step", node.step->span.end), "");
  if (node.deviation) replace(Operator::drop_require, from_word("deviation", node.deviation->span.end), "");
}

void Planter::breaker(const syntax::Declaration& decl, const syntax::BreakerDecl& node) {
  scope_.declaration = node.name.text;
  replace(Operator::drop_breaker, node.condition->span, "false");
  expression(*node.condition);
  if (node.halted.size() == 1 && node.halted.front().text == "any") return;
  for (const syntax::Name& action : node.halted)
    plan_.claims.push_back({action.text, action.text, "not before(" + node.name.text + ".halted)", decl.span});
}

void Planter::function(const syntax::FnDecl& node) {
  if (!called_.contains(node.name.text)) return;
  scope_.declaration = node.name.text;
  for (const syntax::Parameter& parameter : node.parameters) {
    const std::string type = text(parameter.type.span);
    if (std::ranges::any_of(contract_.tables, [&](const core::Table& table) { return table.name == type; }))
      scope_.rows.push_back({parameter.name.text, type});
  }
  expression(*node.body);
}

void Planter::action(const syntax::ActionDecl& node) {
  scope_.declaration = node.name.text;
  scope_.in_action = true;
  changes_.clear();
  std::string names;
  for (const syntax::Parameter& parameter : node.parameters) {
    names += (names.empty() ? "" : ", ") + parameter.name.text;
    if (text(parameter.type.span) == "party") scope_.parties.push_back(parameter.name.text);
  }
  scope_.parties.emplace_back("caller");
  if (!only_account_.empty()) scope_.rows.push_back({"my", only_account_});
  scope_.rule_target = node.name.text + (names.empty() ? "" : "(" + names + ")");
  head(node);
  claim_head(node);
  block(node.body);
  claim_totals(node);
  claim_frame(node);
}

void Planter::head(const syntax::ActionDecl& node) {
  if (node.role) replace(Operator::drop_role, from_word("by", node.role->span.end), "by anyone");
  if (!node.phases.empty()) {
    source::Span span = from_word("when", node.phases.front().span.end);
    span.end = node.phases.back().span.end;
    replace(Operator::drop_phase, span, "");
  }
  if (node.compliance) {
    replace(Operator::drop_comply, from_word("comply", node.compliance->span.end), "");
    expression(*node.compliance);
  }
}

Plan plan(std::string_view text, const core::Contract& contract) {
  source::SourceMap sources;
  source::Sink sink;
  const source::FileId file = sources.add("", std::string(text));
  const auto unit = syntax::parse(sources, file, sink);
  if (!unit || sink.has_errors()) return {};
  return Planter(text, *unit, contract).plant();
}

}  // namespace surety::mutate
