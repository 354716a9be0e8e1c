#!/usr/bin/env bash
# check_test_names.sh -- no Catch2 case has a name that ctest would tear apart.
#
# catch_discover_tests hands each name to CMake as a list and back to the program as an argument: a `;` makes two tests of
# which neither runs anything, a `-` in front is taken for an option.
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."

found=$(grep -rnE --include='*.cpp' --include='*.h' 'TEST_CASE\("(-|[^"]*;)' tests)
if [ -n "$found" ]; then
  printf '%s\n' "$found"
  echo "rename these cases: no semicolon in a name, and no dash in front"
  exit 1
fi
