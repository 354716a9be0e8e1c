// facts.h -- what functions ensure: `fn f(x: T) -> U where C ensures E = …`.
//
// A proof takes E for the function's body, so that it need not look into a polynomial of degree twenty. E is a lemma of
// its own, proved for every contract that calls the function; or it is trusted, and then stands among the assumptions.
#pragma once

#include "compiler/check/expressions.h"

namespace surety::check {

/// The fact of a function that has one, made at its first call. Its condition is written by make_facts.
std::optional<core::FactId> fact_of(Context& context, const FunctionSymbol& function);
/// Reports what no `ensures` may be: of rows, of any number, of something that is no number.
void check_ensures(Context& context, const FunctionSymbol& function);
/// The conditions of all facts there are, and the lemmas that prove them. After all calls outside of tests.
void make_facts(Context& context);

/// The declarations of all functions that were called and of the records that were made, whose order of members decides
/// what `R(1, 2)` means; in order of text. A module's names stand as what they are in the contract, so that equal texts
/// mean the same.
std::vector<std::string> declarations_in(const Environment& environment);

}  // namespace surety::check
