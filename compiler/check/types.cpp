// types.cpp -- see types.h.
#include "compiler/check/types.h"

#include <algorithm>
#include <map>

#include "compiler/check/expressions.h"
#include "compiler/check/suggest.h"

namespace surety::check {

using syntax::TypeExpr;
using syntax::UnitExpr;

namespace {

/// Types of other languages, and what is written here instead.
const std::map<std::string_view, std::string_view> habits{
    {"uint", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"int", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"uint256", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"int256", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"u64", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"u128", "a plain count is `ratio @ 0`, an amount has its asset: `USD`"},
    {"float", "numbers are exact: `ratio @ 18` counts in steps of 10^-18"},
    {"double", "numbers are exact: `ratio @ 18` counts in steps of 10^-18"},
    {"number", "`number` is for functions; what is stored or passed to an action has a unit and a scale"},
    {"address", "whoever can act is a `party`"},
    {"boolean", "the type of conditions is `bool`"},
    {"time", "a time is in seconds: `s`"},
    {"duration", "a duration is in seconds: `s`"},
    {"timestamp", "a time is in seconds: `s`"},
};

void unknown_unit(Context& c, const syntax::Name& name) {
  auto& report = c.report(Message::unknown_unit, name.span, name.text).label(name.span, "not declared");
  if (const auto habit = habits.find(name.text); habit != habits.end())
    report.help(std::string(habit->second));
  else if (const auto guess = closest(name.text, c.symbols.unit_names()))
    report.help("did you mean `" + *guess + "`?");
  else if (c.symbols.value(name.text) != nullptr)
    report.help("`" + name.text + "` is declared, but not as an asset or a unit");
  else
    report.help("declare it: `asset " + name.text + " { decimals 6 }` for a token that moves, `unit " + name.text +
                " { decimals 8 }` for an underlying that does not");
}

/// A type that is a single word and no unit: bool, party, an enum, an account.
std::optional<DeclaredType> word_type(Context& c, const TypeExpr& type) {
  if (type.unit.factors.size() != 1 || type.unit.factors[0].exponent != 1) return std::nullopt;
  const std::string& name = type.unit.factors[0].name.text;
  DeclaredType result;
  if (name == "bool") {
    result.type = ValueType::boolean();
  } else if (name == "party") {
    result.type = ValueType::party();
  } else if (name == "id") {
    result.type = ValueType::id();
  } else if (const ValueSymbol* symbol = c.symbols.value(name); symbol != nullptr && c.symbols.unit(name) == nullptr) {
    if (const auto* enumeration = std::get_if<const Enumeration*>(symbol)) result.type = ValueType::of(**enumeration);
    if (const auto* table = std::get_if<const TableSymbol*>(symbol)) result.row = *table;
    if (const auto* record = std::get_if<const Record*>(symbol)) result.type = ValueType::of(**record);
  }
  return result.ok() ? std::optional(result) : std::nullopt;
}

/// The scale as written, or the decimals of a lone asset or unit; whole seconds for `s`.
std::optional<int> scale_of(Context& c, const TypeExpr& type, const Dimension& dimension) {
  if (type.scale) {
    if (*type.scale >= 0 && *type.scale <= largest_scale) return type.scale;
    c.report(Message::scale_too_fine, type.span, *type.scale, largest_scale);
    return std::nullopt;
  }
  if (const auto name = dimension.only()) {
    if (*name == "s") return 0;
    return c.symbols.unit(*name)->decimals;
  }
  c.report(Message::scale_missing, type.unit.span, dimension.text())
      .help("say how fine it counts: `" + dimension.text() + " @ 4` counts in steps of 0.0001");
  return std::nullopt;
}

void set_range(Context& c, const TypeExpr& type, DeclaredType& result) {
  result.range = implied_range(c, result.type);
  if (!type.low || !type.high) return;
  result.has_range = true;
  if (!result.type.is_number()) {
    c.report(Message::range_on_non_number, type.span, describe(result.type));
    return;
  }
  const auto low = constant_value(c, *type.low, result.type, "the lower end of the range");
  const auto high = constant_value(c, *type.high, result.type, "the upper end of the range");
  if (!low || !high) return;
  if (*low > *high) {
    c.report(Message::range_empty, type.span).help("write the smaller end first");
    return;
  }
  if (!core::storage_range().contains(*low) || !core::storage_range().contains(*high)) {
    c.report(Message::range_too_wide, type.span, spelled(result.type))
        .help("a stored value has 128 bits: choose a smaller range or a coarser scale");
    return;
  }
  result.range = {*low, *high};
}

}  // namespace

std::optional<Dimension> dimension_of(Context& c, const UnitExpr& unit) {
  Dimension result;
  bool known = true;
  for (const syntax::UnitFactor& factor : unit.factors) {
    if (factor.name.text == "ratio") continue;
    if (factor.name.text != "s" && c.symbols.unit(factor.name.text) == nullptr) {
      unknown_unit(c, factor.name);
      known = false;
      continue;
    }
    result = result.times(Dimension::of(factor.name.text), factor.exponent);
  }
  return known ? std::optional(result) : std::nullopt;
}

namespace {

/// A type that is no list.
ValueType plain_type(Context& c, const TypeExpr& type) {
  if (const auto word = word_type(c, type)) {
    if (word->row == nullptr) return word->type;
    c.report(Message::row_type, type.span, word->row->name)
        .help("take a `" + spelled(word->row->key_type) + "` and name its row `" + word->row->name + "[" +
              spelled(word->row->key_type) + "]`");
    return {};
  }
  const auto dimension = dimension_of(c, type.unit);
  if (!dimension) return {};
  const auto scale = scale_of(c, type, *dimension);
  return scale ? ValueType::number(*dimension, *scale) : ValueType{};
}

/// Reports a list where it cannot be.
bool refuse_list(Context& c, const TypeExpr& type) {
  if (type.most) c.report(Message::list_misplaced, type.span);
  return type.most.has_value();
}

}  // namespace

ValueType value_type(Context& c, const TypeExpr& type) {
  return refuse_list(c, type) ? ValueType{} : plain_type(c, type);
}

DeclaredType declared_type(Context& c, const TypeExpr& type) {
  return refuse_list(c, type) ? DeclaredType{} : element_type(c, type);
}

DeclaredType element_type(Context& c, const TypeExpr& type) {
  DeclaredType result;
  if (const auto word = word_type(c, type); word && word->row != nullptr) return *word;
  result.type = plain_type(c, type);
  if (result.type.ok()) set_range(c, type, result);
  return result;
}

void refuse_record(Context& c, DeclaredType& type, Span span) {
  if (type.type.kind != Kind::record) return;
  c.report(Message::record_type, span, type.type.record->name)
      .label(type.type.record->span, "declared here")
      .help("give each value that is needed of it a name of its own");
  type.type = {};
}

const UnitSymbol* asset_of(const Context& c, const ValueType& type) {
  if (!type.is_number()) return nullptr;
  const auto name = type.dimension.only();
  const UnitSymbol* const unit = name ? c.symbols.unit(*name) : nullptr;
  return unit != nullptr && unit->asset ? unit : nullptr;
}

core::Range implied_range(const Context& c, const ValueType& type) {
  const core::Range& widest = core::storage_range();
  if (type.kind == Kind::boolean) return {0, 1};
  if (type.kind == Kind::enumeration)
    return {0, Integer(static_cast<unsigned long>(type.enumeration->constants.size() - 1))};
  const UnitSymbol* const asset = asset_of(c, type);
  if (asset == nullptr || !asset->supply) return widest;
  const int finer = type.scale - asset->decimals;
  const Integer power = core::power_of_ten(static_cast<unsigned>(std::abs(finer)));
  const Integer supply = finer >= 0 ? Integer(*asset->supply * power) : core::floor_divide(*asset->supply, power);
  const Integer limit = std::min(supply, widest.high);
  return {Integer(-limit), limit};
}

std::optional<Integer> constant_value(Context& c, const syntax::Expr& expr, const ValueType& type,
                                      std::string_view what) {
  Environment environment;
  Expressions expressions(c, environment);
  const std::size_t nodes_before = c.contract.exprs.size();
  const Value value = expressions.value_as(expr, type, what, Adapt::declared);
  if (!value.ok()) return std::nullopt;
  auto constant = expressions.nodes().constant(value.id);
  if (!constant) c.report(Message::not_constant, expr.span, c.text(expr.span));
  c.contract.exprs.resize(nodes_before);  // a constant leaves no nodes behind
  return constant;
}

Integer party_index(std::vector<std::string>& parties, const std::string& name) {
  const auto found = std::ranges::find(parties, name);
  const auto index = static_cast<unsigned long>(found - parties.begin());
  if (found == parties.end()) parties.push_back(name);
  return Integer(index);
}

}  // namespace surety::check
