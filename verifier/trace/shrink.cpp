// shrink.cpp -- see shrink.h.
#include "verifier/trace/shrink.h"

#include <algorithm>
#include <set>

#include "verifier/trace/beyond.h"

namespace surety::verify::trace {

namespace {

/// Digits left of the trailing zeros: 1 for 5000, 3 for 1020, 0 for 0.
std::size_t significant_digits(const Integer& value) {
  if (value == 0) return 0;
  const std::string digits = core::to_string(abs(value));
  return digits.find_last_not_of('0') + 1;
}

/// How far a number is from the one a reader likes best: one unit, or 10% for a ratio. Powers of ten first, then the
/// leading digit: 1 USD, 2 USD, …, 10 USD, 0.1 USD.
std::size_t strangeness(const core::Type& type, const Integer& value) {
  if (value == 0) return 0;
  const std::string digits = core::to_string(abs(value));
  const long power = static_cast<long>(digits.size()) - 1 - type.scale + (type.dimension == "ratio" ? 1 : 0);
  const std::size_t leading = static_cast<std::size_t>(digits[0] - '0');
  return static_cast<std::size_t>(40 * std::abs(power) + (power < 0 ? 20 : 0)) + leading;
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

/// The parties that a reader must keep apart: those who hold a role and do nothing else come for free, those who hold
/// a role and act in their own name too count twice.
std::size_t traders(const core::Contract& contract, const std::vector<Call>& calls) {
  std::set<Integer> holders;
  std::set<Integer> others;
  for (const Call& call : calls) {
    const core::Step& step = contract[call.step];
    const std::vector<std::uint32_t> beyond = beyond_lists(contract, call);
    for (std::uint32_t i = 0; i < call.arguments.size(); ++i) {
      if (step.locals[i].type.sort != core::Sort::party || is_nobody(step, i)) continue;
      if (std::ranges::binary_search(beyond, i)) continue;
      const bool as_holder = call.step.index == 0 || (i == 0 && role_of_caller(contract, call.step));
      (as_holder ? holders : others).insert(call.arguments[i]);
    }
  }
  const auto mixed = std::ranges::count_if(holders, [&](const Integer& party) { return others.contains(party); });
  return others.size() + static_cast<std::size_t>(mixed);
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
    start_with_clear_lists();
    for (bool better = true; better && !spent();) {
      better = drop_calls();
      better = absorb_calls() || better;
      better = merge_calls() || better;
      better = merge_parties() || better;
      better = separate_roles() || better;
      better = scale_together() || better;
      better = round_numbers() || better;
    }
    return best_;
  }

 private:
  [[nodiscard]] bool spent() const { return runner_.steps() >= end_; }

  /// What stands beyond the length of lists makes a run no less complex, so it goes first.
  void start_with_clear_lists() {
    std::vector<Call> clear = best_;
    clear_beyond_lists(contract_, clear);
    if (clear == best_ || !outcome(runner_, clear).broken) return;
    best_ = std::move(clear);
    complexity_ = complexity(contract_, best_);
  }

  /// Keeps `calls` if it is simpler and still breaks the property.
  bool accept(std::vector<Call> calls) {
    if (spent()) return false;
    clear_beyond_lists(contract_, calls);  // a list may have become shorter
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

  /// A call is left out and another makes up for it: a smaller deposit for a withdrawal, a later start for a wait, a
  /// first price for an update.
  bool absorb_calls() {
    bool better = false;
    for (std::size_t dropped = best_.size(); dropped-- > 1;) {
      if (dropped < best_.size()) better = absorb_call(dropped) || better;
    }
    return better;
  }
  bool absorb_call(std::size_t dropped) {
    const Call call = best_[dropped];
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
      const core::Type& type = contract_[call.step].locals[i].type;
      if (!is_amount(type)) continue;
      std::vector<std::pair<std::size_t, std::size_t>> places;
      for_each_amount(contract_, best_, [&](std::size_t c, std::size_t j) {
        const core::Type& other = contract_[best_[c].step].locals[j].type;
        if (c != dropped && other.dimension == type.dimension && other.scale == type.scale) places.emplace_back(c, j);
      });
      for (const auto& [c, j] : places) {
        const Integer old = best_[c].arguments[j];
        const Integer& amount = call.arguments[i];
        for (const Integer& value : {Integer(old - amount), Integer(old + amount), amount}) {
          std::vector<Call> fewer = best_;
          fewer[c].arguments[j] = value;
          fewer.erase(at(fewer, dropped));
          if (accept(std::move(fewer))) return true;
        }
      }
    }
    return false;
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
        const core::Step& step = contract_[best_[c].step];
        if (step.locals[i].type.sort == core::Sort::party && !is_nobody(step, i)) visit(best_, c, i);
      }
    }
  }

