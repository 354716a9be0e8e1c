#!/usr/bin/env bash
# check_contracts_format -- every contract of the tree is laid out by `surety fmt`, but for inputs that are untidy, or no Surety, on purpose.
# Usage: check_contracts_format.sh SURETY
set -euo pipefail
surety=$(realpath -- "$1")
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

mapfile -t files < <(repository_files surety | grep -v -e '^tests/golden/' -e '^tests/fuzz/' -e '^examples/incidents/rari_2022/broken')
[ "${#files[@]}" -gt 0 ] || { echo "no contract was found"; exit 1; }
if ! "$surety" fmt --check "${files[@]}"; then
  echo "run surety fmt on what is named above"
  exit 1
fi
echo "${#files[@]} contracts"
