// tiny_forms.cpp -- lemmas, their uses, assertions, and tests for all values of a tiny contract.
//
// They are drawn from a source of their own: a contract of the same seed has the same other parts with and without.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

void TinyWriter::write_lemmas() {
  const std::size_t count = further_.percent(55) ? 1 + further_.below(2) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    Scope scope;
    scope.positions = {"x", "y"};
    if (further_.percent(50)) scope.money = {"z"};
    const std::string money = scope.money.empty() ? "" : ", z: USD in -1 .. 1";
    static const std::vector<std::string> claims{"x * y <= x * x + y * y",
                                                 "x < y implies x + 1 LOT <= y",
                                                 "x * 1 LOT / 2 LOT to LOT down <= x or x < 0 LOT",
                                                 "x + y >= x",
                                                 "abs(x + y) <= abs(x) + abs(y)",
                                                 "max(x, y) >= x and min(x, y) <= y"};
    const bool known = further_.percent(50);
    const std::string claim = known ? further_.pick(claims) : further_phrases_.condition(scope, 2);
    const std::string where =
        further_.percent(50) ? " where " + further_phrases_.condition(scope, further_.percent(70) ? 0 : 1) : "";
    std::string hints;
    if (further_.percent(30)) {
      hints = fmt::format(" by {{ let w = x + y assert {}", further_phrases_.condition(scope, 1));
      if (i > 0 && further_.percent(60))
        hints += fmt::format(" use l0({})", lemmas_with_money_[0] ? "y, x, 0" : "y, x");
      hints += " }";
    }
    line("  lemma l{}(x: LOT in -2 .. 2, y: LOT in {} .. 2{}){}: {}{}", i, further_.percent(50) ? -2 : 0, money, where,
         claim, hints);
    lemmas_with_money_.push_back(!scope.money.empty());
  }
}

std::string TinyWriter::use_of_lemma(const Scope& scope) {
  const std::size_t lemma = further_.below(lemmas_with_money_.size());
  std::string arguments = further_phrases_.position(scope, 1) + ", " + further_phrases_.position(scope, 1);
  if (lemmas_with_money_[lemma]) arguments += ", " + further_phrases_.money(scope, 0);
  return fmt::format("use l{}({})", lemma, arguments);
}

/// What an action says at its end: proved there, or known from a lemma.
void TinyWriter::further_statements(const Action& action) {
  const Scope scope = scope_of(action);
  if (!lemmas_with_money_.empty() && further_.percent(35)) line("    {}", use_of_lemma(scope));
  if (further_.percent(75)) return;
  if (held_ && further_.percent(40)) {
    line("    assert my.held {} {}", further_phrases_.comparison(), further_phrases_.literal("LOT", -2, 2));
  } else if (cash_ && further_.percent(40)) {
    line("    assert my.cash >= {}", further_phrases_.literal("USD", -2, 0));
  } else {
    line("    assert {}", further_phrases_.condition(scope, 1));
  }
}

/// A call of an action with the test's variables.
std::string TinyWriter::call_of(const Action& action) {
  std::vector<std::string> arguments;
  if (action.two_parties) arguments = {further_.percent(60) ? "a" : "b", further_.percent(70) ? "b" : "a"};
  if (action.money) arguments.push_back(further_.percent(60) ? "x" : further_phrases_.literal("USD", -1, 2));
  if (action.position) arguments.push_back(further_.percent(60) ? "n" : further_phrases_.literal("LOT", -1, 1));
  return fmt::format("{}: {}({})", further_.percent(75) ? "a" : "b", action.name, fmt::join(arguments, ", "));
}

std::string TinyWriter::outcome() {
  if (further_.percent(65)) return "";
  if (further_.percent(55)) return " succeeds";
  static const std::vector<std::string> errors{"", " Overflow", " InsufficientFunds", " NegativeAmount"};
  return " reverts" + further_.pick(errors);
}

void TinyWriter::write_scenario(std::size_t number) {
  Scope scope = globals();
  add_row(scope, "T[a]");
  add_row(scope, "T[b]");
  scope.parties.insert(scope.parties.end(), {"a", "b"});
  scope.money.emplace_back("x");
  scope.positions.emplace_back("n");
  std::string where;
  if (further_.percent(50))
    where = further_.percent(50) ? " where a != b" : " where " + further_phrases_.condition(scope, 1);
  line("  test \"t{}\" for all (a: party, b: party, x: USD in 0 .. 2, n: LOT in -1 .. 1){} {{", number, where);
  const bool bound = held_ && further_.percent(40);
  if (bound) line("    let old = T[a].held");
  const std::size_t calls = 1 + further_.below(2);
  for (std::size_t i = 0; i < calls; ++i) {
    const std::uint32_t kind = further_.below(10);
    if (kind <= 1) {
      line("    a: any{}", actions_.size() > 1 && further_.percent(40) ? " except " + actions_.back().name : "");
    } else if (kind == 2 && mark_) {
      line("    mark becomes {} USD/LOT{}", 1 + further_.below(3), further_.percent(30) ? " succeeds" : "");
    } else if (kind == 3) {
      line("    wait {}s", further_.below(3));
    } else {
      line("    {}{}", call_of(further_.pick(actions_)), outcome());
    }
  }
  if (!lemmas_with_money_.empty() && further_.percent(40)) line("    {}", use_of_lemma(scope));
  if (bound) scope.positions.emplace_back("old");
  if (held_) scope.positions.insert(scope.positions.end(), {"before(T[a].held)", total_of("t.held")});
  if (cash_) scope.money.insert(scope.money.end(), {"before(T[a].cash)", "before(T[b].cash)"});
  const std::uint32_t kind = further_.below(5);
  if (kind == 0 && held_) {
    line("    expect {} == before({})", total_of("t.held"), total_of("t.held"));
  } else if (kind == 1 && held_) {
    line("    expect forall t in T: t.held {} {}", further_phrases_.comparison(),
         further_.percent(50) ? "before(t.held)" : further_phrases_.literal("LOT", -1, 2));
  } else if (kind == 2 && cash_) {
    line("    expect T[a].cash {} before(T[a].cash){}", further_phrases_.comparison(),
         further_.percent(50) ? " + x" : "");
  } else {
    line("    expect {}", further_phrases_.condition(scope, 2));
  }
  line("  }}");
}

/// Two rows at once: uniqueness, order, apartness.
void TinyWriter::write_pair_invariant() {
  if (!held_ || further_.percent(70)) return;
  static const std::vector<std::string> claims{"a.held == 0 LOT or b.held == 0 LOT", "a.held * b.held <= 1 LOT * 1 LOT",
                                               "a.held + b.held <= 2 LOT", "a.held == b.held implies a.held <= 1 LOT"};
  const std::string where = further_.percent(75) ? " where a != b" : "";
  line("  invariant pair: forall a, b in T{}: {}", where, further_.pick(claims));
}

}  // namespace surety::test
