// statements.h -- statements of the language to core.
//
// statements.cpp has everything but `move`, which is moves.cpp, and `mint` and `burn`, which are issues.cpp.
#pragma once

#include "compiler/check/expressions.h"

namespace surety::check {

class Statements {
 public:
  Statements(Context& context, Environment& environment)
      : c_(context), env_(environment), expressions_(context, environment) {}

  /// Appends a block to `out`; names declared inside it end with it.
  void block(const syntax::Block& block, core::Block& out);
  Expressions& expressions() { return expressions_; }
  Nodes& nodes() { return expressions_.nodes(); }

  void emit(decltype(core::Statement::node) node, Span span, core::Block& out);
  void require(const Value& condition, core::ErrorId error, Span span, core::Block& out);
  /// Writes `value`, already of the cell's type; an index that is not known becomes a chain of branches.
  void write(const PlaceUse& place, const Value& value, Span span, core::Block& out);
  /// Warns about `let` and `ref` names from `depth` on that nobody used, and forgets them.
  void leave(std::size_t depth);

 private:
  /// One end of a move: a place that holds money, or a party outside.
  struct End {
    std::optional<PlaceUse> place;
    Value party;
    Span span;
    [[nodiscard]] bool outside() const { return !place; }
    [[nodiscard]] bool pot() const { return place && place->cell->pot; }
    // Both only of an end that is not outside: where the money is, and what it is.
    // NOLINTBEGIN(bugprone-unchecked-optional-access): outside() was asked
    [[nodiscard]] const PlaceUse& inside() const { return *place; }
    [[nodiscard]] core::AssetId asset() const { return *place->cell->asset; }
    // NOLINTEND(bugprone-unchecked-optional-access)
  };

  void statement(const syntax::Statement&, const syntax::LetStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::RefStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::AssignStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::RequireStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::MoveStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::IfStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::ForStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::AssertStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::PhaseStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::UseStatement&, core::Block&);
  void statement(const syntax::Statement&, const syntax::MintStatement&, core::Block&);

  void over_list(const syntax::Statement& s, const syntax::ForStatement& node, const Value& list, std::size_t i,
                 core::Block& out);
  bool writable(const PlaceUse& place, const syntax::AssignStatement& node);
  /// The value itself where it cannot change, else a local that holds it from here on.
  Value fixed(const Value& value, const std::string& name, core::Block& out);

  std::optional<End> end(const syntax::Expr& expr);
  std::optional<core::AssetId> asset_of_ends(const End& from, const End& to, Span move);
  [[nodiscard]] ValueType type_at(const End& end, const UnitSymbol& asset) const;
  PlaceUse vault_of(const UnitSymbol& asset) { return held(asset, core::GlobalKind::vault); }
  PlaceUse supply_of(const UnitSymbol& asset) { return held(asset, core::GlobalKind::supply); }
  PlaceUse held(const UnitSymbol& asset, core::GlobalKind kind);
  /// `amount` (of one end's type or coarser) is at most what the place has.
  void enough(const PlaceUse& place, const Value& amount, Span span, core::Block& out);
  /// A party outside holds no more than supply - vault.
  void enough_outside(const UnitSymbol& asset, const Value& amount, Span span, core::Block& out);
  void not_negative(const Value& amount, Span span, core::Block& out);
  /// The amount as both ends can take it, evaluated once. The types are those of the ends.
  std::optional<Value> admitted(Value amount, const ValueType& first, const ValueType& second,
                                const std::string& first_name, const std::string& second_name, core::Block& out);
  const UnitSymbol* issued_asset(const syntax::MintStatement& node, const Value& amount, const End& place);
  void move_checks(const End& from, const End& to, const Value& amount, const UnitSymbol& asset, Span span,
                   core::Block& out);
  void shift(const PlaceUse& place, const Value& amount, core::Operation operation, Span span, core::Block& out);
  void cross_border(const End& outside, bool pays, const Value& amount, const UnitSymbol& asset, Span span,
                    core::Block& out);

  Context& c_;
  Environment& env_;
  Expressions expressions_;
};

}  // namespace surety::check
