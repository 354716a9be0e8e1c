// planted.h -- the mutants of a small contract, by what they do to the text.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/check/compile.h"
#include "compiler/mutate/mutant.h"
#include "tests/catch.h"

namespace surety::mutate::test {

inline check::Compiled compiled(const std::string& text) { return check::compile_text("test.surety", text, {}); }

/// A contract's text with its plan. Requires that it compiles.
struct Planted {
  std::string text;
  core::Contract contract;
  Plan plan;

  explicit Planted(std::string source) : text(std::move(source)) {
    check::Compiled run = compiled(text);
    INFO(source::render(run.sources, run.sink, false));
    REQUIRE(run.contract.has_value());
    contract = std::move(*run.contract);
    plan = mutate::plan(text, contract);
  }

  /// "before -> after" of each mutant of the operator.
  [[nodiscard]] std::vector<std::string> changes(Operator op) const {
    std::vector<std::string> result;
    for (const Mutant& mutant : plan.mutants) {
      if (mutant.op != op) continue;
      const Change change = change_of(text, mutant);
      result.push_back(change.before + " -> " + change.after);
    }
    return result;
  }
  [[nodiscard]] const Mutant& mutant(const std::string& id) const {
    const auto place = std::ranges::find(plan.mutants, id, &Mutant::id);
    REQUIRE(place != plan.mutants.end());
    return *place;
  }
};

/// A contract around an action's body.
inline std::string around(const std::string& body) {
  return R"(contract Small {
    asset USD { decimals 6  supply 1_000_000 }
    unit ETH { decimals 8 }
    role boss
    oracle mark : USD/ETH @ 4 { range 1 .. 1_000  heartbeat 60s  step 5% }
    phase Open, Closed
    param fee : ratio @ 4 in 0% .. 10%
    where fee <= 5%
    pot jar : USD @ 12
    account Trader {
        balance quote : USD @ 12
        size : ETH in -100 .. 100
    }
    fn worth(t: Trader) -> USD @ 12 = t.quote + t.size * mark
    fn unused(t: Trader) -> USD @ 12 = t.quote - t.size * mark
    action act(other: party, amount: USD) by boss when Open {
)" + body +
         R"(
    }
    invariant counted: forall t in Trader: unused(t) == unused(t) and worth(t) == worth(t)
}
)";
}

}  // namespace surety::mutate::test
