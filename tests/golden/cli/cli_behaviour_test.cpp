// cli_behaviour_test.cpp -- what no transcript shows: lost output, missing node, and that a new project works.
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/catch.h"
#include "tests/golden/cli/scratch.h"
#include "tests/golden/cli/subprocess.h"

namespace fs = std::filesystem;
using surety::tests::Finished;
using surety::tests::Output;
using surety::tests::Scratch;

namespace {

Finished surety_in(const fs::path& folder, const std::vector<std::string>& arguments, Output output = Output::kept) {
  return surety::tests::run(SURETY_PROGRAM, arguments, folder, output);
}

/// With an environment where nothing is on the path.
Finished surety_without_node(const fs::path& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"PATH=/nonexistent", SURETY_PROGRAM});
  return surety::tests::run("/usr/bin/env", arguments, folder);
}

std::vector<std::string> verbs_of(const std::string& overview) {
  std::vector<std::string> verbs;
  std::istringstream lines(overview);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  ") && line.size() > 12) verbs.push_back(line.substr(2, line.find(' ', 2) - 2));
  }
  return verbs;
}

}  // namespace

TEST_CASE("every verb of the overview explains itself with an example") {
  const Scratch scratch;
  const auto verbs = verbs_of(surety_in(scratch.path(), {}).out);
  REQUIRE(verbs.size() >= 7);
  for (const std::string& verb : verbs) {
    INFO(verb);
    const Finished help = surety_in(scratch.path(), {verb, "--help"});
    CHECK(help.exit == 0);
    CHECK(help.out.find("Example:\n  surety " + verb) != std::string::npos);
    CHECK(help.err.empty());
    CHECK(surety_in(scratch.path(), {verb}).exit == 2);
    CHECK(surety_in(scratch.path(), {verb, "--no-such-option"}).exit == 2);
  }
}

TEST_CASE("output that is lost is a failure, a reader that left is none") {
  const Scratch scratch;
  const std::vector<std::string> command = {"run",      "savings.surety", "--scenario",
                                            "run.json", "--engine",       "interpreter"};
  const Finished full = surety_in(scratch.path(), command, Output::full_device);
  CHECK(full.exit == 3);
  CHECK(full.err.find("cannot write to standard output") != std::string::npos);
  // A note on standard error has the results written before it.
  const Finished noted = surety_in(scratch.path(), {"build", "savings.surety", "-o", "out"}, Output::full_device);
  CHECK(noted.exit == 3);
  CHECK(noted.err.find("note") != std::string::npos);
  const Finished gone = surety_in(scratch.path(), command, Output::closed_pipe);
  CHECK(gone.exit == 0);
  CHECK(gone.err.empty());
}

TEST_CASE("without node the wasm engine is left out with a note, and is an error where it was asked for") {
  const Scratch scratch;
  const Finished left_out = surety_without_node(scratch.path(), {"test", "savings.surety"});
  CHECK(left_out.exit == 0);
  CHECK(left_out.err.find("the wasm engine is left out") != std::string::npos);
  CHECK(left_out.out.find("on interpreter and native") != std::string::npos);
  const Finished asked = surety_without_node(scratch.path(), {"test", "savings.surety", "--engine", "wasm"});
  CHECK(asked.exit == 3);
  CHECK(asked.err.find("node") != std::string::npos);
}

TEST_CASE("without cvc5 a recheck names the package, and a cvc5 that contradicts is a failure of the tool") {
  const Scratch scratch;
  const Finished missing = surety_without_node(scratch.path(), {"prove", "tiny_perp.surety", "--recheck", "cvc5"});
  CHECK(missing.exit == 3);
  CHECK(missing.out.empty());
  CHECK(missing.err.find("the package `cvc5`") != std::string::npos);
  CHECK(surety_in(scratch.path(), {"prove", "tiny_perp.surety", "--recheck", "z4"}).exit == 2);
  const auto with_fake = [&](const std::string& answer) {
    std::ofstream(scratch.path() / "cvc5")
        << "#!/bin/sh\ncase \"$1\" in\n--version) echo 'cvc5 version 0.0' ;;\n*) echo " << answer << " ;;\nesac\n";
    fs::permissions(scratch.path() / "cvc5", fs::perms::owner_all);
    const std::string path = "PATH=" + scratch.path().string() + ":/usr/bin:/bin";
    return surety::tests::run("/usr/bin/env",
                              {path, SURETY_PROGRAM, "prove", "tiny_perp.surety", "--recheck", "cvc5", "--json"},
                              scratch.path());
  };
  const Finished agrees = with_fake("unsat");
  CHECK(agrees.exit == 0);
  CHECK(agrees.out.find("\"rechecked_by\": \"cvc5 0.0\"") != std::string::npos);
  const Finished contradicts = with_fake("sat");
  CHECK(contradicts.exit == 3);
  CHECK(contradicts.err.find("one of them is wrong") != std::string::npos);
  CHECK(nlohmann::json::parse(contradicts.out)["summary"]["unknown"] > 0);
}

TEST_CASE("a new project checks, passes its test, runs its scenario and is simulated") {
  const Scratch scratch;
  REQUIRE(surety_in(scratch.path(), {"new", "my_perp"}).exit == 0);
  const fs::path project = scratch.path() / "my_perp";
  CHECK(surety_in(project, {"check", "my_perp.surety"}).err.empty());
  CHECK(surety_in(project, {"test", "my_perp.surety", "--engine", "native"}).exit == 0);
  const Finished run = surety_in(project, {"run", "my_perp.surety", "--scenario", "scenario.json", "--json"});
  CHECK(run.exit == 0);
  CHECK(nlohmann::json::parse(run.out)["as_expected"] == true);
  const Finished simulated = surety_in(project, {"simulate", "my_perp.surety", "--prices", "../prices.csv", "--traders",
                                                 "10", "--engine", "native", "--svg", "chart.svg"});
  CHECK(simulated.exit == 0);
  CHECK(fs::file_size(project / "chart.svg") > 1000);
}

