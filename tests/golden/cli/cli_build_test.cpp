// cli_build_test.cpp -- what `surety build` writes depends on the source alone: not on where it stands, nor on what
// else is built.
#include <nlohmann/json.hpp>

#include "codegen/codegen.h"
#include "codegen/cost/wasm_module.h"
#include "codegen/sections.h"
#include "tests/catch.h"
#include "tests/golden/cli/scratch.h"
#include "tests/golden/cli/subprocess.h"

namespace fs = std::filesystem;
using surety::tests::content;
using surety::tests::Finished;
using surety::tests::replace;
using surety::tests::says;
using surety::tests::Scratch;

namespace {

Finished surety_in(const fs::path& folder, const std::vector<std::string>& arguments) {
  return surety::tests::run(SURETY_PROGRAM, arguments, folder);
}
}  // namespace

TEST_CASE("builds in different folders are equal to the last bit") {
  const std::string contract =
      "contract Lent {\n    use std.margin\n    use parts.fees\n    asset USD { decimals 6  supply 1_000_000 }\n"
      "    account Saver { balance saved : USD }\n"
      "    action put(amount: USD) { move amount from caller to my.saved }\n"
      "    fn worth(s: Saver, rate: ratio @ 4) -> bool = covers(s.saved, rate, fee_of(s.saved))\n"
      "    action take(amount: USD) {\n        move amount from my.saved to caller\n"
      "        require worth(my, 10%) else Poor\n    }\n}\n";
  const std::string module = "module parts.fees {\n    fn fee_of(amount: number) -> number = abs(amount)\n}\n";
  const auto build = [&](const fs::path& folder, const fs::path& from) {
    fs::create_directories(folder / "parts");
    replace(folder / "lent.surety", contract);
    replace(folder / "parts/fees.surety", module);
    const std::string file = (from == folder ? fs::path("lent.surety") : folder / "lent.surety").string();
    const Finished built =
        surety_in(from, {"build", file, "--target", "wasm,object", "-o", (folder / "out").string(), "--prove"});
    INFO(built.err);
    REQUIRE(built.exit == 0);
    std::vector<std::string> files;
    for (const char* name : {"out.wasm", "out.o", "out.wasm.certificate.json", "out.o.certificate.json"})
      files.push_back(content(folder / name));
    return files;
  };
  const Scratch one;
  const Scratch other;
  const auto first = build(one.path(), one.path());
  CHECK(build(other.path() / "deeper/still", other.path()) == first);
  CHECK(says(first[2], R"({"name":"lent.surety",)"));
  CHECK(says(first[2], R"({"name":"std.margin",)"));
  CHECK(says(first[2], R"({"name":"parts.fees",)"));
  for (const std::string& file : first) CHECK_FALSE(says(file, one.path().string()));
}

TEST_CASE("an artifact is the same whatever is built beside it") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const auto object = [&](const std::string& targets) {
    REQUIRE(
        surety_in(folder, {"build", "tiny_perp.surety", "--target", targets, "-o", "out", "--no-certificate"}).exit ==
        0);
    return content(folder / (targets == "object" ? "out" : "out.o"));
  };
  const std::string alone = object("object");
  for (int i = 0; i < 5; ++i) CHECK((object("wasm,object,cosmwasm") == alone));
}

TEST_CASE("the module of a whole perpetual is small, with all that its certificate says") {
  const Scratch scratch;
  const fs::path contract =
      fs::weakly_canonical(fs::path(SURETY_GOLDEN_ROOM) / "../../../examples/linear_perp/linear_perp.surety");
  const fs::path out = scratch.path() / "perp";
  const Finished built = surety_in(
      scratch.path(), {"build", contract.string(), "--target", "wasm,cosmwasm", "-o", out.string(), "--prove"});
  INFO(built.out << built.err);
  REQUIRE(built.exit == 0);
  // Bytes that a browser loads and that a chain charges for.
  for (const auto& [name, most] : {std::pair{"perp.wasm", 30'000}, std::pair{"perp.cosmwasm.wasm", 60'000}}) {
    INFO(name);
    CHECK(fs::file_size(scratch.path() / name) < static_cast<std::uintmax_t>(most));
  }
}

