// split.cpp -- which condition to split on, and the tree of cases.
#include "verifier/prove/split.h"

#include <algorithm>
#include <map>
#include <set>

#include "verifier/prove/fuse.h"
#include "verifier/prove/gather.h"
#include "verifier/prove/prepare.h"
#include "verifier/prove/quotients.h"
#include "verifier/prove/recentre.h"
#include "verifier/prove/simplify.h"
#include "verifier/prove/strategy.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

using term::Bool;

constexpr unsigned deepest = 6;
constexpr unsigned most_cases = 32;
constexpr unsigned few_cases = 24;

/// The condition that tells an atom's cases apart.
std::optional<Bool> condition_of(term::Arena& arena, std::uint32_t index) {
  const term::Atom& atom = arena.atom(index);
  switch (atom.kind) {
    case term::AtomKind::choose: return atom.condition;
    case term::AtomKind::absolute: return arena.nonnegative(atom.a);
    case term::AtomKind::minimum:
    case term::AtomKind::maximum: return arena.less_equal(atom.a, atom.b);
    case term::AtomKind::variable:
    case term::AtomKind::quotient:
    case term::AtomKind::square_root: break;
  }
  return std::nullopt;
}

/// With what quotients of one divisor owe to each other: a fact about integers that the reals do not know.
std::vector<Marked> enriched(term::Arena& arena, std::vector<Marked> formulas) {
  const std::vector<Bool> facts = quotient_facts(arena, formulas_of(formulas));
  if (facts.empty()) return formulas;
  for (const Bool fact : facts) formulas.push_back({fact});
  return simplified(arena, std::move(formulas));
}

class Splitter {
 public:
  Splitter(term::Arena& arena, unsigned most, const solver::Limits& limits, solver::Session& session,
           std::vector<std::vector<Marked>>& leaves)
      : arena_(arena), most_(most), limits_(limits), session_(session), leaves_(leaves) {}

  /// As `refuted`, of what a solver gave up on.
  bool parts_refuted(const std::vector<Marked>& marked) {
    ++cases_;
    const std::optional<Bool> condition = best_condition(formulas_of(marked));
    return condition && both_refuted(marked, *condition, 0);
  }

  bool refuted(const std::vector<Marked>& marked, unsigned depth) {
    const std::vector<Bool> formulas = formulas_of(marked);
    if (contradictory(arena_, formulas)) {
      leaves_.push_back(marked);
      return true;
    }
    if (++cases_ > most_ || session_.over()) return false;
    const std::optional<Bool> condition = depth < deepest ? best_condition(formulas) : std::nullopt;
    const solver::Reply reply = solver::ask_core(arena_, formulas, solver::Form::whole, limits_, session_);
    if (reply.status == solver::Status::unsat) {
      leaves_.push_back(those_at(reply.core, marked));
      return true;
    }
    return reply.status == solver::Status::unknown && condition && both_refuted(marked, *condition, depth);
  }

 private:
  bool both_refuted(const std::vector<Marked>& marked, Bool condition, unsigned depth) {
    return refuted(extended(marked, condition), depth + 1) &&
           refuted(extended(marked, arena_.negate(condition)), depth + 1);
  }
  std::vector<Marked> extended(std::vector<Marked> formulas, Bool condition) {
    formulas.push_back({condition});
    return fused(arena_, gathered(arena_, enriched(arena_, simplified(arena_, std::move(formulas)))));
  }

  /// What speaks for splitting on a condition: how many formulas wait for it, then in how many different products what
  /// waits for it occurs. Of several markets' sizes that is the one whose price moves.
  struct Vote {
    unsigned formulas = 0;
    std::set<term::Monomial> products;
    [[nodiscard]] bool outweighs(const Vote& other) const {
      return std::pair(formulas, products.size()) > std::pair(other.formulas, other.products.size());
    }
  };

  /// The condition that most speaks for; the earliest among equals.
  std::optional<Bool> best_condition(const std::vector<Bool>& formulas) {
    std::map<Bool, Vote> votes;
    for (const Bool formula : formulas) {
      term::Mentioned mentioned(arena_);
      mentioned.visit(formula);
      for (const std::uint32_t atom : mentioned.atoms()) {
        if (const auto condition = condition_of(arena_, atom)) ++votes[*condition].formulas;
      }
      const term::BoolNode& node = arena_.node(formula);
      count_products(formula, votes);
      if (!node.parts.empty()) ++votes[node.parts.front()].formulas;
    }
    std::optional<Bool> best;
    for (const auto& [condition, vote] : votes) {
      if (!arena_.node(condition).parts.empty() || arena_.value(condition)) continue;
      if (!best || vote.outweighs(votes[*best])) best = condition;
    }
    if (best) best = halved(*best, votes);
    return best;
  }

