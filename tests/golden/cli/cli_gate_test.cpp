// cli_gate_test.cpp -- what `surety build` certifies and `surety gate` refuses: each way to tamper, each rule broken.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>

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

Finished surety_in(const fs::path& folder, const std::vector<std::string>& arguments) {
  return surety::tests::run(SURETY_PROGRAM, arguments, folder);
}

const std::string certificate_section = "surety.certificate";

surety::codegen::Carried carried_by(const fs::path& artifact) {
  return surety::codegen::without_text(content(artifact), certificate_section);
}

std::string exchanged(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

/// Another text in a file.
void exchange(const fs::path& path, const std::string& what, const std::string& with) {
  replace(path, exchanged(content(path), what, with));
}

/// Another text in the certificate that an artifact carries, in the place of the one that was built.
void exchange_carried(const fs::path& artifact, const std::string& what, const std::string& with) {
  const surety::codegen::Carried carried = carried_by(artifact);
  const std::string text = exchanged(carried.text.value_or(""), what, with);
  const std::vector<char> bytes = surety::codegen::with_text(carried.code, certificate_section, text);
  replace(artifact, {bytes.begin(), bytes.end()});
}

/// A folder with an artifact of one of the inputs, proved and built.
struct Built {
  explicit Built(const std::string& contract = "tiny_perp", const std::string& extension = "wasm",
                 const std::string& how = "--prove")
      : source(scratch.path() / (contract + ".surety")), artifact(scratch.path() / (contract + "." + extension)) {
    const std::map<std::string, std::string> targets{
        {"o", "object"}, {"so", "shared"}, {"wasm", "wasm"}, {"cosmwasm.wasm", "cosmwasm"}};
    const std::string& target = targets.at(extension);
    built = surety_in(scratch.path(), {"build", contract + ".surety", "--target", target, how});
  }
  [[nodiscard]] fs::path certificate() const { return artifact.string() + ".certificate.json"; }
  [[nodiscard]] json certified() const { return json::parse(content(certificate())); }

  [[nodiscard]] Finished gate(const json& policy, std::vector<std::string> more = {}) const {
    replace(scratch.path() / "policy.json", policy.dump());
    more.insert(more.begin(), {"gate", artifact.filename().string(), "--policy", "policy.json"});
    return surety_in(scratch.path(), more);
  }
  /// The reason of the rule that refuses; all must be well but for it.
  [[nodiscard]] std::string refusal(const std::string& rule, const json& policy = lenient) const {
    const Finished finished = gate(policy, {"--json"});
    INFO(finished.out << finished.err);
    REQUIRE(finished.exit == 1);
    const json report = json::parse(finished.out);
    CHECK(report["accepted"] == false);
    std::string reason;
    for (const json& one : report["rules"]) {
      INFO(one.dump());
      CHECK(one["ok"] == (one["rule"] != rule));
      if (one["rule"] == rule) reason = one["reason"];
    }
    return reason;
  }

  Scratch scratch;
  fs::path source;
  fs::path artifact;
  Finished built;
};

json with(json policy, const std::string& key, json value) {
  policy[key] = std::move(value);
  return policy;
}

}  // namespace

TEST_CASE("an artifact with its proofs is accepted, with or without the certificate beside it") {
  for (const char* extension : {"wasm", "o", "so", "cosmwasm.wasm"}) {
    INFO(extension);
    const Built built("tiny_perp", extension);
    CHECK(built.built.exit == 0);
    const Finished accepted = built.gate(lenient, {"--sarif", "gate.sarif"});
    INFO(accepted.out << accepted.err);
    CHECK(accepted.exit == 0);
    CHECK(says(accepted.out, "\naccepted\n"));
    CHECK(json::parse(content(built.scratch.path() / "gate.sarif"))["runs"][0]["results"].empty());
    CHECK(carried_by(built.artifact).text == content(built.certificate()));
    fs::remove(built.certificate());
    CHECK(built.gate(lenient).exit == 0);
    fs::rename(built.source, built.scratch.path() / "elsewhere.surety");
    CHECK(built.gate(lenient).exit == 2);
    CHECK(built.gate(lenient, {"--source", "elsewhere.surety"}).exit == 0);
  }
}

