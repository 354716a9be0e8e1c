// cli_files_test.cpp -- what a command reads is never written over; what it writes is there as a whole or not at all.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/catch.h"
#include "tests/golden/cli/scratch.h"
#include "tests/golden/cli/subprocess.h"

namespace fs = std::filesystem;
using nlohmann::json;
using surety::tests::content;
using surety::tests::Finished;
using surety::tests::replace;
using surety::tests::says;
using surety::tests::Scratch;

namespace {

Finished surety_in(const fs::path& folder, const std::vector<std::string>& arguments) {
  return surety::tests::run(SURETY_PROGRAM, arguments, folder);
}

/// Refused as what cannot be meant, with the file as it was.
void keeps(const fs::path& folder, const std::string& file, const std::string& kind,
           const std::vector<std::string>& arguments) {
  const std::string before = content(folder / file);
  const Finished finished = surety_in(folder, arguments);
  INFO(arguments[0] << " over " << file << ": " << finished.out << finished.err);
  CHECK(finished.exit == 2);
  CHECK(says(finished.err, "would be written over the " + kind));
  CHECK((content(folder / file) == before));
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

}  // namespace

TEST_CASE("no report is written over what a command reads") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  REQUIRE(surety_in(folder, {"build", "savings.surety", "--target", "wasm"}).exit == 0);
  fs::create_symlink("savings.surety", folder / "link.surety");
  fs::create_directories(folder / "parts");
  replace(folder / "parts/fees.surety", "module parts.fees {\n    fn fee_of(x: number) -> number = abs(x)\n}\n");
  replace(folder / "used.surety",
          "contract Used {\n    use parts.fees\n    asset USD { decimals 6  supply 1_000 }\n    pot jar : USD\n"
          "    action tip(amount: USD) { move fee_of(amount) from caller to jar }\n}\n");
  replace(folder / "expected.json", "{}");
  for (const std::string name : {"savings.surety", "./savings.surety", "link.surety"})
    keeps(folder, name, "source", {"prove", "savings.surety", "--sarif", name});
  keeps(folder, "expected.json", "expected verdicts",
        {"prove", "savings.surety", "--expect", "expected.json", "--sarif", "expected.json"});
  keeps(folder, "parts/fees.surety", "source", {"prove", "used.surety", "--sarif", "parts/fees.surety"});
  keeps(folder, "parts/fees.surety", "source", {"build", "used.surety", "-o", "parts/fees.surety"});
  const std::vector<std::string> gate = {"gate", "savings.wasm", "--policy", "policy.json", "--sarif"};
  for (const auto& [file, kind] : {std::pair{"savings.wasm", "artifact"},
                                   {"policy.json", "policy"},
                                   {"savings.surety", "source"},
                                   {"savings.wasm.certificate.json", "certificate"}}) {
    std::vector<std::string> arguments = gate;
    arguments.emplace_back(file);
    keeps(folder, file, kind, arguments);
  }
  const std::vector<std::string> simulate = {"simulate", "tiny_perp.surety", "--prices", "prices.csv", "--svg"};
  for (const auto& [file, kind] : {std::pair{"tiny_perp.surety", "source"},
                                   {"prices.csv", "prices"},
                                   {"tiny_perp.market.json", "market description"}}) {
    std::vector<std::string> arguments = simulate;
    arguments.emplace_back(file);
    keeps(folder, file, kind, arguments);
  }
  const std::vector<std::string> tune = {"tune", "tiny_perp.surety", "--property", "no_bad_debt", "--param",
                                         "a",    "--against",        "b"};
  for (const std::vector<std::string>& more : std::vector<std::vector<std::string>>{
           {"--csv", "tiny_perp.surety"}, {"--svg", "tiny_perp.surety"}, {"--csv", "new", "--svg", "./new"}}) {
    std::vector<std::string> arguments = tune;
    arguments.insert(arguments.end(), more.begin(), more.end());
    keeps(folder, more.back(), more.size() == 2 ? "source" : "table", arguments);
  }
}

