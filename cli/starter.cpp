// starter.cpp -- see starter.h. NAME and TITLE in the texts stand for the project and its contract.
#include "cli/starter.h"

namespace surety::cli {

namespace {

constexpr std::string_view contract_text = R"(/// A perpetual future on ETH, cleared in USD, on one page.
contract TITLE {
    asset USD { decimals 6  supply 1_000_000_000_000 }
    unit  ETH { decimals 8 }
    role matcher
    oracle mark : USD/ETH @ 4 { range 1 .. 100_000   heartbeat 60s   step 5% }

    account Trader {
        balance quote : USD @ 12                                   // may be negative: a claim or a debt
        size : ETH in -1_000 .. 1_000                              // above zero long, below zero short
    }
    fn equity(t: Trader) -> USD @ 12 = t.quote + t.size * mark     // exact: nothing is rounded
    fn covers(t: Trader, margin: ratio @ 4) -> bool = equity(t) >= margin * (abs(t.size) * mark)

    action deposit(amount: USD) {
        move amount from caller to my.quote
    }
    action withdraw(amount: USD) {
        move amount from my.quote to caller
        require covers(my, 10%) else Undermargined
    }
    action trade(buyer: party, seller: party, quantity: ETH, price: USD/ETH @ 4) by matcher {
        require quantity > 0 and price > 0 and buyer != seller
        move quantity * price from Trader[buyer].quote to Trader[seller].quote
        Trader[buyer].size  += quantity
        Trader[seller].size -= quantity
        require covers(Trader[buyer], 10%) and covers(Trader[seller], 10%) else Undermargined
    }
    action liquidate(target: party) {                              // the caller takes the position over
        require target != caller and not covers(Trader[target], 5%) else Healthy
        move Trader[target].size * mark from my.quote to Trader[target].quote
        my.size += Trader[target].size
        Trader[target].size = 0
        require covers(my, 10%) else Undermargined
    }

    assume keepers before mark.update: forall t in Trader: covers(t, 5%)

    invariant no_bad_debt:   forall t in Trader: equity(t) >= 0
    invariant balanced_book: sum(t in Trader: t.size) == 0

    test "a long is liquidated before it is worth nothing" {
        given matcher = exchange, mark = 2_000 USD/ETH, now = 0s
        alice: deposit(200 USD)
        bob: deposit(1_000 USD)
        carol: deposit(1_000 USD)
        exchange: trade(alice, bob, 1 ETH, 2_000 USD/ETH)
        carol: liquidate(alice) reverts Healthy
        mark becomes 1_950 USD/ETH
        mark becomes 1_890 USD/ETH
        carol: liquidate(alice)
        expect Trader[alice].quote == 90 USD and Trader[carol].size == 1 ETH
    }
}
)";

constexpr std::string_view scenario_text = R"({
  "schema": "surety.scenario/1",
  "contract": "NAME.surety",
  "instantiate": {"matcher": "exchange", "mark": "2000 USD/ETH", "now": 0},
  "steps": [
    {"as": "alice", "call": "deposit", "args": {"amount": "300 USD"}},
    {"as": "bob", "call": "deposit", "args": {"amount": "1000 USD"}},
    {"as": "exchange", "call": "trade",
     "args": {"buyer": "alice", "seller": "bob", "quantity": "1 ETH", "price": "2000 USD/ETH"}},
    {"as": "alice", "call": "withdraw", "args": {"amount": "200 USD"}, "expect": "Undermargined"},
    {"advance": "30s"},
    {"oracle": "mark", "value": "2050 USD/ETH"},
    {"as": "alice", "call": "withdraw", "args": {"amount": "100 USD"}, "expect": "ok"}
  ]
}
)";

