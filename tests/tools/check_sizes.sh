#!/usr/bin/env bash
# check_sizes -- shows the five longest files and functions, and fails over the limits: 500 lines a file, 80 a function.
#
# A block is measured by indentation, which clang-format guarantees: it ends at a `}` and began at the last line with the
# same indent. A block whose first line is not a namespace, a type, an initialiser or control flow is a function.
# Table-like switches may be longer; each is listed below with its reason.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

file_limit=500
function_limit=80

# path function reason
exceptions='
'

mapfile -t files <<<"$(repository_files c cpp h g4 sh mjs js ts def; printf '%s\n' dev .ci/run)"
lengths=$(wc -l -- "${files[@]}" | sed '$d' | sort -rn)

functions=$(repository_files c cpp h | tr '\n' '\0' | xargs -0 awk '
  FNR == 1 { split("", start); split("", text) }
  /^[[:space:]]*$/ || /^#/ || /^[[:space:]]*\/\// { next }
  {
    match($0, /^ */); indent = RLENGTH
    if (substr($0, indent + 1, 1) == "}" && indent in start) {
      head = text[indent]
      if (head ~ /\(/ && head !~ /^ *(\}|namespace|class|struct|enum|union|concept|extern|requires|if|for|while|switch|do|else|case|default|try|return)[^a-z_]/ &&
          head !~ /= *\{/) {
        name = head; sub(/\(.*/, "", name); sub(/.*[ *&]/, "", name)
        if (head ~ /TEST_CASE|SCENARIO/) { name = head; sub(/^[^"]*"/, "", name); sub(/".*/, "", name); gsub(/ /, "_", name) }
        print FNR - start[indent] + 1, FILENAME, name
      }
    }
    if (substr($0, indent + 1, 1) == "}") for (deeper in start) if (deeper + 0 > indent) delete start[deeper]
    start[indent] = FNR; text[indent] = $0
  }' | sort -rn)

echo "longest files:";     sed 5q <<<"$lengths"
echo "longest functions:"; sed 5q <<<"$functions" | sed 's/^/  /'
echo "medians: $(awk '{print $1}' <<<"$lengths" | sort -n | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}') lines a file," \
     "$(awk '{print $1}' <<<"$functions" | sort -n | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}') a function"

failed=0
while read -r lines file; do
  [ "$lines" -le "$file_limit" ] && break
  echo "$file has $lines lines; split it (the limit is $file_limit)"; failed=1
done <<<"$lengths"
while read -r lines file name; do
  [ "${lines:-0}" -le "$function_limit" ] && break
  grep -qF "$file $name " <<<"$exceptions" && continue
  echo "$file: $name has $lines lines; split it, or list a table-like switch in tests/tools/check_sizes.sh"; failed=1
done <<<"$functions"
exit "$failed"
