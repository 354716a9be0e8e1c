// shrink.cpp -- see shrink.h.
#include "verifier/trace/shrink.h"

#include <algorithm>
#include <set>

namespace surety::verify::trace {

namespace {

/// Digits left of the trailing zeros: 1 for 5000, 3 for 1020, 0 for 0.
std::size_t significant_digits(const Integer& value) {
  if (value == 0) return 0;
  const std::string digits = core::to_string(abs(value));
  return digits.find_last_not_of('0') + 1;
}

bool is_amount(const core::Type& type) { return type.sort == core::Sort::integer && type.constants.empty(); }

/// Calls `visit(call, index)` for every integer argument that a reader sees as an amount.
template <class Visit>
void for_each_amount(const core::Contract& contract, const std::vector<Call>& calls, const Visit& visit) {
  for (std::size_t c = 0; c < calls.size(); ++c) {
    for (std::size_t i = 1; i < calls[c].arguments.size(); ++i) {
      if (is_amount(contract[calls[c].step].locals[i].type)) visit(c, i);
    }
  }
}

class Shrinker {
 public:
  Shrinker(Runner& runner, std::vector<Call> calls, std::uint64_t limit)
      : runner_(runner),
        contract_(runner.contract()),
        best_(std::move(calls)),
        complexity_(complexity(contract_, best_)),
        end_(runner.steps() + limit) {}

  std::vector<Call> run() {
    for (bool better = true; better && !spent();) {
      better = drop_calls();
      better = merge_calls() || better;
      better = merge_parties() || better;
      better = scale_together() || better;
      better = round_numbers() || better;
    }
    return best_;
  }

 private:
  [[nodiscard]] bool spent() const { return runner_.steps() >= end_; }

  /// Keeps `calls` if it is simpler and still breaks the property.
  bool accept(std::vector<Call> calls) {
    if (spent()) return false;
    const Complexity simpler = complexity(contract_, calls);
    if (!(simpler < complexity_) || !outcome(runner_, calls).broken) return false;
    best_ = std::move(calls);
    complexity_ = simpler;
    return true;
  }

  bool drop_calls() {
    bool better = false;
    for (std::size_t width = std::max<std::size_t>(1, best_.size() / 2); width >= 1; width /= 2) {
      for (std::size_t first = best_.size(); first-- > 1;) {
        if (first + width > best_.size()) continue;
        std::vector<Call> fewer = best_;
        fewer.erase(at(fewer, first), at(fewer, first + width));
        better = accept(std::move(fewer)) || better;
      }
    }
    return better;
  }

  /// Two calls of one step become one, at the place of either, with the sum or the later value of each amount.
  bool merge_calls() {
    bool better = false;
    for (std::size_t a = 1; a < best_.size(); ++a) {
      for (std::size_t b = a + 1; b < best_.size(); ++b) {
        if (best_[a].step == best_[b].step) better = merge_pair(a, b) || better;
        if (b >= best_.size()) break;
      }
    }
    return better;
  }

  bool merge_pair(std::size_t a, std::size_t b) {
    std::vector<Call> fewer = best_;
    Call sum = fewer[a];
    for (std::size_t i = 1; i < sum.arguments.size(); ++i) {
      if (is_amount(contract_[sum.step].locals[i].type)) sum.arguments[i] += fewer[b].arguments[i];
    }
    const Call last = fewer[b];
    fewer.erase(at(fewer, b));
    for (const std::size_t place : {a, b - 1}) {
      for (const Call& merged : {sum, last}) {
        std::vector<Call> next = fewer;
        const Call moved = merged;
        next.erase(at(next, a));
        next.insert(at(next, place), moved);
        if (accept(std::move(next))) return true;
      }
    }
    return false;
  }

  static std::vector<Call>::iterator at(std::vector<Call>& calls, std::size_t index) {
    return calls.begin() + static_cast<std::ptrdiff_t>(index);
  }

  /// Party `from` is replaced by `to` everywhere.
  bool merge_parties() {
    bool better = false;
    std::set<Integer> used;
    for_each_party([&](std::vector<Call>&, std::size_t c, std::size_t i) { used.insert(best_[c].arguments[i]); });
    for (const Integer& from : used) {
      for (const Integer& to : used) {
        if (from <= to) continue;
        std::vector<Call> fewer = best_;
        for_each_party([&](std::vector<Call>&, std::size_t c, std::size_t i) {
          if (fewer[c].arguments[i] == from) fewer[c].arguments[i] = to;
        });
        better = accept(std::move(fewer)) || better;
      }
    }
    return better;
  }
  template <class Visit>
  void for_each_party(const Visit& visit) {
    for (std::size_t c = 0; c < best_.size(); ++c) {
      for (std::size_t i = 0; i < best_[c].arguments.size(); ++i) {
        if (contract_[best_[c].step].locals[i].type.sort == core::Sort::party) visit(best_, c, i);
      }
    }
  }

