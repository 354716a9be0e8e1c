// tiny_actions.cpp -- the actions of a tiny contract: useful ones with something left out, and arbitrary ones.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

void TinyWriter::write_actions() {
  const std::size_t number = 2 + random_.below(2);
  for (std::size_t i = 0; i < number; ++i) write_action(i);
}

void TinyWriter::write_action(std::size_t number) {
  using Maker = void (TinyWriter::*)(Action&);
  std::vector<Maker> menu{&TinyWriter::anything};
  if (cash_ || stash_) menu.insert(menu.end(), {&TinyWriter::deposit, &TinyWriter::withdraw, &TinyWriter::transfer});
  if (number == 0 && (cash_ || stash_)) menu = {&TinyWriter::deposit};
  if (held_) menu.insert(menu.end(), {&TinyWriter::trade, &TinyWriter::trade_with_old_value});
  if (held_ && counter_) menu.insert(menu.end(), 2, &TinyWriter::tally);
  if (cash_ && treasury_) menu.push_back(&TinyWriter::charge);
  if (cash_ && held_ && mark_) menu.push_back(&TinyWriter::settle);
  if (held_) menu.insert(menu.end(), {&TinyWriter::put, &TinyWriter::either_way});
  if (phase_ || latch_) menu.push_back(&TinyWriter::close);
  Action action;
  action.name = fmt::format("a{}", number);
  (this->*random_.pick(menu))(action);
  further_statements(action);
  line("  }}");
  actions_.push_back(std::move(action));
}

void TinyWriter::open(const Action& action) {
  std::string parameters;
  for (const std::string& one : action.parameters) parameters += (parameters.empty() ? "" : ", ") + one;
  const char* role = boss_ && chance(25) ? " by boss" : "";
  const char* phase = phase_ && chance(40) ? (chance(80) ? " when Open" : " when Closed") : "";
  line("  action {}({}){}{} {{", action.name, parameters, role, phase);
}

Scope TinyWriter::scope_of(const Action& action) const {
  Scope scope = globals();
  add_row(scope, "my");
  scope.parties.push_back("caller");
  if (action.two_parties) {
    add_row(scope, "T[p]");
    add_row(scope, "T[q]");
    scope.parties.insert(scope.parties.end(), {"p", "q"});
  }
  if (action.money) scope.money.push_back("amount");
  if (action.position) scope.positions.push_back("n");
  return scope;
}

void TinyWriter::maybe_require(const Action& action, const std::string& condition) {
  if (chance(75)) line("    require {}{}", condition, chance(50) ? " else Refused" : "");
  if (chance(10)) line("    require {}", phrases_.condition(scope_of(action), 1));
}

std::string TinyWriter::money_place(const std::string& row) {
  if (cash_ && (!stash_ || chance(60))) return row + ".cash";
  return row + (stash_ ? ".stash" : ".cash");
}

std::string TinyWriter::any_place(const Action& action, bool outside) {
  std::vector<std::string> places = globals().money;
  for (const std::string row : {"my", "T[p]", "T[q]"}) {
    if (row != "my" && !action.two_parties) continue;
    if (cash_) places.push_back(row + ".cash");
    if (stash_) places.push_back(row + ".stash");
  }
  if (outside || places.empty()) places.insert(places.end(), {"caller", action.two_parties ? "wallet(p)" : "caller"});
  return random_.pick(places);
}

void TinyWriter::deposit(Action& action) {
  action.money = true;
  action.parameters = {"amount: USD in 0 .. 2"};
  open(action);
  const std::string to = treasury_ && chance(25) ? "treasury" : money_place("my");
  line("    move amount from caller to {}", to);
  if (chance(20)) maybe_require(action, phrases_.condition(scope_of(action), 1));
}

void TinyWriter::withdraw(Action& action) {
  action.money = true;
  action.parameters = {"amount: USD in -1 .. 2"};
  open(action);
  const std::string from = money_place("my");
  line("    move amount from {} to caller", from);
  maybe_require(action, fmt::format("{} >= {}", from, chance(70) ? "0" : phrases_.literal("USD", -1, 1)));
}

void TinyWriter::transfer(Action& action) {
  action.money = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "amount: USD in -1 .. 1"};
  open(action);
  if (chance(30)) line("    require p != q");
  const std::string from = money_place("T[p]");
  if (chance(40)) maybe_require(action, "amount >= 0");
  line("    move amount from {} to {}", from, money_place("T[q]"));
  maybe_require(action, fmt::format("{} >= {}", from, chance(80) ? "0" : phrases_.literal("USD", -1, 1)));
}

void TinyWriter::trade(Action& action) {
  action.position = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "n: LOT in -1 .. 1"};
  open(action);
  if (chance(30)) line("    require p != q else Same");
  if (cash_ && mark_ && chance(50)) line("    move n * mark from T[p].cash to T[q].cash");
  line("    T[p].held += n");
  line("    T[q].held -= {}", chance(90) ? "n" : "min(n, 0)");
  if (chance(30)) maybe_require(action, phrases_.condition(scope_of(action), 1));
}

/// Right unless p is q: then one of the writes is lost.
void TinyWriter::trade_with_old_value(Action& action) {
  action.position = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "n: LOT in -1 .. 1"};
  open(action);
  if (chance(50)) line("    require p != q else Same");
  line("    ref other = T[q]");
  line("    let old = other.held");
  line("    T[p].held += n");
  line("    other.held = old - n");
}