TEST_CASE("what was added to a file beside its code and its certificate is refused by the gate") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const nlohmann::json policy = {{"schema", "surety.policy/1"},
                                 {"proved", nlohmann::json::array({"nobody_owes"})},
                                 {"assumptions", nlohmann::json::object()}};
  replace(folder / "policy.json", policy.dump());
  REQUIRE(surety_in(folder, {"build", "savings.surety", "--target", "wasm,object,shared", "-o", "out"}).exit == 0);
  const auto refuses = [&](const std::string& file, const std::string& bytes) {
    replace(folder / file, bytes);
    const Finished gate = surety_in(folder, {"gate", file, "--policy", "policy.json"});
    INFO(gate.out << gate.err);
    CHECK(gate.exit == 1);
    CHECK(says(gate.out, "other bytes of the file are not what `surety build` writes"));
  };
  for (const char* const file : {"out.o", "out.so"}) {
    const std::string bytes = content(folder / file);
    refuses(file, bytes + "trailing");
    replace(folder / file, bytes);
  }
  const std::string name = "surety.certificate";
  const std::string module = content(folder / "out.wasm");
  std::vector<char> code = surety::codegen::without_text(module, name).code;
  for (const auto& section : surety::codegen::wasm::read_custom_sections(module))
    if (section.name == name) surety::codegen::append_wasm_section(code, name, section.content + "trailing");
  refuses("out.wasm", {code.begin(), code.end()});
}

TEST_CASE("lists in lists without end are refused before anybody looks at them") {
  const Scratch scratch;
  REQUIRE(surety_in(scratch.path(), {"build", "savings.surety", "--target", "wasm"}).exit == 0);
  const std::string lists = std::string(100'000, '[') + std::string(100'000, ']');
  replace(scratch.path() / "deep.json", R"({"schema": "surety.policy/1", "proved": )" + lists + "}");
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"gate", "savings.wasm", "--policy", "deep.json"}, {"prove", "savings.surety", "--expect", "deep.json"}}) {
    const Finished finished = surety_in(scratch.path(), arguments);
    CHECK(finished.exit == 1);
    CHECK(says(finished.err, "nested more than 100 deep"));
  }
}

TEST_CASE("thresholds rest on nothing that is trusted, whether the lemma is proved now or was proved before") {
  const Scratch scratch;
  const fs::path folder = scratch.path();
  const auto thresholds = [&](const std::string& file, std::vector<std::string> more) {
    std::vector<std::string> arguments = {"build", file, "-o", "out.o"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished built = surety_in(folder, arguments);
    INFO(built.err);
    REQUIRE(built.exit == 0);
    return nlohmann::json::parse(content(folder / "out.o.certificate.json"))["code"]["thresholds"].size();
  };
  const std::string trusted = content(folder / "trusted_level.surety");
  std::string proved = trusted;
  proved.replace(proved.find("trusted result == 1"), 19, "0 <= result and result <= 1");
  proved.replace(proved.find("level(mark) == 1"), 16, "level(mark) >= 0");
  replace(folder / "proved.surety", proved);
  for (const auto& [file, built] : {std::pair{"trusted_level.surety", 0U}, std::pair{"proved.surety", 1U}}) {
    INFO(file);
    const std::string memory = std::string(file) + ".cache";
    CHECK(thresholds(file, {"--no-cache"}) == built);
    CHECK(thresholds(file, {"--prove", "--no-cache"}) == built);
    CHECK(thresholds(file, {"--cache", memory}) == built);
    REQUIRE(surety_in(folder, {"prove", file, "--property", "due.monotone", "--cache", memory}).exit == 0);
    CHECK(thresholds(file, {"--cache", memory}) == built);
    REQUIRE(surety_in(folder, {"prove", file, "--cache", memory}).exit == 0);
    CHECK(thresholds(file, {"--cache", memory}) == built);
  }
}