constexpr std::string_view market_text = R"({
  "schema": "surety.market/1",
  "oracle": "mark",
  "size": "size",
  "healthy": "keepers",
  "equity": "no_bad_debt",
  "instantiate": {"matcher": "exchange"},
  "capital": ["100 USD", "10000 USD"],
  "leverage": [1, 9],
  "keeper_capital": "1000000 USD",
  "deposit": {"call": "deposit", "args": {"amount": "$amount"}},
  "trade": {"call": "trade", "as": "exchange",
            "args": {"buyer": "$buyer", "seller": "$seller", "quantity": "$quantity", "price": "$price"}},
  "liquidate": {"call": "liquidate", "args": {"target": "$target"}}
}
)";

constexpr std::string_view policy_text = R"policy({
  "schema": "surety.policy/1",
  "proved": "all",
  "assumptions": {
    "keepers": {
      "assumption": "assume keepers before mark.update: forall t in Trader: covers(t, 5%)",
      "functions": [
        "fn covers(t: Trader, margin: ratio @ 4) -> bool = equity(t) >= margin * (abs(t.size) * mark)",
        "fn equity(t: Trader) -> USD @ 12 = t.quote + t.size * mark"
      ]
    }
  },
  "cost": {"any": 10000}
}
)policy";

constexpr std::string_view readme_text = R"(# TITLE

A derivative contract in Surety.

| | |
|---|---|
| `NAME.surety` | the contract, its properties and its test |
| `scenario.json` | transactions to run it with |
| `NAME.market.json` | what its actions are for, so that it can be simulated |
| `policy.json` | what must hold before it is deployed |

```sh
surety check NAME.surety                              # names, units and types
surety prove NAME.surety                              # every property, for all traders and all prices
surety test NAME.surety                               # the test, on three engines
surety run NAME.surety --scenario scenario.json       # transaction by transaction
surety simulate NAME.surety --prices PRICES.csv       # past prices; a CSV with unix, open, high, low, close
surety build NAME.surety --target wasm --prove -o NAME.wasm
surety gate NAME.wasm --policy policy.json            # compiled and proved again, held against the policy
```

Try what the proof is worth: delete the `require` of `withdraw` and prove again.
)";

constexpr std::string_view workflow_text =
    R"(# Every push is checked, tested, proved, and built as it would be deployed.
# SURETY_SOURCE is a variable of the repository: the git address of Surety's source.
name: surety
on: [push, pull_request]
jobs:
  prove:
    runs-on: ubuntu-latest
    container: debian:12
    steps:
      - run: apt-get update && apt-get install -y git
      - uses: actions/checkout@v4
      - run: git clone --depth 1 "${{ vars.SURETY_SOURCE }}" surety-source && cd surety-source && ./dev build
      - run: echo "$PWD/surety-source/build/bin" >> "$GITHUB_PATH"
      - run: surety check NAME.surety
      - run: surety test NAME.surety
      - run: surety prove NAME.surety
      - run: surety build NAME.surety --target wasm --prove -o NAME.wasm
      - run: surety gate NAME.wasm --policy policy.json
)";

/// my_perp -> MyPerp.
std::string title_of(std::string_view name) {
  std::string title;
  bool raise = true;
  for (const char c : name) {
    if (c == '_' || c == '-') {
      raise = true;
      continue;
    }
    title += raise && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    raise = false;
  }
  return title;
}

std::string filled(std::string_view text, std::string_view name) {
  std::string result(text);
  const auto replace = [&](std::string_view what, std::string_view with) {
    for (std::size_t at = 0; (at = result.find(what, at)) != std::string::npos; at += with.size()) {
      result.replace(at, what.size(), with);
    }
  };
  replace("TITLE", title_of(name));
  replace("NAME", name);
  return result;
}

}  // namespace

std::vector<StarterFile> starter_files(std::string_view name) {
  const std::string stem(name);
  return {{stem + ".surety", filled(contract_text, name)},
          {"scenario.json", filled(scenario_text, name)},
          {stem + ".market.json", filled(market_text, name)},
          {"policy.json", filled(policy_text, name)},
          {"README.md", filled(readme_text, name)},
          {".github/workflows/surety.yml", filled(workflow_text, name)}};
}

}  // namespace surety::cli
