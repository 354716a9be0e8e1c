// The Cost reading on modules written by hand, counted by hand.
#include "codegen/cost/worst_case.h"

#include <initializer_list>

#include "tests/catch.h"

namespace {

using namespace surety::codegen::wasm;

using Code = std::vector<int>;

// Operators, so that bodies can be read.
enum : int {
  op_unreachable = 0x00,
  op_block = 0x02,
  op_loop = 0x03,
  op_if = 0x04,
  op_else = 0x05,
  op_end = 0x0b,
  op_br = 0x0c,
  op_br_if = 0x0d,
  op_br_table = 0x0e,
  op_return = 0x0f,
  op_call = 0x10,
  op_call_indirect = 0x11,
  op_drop = 0x1a,
  op_const = 0x41,
  op_memory = 0xfc,
  empty = 0x40,
};

void append(std::vector<char>& to, const Code& bytes) {
  for (const int byte : bytes) to.push_back(static_cast<char>(byte));
}
void section(std::vector<char>& to, int id, const Code& content) {
  append(to, {id, static_cast<int>(content.size())});
  append(to, content);
}

/// Functions f, g, h, … of no parameters, all exported and named.
std::vector<char> module_of(std::initializer_list<Code> bodies) {
  const int count = static_cast<int>(bodies.size());
  std::vector<char> bytes;
  append(bytes, {0, 'a', 's', 'm', 1, 0, 0, 0});
  section(bytes, 1, {1, 0x60, 0, 0});
  Code functions{count};
  Code exports{count};
  Code code{count};
  Code names{count};
  int index = 0;
  for (const Code& body : bodies) {
    functions.push_back(0);
    for (const int byte : {1, 'f' + index, 0, index}) exports.push_back(byte);
    code.push_back(static_cast<int>(body.size()) + 2);
    code.push_back(0);  // no locals
    code.insert(code.end(), body.begin(), body.end());
    code.push_back(op_end);
    for (const int byte : {index, 1, 'f' + index}) names.push_back(byte);
    ++index;
  }
  section(bytes, 3, functions);
  section(bytes, 7, exports);
  section(bytes, 10, code);
  Code custom{4, 'n', 'a', 'm', 'e', 1, static_cast<int>(names.size())};
  custom.insert(custom.end(), names.begin(), names.end());
  section(bytes, 0, custom);
  return bytes;
}

Bound bound_of(std::initializer_list<Code> bodies, const LoopBounds& loops = {}) {
  const Module module = read_module(module_of(bodies));
  return WorstCase(module, loops).of(module.exports.at("f"));
}
std::uint64_t worst(std::initializer_list<Code> bodies, const LoopBounds& loops = {}) {
  const Bound bound = bound_of(bodies, loops);
  INFO(bound.reason);
  REQUIRE(bound.instructions.has_value());
  return *bound.instructions;
}
std::string no_bound(std::initializer_list<Code> bodies, const LoopBounds& loops = {}) {
  const Bound bound = bound_of(bodies, loops);
  CHECK_FALSE(bound.instructions.has_value());
  return bound.reason;
}

const Code one_round = {op_loop, empty, op_const, 1, op_br_if, 0, op_end};

}  // namespace

TEST_CASE("a straight body costs its length, its end included") {
  CHECK(worst({{}}) == 1);
  CHECK(worst({{op_const, 7, op_drop}}) == 3);
}

TEST_CASE("of two arms the longer counts") {
  // const, if, then (const, drop, else) or else (end), end of the function
  CHECK(worst({{op_const, 0, op_if, empty, op_const, 1, op_drop, op_else, op_end}}) == 6);
  CHECK(worst({{op_const, 0, op_if, empty, op_else, op_const, 1, op_drop, op_const, 1, op_drop, op_end}}) == 8);
  CHECK(worst({{op_const, 0, op_if, empty, op_const, 1, op_drop, op_end}}) == 6);
}

