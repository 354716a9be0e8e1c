#!/usr/bin/env bash
# demo.sh SURETY -- Surety in a minute: contracts are proved, broken ones refuted with transactions, and what was proved is
# compiled, run on three engines and driven through a real crash. Each command is checked to end as it should.
set -euo pipefail
surety=$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
out=$(mktemp -d)
trap 'rm -rf -- "$out"' EXIT

say() { printf '\n# %s\n' "$*"; }

# run STATUS ARGUMENT…: shows and runs a command, and insists on its exit status.
run() {
  local expected=$1 status=0
  shift
  printf '\n$ surety %s\n' "${*//$out/out}"
  "$surety" "$@" </dev/null >"$out/output" 2>&1 || status=$?
  sed "s|$out|out|g" "$out/output"
  [ "$status" = "$expected" ] || { printf 'demo: exit status %s, expected %s\n' "$status" "$expected" >&2; exit 1; }
}

# refuted ARGUMENT…: the prover must find a run that breaks the property.
refuted() {
  run 1 prove "$@"
  grep -q '^VIOLATED' "$out/output" || { echo 'demo: expected a violated property' >&2; exit 1; }
}

perp=examples/linear_perp
prices=examples/data/btcusd_1h_2020-03-08_2020-03-16.csv

say 'A perpetual future: every property holds for all traders, all prices and all histories.'
run 0 prove "$perp/linear_perp.surety"

say 'The same contract, but withdrawals forget the margin check. The prover answers with transactions, replayed.'
refuted "$perp/broken/no_margin_check.surety" --property no_bad_debt

say 'An escrow that can be unwound after delivery was promised.'
refuted examples/escrowed_forward/broken/unwind_while_live.surety --property live_money_stays

say 'What was proved is what runs: each test on the interpreter, as native code and as WebAssembly, compared call by call.'
run 0 test "$perp/linear_perp.surety"
run 0 build "$perp/linear_perp.surety" --target wasm --target native -o "$out/linear_perp"

say 'The proofs assume keepers who liquidate in time. March 2020, with keepers who act once an hour, and then in time:'
run 0 simulate "$perp/linear_perp.surety" --prices "$prices" --traders 500 --svg "$out/march_2020.svg"
run 0 simulate "$perp/linear_perp.surety" --prices "$prices" --traders 500 --keepers-act update

say 'All of this is in README.md and docs/; start with docs/language.md.'
