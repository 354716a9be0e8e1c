// lists.cpp -- an action that takes a list, over the C++ header: tests/verify/exercise_several.
#include <array>
#include <span>
#include <vector>

#include "several_compiled.hpp"
#include "tests/bindings/demand.h"

namespace {

using SeveralPuts::Batch;
using SeveralPuts::Contract;
using SeveralPuts::Error;
using SeveralPuts::Part;
using surety::Party;
using Parts = decltype(SeveralPuts::exercise_arguments::parts);

constexpr Party wendy{1};
constexpr Party will{2};
constexpr Party hal{3};

Contract written() {
  Contract puts;
  puts.instantiate({.caller = {}, .strike = "330", .now = "0"}).or_throw();
  puts.write({.caller = wendy, .quantity = "30", .holder = hal}).or_throw();
  puts.write({.caller = will, .quantity = "30", .holder = hal}).or_throw();
  return puts;
}

/// The contract's own test.
void two_writers_one_exercise() {
  Contract puts = written();
  const auto wrong = puts.exercise({.caller = hal,
                                    .parts = {{.writer = wendy, .quantity = "30"}, {.writer = will, .quantity = "10"}},
                                    .payment = "30"});
  DEMAND(wrong.error() == Error::WrongPayment);
  const auto effects =
      puts.exercise({.caller = hal,
                     .parts = {{.writer = wendy, .quantity = "30"}, {.writer = will, .quantity = "10"}},
                     .payment = "40"})
          .or_throw();
  DEMAND(effects.size() == 2 && effects[1].amount() == "13200");
  puts.exercise({.caller = hal, .parts = {{will, "4"}, {will, "6"}}, .payment = "10"}).or_throw();
  puts.exercise({.caller = hal, .parts = {}, .payment = "0"}).or_throw();
  puts.exercise({.caller = hal}).or_throw();
  puts.take_underlying({.caller = wendy, .amount = "30"}).or_throw();
  puts.take_underlying({.caller = will, .amount = "20"}).or_throw();
  DEMAND(puts.globals().received.units() == 0 && puts.globals().pledged.text() == "3300");
}

void of_what_a_program_has() {
  Contract puts = written();
  const std::vector<Part> one{{.writer = wendy, .quantity = "1"}};
  const std::array<Part, 3> most{Part{wendy, "1"}, Part{wendy, "2"}, Part{will, "0.00000001"}};
  puts.exercise({.caller = hal, .parts = one, .payment = "1"}).or_throw();
  puts.exercise({.caller = hal, .parts = most, .payment = "3.00000001"}).or_throw();
  puts.exercise({.caller = hal, .parts = std::span(most).first(2), .payment = "3"}).or_throw();
  DEMAND(puts.Writer(wendy).written.text() == "23" && puts.Writer(will).written.text() == "29.99999999");
  Parts parts;
  for (int i = 0; i < 3; ++i) parts.push_back({.writer = will, .quantity = "1"});
  puts.exercise({.caller = hal, .parts = parts, .payment = "3"}).or_throw();
  DEMAND(parts.size() == 3 && parts[2].writer == will && parts == Parts({{will, "1"}, {will, "1"}, {will, "1"}}));
}

template <class Callable>
bool too_long(Callable callable) {
  try {
    callable();
  } catch (const std::length_error& error) {
    return std::string_view(error.what()) == "a list of at most 3 elements is full";
  }
  return false;
}

void too_long_is_no_list() {
  Contract puts = written();
  const std::vector<Part> four(4);
  DEMAND(too_long([&] { (void)puts.exercise({.caller = hal, .parts = four, .payment = "0"}); }));
  DEMAND(too_long([] { (void)Parts{{wendy, "1"}, {wendy, "1"}, {wendy, "1"}, {wendy, "1"}}; }));
  DEMAND(Parts::most == 3 && Parts({}).empty());
}

/// A party far away, named in a list alone, gets its rows.
void rows_for_parties_in_lists() {
  Contract puts = written();
  const Party far{50'000};
  const auto refused = puts.exercise({.caller = hal, .parts = {{wendy, "1"}, {far, "0"}, {far, "1"}}, .payment = "2"});
  DEMAND(refused.error() == Error::OutOfRange_Writer_written);
  puts.exercise({.caller = hal, .parts = {{wendy, "1"}, {far, "0"}}, .payment = "1"}).or_throw();
  Batch batch;
  batch.exercise({.caller = hal, .parts = {{{60'000}, "0"}, {will, "2"}}, .payment = "2"}).exercise({.caller = hal});
  DEMAND(puts.apply(batch).applied() == 2 && puts.Writer(will).written.text() == "28");
}

}  // namespace

int main() {
  two_writers_one_exercise();
  of_what_a_program_has();
  too_long_is_no_list();
  rows_for_parties_in_lists();
  std::puts("all well");
}