TEST_CASE("a jump leaves out what it jumps over, and `return` the rest") {
  CHECK(worst({{op_block, empty, op_br, 0, op_const, 1, op_drop, op_end}}) == 3);
  CHECK(worst({{op_return, op_const, 1, op_drop}}) == 1);
  CHECK(worst({{op_block, empty, op_const, 0, op_br_if, 0, op_const, 1, op_drop, op_end}}) == 7);
  // two blocks; the table goes behind either
  CHECK(worst({{op_block, empty, op_block, empty, op_const, 0, op_br_table, 1, 0, 1, op_end, op_const, 1, op_drop,
                op_end}}) == 8);
}

TEST_CASE("calls cost what is called") {
  CHECK(worst({{op_call, 1, op_call, 1}, {op_const, 1, op_drop}}) == 9);
  CHECK(no_bound({{op_call, 1}, {op_call, 0}}) == "it calls itself");
  CHECK(no_bound({{op_const, 0, op_call_indirect, 0, 0}}) == "`f` calls a function that is looked up while running");
  CHECK(no_bound({{op_memory, 11, 0}}) == "`f` copies or fills memory of a length that is not known");
}

TEST_CASE("a loop costs its longest round once less than its head is reached") {
  // loop, then rounds of (const, br_if), the last with end, and the function's end
  CHECK(worst({one_round}, {{"f", {1, 1}}}) == 1 + 2 + 2);
  CHECK(worst({one_round}, {{"f", {1, 10}}}) == 1 + 10 * 2 + 2);
  // the way back is the short arm, the way out the long one: only the last round is long
  const Code body = {op_loop, empty, op_const, 1, op_br_if, 0, op_const, 1, op_drop, op_const, 1, op_drop, op_end};
  CHECK(worst({body}, {{"f", {1, 5}}}) == 1 + 5 * 2 + 4 + 2);
}

TEST_CASE("loops in loops multiply") {
  const Code body = {op_loop, empty,  op_loop,  empty, op_const, 1, op_br_if,
                     0,       op_end, op_const, 1,     op_br_if, 0, op_end};
  // inner: loop, 3 rounds of 2, end: 8. Outer round: that and 2.
  CHECK(worst({body}, {{"f", {2, 3}}}) == 1 + 3 * (8 + 2) + 2);
}

TEST_CASE("a loop of which nothing is known has no bound, and says so") {
  const std::string reason = "`f` has a loop, and how often it goes round is not known";
  CHECK(no_bound({one_round}) == reason);
  CHECK(no_bound({one_round}, {{"f", {1, std::nullopt}}}) == reason);
  CHECK(no_bound({one_round}, {{"f", {0, 1}}}) == reason);  // the back end made it
  CHECK(no_bound({{op_call, 1}, one_round}) == "`g` has a loop, and how often it goes round is not known");
  CHECK(no_bound({one_round}, {{"f", {1, UINT64_MAX}}}) == "`f` may run for longer than can be counted");
}

TEST_CASE("a module that was cut off anywhere, or is none, is refused") {
  const std::vector<char> whole =
      module_of({{op_block, empty, op_const, 0, op_br_if, 0, op_end, op_call, 1}, one_round});
  CHECK_NOTHROW(read_module(whole));
  std::size_t refused = 0;
  for (std::size_t length = 0; length < whole.size(); ++length) {
    try {
      read_module(std::span(whole).first(length));
    } catch (const ModuleError&) {
      ++refused;
    }
  }
  CHECK(refused >= whole.size() - 8);  // but where it ends with a section
  CHECK_THROWS_AS(read_module(std::vector<char>{'r', 'u', 'b', 'b', 'i', 's', 'h', '!', '!'}), ModuleError);
}

TEST_CASE("a body whose jumps or operators mean nothing is refused") {
  CHECK_THROWS_AS(read_module(module_of({{op_br, 1}})), ModuleError);
  CHECK_THROWS_AS(read_module(module_of({{op_else}})), ModuleError);
  CHECK_THROWS_AS(read_module(module_of({{0xff}})), ModuleError);
  CHECK_THROWS_AS(read_module(module_of({{op_end}})), ModuleError);
}
