// cli_policy_test.cpp -- what an assumption says is its text and what the functions do that it names; and what others
// wrote does not take the terminal.
#include "cli/console.h"
#include "codegen/codegen.h"
#include "codegen/sections.h"
#include "tests/catch.h"
#include "tests/golden/cli/policies.h"
#include "tests/golden/cli/scratch.h"
#include "tests/golden/cli/subprocess.h"

namespace fs = std::filesystem;
using nlohmann::json;
using surety::tests::content;
using surety::tests::Finished;
using surety::tests::lenient;
using surety::tests::replace;
using surety::tests::says;
using surety::tests::Scratch;

namespace {

std::string exchanged(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

/// A folder with tiny_perp as a module, proved, after one change to its text.
struct Market {
  explicit Market(const std::string& what = "", const std::string& with = "") {
    const fs::path source = scratch.path() / "tiny_perp.surety";
    if (!what.empty()) replace(source, exchanged(content(source), what, with));
    build = surety({"build", "tiny_perp.surety", "--target", "wasm", "--prove"});
  }
  [[nodiscard]] Finished surety(const std::vector<std::string>& arguments) const {
    return surety::tests::run(SURETY_PROGRAM, arguments, scratch.path());
  }
  [[nodiscard]] Finished gate(const json& assumptions) const {
    json policy = lenient;
    policy["assumptions"] = assumptions;
    replace(scratch.path() / "policy.json", policy.dump());
    return surety({"gate", "tiny_perp.wasm", "--policy", "policy.json"});
  }
  /// The certificate in the artifact with another text.
  void carry(const std::string& what, const std::string& with) const {
    const fs::path artifact = scratch.path() / "tiny_perp.wasm";
    const std::string section = "surety.certificate";
    const auto carried = surety::codegen::without_text(content(artifact), section);
    const std::string text = exchanged(carried.text.value_or(""), what, with);
    const std::vector<char> bytes = surety::codegen::with_text(carried.code, section, text);
    replace(artifact, {bytes.begin(), bytes.end()});
    fs::remove(artifact.string() + ".certificate.json");
  }
  Scratch scratch;
  Finished build;
};

const json& allowed() { return lenient.at("assumptions"); }
json with_functions(const json& functions) {
  json all = allowed();
  all["keepers"]["functions"] = functions;
  return all;
}

}  // namespace

TEST_CASE("who changes a function that an assumption names changes the assumption") {
  const std::string covers = "= equity(t) >= margin * (abs(t.size) * mark)";
  const Market other(covers, "= t.size == 0 and equity(t) >= margin * (abs(t.size) * mark)");
  REQUIRE(other.build.exit == 0);
  const Finished gate = other.gate(allowed());
  CHECK(gate.exit == 1);
  CHECK(says(gate.out, "`keepers` names `fn covers(t: Trader, margin: ratio @ 4) -> bool = t.size == 0 and "));
  CHECK(says(gate.out, "`keepers` does not name `fn covers(t: Trader, margin: ratio @ 4) -> bool = equity(t) >= "));
  // Through another function too, and a comment or a line break is no change.
  const Market deeper("= t.quote + t.size * mark ", "= t.quote + t.size * mark + 1 USD ");
  CHECK(deeper.gate(allowed()).exit == 1);
  const Market same(covers, "=  // whoever reads this\n        equity(t) >=   margin * (abs(t.size) * mark)");
  CHECK(same.gate(allowed()).exit == 0);
}

TEST_CASE("an assumption that names functions is not allowed by its text alone, and what would allow it is said") {
  const Market market;
  REQUIRE(market.build.exit == 0);
  const Finished gate = market.gate({{"keepers", allowed()["keepers"]["assumption"]}});
  CHECK(gate.exit == 1);
  CHECK(says(gate.out, "`keepers` names `fn equity(t: Trader)"));
  const std::string entry = R"("keepers": {"assumption":)";
  const std::size_t at = gate.out.find("what would allow it as it is now: ");
  REQUIRE(at != std::string::npos);
  const std::size_t begin = gate.out.find('"', at);
  const std::size_t end = gate.out.find('\n', at);
  CHECK(market.gate(json::parse("{" + gate.out.substr(begin, end - begin) + "}")).exit == 0);
  for (const json& functions : {json::array(), json::array({"fn covers() -> bool = true"})})
    CHECK(market.gate(with_functions(functions)).exit == 1);
  json more = allowed()["keepers"]["functions"];
  more.push_back("fn third() -> bool = true");
  CHECK(
      says(market.gate(with_functions(more)).out, "does not name `fn third() -> bool = true`, which the policy lists"));
  json turned = json::array({allowed()["keepers"]["functions"][1], allowed()["keepers"]["functions"][0]});
  CHECK(market.gate(with_functions(turned)).exit == 0);
  for (const json& wrong :
       {json(1), json::object(), json{{"assumption", "x"}}, json{{"assumption", "x"}, {"function", {"y"}}}}) {
    const Finished refused = market.gate({{"keepers", wrong}});
    CHECK(refused.exit == 1);
    CHECK(says(refused.err, "the policy `policy.json` is refused: assumptions.keepers"));
  }
}

TEST_CASE("a certificate lists the functions that assumptions name, and one that does not says so") {
  const Market market;
  const json certificate = json::parse(content(market.scratch.path() / "tiny_perp.wasm.certificate.json"));
  CHECK(certificate["assumptions"][0]["functions"] == allowed()["keepers"]["functions"]);
  const std::string functions = ",\"functions\":" + certificate["assumptions"][0]["functions"].dump();
  market.carry(functions, "");
  CHECK(says(market.gate(allowed()).out, "do not say which functions they name, as those of older builds do not"));
}

TEST_CASE("a function that is trusted is part of what it is trusted to ensure, a module's under its name here") {
  const Scratch scratch;
  fs::create_directories(scratch.path() / "parts");
  replace(scratch.path() / "parts/rates.surety",
          "module parts.rates(Base: asset) {\n    fn one(amount: Base) -> Base = amount + 1 Base\n"
          "    fn rate(amount: Base) -> Base ensures trusted result > amount = one(amount)\n}\n");
  replace(scratch.path() / "rated.surety",
          "contract Rated {\n    asset USD { decimals 6  supply 1_000_000 }\n    use parts.rates(USD) as usd\n"
          "    account Saver { balance saved : USD }\n"
          "    action put(amount: USD) {\n        require usd_rate(amount) > amount else Poor\n"
          "        move amount from caller to my.saved\n    }\n}\n");
  const Finished proved = surety::tests::run(SURETY_PROGRAM, {"prove", "rated.surety", "--json"}, scratch.path());
  INFO(proved.err);
  const json functions = json::parse(proved.out)["assumptions"][0]["functions"];
  REQUIRE(functions.size() == 2);
  CHECK(functions[0] == "fn usd_one(amount: USD) -> USD = amount + 1 USD");
  CHECK(functions[1] == "fn usd_rate(amount: USD) -> USD ensures trusted result > amount = usd_one(amount)");
}

namespace {

/// Two contracts, and a policy that allows what `prove` prints of the first.
struct TwoContracts {
  TwoContracts(const std::string& text, const std::string& other, const std::string& module = "") {
    replace(scratch.path() / "one.surety", text);
    replace(scratch.path() / "two.surety", other);
    if (!module.empty()) replace(scratch.path() / "rests.surety", module);
    const json report = json::parse(surety({"prove", "one.surety", "--json"}).out);
    json policy = {{"schema", "surety.policy/1"}, {"proved", "all"}, {"assumptions", json::object()}};
    for (const json& one : report["assumptions"])
      policy["assumptions"][one["name"]] = {{"assumption", one["text"]}, {"functions", one["functions"]}};
    replace(scratch.path() / "policy.json", policy.dump());
  }
  [[nodiscard]] Finished surety(const std::vector<std::string>& arguments) const {
    return surety::tests::run(SURETY_PROGRAM, arguments, scratch.path());
  }
  [[nodiscard]] Finished gate(const std::string& contract) const {
    CHECK(surety({"build", contract + ".surety", "--target", "wasm", "--prove"}).exit == 0);
    return surety({"gate", contract + ".wasm", "--policy", "policy.json"});
  }
  Scratch scratch;
};

/// The second contract, which differs in one place, is not allowed what the first one is.
std::string refused_where(const std::string& text, const std::string& what, const std::string& with,
                          const std::string& module = "") {
  const TwoContracts contracts(text, exchanged(text, what, with), module);
  CHECK(contracts.gate("one").exit == 0);
  const Finished gate = contracts.gate("two");
  CHECK(gate.exit == 1);
  return gate.out;
}

}  // namespace

TEST_CASE("what a module is given is part of what its assumption says") {
  const std::string gate = refused_where(
      R"(contract Two {
    use rests(bank) as b
    oracle bank : ratio @ 0 { range 1 .. 1_000 }
    oracle anybody : ratio @ 0 { range 1 .. 1_000 }
    invariant time: bank.time <= now and anybody.time <= now
}
)",
      "(bank)", "(anybody)",
      "module rests(O: oracle) {\n    state open : bool\n    assume rests before O.update: not open\n}\n");
  CHECK(says(gate,
             "is allowed as `assume b_rests before bank.update: not b_open` and is `assume b_rests before "
             "anybody.update: not b_open`"));
}

