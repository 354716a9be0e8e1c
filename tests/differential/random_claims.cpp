// random_claims.cpp -- see random_claims.h.
#include "tests/differential/random_claims.h"

#include <string>
#include <vector>

#include "tests/differential/random_nodes.h"

namespace surety::testing {

using namespace core;

namespace {

/// A range within another that still holds what cells begin with, where that matters.
Range within(const Range& outer, bool with_zero, RandomSource& random) {
  const auto bound = [&](const Integer& end) -> Integer {
    switch (random.below(4)) {
      case 0: return Integer(end);
      case 1: return Integer(random.below(1000)) * (end < 0 ? -1 : 1);
      default: return random.uniform(outer);
    }
  };
  Integer low = bound(outer.low);
  Integer high = bound(outer.high);
  if (low > high) std::swap(low, high);
  if (!outer.contains(low)) low = outer.low;
  if (!outer.contains(high)) high = outer.high;
  if (with_zero && low > 0) low = 0;
  if (with_zero && high < 0) high = 0;
  return {low, high};
}

/// What an author may write for low <= cell <= high: strict or not, either side first, one equation for one value.
class Comparisons {
 public:
  Comparisons(Contract& contract, RandomSource& random) : nodes_(contract), random_(random) {}

  ExprId of(const Place& place, const Range& range) {
    const auto cell = [&] { return nodes_.add(Sort::integer, Read{place}); };
    if (range.low == range.high) {
      const ExprId number = nodes_.number(range.low);
      return random_.one_in(2) ? nodes_.apply(Operation::equal, {cell(), number})
                               : nodes_.apply(Operation::equal, {number, cell()});
    }
    const ExprId above = random_.one_in(3) ? nodes_.apply(Operation::less, {nodes_.number(range.low - 1), cell()})
                                           : nodes_.apply(Operation::less_equal, {nodes_.number(range.low), cell()});
    if (random_.one_in(6)) return above;
    const ExprId below = random_.one_in(3) ? nodes_.apply(Operation::less, {cell(), nodes_.number(range.high + 1)})
                                           : nodes_.apply(Operation::less_equal, {cell(), nodes_.number(range.high)});
    return random_.one_in(6) ? below : nodes_.both(above, below);
  }

 private:
  Nodes nodes_;
  RandomSource& random_;
};

void add_invariant(Contract& contract, ExprId condition) {
  Property property;
  property.name = "claim" + std::to_string(contract.properties.size());
  property.condition = condition;
  contract.properties.push_back(std::move(property));
}

}  // namespace

Limits::Limits(const Contract& contract, RandomSource& random) {
  for (std::uint32_t i = 0; i < contract.globals.size(); ++i) {
    const Global& global = contract.globals[i];
    const bool free = global.kind == GlobalKind::state && global.name != "phase";
    if (free && global.type.sort == Sort::integer && random.one_in(2))
      ranges_[{std::nullopt, i}] = within(global.range, false, random);
  }
  for (std::uint32_t t = 0; t < contract.tables.size(); ++t) {
    const std::vector<Field>& fields = contract.tables[t].fields;
    for (std::uint32_t f = 0; f < fields.size(); ++f)
      if (fields[f].type.sort == Sort::integer && random.one_in(2))
        ranges_[{TableId{t}, f}] = within(fields[f].range, true, random);
  }
}

std::optional<Range> Limits::of(const Place& place) const {
  const auto* const row = std::get_if<RowPlace>(&place);
  const Cell cell =
      row ? Cell{row->table, row->field.index} : Cell{std::nullopt, std::get<GlobalPlace>(place).global.index};
  const auto found = ranges_.find(cell);
  return found == ranges_.end() ? std::nullopt : std::optional(found->second);
}

void Limits::state(Contract& contract, RandomSource& random) const {
  Nodes nodes(contract);
  Comparisons comparisons(contract, random);
  for (std::uint32_t i = 0; i < contract.globals.size(); ++i) {
    const Global& global = contract.globals[i];
    const auto kept = ranges_.find({std::nullopt, i});
    if (kept != ranges_.end())
      add_invariant(contract, comparisons.of(GlobalPlace{{i}}, kept->second));
    else if (global.type.sort == Sort::integer && random.one_in(8))
      add_invariant(contract, comparisons.of(GlobalPlace{{i}}, within(global.range, false, random)));
  }
  constexpr LocalId row{0};
  for (std::uint32_t t = 0; t < contract.tables.size(); ++t) {
    std::optional<ExprId> all;
    for (std::uint32_t f = 0; f < contract.tables[t].fields.size(); ++f) {
      const Field field = contract.tables[t].fields[f];
      if (field.type.sort != Sort::integer) continue;
      const auto kept = ranges_.find({TableId{t}, f});
      if (kept == ranges_.end() && !random.one_in(8)) continue;
      const Range range = kept == ranges_.end() ? within(field.range, true, random) : kept->second;
      const RowPlace place{{t}, nodes.row({t}, row), {f}};
      const ExprId claim = comparisons.of(place, range);
      if (random.one_in(3))
        add_invariant(contract, nodes.add(Sort::boolean, Quantified{Quantifier::forall, {t}, row, claim}));
      else
        all = all ? nodes.both(*all, claim) : claim;
    }
    if (all) add_invariant(contract, nodes.add(Sort::boolean, Quantified{Quantifier::forall, {t}, row, *all}));
  }
}

}  // namespace surety::testing
