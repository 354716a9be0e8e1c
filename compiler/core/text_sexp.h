// text_sexp.h -- S-expressions: the skin of core text. Reading, laying out, and nothing about contracts.
//
// An atom is a bare word or a quoted name; a list is parenthesised; `;` starts a comment. Quoted atoms are always
// names, so a name may look like anything: "OutOfRange(Trader.size)".
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::core {

struct Sexp {
  std::string text;         // of an atom
  std::vector<Sexp> items;  // of a list
  bool list = false;
  bool quoted = false;
  unsigned line = 0;  // 1-based, where it begins
};

/// What is wrong with a text; caught by parse_text.
struct TextFault {
  unsigned line;
  std::string message;
};

/// The only S-expression of a text. Throws TextFault, also where lists nest deeper than 1000.
Sexp read_sexp(std::string_view text);

/// On one line where 110 columns suffice; else head and leading atoms on the first line, the rest one per line below.
std::string lay_out(const Sexp& sexp);

/// A word as it stands.
Sexp word(std::string text);
/// A name: quoted where it would not read back as a bare word.
Sexp name_atom(const std::string& name);
/// What is written between the braces of `list_of({...})`, to be moved from: a list in braces would copy whole trees at
/// each level.
struct Item {
  Item(Sexp sexp) : value(std::move(sexp)) {}  // NOLINT(google-explicit-constructor): braces read best
  mutable Sexp value;
};
Sexp list_of(std::initializer_list<Item> items);

/// A type that is a sort and nothing more.
Type plain_type(Sort sort);

/// Local -> type, where a step declares it or an enclosing node binds it.
using LocalTypes = std::vector<std::optional<Type>>;
void set_local_type(LocalTypes& types, LocalId local, Type type);

/// The type a node has unless the text says otherwise; printer and parser ask the same function, so only the
/// exceptions are written. Children already carry their types.
Type usual_type(const Contract& contract, const decltype(Expr::node)& node, const LocalTypes& locals);

}  // namespace surety::core
