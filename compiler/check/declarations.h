// declarations.h -- from the declarations of a contract and its modules to symbols, globals, tables and signatures.
//
// Everything is named before anything is used, so the order of declarations in a file does not matter.
#pragma once

#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/environment.h"

namespace surety::check {

/// A declaration and whether it came from a module.
struct Declared {
  const syntax::Declaration* declaration = nullptr;
  bool imported = false;
};
using Declarations = std::vector<Declared>;

/// All declarations of kind T, in order.
template <class T, class Use>
void for_each(const Declarations& all, Use use) {
  for (const Declared& each : all)
    if (const T* node = std::get_if<T>(&each.declaration->node)) use(*node, each);
}

/// Fills context.symbols, and the contract's assets, units, globals, tables and oracles. Steps are numbered (an
/// action's symbol has its id) but not made.
void declare(Context& context, const Declarations& all);
/// The units, enums, phases and accounts (still without members): what types are made of.
void declare_shapes(Context& context, const Declarations& all);
/// The members of records. Requires the shapes.
void declare_records(Context& context, const Declarations& all);
/// The contract's cells, in the order of core: clock, params, roles, oracles, vaults (and supplies), pots, balances,
/// states, phase.
void declare_globals(Context& context, const Declarations& all);
/// Adds the cell's globals to the contract, and the cell to the symbols (without a name of its own).
const Cell& add_global(Context& context, Cell cell, core::GlobalKind kind);
void declare_members(Context& context, const Declarations& all);
void declare_functions(Context& context, const Declarations& all);
void declare_actions(Context& context, const Declarations& all);
/// Each lemma's signature, and its property with name, variables and an empty claim. Requires that the contract has no
/// properties yet.
void declare_lemmas(Context& context, const Declarations& all);
/// Whose parameters: a function's may be rows and take any number, an action's may be lists.
enum class Takes : std::uint8_t { values, rows, lists };
/// What is declared between parentheses.
std::vector<ParameterSymbol> parameters(Context& context, const std::vector<syntax::Parameter>& given,
                                        Takes takes = Takes::values);
/// The variables of a lemma or of a test for all values as the environment's first locals, each with its range.
void declare_variables(Environment& environment, const std::vector<ParameterSymbol>& variables);
/// False, with a report, where the name is a word of the language or already taken among values and shapes.
bool free_name(Context& context, const syntax::Name& name);

}  // namespace surety::check
