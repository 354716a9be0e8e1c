// scan_writes.cpp -- see scan_writes.h.
#include "codegen/scan_writes.h"

#include <algorithm>

#include "compiler/core/scan.h"
#include "compiler/core/semantics.h"

namespace surety::codegen {

namespace {

using core::Block;
using core::ExprId;

void for_each_statement(const core::Contract& contract, const Block& block, const auto& visit) {
  for (const core::StatementId id : block) {
    visit(contract[id]);
    if (const auto* branch = std::get_if<core::Branch>(&contract[id].node)) {
      for_each_statement(contract, branch->then, visit);
      for_each_statement(contract, branch->otherwise, visit);
    }
  }
}

class Writes {
 public:
  Writes(const core::Contract& contract, const core::Scan& scan, core::StepId step)
      : contract_(contract), scan_(scan), step_(contract[step]), reads_(core::reads_of(contract, scan)) {}

  WrittenRows result() {
    for_each_statement(contract_, step_.body, [this](const core::Statement& statement) {
      const auto* write = std::get_if<core::Write>(&statement.node);
      const auto* row = write != nullptr ? std::get_if<core::RowPlace>(&write->place) : nullptr;
      if (row == nullptr || row->table != scan_.table) return;
      if (std::ranges::find(reads_.fields, row->field) != reads_.fields.end()) key(row->key);
    });
    return std::move(written_);
  }

 private:
  void key(ExprId id) {
    std::visit(core::overloaded{[&](const core::LocalRead& node) { local(node.local); },
                                [&](const core::Read& node) { cell(node.place); },
                                [&](const core::Choose& node) {
                                  key(node.then);
                                  key(node.otherwise);
                                },
                                [&](const auto&) { written_.any = true; }},
               contract_[id].node);
  }
  void local(core::LocalId id) {
    if (id.index < step_.argument_count) {
      written_.arguments.insert(id.index);
      return;
    }
    bool found = false;
    for_each_statement(contract_, step_.body, [&](const core::Statement& statement) {
      const auto* let = std::get_if<core::Let>(&statement.node);
      if (let == nullptr || let->local != id) return;
      found = true;
      key(let->value);
    });
    written_.any = written_.any || !found;
  }
  void cell(const core::Place& place) {
    const auto* global = std::get_if<core::GlobalPlace>(&place);
    if (global != nullptr && contract_[global->global].kind == core::GlobalKind::role)
      written_.roles.insert(global->global);
    else
      written_.any = true;
  }

  const core::Contract& contract_;
  const core::Scan& scan_;
  const core::Step& step_;
  core::ScanReads reads_;
  WrittenRows written_;
};

}  // namespace

WrittenRows written_rows(const core::Contract& contract, const core::Scan& scan, core::StepId step) {
  return Writes(contract, scan, step).result();
}

}  // namespace surety::codegen
