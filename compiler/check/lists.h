// lists.h -- lists: the parameters of actions that have several elements, up to a number that is written down.
//
// Core knows nothing of lists. `parts: list 3 of Part` becomes the arguments `parts.length`, `parts[1].writer`,
// `parts[1].quantity`, ..., `parts[3].quantity`; loops and folds over it are written out, each element under the
// condition that the list is that long. What stands beyond the length is never looked at.
//
// While checking, a list is a Value whose parts are its length and then its elements. It is named by a parameter or
// written in brackets, and used in a few places only; it never flows through other expressions.
#pragma once

#include <string>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/nodes.h"
#include "compiler/check/types.h"

namespace surety::check {

/// The most elements a list may be declared to have.
constexpr int longest_list = 16;

/// One argument that a parameter becomes.
struct ArgumentCell {
  std::string name;  // "parts[2].quantity"
  std::string what;  // as OutOfRange names it: "parts.quantity"
  ValueType type;
  core::Range range;
  std::string record{};  // of a list's length: what the elements are called, if they are records
};
std::vector<ArgumentCell> cells_of(const Context& context, const ParameterSymbol& parameter);

/// What a parameter's name stands for where its arguments are the locals from `first` on; moves `first` past them.
std::variant<LocalVariable, Row, Value> value_of(Nodes& nodes, const ParameterSymbol& parameter, core::LocalId& first);

/// The type `list 3 of Part` of an action's parameter, with the range of its elements. Error type and a report where it
/// is wrong.
DeclaredType list_type(Context& context, const syntax::TypeExpr& type);

/// The condition that the list has an i-th element; the first is 0.
Value reaches(Nodes& nodes, const Value& list, std::size_t i, Span span);

}  // namespace surety::check
