// habits.cpp -- see habits.h.
#include "compiler/syntax/habits.h"

#include <map>

#include "compiler/syntax/expected.h"

namespace surety::syntax {

using Grammar = grammar::SuretyParser;

namespace {

constexpr const char* code =
    "functions are written `fn name(…) -> TYPE = expression`, transactions `action name(…) { … }`";
constexpr const char* constant =
    "a value that never changes is written `fn name() -> TYPE = …`, a name for a value in an action `let x = …`";
constexpr const char* events = "payments are events already, and there are no others: leave it out";
constexpr const char* paying = "money is moved: `move AMOUNT from PLACE to caller`, or to `wallet(party)`";
constexpr const char* reverting = "an action reverts where a condition does not hold: `require CONDITION else NAME`";
constexpr const char* stored = "stored state is written `state x : TYPE = …`, a name for a value `let x = …`";
constexpr const char* callers =
    "anybody may call an action, or the holder of a role alone: `action name(…) by ROLE { … }`";
constexpr const char* reused = "what contracts share stands in a module, read with `use`: `use std.margin`";

// A phrase is told by the token that was found and by what stands around it; the first row that fits answers.
struct Phrase {
  bool (*written)(const Stop& stop);
  const char* instead;
};

constexpr Phrase phrases[] = {
    // fn f(x: USD) -> USD { return x }
    {[](const Stop& s) { return s.is(Grammar::BRACE_OPEN) && s.may_be(Grammar::ENSURES); },
     "a function is one expression after `=`, without `return`: `fn name(…) -> TYPE = expression`"},
    // fn f(x: USD) -> USD = return x
    {[](const Stop& s) { return s.near(-1, Grammar::ID) && s.at(-1)->getText() == "return" && !s.begins_line(); },
     "what a function gives stands after `=`, without `return`"},
    // fn f(x: USD) : USD = x
    {[](const Stop& s) { return s.may_be(Grammar::ARROW); },
     "what a function gives stands after `->`: `fn name(…) -> TYPE = expression`"},
    // action a() -> USD { … }
    {[](const Stop& s) { return s.is(Grammar::ARROW) && s.may_be(Grammar::WHEN); },
     "an action returns nothing; what others read is a `fn name(…) -> TYPE = expression`"},
    // fn f(USD x), action a(x USD)
    {[](const Stop& s) {
       return s.is(Grammar::ID) && s.may_be(Grammar::COLON) && s.directly_in<Grammar::ParameterContext>();
     },
     "a parameter is written `name: TYPE`"},
    // if a { b } else { c } as a value
    {[](const Stop& s) { return s.is(Grammar::BRACE_OPEN) && s.may_be(Grammar::THEN); },
     "a choice of values is written `if CONDITION then A else B`"},
    // x++
    {[](const Stop& s) { return s.is(Grammar::PLUS) && s.near(1, Grammar::PLUS) && s.may_be(Grammar::PLUS_ASSIGN); },
     "`x++` is written `x += 1`, with the unit of `x`: `x += 1 USD`"},
    {[](const Stop& s) { return s.is(Grammar::MINUS) && s.near(1, Grammar::MINUS) && s.may_be(Grammar::PLUS_ASSIGN); },
     "`x--` is written `x -= 1`, with the unit of `x`: `x -= 1 USD`"},
    // x *= 2
    {[](const Stop& s) { return (s.is(Grammar::STAR) || s.is(Grammar::SLASH)) && s.may_be(Grammar::PLUS_ASSIGN); },
     "only `+=` and `-=` are short forms: write `x = x * …`"},
    // let x := 1, state x : USD := 1 USD
    {[](const Stop& s) {
       return (s.is(Grammar::ASSIGN) && s.near(-1, Grammar::COLON)) ||
              (s.is(Grammar::COLON) && s.near(1, Grammar::ASSIGN));
     },
     "`:=` is written `=`"},
    // state x = 1 USD
    {[](const Stop& s) { return s.is(Grammar::ASSIGN) && s.may_be(Grammar::COLON) && s.may_be(Grammar::BRACKET_OPEN); },
     "what is stored has a type: `name : TYPE = …`"},
    // uint x = 1, in an action
    {[](const Stop& s) { return s.is(Grammar::ID) && s.near(1, Grammar::ASSIGN) && s.may_be(Grammar::PLUS_ASSIGN); },
     "a name for a value is written `let x = …`"},
    // for i in 1 .. 10 { … }
    {[](const Stop& s) {
       return s.directly_in<Grammar::ForStatementContext>() || (s.is(Grammar::DOTS) && s.line_has(Grammar::FOR));
     },
     "`for` goes through the constants of an enum, or the elements of a list: `for m in ENUM { … }`"},
    // require(a, "text"), require a, else Bad
    {[](const Stop& s) { return s.is(Grammar::COMMA) && s.line_has(Grammar::REQUIRE); },
     "there is no comma: `require CONDITION else NAME`, where NAME is what the action reverts with"},
    // require a else "text"
    {[](const Stop& s) { return s.is(Grammar::STRING) && s.near(-1, Grammar::ELSE); },
     "what an action reverts with is a name, not a text: `require CONDITION else NAME`"},
    // move x to p
    {[](const Stop& s) { return s.may_be(Grammar::FROM) && s.directly_in<Grammar::MoveStatementContext>(); },
     "money moves from one place to another: `move AMOUNT from caller to PLACE`"},
    // expect a = b
    {[](const Stop& s) { return s.is(Grammar::ASSIGN) && s.line_has(Grammar::EXPECT); },
     "to compare two values, write `==`"},
};

}  // namespace

std::string foreign_word(const std::string& word) {
  static const std::map<std::string, std::string> words = {
      {"return", "an action returns nothing; a function is written `fn name(…) -> TYPE = expression`"},
      {"var", "a name for a value is written `let x = …`, stored state `state x : TYPE = …`"},
      {"const", constant},
      {"constant", constant},
      {"function", code},
      {"def", code},
      {"func", code},
      {"while", "there are no unbounded loops; `for m in ENUM { … }` runs over an enumeration"},
      {"import", "modules are imported with `use`: `use std.margin`"},
      {"struct",
       "rows of state are written `account Name { … }`, what a function gives back `record Name { a: TYPE, … }`"},
      {"event", events},
      {"emit", events},
      {"mapping", "rows by party are written `account Name { … }`"},
      {"pay", paying},
      {"send", paying},
      {"transfer", paying},
      {"throw", reverting},
      {"revert", reverting},
      {"error", reverting},
      {"modifier", "what an action asks for stands in it: `by ROLE`, `when PHASE`, `require CONDITION else NAME`"},
      {"constructor",
       "a contract begins with what its states say: `state x : TYPE = …`; what is chosen for it is a `param`"},
      {"elif", "write `else if`"},
      {"elseif", "write `else if`"},
      {"uint", stored},
      {"uint256", stored},
      {"int", stored},
      {"int256", stored},
      {"address", stored},
      {"string", "there are no texts; what has a few values is an `enum Name { A, B }`"},
      {"public", callers},
      {"external", callers},
      {"payable", "money comes in where an action moves it: `move AMOUNT from caller to PLACE`"},
      {"internal", "what several actions compute is a `fn`; all of its callers are in the contract"},
      {"private", "what several actions compute is a `fn`; all of its callers are in the contract"},
      {"interface", reused},
      {"library", reused},
  };
  const auto found = words.find(word);
  return found == words.end() ? "" : found->second;
}

std::string foreign_phrase(const Stop& stop) {
  for (const Phrase& phrase : phrases)
    if (phrase.written(stop)) return phrase.instead;
  return "";
}

}  // namespace surety::syntax
