// claims.cpp -- what an action's statements promise, as rules in the contract's own names.
//
// Guesses by template: what is required held before or holds after; what is moved is gone here and has arrived there;
// what a rounding favours is not less than the exact amount; nobody else's row changes. Most are false of some action
// (a place is written twice, two parties are one). The prover throws those out; the planter only has to be generous.
#include "compiler/mutate/children.h"
#include "compiler/mutate/planter.h"

namespace surety::mutate {

void Planter::claim(std::string condition, source::Span span) {
  if (!scope_.in_action || scope_.rule_target.empty()) return;
  plan_.claims.push_back({scope_.declaration, scope_.rule_target, std::move(condition), span});
}

/// As it is, and under the conditions of the branches around it, as they were before.
void Planter::claim_guarded(const std::string& condition, source::Span span) {
  if (scope_.guards.empty()) return claim(condition, span);
  std::string guard;
  for (const std::string& one : scope_.guards) guard += (guard.empty() ? "" : " and ") + ("(" + one + ")");
  claim("before(" + guard + ") implies (" + condition + ")", span);
  claim("(" + guard + ") implies (" + condition + ")", span);
}

void Planter::claim_head(const syntax::ActionDecl& node) {
  if (node.role) claim("caller == " + node.role->text, node.role->span);
  if (node.compliance) claim("before(" + expanded(text_, *node.compliance, scope_) + ")", node.compliance->span);
  if (node.phases.empty()) return;
  std::string either;
  for (const syntax::Name& phase : node.phases) either += (either.empty() ? "" : " or ") + ("phase == " + phase.text);
  claim("before(" + either + ")",
        {node.phases.front().span.file, node.phases.front().span.begin, node.phases.back().span.end});
}

void Planter::claim_about(const syntax::RequireStatement& node, source::Span span) {
  const std::string condition = expanded(text_, *node.condition, scope_);
  claim_guarded(condition, span);
  claim_guarded("before(" + condition + ")", span);
  const auto* both = std::get_if<syntax::BinaryExpr>(&node.condition->node);
  if (both == nullptr || both->op != syntax::BinaryOperator::logical_and) return;
  for (const syntax::Expr* part : {both->left.get(), both->right.get()}) {
    claim_guarded(expanded(text_, *part, scope_), span);
    claim_guarded("before(" + expanded(text_, *part, scope_) + ")", span);
  }
}

/// The amount as it would be without roundings: a `let` is looked through.
std::string Planter::unrounded(const syntax::Expr& amount) const {
  std::string whole = expanded(text_, amount, scope_);
  while (whole.starts_with('(') && whole.ends_with(')')) whole = whole.substr(1, whole.size() - 2);
  const std::size_t conversion = whole.rfind(" to ");
  const bool rounds = whole.ends_with(" up") || whole.ends_with(" down") || whole.ends_with(" nearest");
  return rounds && conversion != std::string::npos ? whole.substr(0, conversion) : "";
}

std::string Planter::place_text(const syntax::Expr& end) const {
  if (!is_outside(end)) return expanded(text_, end, scope_);
  return contract_.assets.size() == 1 ? "vault(" + contract_.assets.front().name + ")" : "";
}

void Planter::claim_change(const std::string& place, const std::string& sign, const syntax::Expr& amount,
                           source::Span span) {
  if (place.empty()) return;
  const std::string value = expanded(text_, amount, scope_);
  if (scope_.guards.empty()) changes_[place] += " " + sign + " (" + value + ")";
  const std::string old = "before(" + place + " " + sign + " (";
  const std::string exact = unrounded(amount);
  if (!exact.empty()) {
    claim_guarded(place + " >= " + old + exact + "))", span);
    claim_guarded(place + " <= " + old + exact + "))", span);
  }
  claim_guarded(place + " == " + old + value + "))", span);
  claim_guarded(place + " >= " + old + value + "))", span);
  claim_guarded(place + " <= " + old + value + "))", span);
  claim_guarded(place + " >= before(" + place + ")", span);
  claim_guarded(place + " <= before(" + place + ")", span);
}

/// Money that crosses the border comes into the vault, or leaves it.
void Planter::claim_about(const syntax::MoveStatement& node, source::Span span) {
  claim_change(place_text(*node.from), is_outside(*node.from) ? "+" : "-", *node.amount, span);
  claim_change(place_text(*node.to), is_outside(*node.to) ? "-" : "+", *node.amount, span);
}

void Planter::claim_about(const syntax::AssignStatement& node, source::Span span) {
  const std::string place = expanded(text_, *node.place, scope_);
  const std::string value = expanded(text_, *node.value, scope_);
  if (node.op == syntax::AssignOperator::set) {
    claim_guarded(place + " == " + value, span);
    claim_guarded(place + " == before(" + value + ")", span);
    return;
  }
  claim_change(place, node.op == syntax::AssignOperator::add ? "+" : "-", *node.value, span);
}

/// All that the action does to a place, at once: where it is written more than once.
void Planter::claim_totals(const syntax::ActionDecl& node) {
  for (const auto& [place, change] : changes_) {
    claim(place + " == before(" + place + change + ")", node.name.span);
  }
}

/// Rows of parties that the action does not name stay as they are.
void Planter::claim_frame(const syntax::ActionDecl& node) {
  std::string others;
  for (const std::string& party : scope_.parties) others += (others.empty() ? "" : " and ") + ("row.party != " + party);
  for (const core::Table& table : contract_.tables) {
    for (const core::Field& field : table.fields) {
      const std::string cell = "row." + field.name;
      claim("forall row in " + table.name + " where " + others + ": " + cell + " == before(" + cell + ")",
            node.name.span);
      claim("forall row in " + table.name + " where row.party != caller: " + cell + " == before(" + cell + ")",
            node.name.span);
    }
  }
}

/// After an action that read the price, the price is not older than its heartbeat: guessed for every action.
void Planter::claim_fresh(const syntax::OracleDecl& node, const syntax::Declaration& decl) {
  if (!node.heartbeat) return;
  for (const syntax::Declaration& other : unit_.declarations) {
    const auto* action = std::get_if<syntax::ActionDecl>(&other.node);
    if (action == nullptr) continue;
    const std::string age = "now - " + node.name.text + ".time <= " + text(node.heartbeat->span);
    plan_.claims.push_back({action->name.text, action->name.text, age, decl.span});
  }
}

}  // namespace surety::mutate
