// modules_test.cpp -- `use`: where modules are found, what they see, and the standard library.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/unit/check/world.h"

namespace {

using namespace surety;
using namespace surety::check;
using namespace surety::check::test;
namespace fs = std::filesystem;

/// A folder of files that goes away with the test.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "surety_modules_XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }
  fs::path file(const std::string& name, const std::string& text) const {
    const fs::path path = path_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path;
  }

 private:
  fs::path path_;
};

TEST_CASE("a module's declarations stand in the contract, and see its units") {
  const Folder folder;
  folder.file("risk/margin.surety", R"(module risk.margin {
    use shapes
    fn worth(t: Holder, price: USD/ETH @ 2) -> USD @ 5 = t.size * price
})");
  folder.file("risk/shapes.surety", "module shapes { account Holder { size : ETH } }");
  const auto path = folder.file("main.surety", R"(contract Main {
    use risk.margin
    asset USD { decimals 2 }
    unit ETH { decimals 3 }
    action set(size: ETH) { my.size = size }
    invariant fine: forall t in Holder: worth(t, 2 USD/ETH) <= 10 USD
})");
  const Compiled run = compile_file(path, {});
  INFO(messages(run));
  REQUIRE(run.contract.has_value());
  CHECK(run.contract->tables.front().name == "Holder");
  CHECK_FALSE(surety::core::validate(*run.contract).has_value());
}

TEST_CASE("a module that two others use is read once") {
  const Folder folder;
  folder.file("a.surety", "module a { use c  fn fa() -> ratio @ 0 = 2 * fc() }");
  folder.file("b.surety", "module b { use c  fn fb() -> ratio @ 0 = 3 * fc() }");
  folder.file("c.surety", "module c { fn fc() -> ratio @ 0 = 7 }");
  const auto path = folder.file("main.surety", "contract Main { use a use b invariant i: fa() + fb() == 35 }");
  const Compiled run = compile_file(path, {});
  INFO(messages(run));
  REQUIRE(run.contract.has_value());
  const auto state = surety::core::zero_state(*run.contract);
  CHECK(surety::read::holds(*run.contract, run.contract->properties[0].condition, state) == true);
}

TEST_CASE("a module is called the same by the contract and by its neighbours, in whatever order") {
  const Folder folder;
  folder.file("risk/margin.surety", "module risk.margin { fn part(x: ratio @ 0) -> ratio @ 0 = 2 * x }");
  const auto contract = [&](const std::string& uses) {
    return folder.file("main.surety", "contract Main { " + uses + " invariant i: limit(3) == part(3) }");
  };
  folder.file("risk/limits.surety",
              "module risk.limits { use risk.margin fn limit(x: ratio @ 0) -> ratio @ 0 = part(x) }");
  for (const char* uses : {"use risk.margin use risk.limits", "use risk.limits use risk.margin"}) {
    const Compiled run = compile_file(contract(uses), {});
    INFO(messages(run));
    CHECK(run.contract.has_value());
  }
  folder.file("risk/limits.surety", "module risk.limits { use margin fn limit(x: ratio @ 0) -> ratio @ 0 = part(x) }");
  for (const char* uses : {"use risk.margin use risk.limits", "use risk.limits use risk.margin"}) {
    const Compiled run = compile_file(contract(uses), {});
    CHECK_FALSE(run.contract.has_value());
    const std::string said = messages(run);
    const std::size_t at = said.find("`margin` was expected to be a module of that name");
    REQUIRE(at != std::string::npos);
    CHECK(said.find("was expected to be a module", at + 10) == std::string::npos);
  }
}

TEST_CASE("a missing module of the standard library says where it was looked for") {
  const auto run = compiled("contract C { use std.nothing }");
  CHECK(messages(run).find("stdlib/nothing.surety") != std::string::npos);
}

TEST_CASE("a module whose name is a slip of the hand is guessed") {
  CHECK(messages(compiled("contract C { use std.elementry }")).find("did you mean `std.elementary`?") !=
        std::string::npos);
  CHECK(messages(compiled("contract C { use std.oracle_feed_of_prices }")).find("did you mean") == std::string::npos);
  const Folder folder;
  folder.file("shapes.surety", "module shapes { }");
  const Compiled run = compile_file(folder.file("main.surety", "contract C { use shape }"), {});
  CHECK(messages(run).find("did you mean `shapes`?") != std::string::npos);
}

TEST_CASE("what is no file is a message") {
  const Folder folder;
  const Compiled nothing = compile_file(folder.file("x", "").parent_path() / "absent.surety", {});
  CHECK(messages(nothing).find("S0121") != std::string::npos);
  const Compiled directory = compile_file(folder.file("x", "").parent_path(), {});
  CHECK(messages(directory).find("S0121") != std::string::npos);
}

const char* const market = R"(module market(Base: unit, Quote: asset, keeper: role) {
    record Worth { price: Quote @ 12, size: Base }
    state open : Base = 0
    account Position { size : Base  price : Quote }
    oracle mark : Quote/Base @ 4 { range 1 .. 100_000 }
    fn worth(p: Position, price: number) -> Worth = let mark = price * p.size in Worth(price: mark, size: p.size)
    action set(size: Base, price: Quote) by keeper {
        require price >= 0
        open -= Position[caller].size
        open += size
        Position[caller].size  = size
        Position[caller].price = worth(Position[caller], price: mark).price to Quote down
    }
    invariant total: sum(p in Position: p.size) == open
    rule counted: after set(size): open == before(open) + size - before(Position[caller].size)
})";

