// tiny_claims.cpp -- functions that say with `ensures` what they return, and a tiny contract's use of them.
//
// A proof takes the claim for the function's body, so each claim is met from both sides: by brute force as a lemma of
// its own, and through the properties of an action that calls the function. They are drawn from a source of their own.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

namespace {

/// A function of x and y, what it needs and a truth about its value.
struct Known {
  std::string where;
  std::string body;
  std::string claim;
};

const std::vector<Known>& known() {
  static const std::vector<Known> all{
      {"x >= 0 LOT", "x / 2 to LOT down", "0 LOT <= result and 2 * result <= x"},
      {"y > 0 LOT", "x * 1 LOT / y to LOT up", "x >= 0 LOT implies result >= 0 LOT"},
      {"y > 0 LOT", "x * 1 LOT / y to LOT down", "result * y <= x * 1 LOT"},
      {"", "if x < y then y - x else x - y", "result >= 0 LOT"},
      {"x != 0 LOT", "mul_div(y, 1 LOT, x) to LOT down", "x == 1 LOT implies result == y"},
      {"", "max(min(x, 2 LOT), -1 LOT)", "-1 LOT <= result and result <= 2 LOT"},
      {"", "sqrt(abs(x * y)) to LOT down", "result * result <= abs(x * y)"},
      {"x >= 0 LOT", "sqrt(x * 1 LOT) to LOT down", "result >= 0 LOT"}};
  return all;
}

}  // namespace

void TinyWriter::write_claiming_functions() {
  if (!claiming(45)) return;
  claims_ = 1 + claiming_.below(2);
  Scope scope;
  scope.positions = {"x", "y"};
  for (std::size_t i = 0; i < claims_; ++i) {
    Known one = claiming_.pick(known());
    if (claiming(15)) one.body = claiming_phrases_.position(scope, 2);
    if (i > 0 && claiming(40)) one.body = "s0(x, " + claiming_phrases_.position(scope, 1) + ")";
    if (claiming(15)) one.where = claiming(50) ? "" : claiming_phrases_.condition(scope, 1);
    Scope value = scope;
    value.positions.emplace_back("result");
    if (claiming(25)) one.claim = claiming_phrases_.condition(value, 1);
    line("  fn s{}(x: LOT, y: LOT) -> LOT{} ensures {} = {}", i, one.where.empty() ? "" : " where " + one.where,
         one.claim, one.body);
  }
  line("  state told : LOT in -2 .. 3 = 0");
}

std::string TinyWriter::claiming_call(const Scope& scope) {
  return fmt::format("s{}({}, {})", claiming_.below(claims_), claiming_phrases_.position(scope, 0),
                     claiming_phrases_.position(scope, 0));
}

void TinyWriter::write_claiming_action() {
  if (claims_ == 0) return;
  Scope scope;
  scope.positions = {"n", "told"};
  if (held_) scope.positions.emplace_back("my.held");
  line("  action tell(n: LOT in -2 .. 2) {{");
  if (claiming(40)) line("    require {}", claiming_phrases_.condition(scope, 1));
  line("    told = {}", claiming_call(scope));
  if (claiming(30)) line("    told = {}", claiming_call(scope));
  if (held_ && claiming(40)) line("    my.held = {}", claiming_call(scope));
  line("  }}");
}

void TinyWriter::write_claiming_properties() {
  if (claims_ == 0) return;
  Scope after;
  after.positions = {"n", "told", "before(told)"};
  const std::string claim = claiming(50)
                                ? fmt::format("told {} {}", claiming_phrases_.comparison(), claiming_call(after))
                                : claiming_phrases_.condition(after, 1);
  line("  rule tells: after tell(n): {}", claim);
  line("  invariant said: told {} {}", claiming(60) ? ">=" : "<=", claiming_phrases_.literal("LOT", -2, 3));
  if (claiming(40))
    line("  can tell: forall t in T{}: tell({}) by t.party", claiming(50) ? " where told >= 0 LOT" : "",
         claiming_phrases_.literal("LOT", -2, 2));
  if (claiming(50)) return;
  line("  test \"says\" for all (a: party, n: LOT in -2 .. 2, m: LOT in -2 .. 2) {{");
  line("    a: tell(n)");
  if (claiming(60)) line("    a: tell({}){}", claiming(50) ? "m" : "n", claiming(60) ? " succeeds" : "");
  line("    expect told {} {}", claiming_phrases_.comparison(), claiming(50) ? "before(told)" : "m");
  line("  }}");
}

}  // namespace surety::test
