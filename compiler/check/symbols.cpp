// symbols.cpp -- see symbols.h.
#include "compiler/check/symbols.h"

#include <algorithm>

#include "compiler/core/semantics.h"

namespace surety::check {

namespace {
template <class Items>
auto* find_named(const Items& items, std::string_view name) {
  const auto found = std::ranges::find_if(items, [&](const auto& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}
template <class Items>
std::vector<std::string> names_of(const Items& items) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}
}  // namespace

const Cell* TableSymbol::cell(std::string_view member) const { return find_named(cells, member); }

std::vector<std::string> TableSymbol::members() const {
  std::vector<std::string> names = names_of(cells);
  names.push_back(key);
  return names;
}

const UnitSymbol* Symbols::unit(std::string_view name) const { return find_named(units, name); }
const ActionSymbol* Symbols::action(std::string_view name) const { return find_named(actions, name); }

const LemmaSymbol* Symbols::lemma(std::string_view name) const { return find_named(lemmas, name); }

const UnitSymbol* Symbols::asset(core::AssetId id) const {
  const auto found = std::ranges::find_if(units, [&](const UnitSymbol& unit) { return unit.asset == id; });
  return found == units.end() ? nullptr : &*found;
}

const ValueSymbol* Symbols::value(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? nullptr : &found->second;
}

std::optional<Span> Symbols::declared(std::string_view name) const {
  const ValueSymbol* const symbol = value(name);
  if (symbol == nullptr) return std::nullopt;
  return std::visit(core::overloaded{[](const FunctionSymbol* f) { return f->decl->name.span; },
                                     [](const auto* other) { return other->span; }},
                    *symbol);
}

std::vector<const Enumeration*> Symbols::enumerations_with(std::string_view constant) const {
  std::vector<const Enumeration*> found;
  for (const Enumeration& each : enumerations)
    if (std::ranges::find(each.constants, constant) != each.constants.end()) found.push_back(&each);
  return found;
}

std::vector<std::string> Symbols::value_names() const {
  std::vector<std::string> names;
  for (const auto& [name, symbol] : values_) names.push_back(name);
  for (const Enumeration& each : enumerations) names.insert(names.end(), each.constants.begin(), each.constants.end());
  std::ranges::sort(names);
  return names;
}
std::vector<std::string> Symbols::unit_names() const { return names_of(units); }
std::vector<std::string> Symbols::action_names() const { return names_of(actions); }
std::vector<std::string> Symbols::lemma_names() const { return names_of(lemmas); }

}  // namespace surety::check
