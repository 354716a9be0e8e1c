#!/usr/bin/env bash
# bench.sh BUILD [cold|prove] -- prints the figures of docs/benchmarks.md as Markdown. With `cold` it also measures a build
# and a test run from nothing, without the compiler cache, which takes minutes. With `prove` it measures proofs alone: every
# contract cold and warm, its broken twins, and the corpus of obligations by rung.
#
# Each figure is processor time (user and system) of the whole program, start included, the median of seven runs: on a quiet
# machine what a user waits for, and on a busy one nearly the same figure. What is compared runs in turns in one process.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C NO_COLOR=1
build=$(cd -- "$1" && pwd)
surety=$build/bin/surety
work=$build/bench
mkdir -p -- "$work"

# milliseconds COMMAND…: the median of seven runs, in ms of processor time; what takes over ten seconds is run once.
milliseconds() {
  local times=() spent TIMEFORMAT='%U %S'
  for _ in 1 2 3 4 5 6 7; do
    spent=$( { time "$@" >"$work/out" 2>&1 </dev/null || true; } 2>&1)
    times+=("$(awk '{ printf "%d", ($1 + $2) * 1000 }' <<<"$spent")")
    [ "${times[0]}" -lt 10000 ] || break
  done
  printf '%s\n' "${times[@]}" | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'
}

shown() { [ -z "$1" ] || awk -v ms="$1" 'BEGIN { if (ms < 1000) printf "%d ms", ms; else printf "%.1f s", ms / 1000 }'; }

machine() {
  local model
  model=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | sed 1q)
  echo "Machine: $(nproc) × ${model:-$(uname -m)}, $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1e6 }' /proc/meminfo), $(
    . /etc/os-release && echo "$PRETTY_NAME"), $("${CXX:-c++}" --version | sed 1q)."
  echo "Load when this began: $(cut -d' ' -f1-3 /proc/loadavg)."
}

