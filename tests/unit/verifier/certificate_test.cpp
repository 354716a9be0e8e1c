// certificate_test.cpp -- a certificate holds, and whatever is done to it is noticed.
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/unit/verifier/smtlib_reader.h"
#include "verifier/linear/refuter.h"
#include "verifier/prove/digest.h"
#include "verifier/recheck/checker.h"

using namespace surety;
using nlohmann::json;

namespace {

const std::filesystem::path root = SURETY_ROOT;

/// Of an obligation with cases: three tranches of a fund.
std::string certificate() {
  term::Arena arena;
  const auto read = test::read_smtlib(arena, root / "tests/verify/obligations/wf.mutual_prorata.smt2");
  std::vector<std::pair<std::string, term::Bool>> formulas;
  for (const term::Bool formula : read.formulas) formulas.emplace_back("formula", formula);
  verify::linear::Certificate made{verify::linear::statement_of(arena, formulas), {}};
  verify::solver::Interrupter interrupter;
  verify::solver::Session session(interrupter);
  const verify::linear::Budget budget{{1'000'000}, {200'000}};
  auto proof = verify::linear::refute(arena, made.statement, budget, session);
  REQUIRE(proof);
  made.proof = *proof;
  return verify::linear::written(made, {"Fund", "pro_rata/pay", 1, "nobody pays twice", "0"});
}

/// A directory that is gone with the test.
struct Directory {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               ("surety-certificates-" + std::to_string(std::hash<const void*>{}(this)));
  Directory() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path);
  }
  ~Directory() { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
};

json* first_with(json& proof, const std::string& key) {
  if (proof.contains(key)) return &proof;
  if (!proof.contains("cases")) return nullptr;
  for (json& one : proof["cases"]) {
    if (json* found = first_with(one, key)) return found;
  }
  return nullptr;
}

std::string rejection(const std::string& text) {
  try {
    recheck::check_certificate(text);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

std::string refusal(const std::filesystem::path& directory) {
  try {
    recheck::check_directory(directory);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

std::string tampered(const std::string& text, const std::function<void(json&)>& change) {
  json document = json::parse(text);
  change(document);
  return rejection(document.dump());
}

}  // namespace

TEST_CASE("what is no index or no list is refused, whatever a reader might make of it") {
  const std::string good = certificate();
  REQUIRE(rejection(good).empty());
  const std::string no_index = "an index is no natural number";
  for (const char* const wrong :
       {"1e30", "0.5", "-1", "1e0", "true", "\"0\"", "null", "[0]", "1000000000000000000000000000000"}) {
    INFO(wrong);
    CHECK(tampered(good, [&](json& document) {
            (*first_with(document["proof"], "sum"))["sum"][0]["of"] = json::array({json::parse(wrong)});
          }) == no_index);
  }
  CHECK(tampered(good, [](json& document) { (*first_with(document["proof"], "sum"))["sum"][0]["of"] = 0; }) ==
        "something is not a list");
  CHECK(tampered(good, [](json& document) {
          json& sum = (*first_with(document["proof"], "sum"))["sum"];
          sum = json{{"only", sum[0]}};
        }) == "something is not a list");
  CHECK(tampered(good, [](json& document) { document["facts"] = json::object(); }) != "");
}

TEST_CASE("a certificate holds, and every change to it is noticed") {
  const std::string text = certificate();
  CHECK(recheck::check_certificate(text) >= 2);

  SECTION("a multiplier") {
    const auto change = [](json& c) { (*first_with(c["proof"], "sum"))["sum"][0]["times"][0][0] = "7654321"; };
    CHECK(tampered(text, change) == "a sum is not a negative number");
  }
  SECTION("a negative multiplier") {
    const auto change = [](json& c) {
      json& sum = (*first_with(c["proof"], "sum"))["sum"];
      sum.push_back({{"times", json::array({json::array({"-1000000"})})}, {"of", json::array()}});
    };
    CHECK(tampered(text, change) == "a multiplier is not a nonnegative number");
  }
  SECTION("a fact") {
    const auto change = [](json& c) { c["facts"][0]["holds"]["nonnegative"].push_back(json::array({"1"})); };
    CHECK(tampered(text, change) == "its facts are not those that were hashed");
  }
  SECTION("a fact and the hash with it") {
    const auto change = [](json& c) {
      for (json& fact : c["facts"]) {
        if (fact["holds"].contains("nonnegative")) fact["holds"]["nonnegative"].push_back(json::array({"1000000000"}));
      }
      c["facts_sha256"] = verify::strategy::sha256(c["facts"].dump());
    };
    CHECK(tampered(text, change) == "a sum is not a negative number");
  }
  SECTION("a missing case") {
    const auto change = [](json& c) { first_with(c["proof"], "cases")->at("cases").erase(0); };
    CHECK(tampered(text, change) == "a split does not have a case for each alternative");
  }
  SECTION("a split over something that is no disjunction") {
    const auto change = [](json& c) { (*first_with(c["proof"], "split"))["split"] = 0; };
    CHECK_FALSE(tampered(text, change).empty());
  }
  SECTION("a fact that is not there") {
    const auto change = [](json& c) { (*first_with(c["proof"], "sum"))["sum"][0]["of"] = {99}; };
    CHECK(tampered(text, change) == "it refers to a fact that is not known there");
  }
  SECTION("a fact in facts without end") {
    std::string fact = R"({"zero":[]})";
    for (int i = 0; i < 20'000; ++i) fact = R"({"all":[)" + fact + "]}";
    const std::string facts = R"([{"holds":)" + fact + "}]";
    CHECK(rejection(R"({"schema":"surety.certificate/1","facts":)" + facts + R"(,"facts_sha256":")" +
                    verify::strategy::sha256(facts) + R"(","proof":{"sum":[]}})") == "it is nested too deeply");
  }
  SECTION("an index below 0") {
    const auto change = [](json& c) { (*first_with(c["proof"], "sum"))["sum"][0]["of"] = {-1}; };
    CHECK_FALSE(tampered(text, change).empty());
  }
  SECTION("a truncated file") {
    for (const std::size_t part : {0, 1, 2, 3}) {
      CHECK(rejection(text.substr(0, text.size() * part / 4)).starts_with("it is not a whole certificate"));
    }
  }
  SECTION("no proof at all") {
    CHECK_FALSE(tampered(text, [](json& c) { c["proof"] = json::object(); }).empty());
    CHECK_FALSE(tampered(text, [](json& c) { c["proof"] = {{"sum", json::array()}}; }).empty());
    CHECK_FALSE(tampered(text, [](json& c) { c.erase("proof"); }).empty());
  }
}

TEST_CASE("cases of the sign of a polynomial must be both") {
  const json x = json::array({json::array({"1", "x"})});
  json certificate = {{"schema", "surety.certificate/1"}, {"facts", json::array()}};
  certificate["facts_sha256"] = verify::strategy::sha256(certificate["facts"].dump());
  const json nothing = {{"sum", json::array()}};
  certificate["proof"] = {{"sign", x}, {"cases", {nothing, nothing}}};
  CHECK(rejection(certificate.dump()) == "a sum is not a negative number");
  certificate["proof"] = {{"sign", x}, {"cases", {nothing}}};
  CHECK(rejection(certificate.dump()) == "a split does not have a case for each alternative");
}

TEST_CASE("a directory of certificates is what its index says") {
  const Directory directory;
  CHECK(refusal(directory.path) == "it cannot be read");
  CHECK(refusal(directory.path / "none") == "it cannot be read");
  directory.write("index.json", R"({"certificates": {}})");
  CHECK(refusal(directory.path).find("holds no certificate") != std::string::npos);
  directory.write("index.json", "[1, 2");
  CHECK(refusal(directory.path).find("not an index") != std::string::npos);

  const std::string text = certificate();
  const json index = {{"certificates", {{"a.certificate.json", verify::strategy::sha256(text)}}}};
  directory.write("index.json", index.dump());
  CHECK(recheck::check_directory(directory.path).failures.size() == 1);
  directory.write("a.certificate.json", text);
  CHECK(recheck::check_directory(directory.path).failures.empty());
  json renamed = json::parse(text);
  renamed["claim"] = "nobody ever loses";
  directory.write("a.certificate.json", renamed.dump());
  const auto changed = recheck::check_directory(directory.path);
  CHECK(changed.failures ==
        std::vector<std::string>{"a.certificate.json: it is not the certificate that the index names"});
  directory.write("a.certificate.json", text);
  directory.write("b.certificate.json", text);
  CHECK(recheck::check_directory(directory.path).failures.size() == 1);
}

TEST_CASE("an index names each file of its directory once, and no other") {
  const Directory directory;
  const std::string text = certificate();
  directory.write("a.certificate.json", text);
  const std::string hash = verify::strategy::sha256(text);
  const std::string folder = directory.path.filename().string();
  for (const std::string& name : {std::string("./a.certificate.json"), "../" + folder + "/a.certificate.json"}) {
    const json index = {{"certificates", {{"a.certificate.json", hash}, {name, hash}}}};
    directory.write("index.json", index.dump());
    CHECK(recheck::check_directory(directory.path).failures ==
          std::vector<std::string>{name + ": it is no name of a file of that directory"});
  }
  directory.write("index.json", R"({"certificates": {}, "certificates": {}})");
  CHECK(refusal(directory.path) == "it says \"certificates\" twice");
}

TEST_CASE("what people read of a certificate is what is checked") {
  const std::string text = certificate();
  const std::size_t place = text.find("\"holds\"");
  REQUIRE(place != std::string::npos);
  CHECK(rejection(std::string(text).insert(place, R"("holds": {"zero": []}, )")) == "it says \"holds\" twice");
  CHECK_FALSE(rejection(text + std::string(1, '\0') + "the rest is not seen").empty());
}
