// recheck_test.cpp -- the second solver: what counts as its answer, and what becomes of verdicts when it agrees, gives
// up, talks rubbish, hangs, or contradicts.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"
#include "verifier/prover.h"
#include "verifier/solver/cvc5.h"
#include "verifier/solver/z3_npm.h"

using namespace surety;
using verify::Verdict;
using verify::solver::Cvc5;
using verify::solver::Status;
namespace fs = std::filesystem;

namespace {

/// A program that says it is cvc5 and answers every question with the lines of `body`; gone with the test.
class FakeSolver {
 public:
  explicit FakeSolver(const std::string& body, const std::string& version = "This is cvc5 version 0.0 [git]") {
    static int count = 0;
    path_ =
        fs::temp_directory_path() / ("surety-fake-" + std::to_string(getpid()) + "-" + std::to_string(++count) + ".sh");
    std::ofstream(path_) << "#!/bin/sh\nif [ \"$1\" = --version ]; then echo '" << version << "'; exit 0; fi\n"
                         << body << "\n";
    fs::permissions(path_, fs::perms::owner_all);
  }
  ~FakeSolver() {
    std::error_code error;
    fs::remove(path_, error);
  }
  FakeSolver(const FakeSolver&) = delete;
  FakeSolver& operator=(const FakeSolver&) = delete;
  [[nodiscard]] std::string program() const { return path_.string(); }

 private:
  fs::path path_;
};

std::string refusal_of(const std::string& program) {
  try {
    return "no refusal: " + Cvc5(program).name();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

verify::solver::Reply answer_of(const std::string& body, double seconds = 30) {
  const FakeSolver fake(body);
  verify::solver::Interrupter interrupter;
  return Cvc5(fake.program()).ask("(set-logic QF_NRA)\n(check-sat)\n", {1'000'000, seconds}, interrupter);
}

/// A product of two facts: a question that simplification alone does not answer.
core::Contract grower() {
  return samples::contract_of(R"core((contract Grower (error Range) (error Rejected)
  (global state x int (range 0 1000))
  (global state y int (range 0 1000))
  (global state z int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range) (write (y) 0 Range) (write (z) 0 Range))
  (step action grow (arguments (caller party) (n int (range 1 5) Range))
    (require (le (mul n n) (get y)) Rejected)
    (write (x) (add (get x) (mul n n)) Range)
    (write (y) (add (get y) (mul n n)) Range))
  (invariant behind (le (get x) (get y)))
  (rule square (after grow (le (mul (get x) (get z)) (mul (get y) (get z)))))))core");
}

verify::Report rechecked(const std::string& program) {
  verify::Options options;
  options.resource_limit = 4'000'000;
  options.search_steps = 1'000;
  options.recheck = program;
  return verify::prove(grower(), options);
}

verify::Recheck sum_of(const verify::PropertyResult& property) {
  verify::Recheck sum;
  for (const auto& obligation : property.obligations) {
    REQUIRE(obligation.recheck);
    sum.questions += obligation.recheck->questions;
    sum.confirmed += obligation.recheck->confirmed;
    if (sum.reason.empty()) sum.reason = obligation.recheck->reason;
  }
  return sum;
}

const verify::PropertyResult& square_of(const verify::Report& report) {
  for (const auto& property : report.properties) {
    if (property.name == "square") return property;
  }
  throw std::runtime_error("no property square");
}

}  // namespace

TEST_CASE("a second solver that is missing or is something else") {
  CHECK(refusal_of("no-such-solver").find("the package `cvc5`") != std::string::npos);
  const FakeSolver other("echo unsat", "Z3 version 4.8.12");
  CHECK(refusal_of(other.program()).find("said `Z3 version 4.8.12`") != std::string::npos);
  const FakeSolver fake("echo unsat");
  CHECK(Cvc5(fake.program()).name() == "cvc5 0.0");
}

TEST_CASE("an answer counts only where it is all that was said") {
  CHECK(answer_of("echo unsat").status == Status::unsat);
  CHECK(answer_of("echo sat").status == Status::sat);
  CHECK(answer_of("echo unknown").reason == "it gave up");
  CHECK(answer_of("true").reason == "it said nothing");
  CHECK(answer_of("echo unsatisfied; echo and more").reason == "it said `unsatisfied`");
  CHECK(answer_of("echo '(error \"line 1\")'; echo unsat").status == Status::unknown);
  CHECK(answer_of("echo unsat; echo 'out of memory' >&2").status == Status::unknown);
  CHECK(answer_of("echo unsat; kill -SEGV $$").reason == "it crashed");
  CHECK(answer_of("cat /dev/zero").reason == "it ran out of time");
}

TEST_CASE("a solver that hangs is ended, and what it started too") {
  CHECK(answer_of("while :; do sleep 1000; done", 0.2).reason == "it ran out of time");
  const FakeSolver fake("while :; do sleep 1000; done");
  verify::solver::Interrupter interrupter;
  interrupter.stop();
  CHECK(Cvc5(fake.program()).ask("", {1, 1000}, interrupter).status == Status::unknown);
}

TEST_CASE("a proof that the second solver confirms carries its name") {
  const FakeSolver fake("echo unsat");
  const auto report = rechecked(fake.program());
  const auto& square = square_of(report);
  CHECK(square.verdict == Verdict::proved);
  CHECK(square.rechecked_by == "cvc5 0.0");
  CHECK(sum_of(square).questions > 0);
  CHECK(report.disagreements.empty());
}

