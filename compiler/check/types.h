// types.h -- type expressions: units, scales, and the ranges that come with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace surety::check {

/// The finest scale a declared type or a literal may have: 10^38 is what 128 bits hold.
constexpr int largest_scale = 38;

/// The finest scale of an intermediate result: 10^76 is what 256 bits hold.
constexpr int finest_product = 76;

/// A type as written, with the range it implies. Rows are possible for parameters of functions only.
struct DeclaredType {
  ValueType type;
  core::Range range;       // declared, or what the type implies (supply, constants of an enum, 128 bits)
  bool has_range = false;  // written by the author
  const TableSymbol* row = nullptr;
  [[nodiscard]] bool ok() const { return type.ok() || row != nullptr; }
};

/// The product of declared units; nullopt and a report where one is unknown.
std::optional<Dimension> dimension_of(Context& context, const syntax::UnitExpr& unit);
/// A type without its range: `x to USD @ 6 down`. Error type and a report where it is wrong.
ValueType value_type(Context& context, const syntax::TypeExpr& type);
/// A type with its range.
DeclaredType declared_type(Context& context, const syntax::TypeExpr& type);
/// The type of a list's elements: `list 3 of` left out.
DeclaredType element_type(Context& context, const syntax::TypeExpr& type);
/// Reports a record where a value is stored or enters, and makes the type an error.
void refuse_record(Context& context, DeclaredType& type, Span span);
/// The asset whose amounts have this dimension.
const UnitSymbol* asset_of(const Context& context, const ValueType& type);
/// What the type alone says about its values.
core::Range implied_range(const Context& context, const ValueType& type);
/// The constant an expression denotes, at `type` (bare numbers take its unit); nullopt and a report otherwise.
std::optional<Integer> constant_value(Context& context, const syntax::Expr& expr, const ValueType& type,
                                      std::string_view what);
/// Index of a party in a test, appended where new.
Integer party_index(std::vector<std::string>& parties, const std::string& name);

}  // namespace surety::check
