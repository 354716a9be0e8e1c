// random_scans.cpp -- see random_scans.h.
#include "tests/differential/random_scans.h"

#include <optional>
#include <string>
#include <vector>

#include "compiler/core/ids.h"
#include "compiler/core/scan.h"
#include "tests/differential/random_nodes.h"

namespace surety::testing {

using namespace core;

namespace {

constexpr LocalId row{0};

class ScanMaker {
 public:
  ScanMaker(Contract& contract, RandomSource& random, GlobalId price)
      : contract_(contract), random_(random), price_(price), nodes_(contract) {}

  void add(TableId table, const std::string& name) {
    table_ = table;
    const std::optional<ExprId> someone = not_zeros();
    if (!someone) return;  // a row of parties alone
    Scan scan;
    scan.name = name;
    scan.table = table;
    scan.row = row;
    const bool by_price = random_.one_in(2);
    const ExprId condition = by_price ? moving() : truth(2);
    scan.condition = nodes_.both(*someone, condition);
    if (by_price) {
      scan.by = price_;
      Property lemma = monotone_lemma(contract_, scan, price_);
      scan.monotone = PropertyId{static_cast<std::uint32_t>(contract_.properties.size())};
      contract_.properties.push_back(std::move(lemma));
    }
    contract_.scans.push_back(std::move(scan));
  }

 private:
  std::vector<std::uint32_t> fields(Sort sort) const {
    std::vector<std::uint32_t> result;
    for (std::uint32_t i = 0; i < contract_[table_].fields.size(); ++i)
      if (contract_[table_].fields[i].type.sort == sort) result.push_back(i);
    // A row named by an id is not compared with a party.
    if (sort == Sort::party)
      std::erase_if(result, [&](std::uint32_t i) {
        return is_id(contract_[table_].fields[i].type) != (contract_[table_].name == id_table);
      });
    return result;
  }
  ExprId field(std::uint32_t index) {
    const ExprId key = nodes_.row(table_, row);
    const Type type = contract_[table_].fields[index].type;
    return nodes_.add(type, Read{RowPlace{table_, key, {index}}});
  }
  /// Nobody is found whom nobody knows.
  std::optional<ExprId> not_zeros() {
    if (const auto integers = fields(Sort::integer); !integers.empty()) {
      const ExprId cell = field(random_.pick(integers));
      return nodes_.apply(Operation::logical_not, {nodes_.apply(Operation::equal, {cell, nodes_.number(0)})});
    }
    if (const auto flags = fields(Sort::boolean); !flags.empty()) return field(random_.pick(flags));
    return std::nullopt;
  }

  // ---- any condition ----

  ExprId number(unsigned depth) {
    static const std::vector<Operation> operations{
        Operation::add,       Operation::subtract,       Operation::multiply,    Operation::divide_down,
        Operation::divide_up, Operation::divide_nearest, Operation::minimum,     Operation::maximum,
        Operation::absolute,  Operation::negate,         Operation::square_root, Operation::sign};
    if (depth == 0 || random_.one_in(4)) return cell();
    const Operation operation = random_.pick(operations);
    std::vector<ExprId> arguments;
    for (unsigned i = 0; i < info(operation).arity; ++i) arguments.push_back(number(depth - 1));
    // Most quotients and roots are defined.
    if (operation == Operation::square_root && !random_.one_in(6))
      arguments[0] = nodes_.apply(Operation::absolute, {arguments[0]});
    const bool divides = operation >= Operation::divide_down && operation <= Operation::divide_nearest;
    if (divides && !random_.one_in(6)) arguments[1] = nodes_.number(1 + Integer(random_.below(1000)));
    return nodes_.apply(operation, std::move(arguments));
  }
  ExprId cell() {
    const auto integers = fields(Sort::integer);
    if (!integers.empty() && !random_.one_in(3)) return field(random_.pick(integers));
    if (random_.one_in(2)) return literal();
    while (true) {
      const auto global = static_cast<std::uint32_t>(random_.below(contract_.globals.size()));
      if (contract_.globals[global].type.sort == Sort::integer)
        return nodes_.add(Sort::integer, Read{GlobalPlace{{global}}});
    }
  }
  ExprId literal() {
    const Integer size =
        random_.one_in(2) ? Integer(random_.below(1000)) : power_of_ten(static_cast<unsigned>(random_.below(25)));
    return nodes_.number(random_.one_in(3) ? Integer(-size) : size);
  }
  ExprId truth(unsigned depth) {
    switch (random_.below(depth == 0 ? 4 : 7)) {
      case 0: return nodes_.apply(Operation::less_equal, {number(depth), number(depth)});
      case 1: return nodes_.apply(Operation::equal, {number(depth), number(depth)});
      case 2:
        if (const auto flags = fields(Sort::boolean); !flags.empty()) return field(random_.pick(flags));
        return same_party();
      case 4: {
        const ExprId first = truth(depth - 1);
        return nodes_.both(first, truth(depth - 1));
      }
      case 5: return nodes_.apply(Operation::logical_not, {truth(depth - 1)});
      case 6: {
        const ExprId condition = truth(depth - 1);
        const ExprId then = truth(depth - 1);
        return nodes_.add(Sort::boolean, Choose{condition, then, truth(depth - 1)});
      }
      default: return nodes_.apply(Operation::less, {number(depth), number(depth)});
    }
  }
  ExprId same_party() {
    const auto parties = fields(Sort::party);
    const ExprId self = nodes_.row(table_, row);
    if (parties.empty()) return nodes_.apply(Operation::same_party, {self, self});
    return nodes_.apply(Operation::same_party, {self, field(random_.pick(parties))});
  }