TEST_CASE("directories that are filled hold nothing that a command reads, nor what others wrote") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  fs::create_directories(folder / "site");
  replace(folder / "site/index.json", R"({"name": "mine"})");
  replace(folder / "site/perp.wasm.certificate.json", "kept");
  const Finished certify = surety_in(folder, {"prove", "savings.surety", "--certify", "site"});
  CHECK(certify.exit == 2);
  CHECK(says(certify.err, "`site` holds other files"));
  CHECK(content(folder / "site/perp.wasm.certificate.json") == "kept");
  CHECK(content(folder / "site/index.json") == R"({"name": "mine"})");
  fs::create_directories(folder / "proofs_of");
  REQUIRE(surety_in(folder, {"prove", "savings.surety", "--certify", "proofs_of"}).exit != 2);
  REQUIRE(surety_in(folder, {"prove", "savings.surety", "--certify", "proofs_of"}).exit != 2);  // its own, again
  replace(folder / "proofs_of/expected.json", "{}");
  replace(folder / "expected.smt2", "{}");
  for (const auto& [option, directory, file] :
       {std::tuple{"--certify", "proofs_of", "proofs_of/expected.json"}, std::tuple{"--smt", ".", "expected.smt2"}}) {
    const Finished finished = surety_in(folder, {"prove", "savings.surety", "--expect", file, option, directory});
    CHECK(finished.exit == 2);
    CHECK(says(finished.err, "writes files of its own: choose another directory"));
    CHECK(content(folder / file) == "{}");
  }
}

TEST_CASE("certificates and questions of names that differ in one sign are files of their own") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const std::string test = R"( for all (a: party, x: USD) where x > 0 {
        let o = till
        a: pay(x)
        expect till * till >= o * o
    }
)";
  replace(folder / "named.surety",
          "contract Named {\n    asset USD { decimals 6  supply 1_000_000 }\n    pot till : USD\n"
          "    action pay(a: USD) { require a >= 0  move a from caller to till }\n"
          "    test \"a-b c\"" +
              test + "    test \"a/b c\"" + test + "    test \"" + std::string(300, 'x') + "\"" + test + "}\n");
  const Finished proved =
      surety_in(folder, {"prove", "named.surety", "--no-cache", "--certify", "proofs_of", "--smt", "asked"});
  CHECK(proved.exit == 0);
  const std::size_t certificates = names_in(folder / "proofs_of").size() - 1;  // beside the index
  INFO(proved.out << proved.err);
  CHECK(certificates >= 4);
  CHECK(says(proved.err, std::to_string(certificates) + " of " + std::to_string(certificates) + " proved goals"));
  const std::vector<std::string> asked = names_in(folder / "asked");
  for (const char* const ours : {"a-b-c-test~", "xxxxxxxx"})
    CHECK(std::ranges::count_if(asked, [&](const auto& name) { return name.starts_with(ours); }) ==
          (ours[0] == 'a' ? 2 : 1));
  const Finished rechecked = surety_in(folder, {"recheck", "proofs_of"});
  CHECK(rechecked.exit == 0);
  CHECK(says(rechecked.out, std::to_string(certificates) + " of " + std::to_string(certificates) + " certificates"));
}

TEST_CASE("certificates of an earlier run are removed, and no other") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const std::vector<std::string> certify = {"prove", "savings.surety", "--no-cache", "--certify", "proofs_of"};
  REQUIRE(surety_in(folder, certify).exit == 0);
  REQUIRE(surety_in(folder, {"build", "savings.surety", "--target", "wasm", "-o", "proofs_of/out.wasm"}).exit == 0);
  const std::vector<std::string> names = names_in(folder / "proofs_of");
  const std::string artifacts = content(folder / "proofs_of/out.wasm.certificate.json");
  json index = json::parse(content(folder / "proofs_of/index.json"));
  index["certificates"]["gone.1.certificate.json"] = "";
  index["certificates"]["../outside.1.certificate.json"] = "";
  index["certificates"]["out.wasm"] = "";
  replace(folder / "proofs_of/index.json", index.dump());
  for (const char* const file : {"proofs_of/gone.1.certificate.json", "outside.1.certificate.json"})
    replace(folder / file, "{}");
  REQUIRE(surety_in(folder, certify).exit == 0);
  CHECK(names_in(folder / "proofs_of") == names);
  CHECK(content(folder / "proofs_of/out.wasm.certificate.json") == artifacts);
  CHECK(content(folder / "outside.1.certificate.json") == "{}");
  CHECK(surety_in(folder, {"recheck", "proofs_of"}).exit == 0);
}

