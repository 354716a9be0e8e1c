#!/usr/bin/env bash
# check_stability.sh -- are verdicts the same every time? Each contract is proved ten times, with one job and with two,
# half of the runs beside a busy neighbour, and the reports are compared byte for byte without their times.
#
#   check_stability.sh SURETY [RUNS] CONTRACT...
set -euo pipefail
export LC_ALL=C
surety=$1; shift
runs=10
case "${1:-}" in *[!0-9]*|'') ;; *) runs=$1; shift ;; esac
work=$(mktemp -d)
busy=
quiet() { [ -z "$busy" ] || { kill "$busy" 2>/dev/null || true; wait "$busy" 2>/dev/null || true; busy=; }; }
trap 'quiet; rm -rf "$work"' EXIT
failed=0
for contract in "$@"; do
  for ((i = 1; i <= runs; i++)); do
    if ((i % 2 == 0)); then (while :; do :; done) & busy=$!; fi
    "$surety" prove "$contract" --no-cache --json --jobs $((1 + i % 2)) >"$work/report" 2>"$work/errors" || true
    quiet
    sed -E 's/"seconds": [0-9.e-]+/"seconds": 0/' "$work/report" >"$work/$i"
    if [ ! -s "$work/$i" ]; then
      echo "$contract: nothing was reported: $(head -1 "$work/errors")"; failed=1; break
    elif ! cmp -s "$work/1" "$work/$i"; then
      echo "$contract: run $i differs from run 1:"; diff "$work/1" "$work/$i" | head -10; failed=1; break
    fi
  done
done
echo "$# contracts proved $runs times each"
exit "$failed"
