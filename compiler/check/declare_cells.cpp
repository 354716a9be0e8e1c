// declare_cells.cpp -- everything that holds a value: globals and the columns of accounts. See declarations.h.
#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/feeds.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::GlobalKind;

namespace {

std::string_view article_of(GlobalKind kind) {
  switch (kind) {
    case GlobalKind::clock: return "the clock";
    case GlobalKind::parameter: return "a param";
    case GlobalKind::role: return "a role";
    case GlobalKind::oracle_value: return "an oracle";
    case GlobalKind::oracle_time: return "the time of an oracle";
    case GlobalKind::vault: return "a vault";
    case GlobalKind::supply: return "a supply";
    case GlobalKind::pot: return "a pot";
    case GlobalKind::balance: return "a balance";
    case GlobalKind::state: return "a state";
  }
  return "a value";
}

}  // namespace

const Cell& add_global(Context& c, Cell cell, GlobalKind kind) {
  cell.kind = kind;
  if (cell.qualified.empty()) cell.qualified = cell.name;
  if (cell.article.empty()) cell.article = article_of(kind);
  cell.pot = kind == GlobalKind::pot;
  cell.first = static_cast<std::uint32_t>(c.contract.globals.size());
  for (std::size_t i = 0; i < cell.count(); ++i)
    c.contract.globals.push_back({cell.element(i), to_core(cell.type), cell.range, kind, cell.asset, cell.span});
  return c.symbols.cells.emplace_back(std::move(cell));
}

