// obstacles.cpp -- see obstacles.h. Terms do not remember where they come from; the source's calculation is the
// smallest one of the property or the step that reads all the cells which the term mentions.
#include "verifier/prove/obstacles.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "verifier/oblige/places.h"
#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::strategy {

namespace {

constexpr std::size_t most = 3;

enum class Kind : std::uint8_t { product, quotient, root };

struct Found {
  Kind kind = Kind::product;
  std::size_t degree = 0;
  std::string text;
  std::set<std::string> cells;         // "Trader.size", "mark"
  std::vector<std::string> variables;  // as they are called in the obligation
};

/// "Trader[caller].size" -> "Trader.size", "argument mark" -> "mark".
std::string cell_of(std::string name) {
  const std::size_t open = name.find('[');
  const std::size_t close = name.find(']');
  if (open != std::string::npos && close != std::string::npos && name.find('.', close) == close + 1)
    name.erase(open, close + 1 - open);
  return name.starts_with("argument ") ? name.substr(9) : name;
}

class Collector {
 public:
  explicit Collector(term::Arena& arena)
      : arena_(arena), parts_(arena, [this](const term::BoolNode& node) { visit(node); }) {}

  void visit(term::Bool formula) { parts_.of(formula); }
  void visit(const term::BoolNode& node) {
    const bool compares = node.kind == term::BoolKind::nonnegative || node.kind == term::BoolKind::zero ||
                          node.kind == term::BoolKind::nonzero;
    if (compares) visit(node.polynomial);
  }

  [[nodiscard]] std::vector<Found> sorted() const {
    std::vector<Found> all;
    all.reserve(found_.size());
    for (const auto& [text, found] : found_) all.push_back(found);
    std::ranges::stable_sort(all, [](const Found& a, const Found& b) { return a.degree > b.degree; });
    return all;
  }

 private:
  void visit(term::Int number) {
    const term::Polynomial& polynomial = arena_.polynomial(number);
    for (const auto& [monomial, coefficient] : polynomial) {
      if (monomial.size() > 1) {
        std::string text;
        for (const std::uint32_t atom : monomial) text += (text.empty() ? "" : " * ") + shown(atom);
        add({Kind::product, monomial.size(), text, {}, {}}, monomial);
      }
      for (const std::uint32_t atom : monomial) visit_atom(atom);
    }
  }

  void visit_atom(std::uint32_t index) {
    const term::Atom& atom = arena_.atom(index);
    if (atom.kind == term::AtomKind::variable || !seen_.insert(index).second) return;
    const bool quotient = atom.kind == term::AtomKind::quotient;
    const bool root = atom.kind == term::AtomKind::square_root;
    if (atom.kind == term::AtomKind::choose) visit(atom.condition);
    visit(atom.a);
    const bool unary = root || atom.kind == term::AtomKind::absolute;
    if (!unary) visit(atom.b);
    // Division by a number is linear for a solver.
    if (root || (quotient && !arena_.value(atom.b)))
      add({root ? Kind::root : Kind::quotient, quotient ? 3U : 2U, shown(index), {}, {}}, {index});
  }

  std::string shown(std::uint32_t atom) { return term::show(arena_, arena_.atom_term(atom)); }

  void add(Found found, const term::Monomial& atoms) {
    term::Mentioned mentioned(arena_);
    for (const std::uint32_t atom : atoms) mentioned.visit(arena_.atom_term(atom));
    for (const std::uint32_t atom : mentioned.atoms()) {
      if (arena_.atom(atom).kind != term::AtomKind::variable) continue;
      found.variables.push_back(arena_.atom(atom).name);
      found.cells.insert(cell_of(arena_.atom(atom).name));
    }
    const std::string text = found.text;
    found_.emplace(text, std::move(found));
  }

  term::Arena& arena_;
  term::SharedParts parts_;
  std::set<std::uint32_t> seen_;
  std::map<std::string, Found> found_;
};

/// Calculations of the property and the step that could be meant.
class Sources {
 public:
  Sources(const oblige::Theory& theory, const oblige::Duty& duty) : contract_(theory.contract) {
    oblige::Places places(contract_);
    if (duty.kind == oblige::DutyKind::keep) whole_ = contract_[duty.invariant.condition].span;
    if (duty.clause && duty.kind == oblige::DutyKind::after) whole_ = contract_[duty.clause->condition].span;
    if (duty.kind == oblige::DutyKind::keep) places.read(duty.invariant.condition);
    if (duty.property) places.read(contract_[*duty.property]);
    if (duty.clause && duty.kind == oblige::DutyKind::after) places.read(duty.clause->condition);
    places.read(contract_[duty.step].body);
    exprs_ = places.exprs();
  }

  /// The smallest calculation of the kind whose cells include all of `found`'s; else the condition as a whole.
  [[nodiscard]] core::Span of(const Found& found) const {
    core::Span best = whole_;
    std::size_t least = SIZE_MAX;
    for (const core::ExprId id : exprs_) {
      if (contract_[id].span.none() || !is(found.kind, id)) continue;
      oblige::Places places(contract_);
      places.read(id);
      const bool whole = std::ranges::includes(places.reads(), found.cells);
      if (!whole || places.exprs().size() >= least) continue;
      least = places.exprs().size();
      best = contract_[id].span;
    }
    return best;
  }

 private:
  [[nodiscard]] bool is(Kind kind, core::ExprId id) const {
    const auto* apply = std::get_if<core::Apply>(&contract_[id].node);
    if (!apply) return false;
    switch (apply->operation) {
      case core::Operation::multiply: return kind == Kind::product;
      case core::Operation::divide_down:
      case core::Operation::divide_up:
      case core::Operation::divide_nearest: return kind == Kind::quotient;
      case core::Operation::square_root: return kind == Kind::root;
      default: return false;
    }
  }

  const core::Contract& contract_;
  std::vector<core::ExprId> exprs_;
  core::Span whole_;
};

std::string advice(const Found& found) {
  const std::string& first = found.variables.empty() ? found.text : found.variables.front();
  switch (found.kind) {
    case Kind::product:
      return fmt::format("a lemma about this product, an invariant that bounds `{}`, or a tighter range for it", first);
    case Kind::quotient: return "a lemma that bounds this quotient from both sides, or the claim multiplied out";
    case Kind::root: return "a lemma that bounds this root by its square";
  }
  return {};
}

}  // namespace

std::vector<Obstacle> obstacles(term::Arena& arena, const Question& question, const oblige::Theory& theory,
                                const oblige::Duty& duty) {
  Collector collector(arena);
  collector.visit(question.goal);
  std::vector<Found> found = collector.sorted();
  if (found.empty()) {
    for (const oblige::Hypothesis& hypothesis : question.hypotheses) collector.visit(hypothesis.formula);
    found = collector.sorted();
  }
  if (found.size() > most) found.resize(most);
  const Sources sources(theory, duty);
  std::vector<Obstacle> result;
  result.reserve(found.size());
  for (const Found& one : found) result.push_back({one.text, sources.of(one), advice(one)});
  return result;
}

Obstacle obstacle_of(const oblige::SumNotFollowed& sum) {
  if (sum.reason == oblige::sum_over_the_past)
    return {
        "", sum.span,
        "`before(sum(...))`, the whole sum as it was, in place of a sum of what each row was; what the rows are now "
        "has a sum of its own"};
  return {"", sum.span,
          "the claim for each row instead, with what the row can claim kept in a field of it; or the sum of something "
          "larger that is polynomial (proving.md, section 5)"};
}

}  // namespace surety::verify::strategy
