// founded_test.cpp -- what falls with what, and what another proof keeps.
#include "verifier/prove/founded.h"

#include "tests/catch.h"

using namespace surety::verify;

namespace {

PropertyResult proof(const std::string& name, const std::vector<std::string>& uses) {
  PropertyResult result;
  result.name = name;
  result.verdict = Verdict::proved;
  result.obligations.emplace_back();
  result.obligations.front().uses = uses;
  return result;
}

void nothing(const strategy::Results& /*proofs*/, const std::set<std::string>& /*withheld*/) {}

}  // namespace

TEST_CASE("what rests on what is not proved falls, and what rests on that") {
  PropertyResult broken = proof("broken", {});
  broken.verdict = Verdict::unknown;
  PropertyResult first = proof("first", {"broken"});
  PropertyResult second = proof("second", {"first", "apart"});
  PropertyResult apart = proof("apart", {"apart"});
  strategy::withdraw_unfounded({&second, &first, &broken, &apart}, nothing);
  CHECK(first.verdict == Verdict::unknown);
  CHECK(first.reason == "it follows from `broken`, which is not proved");
  CHECK(second.reason == "it follows from `first`, which is not proved");
  CHECK(apart.verdict == Verdict::proved);
}

TEST_CASE("another proof without what fell keeps what rests on it") {
  PropertyResult broken = proof("broken", {});
  broken.verdict = Verdict::unknown;
  PropertyResult first = proof("first", {"broken"});
  PropertyResult second = proof("second", {"first"});
  std::set<std::string> withheld_from_first;
  strategy::withdraw_unfounded({&broken, &first, &second},
                               [&](const strategy::Results& proofs, const std::set<std::string>& withheld) {
                                 REQUIRE(proofs == strategy::Results{&first});
                                 withheld_from_first = withheld;
                                 first.obligations.front().uses = {"second"};
                               });
  CHECK(withheld_from_first == std::set<std::string>{"broken"});
  CHECK(first.verdict == Verdict::proved);
  CHECK(second.verdict == Verdict::proved);
}

TEST_CASE("another proof may fall in its turn") {
  PropertyResult broken = proof("broken", {});
  broken.verdict = Verdict::violated;
  PropertyResult first = proof("first", {"broken"});
  PropertyResult second = proof("second", {"broken"});
  strategy::withdraw_unfounded({&broken, &first, &second}, [&](const strategy::Results& proofs, const auto& withheld) {
    // Only `second` has one, and it leans on `first`, which has none.
    if (proofs.front() != &first || withheld.size() > 1) return;
    second.obligations.front().uses = {"first"};
  });
  CHECK(first.verdict == Verdict::unknown);
  CHECK(second.verdict == Verdict::unknown);
  CHECK(second.reason == "it follows from `first`, which is not proved");
}
