// claims_test.cpp -- what is guessed of an action, and which guesses the front end accepts.
#include "compiler/mutate/specify.h"
#include "tests/unit/mutate/planted.h"

using namespace surety::mutate;
using surety::mutate::test::around;
using surety::mutate::test::Planted;

namespace {

bool claims(const Planted& planted, const std::string& condition) {
  return std::ranges::any_of(planted.plan.claims,
                             [&](const Claim& claim) { return claim.action == "act" && claim.condition == condition; });
}

}  // namespace

TEST_CASE("requirements, moves and assignments are claimed in the contract's own names") {
  const Planted planted(
      around("ref t = Trader[other]\nlet half = amount\nrequire half > 0 else Small\nmove half from t.quote to jar\n"
             "if amount > 1 USD { my.size = 0 }"));
  CHECK(claims(planted, "caller == boss"));
  CHECK(claims(planted, "before(phase == Open)"));
  CHECK(claims(planted, "(amount) > 0"));
  CHECK(claims(planted, "Trader[other].quote == before(Trader[other].quote - ((amount)))"));
  CHECK(claims(planted, "jar >= before(jar)"));
  CHECK(claims(planted, "before((amount > 1 USD)) implies (my.size == 0)"));
}

TEST_CASE("money across the border changes the vault") {
  const Planted planted(around("move amount from my.quote to caller"));
  CHECK(claims(planted, "vault(USD) == before(vault(USD) - (amount))"));
  CHECK(claims(planted, "my.quote == before(my.quote - (amount))"));
}

TEST_CASE("claims that do not compile are left out, the others become rules") {
  const Planted planted(around("move amount from caller to my.quote"));
  std::vector<Claim> some = {{"act", "act(other, amount)", "amount >= 0", {}},
                             {"act", "act(other, amount)", "nobody == 3", {}},
                             {"act", "act(other, amount)", "amount >= 0", {}},
                             {"act", "act(other, amount)", "amount == 1 ETH", {}},
                             {"act", "act", "caller == boss", {}}};
  const auto specification = specify(planted.text, some, surety::mutate::test::compiled);
  REQUIRE(specification.has_value());
  REQUIRE(specification->claims.size() == 2);
  CHECK(specification->claims[0].condition == "amount >= 0");
  CHECK(specification->claims[1].condition == "caller == boss");
  CHECK(specification->contract.properties.size() == planted.contract.properties.size() + 2);
  for (const auto rule : specification->rules)
    CHECK(specification->contract[rule].kind == surety::core::PropertyKind::rule);
}

TEST_CASE("a suggested rule's name is not taken twice") {
  std::set<std::string> taken = {"act_promise"};
  const Claim claim{"act", "act(x)", "x > 0", {}};
  CHECK(rule_text(claim, taken) == "rule act_promise2: after act(x): x > 0");
  CHECK(rule_text(claim, taken) == "rule act_promise3: after act(x): x > 0");
}
