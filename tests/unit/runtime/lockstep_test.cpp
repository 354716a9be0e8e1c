// lockstep_test.cpp -- engines that lie are caught, and the first difference is named in words.
#include "runtime/engine/lockstep.h"

#include <functional>

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;
using core::Integer;

namespace {

/// The interpreter, with a change of heart after each call.
class Liar final : public core::Engine {
 public:
  using Lie = std::function<void(core::State&, core::Outcome&)>;
  Liar(const core::Contract& contract, Lie lie) : engine_(read::make_interpreter(contract)), lie_(std::move(lie)) {}
  [[nodiscard]] std::string name() const override { return "liar"; }
  core::Outcome execute(core::StepId step, std::span<const Integer> arguments) override {
    core::Outcome outcome = engine_->execute(step, arguments);
    core::State changed = engine_->state();
    lie_(changed, outcome);
    engine_->reset(changed);
    return outcome;
  }
  [[nodiscard]] core::State state() const override { return engine_->state(); }
  void reset(const core::State& state) override { engine_->reset(state); }

 private:
  std::unique_ptr<core::Engine> engine_;
  Lie lie_;
};

const core::Contract& margin() {
  static const core::Contract contract = samples::contract_of(samples::margin);
  return contract;
}

/// What is said after instantiation, a deposit and a withdrawal that fails, where the liar lies once at call `when`.
std::string said(std::size_t when, const Liar::Lie& lie) {
  const auto honest = read::make_interpreter(margin());
  std::size_t calls = 0;
  Liar liar(margin(), [&](core::State& state, core::Outcome& outcome) {
    if (calls++ == when) lie(state, outcome);
  });
  runtime::Lockstep lockstep(margin(), {honest.get(), &liar});
  lockstep.execute({{0}, {9, 100, 0, 20'000'000, 1'000}});
  lockstep.execute({{1}, {1, 5'000'000}});
  lockstep.execute({*core::find_step(margin(), "withdraw"), {1, 5'000'000}});
  const auto& found = lockstep.disagreement();
  return found ? std::to_string(found->call) + " " + found->what : "agreed";
}

}  // namespace

TEST_CASE("engines that agree are left in peace, rows of zeros or not") {
  CHECK(said(1, [](core::State&, core::Outcome&) {}) == "agreed");
  CHECK(said(1, [](core::State& state, core::Outcome&) { state.tables[0][7] = {0, 0, 0, 0}; }) == "agreed");
}

TEST_CASE("the first difference is named") {
  CHECK(said(1, [](core::State& state, core::Outcome&) { state.tables[0][1][0] = 6; }) ==
        "1 state: Trader[party 1].quote is 5000000 on interpreter and 6 on liar");
  CHECK(said(0, [](core::State& state, core::Outcome&) { state.globals[1] = 3; }) ==
        "0 state: fee is 100 on interpreter and 3 on liar");
  CHECK(said(1, [](core::State& state, core::Outcome&) { state.tables[0][5] = {0, 0, 0, 2}; }) ==
        "1 state: Trader[party 5].friend is 0 on interpreter and 2 on liar");
  CHECK(said(1, [](core::State&, core::Outcome& outcome) { outcome.effects.clear(); }) ==
        "1 effects: number 0 is receive 5000000 of USD from party 1 on interpreter and missing on liar");
  CHECK(said(1, [](core::State&, core::Outcome& outcome) { outcome.effects[0].amount = 1; }) ==
        "1 effects: number 0 is receive 5000000 of USD from party 1 on interpreter and receive 1 of USD from party 1 "
        "on liar");
  CHECK(said(2, [](core::State&, core::Outcome& outcome) { outcome.error.reset(); }) ==
        "2 outcome: the call reverts with InsufficientFunds on interpreter and succeeds on liar");
}

TEST_CASE("a revert that changes the state is a difference with the past") {
  CHECK(said(2, [](core::State& state, core::Outcome&) { state.globals[1] = 3; }) ==
        "2 state: fee is 3 on liar and 100 on the state before this reverted call");
}

TEST_CASE("reset forgets") {
  const auto a = read::make_interpreter(margin());
  runtime::Lockstep lockstep(margin(), {a.get()});
  lockstep.execute({{0}, {9, 100, 0, 20'000'000, 1'000}});
  CHECK(lockstep.state().globals[1] == 100);
  lockstep.reset();
  CHECK(lockstep.state() == core::zero_state(margin()));
  CHECK(a->state() == core::zero_state(margin()));
}
