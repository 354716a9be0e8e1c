#!/usr/bin/env bash
# check_format -- every C and C++ file is formatted by .clang-format; `--fix` formats them in place.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

formatter=${CLANG_FORMAT:-clang-format-19}
command -v "$formatter" >/dev/null || { echo "$formatter is not installed: apt-get install clang-format-19"; exit 1; }

options=(--dry-run --Werror)
[ "${1:-}" != --fix ] || options=(-i)

mapfile -t files <<<"$(repository_files c cpp h)"
if ! messages=$(printf '%s\0' "${files[@]}" | xargs -0 -n 16 -P 2 "$formatter" "${options[@]}" 2>&1); then
  sed -n 's/:[0-9]*:[0-9]*: error:.*//p' <<<"$messages" | sort | uniq -c | sed 's/^/places to format: /'
  echo "run ./dev fmt"
  exit 1
fi
echo "${#files[@]} files"
