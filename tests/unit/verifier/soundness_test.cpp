// soundness_test.cpp -- nothing that is PROVED of a random contract is ever seen broken, and nothing VIOLATED holds.
//
// Contracts over tiny ranges with random invariants; the interpreter runs each from instantiation, thousands of calls.
#include <set>

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/random_contract.h"
#include "tests/differential/random_source.h"
#include "verifier/prover.h"

using namespace surety;
using core::Integer;

namespace {

/// Appends invariants over a contract's own cells.
class InvariantMaker {
 public:
  InvariantMaker(core::Contract& contract, std::uint64_t seed) : contract_(contract), random_(seed) {}

  void add(unsigned number) {
    core::Property property;
    property.name = "invariant" + std::to_string(number);
    property.condition = formula();
    contract_.properties.push_back(property);
  }

 private:
  core::ExprId make(core::Sort sort, decltype(core::Expr::node) node) {
    core::Expr expr{{}, {}, {}, std::move(node)};
    expr.type.sort = sort;
    contract_.exprs.push_back(std::move(expr));
    return {static_cast<std::uint32_t>(contract_.exprs.size() - 1)};
  }
  core::ExprId apply(core::Sort sort, core::Operation operation, std::vector<core::ExprId> arguments) {
    return make(sort, core::Apply{operation, std::move(arguments)});
  }
  core::ExprId number() {
    return make(core::Sort::integer, core::Literal{Integer(static_cast<long>(random_.below(19)) - 9)});
  }

  std::optional<core::ExprId> global() {
    std::vector<std::uint32_t> integers;
    for (std::uint32_t i = 0; i < contract_.globals.size(); ++i) {
      if (contract_.globals[i].type.sort == core::Sort::integer) integers.push_back(i);
    }
    if (integers.empty()) return std::nullopt;
    return make(core::Sort::integer, core::Read{core::GlobalPlace{core::GlobalId{random_.pick(integers)}}});
  }

  struct Column {
    core::TableId table;
    core::FieldId field;
  };
  std::optional<Column> column() {
    std::vector<Column> columns;
    for (std::uint32_t t = 0; t < contract_.tables.size(); ++t) {
      for (std::uint32_t f = 0; f < contract_.tables[t].fields.size(); ++f) {
        if (contract_.tables[t].fields[f].type.sort == core::Sort::integer) columns.push_back({{t}, {f}});
      }
    }
    return columns.empty() ? std::nullopt : std::optional(random_.pick(columns));
  }
  core::ExprId cell(const Column& column) {
    const core::ExprId key = make(core::Sort::party, core::LocalRead{core::LocalId{0}});
    return make(core::Sort::integer, core::Read{core::RowPlace{column.table, key, column.field}});
  }

  core::ExprId compared(core::ExprId a, core::ExprId b) {
    const auto operation = random_.one_in(3) ? core::Operation::less : core::Operation::less_equal;
    return random_.one_in(2) ? apply(core::Sort::boolean, operation, {a, b})
                             : apply(core::Sort::boolean, operation, {b, a});
  }
  core::ExprId formula() {
    const auto some_global = global();
    const auto some_column = column();
    const core::ExprId other = some_global && random_.one_in(2) ? *some_global : number();
    if (some_column && random_.one_in(2)) {
      const core::ExprId body = compared(cell(*some_column), other);
      return make(core::Sort::boolean,
                  core::Quantified{core::Quantifier::forall, some_column->table, core::LocalId{0}, body});
    }
    if (some_column && random_.one_in(2)) {
      const core::ExprId sum = make(core::Sort::integer, core::Quantified{core::Quantifier::sum, some_column->table,
                                                                          core::LocalId{0}, cell(*some_column)});
      return compared(sum, other);
    }
    return compared(some_global ? *some_global : number(), number());
  }

  core::Contract& contract_;
  testing::RandomSource random_;
};

/// Properties seen broken in random runs.
std::set<std::string> seen_broken(const core::Contract& contract, std::uint64_t seed) {
  std::set<std::string> broken;
  const auto engine = read::make_interpreter(contract);
  testing::AimedInputs inputs(contract, seed, 3);
  testing::RandomSource random(seed);
  for (unsigned run = 0; run < 20; ++run) {
    engine->reset(core::zero_state(contract));
    bool begun = false;
    for (unsigned call = 0; call < 60; ++call) {
      const std::size_t pick = random.below(contract.steps.size() - 1);
      const core::StepId step{begun ? static_cast<std::uint32_t>(1 + pick) : 0};
      if (engine->execute(step, inputs.arguments(step, engine->state())).error) continue;
      begun = true;
      const core::State state = engine->state();
      for (const core::Property& property : contract.properties) {
        if (property.kind == core::PropertyKind::lemma) continue;
        if (read::holds(contract, property.condition, state) != true) broken.insert(property.name);
      }
    }
  }
  return broken;
}

}  // namespace

TEST_CASE("PROVED is never seen broken") {
  unsigned proved = 0;
  unsigned refuted = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    testing::RandomContractOptions shape;
    shape.actions = 2;
    shape.depth = 2;
    shape.statements = 3;
    shape.extreme_ranges = false;
    core::Contract contract = testing::random_contract(seed, shape);
    // A lemma that a step uses stays: it is known by its place.
    std::erase_if(contract.properties, [](const core::Property& one) { return one.kind != core::PropertyKind::lemma; });
    contract.assumptions.clear();
    InvariantMaker maker(contract, seed);
    for (unsigned i = 0; i < 4; ++i) maker.add(i);
    const auto broken = seen_broken(contract, seed);
    verify::Options options;
    options.resource_limit = 300'000;
    options.jobs = 2;
    for (const auto& property : verify::prove(contract, options).properties) {
      INFO("seed " << seed << ", " << property.name);
      if (property.verdict == verify::Verdict::proved) {
        ++proved;
        CHECK_FALSE(broken.contains(property.name));
      }
      if (property.verdict == verify::Verdict::violated) {
        ++refuted;
        CHECK(property.counterexample->replayed);
      }
    }
  }
  CHECK(proved > 3);
  CHECK(refuted > 3);
}
