// planted.cpp -- see planted.h. Each function says which incident or pattern it is after.
#include "tests/unit/trace/planted.h"

#include "tests/unit/trace/build.h"

namespace surety::test {

namespace {

using core::GlobalKind;
using core::Range;
using core::StepKind;

const core::Integer most = core::power_of_ten(18);
const Range money{0, most};
const Range signed_money{-most, most};
constexpr int ten_thousand = 10'000;  // ratios count basis points

/// Deposits into field 0 of the caller's row.
void add_deposit(Builder& b) {
  b.step("deposit");
  const E amount = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) + amount);
}

void add_price(Builder& b, int step_in_bps) {
  b.step("price.update", StepKind::oracle_update);
  const E value = b.argument("value", "USD/ETH", {1, 1'000'000'000});
  const E old = b.read("price");
  b.require(magnitude(value - old) * b.number(ten_thousand) <= old * b.number(step_in_bps));
  b.write(b.read("price"), value);
}

/// Euler, March 2023: collateral can be given away without the health check that every other exit has.
Planted donate(bool sound) {
  Builder b("Donate");
  b.table("Account", {{"collateral", money}, {"debt", money}});
  add_deposit(b);
  const auto healthy = [&](E who) {
    return b.cell(who, 0) * b.number(8'000) >= b.cell(who, 1) * b.number(ten_thousand);
  };
  b.step("borrow");
  const E wanted = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 1), b.cell(b.caller(), 1) + wanted);
  b.require(healthy(b.caller()));
  b.step("donate");
  const E given = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) - given);
  if (sound) b.require(healthy(b.caller()));
  const auto property = b.invariant("solvent", b.forall(0, [&](E t) { return b.cell(t, 0) >= b.cell(t, 1); }));
  return {"donate without a health check", b.contract, property, 3};
}

/// Balancer, November 2025: an amount rounded in the trader's favour; here shares minted with the quotient rounded up.
Planted rounding(bool sound) {
  Builder b("Rounding");
  b.global("assets", "USD", money);
  b.global("shares", "LP", money);
  b.table("Holder", {{"shares", money}}, "LP");
  b.step("join");
  const E amount = b.argument("amount", "USD", {1, most});
  const E exact = amount * b.read("shares");
  const E floor = floor_of(exact, larger(b.read("assets"), b.number(1)));
  const E ceiling = ceiling_of(exact, larger(b.read("assets"), b.number(1)));
  const E minted = b.let(b.choose(b.read("shares") == b.number(0), amount, sound ? floor : ceiling));
  b.write(b.read("assets"), b.read("assets") + amount);
  b.write(b.read("shares"), b.read("shares") + minted);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) + minted);
  b.step("earn");  // yield makes a share worth more than one unit
  const E yield = b.argument("amount", "USD", money);
  b.require(b.read("shares") > b.number(0));
  b.write(b.read("assets"), b.read("assets") + yield);
  const E now = b.read("assets") * b.before(b.read("shares"));
  const auto property = b.rule("no_dilution", "join", now >= b.before(b.read("assets")) * b.read("shares"));
  return {"rounding in the trader's favour", b.contract, property, 3};
}

/// bZx, September 2020: both balances are read first, so a transfer to oneself mints.
Planted self_transfer(bool sound) {
  Builder b("SelfTransfer");
  b.global("supply", "USD", money);
  b.table("Holder", {{"balance", money}});
  b.step("mint");
  const E amount = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) + amount);
  b.write(b.read("supply"), b.read("supply") + amount);
  b.step("transfer");
  const E to = b.argument("to", "party");
  const E sent = b.argument("amount", "USD", money);
  if (sound) b.require(!same(to, b.caller()));
  const E mine = b.let(b.cell(b.caller(), 0));
  const E theirs = b.let(b.cell(to, 0));
  b.write(b.cell(b.caller(), 0), mine - sent);
  b.write(b.cell(to, 0), theirs + sent);
  const auto property = b.invariant("backed", b.sum(0, [&](E t) { return b.cell(t, 0); }) == b.read("supply"));
  return {"a transfer to oneself", b.contract, property, 2};
}

