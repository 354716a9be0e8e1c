// core.cpp -- see core.h.
#include "verifier/prove/core.h"

#include <algorithm>
#include <set>

#include "verifier/prove/fuse.h"
#include "verifier/prove/recentre.h"
#include "verifier/prove/simplify.h"
#include "verifier/prove/slices.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;

constexpr std::string_view prefix = "require ";
constexpr std::uint64_t resources_to_drop_one = 30'000;  // a proof that gets dear without it needs it, for all we care
constexpr std::size_t most_requires = 8;

bool is_require(const Hypothesis& hypothesis) {
  return hypothesis.role == oblige::Role::guard && hypothesis.name.starts_with(prefix);
}

/// Is it one of those that a proof may be tried without?
bool is_droppable(const Hypothesis& hypothesis) { return is_named(hypothesis) || is_require(hypothesis); }

Selection without(const Selection& hypotheses, const std::set<std::string>& names) {
  Selection fewer;
  std::ranges::copy_if(hypotheses, std::back_inserter(fewer),
                       [&](const Hypothesis& one) { return !is_droppable(one) || !names.contains(one.name); });
  return fewer;
}

std::set<std::string> droppable_names(const Selection& hypotheses) {
  std::set<std::string> names;
  for (const Hypothesis& one : hypotheses) {
    if (is_droppable(one)) names.insert(one.name);
  }
  return names;
}

std::vector<term::Bool> formulas_of(const std::vector<Marked>& marked) {
  std::vector<term::Bool> formulas;
  formulas.reserve(marked.size());
  for (const Marked& one : marked) formulas.push_back(one.formula);
  return formulas;
}

class Minimiser {
 public:
  Minimiser(const Scope& scope, const std::set<std::string>& settled, std::uint64_t resources, const Again& again,
            solver::Session& session)
      : scope_(scope), settled_(settled), resources_(resources), again_(again), session_(session) {}

  Finding run(Finding finding) {
    const Selection& whole = scope_.hypotheses;
    const std::set<std::string> all = droppable_names(whole);
    if (all.empty()) return finding;
    if (auto core = by_core(all, finding))
      finding = *std::move(core);
    else
      drop({all.begin(), all.end()}, resources_to_drop_one, finding);
    std::size_t requires_tried = 0;
    const std::set<std::string> left = droppable_names(finding.needed.value_or(whole));
    for (const std::string& name : left) {
      if (session_.over()) break;
      if (settled_.contains(name)) continue;
      if (name.starts_with(prefix) && ++requires_tried > most_requires) continue;
      drop({name}, resources_to_drop_one, finding);
    }
    return finding;
  }

 private:
  /// False where there is no proof without them.
  bool drop(const std::set<std::string>& names, std::uint64_t resources, Finding& finding) {
    if (names.empty()) return true;
    auto fewer = again_(without(finding.needed.value_or(scope_.hypotheses), names), resources);
    if (!fewer) return false;
    finding = *std::move(fewer);
    return true;
  }

  /// The proof that the solver's core is, from the hypotheses it rests on; nullopt where the solver gives none.
  std::optional<Finding> by_core(const std::set<std::string>& names, const Finding& finding) {
    const std::vector<std::string> numbered(names.begin(), names.end());
    Finding smaller = finding;
    smaller.rests_on.clear();
    const auto marks = core_of(simplified(scope_.arena, marked(numbered)), smaller.rests_on);
    if (!marks) return std::nullopt;
    std::set<std::string> idle;
    for (std::size_t i = 0; i < numbered.size(); ++i) {
      if ((*marks & mark(i)) == 0) idle.insert(numbered[i]);
    }
    smaller.needed = without(scope_.hypotheses, idle);
    smaller.uses = names_of(*smaller.needed);
    return smaller;
  }

  [[nodiscard]] std::vector<Marked> marked(const std::vector<std::string>& numbered) const {
    std::vector<Marked> formulas;
    const std::vector<term::Bool> all = stated(scope_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      Marks marks = 0;
      if (i < scope_.hypotheses.size() && is_droppable(scope_.hypotheses[i])) {
        const auto place = std::ranges::lower_bound(numbered, scope_.hypotheses[i].name);
        marks = mark(static_cast<std::size_t>(place - numbered.begin()));
      }
      formulas.push_back({all[i], marks});
    }
    return formulas;
  }

  /// The marks of formulas that cannot hold together, which are noted in `rests_on` where a solver had to be asked.
  std::optional<Marks> core_of(std::vector<Marked> formulas, std::vector<Refuted>& rests_on) {
    std::vector<term::Bool> asked = formulas_of(formulas);
    if (contradictory(scope_.arena, asked)) return formulas.front().marks;
    asked = recentred(scope_.arena, std::move(asked));
    for (std::size_t i = 0; i < asked.size(); ++i) formulas[i].formula = asked[i];
    formulas = fused(scope_.arena, std::move(formulas));
    asked = formulas_of(formulas);
    if (contradictory(scope_.arena, asked)) return std::nullopt;
    const solver::Reply reply =
        solver::ask_core(scope_.arena, asked, solver::Definitions::stated, {resources_}, session_);
    if (reply.status != solver::Status::unsat) return std::nullopt;
    Marks marks = 0;
    Refuted& refuted = rests_on.emplace_back();
    for (const std::size_t index : reply.core) {
      marks |= formulas[index].marks;
      refuted.formulas.push_back(formulas[index].formula);
    }
    return marks;
  }

  const Scope& scope_;
  const std::set<std::string>& settled_;
  std::uint64_t resources_;
  const Again& again_;
  solver::Session& session_;
};

}  // namespace

std::string named_require(const std::string& name) { return std::string(prefix) + name; }

std::vector<std::string> requires_among(const std::vector<Hypothesis>& needed) {
  std::set<std::string> names;
  for (const Hypothesis& hypothesis : needed) {
    if (is_require(hypothesis)) names.insert(hypothesis.name.substr(prefix.size()));
  }
  return {names.begin(), names.end()};
}

Finding with_fewest(const Scope& scope, const std::set<std::string>& settled, Finding finding, std::uint64_t resources,
                    const Again& again, solver::Session& session) {
  return Minimiser(scope, settled, resources, again, session).run(std::move(finding));
}

}  // namespace surety::verify::strategy
