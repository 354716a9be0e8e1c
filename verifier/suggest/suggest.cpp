// suggest.cpp -- see suggest.h.
#include "verifier/suggest/suggest.h"

#include <algorithm>
#include <set>

#include "compiler/read/interpreter.h"
#include "verifier/suggest/wander.h"

namespace surety::verify::suggest {

namespace {

using Names = std::set<std::string>;

/// More than this many rounds without a fixed point, or more candidates than this after the first look, cost more time
/// than a hint is worth.
constexpr int most_rounds = 8;
constexpr std::size_t most_candidates = 80;
constexpr std::uint64_t resources_per_question = 1'000'000;

class Houdini {
 public:
  Houdini(const core::Contract& contract, const Request& request)
      : contract_(contract), request_(request), target_(contract[request.target].name) {}

  std::optional<std::vector<std::string>> run() {
    Names left = not_refuted();
    // What all candidates together do not close, no fewer of them will: most searches in vain end here.
    if (left.empty() || stopped() || !closed_by(left)) return std::nullopt;
    for (int round = 0; round < most_rounds && !left.empty() && !stopped(); ++round) {
      const Names kept = kept_by_all_steps(left);
      if (kept == left) break;
      left = kept;
    }
    if (left.empty() || stopped() || !proves(left)) return std::nullopt;
    return in_order(without_needless(needed_among(left)));
  }

 private:
  [[nodiscard]] bool stopped() const { return request_.options.cancelled && request_.options.cancelled(); }

  /// Candidates that hold in every state of some random runs.
  Names not_refuted() {
    const std::vector<core::State> states = wander(contract_, request_.target);
    Names names;
    for (const core::Property& property : contract_.properties) {
      const bool candidate = std::ranges::find(request_.candidates, property.name) != request_.candidates.end();
      if (!candidate || names.size() >= most_candidates) continue;
      const bool held = std::ranges::all_of(
          states, [&](const core::State& state) { return read::holds(contract_, property.condition, state) == true; });
      if (held) names.insert(property.name);
    }
    return names;
  }

  /// The contract with no other candidates than these. They are its last properties, so no other's id changes.
  [[nodiscard]] core::Contract with_only(const Names& candidates) const {
    core::Contract contract = contract_;
    std::erase_if(contract.properties, [&](const core::Property& property) {
      const bool candidate = std::ranges::find(request_.candidates, property.name) != request_.candidates.end();
      return candidate && !candidates.contains(property.name);
    });
    return contract;
  }

  [[nodiscard]] Report ask(const Names& candidates, Names wanted) const {
    Options options = request_.options;
    options.property.reset();
    options.properties = std::move(wanted);
    options.recheck.reset();
    options.recheck_z3_npm.reset();
    options.smt_directory.reset();
    options.search_steps = 0;
    options.resource_limit = std::min(options.resource_limit, resources_per_question);
    return prove(with_only(candidates), options);
  }

  [[nodiscard]] Names kept_by_all_steps(const Names& candidates) const {
    Names kept;
    for (const PropertyResult& result : ask(candidates, candidates).properties) {
      const bool by_all = std::ranges::all_of(
          result.obligations, [](const ObligationResult& one) { return one.verdict == Verdict::proved; });
      if (by_all && candidates.contains(result.name)) kept.insert(result.name);
    }
    return kept;
  }

  /// Does the target follow where the candidates are taken for granted?
  [[nodiscard]] bool closed_by(const Names& candidates) const {
    return ask(candidates, {target_}).count(Verdict::proved) == 1;
  }

  [[nodiscard]] bool proves(const Names& candidates) const {
    Names wanted = candidates;
    wanted.insert(target_);
    return ask(candidates, wanted).count(Verdict::proved) == wanted.size();
  }

  /// What the target's proof names, what those proofs name, and so on.
  [[nodiscard]] Names needed_among(const Names& candidates) const {
    Names all = candidates;
    all.insert(target_);
    const Report report = ask(candidates, all);
    Names needed;
    std::vector<std::string> open = {target_};
    while (!open.empty()) {
      const std::string name = open.back();
      open.pop_back();
      for (const PropertyResult& result : report.properties) {
        if (result.name != name) continue;
        for (const ObligationResult& obligation : result.obligations)
          for (const std::string& used : obligation.uses)
            if (candidates.contains(used) && needed.insert(used).second) open.push_back(used);
      }
    }
    return needed;
  }

  [[nodiscard]] Names without_needless(Names names) const {
    for (const std::string& name : in_reverse(names)) {
      Names fewer = names;
      fewer.erase(name);
      if (!stopped() && proves(fewer)) names = fewer;
    }
    return names;
  }

  [[nodiscard]] std::vector<std::string> in_order(const Names& names) const {
    std::vector<std::string> ordered;
    for (const std::string& candidate : request_.candidates)
      if (names.contains(candidate)) ordered.push_back(candidate);
    return ordered;
  }
  /// The plain ones, which come first, are to stay.
  [[nodiscard]] std::vector<std::string> in_reverse(const Names& names) const {
    std::vector<std::string> ordered = in_order(names);
    std::ranges::reverse(ordered);
    return ordered;
  }

  const core::Contract& contract_;
  const Request& request_;
  std::string target_;
};

}  // namespace

std::optional<std::vector<std::string>> closing(const core::Contract& contract, const Request& request) {
  auto names = Houdini(contract, request).run();
  if (names && names->empty()) return std::nullopt;  // it needed none: the budget alone was missing
  return names;
}

}  // namespace surety::verify::suggest