TEST_CASE("compiled products are written where they were asked for") {
  const Scratch scratch;
  const Finished built =
      surety_in(scratch.path(), {"build", "savings.surety", "--target", "native", "-o", "folder/out.o"});
  CHECK(built.exit == 0);
  CHECK(fs::file_size(scratch.path() / "folder/out.o") > 0);
  CHECK(fs::file_size(scratch.path() / "folder/out.h") > 0);
  CHECK_FALSE(fs::exists(scratch.path() / "savings.o"));
}

TEST_CASE("a cache whose secret was cut off is named, and is left alone") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  fs::create_directory(folder / "cache");
  std::ofstream(folder / "cache/secret") << "short";
  const Finished proved = surety_in(folder, {"prove", "savings.surety", "--cache", "cache"});
  CHECK(proved.exit == 0);
  CHECK(proved.err.find("`cache/secret` is not what a cache begins with") != std::string::npos);
  CHECK(fs::file_size(folder / "cache/secret") == 5);
}

TEST_CASE("a file without permission is a usage error") {
  if (geteuid() == 0) {
    WARN("not tried: everything is permitted to root");
    return;
  }
  const Scratch scratch;
  fs::permissions(scratch.path() / "savings.surety", fs::perms::none);
  const Finished refused = surety_in(scratch.path(), {"check", "savings.surety"});
  CHECK(refused.exit == 2);
  CHECK(refused.err.find("ermission") != std::string::npos);
}

TEST_CASE("a device, which may have no end, is refused") {
  const Scratch scratch;
  CHECK(surety_in(scratch.path(), {"check", "/dev/zero"}).exit == 2);
  CHECK(surety_in(scratch.path(), {"run", "savings.surety", "--scenario", "/dev/zero"}).exit == 2);
  CHECK(surety_in(scratch.path(), {"simulate", "tiny_perp.surety", "--prices", "/dev/zero"}).exit == 2);
}

TEST_CASE("binary rubbish in every kind of file gives an error and no crash") {
  const Scratch scratch;
  const std::string rubbish("\x00\xff\xfe{\"\x80[[[\n,,,\r\x01", 17);
  for (const char* name : {"rubbish.surety", "rubbish.core", "rubbish.json", "rubbish.csv"}) {
    std::ofstream(scratch.path() / name, std::ios::binary) << rubbish;
  }
  CHECK(surety_in(scratch.path(), {"check", "rubbish.surety"}).exit == 1);
  CHECK(surety_in(scratch.path(), {"check", "rubbish.core"}).exit == 1);
  CHECK(surety_in(scratch.path(), {"run", "savings.surety", "--scenario", "rubbish.json"}).exit == 1);
  CHECK(surety_in(scratch.path(), {"simulate", "tiny_perp.surety", "--prices", "rubbish.csv"}).exit == 1);
  CHECK(
      surety_in(scratch.path(), {"simulate", "tiny_perp.surety", "--prices", "prices.csv", "--market", "rubbish.json"})
          .exit == 1);
}

TEST_CASE("a counterexample is a scenario that runs and breaks nothing but the property") {
  const Scratch scratch;
  const Finished proved = surety_in(scratch.path(), {"prove", "no_margin_check.surety", "--json"});
  REQUIRE(proved.exit == 1);
  const auto document = nlohmann::json::parse(proved.out);
  CHECK(document["summary"]["violated"] == 1);
  for (const auto& property : document["properties"]) {
    if (property["name"] != "no_bad_debt") {
      CHECK(property["trace"].is_null());
      continue;
    }
    CHECK(property["verdict"] == "violated");
    CHECK(property["trace"]["replayed"] == true);
    std::ofstream(scratch.path() / "trace.json") << property["trace"];
  }
  const Finished run =
      surety_in(scratch.path(), {"run", "no_margin_check.surety", "--scenario", "trace.json", "--json"});
  REQUIRE(run.exit == 0);
  for (const auto& step : nlohmann::json::parse(run.out)["steps"]) CHECK(step["outcome"] == "ok");
}

TEST_CASE("a new project is proved, and each obligation can be had as SMT-LIB") {
  const Scratch scratch;
  REQUIRE(surety_in(scratch.path(), {"new", "my_perp"}).exit == 0);
  const fs::path project = scratch.path() / "my_perp";
  CHECK(surety_in(project, {"prove", "my_perp.surety", "--smt", "smt"}).exit == 0);
  CHECK_FALSE(fs::is_empty(project / "smt"));
}

TEST_CASE("a run with lists that breaks a property is one that a chain takes") {
  const Scratch scratch;
  const Finished proved = surety_in(scratch.path(), {"prove", "twice_paid.surety", "--json"});
  REQUIRE(proved.exit == 1);
  const nlohmann::json trace = nlohmann::json::parse(proved.out)["properties"][0]["trace"];
  REQUIRE(trace.is_object());
  INFO(trace.dump(1));
  CHECK(trace["steps"].back()["args"].contains("payees"));
  std::ofstream(scratch.path() / "trace.json") << trace;
  const Finished ran = surety_in(scratch.path(), {"run", "twice_paid.surety", "--scenario", "trace.json", "--engine",
                                                  "interpreter", "--engine", "cosmwasm"});
  INFO(ran.out << ran.err);
  CHECK(ran.exit == 0);
}
