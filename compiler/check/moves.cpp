// moves.cpp -- `move AMOUNT from A to B`: the only statement that writes money. See statements.h.
//
// In order: the amount is evaluated once; the requires (not negative where a pot or the outside takes part, enough in a
// pot, enough in the vault, enough outside of what the contract issues); the source is written, then the target, which
// therefore sees the first write when both are one place; then the vault and the effect where the money crosses the
// border. Since both places change by the same amount, vault == sum of pots and balances holds by construction.
#include "compiler/check/statements.h"
#include "compiler/check/suggest.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::BuiltinError;
using core::Operation;

std::optional<Statements::End> Statements::end(const syntax::Expr& expr) {
  Nodes& n = nodes();
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node);
      name != nullptr && name->name.text == "caller" && env_.find("caller") == nullptr)
    return End{std::nullopt, n.local({0}, ValueType::party(), expr.span), expr.span};
  if (const auto* call = std::get_if<syntax::CallExpr>(&expr.node);
      call != nullptr && call->function.text == "wallet") {
    if (call->arguments.size() != 1) {
      c_.report(Message::wrong_argument_count, expr.span, "wallet", "1 argument", call->arguments.size());
      return std::nullopt;
    }
    const Value party = expressions_.value_as(*call->arguments[0].value, ValueType::party(), "`wallet`");
    return party.ok() ? std::optional(End{std::nullopt, party, expr.span}) : std::nullopt;
  }
  const std::string text = c_.text(expr.span);
  if (const auto row = expressions_.denotes_row(expr) ? expressions_.row(expr) : std::nullopt) {
    c_.report(Message::not_money, expr.span, text)
        .label(expr.span, "a row of `" + row->table->name + "`")
        .help("name the balance or pot in the row: its members are " + listed(row->table->members()));
    return std::nullopt;
  }
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node);
      name != nullptr && env_.find(name->name.text) != nullptr) {
    c_.report(Message::not_money, expr.span, text).help("for a party's own wallet write `wallet(" + text + ")`");
    return std::nullopt;
  }
  auto place = expressions_.place(expr);
  if (!place) return std::nullopt;
  if (place->cell->money()) return End{std::move(place), {}, expr.span};
  if (!place->cell->type.ok()) return std::nullopt;
  c_.report(Message::not_money, expr.span, text)
      .label(place->cell->span, place->cell->article)
      .help(place->cell->type.kind == Kind::party ? "for a party's own wallet write `wallet(" + text + ")`"
                                                  : "money moves between pots, balances, `caller` and `wallet(p)`");
  return std::nullopt;
}

std::optional<core::AssetId> Statements::asset_of_ends(const End& from, const End& to, Span move) {
  if (from.outside() && to.outside()) {
    c_.report(Message::move_outside, move).help("a contract moves what it holds: let one end be a pot or a balance");
    return std::nullopt;
  }
  const core::AssetId asset = (from.outside() ? to : from).asset();
  if (!from.outside() && !to.outside() && asset != to.asset()) {
    c_.report(Message::move_between_assets, move, c_.symbols.asset(asset)->name, c_.symbols.asset(to.asset())->name)
        .label(from.span, describe(from.inside().cell->type))
        .label(to.span, describe(to.inside().cell->type));
    return std::nullopt;
  }
  return asset;
}

ValueType Statements::type_at(const End& end, const UnitSymbol& asset) const {
  return end.outside() ? ValueType::number(Dimension::of(asset.name), asset.decimals) : end.inside().cell->type;
}

PlaceUse Statements::held(const UnitSymbol& asset, core::GlobalKind kind) {
  for (const Cell& cell : c_.symbols.cells)
    if (cell.kind == kind && cell.asset == asset.asset) return expressions_.whole(cell, std::nullopt);
  return {};
}

void Statements::not_negative(const Value& amount, Span span, core::Block& out) {
  const auto constant = nodes().constant(amount.id);
  if (constant && *constant >= 0) return;
  const Value zero = nodes().literal(amount.type, Integer(0), span);
  require(nodes().apply(Operation::less_equal, ValueType::boolean(), span, {zero.id, amount.id}),
          core::error_id(BuiltinError::negative_amount), span, out);
}

