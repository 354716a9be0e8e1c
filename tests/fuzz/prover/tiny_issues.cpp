// tiny_issues.cpp -- what a tiny contract issues, mints and burns, and folds over its enum.
#include "tests/fuzz/prover/tiny_writer.h"

namespace surety::test {

void TinyWriter::write_issuing_actions() {
  if (!shares_) return;
  const std::string inside = "my.part";
  const auto place = [&] { return issuing(50) ? inside : std::string(issuing(70) ? "caller" : "wallet(p)"); };
  line("  action issue(n: LP in {} .. 1, p: party) {{", issuing(50) ? 0 : -1);
  if (issuing(30)) line("    require supply(LP) == 0 or n == 0 else Refused");
  line("    mint n to {}", place());
  line("  }}");
  line("  action redeem(n: LP in 0 .. 1, p: party) {{");
  if (issuing(40)) line("    require my.part >= n else Refused");
  line("    burn n from {}", place());
  line("  }}");
  if (issuing(50)) return;
  line("  action carry(n: LP in 0 .. 1, p: party) {{");
  const bool in = issuing(50);
  line("    move n from {} to {}", in ? "caller" : inside, in ? inside : issuing(50) ? "wallet(p)" : "T[p].part");
  line("  }}");
}

void TinyWriter::write_issues() {
  if (!shares_) return;
  static const std::vector<std::string> claims{
      "vault(LP) == sum(t in T: t.part)",    "supply(LP) >= sum(t in T: t.part)",
      "forall t in T: t.part <= supply(LP)", "supply(LP) <= 1 LP",
      "forall t in T: t.part >= 0",          "supply(LP) == vault(LP)",
      "count(t in T: t.part > 0) <= 1"};
  line("  invariant issued: {}", issuing_.pick(claims));
  if (issuing(50)) line("  rule redeemed: after redeem(n): supply(LP) == before(supply(LP)) - n");
  if (issuing(50)) line("  rule kept: after any: supply(LP) >= before(supply(LP))");
}

void TinyWriter::write_folds() {
  if (!sides_) return;
  static const std::vector<std::string> claims{
      "sum(s in Side: lots[s]) <= 1 LOT",
      "forall s in Side: lots[s] >= -1 LOT",
      "exists s in Side: lots[s] == 0",
      "count(s in Side where s != L: lots[s] > 0) <= 1",
      "min(s in Side: lots[s]) <= max(s in Side: lots[s])",
      "forall a in Side: forall b in Side where a != b: lots[a] == 0 or lots[b] <= 1 LOT"};
  line("  invariant folded: {}", issuing_.pick(claims));
}

}  // namespace surety::test
