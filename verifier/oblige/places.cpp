// places.cpp -- see places.h.
#include "verifier/oblige/places.h"

#include "compiler/core/children.h"
#include "compiler/core/semantics.h"

namespace surety::verify::oblige {

std::string Places::name_of(const core::Place& place) const {
  if (const auto* global = std::get_if<core::GlobalPlace>(&place)) return contract_[global->global].name;
  const auto& row = std::get<core::RowPlace>(place);
  return contract_[row.table].name + "." + contract_.field(row.table, row.field).name;
}

void Places::key_of(const core::Place& place) {
  if (const auto* row = std::get_if<core::RowPlace>(&place)) read(row->key);
}

void Places::read(core::ExprId id) {
  if (!seen_.insert(id.index).second) return;
  exprs_.push_back(id);
  const core::Expr& expr = contract_[id];
  if (std::holds_alternative<core::LocalRead>(expr.node)) locals_ = true;
  if (const auto* cell = std::get_if<core::Read>(&expr.node)) reads_.insert(name_of(cell->place));
  core::for_each_child(expr, [this](core::ExprId part) { read(part); });
}

void Places::read(const core::Block& block) {
  for (const core::StatementId id : block) read(contract_[id]);
}

void Places::read(const core::Statement& statement) {
  std::visit(core::overloaded{[&](const core::Let& node) { read(node.value); },
                              [&](const core::Write& node) {
                                writes_.insert(name_of(node.place));
                                key_of(node.place);
                                read(node.value);
                              },
                              [&](const core::Require& node) { read(node.condition); },
                              [&](const core::Branch& node) {
                                read(node.condition);
                                read(node.then);
                                read(node.otherwise);
                              },
                              [&](const core::Effect& node) {
                                read(node.party);
                                read(node.amount);
                              },
                              [&](const core::Assert& node) { read(node.condition); },
                              [&](const core::Use& node) {
                                for (const core::ExprId argument : node.arguments) read(argument);
                              }},
             statement.node);
}

void Places::read(const core::Property& property) {
  const bool has_condition =
      property.kind != core::PropertyKind::rule && property.kind != core::PropertyKind::assertion;
  if (has_condition) read(property.condition);
  for (const core::PropertyCase& clause : property.cases) {
    if (property.kind == core::PropertyKind::rule) read(clause.condition);
    for (const core::ExprId argument : clause.arguments) read(argument);
  }
  if (property.kind == core::PropertyKind::assertion) read(contract_[property.statement]);
  read(property.hints);
}

}  // namespace surety::verify::oblige
