// core.cpp -- see core.h.
#include "verifier/prove/core.h"

#include <algorithm>
#include <set>

#include "verifier/prove/prepare.h"
#include "verifier/prove/slices.h"

namespace surety::verify::strategy {

namespace {

using oblige::Hypothesis;

/// A proof that gets dear without it needs it, for all we care; what is left of a core is asked about quickly.
constexpr std::uint64_t resources_to_drop_one = 30'000;
constexpr std::uint64_t resources_to_drop_from_core = 10'000;
constexpr std::size_t most_requires = 8;

Selection without(const Selection& hypotheses, const std::set<std::string>& names) {
  Selection fewer;
  std::ranges::copy_if(hypotheses, std::back_inserter(fewer),
                       [&](const Hypothesis& one) { return !is_droppable(one) || !names.contains(one.name); });
  return fewer;
}

/// Of each case the formulas that cannot hold together, and all that they were made from.
struct Core {
  std::vector<std::vector<Marked>> cases;
  Marks marks = 0;
};

class Minimiser {
 public:
  Minimiser(const Scope& scope, const std::set<std::string>& settled, const Again& again, solver::Session& session)
      : scope_(scope), settled_(settled), again_(again), session_(session) {}

  Finding run(Finding finding) {
    const Prepared own = scope_.prepared ? Prepared{} : prepare(scope_);
    const Prepared& prepared = scope_.prepared ? *scope_.prepared : own;
    if (prepared.names.empty()) return finding;
    if (!finding.cases.empty()) {
      const Core core = smallest(prepared, core_with(std::move(finding.cases)));
      return resting_on(prepared, core, std::move(finding));
    }
    if (contradictory(scope_.arena, formulas_of(prepared.formulas)))
      finding = resting_on(prepared, core_with({prepared.formulas}), std::move(finding));
    else
      drop({prepared.names.begin(), prepared.names.end()}, finding);
    for (const std::string& name : worth_a_try(prepared, finding.needed.value_or(scope_.hypotheses))) {
      if (session_.over()) break;
      drop({name}, finding);
    }
    return finding;
  }

 private:
  /// The finding for the hypotheses that the core was made from.
  [[nodiscard]] Finding resting_on(const Prepared& prepared, const Core& core, Finding finding) const {
    std::set<std::string> idle;
    for (std::size_t i = 0; i < prepared.names.size(); ++i) {
      if ((core.marks & mark(i)) == 0) idle.insert(prepared.names[i]);
    }
    finding.needed = without(scope_.hypotheses, idle);
    finding.uses = names_of(*finding.needed);
    finding.rests_on = strategy::resting_on(scope_.arena, core.cases);
    return finding;
  }

  /// Names among the hypotheses that may turn out not to be needed, and would be news to the report.
  [[nodiscard]] std::vector<std::string> worth_a_try(const Prepared& prepared, const Selection& hypotheses) const {
    std::vector<std::string> names;
    std::size_t requires_tried = 0;
    for (const std::string& name : prepared.names) {
      const bool among =
          std::ranges::any_of(hypotheses, [&](const Hypothesis& one) { return is_droppable(one) && one.name == name; });
      if (!among || settled_.contains(name)) continue;
      if (name.starts_with(require_prefix) && ++requires_tried > most_requires) continue;
      names.push_back(name);
    }
    return names;
  }

  /// Leaves the finding as it is where there is no proof without them.
  void drop(const std::set<std::string>& names, Finding& finding) {
    auto fewer = again_(without(finding.needed.value_or(scope_.hypotheses), names), resources_to_drop_one);
    if (fewer) finding = *std::move(fewer);
  }

  /// What is left of it without one name after the other.
  Core smallest(const Prepared& prepared, Core core) {
    const Finding whole = resting_on(prepared, core, {});
    for (const std::string& name : worth_a_try(prepared, whole.needed.value_or(scope_.hypotheses))) {
      const auto place = std::ranges::lower_bound(prepared.names, name);
      const Marks dropped = mark(static_cast<std::size_t>(place - prepared.names.begin()));
      if (session_.over()) break;
      if ((core.marks & dropped) == 0) continue;
      if (auto smaller = lacking(core, dropped)) core = *std::move(smaller);
    }
    return core;
  }

  static Core core_with(std::vector<std::vector<Marked>> cases) {
    Core core{std::move(cases), 0};
    for (const std::vector<Marked>& formulas : core.cases) {
      for (const Marked& one : formulas) core.marks |= one.marks;
    }
    return core;
  }

  /// Of one case. To ask about several again would be dear.
  std::optional<Core> lacking(const Core& core, Marks dropped) {
    if (core.cases.size() > 1) return std::nullopt;
    std::vector<Marked> fewer;
    std::ranges::copy_if(core.cases.front(), std::back_inserter(fewer),
                         [&](const Marked& one) { return (one.marks & dropped) == 0; });
    auto smaller = core_of(fewer);
    return smaller ? std::optional(core_with({*std::move(smaller)})) : std::nullopt;
  }

  std::optional<std::vector<Marked>> core_of(const std::vector<Marked>& formulas) {
    const solver::Reply reply = solver::ask_core(scope_.arena, formulas_of(formulas), solver::Form::whole,
                                                 {resources_to_drop_from_core}, session_);
    if (reply.status != solver::Status::unsat) return std::nullopt;
    return those_at(reply.core, formulas);
  }

  const Scope& scope_;
  const std::set<std::string>& settled_;
  const Again& again_;
  solver::Session& session_;
};

}  // namespace

std::vector<std::string> requires_among(const std::vector<Hypothesis>& needed) {
  std::set<std::string> names;
  for (const Hypothesis& hypothesis : needed) {
    if (is_require(hypothesis)) names.insert(hypothesis.name.substr(require_prefix.size()));
  }
  return {names.begin(), names.end()};
}

Finding with_fewest(const Scope& scope, const std::set<std::string>& settled, Finding finding, const Again& again,
                    solver::Session& session) {
  return Minimiser(scope, settled, again, session).run(std::move(finding));
}

}  // namespace surety::verify::strategy