namespace {

/// Makes the cell an array over the enum that is named. Where there is none the cell gets the error type.
void set_index(Context& c, Cell& cell, const std::optional<syntax::Name>& index) {
  if (!index) return;
  const ValueSymbol* const symbol = c.symbols.value(index->text);
  const auto* found = symbol != nullptr ? std::get_if<const Enumeration*>(symbol) : nullptr;
  if (found != nullptr) {
    cell.index = *found;
    return;
  }
  c.report(Message::index_needs_enum, index->span, index->text);
  cell.type = {};
}

Cell plain_cell(const syntax::Name& name, const DeclaredType& type, bool imported) {
  Cell cell;
  cell.name = name.text;
  cell.type = type.type;
  cell.range = type.range;
  cell.span = name.span;
  cell.imported = imported;
  return cell;
}

/// Rows are for functions; a cell holds a value.
DeclaredType stored_type(Context& c, const syntax::TypeExpr& expr) {
  DeclaredType type = declared_type(c, expr);
  if (type.row != nullptr) {
    c.report(Message::row_type, expr.span, type.row->name)
        .help("keep the `" + spelled(type.row->key_type) + "` whose row it is");
    type.row = nullptr;
  }
  refuse_record(c, type, expr.span);
  return type;
}

void require_zero(Context& c, const DeclaredType& type, Span span) {
  if (type.ok() && !type.range.contains(Integer(0)))
    c.report(Message::range_without_zero, span).help("a place that was never written holds 0");
}

/// A pot or a balance: its type must be one asset. Where it is not, the cell is of the error type.
Cell money_cell(Context& c, const syntax::Name& name, const syntax::TypeExpr& expr, bool pot, bool imported) {
  DeclaredType type = stored_type(c, expr);
  const UnitSymbol* const asset = asset_of(c, type.type);
  if (type.ok() && asset == nullptr) {
    c.report(Message::money_needs_asset, expr.span, pot ? "pot" : "balance", describe(type.type))
        .label(expr.span, describe(type.type))
        .help("only an `asset` can move; what merely counts is a `state` or a plain field");
    type.type = {};
  }
  require_zero(c, type, expr.span);
  if (pot) type.range.low = std::max(type.range.low, Integer(0));
  Cell cell = plain_cell(name, type, imported);
  if (asset != nullptr) cell.asset = asset->asset;
  cell.pot = pot;
  return cell;
}

void named_global(Context& c, const syntax::Name& name, Cell cell, GlobalKind kind) {
  c.symbols.name(name.text, &add_global(c, std::move(cell), kind));
}

void declare_param(Context& c, const syntax::ParamDecl& node, bool imported) {
  if (!free_name(c, node.name)) return;
  const DeclaredType type = stored_type(c, node.type);
  if (type.type.kind == Kind::id) {
    c.report(Message::not_supported, node.type.span, "a param of type `id`");
  } else if (type.type.kind == Kind::party) {
    c.report(Message::party_param, node.type.span, node.name.text).help("declare `role " + node.name.text + "`");
  } else if (type.ok() && type.type.is_number() && !type.has_range) {
    c.report(Message::param_without_range, node.name.span, node.name.text)
        .help("the proofs hold for every value of the range, so say which: `" + c.text(node.type.span) +
              " in LOW .. HIGH`");
  }
  named_global(c, node.name, plain_cell(node.name, type, imported), GlobalKind::parameter);
}

void declare_oracle(Context& c, const syntax::OracleDecl& node, bool imported) {
  if (!free_name(c, node.name)) return;
  DeclaredType type = stored_type(c, node.type);
  if (type.ok() && !type.type.is_number()) {
    c.report(Message::not_a_number, node.type.span, "oracle", describe(type.type));
    type.type = {};
  }
  if (type.ok() && node.low && node.high) {
    const auto low = constant_value(c, *node.low, type.type, "`range`");
    const auto high = constant_value(c, *node.high, type.type, "`range`");
    if (low && high && *low > *high)
      c.report(Message::range_empty, node.low->span).help("write the smaller end first");
    else if (low && high)
      type.range = {*low, *high};
  }
  std::optional<Integer> heartbeat;
  if (node.heartbeat)
    heartbeat = constant_value(c, *node.heartbeat, ValueType::number(Dimension::of("s"), 0), "`heartbeat`");
  Cell plain = plain_cell(node.name, type, imported);
  if (declare_feed(c, node, plain, heartbeat)) return;
  set_index(c, plain, node.index);
  const Cell& value = add_global(c, std::move(plain), GlobalKind::oracle_value);
  c.symbols.name(node.name.text, &value);

  Cell time;
  time.name = node.name.text + ".time";
  time.type = ValueType::number(Dimension::of("s"), 0);
  time.range = c.symbols.clock->range;
  time.span = node.name.span;
  time.index = value.index;
  if (value.index != nullptr) {
    time.qualified = node.name.text;
    time.suffix = ".time";
  }
  const Cell& times = add_global(c, std::move(time), GlobalKind::oracle_time);
  for (std::uint32_t i = 0; i < value.count(); ++i)
    c.contract.oracles.push_back({value.element(i), {value.first + i}, {times.first + i}, heartbeat, {}});
}

void declare_clock(Context& c) {
  Cell clock;
  clock.name = "now";
  clock.type = ValueType::number(Dimension::of("s"), 0);
  clock.range = {Integer(0), core::power_of_ten(11)};
  c.symbols.clock = &add_global(c, std::move(clock), GlobalKind::clock);
}

void declare_vaults(Context& c) {
  for (const UnitSymbol& unit : c.symbols.units) {
    if (!unit.asset) continue;
    Cell vault;
    vault.name = "vault." + unit.name;
    vault.type = ValueType::number(Dimension::of(unit.name), unit.decimals);
    vault.range = {Integer(0), implied_range(c, vault.type).high};
    vault.asset = unit.asset;
    vault.span = unit.span;
    Cell supply = vault;
    add_global(c, std::move(vault), GlobalKind::vault);
    if (!unit.issued) continue;
    supply.name = "supply." + unit.name;
    add_global(c, std::move(supply), GlobalKind::supply);
  }
}

void declare_state(Context& c, const syntax::StateDecl& node, bool imported) {
  if (!free_name(c, node.name)) return;
  const DeclaredType type = stored_type(c, node.type);
  if (!node.initial) require_zero(c, type, node.type.span);
  Cell cell = plain_cell(node.name, type, imported);
  set_index(c, cell, node.index);
  named_global(c, node.name, std::move(cell), GlobalKind::state);
}

void declare_phase(Context& c) {
  if (c.symbols.phases == nullptr) return;
  Cell phase;
  phase.name = "phase";
  phase.type = ValueType::of(*c.symbols.phases);
  phase.range = implied_range(c, phase.type);
  phase.span = c.symbols.phases->span;
  c.symbols.phase = &add_global(c, std::move(phase), GlobalKind::state);
}

void add_column(Context& c, TableSymbol& table, Cell cell, const syntax::Name& name,
                const std::optional<syntax::Name>& index) {
  if (const Cell* const old = table.cell(name.text)) {
    c.report(Message::duplicate_name, name.span, name.text)
        .label(old->span, "first declared here")
        .label(name.span, "declared again");
    return;
  }
  if (name.text == table.key) {
    if (table.by_party())
      c.report(Message::reserved_name, name.span, name.text);
    else
      c.report(Message::duplicate_name, name.span, name.text).label(table.span, "the key of its rows");
    return;
  }
  core::Table& core_table = c.contract.tables[table.id.index];
  cell.table = table.id;
  cell.qualified = table.name + "." + cell.name;
  cell.article = cell.asset ? (cell.pot ? "a pot" : "a balance") : "a field";
  set_index(c, cell, index);
  cell.first = static_cast<std::uint32_t>(core_table.fields.size());
  for (std::size_t i = 0; i < cell.count(); ++i) {
    const std::string suffix = cell.index != nullptr ? "[" + cell.index->constants[i] + "]" : "";
    core_table.fields.push_back({cell.name + suffix, to_core(cell.type), cell.range, cell.asset, cell.pot, cell.span});
  }
  table.cells.push_back(std::move(cell));
}

}  // namespace

