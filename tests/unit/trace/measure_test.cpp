// measure_test.cpp -- the distance of a condition to its flip, and that its truth is the Concrete reading's.
#include "verifier/trace/measure.h"

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/unit/trace/build.h"

namespace surety::verify::trace {
namespace {

using test::Builder;
using test::E;

Truth measured(const Builder& builder, E condition) {
  const core::State state = core::zero_state(builder.contract);
  const auto truth = measure(builder.contract, condition.id, state, nullptr, {}, {});
  REQUIRE(truth.has_value());
  CHECK(read::holds(builder.contract, condition.id, state) == truth->holds);
  return *truth;
}

TEST_CASE("a smaller gap is closer, in proportion to what is compared") {
  Builder b("Distances");
  const Truth near = measured(b, b.number(99) < b.number(100));
  const Truth far = measured(b, b.number(10) < b.number(100));
  const Truth large = measured(b, b.number(99'000) < b.number(100'000));
  CHECK(near.holds);
  CHECK(near.distance < far.distance);
  CHECK(large.distance == Approx(near.distance).epsilon(0.05));
}

TEST_CASE("a difference keeps the size of what it came from") {
  Builder b("Sizes");
  const Truth leveraged = measured(b, b.number(1'000) - b.number(990) >= b.number(0));
  const Truth plain = measured(b, b.number(10) >= b.number(0));
  CHECK(leveraged.distance < plain.distance);
}

TEST_CASE("connectives combine distances") {
  Builder b("Connectives");
  const E near = b.number(9) < b.number(10);
  const E far = b.number(1) < b.number(10);
  const E wrong = b.number(10) < b.number(5);
  CHECK(measured(b, near && far).distance == measured(b, near).distance);
  CHECK(measured(b, near || far).distance == Approx(measured(b, near).distance + measured(b, far).distance));
  CHECK(!measured(b, wrong && far).holds);
  CHECK(measured(b, wrong && far).distance == measured(b, wrong).distance);
  CHECK(measured(b, wrong || far).holds);
  CHECK(measured(b, wrong || far).distance == measured(b, far).distance);
  CHECK(measured(b, !near).distance == measured(b, near).distance);
}

TEST_CASE("rows are measured one by one, the closest counts") {
  Builder b("Rows");
  b.table("Account", {{"a", core::storage_range()}, {"b", core::storage_range()}});
  const E condition = b.forall(0, [&](E row) { return b.cell(row, 0) <= b.cell(row, 1); });
  core::State state = core::zero_state(b.contract);
  state.tables[0][0] = {core::Integer(1), core::Integer(1'000)};
  const auto loose = measure(b.contract, condition.id, state, nullptr, {}, {});
  state.tables[0][1] = {core::Integer(999), core::Integer(1'000)};
  const auto tight = measure(b.contract, condition.id, state, nullptr, {}, {});
  state.tables[0][2] = {core::Integer(1'001), core::Integer(1'000)};
  const auto broken = measure(b.contract, condition.id, state, nullptr, {}, {});
  REQUIRE((loose && tight && broken));
  CHECK((loose->holds && tight->holds && !broken->holds));
  CHECK(tight->distance < loose->distance);
}

TEST_CASE("what is undefined has no distance") {
  Builder b("Undefined");
  const E condition = floor_of(b.number(1), b.number(0)) == b.number(0);
  const core::State state = core::zero_state(b.contract);
  CHECK(!measure(b.contract, condition.id, state, nullptr, {}, {}));
}

}  // namespace
}  // namespace surety::verify::trace
