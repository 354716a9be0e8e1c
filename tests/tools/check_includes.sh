#!/usr/bin/env bash
# check_includes -- the dependency rules of docs/ARCHITECTURE.md that one can see in #include lines.
set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/files.sh"

# One rule a line: folder of the including file | included path | verdict. The first row that matches decides.
# Both patterns are extended regular expressions, anchored at the start.
rules='
compiler/core/            | compiler/core/                    | yes
compiler/core/            | compiler/source/span\.h           | yes
compiler/core/            | (compiler|verifier|codegen|runtime|cli)/ | core includes nothing above it
verifier/solver/          | (z3|cvc5)                         | yes
tests/unit/verifier/plain_z3 | z3                             | yes
.*                        | (z3(\+\+|_[a-z]+)?\.h|cvc5/)      | solver headers stay in verifier/solver
codegen/                  | (llvm|llvm-c|lld)/                | yes
.*                        | (llvm|llvm-c|lld)/                | LLVM headers stay in codegen
compiler/syntax/          | (antlr4-|Surety(Lexer|Parser|BaseVisitor|Visitor)) | yes
.*                        | (antlr4-|Surety(Lexer|Parser|BaseVisitor|Visitor)) | ANTLR headers stay in compiler/syntax
(cli|tests|examples)/     | .*                                | yes
.*                        | (cli|tests)/                      | nothing includes the program or the tests
verifier/recheck/         | verifier/recheck/                 | yes
verifier/recheck/         | (compiler|verifier|codegen|runtime)/ | the checker of certificates shares nothing with the prover
compiler/                 | (verifier|codegen|runtime)/       | the compiler knows neither verifier nor back ends
verifier/trace/           | runtime/engine/                   | yes
verifier/                 | (codegen|runtime)/                | the verifier sees core, not the back ends
codegen/                  | (verifier|runtime)/               | code generation sees core alone
runtime/                  | (verifier|codegen)/               | the runtime sees core, not verifier or code generation
'

includes=$(repository_files cpp h | tr '\n' '\0' | xargs -0 grep -HE '^#include' |
  sed -E 's/^([^:]*):#include ([<"])([^>"]*).*/\1 \2 \3/')

broken=$(awk -v rules="$rules" '
  BEGIN {
    n = split(rules, line, "\n")
    for (i = 1; i <= n; ++i) {
      if (split(line[i], part, / +\| +/) != 3) continue
      ++count; from[count] = "^" part[1]; to[count] = "^" part[2]; verdict[count] = part[3]
    }
  }
  { for (i = 1; i <= count; ++i)
      if ($1 ~ from[i] && $3 ~ to[i]) { if (verdict[i] != "yes") print $1 ": includes " $3 ": " verdict[i]; next } }
' <<<"$includes")

# Project headers are named from the repository root.
while read -r file quote header; do
  [ "$quote" = '"' ] || continue
  case "$file $header" in *" Surety"*.h | *_compiled.h* | examples/*) continue ;; esac # made by ANTLR, made by surety
  [ -f "$header" ] || broken+=$'\n'"$file: no file $header; project headers are named from the repository root"
done <<<"$includes"

# Mutable globals and function statics. `static` functions and constants are fine, and so is the lock around lld, which
# keeps its own state in globals.
globals=$(repository_files cpp h | grep -v '^tests/' | tr '\n' '\0' |
  xargs -0 grep -HnE '^ *(static|inline|thread_local|static thread_local) +[A-Za-z_:][A-Za-z0-9_:<>, *&]* +[a-z_][a-z0-9_]*( *=|;|\{)' |
  grep -vE ':[0-9]+: *(static|inline|thread_local)[a-z_ ]* (const|constexpr|consteval|constinit const)\b|[^<>]* operator' |
  grep -v '^codegen/lld.cpp:.* std::mutex one_at_a_time;' || true)
[ -z "$globals" ] || broken+=$'\n'"mutable globals (pass a const object along instead):"$'\n'"$globals"

broken=$(sed '/^$/d' <<<"$broken")
if [ -n "$broken" ]; then printf '%s\n' "$broken"; exit 1; fi
echo "$(wc -l <<<"$includes") includes"
