// habits.cpp -- see habits.h.
#include "compiler/syntax/habits.h"

#include <map>

#include "compiler/syntax/expected.h"
#include "compiler/syntax/numerals.h"

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

// A mistake is looked for near the place where it stopped the parser: lines may be long.
constexpr int farthest = 32;

bool touches(const antlr4::Token* before, const antlr4::Token* after) {
  return before != nullptr && after != nullptr && before->getStopIndex() + 1 == after->getStartIndex();
}

// The numbers and commas around the place that stand without a space between them.
std::string numbers_and_commas(const Stop& stop) {
  const auto belongs = [&](int distance) {
    return stop.near(distance, Grammar::NUMBER) || stop.near(distance, Grammar::COMMA);
  };
  if (!belongs(0)) return "";
  int begin = 0;
  while (begin > -farthest && belongs(begin - 1) && touches(stop.at(begin - 1), stop.at(begin))) --begin;
  std::string text = stop.at(begin)->getText();
  for (int next = begin + 1; next < farthest && belongs(next) && touches(stop.at(next - 1), stop.at(next)); ++next)
    text += stop.at(next)->getText();
  return text;
}

// `2100` or `2100 USD/ETH` at that distance; of anything else only that there is something.
std::string quantity(const Stop& stop, int distance) {
  if (!stop.near(distance, Grammar::NUMBER)) return "…";
  std::string text = stop.at(distance)->getText();
  const auto on_line = [&](int where) {
    return stop.near(where, Grammar::ID) && stop.at(where)->getLine() == stop.at(distance)->getLine();
  };
  if (!on_line(distance + 1)) return text;
  text += " " + stop.at(distance + 1)->getText();
  const bool goes_on = stop.near(distance + 2, Grammar::SLASH) && on_line(distance + 3);
  return goes_on ? text + "/" + stop.at(distance + 3)->getText() : text;
}

std::string call_by(const antlr4::Token* party, const antlr4::Token* action) {
  return "who calls stands before a colon: `" + party->getText() + ": " + action->getText() + "(…)`";
}

// A phrase is told by the token that was found and by what stands around it; the first row that fits answers.
struct Phrase {
  bool (*written)(const Stop& stop);
  const char* instead;
};

// Whether the block of such a statement should begin here.
template <class Statement>
bool block_of(const Stop& stop) {
  const auto* block = dynamic_cast<Grammar::BlockContext*>(stop.parser()->getContext());
  const auto* around = block != nullptr ? block->parent : stop.parser()->getContext();
  return stop.may_be(Grammar::BRACE_OPEN) && dynamic_cast<const Statement*>(around) != nullptr;
}

constexpr Phrase phrases[] = {
    // require a else { … }
    {[](const Stop& s) {
       return s.is(Grammar::BRACE_OPEN) && s.near(-1, Grammar::ELSE) && s.line_has(Grammar::REQUIRE);
     },
     "what an action reverts with is a name, and nothing happens then: `require CONDITION else NAME`"},
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
    // for m in Market move x from …
    {[](const Stop& s) { return !s.is(Grammar::DOTS) && block_of<Grammar::ForStatementContext>(s); },
     "what happens for each stands in braces: `for m in ENUM { … }`"},
    // if a move x from …
    {[](const Stop& s) { return block_of<Grammar::IfStatementContext>(s); },
     "what happens under a condition stands in braces: `if CONDITION { … }`"},
    // b(x), in an action
    {[](const Stop& s) { return s.may_be(Grammar::PLUS_ASSIGN) && s.near(-1, Grammar::PAREN_CLOSE); },
     "a call alone is no statement: an action calls no other; what several of them compute is a `fn`, whose value is "
     "used: `let y = f(…)`"},
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

antlr4::Token* power_of_ten(const Stop& stop) {
  for (int distance = 0; distance > -farthest && stop.at(distance) != nullptr; --distance) {
    antlr4::Token* const word = stop.at(distance);
    const antlr4::Token* const number = stop.at(distance - 1);
    if (number == nullptr || number->getLine() != stop.found()->getLine()) return nullptr;
    const bool joined = number->getType() == Grammar::NUMBER && touches(number, word);
    if (joined && !without_exponent(number->getText(), word->getText()).empty()) return word;
  }
  return nullptr;
}

std::string number_elsewhere(const Stop& stop) {
  if (const auto number = thousands_with_commas(numbers_and_commas(stop)))
    return "thousands are separated by `_`: `" + number->instead + "`";
  const std::string text = stop.found()->getText();
  const auto date =
      stop.is(Grammar::STRING) ? date_of(std::string_view(text).substr(1, text.size() - 2)) : std::nullopt;
  if (!date) return "";
  return "a time is in seconds since the beginning of 1970: that day began at `" + seconds_of(*date) +
         "`; with `use std.time` it is computed: `" + call_of(*date) + "`";
}

std::string step_elsewhere(const Stop& stop) {
  if (stop.within<Grammar::TestDeclContext>() == nullptr) return "";
  const antlr4::Token* const before = stop.at(-1);
  // mark = 2100
  if (stop.is(Grammar::ASSIGN) && stop.may_be(Grammar::BECOMES) && !stop.line_has(Grammar::EXPECT)) {
    if (before->getText() == "now") return "time passes by `wait`: `wait 60s`";
    const bool element = stop.near(-1, Grammar::BRACKET_CLOSE) && stop.at(-4) != nullptr;
    const std::string name = element ? stop.at(-4)->getText() + "[" + stop.at(-2)->getText() + "]" : before->getText();
    return "in a test a price changes by `becomes`: `" + name + " becomes " + quantity(stop, 1) + "`";
  }
  // alice.withdraw(…); where `alice` was taken for the unit of the number before it, the `(` is what stops
  const bool next_step = is_name(stop.found()->getType()) && stop.may_be(Grammar::WAIT) && stop.at(1) != nullptr;
  if (next_step && is_name(stop.at(1)->getType()) && stop.near(2, Grammar::PAREN_OPEN))
    return call_by(stop.found(), stop.at(1));
  const bool dot = stop.is(Grammar::DOT) && stop.may_be(Grammar::COLON) && stop.at(1) != nullptr;
  if (dot) return call_by(before, stop.at(1));
  const bool opens = stop.is(Grammar::PAREN_OPEN);
  if (opens && stop.near(-2, Grammar::DOT) && stop.at(-3) != nullptr) return call_by(stop.at(-3), before);
  // withdraw(…), alice withdraw(…)
  if (opens && stop.may_be(Grammar::COLON)) return "say who calls: `alice: " + before->getText() + "(…)`";
  if (is_name(stop.found()->getType()) && stop.may_be(Grammar::COLON) && stop.near(1, Grammar::PAREN_OPEN))
    return call_by(before, stop.found());
  return "";
}

std::string foreign_phrase(const Stop& stop) {
  for (const Phrase& phrase : phrases)
    if (phrase.written(stop)) return phrase.instead;
  return "";
}

}  // namespace surety::syntax