  /// Role holders who act in their own name too hand the role to somebody new.
  bool separate_roles() {
    std::vector<Call> apart = best_;
    Integer fresh = parties_of(contract_, best_);
    const core::Step& first = contract_.steps[0];
    for (std::size_t i = 1; i < apart[0].arguments.size(); ++i) {
      if (first.locals[i].type.sort != core::Sort::party) continue;
      apart[0].arguments[i] = fresh;
      const auto role = core::find_global(contract_, first.locals[i].name);
      for (std::size_t c = 1; c < apart.size(); ++c) {
        if (role && role_of_caller(contract_, apart[c].step) == role) apart[c].arguments[0] = fresh;
      }
      ++fresh;
    }
    return accept(std::move(apart));
  }

  /// All amounts of some dimensions, multiplied or divided by a power of ten together: many runs break a property at
  /// any size, and a reader prefers the one about 1 ETH and 100 USD.
  bool scale_together() {
    std::set<std::string> found;
    for_each_amount(contract_, best_, [&](std::size_t c, std::size_t i) {
      if (dimension(c, i) != "ratio" && dimension(c, i) != "s") found.insert(dimension(c, i));
    });
    const std::vector<std::string> dimensions(found.begin(), found.end());
    bool better = false;
    for (std::size_t subset = (1U << std::min<std::size_t>(dimensions.size(), 4)) - 1; subset > 0; --subset) {
      std::set<std::string> chosen;
      for (std::size_t i = 0; i < dimensions.size() && i < 4; ++i) {
        if ((subset >> i) % 2 == 1) chosen.insert(dimensions[i]);
      }
      for (int power = 8; power >= -12; --power) better = (power != 0 && scale(chosen, power)) || better;
    }
    return better;
  }
  [[nodiscard]] const std::string& dimension(std::size_t c, std::size_t i) const {
    return contract_[best_[c].step].locals[i].type.dimension;
  }
  bool scale(const std::set<std::string>& dimensions, int power) {
    std::vector<Call> scaled = best_;
    const Integer factor = core::power_of_ten(static_cast<unsigned>(std::abs(power)));
    for_each_amount(contract_, best_, [&](std::size_t c, std::size_t i) {
      Integer& value = scaled[c].arguments[i];
      if (!dimensions.contains(dimension(c, i))) return;
      value = power > 0 ? Integer(value * factor) : core::floor_divide(value, factor);
    });
    return accept(std::move(scaled));
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
      if (accept(std::move(next))) return true;
      for (const Along along : {Along::shifted, Along::scaled, Along::equal}) {
        if (accept(moved_along(c, i, simple, along))) return true;
      }
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

  /// The run with argument (c, i) at `simple` and every other amount of its type shifted by the same difference, scaled
  /// by the same factor, or set to the same value.
  enum class Along : std::uint8_t { shifted, scaled, equal };
  [[nodiscard]] std::vector<Call> moved_along(std::size_t c, std::size_t i, const Integer& simple, Along along) const {
    const Integer old = best_[c].arguments[i];
    const core::Type& type = contract_[best_[c].step].locals[i].type;
    std::vector<Call> next = best_;
    for_each_amount(contract_, best_, [&](std::size_t k, std::size_t j) {
      const core::Type& other = contract_[best_[k].step].locals[j].type;
      if (other.dimension != type.dimension || other.scale != type.scale || k == 0) return;
      Integer& value = next[k].arguments[j];
      if (along == Along::shifted) value += simple - old;
      if (along == Along::equal) value = simple;
      if (along == Along::scaled && old != 0) value = core::floor_divide(value * simple, old);
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
  result.calls = calls.size();
  result.parties = traders(contract, calls);
  for_each_amount(contract, calls, [&](std::size_t c, std::size_t i) {
    const Integer& value = calls[c].arguments[i];
    result.digits += significant_digits(value);
    result.strangeness += strangeness(contract[calls[c].step].locals[i].type, value);
  });
  return result;
}

Judgement outcome(Runner& runner, const std::vector<Call>& calls) {
  core::State state = core::zero_state(runner.contract());
  core::State before = state;
  for (const Call& call : calls) {
    before = state;
    if (!storable(call)) return {};
    if (runner.execute(state, call)) continue;
    Judgement judgement;
    judgement.broken = runner.assertion_failed() && &call == &calls.back();
    return judgement;
  }
  if (calls.empty()) return {};
  const std::uint32_t strangers = 1;  // a `can` promises something also to those that the run does not name
  return runner.judge(before, calls.back(), state, parties_of(runner.contract(), calls) + strangers);
}

std::vector<Call> shrink(Runner& runner, std::vector<Call> calls, std::uint64_t limit) {
  return Shrinker(runner, std::move(calls), limit).run();
}

}  // namespace surety::verify::trace
