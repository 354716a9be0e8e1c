#!/usr/bin/env bash
# check_codes -- every diagnostic of compiler/source/messages has its own code, is reported somewhere, is explained, and is shown by a
# golden: an error that no test has seen is a guess.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

registry=compiler/source/messages
rows=$(sed -nE 's/^ *MESSAGE\(([a-z0-9_]+), *(error|warning), *"(S[0-9]{4})".*/\1 \3/p' "$registry"/*.def)
[ -n "$rows" ] || { echo "$registry has no rows"; exit 1; }

failed=0
complain() { echo "$@"; failed=1; }

[ "$(cat -- "$registry"/*.def | grep -cE '^ *MESSAGE\(')" = "$(wc -l <<<"$rows")" ] ||
  complain "$registry: a row that does not start with MESSAGE(name, error|warning, \"S0000\", …"
for twice in $(awk '{print $1; print $2}' <<<"$rows" | sort | uniq -d); do complain "$registry: $twice stands twice"; done

mapfile -t sources <<<"$(repository_files cpp h | grep -v '^tests/')"
used=$(cat -- "${sources[@]}" | grep -oE 'Message::[a-z0-9_]+' | sort -u || true)
shown=$(find tests -type f \( -path 'tests/golden/*' -o -path 'tests/unit/*' \) -print0 | xargs -0 cat |
  grep -oE 'S0[0-9]{3}|Message::[a-z0-9_]+' | sort -u || true)
while read -r name code; do
  grep -qx "Message::$name" <<<"$used" || complain "$code $name is reported nowhere: report it or remove its row"
  grep -qxE "$code|Message::$name" <<<"$shown" || complain "$code $name is in no golden: add a case under tests/golden"
done <<<"$rows"

[ "$failed" = 0 ] && echo "$(wc -l <<<"$rows") diagnostics"
exit "$failed"
