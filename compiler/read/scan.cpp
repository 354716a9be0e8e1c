// scan.cpp -- see scan.h.
#include "compiler/read/scan.h"

#include "compiler/read/concrete.h"
#include "compiler/read/interval_domain.h"

namespace surety::read {

core::Found scan(const core::Contract& contract, core::ScanId id, const core::State& state) {
  const core::Scan& scan = contract[id];
  Concrete domain(contract, state, nullptr);
  core::Semantics<Concrete> evaluator(contract, domain, core::Mode::property);
  core::Found found;
  try {
    for (const auto& [party, row] : state.tables[scan.table.index]) {
      evaluator.bind(scan.row, party);
      if (evaluator.boolean(scan.condition)) found.parties.push_back(party);
    }
  } catch (const Revert& revert) {
    return {revert.error, {}};
  }
  return found;
}

namespace {

/// Globals as they are declared or zero, as before instantiation; every row all zeros.
class ZeroRows : public IntervalDomain {
 public:
  explicit ZeroRows(const core::Contract& contract) : IntervalDomain(contract, false), contract_(contract) {
    for (std::uint32_t i = 0; i < contract.globals.size(); ++i) {
      const core::Global& global = contract.globals[i];
      if (global.type.sort == core::Sort::integer)
        write_global({i}, unknown(core::Sort::integer, interval::join(global.range, interval::point(0))));
    }
  }
  Value read_row(core::TableId table, const Party&, core::FieldId field) {
    const core::Sort sort = contract_.field(table, field).type.sort;
    return sort == core::Sort::boolean ? Value{boolean(false)} : unknown(sort, interval::point(0));
  }

 private:
  const core::Contract& contract_;
};

}  // namespace

bool may_find_zero_row(const core::Contract& contract, const core::Scan& scan) {
  ZeroRows domain(contract);
  core::Semantics<ZeroRows> semantics(contract, domain, core::Mode::property);
  semantics.bind(scan.row, domain.party(0));
  return semantics.boolean(scan.condition).truth != Truth::no;
}

}  // namespace surety::read
