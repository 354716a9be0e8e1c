// modules_test.cpp -- `use`: where modules are found, what they see, and the standard library.
#include <filesystem>
#include <fstream>

#include "tests/unit/check/world.h"

namespace {

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

}  // namespace
