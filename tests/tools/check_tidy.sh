#!/usr/bin/env bash
# check_tidy BUILD [--all] -- clang-tidy finds nothing in the sources that changed: those of the working tree and of the last
# commit, eight at most; with --all, in every source of the program. A file that passed is not looked at again until it, a
# header it includes or .clang-tidy changes.
#
# The whole program takes minutes, which is why the tests look only at what changed; ./dev tidy looks at everything.
set -euo pipefail
build=$(cd -- "$1" && pwd)
scope=${2:-changed}
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

tidy=${CLANG_TIDY:-clang-tidy-19}
command -v "$tidy" >/dev/null || { echo "$tidy is not installed: apt-get install clang-tidy-19"; exit 1; }
passed="$build/tidy"
mkdir -p -- "$passed"

changed_files() {
  { git diff --name-only HEAD; git diff --name-only HEAD~1 HEAD; git ls-files --others --exclude-standard; } 2>/dev/null | sort -u
}

sources() {
  if [ "$scope" = --all ]; then repository_files cpp; else changed_files | grep '\.cpp$' | head -n 8; fi |
    while IFS= read -r file; do
      # Only what this build compiles can be looked at; tests are made of macros that are not ours.
      case "$file" in tests/*) continue ;; esac
      [ -f "$file" ] && grep -qF "/$file\"" "$build/compile_commands.json" && printf '%s\n' "$file"
    done
}

# The contents of a file, of every project header the compiler saw in it, and of the configuration, as one hash.
fingerprint() {
  { cat -- .clang-tidy "$1"
    ninja -C "$build" -t deps "$(object_of "$1")" 2>/dev/null | grep -oE '(compiler|verifier|codegen|runtime|cli)/[a-z0-9_/.]+\.(h|def)$' |
      sort -u | while IFS= read -r header; do [ ! -f "$header" ] || cat -- "$header"; done
  } | sha256sum | cut -d ' ' -f 1
}

object_of() { awk -v file="/$1\"" '/"command"/ { match($0, / -o [^ ]+/); object = substr($0, RSTART + 4, RLENGTH - 4) }
                                   index($0, "\"file\"") && index($0, file) { print object; exit }' "$build/compile_commands.json"; }

look_at() {
  local file=$1 key output
  key=$(fingerprint "$file")
  [ -e "$passed/$key" ] && return 0
  if output=$("$tidy" --quiet -p "$build" --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-deprecated-declarations \
      "$file" 2>&1); then
    touch -- "$passed/$key"
  else
    grep -vE 'warnings? (and [0-9]+ errors? )?generated|^Suppressed|^Use -header-filter|^Error while processing' <<<"$output"
    return 1
  fi
}

export -f look_at fingerprint object_of
export build tidy passed
mapfile -t files <<<"$(sources)"
[ -n "${files[0]}" ] || { echo "no changed sources; ./dev tidy looks at all"; exit 0; }
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'look_at "$1"' look_at
echo "${#files[@]} files"
