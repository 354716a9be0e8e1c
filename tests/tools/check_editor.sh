#!/usr/bin/env bash
# check_editor -- every word of the grammar is coloured by the editor's grammar.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

colours=editors/vscode/syntaxes/surety.tmLanguage.json
failed=0
for word in $(grep -oE "^[A-Z_]+ : '[a-z]+'|; [A-Z_]+ : '[a-z]+'" grammar/Surety.g4 | grep -oE "'[a-z]+'" | tr -d "'" | sort -u); do
  # Once among the words that are no unit after a number, once for its colour.
  [ "$(grep -owE "$word" "$colours" | wc -l)" -ge 2 ] || { echo "$colours: \`$word\` of the grammar is not coloured"; failed=1; }
done
exit "$failed"
