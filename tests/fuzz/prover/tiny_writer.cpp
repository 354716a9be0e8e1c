// tiny_writer.cpp -- the parts of a tiny contract and their declarations.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

std::string TinyWriter::write() {
  choose_parts();
  line("contract Tiny {{");
  declare_parameters();
  declare_cells();
  write_claiming_functions();
  write_lemmas();
  write_actions();
  write_issuing_actions();
  write_claiming_action();
  write_properties();
  write_issues();
  write_folds();
  write_claiming_properties();
  write_pair_invariant();
  if (further_.percent(60)) write_scenario(0);
  line("}}");
  return std::move(text_);
}

void TinyWriter::choose_parts() {
  supply_ = 2 + random_.below(3);
  boss_ = chance(35);
  fee_ = chance(35);
  governed_ = fee_ && boss_ && chance(60);
  cap_ = chance(30);
  mark_ = chance(40);
  phase_ = chance(30);
  treasury_ = chance(50);
  house_ = chance(15);
  counter_ = chance(45);
  latch_ = chance(15);
  held_ = chance(75);
  signed_ = chance(50);
  cash_ = chance(60);
  stash_ = chance(30);
  flag_ = chance(20);
  leader_ = chance(20);
  sides_ = chance(20);
  weight_ = chance(30);
  worth_ = held_ && chance(30);
  if (!cash_ && !stash_ && !held_) held_ = true;
  shares_ = issuing(20);
}

void TinyWriter::declare_parameters() {
  line("  asset USD {{ decimals 0  supply {} }}", supply_);
  if (shares_) line("  issued asset LP {{ decimals 0  supply {} }}", 1 + issuing_.below(2));
  line("  unit LOT {{ decimals 0 }}");
  if (phase_) line("  phase Open, Closed");
  if (sides_) line("  enum Side {{ L, R }}");
  if (boss_) line("  role boss");
  if (fee_)
    line("  param fee : ratio @ 1 in {}% .. {}%{}", 10 * random_.below(3), 20 + 10 * random_.below(5),
         governed_ ? " governed by boss" : "");
  if (cap_) line("  param cap : LOT @ 0 in 1 .. 2");
  if (fee_ && chance(50)) line("  where fee {} {}%", chance(70) ? "<" : ">=", 10 + 10 * random_.below(4));
  if (fee_ && cap_ && chance(40)) line("  where fee <= 30% or cap == 1 LOT");
  if (!mark_) return;
  static const std::vector<std::string> steps{"50%", "100%", "34%"};
  const std::string heartbeat = chance(40) ? "  heartbeat 1s" : "";
  line("  oracle mark : USD/LOT @ 0 {{ range 1 .. {}{}  step {} }}", 2 + random_.below(2), heartbeat,
       random_.pick(steps));
}

void TinyWriter::declare_cells() {
  if (treasury_) line("  pot treasury : USD");
  if (house_) line("  balance house : USD");
  if (counter_) line("  state counter : LOT in {} .. {} = 0", chance(30) ? -2 : 0, 2 + random_.below(2));
  if (latch_) line("  state latch : bool = {}", chance(50) ? "true" : "false");
  if (leader_) line("  state leader : party");
  if (sides_) line("  state lots[Side] : LOT in -1 .. 1 = 0");
  line("  account T {{");
  if (cash_) line("    balance cash : USD");
  if (stash_) line("    pot stash : USD");
  if (held_) line("    held : LOT in {} .. {}", signed_ ? -2 : 0, 1 + random_.below(2));
  if (flag_) line("    flag : bool");
  if (shares_) line("    {} part : LP", issuing(50) ? "pot" : "balance");
  line("  }}");
  if (weight_) line("  fn weight(x: LOT, y: LOT) -> LOT = if x < y then y - x else min(x, y + y)");
  if (worth_) line("  fn worth(t: T) -> USD = {}t.held * {}", cash_ ? "t.cash + " : "", mark_ ? "mark" : "1 USD/LOT");
}

Scope TinyWriter::globals() const {
  Scope scope;
  if (treasury_) scope.money.push_back("treasury");
  if (house_) scope.money.push_back("house");
  if (counter_) scope.positions.push_back("counter");
  if (cap_) scope.positions.push_back("cap");
  if (fee_) scope.ratios.push_back("fee");
  if (mark_) scope.prices.push_back("mark");
  if (latch_) scope.truths.push_back("latch");
  if (phase_) {
    scope.truths.push_back("phase == Open");
    scope.truths.push_back("phase != Open");
  }
  if (mark_) scope.truths.push_back("now - mark.time <= 1s");
  if (fee_) scope.truths.push_back("fee < 30%");
  if (boss_) scope.parties.push_back("boss");
  if (leader_) scope.parties.push_back("leader");
  if (sides_) scope.positions.insert(scope.positions.end(), {"lots[L]", "lots[R]"});
  scope.weight = weight_;
  return scope;
}

void TinyWriter::add_row(Scope& scope, const std::string& row) const {
  if (cash_) scope.money.push_back(row + ".cash");
  if (stash_) scope.money.push_back(row + ".stash");
  if (held_) scope.positions.push_back(row + ".held");
  if (flag_) scope.truths.push_back(row + ".flag");
  if (worth_) scope.money.push_back("worth(" + row + ")");
}

}  // namespace surety::test
