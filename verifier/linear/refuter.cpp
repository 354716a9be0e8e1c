// refuter.cpp -- the search: close the case at hand as cheaply as possible, else split it.
#include "verifier/linear/refuter.h"

#include <algorithm>
#include <map>
#include <set>

#include "verifier/linear/branch.h"
#include "verifier/linear/multipliers.h"
#include "verifier/linear/roundings.h"

namespace surety::verify::linear {

namespace {

using core::Integer;
using term::Polynomial;

constexpr unsigned deepest = 16;
constexpr unsigned deepest_plain = 100;
/// Where few facts are known to suffice, more products are affordable.
constexpr std::size_t few_facts = 24;

Proof sign_case(const Polynomial& polynomial, Proof nonnegative, Proof negative) {
  Proof proof;
  proof.step = Step::sign;
  proof.polynomial = polynomial;
  proof.cases.push_back(std::move(nonnegative));
  proof.cases.push_back(std::move(negative));
  return proof;
}

Formula at_least_zero(Polynomial polynomial) { return {FormulaKind::nonnegative, std::move(polynomial), {}}; }
Formula below_zero(const Polynomial& polynomial) {
  return at_least_zero(term::add_scaled(term::constant_polynomial(Integer(-1)), polynomial, Integer(-1)));
}

class Refuter {
 public:
  Refuter(term::Arena& arena, const Budget& budget, solver::Session& session)
      : arena_(arena), budget_(budget), session_(session) {}