TEST_CASE("where a comment ends is part of what an assumption says") {
  const std::string gate = refused_where(R"(contract Two {
    oracle mark : ratio @ 0 { range 1 .. 1_000 }
    state open : bool
    state shut : bool
    assume rests before mark.update: not open // and shut
        or mark > 500
    action leave() { open = false  shut = false }
    invariant time: mark.time <= now
}
)",
                                         "// and shut\n", "//\n and shut ");
  CHECK(says(gate, "is allowed as `assume rests before mark.update: not open or mark > 500` and is"));
}

TEST_CASE("the order of a record's members is part of what an assumption says") {
  const std::string gate = refused_where(R"(contract Two {
    record Limits { least: ratio @ 0, most: ratio @ 0 }
    oracle mark : ratio @ 0 { range 0 .. 1_000 }
    account T { n : ratio @ 0 in 0 .. 500 }
    fn limits(t: T) -> Limits = Limits(t.n, 1_000)
    assume sane before mark.update: forall t in T: mark >= limits(t).least
    action go(k: ratio @ 0) { T[caller].n = k }
    invariant time: mark.time <= now
}
)",
                                         "least: ratio @ 0, most: ratio @ 0", "most: ratio @ 0, least: ratio @ 0");
  CHECK(says(gate, "`sane` names `record Limits { most: ratio @ 0, least: ratio @ 0 }`, which the policy does not"));
}

