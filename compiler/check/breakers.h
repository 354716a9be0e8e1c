// breakers.h -- `breaker NAME when COND halts a, b for 15m`: actions that rest for a while once something has happened.
//
// A breaker is one hidden cell, `NAME.until`, and ordinary statements: the actions it halts require `now >=
// NAME.until`, and every step that may have made COND true ends by writing `now + 15m` to it where COND holds. Core has
// no node for it, so no reading knows of breakers, and proofs cover both sides because the cell is state like any
// other.
#pragma once

#include "compiler/check/declarations.h"
#include "compiler/check/statements.h"

namespace surety::check {

/// The cell of each breaker, and which actions it halts. Requires all globals and actions to be declared.
void declare_breakers(Context& context, const Declarations& all);
/// What an action begins with: a require for each breaker that halts it.
void require_running(Context& context, Statements& statements, core::StepId action, core::Block& body);
/// What a step ends with: each breaker looks, unless the step wrote nothing of what it reads. `body` is the whole step;
/// what conditions want to know of the state before it is put at its beginning.
void look_at_breakers(Context& context, Statements& statements, core::StepKind kind, core::Block& body);
/// `NAME.until` and `NAME.halted` in an expression.
Value breaker_member(Context& context, Expressions& expressions, const BreakerSymbol& breaker,
                     const syntax::Name& member, Span span);

}  // namespace surety::check