void TinyWriter::charge(Action& action) {
  action.two_parties = true;
  action.parameters = {"p: party", "q: party"};
  open(action);
  const Scope scope = scope_of(action);
  std::string due = phrases_.money(scope, 1);
  if (fee_) due = fmt::format("max({} * fee to USD {}, 0)", phrases_.money(scope, 0), phrases_.rounding());
  line("    let due = {}", due);
  line("    move due from T[p].cash to treasury");
  maybe_require(action, fmt::format("T[p].cash >= {}", phrases_.literal("USD", -1, 0)));
}

void TinyWriter::settle(Action& action) {
  action.two_parties = true;
  action.parameters = {"p: party", "q: party"};
  open(action);
  if (chance(50)) line("    require T[p].cash + T[p].held * mark < 0");
  line("    move T[p].held * mark from my.cash to T[p].cash");
  line("    my.held += T[p].held");
  line("    T[p].held = 0");
  if (chance(60)) line("    require my.cash + my.held * mark >= 0");
}

/// A row and a counter that should agree.
void TinyWriter::tally(Action& action) {
  action.position = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "n: LOT in 0 .. 2"};
  open(action);
  const std::string row = chance(50) ? "my" : "T[p]";
  const std::string amount = chance(70) ? "n" : phrases_.position(scope_of(action), 1);
  line("    let x = {}", amount);
  if (chance(30)) line("    require x {} counter", chance(50) ? "<=" : "!=");
  line("    {}.held {} x", row, chance(70) ? "+=" : "-=");
  line("    counter {} {}", chance(70) ? "+=" : "-=", chance(90) ? "x" : "abs(x)");
}

void TinyWriter::put(Action& action) {
  action.position = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "n: LOT in -1 .. 1"};
  open(action);
  line("    T[p].held = {}", chance(50) ? "n" : phrases_.position(scope_of(action), 2));
  if (chance(30)) maybe_require(action, phrases_.condition(scope_of(action), 1));
}

void TinyWriter::either_way(Action& action) {
  action.position = action.two_parties = true;
  action.parameters = {"p: party", "q: party", "n: LOT in 0 .. 1"};
  open(action);
  line("    if {} {{", phrases_.condition(scope_of(action), 1));
  line("      T[p].held += n");
  line("    }} else {{");
  if (chance(50)) line("      T[q].held -= n");
  if (chance(50)) statement(action, 0);
  line("    }}");
}

void TinyWriter::close(Action& action) {
  action.parameters = {};
  open(action);
  if (chance(60)) line("    require {}", phrases_.condition(scope_of(action), 1));
  if (treasury_ && (cash_ || stash_) && chance(40)) line("    move treasury from treasury to {}", money_place("my"));
  if (phase_) line("    become Closed");
  if (latch_) line("    latch = {}", chance(50) ? "not latch" : phrases_.condition(scope_of(action), 1));
}

void TinyWriter::anything(Action& action) {
  action.two_parties = chance(60);
  if (action.two_parties) action.parameters = {"p: party", "q: party"};
  action.position = chance(60);
  if (action.position) action.parameters.emplace_back("n: LOT in -1 .. 1");
  action.money = !action.position;
  if (action.money) action.parameters.emplace_back("amount: USD in 0 .. 1");
  open(action);
  if (chance(30)) line("    require {}", phrases_.condition(scope_of(action), 2));
  const std::size_t statements = 1 + random_.below(3);
  for (std::size_t i = 0; i < statements; ++i) statement(action, 1);
}

void TinyWriter::statement(const Action& action, unsigned depth) {
  const Scope scope = scope_of(action);
  std::string row = action.two_parties ? (chance(50) ? "T[p]" : "T[q]") : "my";
  if (leader_ && chance(30)) row = "T[leader]";
  switch (random_.below(9)) {
    case 7:
      if (!leader_) break;
      line("    leader = {}", random_.pick(scope.parties));
      return;
    case 8:
      if (chance(70)) line("    assert {}", phrases_.condition(scope, 1));
      if (!sides_) break;
      line("    for m in Side {{");
      line("      lots[m] {} {}", chance(50) ? "+=" : "=", phrases_.position(scope, 1));
      line("    }}");
      return;
    case 0:
    case 1:
      if (!held_) break;
      line("    {}.held {} {}", row, chance(60) ? "+=" : "=", phrases_.position(scope, 2));
      return;
    case 2:
      if (!counter_) break;
      line("    counter {} {}", chance(50) ? "-=" : "=", phrases_.position(scope, 2));
      return;
    case 3:
      if (!flag_) break;
      line("    {}.flag = {}", row, phrases_.condition(scope, 2));
      return;
    case 4:
      if (depth == 0) break;
      line("    if {} {{", phrases_.condition(scope, 1));
      statement(action, depth - 1);
      if (chance(60)) {
        line("    }} else {{");
        statement(action, depth - 1);
      }
      line("    }}");
      return;
    default: break;
  }
  const bool outside = chance(40);
  const std::string from = any_place(action, outside);
  const std::string to = any_place(action, !outside && chance(40));
  const bool both_outside =
      (from == "caller" || from.starts_with("wallet")) && (to == "caller" || to.starts_with("wallet"));
  if (both_outside)
    line("    require {}", phrases_.condition(scope, 1));
  else
    line("    move {} from {} to {}", phrases_.money(scope, 1), from, to);
}

}  // namespace surety::test
