// compliance.cpp -- see compliance.h.
#include "compiler/check/compliance.h"

#include <algorithm>

namespace surety::check {

namespace {

bool pays_out(const core::Contract& contract, const core::Block& block) {
  return std::ranges::any_of(block, [&](core::StatementId id) {
    const auto& node = contract[id].node;
    if (const auto* effect = std::get_if<core::Effect>(&node)) return effect->kind == core::EffectKind::pay;
    const auto* branch = std::get_if<core::Branch>(&node);
    return branch != nullptr && (pays_out(contract, branch->then) || pays_out(contract, branch->otherwise));
  });
}

bool promised(const core::Contract& contract, core::StepId step) {
  return std::ranges::any_of(contract.properties, [&](const core::Property& property) {
    return property.kind == core::PropertyKind::can && property.cases.front().step == step;
  });
}

}  // namespace

void require_compliance(Context& c, Statements& statements, const syntax::Expr& condition, core::Block& body) {
  const Value holds = statements.expressions().condition(condition, "`comply when`");
  statements.require(holds, c.error("NotCompliant"), condition.span, body);
}

void warn_of_lock_in(Context& c) {
  for (const ActionSymbol& action : c.symbols.actions)
    if (action.decl->compliance && pays_out(c.contract, c.contract[action.step].body) &&
        !promised(c.contract, action.step))
      c.warn_later(Message::comply_without_can, action.decl->compliance->span, action.name);
}

}  // namespace surety::check