bench_check() {
  local ms
  bash tests/bench/generate_contract.sh 1000 > "$work/generated.surety"
  "$surety" check "$work/generated.surety" >/dev/null
  ms=$(milliseconds "$surety" check "$work/generated.surety")
  echo; echo "## Front end"; echo
  echo "| | |"; echo "|---|---|"
  echo "| \`surety check\`, generated contract of $(wc -l < "$work/generated.surety") lines | $(shown "$ms") |"
  local file
  for file in examples/*/*.surety; do
    echo "| \`surety check $file\`, $(wc -l < "$file") lines | $(shown "$(milliseconds "$surety" check "$file")") |"
  done
}

# The verdicts of the last `prove --json` in $work/verdicts, counted.
verdicts() {
  grep -oE '"(proved|violated|not_inductive|unknown|vacuous)": *[0-9]+' "$work/verdicts" | tr -d '" ' |
    awk -F: '$2 > 0 { printf "%s%s %s", separator, $2, $1; separator = ", " }'
}

bench_prove() {
  echo; echo "## Prover"; echo
  echo "\`surety prove\` with $(nproc) jobs: all properties of the contract; processor time of all jobs together."; echo
  echo "| contract | verdicts | time |"; echo "|---|---|---|"
  local file ms
  while IFS= read -r file; do
    ms=$(milliseconds "$surety" prove --no-cache --jobs "$(nproc)" "$file")
    "$surety" prove --no-cache --json --jobs "$(nproc)" "$file" > "$work/verdicts" 2>/dev/null </dev/null || true
    echo "| $file | $(verdicts) | $(shown "$ms") |"
  done <<<"$(find examples -name '*.surety' | sort)"
}

# clock COMMAND…: milliseconds by the clock, once.
clock() {
  local spent TIMEFORMAT='%R'
  spent=$( { time "$@" >"$work/out" 2>&1 </dev/null || true; } 2>&1)
  awk '{ printf "%d", $1 * 1000 }' <<<"$spent"
}

# median NUMBER…: the lower middle one.
median() { printf '%s\n' "$@" | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }'; }

# Times by the clock, so the machine should be quiet. Cold: without the cache. Warm: everything is remembered.
bench_proofs() {
  echo; echo "## Proofs, by the clock"; echo
  echo "\`surety prove\` with $(nproc) jobs, program start included: without the cache (median of three), and once more when everything is remembered;"
  echo "for the broken twins, whose runs have to be found, replayed and made short, the median and the slowest, each measured once."; echo
  echo "| contract | properties | cold | warm | twins | median | slowest |"; echo "|---|---|---|---|---|---|---|"
  local file twin cold warm times all_cold=() all_twins=()
  for file in examples/*/*.surety tests/verify/*/*.surety; do
    cold=$(median "$(clock "$surety" prove --no-cache "$file")" "$(clock "$surety" prove --no-cache "$file")" "$(clock "$surety" prove --no-cache "$file")")
    rm -rf -- "$work/cache"
    clock "$surety" prove --cache "$work/cache" "$file" >/dev/null
    warm=$(clock "$surety" prove --cache "$work/cache" "$file")
    "$surety" prove --cache "$work/cache" --json "$file" >"$work/verdicts" 2>/dev/null </dev/null || true
    times=()
    for twin in "$(dirname "$file")"/broken/*.surety; do
      [ ! -e "$twin" ] || times+=("$(clock "$surety" prove --no-cache "$twin")")
    done
    all_cold+=("$cold")
    all_twins+=("${times[@]}")
    echo "| $file | $(verdicts) | $(shown "$cold") | $(shown "$warm") | ${#times[@]} | $(shown "$(median "${times[@]}")") | $(shown "$(printf '%s\n' "${times[@]}" | sort -n | tail -1)") |"
  done
  echo
  echo "Median cold: $(shown "$(median "${all_cold[@]}")"). Median of all ${#all_twins[@]} twins: $(shown "$(median "${all_twins[@]}")")."
  if [ -x "$build/bin/bench_prove" ]; then echo; echo "## The corpus of obligations, by rung"; echo; "$build/bin/bench_prove"; fi
}

bench_targets() {
  echo; echo "## Compiler"; echo
  echo "\`surety build\` of one target, and of both one after the other; what was proved is remembered from a run before."; echo
  echo "| contract | object | wasm | both | size of the object | of the module |"; echo "|---|---|---|---|---|---|"
  local file object wasm both
  for file in examples/*/*.surety; do
    "$surety" build "$file" --target wasm -o "$work/built.wasm" >/dev/null 2>&1 || continue
    "$surety" build "$file" --target object -o "$work/built.o" >/dev/null 2>&1
    object=$(milliseconds "$surety" build "$file" --target object -o "$work/built.o")
    wasm=$(milliseconds "$surety" build "$file" --target wasm -o "$work/built.wasm")
    both=$(milliseconds sh -c '"$1" build "$2" --target object -o "$3.o" && "$1" build "$2" --target wasm -o "$3.wasm"' sh "$surety" "$file" "$work/built")
    echo "| $file | $(shown "$object") | $(shown "$wasm") | $(shown "$both") | $(size "$work/built.o") | $(size "$work/built.wasm") |"
  done
}

size() { echo "$(($(stat -c %s "$1") / 1024)) KB"; }

bench_engines() {
  echo; echo "## Compiled contract"; echo
  "$build/bin/bench_engines"
  echo; echo "## Finding accounts"; echo
  echo "The accounts of perp-1 below maintenance, per account scanned; all ways find the same. Processor time, median of seven."
  echo "The object for every x86-64 machine:"; echo
  "$build/bin/bench_scan"
  echo; echo "Built with \`--cpu host\`:"; echo
  "$build/bin/bench_scan_host"
}

# number KEY FILE: a number in a line of JSON.
number() { grep -oE "\"$1\": ?[0-9.]+" "$2" | sed 's/.*: *//'; }

# row NAME NS BASE: a line of the table, with the ratio to BASE.
row() { awk -v name="$1" -v ns="$2" -v base="$3" 'BEGIN { printf "| %s | %.1f | %.2f |\n", name, ns, ns / base }'; }

