// session_test.cpp -- questions end when they are told to, when their time is over, and are not asked after that.
#include "verifier/solver/session.h"

#include "tests/catch.h"
#include "verifier/prove/ladder.h"
#include "verifier/solver/linear.h"

using namespace surety;
using namespace surety::term;
using verify::solver::Interrupter;
using verify::solver::Session;
using verify::solver::Status;

namespace {

/// x^3 + y^3 = z^3 over positive integers: the solver looks for a solution as long as it is let.
std::vector<Bool> endless(Arena& arena) {
  const auto cube = [&](const char* name) {
    const Int x = arena.variable(name);
    return std::pair(arena.multiply(x, arena.multiply(x, x)), arena.less(arena.integer(Integer(0)), x));
  };
  const auto [x, x_positive] = cube("x");
  const auto [y, y_positive] = cube("y");
  const auto [z, z_positive] = cube("z");
  return {arena.equal(arena.add(x, y), z), x_positive, y_positive, z_positive};
}

constexpr verify::solver::Limits unlimited{4'000'000'000};

}  // namespace

TEST_CASE("a session whose time is over asks no question") {
  Arena arena;
  Interrupter interrupter;
  Session session(interrupter, 0);
  REQUIRE(session.over());
  const auto reply = verify::solver::ask(arena, {arena.constant(true)}, Numbers::reals, {}, session);
  CHECK(reply.status == Status::unknown);
  CHECK(reply.reason == "out of time");
  CHECK(verify::solver::ask_linear({}, {}, session).status == Status::unknown);
  const Int x = arena.variable("x");
  const Bool positive = arena.less(arena.integer(Integer(0)), x);
  const verify::strategy::Question question{{{"x > 0", positive}}, arena.less(x, arena.multiply(x, x))};
  verify::strategy::Habit habit;
  const auto foot = verify::strategy::climb_foot(arena, question, 1'000'000, session, habit);
  CHECK(foot.answer == verify::strategy::Answer::unknown);
  CHECK(foot.reason == "out of time");
  const auto top = verify::strategy::climb_top(arena, question, 1'000'000, session, foot);
  CHECK(top.answer == verify::strategy::Answer::unknown);
  CHECK(top.reason == "out of time");
  CHECK(interrupter.asked() == 0);
}

TEST_CASE("a stopped interrupter ends questions without an answer") {
  Arena arena;
  Interrupter interrupter;
  interrupter.stop();
  Session session(interrupter);
  const auto reply = verify::solver::ask(arena, {arena.constant(true)}, Numbers::reals, {}, session);
  CHECK(reply.status == Status::unknown);
  CHECK(reply.reason == "ended early");
  CHECK(interrupter.asked() == 0);
}

TEST_CASE("the watcher ends a question when its time or the session's is over") {
  Arena arena;
  Interrupter interrupter;
  Session patient(interrupter, 1e6);
  verify::solver::Limits limits = unlimited;
  limits.seconds = 0.05;
  CHECK(verify::solver::ask(arena, endless(arena), Numbers::integers, limits, patient).status == Status::unknown);
  CHECK_FALSE(patient.over());
  Session hurried(interrupter, 0.05);
  const auto reply = verify::solver::ask(arena, endless(arena), Numbers::integers, unlimited, hurried);
  CHECK(reply.status == Status::unknown);
  CHECK(reply.reason == "out of time");
  CHECK(hurried.over());
  CHECK(interrupter.asked() == 2);
}

TEST_CASE("another thread ends a question that is being asked") {
  Arena arena;
  Interrupter interrupter;
  std::thread other([&] {
    while (interrupter.asked() == 0) std::this_thread::yield();
    interrupter.stop();
  });
  Session session(interrupter, 1e6);
  const auto reply = verify::solver::ask(arena, endless(arena), Numbers::integers, unlimited, session);
  other.join();
  CHECK(reply.status == Status::unknown);
  CHECK(reply.reason == "ended early");
}

TEST_CASE("a session answers on after it was interrupted and after it forgot") {
  Arena arena;
  Interrupter interrupter;
  Session session(interrupter, 1e6);
  verify::solver::Limits limits = unlimited;
  limits.seconds = 0.02;
  const Int x = arena.variable("x");
  const Bool negative = arena.less(x, arena.integer(Integer(0)));
  const Bool square = arena.less(arena.multiply(x, x), arena.integer(Integer(0)));
  for (int i = 0; i < 3; ++i) {
    CHECK(verify::solver::ask(arena, endless(arena), Numbers::integers, limits, session).status == Status::unknown);
    CHECK(verify::solver::ask(arena, {square}, Numbers::reals, {}, session).status == Status::unsat);
    CHECK(verify::solver::ask(arena, {negative}, Numbers::reals, {}, session).status == Status::sat);
    if (i == 1) session.forget();
  }
}