TEST_CASE("code that was changed in one bit is refused") {
  const Built built;
  std::string bytes = content(built.artifact);
  bytes[bytes.size() / 4] ^= 1;
  replace(built.artifact, bytes);
  CHECK(says(built.refusal("artifact"), "the code is not that of the artifact"));
  for (const char* extension : {"o", "so", "cosmwasm.wasm"}) {
    INFO(extension);
    const Built other("tiny_perp", extension);
    bytes = content(other.artifact);
    // Of an ELF file a byte of code: what stands elsewhere may make it no ELF file at all.
    const std::size_t at = std::string(extension) == "so" ? bytes.find(std::string(8, '\x90')) : 256;
    bytes[at == std::string::npos ? bytes.size() / 3 : at] ^= 1;
    replace(other.artifact, bytes);
    CHECK(says(other.refusal("artifact"), "the code is not that of the artifact"));
  }
}

TEST_CASE("a certificate that was changed is refused, in the artifact or beside it") {
  const Built beside;
  exchange(beside.certificate(), "\"verdict\":\"proved\"", "\"verdict\":\"vacuous\"");
  CHECK(says(beside.refusal("certificate"), "is not the certificate in the artifact"));

  const Built both("no_margin_check");
  CHECK(both.built.exit == 1);
  exchange(both.certificate(), "\"verdict\":\"violated\"", "\"verdict\":\"proved\"");
  exchange_carried(both.artifact, "\"verdict\":\"violated\"", "\"verdict\":\"proved\"");
  const json policy = with(lenient, "proved", {"balanced_book"});
  CHECK(
      says(both.refusal("certificate", policy), "it says that `no_bad_debt` is proved; proved again, it is violated"));

  const Built tools;
  fs::remove(tools.certificate());
  exchange_carried(tools.artifact, R"("z3":"4)", R"("z3":"3)");
  CHECK(says(tools.refusal("tools"), "the bits of different tools cannot be compared"));

  const Built spaced;
  fs::remove(spaced.certificate());
  exchange_carried(spaced.artifact, "\"code\":{", "\"cod3\":{");
  CHECK(says(spaced.refusal("certificate"), "what the artifact carries is no surety.deployment/1"));

  const Built named;
  fs::remove(named.certificate());
  exchange_carried(named.artifact, R"("target":"wasm",)", R"("target":"wasm","soname":"x",)");
  CHECK(says(named.refusal("certificate"), "`soname`, which no certificate says"));
}

TEST_CASE("what stands where a module carries its certificate and is none is refused") {
  const Built built;
  const std::size_t size = content(built.artifact).size();
  std::string bytes = content(built.artifact);
  bytes[size - 20] ^= 1;
  replace(built.artifact, bytes);
  const Finished finished = built.gate(lenient);
  CHECK(finished.exit == 1);
  CHECK(says(finished.out + finished.err, "no zlib stream"));
}

TEST_CASE("a source that was changed is refused, even in a comment") {
  const Built built;
  replace(built.source, content(built.source) + "// harmless\n");
  CHECK(says(built.refusal("source"), "is not the text that the artifact was made of"));
}

TEST_CASE("an artifact without a certificate, or a file that is no artifact, is refused") {
  const Built bare("tiny_perp", "wasm", "--no-certificate");
  CHECK_FALSE(fs::exists(bare.certificate()));
  CHECK(says(bare.refusal("certificate"), "the artifact carries none"));
  replace(bare.artifact, "not a module");
  CHECK(says(bare.refusal("artifact"), "neither a WebAssembly module nor an ELF file"));
  fs::remove(bare.artifact);
  CHECK(bare.gate(lenient).exit == 2);
}