TEST_CASE("a proof that the second solver does not confirm stays proved, and says so") {
  for (const std::string body : {"echo unknown", "true", "echo rubbish"}) {
    const FakeSolver fake(body);
    const auto report = rechecked(fake.program());
    const auto& square = square_of(report);
    CHECK(square.verdict == Verdict::proved);
    CHECK(square.rechecked_by.empty());
    CHECK(sum_of(square).confirmed == 0);
    CHECK(sum_of(square).reason.starts_with("cvc5 0.0: it "));
    CHECK(report.disagreements.empty());
  }
}

TEST_CASE("where two solvers contradict each other nothing is proved") {
  const FakeSolver fake("echo sat");
  const auto report = rechecked(fake.program());
  const auto& square = square_of(report);
  CHECK(square.verdict == Verdict::unknown);
  CHECK(square.rechecked_by.empty());
  CHECK(square.reason.find("cvc5 0.0 finds a solution where Z3") != std::string::npos);
  REQUIRE_FALSE(report.disagreements.empty());
  CHECK(report.disagreements.front().find("one of them is wrong") != std::string::npos);
}

TEST_CASE("the questions say over the reals that whole numbers which differ do so by one") {
  term::Arena arena;
  const auto x = arena.variable("x");
  const std::string text = term::smtlib(arena, {{"", arena.negate(arena.zero(x))}}, term::Numbers::reals, {"why"}, "");
  CHECK(text ==
        "; why\n(set-logic QF_NRA)\n(declare-const |x| Real)\n"
        "(assert (or (>= |x| 1.0) (<= |x| (- 1.0))))\n(check-sat)\n");
}

TEST_CASE("cvc5 itself") {
  std::string name;
  try {
    name = verify::second_solver_name("cvc5");
  } catch (const std::runtime_error& error) {
    WARN("not tried: " << error.what());
    return;
  }
  const auto report = rechecked("cvc5");
  CHECK(square_of(report).verdict == Verdict::proved);
  CHECK(square_of(report).rechecked_by == name);
  CHECK(report.disagreements.empty());
}

TEST_CASE("the npm package of Z3 confirms where it is installed, and is asked for by name where it is not") {
  std::string refusal;
  try {
    verify::z3_npm_name("/nonexistent");
  } catch (const std::runtime_error& error) {
    refusal = error.what();
  }
  CHECK(refusal.find("npm install --prefix /nonexistent z3-solver") != std::string::npos);
  const char* folder = std::getenv("SURETY_Z3_NPM");
  verify::Options options;
  options.resource_limit = 4'000'000;
  options.search_steps = 1'000;
  options.recheck_z3_npm = folder ? folder : "";
  std::string name;
  try {
    name = verify::z3_npm_name(*options.recheck_z3_npm);
  } catch (const std::runtime_error& error) {
    WARN("skipped: " << error.what());
    return;
  }
  const auto report = verify::prove(grower(), options);
  CHECK(report.disagreements.empty());
  const auto& square = report.properties.back();
  CHECK(square.rechecked_by == name);
  CHECK(sum_of(square).confirmed == sum_of(square).questions);
}

namespace {

/// A folder with a package `z3-solver` that answers what each question says in a comment; gone with the test.
class FakePackage {
 public:
  FakePackage() : folder_(fs::temp_directory_path() / ("surety-fake-npm-" + std::to_string(getpid()))) {
    fs::create_directories(folder_ / "node_modules/z3-solver");
    std::ofstream(folder_ / "node_modules/z3-solver/index.js") << R"js(
exports.init = async () => ({ Z3: {
  get_version: () => ({ major: 9, minor: 9, build_number: 9 }),
  mk_config: () => 0, mk_context: () => 0, del_context: () => 0,
  eval_smtlib2_string: async (context, text) => {
    if (text.includes('; crash')) process.kill(process.pid, 'SIGKILL');
    if (text.includes('; hang')) await new Promise(() => setInterval(() => {}, 1000));
    return /; says (.*)/.exec(text)[1] + '\n';
  },
} });
)js";
  }
  ~FakePackage() {
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  FakePackage(const FakePackage&) = delete;
  FakePackage& operator=(const FakePackage&) = delete;
  [[nodiscard]] std::string folder() const { return folder_.string(); }

 private:
  fs::path folder_;
};

}  // namespace

TEST_CASE("questions put together are answered each as if alone, also beside one that crashes or hangs") {
  const FakePackage package;
  const verify::solver::Z3Npm npm(package.folder());
  CHECK(npm.name() == "z3-npm 9.9.9");
  verify::solver::Interrupter interrupter;
  const auto told = [&](const std::vector<std::string>& questions) {
    std::vector<Status> answers;
    for (const auto& reply : npm.ask_all(questions, {1'000, 3}, interrupter)) answers.push_back(reply.status);
    return answers;
  };
  using enum Status;
  CHECK(told({"; says unsat", "; says sat", "; says unknown", "; says unsat"}) ==
        std::vector{unsat, sat, unknown, unsat});
  CHECK(told({"; says unsat", "; crash", "; says sat"}) == std::vector{unsat, unknown, sat});
  CHECK(told({"; says sat", "; hang", "; says unsat"}) == std::vector{sat, unknown, unsat});
  CHECK(told({"; says unsat or sat", "; says unsat"}) == std::vector{unknown, unsat});
  CHECK(told({}) == std::vector<Status>{});
  CHECK(npm.ask("; says sat", {1'000, 5}, interrupter).status == sat);
  interrupter.stop();
  CHECK(told({"; says unsat", "; says sat"}) == std::vector{unknown, unknown});
}
