// tiny_properties.cpp -- what a tiny contract claims of itself: near-truths about its parts, and arbitrary claims.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

namespace {

std::string before(const std::string& phrase) { return "before(" + phrase + ")"; }

}  // namespace

void TinyWriter::write_properties() {
  if (mark_ && chance(50)) write_assumption();
  const std::size_t invariants = 2 + random_.below(2);
  for (std::size_t i = 0; i < invariants; ++i) line("  invariant i{}: {}", i, invariant());
  if (chance(65)) write_rule(0);
  if (chance(40)) write_can(0);
}

Scope TinyWriter::row_scope() {
  Scope scope = globals();
  add_row(scope, "t");
  scope.parties.push_back("t.party");
  return scope;
}

std::string TinyWriter::position_bound() {
  if (cap_ && chance(40)) return "cap";
  if (counter_ && chance(30)) return "counter";
  return phrases_.literal("LOT", -2, 3);
}

std::string TinyWriter::money_bound() {
  if (treasury_ && chance(20)) return "treasury";
  return phrases_.literal("USD", chance(60) ? 0 : -3, chance(60) ? 0 : 3);
}

std::string TinyWriter::invariant() {
  using Maker = std::string (TinyWriter::*)();
  std::vector<Maker> menu{&TinyWriter::row_invariant,   &TinyWriter::row_invariant,   &TinyWriter::total_invariant,
                          &TinyWriter::total_invariant, &TinyWriter::count_invariant, &TinyWriter::global_invariant,
                          &TinyWriter::exists_invariant};
  if (mark_) menu.push_back(&TinyWriter::priced_invariant);
  if (phase_) menu.push_back(&TinyWriter::phase_invariant);
  if (held_) menu.push_back(&TinyWriter::pair_invariant);
  return (this->*random_.pick(menu))();
}

std::string TinyWriter::row_invariant() {
  const unsigned choice = random_.below(4);
  if (choice == 0 && cash_ && held_ && mark_) return "forall t in T: t.cash + t.held * mark >= 0";
  if (choice == 1 && held_) return fmt::format("forall t in T: t.held {} {}", phrases_.comparison(), position_bound());
  if (choice == 2 && cash_) return fmt::format("forall t in T: t.cash >= {}", money_bound());
  return fmt::format("forall t in T: {}", phrases_.condition(row_scope(), 2));
}

std::string TinyWriter::total_invariant() {
  const unsigned choice = random_.below(5);
  if (choice == 0 && held_ && counter_) return total_of("t.held") + (chance(70) ? " == counter" : " >= counter");
  if (choice <= 1 && held_) return fmt::format("{} {} {}", total_of("t.held"), phrases_.comparison(), position_bound());
  if (choice == 2 && cash_) return fmt::format("{} {} vault(USD)", total_of("t.cash"), chance(60) ? "<=" : "==");
  Scope row;
  add_row(row, "t");
  if (chance(50)) row = row_scope();
  if (choice == 3)
    return fmt::format("{} {} {}", total_of(phrases_.money(row, 2)), phrases_.comparison(), money_bound());
  return fmt::format("{} {} {}", total_of(phrases_.position(row, 2)), phrases_.comparison(), position_bound());
}

std::string TinyWriter::count_invariant() {
  const std::string condition = held_ && chance(50)
                                    ? fmt::format("t.held {} {}", phrases_.comparison(), phrases_.literal("LOT", -1, 1))
                                    : phrases_.condition(row_scope(), 1);
  const std::string where = held_ && chance(25) ? " where t.held != 0" : "";
  const std::string count = fmt::format("count(t in T{}: {})", where, condition);
  if (counter_ && chance(40)) return fmt::format("{} * 1 LOT {} counter", count, phrases_.comparison());
  return fmt::format("{} {} {}", count, phrases_.comparison(), random_.below(3));
}

/// A product of a total and a global, against the sum of products.
std::string TinyWriter::priced_invariant() {
  Scope scope = globals();
  if (held_ && counter_ && chance(50)) {
    return fmt::format("{} {} mark * counter", total_of("t.held * mark"), chance(60) ? "==" : ">=");
  }
  if (held_) {
    return fmt::format("{} {} mark * {}", total_of("t.held * mark"), phrases_.comparison(),
                       phrases_.position(scope, 0));
  }
  return fmt::format("mark * {} {} {}", phrases_.position(scope, 1), phrases_.comparison(), phrases_.money(scope, 1));
}

std::string TinyWriter::phase_invariant() {
  const Scope scope = globals();
  const std::string when = chance(50) ? "Closed" : "Open";
  if (chance(50))
    return fmt::format("phase == {} implies (forall t in T: {})", when, phrases_.condition(row_scope(), 1));
  return fmt::format("phase == {} implies {}", when, phrases_.condition(scope, 1));
}