  /// `advised`: the polynomial solver has already said which formulas matter.
  std::optional<Proof> refute(Branch branch, unsigned depth, bool advised) {
    branch.solve_equations();
    if (auto proof = plain(branch, depth)) return proof;
    if (auto proof = opposite_pair(branch)) return proof;
    if (++steps_ > budget_.cases || rows_ > budget_.rows || depth > deepest || session_.over()) return std::nullopt;
    if (auto proof = combination(branch, {1, 0, 4'000})) return proof;
    if (!advised) {
      const solver::Status status = take_advice(branch);
      if (status == solver::Status::sat && budget_.trust_samples) return std::nullopt;
      advised = status == solver::Status::unsat;
    }
    const std::vector<std::size_t> disjunctions = branch.disjunctions();
    if (disjunctions.empty()) return by_products(branch, depth, advised);
    if (auto proof = combination(branch, {2, 2, 600})) return proof;
    return split(branch, best(branch, disjunctions), depth, advised);
  }

 private:
  /// A case that is false as it reads.
  std::optional<Proof> plain(const Branch& branch, unsigned depth) {
    const auto index = branch.contradiction();
    if (!index || depth > deepest_plain) return std::nullopt;
    const Formula& formula = branch.known()[*index].current;
    if (formula.kind == FormulaKind::disjunction) return split(branch, *index, depth, true);
    const bool flip = formula.kind == FormulaKind::zero && term::constant_term(formula.polynomial) > 0;
    return branch.sum_of({Integer(flip ? -1 : 1)}, {{*index}});
  }

  /// Two facts p + c >= 0 and -p + d >= 0 with c + d < 0.
  static std::optional<Proof> opposite_pair(const Branch& branch) {
    std::map<Polynomial, std::pair<Integer, std::size_t>> least;
    for (const Product& fact : branch.facts()) {
      if (fact.row.equation) continue;
      Polynomial base = fact.row.polynomial;
      const Integer constant = term::constant_term(base);
      base.erase(term::Monomial{});
      const auto [place, fresh] = least.try_emplace(base, constant, fact.facts.front());
      if (!fresh && constant < place->second.first) place->second = {constant, fact.facts.front()};
      const auto other = least.find(term::add_scaled({}, base, Integer(-1)));
      if (other == least.end() || other->second.first + constant >= 0) continue;
      return branch.sum_of({Integer(1), Integer(1)}, {{fact.facts.front()}, {other->second.second}});
    }
    return std::nullopt;
  }

  /// Linear arithmetic over facts and products of them.
  std::optional<Proof> combination(const Branch& branch, const Level& level) {
    if (rows_ > budget_.rows) return std::nullopt;
    const std::vector<Product> rows = products(branch.facts(), level);
    rows_ += rows.size() + (level.factors > 1 ? least_price : 0);
    if (rows.empty()) return std::nullopt;
    std::vector<solver::Row> asked;
    asked.reserve(rows.size());
    for (const Product& row : rows) asked.push_back(row.row);
    const solver::Reply reply = solver::ask_linear(asked, budget_.limits, session_);
    if (reply.status != solver::Status::unsat) return std::nullopt;
    std::vector<solver::Row> core;
    std::vector<std::vector<std::size_t>> facts;
    for (const std::size_t index : reply.core) {
      core.push_back(asked[index]);
      facts.push_back(rows[index].facts);
    }
    const auto found = multipliers(core);
    return found ? branch.sum_of(*found, facts) : std::nullopt;
  }

  /// Asks the polynomial solver and leaves active only what its answer rests on.
  solver::Status take_advice(Branch& branch) {
    std::vector<term::Bool> formulas;
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < branch.known().size(); ++i) {
      const Branch::Known& known = branch.known()[i];
      if (!known.active || plain_value(known.current)) continue;
      formulas.push_back(as_term(known.current));
      indices.push_back(i);
    }
    const solver::Reply reply = solver::ask_core(arena_, formulas, solver::Form::bare, budget_.advice, session_);
    if (reply.status != solver::Status::unsat) return reply.status;
    const std::set<std::size_t> core(reply.core.begin(), reply.core.end());
    for (std::size_t i = 0; i < indices.size(); ++i) {
      if (!core.contains(i)) branch.deactivate(indices[i]);
    }
    return reply.status;
  }

  term::Bool as_term(const Formula& formula) {
    switch (formula.kind) {
      case FormulaKind::nonnegative: return arena_.nonnegative(arena_.of(formula.polynomial));
      case FormulaKind::zero: return arena_.zero(arena_.of(formula.polynomial));
      case FormulaKind::conjunction:
      case FormulaKind::disjunction: break;
    }
    std::vector<term::Bool> parts;
    parts.reserve(formula.parts.size());
    for (const Formula& part : formula.parts) parts.push_back(as_term(part));
    return formula.kind == FormulaKind::conjunction ? arena_.conjunction(parts) : arena_.disjunction(parts);
  }

  std::optional<Proof> by_products(const Branch& branch, unsigned depth, bool advised) {
    const std::vector<Product> facts = branch.facts();
    std::size_t highest = 2;
    for (const Product& fact : facts) highest = std::max(highest, degree(fact.row.polynomial));
    for (const Level& level : {Level{2, 2, 1'500}, Level{2, highest, 2'500}, Level{2, highest + 1, 2'500}}) {
      if (auto proof = combination(branch, level)) return proof;
    }
    if (auto proof = with_roundings(branch)) return proof;
    if (advised && facts.size() <= few_facts) {
      for (const Level& level : {Level{3, 3, 4'000}, Level{3, 4, 4'000}}) {
        if (auto proof = combination(branch, level)) return proof;
      }
    }
    if (advised) {
      if (auto proof = with_all(branch)) return proof;
    }
    return by_sign(branch, depth, advised);
  }

  /// What the polynomial solver did not need may make a proof of low degree.
  std::optional<Proof> with_all(Branch branch) {
    branch.activate_all();
    if (auto proof = combination(branch, {2, 2, 2'000})) return proof;
    return with_roundings(branch);
  }

  /// Lemmas that roundings owe to what they round, each one proved on its own before it is used.
  std::optional<Proof> with_roundings(const Branch& branch) {
    Branch richer = branch;
    std::vector<std::pair<Polynomial, Proof>> lemmas;
    for (const Polynomial& lemma : rounding_lemmas(branch.facts())) {
      if (lemmas.size() >= most_lemmas) break;
      Branch without = richer;
      without.add(below_zero(lemma));
      auto proof = opposite_pair(without);
      if (!proof) proof = combination(without, {2, 2, 1'000});
      if (!proof) proof = combination(without, {2, 3, 1'000});
      if (!proof) continue;
      lemmas.emplace_back(lemma, std::move(*proof));
      richer.add(at_least_zero(lemma));
    }
    if (lemmas.empty()) return std::nullopt;
    auto proof = closed(richer);
    for (std::size_t i = lemmas.size(); proof && i-- > 0;) {
      proof = sign_case(lemmas[i].first, std::move(*proof), std::move(lemmas[i].second));
    }
    return proof;
  }

  std::optional<Proof> closed(const Branch& branch) {
    for (const Level& level : {Level{2, 2, 2'000}, Level{2, 3, 3'000}, Level{3, 3, 4'000}, Level{3, 4, 5'000}}) {
      if (auto proof = combination(branch, level)) return proof;
    }
    return std::nullopt;
  }

  /// Long or short, gain or loss: splits on an unknown of nonlinear terms whose sign is not known.
  std::optional<Proof> by_sign(const Branch& branch, unsigned depth, bool advised) {
    const auto unknown = advised ? unsigned_factor(branch.facts()) : std::nullopt;
    if (!unknown || depth >= deepest) return std::nullopt;
    const Polynomial polynomial{{term::Monomial{*unknown}, Integer(1)}};
    Branch up = branch;
    up.add(at_least_zero(polynomial));
    auto first = refute(std::move(up), depth + 1, advised);
    if (!first) return std::nullopt;
    Branch down = branch;
    down.add(below_zero(polynomial));
    auto second = refute(std::move(down), depth + 1, advised);
    if (!second) return std::nullopt;
    return sign_case(polynomial, std::move(*first), std::move(*second));
  }

  static std::optional<std::uint32_t> unsigned_factor(const std::vector<Product>& facts) {
    std::set<std::uint32_t> with_sign;
    std::map<std::uint32_t, unsigned> votes;
    for (const Product& fact : facts) {
      const Polynomial& polynomial = fact.row.polynomial;
      for (const auto& [monomial, coefficient] : polynomial) {
        const bool bound = monomial.size() == 1 && polynomial.size() <= 2 && polynomial.begin()->first.size() <= 1 &&
                           (polynomial.size() == 1 || polynomial.begin()->first.empty());
        if (bound && sgn(term::constant_term(polynomial)) <= 0) with_sign.insert(monomial.front());
        if (monomial.size() < 2) continue;
        for (const std::uint32_t unknown : monomial) ++votes[unknown];
      }
    }
    std::optional<std::uint32_t> best;
    for (const auto& [unknown, count] : votes) {
      if (!with_sign.contains(unknown) && (!best || count > votes[*best])) best = unknown;
    }
    return best;
  }

  /// The disjunction with the fewest open alternatives; the earliest among equals.
  static std::size_t best(const Branch& branch, const std::vector<std::size_t>& disjunctions) {
    return *std::ranges::min_element(disjunctions, {},
                                     [&](std::size_t index) { return branch.open_alternatives(index); });
  }

  std::optional<Proof> split(const Branch& branch, std::size_t index, unsigned depth, bool advised) {
    Proof proof;
    proof.step = Step::split;
    proof.split = index;
    for (const Formula& alternative : branch.known()[index].original.parts) {
      Branch extended = branch;
      extended.deactivate(index);
      extended.add(alternative);
      auto closed = refute(std::move(extended), depth + 1, advised);
      if (!closed) return std::nullopt;
      proof.cases.push_back(std::move(*closed));
    }
    return proof;
  }

  static constexpr std::size_t most_lemmas = 12;
  static constexpr std::size_t least_price = 100;  // rows that a question costs before any is put to it

  term::Arena& arena_;
  const Budget& budget_;
  solver::Session& session_;
  std::size_t steps_ = 0;
  std::size_t rows_ = 0;
};

}  // namespace

std::optional<Proof> refute(term::Arena& arena, const Statement& statement, const Budget& budget,
                            solver::Session& session) {
  Branch branch;
  for (const NamedFormula& named : statement.formulas) branch.add(named.formula);
  return Refuter(arena, budget, session).refute(std::move(branch), 0, false);
}

}  // namespace surety::verify::linear
