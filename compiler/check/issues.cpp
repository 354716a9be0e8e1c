// issues.cpp -- `mint AMOUNT to PLACE` and `burn AMOUNT from PLACE`: how much there is of an asset that the contract
// issues. See statements.h.
//
// In order: the amount is evaluated once; the requires (not negative; for a burn: enough in a pot and in the vault, or
// enough outside); the supply is written, whose range is the cap; then the place and the vault, or the effect where the
// place is a party outside. The vault and the supply change together, so supply >= vault holds by construction.
#include "compiler/check/statements.h"
#include "compiler/check/types.h"

namespace surety::check {

using core::Operation;

const UnitSymbol* Statements::issued_asset(const syntax::MintStatement& node, const Value& amount, const End& place) {
  const UnitSymbol* const asset = place.outside() ? asset_of(c_, amount.type) : c_.symbols.asset(place.asset());
  if (asset == nullptr) {
    const std::string found = amount.bare ? "a number without a unit" : describe(amount.type);
    auto& report = c_.report(Message::wrong_type, amount.span, node.burn ? "`burn`" : "`mint`",
                             "an amount of an issued asset", found)
                       .label(amount.span, found);
    for (const UnitSymbol& each : c_.symbols.units)
      if (amount.bare && each.issued) report.help("give it a unit: `" + c_.text(amount.span) + " " + each.name + "`");
    return nullptr;
  }
  if (asset->issued) return asset;
  const std::string text = c_.text(amount.span);
  const std::string there = c_.text(place.span);
  c_.report(Message::not_issued, place.outside() ? amount.span : place.span, asset->name)
      .label(asset->span, "an asset that others issue")
      .help(node.burn ? "say where it goes: `move " + text + " from " + there + " to ...`"
                      : "say where it comes from: `move " + text + " from ... to " + there + "`")
      .help("`issued asset " + asset->name + "` in its declaration makes this contract its only issuer");
  return nullptr;
}

void Statements::statement(const syntax::Statement& s, const syntax::MintStatement& node, core::Block& out) {
  const Value given = expressions_.value_alone(*node.amount);
  const auto place = end(*node.place);
  if (!place || !given.ok()) return;
  const UnitSymbol* const asset = issued_asset(node, given, *place);
  if (asset == nullptr) return;
  const ValueType own = ValueType::number(Dimension::of(asset->name), asset->decimals);
  const auto amount =
      admitted(given, type_at(*place, *asset), own, c_.text(place->span), "supply(" + asset->name + ")", out);
  if (!amount) return;

  not_negative(*amount, s.span, out);
  if (node.burn && place->outside()) enough_outside(*asset, *amount, s.span, out);
  if (node.burn && place->pot()) enough(place->inside(), *amount, s.span, out);
  if (node.burn && !place->outside()) enough(vault_of(*asset), *amount, s.span, out);
  const Operation operation = node.burn ? Operation::subtract : Operation::add;
  shift(supply_of(*asset), *amount, operation, s.span, out);
  if (place->outside()) {
    const core::EffectKind kind = node.burn ? core::EffectKind::burn : core::EffectKind::mint;
    // NOLINTNEXTLINE(bugprone-unchecked-optional-access): what is issued is an asset
    emit(core::Effect{kind, *asset->asset, place->party.id, nodes().refined(*amount, asset->decimals).id}, s.span, out);
    return;
  }
  shift(place->inside(), *amount, operation, s.span, out);
  shift(vault_of(*asset), *amount, operation, s.span, out);
}

}  // namespace surety::check