TEST_CASE("what others wrote does not take the terminal") {
  using surety::cli::visible;
  CHECK(visible("plain, ä € \U0001f600") == "plain, ä € \U0001f600");
  CHECK(visible("a\n\x1b[31m\x7f\tb") == "a\\u{a}\\u{1b}[31m\\u{7f}\\u{9}b");
  CHECK(visible("\xc2\x9b"
                "1m \xe2\x80\xae \xe2\x80\xa8") == "\\u{9b}1m \\u{202e} \\u{2028}");
  CHECK(visible("\xff \xc0\x80 \xed\xa0\x80 \xe2\x82") == "\\xff \\xc0\\x80 \\xed\\xa0\\x80 \\xe2\\x82");
  CHECK(surety::cli::visible_lines("a\n\x1b"
                                   "b\n") == "a\n\\u{1b}b\n");

  const Market market;
  const std::string name = "x`\nok       artifact\n\naccepted\n\x1b[8m";
  market.carry(R"("}],"tools")", R"("},{"name":)" + json(name).dump() + R"(,"sha256":"00"}],"tools")");
  const Finished gate = market.gate(allowed());
  CHECK(gate.exit == 1);
  CHECK(says(gate.out, "the source does not use `x`\\u{a}ok       artifact\\u{a}\\u{a}accepted\\u{a}\\u{1b}[8m`"));
  CHECK_FALSE(says(gate.out, "\naccepted"));

  json run = json::parse(content(market.scratch.path() / "run.json"));
  const std::string text = exchanged(run.dump(), "\"as\":\"", "\"as\":\"\\n\\u001b[31m");
  replace(market.scratch.path() / "run.json", text);
  const Finished ran = market.surety({"run", "savings.surety", "--scenario", "run.json"});
  CHECK_FALSE(says(ran.out + ran.err, "\x1b"));
  CHECK(says(ran.out + ran.err, "\\u{1b}[31m"));
}
