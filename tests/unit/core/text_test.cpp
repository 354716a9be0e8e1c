// text_test.cpp -- core text: print and parse are inverse, and bad text is a sentence with a line, never a crash.
#include "compiler/core/text.h"

#include <random>
#include <set>
#include <sstream>

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"

using namespace surety;

namespace {
std::string error_of(std::string_view text) {
  const auto parsed = core::parse_text(text);
  const auto* error = std::get_if<core::TextError>(&parsed);
  return error ? std::to_string(error->line) + ": " + error->message : "no error";
}
}  // namespace

TEST_CASE("printing and parsing are inverse") {
  const core::Contract contract = samples::contract_of(samples::margin);
  const std::string once = core::print(contract);
  const core::Contract again = samples::contract_of(once);
  CHECK(core::print(again) == once);
  CHECK(again.exprs.size() == contract.exprs.size());
  CHECK(again.statements.size() == contract.statements.size());
  CHECK(again.errors == contract.errors);
  for (std::size_t i = 0; i < contract.exprs.size(); ++i) {
    INFO(core::print(contract, {static_cast<std::uint32_t>(i)}));
    CHECK(again.exprs[i].type == contract.exprs[i].type);
    CHECK(again.exprs[i].node.index() == contract.exprs[i].node.index());
  }
  CHECK(again.oracles[0].heartbeat == core::Integer(60));
  CHECK(again.tables[0].fields[1].pot);
}

TEST_CASE("the sample contains every kind of node and every operation") {
  const core::Contract contract = samples::contract_of(samples::margin);
  std::set<std::size_t> nodes;
  std::set<core::Operation> operations;
  for (const core::Expr& expr : contract.exprs) {
    nodes.insert(expr.node.index());
    if (const auto* apply = std::get_if<core::Apply>(&expr.node)) operations.insert(apply->operation);
  }
  std::set<std::size_t> statements;
  for (const core::Statement& statement : contract.statements) statements.insert(statement.node.index());
  CHECK(nodes.size() == std::variant_size_v<decltype(core::Expr::node)>);
  CHECK(statements.size() == std::variant_size_v<decltype(core::Statement::node)>);
  CHECK(operations.size() == 17);
}

TEST_CASE("no line of printed text is long without need") {
  std::istringstream lines(core::print(samples::contract_of(samples::margin)));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(line.size() <= 130);
  }
}

TEST_CASE("names that look like syntax survive") {
  core::Contract contract = core::empty_contract("odd \"name\" \\ (");
  contract.assets.push_back({"12", 3, 5});
  contract.errors.emplace_back("OutOfRange(Trader.size)");
  contract.errors.emplace_back("twice");
  contract.errors.emplace_back("twice");
  const std::string text = core::print(contract);
  const auto parsed = core::parse_text(text);
  REQUIRE(std::holds_alternative<core::Contract>(parsed));
  const auto& again = std::get<core::Contract>(parsed);
  CHECK(again.name == contract.name);
  CHECK(again.assets[0].name == "12");
  CHECK(again.errors == contract.errors);
  CHECK(core::print(again) == text);
}

TEST_CASE("bad text is explained with its line") {
  CHECK(error_of("") == "1: expected an item, found the end of the text");
  CHECK(error_of("(contract A\n  (unit ETH)") == "1: this `(` has no matching `)`");
  CHECK(error_of("(contract A\n\n  (units ETH))").starts_with("3: no declaration begins with `units`"));
  CHECK(error_of("(contract A (global state x int (range 5 4)))") ==
        "1: this range is empty: its low end lies above its high end");
  CHECK(error_of("(contract A (invariant i\n (frob 1 2)))") == "2: no expression begins with `frob`");
  CHECK(error_of("(contract A (invariant i\n (add 1)))") == "2: (add …) has 2 items, expected 3");
  CHECK(error_of("(contract A (invariant i (get nothing)))") == "1: there is no global `nothing`");
  CHECK(error_of("(contract A (invariant i $99999999999))").starts_with("1: expected a local such as $3"));
  CHECK(error_of(std::string(5000, '(')) == "1: lists nest too deeply");
}

TEST_CASE("damaged text never throws and is never accepted as something that cannot be printed") {
  const std::string good = samples::margin;
  std::mt19937_64 random(1);
  std::size_t accepted = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text = good;
    for (int edit = 0; edit < 2; ++edit) {
      const std::size_t at = random() % text.size();
      const std::size_t length = random() % 20;
      if (random() % 2 == 0)
        text.erase(at, length);
      else
        text.insert(at, good.substr(random() % good.size(), length));
    }
    const auto parsed = core::parse_text(text);
    if (const auto* contract = std::get_if<core::Contract>(&parsed)) {
      ++accepted;
      CHECK_FALSE(core::print(*contract).empty());
      core::validate(*contract);
    }
  }
  CHECK(accepted > 10);
  CHECK(accepted < 2900);
}