TEST_CASE("what was not proved when it was built is said, and is not claimed") {
  const Scratch scratch;
  const auto verdict = [&] {
    const Finished built = surety_in(scratch.path(), {"build", "tiny_perp.surety", "--target", "wasm"});
    CHECK(built.exit == 0);
    const json document = json::parse(content(scratch.path() / "tiny_perp.wasm.certificate.json"));
    for (const json& property : document["properties"])
      CHECK(property["verdict"] == document["properties"][0]["verdict"]);
    return document["properties"][0]["verdict"].get<std::string>() + (built.err.empty() ? "" : ", with a note");
  };
  CHECK(verdict() == "unknown, with a note");
  REQUIRE(surety_in(scratch.path(), {"prove", "tiny_perp.surety"}).exit == 0);
  CHECK(verdict() == "proved");
  const fs::path source = scratch.path() / "tiny_perp.surety";
  const std::string text = content(source);
  replace(source, "// another comment\n" + text);
  CHECK(verdict() == "proved");
  exchange(source, "covers(my, 10%) else", "covers(my, 11%) else");
  CHECK(verdict() == "unknown, with a note");
  replace(source, text);
  fs::remove_all(scratch.path() / ".cache");
  CHECK(verdict() == "unknown, with a note");
}

TEST_CASE("an artifact of an unproved source is what it is, but not what it should be") {
  const Built built("tiny_perp", "wasm", "--no-cache");
  CHECK(says(built.refusal("certificate"), "it says that `conservation(USD)` is unknown; proved again, it is proved"));
}

TEST_CASE("each rule of a policy refuses what breaks it") {
  const Built built;
  CHECK(says(built.refusal("proved", with(lenient, "proved", {"no_bad_deb"})), "did you mean `no_bad_debt`?"));
  CHECK(says(built.refusal("assumptions", with(lenient, "assumptions", json::object())), "the policy does not allow"));
  const json other = {{"keepers", "assume keepers before mark.update: forall t in Trader: covers(t, 6%)"}};
  CHECK(says(built.refusal("assumptions", with(lenient, "assumptions", other)), "is allowed as"));
  CHECK(says(built.refusal("cost", with(lenient, "cost", {{"any", 100}})), "`trade` takes up to"));
  CHECK(built.gate(with(lenient, "cost", {{"any", 100'000}, {"steps", {{"deposit", 10'000}}}})).exit == 0);
  CHECK(says(built.refusal("cost", with(lenient, "cost", {{"steps", {{"deposit", 10}}}})), "`deposit` takes up to"));
  CHECK(says(built.refusal("cost", with(lenient, "cost", {{"steps", {{"depsit", 10}}}})), "has no step `depsit`"));
  CHECK(says(built.refusal("parameters", with(lenient, "parameters", {{"fee", {{"at_most", "1%"}}}})),
             "no parameter `fee`"));
  const json all = {{"solvers", {"cvc5"}}, {"confirmed_at_least", 0}};
  CHECK(built.gate(with(lenient, "second_opinion", all)).exit == 0);
}

TEST_CASE("parameters are held within the limits, whatever governance may choose") {
  const Built built("savings");
  REQUIRE(built.built.exit == 0);
  const json policy = with(lenient, "assumptions", json::object());
  const auto limited = [&](const json& limits) { return with(policy, "parameters", {{"fee", limits}}); };
  CHECK(built.gate(limited({{"at_least", "0%"}, {"at_most", "500 bps"}})).exit == 0);
  CHECK(says(built.refusal("parameters", limited({{"at_most", "4.99%"}})),
             "`fee` may be set to 5%, at most 4.99% is allowed"));
  CHECK(says(built.refusal("parameters", limited({{"at_least", "0.1%"}})),
             "`fee` may be set to 0%, at least 0.1% is allowed"));
  CHECK(says(built.refusal("parameters", limited({{"at_least", "1 USD"}})), "the limit `1 USD` of `fee`"));
}

TEST_CASE("a violated property is refused by name") {
  const Built built("no_margin_check");
  CHECK(built.built.exit == 1);
  CHECK(says(built.built.err, "2 of 3 properties are proved"));
  CHECK(built.refusal("proved") == "`no_bad_debt` is violated");
}

TEST_CASE("a score of mutation is asked for and measured") {
  const Built built("tip_jar");
  const json policy = with(lenient, "assumptions", json::object());
  CHECK(built.gate(with(policy, "mutation_score", 1)).exit == 0);
  CHECK(says(built.refusal("mutation_score", with(policy, "mutation_score", 100)), "at least 100% is asked for"));
}