  /// All amounts of one dimension in the calls after instantiation, divided or multiplied together.
  bool scale_together() {
    bool better = false;
    std::set<std::string> dimensions;
    for_each_amount(contract_, best_, [&](std::size_t c, std::size_t i) { dimensions.insert(dimension(c, i)); });
    for (const std::string& one : dimensions) {
      for (const unsigned divisor : {1000U, 10U, 2U, 3U, 7U}) better = scale(one, divisor) || better;
    }
    return better;
  }
  [[nodiscard]] const std::string& dimension(std::size_t c, std::size_t i) const {
    return contract_[best_[c].step].locals[i].type.dimension;
  }
  bool scale(const std::string& dimension_name, unsigned divisor) {
    std::vector<Call> smaller = best_;
    for_each_amount(contract_, best_, [&](std::size_t c, std::size_t i) {
      Integer& value = smaller[c].arguments[i];
      if (c > 0 && dimension(c, i) == dimension_name) value = core::floor_divide(value, divisor);
    });
    return accept(std::move(smaller));
  }

  bool round_numbers() {
    bool better = false;
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for_each_amount(contract_, best_, [&](std::size_t c, std::size_t i) { places.emplace_back(c, i); });
    for (const auto& [c, i] : places) better = round_number(c, i) || better;
    return better;
  }

  /// Tries simpler values from the simplest up; each alone, then with everything of its dimension moved along.
  bool round_number(std::size_t c, std::size_t i) {
    const Integer value = best_[c].arguments[i];
    for (const Integer& simple : simpler_values(c, i, value)) {
      std::vector<Call> next = best_;
      next[c].arguments[i] = simple;
      if (accept(std::move(next)) || accept(moved_along(c, i, simple, false)) ||
          accept(moved_along(c, i, simple, true)))
        return true;
    }
    return false;
  }

  [[nodiscard]] std::vector<Integer> simpler_values(std::size_t c, std::size_t i, const Integer& value) const {
    const core::Local& local = contract_[best_[c].step].locals[i];
    std::vector<Integer> values{0, 1, core::power_of_ten(static_cast<unsigned>(std::max(0, local.type.scale))),
                                local.range.low, local.range.high};
    const std::size_t length = core::to_string(abs(value)).size();
    for (std::size_t kept = 1; kept < length && kept <= 9; ++kept) {
      const Integer unit = core::power_of_ten(static_cast<unsigned>(length - kept));
      const Integer down = core::floor_divide(value, unit) * unit;
      for (const Integer& near : {Integer(down), Integer(down + unit), Integer(down - unit)}) values.push_back(near);
      if (kept == 1) {
        for (const unsigned leading : {1U, 2U, 5U}) values.push_back(leading * unit * (value < 0 ? -1 : 1));
      }
    }
    values.push_back(core::floor_divide(value, 2));
    values.push_back(value - sgn(value));
    std::erase_if(values, [&](const Integer& one) { return !local.range.contains(one) || one == value; });
    return values;
  }

  /// The run with argument (c, i) at `simple` and every other amount of its dimension shifted by the same difference,
  /// or scaled by the same factor.
  [[nodiscard]] std::vector<Call> moved_along(std::size_t c, std::size_t i, const Integer& simple, bool scaled) const {
    const Integer old = best_[c].arguments[i];
    const core::Type& type = contract_[best_[c].step].locals[i].type;
    std::vector<Call> next = best_;
    for_each_amount(contract_, best_, [&](std::size_t k, std::size_t j) {
      const core::Type& other = contract_[best_[k].step].locals[j].type;
      if (other.dimension != type.dimension || other.scale != type.scale || k == 0) return;
      Integer& value = next[k].arguments[j];
      if (!scaled) value += simple - old;
      if (scaled && old != 0) value = core::floor_divide(value * simple, old);
    });
    next[c].arguments[i] = simple;
    return next;
  }

  Runner& runner_;
  const core::Contract& contract_;
  std::vector<Call> best_;
  Complexity complexity_;
  std::uint64_t end_;
};

}  // namespace

Complexity complexity(const core::Contract& contract, const std::vector<Call>& calls) {
  Complexity result;
  std::set<Integer> parties;
  result.calls = calls.size();
  for (const Call& call : calls) {
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const core::Type& type = contract[call.step].locals[i].type;
      if (type.sort == core::Sort::party) parties.insert(call.arguments[i]);
      if (!is_amount(type)) continue;
      result.digits += significant_digits(call.arguments[i]);
      // A power of ten of the unit reads best: 1 USD before 0.001 USD.
      const Integer unit = core::power_of_ten(static_cast<unsigned>(std::max(0, type.scale)));
      const bool fraction = call.arguments[i] % unit != 0;
      result.bits += core::signed_bits(call.arguments[i]) + (fraction ? 4 : 0);
    }
  }
  result.parties = parties.size();
  return result;
}

Judgement outcome(Runner& runner, const std::vector<Call>& calls) {
  core::State state = core::zero_state(runner.contract());
  core::State before = state;
  for (const Call& call : calls) {
    before = state;
    if (!storable(call) || !runner.execute(state, call)) return {};
  }
  if (calls.empty()) return {};
  return runner.judge(before, calls.back(), state, parties_of(runner.contract(), calls));
}

std::vector<Call> shrink(Runner& runner, std::vector<Call> calls, std::uint64_t limit) {
  return Shrinker(runner, std::move(calls), limit).run();
}

}  // namespace surety::verify::trace