  // ---- conditions that move with the price ----

  ExprId price() { return nodes_.add(Sort::integer, Read{GlobalPlace{price_}}); }
  /// Mostly linear in the price, as a margin is; sometimes by floors; sometimes of any form.
  ExprId moving() {
    switch (random_.below(7)) {
      case 0: return nodes_.apply(Operation::less, {price(), cell()});
      case 6: {  // a band, which is not
        const ExprId above = nodes_.apply(Operation::less, {cell(), price()});
        return nodes_.both(above, nodes_.apply(Operation::less, {price(), cell()}));
      }
      case 1: {
        const ExprId floored = nodes_.apply(Operation::divide_down,
                                            {nodes_.apply(Operation::multiply, {cell(), price()}),
                                             nodes_.number(power_of_ten(static_cast<unsigned>(random_.below(9))))});
        return nodes_.apply(Operation::less_equal, {floored, cell()});
      }
      case 2: {
        const ExprId other = truth(1);
        return nodes_.both(margin(), other);
      }
      case 3: return nodes_.apply(Operation::less, {number(2), nodes_.apply(Operation::add, {price(), number(1)})});
      case 4: return nodes_.apply(Operation::logical_not, {margin()});
      default: return margin();
    }
  }
  /// a + size * price < need * (|size| * price): what a maintenance margin is.
  ExprId margin() {
    const auto integers = fields(Sort::integer);
    const std::uint32_t size = integers.empty() ? 0 : random_.pick(integers);
    const auto amount = [&] { return integers.empty() ? literal() : field(size); };
    const ExprId value = nodes_.apply(Operation::multiply, {amount(), price()});
    const ExprId equity = nodes_.apply(Operation::add, {cell(), value});
    const ExprId exposure = nodes_.apply(Operation::multiply, {nodes_.apply(Operation::absolute, {amount()}), price()});
    const ExprId need = random_.one_in(2) ? nodes_.apply(Operation::divide_up, {exposure, nodes_.number(16)}) : cell();
    return nodes_.apply(random_.one_in(2) ? Operation::less : Operation::less_equal, {equity, need});
  }

  Contract& contract_;
  RandomSource& random_;
  GlobalId price_;
  Nodes nodes_;
  TableId table_;
};

}  // namespace

void random_scans(Contract& contract, RandomSource& random, GlobalId price) {
  ScanMaker maker(contract, random, price);
  const std::size_t count = random.below(4);
  for (std::size_t i = 0; i < count; ++i)
    maker.add({static_cast<std::uint32_t>(random.below(contract.tables.size()))}, "scan" + std::to_string(i));
}

}  // namespace surety::testing
