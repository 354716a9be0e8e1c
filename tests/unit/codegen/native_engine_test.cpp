// The native engine on a small contract, against values worked out by hand.
#include "codegen/codegen.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

namespace {

using namespace surety;
using core::Integer;

class Margin {
 public:
  core::Outcome call(std::string_view step, std::vector<Integer> arguments) {
    return engine_->execute(core::find_step(contract_, step).value(), arguments);
  }
  std::string error(std::string_view step, std::vector<Integer> arguments) {
    const core::Outcome outcome = call(step, std::move(arguments));
    return outcome.error ? contract_[*outcome.error] : "ok";
  }
  Integer global(std::string_view name) const {
    return engine_->state().globals[core::find_global(contract_, name).value().index];
  }
  core::State state() const { return core::canonical(engine_->state()); }
  core::Engine& engine() { return *engine_; }

 private:
  core::Contract contract_ = samples::contract_of(samples::margin);
  std::unique_ptr<core::Engine> engine_ = codegen::make_native_engine(contract_);
};

}  // namespace

TEST_CASE("a deposit and a withdrawal that rounds up") {
  Margin margin;
  CHECK(margin.error("instantiate", {0, 100, 1, 20'000'000, 0}) == "ok");
  const core::Outcome deposit = margin.call("deposit", {0, 5'000'000});
  CHECK_FALSE(deposit.error);
  REQUIRE(deposit.effects.size() == 1);
  CHECK(deposit.effects[0] == core::EmittedEffect{core::EffectKind::receive, {0}, 0, 5'000'000});
  CHECK(margin.error("withdraw", {0, 5'000'000}) == "InsufficientFunds");
  CHECK(margin.error("withdraw", {0, 1'000'001}) == "ok");
  CHECK(margin.global("insurance") == 10'001);
  CHECK(margin.global("vault.USD") == 3'999'999);
  CHECK(margin.state().tables[0].at(0)[0] == 3'989'998);
}

TEST_CASE("a revert in the middle of a step changes nothing") {
  Margin margin;
  CHECK(margin.error("instantiate", {0, 100, 1, 20'000'000, 0}) == "ok");
  CHECK(margin.error("deposit", {0, 5'000'000}) == "ok");
  const core::State before = margin.state();
  CHECK(margin.error("open", {0, -1'000'000}) == "Undermargined");
  CHECK(margin.state() == before);
  CHECK(margin.error("instantiate", {0, 100, 1, 20'000'000, 7}) == "Rejected");  // it is already
  CHECK(margin.state() == before);
  CHECK(Margin().error("instantiate", {0, 450, 2, 20'000'000, 7}) == "WhereViolated");
}

TEST_CASE("two names of one row") {
  Margin margin;
  CHECK(margin.error("shift", {0, 3, 3, 900}) == "Rejected");  // before instantiation
  CHECK(margin.error("instantiate", {0, 100, 1, 20'000'000, 0}) == "ok");
  CHECK(margin.error("shift", {0, 3, 3, 900}) == "ok");
  CHECK(margin.state().tables[0].empty());
  CHECK(margin.error("shift", {0, 3, 4, 900}) == "ok");
  CHECK(margin.state().tables[0].at(3)[0] == -900);
  CHECK(margin.state().tables[0].at(4)[0] == 900);
}

TEST_CASE("rows grow with the parties that appear") {
  Margin margin;
  CHECK(margin.error("instantiate", {0, 100, 1, 20'000'000, 0}) == "ok");
  CHECK(margin.error("shift", {0, 100'000, 1, 1}) == "ok");
  CHECK(margin.state().tables[0].at(100'000)[0] == -1);
  CHECK_THROWS(margin.call("shift", {0, -1, 1, 1}));
}

TEST_CASE("a state goes in and comes out") {
  Margin margin;
  core::State state = margin.state();
  state.globals[1] = 17;
  state.globals[7] = -Integer("1000000000000");
  state.tables[0][40] = {Integer("-1000000000000"), 5, -6, 70};
  margin.engine().reset(state);
  CHECK(margin.state() == state);
}