std::string TinyWriter::global_invariant() {
  if (mark_ && chance(15)) return "mark.time <= now";
  Scope scope = globals();
  scope.money.push_back("vault(USD)");
  if (held_) scope.positions.push_back(total_of("t.held"));
  if (boss_) add_row(scope, "T[boss]");
  if (leader_) add_row(scope, "T[leader]");
  return phrases_.condition(scope, 2);
}

std::string TinyWriter::pair_invariant() {
  if (chance(30)) return fmt::format("forall t in T: t.held <= {}", "sum(u in T: u.held)");
  if (chance(50)) {
    return fmt::format("forall t in T: forall u in T: t.party == u.party or t.held + u.held {} {}",
                       phrases_.comparison(), position_bound());
  }
  return fmt::format("(exists t in T: t.held {} {}) implies (forall t in T: t.held {} {})", phrases_.comparison(),
                     phrases_.literal("LOT", -1, 1), phrases_.comparison(), position_bound());
}

std::string TinyWriter::exists_invariant() {
  if (chance(50)) return fmt::format("not (exists t in T: {})", phrases_.condition(row_scope(), 1));
  return fmt::format("{} or (exists t in T: {})", phrases_.condition(globals(), 1), phrases_.condition(row_scope(), 1));
}

void TinyWriter::write_rule(std::size_t number) {
  const Action& action = random_.pick(actions_);
  Scope now = globals();
  const bool any = chance(30);
  std::vector<std::string> names;
  if (!any) {
    for (const std::string& one : action.parameters) names.push_back(one.substr(0, one.find(':')));
  }
  if (!any && action.two_parties) {
    add_row(now, "T[p]");
    add_row(now, "T[q]");
  }
  Scope both = now;
  for (std::string& one : now.money) both.money.push_back(before(one));
  for (std::string& one : now.positions) both.positions.push_back(before(one));
  if (!any && action.money) both.money.push_back("amount");
  if (!any && action.position) both.positions.push_back("n");
  if (held_) both.positions.insert(both.positions.end(), {total_of("t.held"), before(total_of("t.held"))});
  if (cash_) both.money.insert(both.money.end(), {total_of("t.cash"), total_of("before(t.cash)")});
  if (held_ && cash_) both.money.push_back(total_of("before(t.held) * 1 USD/LOT"));
  std::string claim = phrases_.condition(both, 2);
  if (held_ && chance(25)) {
    const std::string more = !any && action.position && chance(50) ? " + n" : "";
    claim = fmt::format("{} {} before({}){}", total_of("t.held"), phrases_.comparison(), total_of("t.held"), more);
  } else if (held_ && chance(25)) {
    claim =
        fmt::format("forall t in T: t.held {} before(t.held){}", phrases_.comparison(), chance(50) ? "" : " + 1 LOT");
  }
  std::string target = "any";
  if (!any) target = fmt::format("{}({})", action.name, fmt::join(names, ", "));
  if (any && actions_.size() > 1 && chance(40)) target += " except " + actions_.front().name;
  line("  rule r{}: after {}: {}", number, target, claim);
}

void TinyWriter::write_can(std::size_t number) {
  const Action& action = random_.pick(actions_);
  Scope row = row_scope();
  std::vector<std::string> arguments;
  if (action.two_parties) arguments = {"t.party", boss_ && chance(50) ? "boss" : "t.party"};
  if (action.money) arguments.push_back(chance(50) ? phrases_.literal("USD", 0, 1) : phrases_.money(row, 1));
  if (action.position) arguments.push_back(chance(50) ? phrases_.literal("LOT", 0, 1) : phrases_.position(row, 1));
  const std::string where = chance(70) ? " where " + phrases_.condition(row, 2) : "";
  const char* caller = boss_ && chance(30) ? "boss" : "t.party";
  line("  can c{}: forall t in T{}: {}({}) by {}", number, where, action.name, fmt::join(arguments, ", "), caller);
}

void TinyWriter::write_assumption() {
  if (cash_ && held_ && chance(50)) {
    line("  assume covered before mark.update: forall t in T: t.cash + t.held * mark >= 0");
  } else if (held_ && chance(30)) {
    line("  assume busy before mark.update: exists t in T: t.held != 0");
  } else if (held_ && chance(50)) {
    line("  assume calm before mark.update: {} == 0", total_of("t.held"));
  } else {
    line("  assume calm before mark.update: {}", phrases_.condition(globals(), 1));
  }
}

}  // namespace surety::test
