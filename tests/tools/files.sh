# shellcheck shell=bash
# files.sh -- sourced by the repository checks: which files belong to the repository.
#
# git knows; where there is no git (a tarball, a clone owned by somebody else) everything that is not built counts.
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit
export LC_ALL=C

# repository_files EXTENSION…: paths from the repository root, one per line; without arguments all files.
repository_files() {
  { git ls-files --cached --others --exclude-standard 2>/dev/null ||
    find . -type f -not -path './.git/*' -not -path './build*/*' -not -path './.cache/*' -not -path '*/node_modules/*' |
      sed 's|^\./||'; } |
    while IFS= read -r file; do
      [ -f "$file" ] || continue
      [ $# -gt 0 ] || { printf '%s\n' "$file"; continue; }
      for extension in "$@"; do
        case "$file" in *."$extension") printf '%s\n' "$file" ;; esac
      done
    done | sort
}
