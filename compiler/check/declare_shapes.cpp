// declare_shapes.cpp -- assets, units, enums, phases, accounts. See declarations.h.
#include <algorithm>
#include <array>

#include "compiler/check/breakers.h"
#include "compiler/check/declarations.h"
#include "compiler/check/types.h"

namespace surety::check {

namespace {

constexpr std::array<std::string_view, 22> words{
    "caller", "my",   "now",   "phase", "party",   "bool",   "ratio", "any",    "anyone", "min",   "max",
    "abs",    "sign", "clamp", "sqrt",  "mul_div", "before", "vault", "supply", "sum",    "count", "wallet"};

void duplicate(Context& c, const syntax::Name& name, Span first) {
  c.report(Message::duplicate_name, name.span, name.text)
      .label(first, "first declared here")
      .label(name.span, "declared again");
}

bool free_unit(Context& c, const syntax::Name& name) {
  constexpr std::array<std::string_view, 10> taken{"s", "m", "h", "d", "bps", "ratio", "number", "bool", "party", "id"};
  if (std::ranges::find(taken, name.text) != taken.end()) {
    c.report(Message::reserved_name, name.span, name.text);
    return false;
  }
  if (const UnitSymbol* const old = c.symbols.unit(name.text)) {
    duplicate(c, name, old->span);
    return false;
  }
  return true;
}

/// The parser reports decimals that are missing.
int decimals_of(Context& c, const syntax::ExprPtr& expr) {
  if (!expr) return 0;
  const auto value = constant_value(c, *expr, ValueType::number({}, 0), "`decimals`");
  if (!value) return 0;
  if (*value >= 0 && *value <= largest_scale) return static_cast<int>(value->get_si());
  c.report(Message::scale_too_fine, expr->span, core::to_string(*value), largest_scale);
  return 0;
}

void declare_asset(Context& c, const syntax::AssetDecl& node) {
  if (!free_unit(c, node.name)) return;
  UnitSymbol unit{node.name.text, node.name.span, decimals_of(c, node.decimals), {}, {}, node.issued};
  unit.asset = core::AssetId{static_cast<std::uint32_t>(c.contract.assets.size())};
  c.symbols.units.push_back(unit);
  if (node.supply) {
    const ValueType type = ValueType::number(Dimension::of(unit.name), unit.decimals);
    unit.supply = constant_value(c, *node.supply, type, "`supply`");
    if (unit.supply && (*unit.supply < 0 || !core::storage_range().contains(*unit.supply))) {
      c.report(Message::supply_out_of_range, node.supply->span, unit.name);
      unit.supply.reset();
    }
    c.symbols.units.back().supply = unit.supply;
  }
  c.contract.assets.push_back(
      {unit.name, unit.decimals, unit.supply.value_or(core::storage_range().high), unit.issued});
}

void declare_unit(Context& c, const syntax::UnitDecl& node) {
  if (!free_unit(c, node.name)) return;
  c.symbols.units.push_back({node.name.text, node.name.span, decimals_of(c, node.decimals), {}, {}, false});
  c.contract.units.push_back(node.name.text);
}

Enumeration enumeration(Context& c, std::string name, Span span, const std::vector<syntax::Name>& constants) {
  Enumeration result{std::move(name), {}, span};
  for (const syntax::Name& constant : constants) {
    if (std::ranges::find(result.constants, constant.text) != result.constants.end())
      duplicate(c, constant, span);
    else
      result.constants.push_back(constant.text);
  }
  return result;
}

/// `table Vault[number: id]`: a row belongs to no party.
void set_key(Context& c, TableSymbol& table, const syntax::Parameter& key) {
  const DeclaredType type = declared_type(c, key.type);
  if (type.ok() && type.type.kind != Kind::id) {
    auto& report = c.report(Message::table_key, key.type.span, table.name, c.text(key.type.span));
    if (type.type.kind == Kind::party)
      report.help("rows by party are an account: `account " + table.name + " { ... }`");
    else
      report.help("write `" + table.name + "[" + key.name.text + ": id]`");
  }
  table.key = key.name.text;
  table.key_type = ValueType::id();
}

/// A shape's name must not be a unit's: types could not tell them apart.
bool free_shape(Context& c, const syntax::Name& name) {
  if (const UnitSymbol* const old = c.symbols.unit(name.text)) {
    duplicate(c, name, old->span);
    return false;
  }
  if (name.text == "number" || name.text == "id") {
    c.report(Message::reserved_name, name.span, name.text);
    return false;
  }
  return free_name(c, name);
}

}  // namespace

bool free_name(Context& c, const syntax::Name& name) {
  if (std::ranges::find(words, name.text) != words.end()) {
    c.report(Message::reserved_name, name.span, name.text);
    return false;
  }
  if (const auto old = c.symbols.declared(name.text)) {
    duplicate(c, name, *old);
    return false;
  }
  return true;
}

void declare_shapes(Context& c, const Declarations& all) {
  for_each<syntax::AssetDecl>(all, [&](const auto& node, const Declared&) { declare_asset(c, node); });
  for_each<syntax::UnitDecl>(all, [&](const auto& node, const Declared&) { declare_unit(c, node); });
  for_each<syntax::EnumDecl>(all, [&](const syntax::EnumDecl& node, const Declared&) {
    if (!free_shape(c, node.name)) return;
    const Enumeration& e =
        c.symbols.enumerations.emplace_back(enumeration(c, node.name.text, node.name.span, node.constants));
    c.symbols.name(node.name.text, &e);
  });
  for_each<syntax::RecordDecl>(all, [&](const syntax::RecordDecl& node, const Declared&) {
    if (!free_shape(c, node.name)) return;
    const Record& record = c.symbols.records.emplace_back(Record{node.name.text, node.name.span, &node, {}});
    c.symbols.name(node.name.text, &record);
  });
  for_each<syntax::PhaseDecl>(all, [&](const syntax::PhaseDecl& node, const Declared& each) {
    if (c.symbols.phases != nullptr) {
      c.report(Message::phases_twice, each.declaration->span).label(c.symbols.phases->span, "first declared here");
      return;
    }
    c.symbols.phases =
        &c.symbols.enumerations.emplace_back(enumeration(c, "phase", each.declaration->span, node.phases));
  });
  for_each<syntax::AccountDecl>(all, [&](const syntax::AccountDecl& node, const Declared&) {
    if (!free_shape(c, node.name)) return;
    const core::TableId id{static_cast<std::uint32_t>(c.contract.tables.size())};
    c.contract.tables.push_back({node.name.text, {}, node.name.span});
    TableSymbol& table = c.symbols.tables.emplace_back();
    table.name = node.name.text;
    table.span = node.name.span;
    table.id = id;
    if (node.key) set_key(c, table, *node.key);
    c.symbols.name(node.name.text, &table);
  });
}

void declare(Context& c, const Declarations& all) {
  declare_shapes(c, all);
  declare_records(c, all);
  for_each<syntax::WhereDecl>(all, [&](const auto& node, const Declared&) { c.symbols.wheres.push_back(&node); });
  declare_globals(c, all);
  declare_members(c, all);
  declare_functions(c, all);
  declare_actions(c, all);
  declare_breakers(c, all);
  declare_lemmas(c, all);
}

}  // namespace surety::check