void declare_globals(Context& c, const Declarations& all) {
  declare_clock(c);
  for_each<syntax::ParamDecl>(all, [&](const auto& n, const Declared& d) { declare_param(c, n, d.imported); });
  for_each<syntax::RoleDecl>(all, [&](const syntax::RoleDecl& n, const Declared& d) {
    DeclaredType party;
    party.type = ValueType::party();
    party.range = core::storage_range();
    if (free_name(c, n.name)) named_global(c, n.name, plain_cell(n.name, party, d.imported), GlobalKind::role);
  });
  for_each<syntax::OracleDecl>(all, [&](const auto& n, const Declared& d) { declare_oracle(c, n, d.imported); });
  declare_vaults(c);
  for_each<syntax::PotDecl>(all, [&](const syntax::PotDecl& n, const Declared& d) {
    if (free_name(c, n.name)) named_global(c, n.name, money_cell(c, n.name, n.type, true, d.imported), GlobalKind::pot);
  });
  for_each<syntax::BalanceDecl>(all, [&](const syntax::BalanceDecl& n, const Declared& d) {
    if (!free_name(c, n.name)) return;
    Cell cell = money_cell(c, n.name, n.type, n.pot, d.imported);
    set_index(c, cell, n.index);
    named_global(c, n.name, std::move(cell), n.pot ? GlobalKind::pot : GlobalKind::balance);
  });
  for_each<syntax::StateDecl>(all, [&](const auto& n, const Declared& d) { declare_state(c, n, d.imported); });
  declare_phase(c);
}

void declare_members(Context& c, const Declarations& all) {
  for_each<syntax::AccountDecl>(all, [&](const syntax::AccountDecl& node, const Declared& d) {
    const auto found = std::ranges::find_if(
        c.symbols.tables, [&](const auto& t) { return t.name == node.name.text && t.span == node.name.span; });
    if (found == c.symbols.tables.end()) return;
    for (const auto& member : node.members) {
      if (const auto* field = std::get_if<syntax::FieldDecl>(&member)) {
        const DeclaredType type = stored_type(c, field->type);
        require_zero(c, type, field->type.span);
        add_column(c, *found, plain_cell(field->name, type, d.imported), field->name, field->index);
      } else {
        const auto& balance = std::get<syntax::BalanceDecl>(member);
        add_column(c, *found, money_cell(c, balance.name, balance.type, balance.pot, d.imported), balance.name,
                   balance.index);
      }
    }
  });
}

}  // namespace surety::check
