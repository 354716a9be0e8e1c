#!/usr/bin/env bash
# generate_contract.sh LINES -- prints a contract of about that many lines, made of many small savings boxes, to measure the
# front end on. Every construct in it is one that real contracts are full of: accounts, ranges, functions, moves, invariants.
set -euo pipefail
lines=${1:-1000}
cat <<'TEXT'
contract Generated {
    asset USD { decimals 6  supply 1_000_000_000_000 }
    unit ETH { decimals 8 }
    role operator
    param margin : ratio @ 4 in 1% .. 50%
    oracle mark : USD/ETH @ 4 { range 0.01 .. 1_000_000   heartbeat 60s   step 5% }
TEXT
box=0
while [ $((8 + box * 21)) -lt "$lines" ]; do
  box=$((box + 1))
  cat <<TEXT

    account Box$box {
        balance quote : USD @ 12
        size : ETH in -1_000_000 .. 1_000_000
    }
    fn equity$box(t: Box$box) -> USD @ 12 = t.quote + t.size * mark
    fn healthy$box(t: Box$box) -> bool = equity$box(t) >= margin * (abs(t.size) * mark)
    action deposit$box(amount: USD) {
        move amount from caller to Box${box}[caller].quote
    }
    action withdraw$box(amount: USD) {
        move amount from Box${box}[caller].quote to caller
        require healthy$box(Box${box}[caller]) else Undermargined
    }
    action trade$box(buyer: party, seller: party, quantity: ETH, price: USD/ETH @ 4) by operator {
        require quantity > 0 and price > 0 and buyer != seller
        move quantity * price from Box${box}[buyer].quote to Box${box}[seller].quote
        Box${box}[buyer].size += quantity
        Box${box}[seller].size -= quantity
    }
    invariant book$box: sum(t in Box$box: t.size) == 0
TEXT
done
echo '}'