/// A margin book where one oracle step may move further than the maintenance margin absorbs.
Planted perpetual(const std::string& bug, int step_in_bps, bool settle_right, bool guard_withdrawal) {
  Builder b("Perpetual");
  b.given("price", "USD/ETH", {1, 1'000'000'000}, GlobalKind::oracle_value);
  b.table("Trader", {{"quote", signed_money}, {"size", signed_money}});
  const auto equity = [&](E t) { return b.cell(t, 0) + b.cell(t, 1) * b.read("price"); };
  const auto above = [&](E t, int ratio) {
    return equity(t) * b.number(ten_thousand) >= magnitude(b.cell(t, 1)) * b.read("price") * b.number(ratio);
  };
  add_deposit(b);
  b.step("withdraw");
  const E amount = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) - amount);
  if (guard_withdrawal) b.require(above(b.caller(), 1'000));
  b.step("trade");
  const E seller = b.argument("seller", "party");
  const E quantity = b.argument("quantity", "ETH", {1, most});
  b.require(!same(seller, b.caller()));
  const E cost = b.let(quantity * b.read("price"));
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) - cost);
  b.write(b.cell(seller, 0), settle_right ? b.cell(seller, 0) + cost : b.cell(seller, 0) - cost);
  b.write(b.cell(b.caller(), 1), b.cell(b.caller(), 1) + quantity);
  b.write(b.cell(seller, 1), b.cell(seller, 1) - quantity);
  b.require(above(b.caller(), 1'000) && above(seller, 1'000));
  add_price(b, step_in_bps);
  const core::StepId update = core::find_step(b.contract, "price.update").value();
  const E kept = b.forall(0, [&](E t) { return above(t, 500); });
  b.contract.assumptions.push_back({"keepers", update, kept.id, {}, "every position is above maintenance margin", {}});
  if (!settle_right) {
    const E before = b.before(equity(b.local(1, "party")));
    const auto property = b.rule("fair", "trade", equity(b.local(1, "party")) >= before);
    return {bug, b.contract, property, 3};
  }
  const auto property = b.invariant("no_bad_debt", b.forall(0, [&](E t) { return equity(t) >= b.number(0); }));
  return {bug, b.contract, property, 6};
}

/// A pot that anyone may empty, where only the owner should.
Planted access(bool sound) {
  Builder b("Access");
  b.given("owner", "party", core::storage_range(), GlobalKind::role);
  b.global("fees", "USD", money);
  b.table("Member", {{"paid", money}});
  b.step("pay");
  const E amount = b.argument("amount", "USD", money);
  b.write(b.read("fees"), b.read("fees") + amount);
  b.step("collect");
  const E taken = b.argument("amount", "USD", money);
  if (sound) b.require(same(b.caller(), b.read("owner")));
  b.write(b.read("fees"), b.read("fees") - taken);
  const E nothing_lost = b.read("fees") == b.before(b.read("fees"));
  const auto property = b.rule("owner_only", "collect", nothing_lost || same(b.caller(), b.read("owner")));
  return {"a forgotten access check", b.contract, property, 2};
}

