#!/usr/bin/env bash
# demo.sh SURETY -- Surety in a few minutes: a contract is proved, a broken one is refuted with transactions, and what was
# proved is compiled, run on three engines and driven through a real crash. Each command is checked to end as it should.
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
  "$surety" "$@" </dev/null || status=$?
  [ "$status" = "$expected" ] || { printf 'demo: exit status %s, expected %s\n' "$status" "$expected" >&2; exit 1; }
}

say 'A perpetual future: every property holds for all traders, all prices and all histories.'
run 0 prove examples/linear_perp/linear_perp.surety

say 'The same contract, but withdrawals forget the margin check. The prover answers with transactions, replayed.'
run 1 prove examples/linear_perp/broken/no_margin_check.surety --property no_bad_debt

say 'An option that rounds its payout up instead of down: one unit is missing at the end.'
run 1 prove examples/covered_call/broken/payout_rounded_up.surety --property covered

say 'What was proved is what runs: each test on the interpreter, as native code and as WebAssembly, compared step by step.'
run 0 test examples/linear_perp/linear_perp.surety

say 'For a platform that runs WebAssembly:'
run 0 build examples/linear_perp/linear_perp.surety --target wasm -o "$out/linear_perp.wasm"
