// scans.cpp -- see scans.h.
#include "compiler/check/scans.h"

#include <algorithm>

#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"
#include "compiler/core/children.h"
#include "compiler/core/scan.h"
#include "compiler/read/scan.h"
#include "compiler/syntax/print.h"

namespace surety::check {

namespace {

/// A threshold is compared in 64 bits, with room for what lies beyond the range on either side.
core::Integer widest_by() { return (core::Integer(1) << 62) - 1; }

class Scans {
 public:
  explicit Scans(Context& c) : c_(c) {}

  void make(const syntax::ScanDecl& node) {
    if (!fresh(node.name)) return;
    const auto table = std::ranges::find(c_.symbols.tables, node.account.text, &TableSymbol::name);
    if (table == c_.symbols.tables.end()) {
      c_.report(Message::unknown_account, node.account.span, node.account.text);
      return;
    }
    Environment environment;
    environment.mode = Mode::ghost;  // a property's meaning, of the rows at hand alone
    Expressions expressions(c_, environment);
    core::Scan scan;
    scan.name = node.name.text;
    scan.table = table->id;
    scan.row = environment.fresh(node.row.text, table->key_type, node.row.span);
    scan.span = node.name.span;
    scan.text = syntax::print(node);
    expressions.bind(node.row, Row{&*table, expressions.nodes().local(scan.row, table->key_type, node.row.span).id});
    const Value condition = expressions.condition(*node.condition, "a scan");
    if (!condition.ok()) return;
    scan.condition = condition.id;
    if (!speaks_of_its_row(scan.condition, scan) || finds_strangers(node, scan)) return;
    if (node.by && !goes_by(*node.by, scan)) return;
    c_.contract.scans.push_back(std::move(scan));
  }

 private:
  bool fresh(const syntax::Name& name) {
    const auto found = std::ranges::find(c_.contract.scans, name.text, &core::Scan::name);
    if (found == c_.contract.scans.end()) return true;
    c_.report(Message::duplicate_name, name.span, name.text)
        .label(found->span, "first declared here")
        .label(name.span, "declared again");
    return false;
  }

  /// False, with a report, where a row of somebody else is read.
  bool speaks_of_its_row(core::ExprId id, const core::Scan& scan) {
    const core::Expr& expr = c_.contract[id];
    bool well = true;
    if (const auto* read = std::get_if<core::Read>(&expr.node)) {
      if (const auto* row = std::get_if<core::RowPlace>(&read->place)) {
        const auto* key = std::get_if<core::LocalRead>(&c_.contract[row->key].node);
        well = key != nullptr && key->local == scan.row && row->table == scan.table;
        if (!well) c_.report(Message::scan_of_another_row, expr.span, scan.name);
      }
      return well;
    }
    core::for_each_child(expr, [&](core::ExprId child) { well = speaks_of_its_row(child, scan) && well; });
    return well;
  }

  bool finds_strangers(const syntax::ScanDecl& node, const core::Scan& scan) {
    if (!read::may_find_zero_row(c_.contract, scan)) return false;
    c_.report(Message::scan_finds_zero_row, node.condition->span, scan.name)
        .help("say what a row must hold: `where " + node.row.text + ".FIELD != 0 and ...`");
    return true;
  }

  /// The oracle or state of this name, an element of an array included; reported where there is none.
  const Cell* number_named(const syntax::Name& name) {
    std::vector<std::string> known;
    for (const Cell& cell : c_.symbols.cells) {
      if (cell.kind != core::GlobalKind::oracle_value && cell.kind != core::GlobalKind::state) continue;
      if (!cell.type.is_number()) continue;
      for (std::size_t i = 0; i < cell.count(); ++i) {
        if (cell.element(i) == name.text) return &cell;
        known.push_back(cell.element(i));
      }
      if (cell.name != name.text) continue;
      c_.report(Message::index_missing, name.span, cell.name, cell.index->name)
          .label(cell.span, "an array over `" + cell.index->name + "`")
          .help("name one element: `" + cell.element(0) + "`");
      return nullptr;
    }
    auto& report = c_.report(Message::scan_by_unknown, name.span, name.text);
    if (const auto guess = closest(name.text, known))
      report.help("did you mean `" + *guess + "`?");
    else if (!known.empty())
      report.help("there is " + listed(known));
    return nullptr;
  }

  bool goes_by(const syntax::Name& name, core::Scan& scan) {
    const Cell* const cell = number_named(name);
    if (cell == nullptr) return false;
    const auto found = core::find_global(c_.contract, name.text);
    if (!found) return false;  // every cell is a global
    const core::GlobalId id = *found;
    const core::Global& by = c_.contract[id];
    if (core::Integer(by.range.high - by.range.low) > widest_by()) {
      c_.report(Message::scan_by_too_wide, name.span, by.name).label(cell->span, "declared here");
      return false;
    }
    const std::vector<core::GlobalId> read = core::reads_of(c_.contract, scan).globals;
    if (std::ranges::find(read, id) == read.end()) {
      c_.report(Message::scan_by_unread, name.span, scan.name, by.name);
      return false;
    }
    scan.by = id;
    scan.monotone = core::PropertyId{static_cast<std::uint32_t>(c_.contract.properties.size())};
    core::Property lemma = core::monotone_lemma(c_.contract, scan, id);
    c_.contract.properties.push_back(std::move(lemma));
    return true;
  }

  Context& c_;
};

}  // namespace

void make_scans(Context& context, const Declarations& all) {
  if (context.has_errors()) return;  // what ranges say of a condition needs a contract that is whole
  Scans scans(context);
  for_each<syntax::ScanDecl>(all, [&](const syntax::ScanDecl& node, const Declared&) { scans.make(node); });
}

}  // namespace surety::check