const char* const two_markets = R"(contract C {
    use market(ETH, USD, first) as eth
    use market(GOLD, USD, second) as gold
    asset USD { decimals 6  supply 1_000_000_000 }
    unit ETH { decimals 8 }
    unit GOLD { decimals 4 }
    role first
    role second
    state open : USD = 0
    fn both(p: party) -> USD @ 12 =
        eth_worth(eth_Position[p], eth_mark).price + gold_worth(gold_Position[p], price: gold_mark).price
    action add() { open += both(caller) to USD down }
    test "each with its own names" {
        given first = alice, second = bob, eth_mark = 2_000 USD/ETH, gold_mark = 10 USD/GOLD
        alice: eth_set(1 ETH, 0)
        alice: gold_set(1 GOLD, 0) reverts Unauthorized
        bob: gold_set(size: 2 GOLD, price: 0)
        gold_mark becomes 20 USD/GOLD
        expect both(alice) == 2_000 USD and both(bob) == 40 USD and eth_open == 1 ETH and gold_open == 2 GOLD
        expect eth_Position[alice].price == 2_000 USD
        alice: add()
        expect open == 2_000 USD
    }
})";

TEST_CASE("a module is made anew for each use, with what it is given and names of its own") {
  const Folder folder;
  folder.file("market.surety", market);
  const Compiled run = compile_file(folder.file("c.surety", two_markets), {SURETY_STDLIB_DIR});
  INFO(messages(run));
  REQUIRE(run.contract.has_value());
  CHECK(run.sink.diagnostics().empty());
  CHECK(core::validate(*run.contract).value_or("valid") == "valid");
  CHECK(core::find_step(*run.contract, "gold_mark.update").has_value());
  CHECK(run.contract->tables.size() == 2);
  CHECK(run.contract->tables[1].name == "gold_Position");
  CHECK(run.contract->globals[core::find_global(*run.contract, "eth_mark")->index].type.dimension == "USD/ETH");
  CHECK(std::ranges::count_if(run.contract->properties, [](const auto& each) { return each.name == "gold_total"; }) ==
        1);
}

TEST_CASE("an assumption of a module says what its parameters stand for") {
  const Folder folder;
  folder.file("rests.surety", R"(module rests(O: oracle, A: account, R: role, E: enum, U: unit) {
    state open : bool
    fn full(t: A) -> bool = t.n >= 5 U
    assume quiet before O.update: not open and count(e in E: O > 1) == 2 and forall t in A: full(t) or t.party != R
})");
  const Compiled run = compile_file(folder.file("c.surety", R"(contract C {
    use rests(bank, Client, boss, Side, ETH) as b
    unit ETH { decimals 2 }
    enum Side { Left, Right }
    role boss
    oracle bank : ratio @ 0 { range 0 .. 10 }
    account Client { n : ETH }
})"),
                                    {SURETY_STDLIB_DIR});
  INFO(messages(run));
  REQUIRE(run.contract.has_value());
  REQUIRE(run.contract->assumptions.size() == 1);
  CHECK(run.contract->assumptions[0].text ==
        "assume b_quiet before bank.update: not b_open and count(e in Side: bank > 1) == 2 and "
        "(forall t in Client: b_full(t) or t.party != boss)");
  CHECK(run.contract->assumptions[0].functions ==
        std::vector<std::string>{"fn b_full(t: Client) -> bool = t.n >= 5 ETH"});
}

TEST_CASE("what is wrong in a module is said in the module's own names") {
  const Folder folder;
  folder.file("market.surety", R"(module market(Base: unit) {
    account Position { size : Base }
    action grow(q: Base) { my.size += q }
})");
  const Compiled run = compile_file(folder.file("c.surety", R"(contract C {
    use market(ETH) as eth
    use market(GOLD) as gold
    unit ETH { decimals 8 }
    unit GOLD { decimals 4 }
})"),
                                    {SURETY_STDLIB_DIR});
  CHECK_FALSE(run.contract.has_value());
  CHECK(messages(run).find("`Position[caller]`") != std::string::npos);
  CHECK(messages(run).find("eth_Position[caller]") == std::string::npos);
}

TEST_CASE("what is given may be passed on, and one use said twice is one") {
  const Folder folder;
  folder.file("inner.surety", "module inner(Unit: unit) { fn twice(x: Unit) -> Unit = x + x }");
  folder.file("outer.surety", R"(module outer(Thing: unit) {
    use inner(Thing)
    fn fourfold(x: Thing) -> Thing = twice(twice(x))
})");
  const Compiled run = compile_file(folder.file("c.surety", R"(contract C {
    use outer(ETH)
    use inner(ETH)
    unit ETH { decimals 8 }
    state x : ETH = 0
    action go() { x = fourfold(x) + twice(x) }
})"),
                                    {SURETY_STDLIB_DIR});
  INFO(messages(run));
  REQUIRE(run.contract.has_value());
}

}  // namespace
