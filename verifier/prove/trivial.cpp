// trivial.cpp -- what takes no work: a goal that is true as it reads, or that a hypothesis states word for word.
#include <algorithm>

#include "verifier/prove/simplify.h"
#include "verifier/prove/strategy.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;

class Trivial final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "trivial"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget&) const override {
    if (scope.arena.value(scope.goal) == true) return with({});
    const Hypothesis* found = nullptr;  // what the path says is preferred to an invariant
    for (const Hypothesis& hypothesis : scope.hypotheses) {
      if (hypothesis.formula != scope.goal) continue;
      if (!found || found->role == oblige::Role::invariant) found = &hypothesis;
    }
    return found ? with({*found}) : unknown("no hypothesis is the goal");
  }

 private:
  static Finding with(Selection needed) {
    Finding finding = proved();
    finding.needed = std::move(needed);
    return finding;
  }
};

class Simplification final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "simplified"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget&) const override {
    if (contradictory(scope.arena, simplified_scope(scope))) return proved();
    return unknown("something is left after solving equations");
  }
};

}  // namespace

std::unique_ptr<Strategy> make_trivial() { return std::make_unique<Trivial>(); }
std::unique_ptr<Strategy> make_simplification() { return std::make_unique<Simplification>(); }

}  // namespace surety::verify::strategy
