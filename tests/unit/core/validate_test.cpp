// validate_test.cpp -- what validate() refuses, one broken contract each.
#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;

namespace {
/// What validate says of a contract with one action whose statements are `body`.
std::string verdict(const std::string& body, const std::string& properties = "") {
  const std::string text =
      "(contract T (asset USD 6 100) (global state x int (range -5 5)) (global role r party (range 0 0))\n"
      "(table A (field f int (range -5 5)))\n"
      "(step instantiate instantiate (arguments (caller party)))\n"
      "(step action act (arguments (caller party) (n int (range 0 9) Overflow)) (locals (l int) (m int))\n" +
      body + ")\n" + properties + ")";
  const auto parsed = core::parse_text(text);
  if (const auto* error = std::get_if<core::TextError>(&parsed)) return "text: " + error->message;
  return core::validate(std::get<core::Contract>(parsed)).value_or("sound");
}
}  // namespace

TEST_CASE("sound contracts pass") {
  CHECK(verdict("(let l n) (write (x) l Overflow)") == "sound");
  CHECK(verdict("(write (x) (add (bind l n l) (bind l n l)) Overflow)") == "sound");
  CHECK(verdict("(branch true (then (let l n)) (else (let l 2)))") == "sound");
}

TEST_CASE("locals are bound before use on every path and never twice in one scope") {
  CHECK(verdict("(write (x) l Overflow)") == "step `act`: local 2 is read where it is not bound");
  CHECK(verdict("(branch true (then (let l n)) (else (let l n))) (write (x) l Overflow)") ==
        "step `act`: local 2 is read where it is not bound");
  CHECK(verdict("(write (x) (add (bind l n l) l) Overflow)") == "step `act`: local 2 is read where it is not bound");
  CHECK(verdict("(write (x) (if true (bind l n l) l) Overflow)") ==
        "step `act`: local 2 is read where it is not bound");
  CHECK(verdict("(let l n) (let l n)") == "step `act`: local 2 is bound again while in scope");
  CHECK(verdict("(let n 5)") == "step `act`: local 1 is bound again while in scope");
  CHECK(verdict("(let l caller)") == "step `act`: local `l` is declared an integer and bound to a party");
}

TEST_CASE("sorts agree") {
  CHECK(verdict("(write (x) true Overflow)") == "step `act`: a written value must be an integer and is a boolean");
  CHECK(verdict("(require n Overflow)") == "step `act`: a required condition must be a boolean and is an integer");
  CHECK(verdict("(write (x) (add n true) Overflow)") == "step `act`: `add` takes integers");
  CHECK(verdict("(require (eq caller caller) Overflow)") == "step `act`: `eq` compares two integers or two booleans");
  CHECK(verdict("(require (eq true true) Overflow)") == "sound");
  CHECK(verdict("(require (same caller n) Overflow)") == "step `act`: `same` compares parties");
  CHECK(verdict("(write (x) (if true n false) Overflow)") == "step `act`: the arms of `if` differ in sort");
  CHECK(verdict("(write (A n f) 1 Overflow)") == "step `act`: the key of a row must be a party and is an integer");
  CHECK(verdict("(write (x) (: bool n) Overflow)") ==
        "step `act`: expression 0 is an integer and is typed as a boolean");
}

TEST_CASE("quantifiers, before and named parties stand where they may") {
  CHECK(verdict("(require (forall A l true) Overflow)") == "step `act`: a quantifier stands outside properties");
  CHECK(verdict("(require (before true) Overflow)") == "step `act`: `before` stands outside rules");
  CHECK(verdict("(pay USD (party 3) n)") == "step `act`: a party is named outside a test");
  CHECK(verdict("", "(invariant i (before true))") == "property `i`: `before` stands outside rules");
  CHECK(verdict("", "(invariant i (le (sum A $0 (get A $0 f)) 0))") == "sound");
  CHECK(verdict("", "(invariant i (le (sum A $0 true) 0))") ==
        "property `i`: the body of a quantifier has the wrong sort");
  CHECK(verdict("", "(rule i (after act (before (lt n (get x)))))") == "sound");
  CHECK(verdict("", "(can i A $0 true (call act $0))") ==
        "property `i`: a call of `act` has the wrong number of arguments");
  CHECK(verdict("", "(can i A $0 true (call act $0 $0))") ==
        "property `i`: an argument of a call must be an integer and is a party");
  CHECK(verdict("", "(test t (parties a) (call instantiate (party 0)))") == "sound");
}

TEST_CASE("ranges fit 128 bits and rows may be zero") {
  core::Contract contract = samples::contract_of(samples::margin);
  contract.globals[1].range.high = core::power_of_two(127);
  CHECK(core::validate(contract) == "global `fee`: its range is empty or beyond 128 bits");
  contract = samples::contract_of(samples::margin);
  contract.tables[0].fields[2].range = {1, 5};
  CHECK(core::validate(contract) == "field `Trader.size`: a row begins as zeros, so its range must contain 0");
  contract = samples::contract_of(samples::margin);
  contract.steps[1].locals[1].range.high = core::power_of_two(127);
  CHECK(core::validate(contract) == "step `deposit`: the range of argument `amount` is empty or beyond 128 bits");
}

TEST_CASE("ids that point nowhere or forward are found") {
  core::Contract contract = samples::contract_of(samples::margin);
  contract.steps[2].body.push_back({100'000});
  CHECK(core::validate(contract) == "step `open`: statement 100000 does not exist");
  contract = samples::contract_of(samples::margin);
  for (core::Expr& expr : contract.exprs) {
    if (auto* apply = std::get_if<core::Apply>(&expr.node))
      apply->arguments[0] = {static_cast<std::uint32_t>(&expr - contract.exprs.data())};
  }
  REQUIRE(core::validate(contract).has_value());
  CHECK(core::validate(contract)->ends_with("does not come before its parent"));
  contract = samples::contract_of(samples::margin);
  contract.errors.erase(contract.errors.begin());
  CHECK(core::validate(contract) == "the errors do not begin with the builtin ones");
}

TEST_CASE("a fact names its function's value, for all its variables") {
  const std::string head = "(fact f (variables (x int (range 0 9) Overflow)) (locals (v int)) ";
  CHECK(verdict("", head + "(bind v (stated f x (add x 1)) (lt x v)))") == "sound");
  CHECK(verdict("", head + "(lt x 10))") == "fact `f`: its claim does not name the value");
  CHECK(verdict("", head + "(bind v (stated f (add x 1)) (lt x v)))") ==
        "fact `f`: the value of `f` has the wrong number of arguments");
}