TEST_CASE("a policy that was changed, or says what no policy says, is refused") {
  const Built built;
  const auto refused = [&](const std::string& text) {
    replace(built.scratch.path() / "policy.json", text);
    const Finished finished = surety_in(built.scratch.path(), {"gate", "tiny_perp.wasm", "--policy", "policy.json"});
    CHECK(finished.exit == 1);
    CHECK(finished.out.empty());
    return finished.err;
  };
  CHECK(says(refused(with(lenient, "costs", 1).dump()), "there is no rule `costs`; did you mean `cost`?"));
  CHECK(says(refused(with(lenient, "proved", "most").dump()), "\"all\" or a list"));
  CHECK(says(refused(with(lenient, "schema", "surety.policy/2").dump()), "surety.policy/1"));
  CHECK(says(refused(with(lenient, "mutation_score", 101).dump()), "from 0 to 100"));
  CHECK(says(refused(with(lenient, "cost", {{"any", -1}}).dump()), "a whole number"));
  CHECK(says(refused(with(lenient, "parameters", {{"fee", {{"max", "1%"}}}}).dump()), "parameters.fee"));
  CHECK(says(refused(R"({"schema": "surety.policy/1", "proved": "all"})"), "assumptions: it is missing"));
  CHECK(says(refused(R"({"schema": "surety.policy/1", "proved": "all", "assumptions": {}, "proved": []})"),
             "says \"proved\" twice"));
  CHECK(says(refused("[]"), "an object was expected"));
  CHECK(says(refused("{"), "not JSON"));
  CHECK(says(refused(lenient.dump() + std::string(1, '\0') + "}"), "is NUL"));  // a parser may stop there
  CHECK(says(refused(with(lenient, "cost", json::object()).dump()), "`any`, `steps` or both"));
  CHECK(says(refused(with(lenient, "proved", json::array()).dump()), "demands nothing"));
  const Finished pinned = built.gate(lenient, {"--policy-sha256", std::string(64, '0')});
  CHECK(pinned.exit == 1);
  CHECK(says(pinned.err, "it was changed"));
  const std::string hash = json::parse(built.gate(lenient, {"--json"}).out)["policy_sha256"];
  std::string capitals = hash;
  std::ranges::transform(hash, capitals.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  for (const std::string& pin : {hash, capitals}) CHECK(built.gate(lenient, {"--policy-sha256", pin}).exit == 0);
}

TEST_CASE("what is judged is what was hashed: a policy and a contract that can be read only once") {
  const Built built;
  const json accepted = json::parse(built.gate(lenient, {"--json"}).out);
  const auto piped = [&](const std::string& command) {
    const std::string program = "surety() { '" SURETY_PROGRAM "' \"$@\"; }\n";
    const Finished finished = surety::tests::run("/bin/bash", {"-c", program + command}, built.scratch.path());
    INFO(finished.err);
    CHECK(finished.exit == 0);
    return json::parse(finished.out);
  };
  CHECK(piped("surety gate tiny_perp.wasm --policy <(cat policy.json) --json")["policy_sha256"] ==
        accepted["policy_sha256"]);
  CHECK(piped("surety prove <(cat tiny_perp.surety) --json")["source_sha256"] ==
        piped("surety prove tiny_perp.surety --json")["source_sha256"]);
}

TEST_CASE("a new project passes the gate with its own policy") {
  const Scratch scratch;
  REQUIRE(surety_in(scratch.path(), {"new", "my_perp"}).exit == 0);
  const fs::path project = scratch.path() / "my_perp";
  CHECK(surety_in(project, {"build", "my_perp.surety", "--target", "wasm", "--prove", "-o", "my_perp.wasm"}).exit == 0);
  CHECK(surety_in(project, {"gate", "my_perp.wasm", "--policy", "policy.json"}).exit == 0);
}

TEST_CASE("what refuses is shown where code hosts look for it") {
  const Built built;
  CHECK(built.gate(with(lenient, "cost", {{"any", 100}}), {"--sarif", "gate.sarif"}).exit == 1);
  const json run = json::parse(content(built.scratch.path() / "gate.sarif"))["runs"][0];
  REQUIRE(run["results"].size() == 1);
  CHECK(run["results"][0]["ruleId"] == "cost");
  CHECK(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tiny_perp.surety");
  CHECK(run["tool"]["driver"]["rules"][0]["id"] == "cost");
}

TEST_CASE("proofs that fail are shown there too, at the property") {
  const Scratch scratch;
  CHECK(surety_in(scratch.path(), {"prove", "no_margin_check.surety", "--sarif", "proofs.sarif"}).exit == 1);
  const json sarif = json::parse(content(scratch.path() / "proofs.sarif"));
  CHECK(sarif["version"] == "2.1.0");
  REQUIRE(sarif["runs"][0]["results"].size() == 1);
  const json& result = sarif["runs"][0]["results"][0];
  CHECK(result["ruleId"] == "violated");
  CHECK(result["level"] == "error");
  CHECK(says(result["message"]["text"], "bob: withdraw"));
  CHECK(result["locations"][0]["physicalLocation"]["region"]["startLine"] > 30);
  CHECK(surety_in(scratch.path(), {"prove", "tiny_perp.surety", "--sarif", "nowhere/x.sarif"}).exit == 2);
}

TEST_CASE("a linker takes an object with its certificate, and keeps it") {
  const Built built("tiny_perp", "o");
  CHECK(
      surety::tests::run("/usr/bin/cc", {"-shared", "tiny_perp.o", "-o", "tiny_perp.so"}, built.scratch.path()).exit ==
      0);
  CHECK(says(content(built.scratch.path() / "tiny_perp.so"), content(built.certificate())));
}

namespace {

/// What differs with the build and the tools is masked.
std::string stable(const std::string& text) {
  std::string result = std::regex_replace(text, std::regex(R"([0-9a-f]{64})"), "<hash>");
  result = std::regex_replace(result, std::regex(R"(\d+\.\d+\.\d+)"), "<version>");
  return std::regex_replace(result, std::regex(R"(up to \d+ instructions)"), "up to <n> instructions");
}

/// Is the text that of tests/golden/cli/gate/NAME?
void check_golden(const std::string& name, const std::string& text) {
  const fs::path path = fs::path(SURETY_GOLDEN_ROOM) / "gate" / name;
  const char* const update = std::getenv("SURETY_UPDATE_GOLDENS");
  if (update && std::string(update) == "1") {
    fs::create_directories(path.parent_path());
    replace(path, stable(text));
  }
  CHECK(stable(text) == content(path));
}

/// Programs of these names stand first in PATH while it lives.
class FirstInPath {
 public:
  FirstInPath(const fs::path& folder, const std::string& name, const std::string& script)
      : before_(std::getenv("PATH")) {
    fs::create_directories(folder);
    replace(folder / name, script);
    fs::permissions(folder / name, fs::perms::owner_all);
    setenv("PATH", (folder.string() + ":" + before_).c_str(), 1);
  }
  ~FirstInPath() { setenv("PATH", before_.c_str(), 1); }
  FirstInPath(const FirstInPath&) = delete;
  FirstInPath& operator=(const FirstInPath&) = delete;

 private:
  std::string before_;
};

json rule_of(const Finished& finished, const std::string& rule) {
  INFO(finished.out << finished.err);
  const json report = json::parse(finished.out);
  for (const json& one : report["rules"])
    if (one["rule"] == rule) return one;
  FAIL("there is no rule " << rule);
  return {};
}

}  // namespace

TEST_CASE("a second solver that contradicts refuses, with a reason") {
  const Built built;
  const FirstInPath liar(built.scratch.path() / "liar", "cvc5",
                         "#!/bin/sh\n[ \"$1\" = --version ] && echo 'This is cvc5 version 9.9.9' && exit\n"
                         "cat > /dev/null\necho sat\n");
  const json policy = with(lenient, "second_opinion", {{"solvers", {"cvc5"}}, {"confirmed_at_least", 0}});
  const Finished refused = built.gate(policy, {"--json"});
  CHECK(refused.exit == 1);
  CHECK(json::parse(refused.out)["accepted"] == false);
  const json opinion = rule_of(refused, "second_opinion");
  CHECK(opinion["ok"] == false);
  CHECK(says(opinion["reason"], "cvc5 9.9.9"));
  // What it contradicts is no longer proved.
  CHECK(rule_of(refused, "proved")["ok"] == false);
}

TEST_CASE("a second solver that says nothing confirms nothing") {
  const Built built;
  const FirstInPath silent(built.scratch.path() / "silent", "cvc5",
                           "#!/bin/sh\n[ \"$1\" = --version ] && echo 'This is cvc5 version 9.9.9' && exit\n"
                           "cat > /dev/null\necho unknown\n");
  const auto asked = [](unsigned percent) {
    return with(lenient, "second_opinion", {{"solvers", {"cvc5"}}, {"confirmed_at_least", percent}});
  };
  CHECK(says(built.refusal("second_opinion", asked(75)), "at least 75% is asked for"));
  CHECK(built.gate(asked(0)).exit == 0);
}

TEST_CASE("the npm package of Z3 is a second solver, where it is installed") {
  const Built built;
  const json policy = with(lenient, "second_opinion", {{"solvers", {"z3-npm"}}, {"confirmed_at_least", 90}});
  const Finished finished = built.gate(policy, {"--json"});
  if (finished.exit == 3) {
    CHECK(says(finished.err, "z3-solver"));
    WARN("skipped: the npm package z3-solver is not installed: " << finished.err);
    return;
  }
  CHECK(finished.exit == 0);
  CHECK(says(rule_of(finished, "second_opinion")["reason"], "confirmed by z3-npm"));
}

TEST_CASE("every rule of a policy accepts what keeps it") {
  const Built built("savings");
  REQUIRE(built.built.exit == 0);
  const json policy = {{"schema", "surety.policy/1"},
                       {"proved", "all"},
                       {"assumptions", json::object()},
                       {"parameters", {{"fee", {{"at_least", "0%"}, {"at_most", "5%"}}}}},
                       {"cost", {{"any", 100'000}}},
                       {"second_opinion", {{"solvers", {"cvc5"}}, {"confirmed_at_least", 0}}},
                       {"mutation_score", 0}};
  const Finished accepted = built.gate(policy, {"--json"});
  CHECK(accepted.exit == 0);
  const std::vector<std::string> rules = {"source",      "tools",      "artifact", "certificate",    "proved",
                                          "assumptions", "parameters", "cost",     "second_opinion", "mutation_score"};
  std::vector<std::string> found;
  const json report = json::parse(accepted.out);
  for (const json& one : report["rules"]) found.push_back(one["rule"]);
  CHECK(found == rules);
}

TEST_CASE("what the gate says in JSON and in SARIF is a promise") {
  const Built built;
  const json policy = with(with(lenient, "assumptions", json::object()), "cost", {{"any", 100}});
  const Finished refused = built.gate(policy, {"--json", "--sarif", "gate.sarif"});
  CHECK(refused.exit == 1);
  check_golden("refused.json", refused.out);
  check_golden("refused.sarif", content(built.scratch.path() / "gate.sarif"));
  check_golden("accepted.json", built.gate(lenient, {"--json"}).out);
}

TEST_CASE("what is tested is what is built: the same proofs, or none with --no-facts") {
  const Scratch scratch;
  const auto tested = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"test", "kept.surety", "--json"});
    const Finished finished = surety_in(scratch.path(), more);
    CHECK(finished.exit == 0);
    CHECK(says(finished.err, "rests on 1 proved invariant") == says(finished.out, "\"light\""));
    return json::parse(finished.out)["code"];
  };
  const json nothing = json::array();
  CHECK(tested({})["invariants"] == nothing);
  REQUIRE(surety_in(scratch.path(), {"prove", "kept.surety"}).exit == 0);
  CHECK(tested({})["invariants"] == json{"light"});
  CHECK(tested({"--no-cache"})["invariants"] == nothing);
  CHECK(tested({"--no-facts"}) == json{{"uses_facts", false}, {"invariants", nothing}, {"thresholds", nothing}});
  CHECK(surety_in(scratch.path(), {"build", "kept.surety", "--target", "wasm"}).exit == 0);
  const json certificate = json::parse(content(scratch.path() / "kept.wasm.certificate.json"));
  // What was proved and offered; of it the code rests on what bounds single cells.
  CHECK(certificate["code"]["invariants"] == json{"conservation(USD)", "light"});
}
