#!/usr/bin/env bash
# check_leaks -- tracked files speak of the product alone: no paths of somebody's machine, no host of a private registry,
# no leftovers of an unfinished edit.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

# The brackets keep this file from finding itself.
machine='(^|[^A-Za-z0-9_.])/(wor[k]|hom[e]/[a-z]+|roo[t]|Use[r]s|var/tm[p]|tm[p])/'
hosts='[a-z0-9.-]+\.(interna[l]|loca[l]|cor[p]|la[n])\b(:[0-9]+)?/|(localhos[t]|127\.0\.0\.[1]):[0-9]{4}/(npm|simple|pypi)'
leftovers='^(<<<<<<[<] |>>>>>>[>] |=====[=]=$)'

failed=0
for pattern in "$machine" "$hosts" "$leftovers"; do
  found=$(repository_files | grep -vE '\.(png|ico|woff2?|wasm|lock)$|^LICENSE$|package-lock\.json$' | tr '\n' '\0' | xargs -0 grep -HnIE "$pattern" || true)
  [ -z "$found" ] || { cut -c1-200 <<<"$found"; failed=1; }
done
[ "$failed" = 0 ] && echo "$(repository_files | wc -l) files" || echo "these lines do not belong into the repository"
exit "$failed"
