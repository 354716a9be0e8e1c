// operators_test.cpp -- each kind of mistake, where it is planted and how the text then reads.
#include "tests/unit/mutate/planted.h"

using namespace surety::mutate;
using surety::mutate::test::around;
using surety::mutate::test::Planted;
using Lines = std::vector<std::string>;

namespace {

Lines changes_in(Operator op, const std::string& body) { return Planted(around(body)).changes(op); }
bool has(const Lines& lines, const std::string& line) { return std::ranges::find(lines, line) != lines.end(); }

}  // namespace

TEST_CASE("a require, a where and an oracle's step are dropped") {
  const Lines lines = changes_in(Operator::drop_require, "require amount > 0 else Small");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] ==
        "oracle mark : USD/ETH @ 4 { range 1 .. 1_000 heartbeat 60s step 5% } -> "
        "oracle mark : USD/ETH @ 4 { range 1 .. 1_000 heartbeat 60s }");
  CHECK(lines[1] == "where fee <= 5% -> ");
  CHECK(lines[2] == "require amount > 0 else Small -> ");
}

TEST_CASE("role and phase of an action are dropped") {
  const Planted planted(around("require amount > 0 else Small"));
  const Lines roles = planted.changes(Operator::drop_role);
  REQUIRE(roles.size() == 1);
  CHECK(roles.front().ends_with("by anyone when Open {"));
  const Lines phases = planted.changes(Operator::drop_phase);
  REQUIRE(phases.size() == 1);
  CHECK(phases.front().ends_with("by boss {"));
}

TEST_CASE("comparisons lose their boundary or turn round") {
  const std::string body = "require amount > 0 and other != caller else Small";
  CHECK(has(changes_in(Operator::boundary, body),
            "require amount > 0 and other != caller else Small -> require amount >= 0 and other != caller else Small"));
  const Lines flipped = changes_in(Operator::flip_comparison, body);
  CHECK(has(flipped,
            "require amount > 0 and other != caller else Small -> require amount < 0 and other != caller else Small"));
  CHECK(has(flipped,
            "require amount > 0 and other != caller else Small -> require amount > 0 and other == caller else Small"));
}

TEST_CASE("one unit more is one unit of what it is added to") {
  const Lines lines = changes_in(Operator::off_by_one,
                                 "require amount > 0 else Small\nmove amount from caller to my.quote\n"
                                 "my.size += 1.9 ETH");
  CHECK(has(lines, "require amount > 0 else Small -> require amount > 0.000001 USD else Small"));
  CHECK(has(lines, "move amount from caller to my.quote -> move (amount) + 0.000001 USD from caller to my.quote"));
  CHECK(has(lines, "my.size += 1.9 ETH -> my.size += 2.0 ETH"));
  CHECK(has(lines, "where fee <= 5% -> where fee <= 6%"));
}

TEST_CASE("a rounding goes the other way") {
  CHECK(changes_in(Operator::rounding, "let cut = fee * amount to USD @ 12 up\nmove cut from my.quote to jar") ==
        Lines{"let cut = fee * amount to USD @ 12 up -> let cut = fee * amount to USD @ 12 down"});
  CHECK(changes_in(Operator::rounding, "let cut = fee * amount to USD @ 12 nearest\nmove cut from my.quote to jar") ==
        Lines{"let cut = fee * amount to USD @ 12 nearest -> let cut = fee * amount to USD @ 12 down"});
}

TEST_CASE("of min, max, and, or, if one arm is left") {
  const Lines lines = changes_in(Operator::drop_arm, "move min(amount, 5 USD) from caller to my.quote");
  CHECK(lines == Lines{"move min(amount, 5 USD) from caller to my.quote -> move (amount) from caller to my.quote",
                       "move min(amount, 5 USD) from caller to my.quote -> move (5 USD) from caller to my.quote"});
  CHECK(changes_in(Operator::drop_arm, "require (amount > 0 or other == caller) else Small") ==
        Lines{"require (amount > 0 or other == caller) else Small -> require (amount > 0) else Small",
              "require (amount > 0 or other == caller) else Small -> require (other == caller) else Small"});
  CHECK(changes_in(Operator::drop_arm, "move if amount > 0 then amount else 1 USD from caller to my.quote").size() ==
        2);
}

TEST_CASE("another row and another party") {
  const Lines lines = changes_in(Operator::wrong_row, "ref t = Trader[other]\nmove amount from t.quote to my.quote");
  CHECK(has(lines, "ref t = Trader[other] -> ref t = Trader[caller]"));
  CHECK(has(lines, "move amount from t.quote to my.quote -> move amount from my.quote to my.quote"));
  CHECK(has(lines, "move amount from t.quote to my.quote -> move amount from t.quote to t.quote"));
  CHECK(changes_in(Operator::wrong_row, "move amount from my.quote to caller") ==
        Lines{"move amount from my.quote to caller -> move amount from my.quote to wallet(other)"});
  CHECK(changes_in(Operator::wrong_row, "move amount from jar to wallet(other)").front() ==
        "move amount from jar to wallet(other) -> move amount from jar to caller");
}

