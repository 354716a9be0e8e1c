// mutant.h -- planted bugs: a contract's text with one small mistake, of the kinds that cost money.
//
// Whether a contract's properties say enough is seen by making it wrong and looking whether they notice (DeMillo,
// Lipton and Sayward, "Hints on test data selection", 1978). A mutant is an edit of the author's own text, made from
// the syntax tree with its spans: so it is shown as a line before and after, and goes through the whole front end like
// anything else. Only what runs is changed (actions, the functions they call, oracles, breakers, `where`), never a
// property.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/core/contract.h"
#include "compiler/source/source_map.h"

namespace surety::mutate {

enum class Operator : std::uint8_t {
#define OPERATOR(name, word, explanation) name,
#include "compiler/mutate/operator.def"
#undef OPERATOR
};

struct OperatorInfo {
  std::string_view word;         // "drop-require"
  std::string_view explanation;  // "a `require` or a `where` is left out"
};
const OperatorInfo& info(Operator op);
/// The words of all operators, in the order of operator.def.
std::vector<std::string> operator_words();
std::optional<Operator> find_operator(std::string_view word);

/// The bytes of `span` are replaced.
struct Edit {
  source::Span span;
  std::string replacement;
};

struct Mutant {
  std::string id;           // "withdraw/boundary#2": the same for the same text, whatever else is asked for
  Operator op{};            // which mistake
  std::string declaration;  // of the action, function, oracle, parameter clause it is in
  source::Span span;        // what was changed
  std::vector<Edit> edits;  // ascending, apart from each other
};

/// A guess at what a statement of an action promises: `rule …: after TARGET: CONDITION`, in the contract's own names.
/// Whoever shows it to people proves it first.
struct Claim {
  std::string action;     // "withdraw"
  std::string target;     // "withdraw(amount)"
  std::string condition;  // "my.quote == before(my.quote - amount)"
  source::Span span;      // of the statement it was read from
  bool operator==(const Claim&) const = default;
};

/// What can be planted in a file, and what rules might notice it; both in the order of the text.
struct Plan {
  std::vector<Mutant> mutants;
  std::vector<Claim> claims;
};

/// A line of the file, before and after.
struct Change {
  unsigned line = 0;
  std::string before;
  std::string after;  // empty: removed
};

/// All mutants of a contract's file. `contract` is what `text` compiles to; its spans give the units of amounts.
/// Nothing where the text does not parse. Modules that the file uses are not mutated.
Plan plan(std::string_view text, const core::Contract& contract);
/// `text` with the edits made.
std::string edited(std::string_view text, const std::vector<Edit>& edits);
/// What a reader is shown of it. Several lines are joined to one.
Change change_of(std::string_view text, const Mutant& mutant);

}  // namespace surety::mutate
