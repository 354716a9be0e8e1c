// proofs.h -- lemmas, their uses, and assertions to core: what an author says to help a proof along.
//
// The properties of lemmas come first in a contract, so that a `use` in any step knows the number of its lemma before
// the lemma itself is lowered. An `assert` becomes a statement where it stands and, once all steps are made, a property
// of its own.
#pragma once

#include <optional>

#include "compiler/check/declarations.h"
#include "compiler/check/expressions.h"

namespace surety::check {

/// Claim and hints of every lemma, into the properties that declare_lemmas made.
void make_lemmas(Context& context);
/// A property for every `assert` of every action, in order. Requires the steps to be made.
void make_assertions(Context& context);
/// `use lemma(arguments)` where the expressions stand; nullopt and a report where it is wrong.
std::optional<core::Use> use_of_lemma(Context& context, Expressions& expressions, const syntax::Name& lemma,
                                      const std::vector<syntax::Argument>& arguments);

}  // namespace surety::check
