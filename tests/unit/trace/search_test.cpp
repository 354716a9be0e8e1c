// search_test.cpp -- every planted bug is found, replayed and short; nothing is found where there is nothing.
#include "verifier/trace/search.h"

#include <algorithm>

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/unit/trace/planted.h"
#include "verifier/trace/replay.h"

namespace surety::verify::trace {
namespace {

using test::Planted;

Request request_for(const Planted& planted, std::uint64_t steps) {
  Request request;
  request.property = planted.property;
  request.budget.steps = steps;
  request.budget.seconds = 120;
  return request;
}

const Planted& named(const std::vector<Planted>& list, const std::string& bug) {
  return *std::ranges::find(list, bug, &Planted::bug);
}

TEST_CASE("planted bugs become short runs that replay") {
  for (const Planted& planted : test::planted_bugs()) {
    INFO(planted.bug);
    Request request = request_for(planted, 400'000);
    request.make_engine = [](const core::Contract& contract) { return read::make_interpreter(contract); };
    const Answer answer = search(planted.contract, request);
    INFO(answer.reason);
    REQUIRE(answer.counterexample.has_value());
    CHECK(answer.counterexample->replayed);
    CHECK(answer.counterexample->engines.size() == 2);
    CHECK(answer.counterexample->trace.calls.size() <= planted.most_calls + 1);
    CHECK(answer.counterexample->story.size() > answer.counterexample->trace.calls.size());
    CHECK(replay(planted.contract, request, answer.counterexample->trace).broken);
  }
}

TEST_CASE("nothing is found in sound contracts") {
  for (const Planted& sound : test::sound_contracts()) {
    INFO(sound.bug);
    const Answer answer = search(sound.contract, request_for(sound, 30'000));
    CHECK(!answer.counterexample);
    CHECK(answer.reason.starts_with("no run was found in"));
  }
}

TEST_CASE("the same request gives the same answer") {
  const auto bugs = test::planted_bugs();
  const Planted& planted = named(bugs, "an oracle step beyond the buffer");
  const Answer first = search(planted.contract, request_for(planted, 400'000));
  const Answer second = search(planted.contract, request_for(planted, 400'000));
  REQUIRE(first.counterexample.has_value());
  REQUIRE(second.counterexample.has_value());
  CHECK(first.steps == second.steps);
  CHECK(first.counterexample->trace.calls == second.counterexample->trace.calls);
}

TEST_CASE("a run that violates an assumption does not replay") {
  auto bugs = test::planted_bugs();
  Planted planted = named(bugs, "an oracle step beyond the buffer");
  const Answer answer = search(planted.contract, request_for(planted, 400'000));
  REQUIRE(answer.counterexample.has_value());
  // The same run under an assumption that never holds.
  core::Contract strict = planted.contract;
  strict.exprs.push_back({{core::Sort::boolean, "", 0, "", {}}, {}, {}, core::Literal{0}});
  strict.assumptions[0].condition = {static_cast<std::uint32_t>(strict.exprs.size() - 1)};
  const Replay replayed = replay(strict, request_for(planted, 1), answer.counterexample->trace);
  CHECK(!replayed.broken);
  CHECK(replayed.reason == "an assumption does not hold in the run");
}

TEST_CASE("a hint of the solver shortens the search") {
  const auto bugs = test::planted_bugs();
  const Planted& planted = named(bugs, "parameters at their extremes");
  Request request = request_for(planted, 400'000);
  Hint hint;
  hint.step = core::find_step(planted.contract, "buy");
  hint.state = core::zero_state(planted.contract);
  hint.state->globals[core::find_global(planted.contract, "fee")->index] = 5'500;
  hint.state->globals[core::find_global(planted.contract, "royalty")->index] = 4'600;
  request.hints.push_back(hint);
  const Answer answer = search(planted.contract, request);
  REQUIRE(answer.counterexample.has_value());
  CHECK(answer.steps_to_find < 200);
}

TEST_CASE("a search can be cancelled") {
  const auto sound = test::sound_contracts();
  Request request = request_for(sound[0], 10'000'000);
  request.cancelled = [] { return true; };
  const Answer answer = search(sound[0].contract, request);
  CHECK(!answer.counterexample);
  CHECK(answer.reason == "cancelled");
}

TEST_CASE("a solver may supply the last calls") {
  const auto bugs = test::planted_bugs();
  const Planted& planted = named(bugs, "a transfer to oneself");
  Request request = request_for(planted, 400'000);
  unsigned asked = 0;
  request.last_steps = [&](const core::State&, std::uint32_t) {
    ++asked;
    const core::StepId mint = *core::find_step(planted.contract, "mint");
    const core::StepId transfer = *core::find_step(planted.contract, "transfer");
    return std::vector<std::vector<core::Call>>{{{mint, {0, 7}}, {transfer, {0, 0, 7}}}};
  };
  const Answer answer = search(planted.contract, request);
  REQUIRE(answer.counterexample.has_value());
  CHECK(asked <= 8 * 16);
}

}  // namespace
}  // namespace surety::verify::trace
