// compliance.h -- `comply when EXPR` in the head of an action: who may call it with what.
//
// A require with the error `NotCompliant`, after role, phase and breakers. What makes it more than that is the question
// it raises: whoever can be refused may be locked in. A warning asks for the `can` that answers it.
#pragma once

#include "compiler/check/declarations.h"
#include "compiler/check/statements.h"

namespace surety::check {

void require_compliance(Context& context, Statements& statements, const syntax::Expr& condition, core::Block& body);
/// Warns of actions that pay out, may refuse somebody for compliance, and are the action of no `can`. Requires the
/// properties to be made.
void warn_of_lock_in(Context& context);

}  // namespace surety::check