TEST_CASE("a build writes all that it makes, or nothing") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  fs::create_directories(folder / "y.h");
  fs::create_directories(folder / "z.o.certificate.json");
  const std::vector<std::string> before = names_in(folder);
  for (const std::string name : {"y.o", "z.o"}) {
    const Finished built = surety_in(folder, {"build", "savings.surety", "-o", name, "--no-cache"});
    CHECK(built.exit == 2);
    CHECK(says(built.err, "it is a directory"));
    CHECK(names_in(folder) == before);
  }
  // A disk that is full after 16 kilobytes, which the C++ header is larger than: what was there stays.
  replace(folder / "full.o", "old");
  const std::vector<std::string> old = names_in(folder);
  const Finished full = surety::tests::run(
      "/bin/bash",
      {"-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" build savings.surety -o full.o --no-cache --no-certificate",
       SURETY_PROGRAM},
      folder);
  CHECK(full.exit == 3);
  CHECK(says(full.err, "the disk refused it"));
  CHECK(names_in(folder) == old);
  CHECK(content(folder / "full.o") == "old");
}

TEST_CASE("a build that is interrupted while it writes has written nothing") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  REQUIRE(mkfifo((folder / "out.hpp").c_str(), 0600) == 0);
  const std::vector<std::string> before = names_in(folder);
  const Finished built = surety::tests::run(
      "/bin/bash", {"-c", "exec timeout -s INT 5 \"$0\" build savings.surety -o out.o --no-cache", SURETY_PROGRAM},
      folder);
  CHECK(built.exit != 0);
  CHECK(names_in(folder) == before);
}

TEST_CASE("a file that is replaced keeps its permissions, and a link goes on to lead to it") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  fs::create_directories(folder / "kept_in");
  replace(folder / "kept_in/out.o", "old");
  fs::permissions(folder / "kept_in/out.o", fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("kept_in/out.o", folder / "out.o");
  REQUIRE(surety_in(folder, {"build", "savings.surety", "-o", "out.o", "--no-cache"}).exit == 0);
  CHECK(fs::is_symlink(folder / "out.o"));
  CHECK(content(folder / "kept_in/out.o").size() > 100);
  CHECK(fs::status(folder / "kept_in/out.o").permissions() == (fs::perms::owner_read | fs::perms::owner_write));
  CHECK(surety_in(folder, {"prove", "savings.surety", "--sarif", "/dev/null"}).exit != 2);
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("JSON that says something twice is refused with its place") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const auto refused = [&](const std::string& text) {
    replace(folder / "twice.json", text);
    const Finished finished = surety_in(folder, {"run", "savings.surety", "--scenario", "twice.json"});
    CHECK(finished.exit == 1);
    CHECK(finished.out.empty());
    return finished.err;
  };
  CHECK(says(refused(R"({"schema": "surety.scenario/1", "steps": [{"as": "a"}], "steps": []})"),
             "twice.json: /: it says \"steps\" twice"));
  CHECK(says(refused(R"({"steps": [{"as": "a"}, [1, {}, {"args": {"amount": "1 USD", "amount": "2 USD"}}]]})"),
             "twice.json: /steps/1/2/args: it says \"amount\" twice"));
  CHECK(says(refused(R"({"steps": [{"as": "a", "\u0061s": "b"}]})"), "twice.json: /steps/0: it says \"as\" twice"));
  CHECK_FALSE(says(refused(R"({"steps": [{"as": "a"}, {"as": "a"}, {"b": {"as": 1}, "as": 2}]})"), "it says"));
}

TEST_CASE("a file that is to be written has a name") {
  const Scratch scratch;
  const std::vector<std::vector<std::string>> asked = {{"prove", "savings.surety", "--sarif", ""},
                                                       {"build", "savings.surety", "-o", ""}};
  for (const std::vector<std::string>& words : asked) {
    const Finished refused = surety_in(scratch.path(), words);
    CHECK(refused.exit == 2);
    CHECK(says(refused.err, "cannot write ``: a file without a name was asked for"));
  }
}