TEST_CASE("moves are turned round or left out, fees are skipped") {
  const Planted planted(around("move amount from caller to my.quote\nmove amount from my.quote to jar"));
  CHECK(planted.changes(Operator::wrong_side) ==
        Lines{"move amount from caller to my.quote -> move amount from my.quote to caller",
              "move amount from my.quote to jar -> move amount from jar to my.quote"});
  CHECK(planted.changes(Operator::drop_update) == Lines{"move amount from caller to my.quote -> "});
  CHECK(planted.changes(Operator::skip_fee) == Lines{"move amount from my.quote to jar -> "});
}

TEST_CASE("signs, assignments, phases") {
  const Planted planted(around("my.size += abs(my.size) - 1 ETH\nbecome Closed"));
  CHECK(planted.changes(Operator::wrong_sign) ==
        Lines{"my.size += abs(my.size) - 1 ETH -> my.size -= abs(my.size) - 1 ETH",
              "my.size += abs(my.size) - 1 ETH -> my.size += abs(my.size) + 1 ETH",
              "my.size += abs(my.size) - 1 ETH -> my.size += (my.size) - 1 ETH"});
  CHECK(planted.changes(Operator::drop_update) == Lines{"my.size += abs(my.size) - 1 ETH -> ", "become Closed -> "});
}

TEST_CASE("functions are changed where an action calls them, and only there") {
  const Lines lines = changes_in(Operator::wrong_sign, "require worth(my) >= 0 USD else Poor");
  CHECK(lines == Lines{"fn worth(t: Trader) -> USD @ 12 = t.quote + t.size * mark -> "
                       "fn worth(t: Trader) -> USD @ 12 = t.quote - t.size * mark"});
}

TEST_CASE("an oracle without its heartbeat") {
  CHECK(changes_in(Operator::stale_price, "require amount > 0 else Small") ==
        Lines{"oracle mark : USD/ETH @ 4 { range 1 .. 1_000 heartbeat 60s step 5% } -> "
              "oracle mark : USD/ETH @ 4 { range 1 .. 1_000 step 5% }"});
}

TEST_CASE("statements change places where one of them changes the state") {
  CHECK(changes_in(Operator::wrong_order, "let x = amount\nlet y = x\nmove y from caller to my.quote") ==
        Lines{"let y = x move y from caller to my.quote -> move y from caller to my.quote let y = x"});
}

TEST_CASE("ids are unique and do not change with the order of asking") {
  const std::string text = around("require amount > 0 and amount < 5 USD else Small\nmove amount from caller to jar");
  const Planted first(text);
  const Planted second(text);
  std::vector<std::string> ids;
  for (const Mutant& mutant : first.plan.mutants) ids.push_back(mutant.id);
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(second.plan.mutants[i].id == ids[i]);
  std::ranges::sort(ids);
  CHECK(std::ranges::adjacent_find(ids) == ids.end());
}

TEST_CASE("every operator is found by its word") {
  for (const std::string& word : operator_words()) {
    const auto op = find_operator(word);
    REQUIRE(op.has_value());
    CHECK(info(*op).word == word);
  }
  CHECK_FALSE(find_operator("drop-everything").has_value());
}

TEST_CASE("a text that does not parse has no mutants") {
  const surety::core::Contract nothing;
  CHECK(plan("", nothing).mutants.empty());
  CHECK(plan("contract X { action }", nothing).mutants.empty());
}

TEST_CASE("a breaker never trips, and its condition is changed like any other") {
  std::string text = around("require amount > 0 else Small");
  text.insert(text.find("    action act"), "    breaker full when jar > 5 USD halts act for 15m\n");
  const Planted planted(text);
  CHECK(planted.changes(Operator::drop_breaker) == Lines{"breaker full when jar > 5 USD halts act for 15m -> "
                                                         "breaker full when false halts act for 15m"});
  CHECK(has(planted.changes(Operator::boundary),
            "breaker full when jar > 5 USD halts act for 15m -> "
            "breaker full when jar >= 5 USD halts act for 15m"));
  CHECK(std::ranges::any_of(planted.plan.claims,
                            [](const Claim& each) { return each.condition == "not before(full.halted)"; }));
}

TEST_CASE("compliance is dropped, and its condition is changed like any other") {
  std::string text = around("require amount > 0 else Small");
  text.insert(text.find(" {\nrequire"), " comply when my.size < 3 ETH");
  const Planted planted(text);
  const Lines dropped = planted.changes(Operator::drop_comply);
  REQUIRE(dropped.size() == 1);
  CHECK(dropped.front().ends_with("by boss when Open {"));
  CHECK(std::ranges::any_of(planted.changes(Operator::boundary),
                            [](const std::string& each) { return each.ends_with("comply when my.size <= 3 ETH {"); }));
  CHECK(std::ranges::any_of(planted.plan.claims,
                            [](const Claim& each) { return each.condition == "before(my.size < 3 ETH)"; }));
}