void Statements::enough(const PlaceUse& place, const Value& amount, Span span, core::Block& out) {
  const Value there = expressions_.read(place, span);
  const Value asked = nodes().refined(amount, place.cell->type.scale);
  require(nodes().apply(Operation::less_equal, ValueType::boolean(), span, {asked.id, there.id}),
          core::error_id(BuiltinError::insufficient_funds), span, out);
}

void Statements::enough_outside(const UnitSymbol& asset, const Value& amount, Span span, core::Block& out) {
  Nodes& n = nodes();
  const Value exists = expressions_.read(supply_of(asset), span);
  const Value inside = expressions_.read(vault_of(asset), span);
  const Value outside = n.apply(Operation::subtract, exists.type, span, {exists.id, inside.id});
  const Value asked = n.refined(amount, exists.type.scale);
  require(n.apply(Operation::less_equal, ValueType::boolean(), span, {asked.id, outside.id}),
          core::error_id(BuiltinError::insufficient_funds), span, out);
}

void Statements::move_checks(const End& from, const End& to, const Value& amount, const UnitSymbol& asset, Span span,
                             core::Block& out) {
  if (from.outside() || to.outside() || from.pot() || to.pot()) not_negative(amount, span, out);
  if (from.outside() && asset.issued) enough_outside(asset, amount, span, out);
  if (from.pot()) enough(from.inside(), amount, span, out);
  if (to.outside()) enough(vault_of(asset), amount, span, out);
}

std::optional<Value> Statements::admitted(Value amount, const ValueType& first, const ValueType& second,
                                          const std::string& first_name, const std::string& second_name,
                                          core::Block& out) {
  const bool first_is_coarser = first.scale <= second.scale;
  const ValueType& coarser = first_is_coarser ? first : second;
  const std::string place = "`" + (first_is_coarser ? first_name : second_name) + "`";
  if (!expressions_.fit(amount, coarser, amount.bare ? "the amount" : place).ok()) return std::nullopt;
  amount.type.dimension = coarser.dimension;  // a bare 0 takes it here
  return fixed(amount, "amount", out);
}

void Statements::shift(const PlaceUse& place, const Value& amount, Operation operation, Span span, core::Block& out) {
  const Value old = expressions_.read(place, span);
  const Value moved = nodes().refined(amount, place.cell->type.scale);
  write(place, nodes().apply(operation, place.cell->type, span, {old.id, moved.id}), span, out);
}

void Statements::cross_border(const End& outside, bool pays, const Value& amount, const UnitSymbol& asset, Span span,
                              core::Block& out) {
  shift(vault_of(asset), amount, pays ? Operation::subtract : Operation::add, span, out);
  const core::EffectKind kind = pays ? core::EffectKind::pay : core::EffectKind::receive;
  // NOLINTNEXTLINE(bugprone-unchecked-optional-access): what moves is an asset
  emit(core::Effect{kind, *asset.asset, outside.party.id, nodes().refined(amount, asset.decimals).id}, span, out);
}

void Statements::statement(const syntax::Statement& s, const syntax::MoveStatement& node, core::Block& out) {
  const Value given = expressions_.value_alone(*node.amount);
  const auto from = end(*node.from);
  const auto to = end(*node.to);
  if (!from || !to) return;
  const auto asset_id = asset_of_ends(*from, *to, s.span);
  if (!asset_id || !given.ok()) return;
  const UnitSymbol& asset = *c_.symbols.asset(*asset_id);
  const auto amount =
      admitted(given, type_at(*from, asset), type_at(*to, asset), c_.text(from->span), c_.text(to->span), out);
  if (!amount) return;
  move_checks(*from, *to, *amount, asset, s.span, out);
  if (!from->outside()) shift(from->inside(), *amount, Operation::subtract, s.span, out);
  if (!to->outside()) shift(to->inside(), *amount, Operation::add, s.span, out);
  if (from->outside()) cross_border(*from, false, *amount, asset, s.span, out);
  if (to->outside()) cross_border(*to, true, *amount, asset, s.span, out);
}

}  // namespace surety::check
