#!/usr/bin/env bash
# run.sh BUILD SECONDS -- each fuzzer for some seconds, from its seeds and the examples. A finding is left in BUILD/findings
# and fails the run; feed it to the same program of a normal build to debug it.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

build=$1
seconds=$2
mkdir -p -- "$build/findings"
shopt -s nullglob
fuzzers=("$build"/bin/*_fuzzer)
[ ${#fuzzers[@]} -gt 0 ] || { echo "no fuzzer was built"; exit 1; }
for fuzzer in "${fuzzers[@]}"; do
  name=$(basename -- "$fuzzer")
  corpus="$build/corpus/$name"
  mkdir -p -- "$corpus"
  # libFuzzer does not descend into folders: the examples are copied flat.
  find examples -name '*.surety' | while IFS= read -r file; do cp -- "$file" "$corpus/$(tr / _ <<<"$file")"; done
  folders=("$corpus")
  [ ! -d "tests/fuzz/seeds/$name" ] || folders+=("tests/fuzz/seeds/$name")
  echo "== $name, $seconds s"
  "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 \
    -artifact_prefix="$build/findings/$name-" "${folders[@]}" >"$build/$name.log" 2>&1 || { cat -- "$build/$name.log"; exit 1; }
  grep '^stat::number_of_executed_units' "$build/$name.log"
done
