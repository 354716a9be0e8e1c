// graft.cpp -- copies steps from one contract's stores into another's.
#include "verifier/mutate/graft.h"

#include <algorithm>

#include "compiler/core/semantics.h"
#include "compiler/core/text.h"

namespace surety::verify::mutation {

namespace {

using core::ErrorId;
using core::ExprId;
using core::StatementId;

/// Appends all of `from` to the stores of `to`; what is not used costs nothing but memory.
class Transplant {
 public:
  Transplant(core::Contract& to, const core::Contract& from)
      : to_(to),
        from_(from),
        exprs_(static_cast<std::uint32_t>(to.exprs.size())),
        statements_(static_cast<std::uint32_t>(to.statements.size())),
        origins_(static_cast<std::uint32_t>(to.origins.size())) {
    for (core::Expr expr : from.exprs) {
      expr.origin = origin(expr.origin);
      std::visit([&](auto& node) { shift(node); }, expr.node);
      look_into(expr);
      to_.exprs.push_back(std::move(expr));
    }
    for (core::Statement statement : from.statements) {
      statement.origin = origin(statement.origin);
      std::visit([&](auto& node) { shift(node); }, statement.node);
      to_.statements.push_back(std::move(statement));
    }
    for (core::Origin one : from.origins) {
      one.parent = origin(one.parent);
      to_.origins.push_back(std::move(one));
    }
  }

  core::Step step(core::Step step) {
    shift(step.body);
    for (core::Local& local : step.locals) shift(local.out_of_range);
    return step;
  }
  /// The assertions of a step that was taken over stand in other statements now.
  void assertions_of(core::StepId id) {
    for (core::Property& property : to_.properties) {
      if (property.kind != core::PropertyKind::assertion || property.cases.front().step != id) continue;
      const auto same = std::ranges::find(from_.properties, property.name, &core::Property::name);
      if (same == from_.properties.end()) continue;
      property = *same;
      shift(property.condition);
      shift(property.statement);
    }
  }

 private:
  [[nodiscard]] core::OriginId origin(core::OriginId id) const {
    return id.index == 0 ? id : core::OriginId{id.index + origins_};
  }
  void shift(ExprId& id) const { id.index += exprs_; }
  void shift(StatementId& id) const { id.index += statements_; }
  void shift(std::vector<ExprId>& ids) const {
    for (ExprId& id : ids) shift(id);
  }
  void shift(core::Block& block) const {
    for (StatementId& id : block) shift(id);
  }
  void shift(ErrorId& id) {
    const std::string& name = from_[id];
    const auto place = std::ranges::find(to_.errors, name);
    id.index = static_cast<std::uint32_t>(place - to_.errors.begin());
    if (place == to_.errors.end()) to_.errors.push_back(name);
  }
  void shift(core::Place& place) const {
    if (auto* row = std::get_if<core::RowPlace>(&place)) shift(row->key);
  }
  void shift(core::PropertyId& id) const {
    const auto place = std::ranges::find(to_.properties, from_[id].name, &core::Property::name);
    if (place != to_.properties.end()) id.index = static_cast<std::uint32_t>(place - to_.properties.begin());
  }

  void shift(core::Literal&) const {}
  void shift(core::LocalRead&) const {}
  void shift(core::Read& node) const { shift(node.place); }
  void shift(core::Apply& node) const { shift(node.arguments); }
  void shift(core::Choose& node) const {
    shift(node.condition);
    shift(node.then);
    shift(node.otherwise);
  }
  void shift(core::Guarded& node) {
    shift(node.condition);
    shift(node.error);
    shift(node.value);
  }
  void shift(core::Bind& node) const {
    shift(node.value);
    shift(node.body);
  }
  void shift(core::Stated& node) const {
    shift(node.arguments);
    shift(node.body);
  }
  /// What a function of the contract ensures was proved of the original: here its body counts.
  void look_into(core::Expr& expr) const {
    const auto* stated = std::get_if<core::Stated>(&expr.node);
    if (stated == nullptr) return;
    const auto same = std::ranges::find(to_.facts, from_[stated->fact].name, &core::Fact::name);
    if (same != to_.facts.end() && !same->lemma) {
      std::get<core::Stated>(expr.node).fact.index = static_cast<std::uint32_t>(same - to_.facts.begin());
    } else {
      decltype(expr.node) body = to_.exprs[stated->body.index].node;  // children come before their parents
      expr.node = std::move(body);
    }
  }
  void shift(core::Quantified& node) const { shift(node.body); }
  void shift(core::Before& node) const { shift(node.value); }
  void shift(core::Let& node) const { shift(node.value); }
  void shift(core::Write& node) {
    shift(node.place);
    shift(node.value);
    shift(node.out_of_range);
  }
  void shift(core::Require& node) {
    shift(node.condition);
    shift(node.error);
  }
  void shift(core::Branch& node) const {
    shift(node.condition);
    shift(node.then);
    shift(node.otherwise);
  }
  void shift(core::Effect& node) const {
    shift(node.party);
    shift(node.amount);
  }
  void shift(core::Assert& node) {
    shift(node.condition);
    shift(node.error);
  }
  void shift(core::Use& node) const {
    shift(node.lemma);
    shift(node.arguments);
  }

  core::Contract& to_;
  const core::Contract& from_;
  std::uint32_t exprs_;
  std::uint32_t statements_;
  std::uint32_t origins_;
};

/// The paragraphs of core's text form that begin with `(step`, in order.
std::vector<std::string> step_texts(const core::Contract& contract) {
  const std::string text = core::print(contract);
  std::vector<std::string> steps;
  std::size_t at = text.find("\n  (");
  while (at != std::string::npos) {
    const std::size_t next = text.find("\n  (", at + 1);
    const std::string paragraph = text.substr(at, next == std::string::npos ? next : next - at);
    if (paragraph.starts_with("\n  (step ")) steps.push_back(paragraph);
    at = next;
  }
  return steps;
}

}  // namespace

std::optional<std::set<core::StepId>> changed_steps(const core::Contract& original, const core::Contract& mutant) {
  const std::vector<std::string> left = step_texts(original);
  const std::vector<std::string> right = step_texts(mutant);
  if (left.size() != right.size() || left.size() != original.steps.size()) return std::nullopt;
  std::set<core::StepId> changed;
  for (std::uint32_t i = 0; i < left.size(); ++i) {
    if (left[i] != right[i]) changed.insert(core::StepId{i});
  }
  return changed;
}

core::Contract grafted(const core::Contract& original, const core::Contract& mutant,
                       const std::set<core::StepId>& steps) {
  core::Contract result = original;
  Transplant transplant(result, mutant);
  for (const core::StepId id : steps) {
    result.steps[id.index] = transplant.step(mutant[id]);
    transplant.assertions_of(id);
  }
  return result;
}

core::Contract with_twin(const core::Contract& contract, const core::Contract& other, core::StepId id) {
  core::Contract result = contract;
  Transplant transplant(result, other);
  result.steps.push_back(transplant.step(other[id]));
  return result;
}

}  // namespace surety::verify::mutation
