// instances.h -- a module made for its use: its parameters replaced by what `use` gives, its names prefixed.
//
//   module std.market(Base: unit, Quote: asset) { oracle mark : Quote/Base @ 4 { … } }
//   use std.market(ETH, USD) as eth                   oracle eth_mark : USD/ETH @ 4 { … }
//
// Both are done to the names in the syntax tree, before anything is checked: everything after sees ordinary
// declarations.
#pragma once

#include <map>
#include <string>

#include "compiler/syntax/ast.h"

namespace surety::check {

/// From a name in a module's text to the name it stands for.
using Renaming = std::map<std::string, std::string>;

/// Every name that the module declares, with `prefix_` before it.
Renaming prefixed(const syntax::Unit& module, const std::string& prefix);
/// Replaces names wherever they stand for something declared: not members of rows and records, nor errors. A parameter
/// or a `let` of that name is renamed with what stands for it, so nothing changes what it means.
void rename(syntax::Unit& module, const Renaming& renaming);

/// "unit", "asset", "account": what kind of thing a declaration makes, as in the head of a module; empty for others.
std::string kind_of(const syntax::Declaration& declaration);
/// The name that a declaration declares; null where it declares none.
const syntax::Name* name_of(const syntax::Declaration& declaration);

}  // namespace surety::check
