// suggest_test.cpp -- from a property that is not inductive to the invariant that it needs.
#include "verifier/suggest/suggest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "compiler/conjecture/conjecture.h"
#include "tests/catch.h"

using namespace surety;
using conjecture::Conjecture;
namespace fs = std::filesystem;

namespace {

const std::string piggy = R"(contract Piggy {
    asset USD { decimals 6  supply 1_000_000 }
    phase Open, Closed
    state total : USD
    state stopped : bool
    account Saver {
        balance saved : USD
        sealed : bool
    }
    fn solvent(s: Saver) -> bool = s.saved >= 0
    action deposit(amount: USD) {
        move amount from caller to my.saved
        total += amount
    }
    action withdraw(amount: USD) {
        move amount from my.saved to caller
        total -= amount
        require my.saved >= 0
    }
    /// Said of the counter.
    // In two lines.
    invariant counted: total >= 0
    invariant never_full: total < 1_000_000 USD
}
)";

/// A file that is gone when the test is over.
class File {
 public:
  explicit File(const std::string& text) : path_(fs::temp_directory_path() / fs::path(unique_name())) {
    std::ofstream(path_) << text;
  }
  ~File() { fs::remove(path_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  static std::string unique_name() {
    std::string name = (fs::temp_directory_path() / "surety_suggest_XXXXXX").string();
    const int file = mkstemp(name.data());
    REQUIRE(file >= 0);
    close(file);
    return name;
  }
  fs::path path_;
};

conjecture::Extended extended(const std::string& text) {
  const File file(text);
  auto result = conjecture::extended(file.path(), {});
  REQUIRE(result);
  return *std::move(result);
}

bool has(const conjecture::Extended& one, const std::string& text) {
  return std::ranges::find(one.accepted, text, &Conjecture::text) != one.accepted.end();
}

std::optional<std::vector<std::string>> closing(const conjecture::Extended& one, const std::string& target) {
  verify::suggest::Request request;
  const auto& properties = one.contract.properties;
  const auto place = std::ranges::find(properties, target, &core::Property::name);
  REQUIRE(place != properties.end());
  request.target = core::PropertyId{static_cast<std::uint32_t>(place - properties.begin())};
  for (const Conjecture& candidate : one.accepted) request.candidates.push_back(candidate.name);
  return verify::suggest::closing(one.contract, request);
}

}  // namespace

TEST_CASE("conjectures: every template in the author's names, ill-typed ones dropped") {
  const conjecture::Extended one = extended(piggy);
  CHECK(has(one, "forall s in Saver: s.saved >= 0"));
  CHECK(has(one, "forall s in Saver: solvent(s)"));
  CHECK(has(one, "total >= 0"));
  CHECK(has(one, "sum(s in Saver: s.saved) == total"));
  CHECK(has(one, "forall s in Saver: s.saved <= total"));
  CHECK(has(one, "forall s in Saver: s.sealed implies s.saved == 0"));
  CHECK(has(one, "phase == Closed implies total == 0"));
  CHECK(has(one, "not stopped implies total == 0"));
  CHECK(one.contract.properties.size() >= one.accepted.size() + 3);  // conservation and the two of the file
}

TEST_CASE("conjectures: names do not clash with the contract's own") {
  std::string text = piggy;
  text.replace(text.find("never_full"), 10, "total_not_negative");
  for (const Conjecture& one : extended(text).accepted) CHECK(one.name != "total_not_negative");
}

TEST_CASE("conjectures: a file with errors has none") {
  const File broken("contract X { invariant a: b }");
  CHECK_FALSE(conjecture::extended(broken.path(), {}));
  const File empty("");
  CHECK_FALSE(conjecture::extended(empty.path(), {}));
  CHECK_FALSE(conjecture::extended("no such file.surety", {}));
}

TEST_CASE("suggest: the missing invariant is found, and only what is needed") {
  const auto names = closing(extended(piggy), "counted");
  REQUIRE(names);
  CHECK(*names == std::vector<std::string>{"total_is_total_saved"});
}

TEST_CASE("suggest: a price that came in the future is excluded") {
  const conjecture::Extended one = extended(R"(contract Snap {
    asset USD { decimals 2  supply 1_000_000 }
    oracle mark : USD { range 1 .. 100  heartbeat 60s }
    state last : USD in 0 .. 100 = 0
    action snap() { last = mark }
    test "stale" for all (a: party) { wait 61s  a: snap() reverts StalePrice }
}
)");
  CHECK(closing(one, "stale") == std::vector<std::string>{"mark_time_past"});
}

TEST_CASE("suggest: nothing is suggested for what is false") { CHECK_FALSE(closing(extended(piggy), "never_full")); }

TEST_CASE("suggest: invariants are written above the comments of the property, indented as it is") {
  const std::string written = conjecture::with_invariants(piggy, static_cast<std::uint32_t>(piggy.find("counted:")),
                                                          {{"first", "total >= 0"}, {"second", "total <= 9 USD"}})
                                  .value();
  CHECK(written.find(
            "    invariant first: total >= 0\n    invariant second: total <= 9 USD\n    /// Said of the counter.\n"
            "    // In two lines.\n    invariant counted") != std::string::npos);
  CHECK(written.size() > piggy.size());
}

TEST_CASE("suggest: invariants are written between declarations, wherever the property stands") {
  const std::string text =
      "use piggy\ncontract C {\n  state q : bool\n  action a() {\n    assert q\n  } rule r: after a: q\n}\n";
  const auto written = [&](std::optional<std::size_t> place) {
    const auto at = place ? std::optional(static_cast<std::uint32_t>(*place)) : std::nullopt;
    return conjecture::with_invariants(text, at, {{"i", "q"}}).value();
  };
  const std::string head = "use piggy\ncontract C {\n  state q : bool\n";
  const std::string action = "  action a() {\n    assert q\n  }";
  CHECK(written(text.find("assert")) == head + "  invariant i: q\n" + action + " rule r: after a: q\n}\n");
  CHECK(written(text.find("rule r")) == head + action + "\n  invariant i: q\n  rule r: after a: q\n}\n");
  CHECK(written(std::nullopt) == head + action + " rule r: after a: q\n  invariant i: q\n}\n");
  // Lines end as the others do.
  CHECK(conjecture::with_invariants("contract C {\r\n  state q : bool\r\n}\r\n", std::nullopt, {{"i", "q"}}) ==
        "contract C {\r\n  state q : bool\r\n  invariant i: q\r\n}\r\n");
  CHECK_FALSE(conjecture::with_invariants("contract C {", 0, {{"i", "q"}}));
}
