#!/usr/bin/env bash
# check_links -- relative links in Markdown lead to files, and docs/ARCHITECTURE.md names every folder and no other.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

failed=0
complain() { echo "$@"; failed=1; }

links=0
while IFS= read -r page; do
  while IFS= read -r target; do
    [ -n "$target" ] || continue
    case "$target" in http:*|https:*|mailto:*|'#'*) continue ;; esac
    links=$((links + 1))
    path=${target%%#*}
    case "$path" in /*) path=.$path ;; *) path=$(dirname -- "$page")/$path ;; esac
    [ -e "$path" ] || complain "$page: the link to $target leads nowhere"
  done <<<"$(awk '/^ *```/ { code = !code } !code' "$page" | { grep -oE '\]\([^) ]+' || true; } | sed 's/^](//')"
done <<<"$(repository_files md)"

map=docs/ARCHITECTURE.md
if [ -f "$map" ]; then
  while IFS= read -r folder; do
    [ -d "$folder" ] || complain "$map names $folder, which is not there"
  done <<<"$(grep -oE '`[a-z_][a-z0-9_/]*/`' "$map" | tr -d '`' | sort -u)"
  while IFS= read -r folder; do
    grep -qF "\`$folder/\`" "$map" || complain "$map does not name $folder/: add it with a sentence"
  done <<<"$(repository_files cpp h | grep -v '^tests/' | xargs -d '\n' dirname | sort -u | grep -v '^\.$')"
fi

[ "$failed" = 0 ] && echo "$links links"
exit "$failed"
