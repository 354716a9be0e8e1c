// worst_case.cpp -- see worst_case.h.
#include "codegen/cost/worst_case.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace surety::codegen::wasm {

namespace {

constexpr std::uint64_t no_way = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t too_much = no_way - 1;

std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
  if (a == no_way || b == no_way) return no_way;
  return a > too_much - b ? too_much : a + b;
}
std::uint64_t times(std::uint64_t a, std::uint64_t b) { return a != 0 && b > too_much / a ? too_much : a * b; }
std::uint64_t worse(std::uint64_t a, std::uint64_t b) {
  if (a == no_way) return b;
  return b == no_way ? a : std::max(a, b);
}

/// Longest paths through one body.
class Paths {
 public:
  Paths(const Function& function, const std::vector<std::uint64_t>& charges, std::uint64_t rounds)
      : body_(function.body), charges_(charges), again_(body_.size() + 1, 0) {
    for (std::size_t at = body_.size(); at-- > 0;) {  // inner loops begin after the loops around them
      if (body_[at].flow != Flow::loop) continue;
      const std::size_t head = at + 1;
      const std::uint64_t round = longest(head, head);
      if (round != no_way && rounds > 1) again_[head] = times(round, rounds - 1);
    }
  }
  /// From the function's beginning to where it is left.
  std::uint64_t whole() { return longest(0, std::nullopt); }

 private:
  /// From `begin` to the way back to `head`; without `head`, to where the function is left.
  std::uint64_t longest(std::size_t begin, std::optional<std::size_t> head) {
    const std::uint64_t left = head ? no_way : 0;
    std::vector<std::uint64_t> rest(body_.size() + 1, left);
    for (std::size_t at = body_.size(); at-- > begin;) {
      const Operator& one = body_[at];
      std::uint64_t best = one.flow == Flow::leave ? left : no_way;
      if (one.flow != Flow::leave && one.flow != Flow::jump) best = rest[at + 1];
      for (const std::uint32_t place : one.places) {
        if (place > at)
          best = worse(best, rest[place]);
        else if (head == place)
          best = worse(best, 0);
      }
      rest[at] = plus(best, plus(1 + charges_[at], again_[at]));
    }
    return rest[begin];
  }

  const std::vector<Operator>& body_;
  const std::vector<std::uint64_t>& charges_;
  std::vector<std::uint64_t> again_;  // at the head of a loop: what its further rounds cost
};

std::string shown(const Function& function) {
  return function.name.empty() ? "a function without a name" : fmt::format("`{}`", function.name);
}

}  // namespace

const Bound& WorstCase::of(std::uint32_t function) {
  if (const auto found = known_.find(function); found != known_.end()) return found->second;
  if (function < module_.imported_functions) return known_[function] = {0, ""};
  const std::size_t local = function - module_.imported_functions;
  if (local >= module_.functions.size())
    return known_[function] = {std::nullopt, "a call of a function that is not there"};
  known_[function] = {std::nullopt, "it calls itself"};  // what a call on the way back here finds
  return known_[function] = computed(module_.functions[local]);
}

std::optional<std::string> WorstCase::charge_calls(const Function& function, std::vector<std::uint64_t>& charges) {
  for (std::size_t at = 0; at < function.body.size(); ++at) {
    const Operator& one = function.body[at];
    if (one.flow == Flow::call_indirect) return shown(function) + " calls a function that is looked up while running";
    if (one.flow == Flow::bulk) return shown(function) + " copies or fills memory of a length that is not known";
    if (one.flow != Flow::call) continue;
    const Bound& callee = of(one.index);
    if (!callee.instructions) return callee.reason;
    charges[at] = *callee.instructions;
  }
  return std::nullopt;
}

std::optional<std::string> WorstCase::unbounded_loop(const Function& function) const {
  const auto loops = std::ranges::count(function.body, Flow::loop, &Operator::flow);
  if (loops == 0) return std::nullopt;
  const auto said = loops_.find(function.name);
  const bool known = said != loops_.end() && said->second.most && loops <= said->second.count;
  if (known) return std::nullopt;
  return shown(function) + " has a loop, and how often it goes round is not known";
}

Bound WorstCase::computed(const Function& function) {
  std::vector<std::uint64_t> charges(function.body.size(), 0);
  if (auto reason = charge_calls(function, charges)) return {std::nullopt, *std::move(reason)};
  if (auto reason = unbounded_loop(function)) return {std::nullopt, *std::move(reason)};
  const auto said = loops_.find(function.name);
  const std::uint64_t rounds = said == loops_.end() ? 1 : said->second.most.value_or(1);
  const std::uint64_t worst = Paths(function, charges, rounds).whole();
  if (worst >= too_much) return {std::nullopt, shown(function) + " may run for longer than can be counted"};
  return {worst, ""};
}

}  // namespace surety::codegen::wasm