/// An option that pays at each exercise and is never taken back.
Planted exercise(bool sound) {
  Builder b("Exercise");
  b.given("price", "USD/ETH", {1, 1'000'000'000}, GlobalKind::oracle_value);
  b.global("collateral", "USD", signed_money);
  b.global("open", "ETH", money);
  b.table("Member", {{"held", money}}, "ETH");
  b.step("write");
  const E quantity = b.argument("quantity", "ETH", {1, 1'000'000});
  b.write(b.read("collateral"), b.read("collateral") + quantity * b.number(2'000));
  b.write(b.read("open"), b.read("open") + quantity);
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) + quantity);
  b.step("exercise");
  const E used = b.argument("quantity", "ETH", {1, 1'000'000});
  b.require(used <= b.cell(b.caller(), 0));
  const E gain = smaller(larger(b.number(2'000) - b.read("price"), b.number(0)), b.number(2'000));
  b.write(b.read("collateral"), b.read("collateral") - used * gain);
  if (sound) {
    b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) - used);
    b.write(b.read("open"), b.read("open") - used);
  }
  add_price(b, 5'000);
  const auto property = b.invariant("covered", b.read("collateral") >= b.number(0));
  return {"double exercise", b.contract, property, 3};
}

/// One unit too much may be taken, exactly at the limit.
Planted off_by_one(bool sound) {
  Builder b("OffByOne");
  b.table("Account", {{"collateral", money}, {"debt", money}});
  add_deposit(b);
  b.step("borrow");
  const E amount = b.argument("amount", "USD", money);
  b.write(b.cell(b.caller(), 1), b.cell(b.caller(), 1) + amount);
  const E limit = floor_of(b.cell(b.caller(), 0) * b.number(7'500), b.number(ten_thousand));
  b.require(b.cell(b.caller(), 1) <= limit + b.number(sound ? 0 : 1));
  const auto property = b.invariant("within_limit", b.forall(0, [&](E t) {
    return b.cell(t, 1) * b.number(ten_thousand) <= b.cell(t, 0) * b.number(7'500);
  }));
  return {"one unit beyond the limit", b.contract, property, 2};
}

/// Two fees that may add to more than the whole: no `where` clause forbids it.
Planted parameters(bool sound) {
  Builder b("Parameters");
  b.given("fee", "ratio", {0, 6'000}, GlobalKind::parameter);
  b.given("royalty", "ratio", {0, 6'000}, GlobalKind::parameter);
  if (sound) b.require(b.read("fee") + b.read("royalty") <= b.number(ten_thousand));
  b.global("paid_out", "USD", signed_money);
  b.table("Member", {{"bought", money}});
  b.step("buy");
  const E amount = b.argument("amount", "USD", {ten_thousand, most});
  const E fee = floor_of(amount * b.read("fee"), b.number(ten_thousand));
  const E royalty = floor_of(amount * b.read("royalty"), b.number(ten_thousand));
  b.write(b.read("paid_out"), amount - fee - royalty);
  const auto property = b.invariant("seller_is_paid", b.read("paid_out") >= b.number(0));
  return {"parameters at their extremes", b.contract, property, 1};
}

/// A price that is used long after it was set, because nobody looks at its age.
Planted stale(bool sound) {
  Builder b("Stale");
  b.given("price", "USD/ETH", {1, 1'000'000'000}, GlobalKind::oracle_value);
  b.global("price.time", "s", {0, 100'000'000'000}, GlobalKind::oracle_time);
  b.contract.oracles.push_back({"price",
                                *core::find_global(b.contract, "price"),
                                *core::find_global(b.contract, "price.time"),
                                core::Integer(600),
                                {}});
  b.table("Member", {{"used", money}});
  b.step("advance", StepKind::advance);
  b.write(b.read("now"), b.read("now") + b.argument("seconds", "s", {0, 1'000'000'000}));
  b.step("use");
  const E amount = b.argument("amount", "USD", {1, most});
  if (sound) b.require(b.read("now") - b.read("price.time") <= b.number(600, "s"));
  b.write(b.cell(b.caller(), 0), amount);
  const auto property = b.rule("fresh", "use", b.read("now") - b.read("price.time") <= b.number(600, "s"));
  return {"a stale price", b.contract, property, 2};
}

/// Money that its owner cannot get out: the exit asks for more than the smallest balance has.
Planted locked(bool sound) {
  Builder b("Locked");
  b.table("Account", {{"balance", money}});
  add_deposit(b);
  b.step("withdraw");
  const E amount = b.argument("amount", "USD", money);
  if (!sound) b.require(amount >= b.number(1'000) || amount == b.number(0));
  b.write(b.cell(b.caller(), 0), b.cell(b.caller(), 0) - amount);
  const E row = b.local(0, "party");
  const auto property = b.can("exit", b.cell(row, 0) >= b.number(0), "withdraw", {row, b.cell(row, 0)});
  return {"money locked in", b.contract, property, 2};  // the refused call counts
}

}  // namespace

std::vector<Planted> planted_bugs() {
  return {donate(false),
          rounding(false),
          self_transfer(false),
          perpetual("an oracle step beyond the buffer", 600, true, true),
          perpetual("a wrong sign", 300, false, true),
          perpetual("withdrawal without a margin check", 300, true, false),
          access(false),
          exercise(false),
          off_by_one(false),
          parameters(false),
          stale(false),
          locked(false)};
}

std::vector<Planted> sound_contracts() {
  return {donate(true), rounding(true), self_transfer(true), perpetual("none", 300, true, true),
          access(true), exercise(true), off_by_one(true),    parameters(true),
          stale(true),  locked(true)};
}

}  // namespace surety::test
