// campaign.h -- which of many mutants of a contract its properties notice.
//
// Each mutant is the contract with some steps done wrongly. Only the obligations of those steps can have changed: all
// others were proved for the original, and induction asks each step on its own. A mutant dies at the first property
// that is not kept; one that dies of none is compared with the original by proof, for a change without a consequence
// is no mistake.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "verifier/prover.h"

namespace surety::verify::mutation {

enum class Fate : std::uint8_t {
  killed,      // a property is violated or not inductive, or says nothing any more
  survived,    // every property is proved, and the mutant does something else than the original
  equivalent,  // proved: the same successes with the same final state, or the very same steps
  undecided,   // some property is unknown, and none is known to break
  refused,     // does not compile: the type system noticed
  cancelled,   // the run ended before
};
/// "killed", "survived", "equivalent", "not_decided", "refused", "cancelled": the words of the JSON.
std::string_view word(Fate fate);

struct Outcome {
  Fate fate = Fate::cancelled;
  std::string property;                // killed: by which; undecided: which is unknown
  Verdict verdict = Verdict::unknown;  // killed: violated, not_inductive or vacuous
  std::string reason;                  // undecided, refused: why; equivalent: how that is known
  /// survived: a claim of the specification, proved for the original, that the mutant breaks.
  std::optional<core::PropertyId> suggestion;
  /// survived: proved that it does nothing which the original would not do; it only refuses more.
  bool stricter = false;
  double seconds = 0;
};

struct Campaign {
  const core::Contract& original;
  /// The original with rules more, which were guessed and may be false: `claims`. Has all its properties.
  const core::Contract& specification;
  std::vector<core::PropertyId> claims;
  std::size_t mutant_count = 0;
  /// The mutant's contract, without the claims; a reason where it does not compile. Called from several threads.
  std::function<std::variant<core::Contract, std::string>(std::size_t mutant)> compile;
  /// Claims to try for a mutant, best first: indices into `claims`. Called from several threads.
  std::function<std::vector<std::size_t>(std::size_t mutant)> claims_for;
  std::optional<std::string> property;  // only this one may kill
  /// Called on the calling thread with a mutant's number when it begins; may be empty.
  std::function<void(std::size_t mutant)> progress;
};

struct CampaignReport {
  std::vector<Outcome> outcomes;      // by mutant
  std::vector<std::string> unproved;  // properties of the original that are not proved: they kill nothing
  double seconds = 0;
};

/// Of `options`: jobs, timeout_seconds (for one mutant), resource_limit, cancelled. Outcomes do not depend on jobs.
CampaignReport run(const Campaign& campaign, const Options& options);

}  // namespace surety::verify::mutation