  struct Compared {
    term::Int variable;
    core::Integer value;
  };
  /// The sides of variable = value, for a variable that stands alone.
  std::optional<Compared> compared(Bool condition) {
    const term::BoolNode& node = arena_.node(condition);
    if (node.kind != term::BoolKind::zero) return std::nullopt;
    term::Polynomial rest = arena_.polynomial(node.polynomial);
    const core::Integer constant = term::constant_term(rest);
    rest.erase(term::Monomial{});
    if (rest.size() != 1 || rest.begin()->first.size() != 1) return std::nullopt;
    const core::Integer factor = rest.begin()->second;
    if (factor != 1 && factor != -1) return std::nullopt;
    return Compared{arena_.scale(arena_.of(rest), factor), -constant * factor};
  }

  /// What an enum chooses is compared with one value after the other. Halving the values instead tells sixteen apart in
  /// four conditions, not in fifteen.
  Bool halved(Bool condition, const std::map<Bool, Vote>& votes) {
    const auto chosen = compared(condition);
    if (!chosen) return condition;
    std::vector<core::Integer> values;
    for (const auto& [other, vote] : votes) {
      const auto found = compared(other);
      if (found && found->variable == chosen->variable) values.push_back(found->value);
    }
    if (values.size() == 1) return condition;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return arena_.less_equal(chosen->variable, arena_.integer(*middle));
  }

  void count_products(Bool formula, std::map<Bool, Vote>& votes) {
    term::SharedParts parts(arena_, [&](const term::BoolNode& node) {
      for (const auto& [monomial, coefficient] : arena_.polynomial(node.polynomial)) {
        for (const std::uint32_t atom : monomial) {
          if (const auto condition = condition_of(arena_, atom)) votes[*condition].products.insert(monomial);
        }
      }
    });
    parts.of(formula);
  }

  term::Arena& arena_;
  unsigned most_;
  const solver::Limits& limits_;
  solver::Session& session_;
  std::vector<std::vector<Marked>>& leaves_;
  unsigned cases_ = 0;
};

std::vector<Marked> enriched_scope(const Scope& scope) {
  const std::vector<Marked> simple = scope.prepared ? scope.prepared->formulas : prepare(scope).formulas;
  return fused(scope.arena, gathered(scope.arena, recentred(scope.arena, enriched(scope.arena, simple))));
}

class Whole final : public Strategy {
 public:
  [[nodiscard]] std::string_view name() const override { return "nlsat"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    const std::vector<Marked> formulas = enriched_scope(scope);
    if (contradictory(scope.arena, formulas_of(formulas))) return refuted(scope.arena, {formulas});
    return asked(scope.arena, formulas, solver::Form::whole, budget);
  }
};

class Cases final : public Strategy {
 public:
  Cases(unsigned most, bool whole_was_asked) : most_(most), whole_was_asked_(whole_was_asked) {}

  [[nodiscard]] std::string_view name() const override { return "cases"; }

  [[nodiscard]] Finding attempt(const Scope& scope, const Budget& budget) const override {
    const std::vector<Marked> formulas = enriched_scope(scope);
    std::vector<std::vector<Marked>> leaves;
    const bool all_refuted =
        whole_was_asked_ ? Splitter(scope.arena, most_, budget.limits, budget.session, leaves).parts_refuted(formulas)
                         : refuted_by_cases(scope.arena, formulas, most_, budget.limits, budget.session, leaves);
    if (!all_refuted) return unknown("a case was not refuted");
    const bool whole = leaves.size() == 1;
    Finding finding = refuted(scope.arena, std::move(leaves));
    if (whole) finding.rung = "nlsat";
    return finding;
  }

 private:
  unsigned most_;
  bool whole_was_asked_;
};

}  // namespace

std::unique_ptr<Strategy> make_whole() { return std::make_unique<Whole>(); }
std::unique_ptr<Strategy> make_few_cases() { return std::make_unique<Cases>(few_cases, true); }
std::unique_ptr<Strategy> make_cases() { return std::make_unique<Cases>(most_cases, false); }

bool refuted_by_cases(term::Arena& arena, const std::vector<Marked>& formulas, unsigned most,
                      const solver::Limits& limits, solver::Session& session,
                      std::vector<std::vector<Marked>>& leaves) {
  return Splitter(arena, most, limits, session, leaves).refuted(formulas, 0);
}

}  // namespace surety::verify::strategy