# The C++ by hand as wasm: it needs clang's wasm target and lld.
bench_perp1_wasm() {
  local clang=${CLANG:-clang++-19} base
  if ! command -v "$clang" >/dev/null || ! command -v wasm-ld-19 >/dev/null; then
    echo "| wasm: not measured, \`$clang\` or \`wasm-ld-19\` is not installed | | |"; return
  fi
  "$clang" --target=wasm32 -std=c++20 -O3 -nostdlib -ffreestanding -I. -mbulk-memory -msign-ext -Wl,--no-entry \
    -Wl,--export=__heap_base tests/bench/perp1_wasm.cpp -o "$work/perp1_by_hand.wasm"
  node tests/bench/bench_perp1.mjs "$build/tests/bench/bench_perp1.wasm" "$work/perp1_by_hand.wasm" "$work/perp1.stream" > "$work/perp1_wasm"
  base=$(number by_hand_ns "$work/perp1_wasm")
  row "wasm in node $(node --version | tr -d v): C++ by hand" "$base" "$base"
  row "wasm in node: compiled, batch" "$(number compiled_ns "$work/perp1_wasm")" "$base"
}

bench_perp1() {
  echo; echo "## perp-1"; echo
  "$build/bin/bench_perp1" --stream "$work/perp1.stream" > "$work/perp1"
  "$build/bin/bench_perp1_checked" > "$work/perp1_checked"
  "$build/bin/bench_perp1_wide" > "$work/perp1_wide"
  local base
  base=$(number by_hand_ns "$work/perp1")
  echo "$(number transactions "$work/perp1") transactions, $(number accepted "$work/perp1") accepted, checksum $(
    grep -oE '"checksum": ?"[0-9a-f]+"' "$work/perp1" | grep -oE '[0-9a-f]{16}') in every row; medians of 31 rounds for native code"
  echo "and 51 for wasm, in which the contenders take turns. A ratio is to the C++ by hand of the same process."; echo
  echo "| | ns per transaction | ratio |"; echo "|---|---|---|"
  row "native: C++ by hand" "$base" "$base"
  row "native: compiled, batch" "$(number batch_ns "$work/perp1")" "$base"
  row "native: compiled, one call each" "$(number calls_ns "$work/perp1")" "$base"
  row "native: compiled without facts, batch" "$(number batch_ns "$work/perp1_checked")" "$(number by_hand_ns "$work/perp1_checked")"
  row "native: compiled, sizes up to 10^30 and so 256-bit products, batch" "$(number batch_ns "$work/perp1_wide")" "$(number by_hand_ns "$work/perp1_wide")"
  bench_perp1_wasm
  echo
  echo "Every account looked at after a price, and liquidated where it must be: C++ by hand $(number by_hand_mark_ns "$work/perp1") ns an account,"
  echo "one call of the compiled \`liquidate\` each $(number calls_mark_ns "$work/perp1") ns."
}

# spent_seconds COMMAND…: processor time and time by the clock, "U W".
spent_seconds() {
  local TIMEFORMAT='%U %S %R'
  { time "$@" > "$work/cold" 2>&1; } 2>&1 | awk '{ printf "%d %d", $1 + $2, $3 }'
}

bench_cold() {
  local clone=$work/clone build_cpu build_clock test_cpu test_clock
  rm -rf -- "$clone"
  git clone -q . "$clone"
  read -r build_cpu build_clock <<<"$(CCACHE_DISABLE=1 spent_seconds "$clone/dev" build)"
  read -r test_cpu test_clock <<<"$(CCACHE_DISABLE=1 spent_seconds "$clone/dev" test)"
  echo; echo "## This repository"; echo
  echo "In a fresh clone, without the compiler cache; processor time, and time by the clock on the $(nproc) cores of that moment."; echo
  echo "| | processor | clock |"; echo "|---|---|---|"
  echo "| \`./dev build\` | $build_cpu s | $build_clock s |"
  echo "| \`./dev test\` after it: the tests compiled, $(sed -n 's/.*tests passed.* out of //p' "$work/cold") tests run | $test_cpu s | $test_clock s |"
}

machine
if [ "${2:-}" = prove ]; then
  bench_proofs
  exit 0
fi
bench_check
bench_prove
bench_targets
[ ! -x "$build/bin/bench_engines" ] || bench_engines
[ ! -x "$build/bin/bench_perp1" ] || bench_perp1
[ "${2:-}" != cold ] || bench_cold
