// claims.h -- proofs remembered from earlier runs, as claims of mathematics.
//
// A claim is "from these hypotheses this goal follows", each named by its digest. It does not mention the contract it
// came from, so it is found again by the goal and holds wherever its hypotheses are at hand: after an edit, only goals
// that changed or lost a hypothesis which their proof needed are proved again. A claim made in the same context is
// preferred, for its proof is the one that would be found again.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "verifier/prove/cache.h"
#include "verifier/prove/fingerprint.h"
#include "verifier/prove/ladder.h"

namespace surety::verify::strategy {

/// A proof that was found before.
struct Remembered {
  std::string rung;
  std::vector<std::string> uses;
  std::vector<std::string> requires_needed;
  bool same_context = true;  // false: made where other hypotheses stood beside those that it needs
};

/// A question by its digests.
struct Told {
  std::string goal;
  std::vector<std::string> hypotheses;  // as they stand in the question
  std::string context;                  // of all hypotheses
  /// Of the whole question.
  [[nodiscard]] std::string digest() const;
};
Told told(Fingerprints& fingerprints, const Question& question);
std::vector<std::string> digests_of(Fingerprints& fingerprints, const std::vector<oblige::Hypothesis>& hypotheses);

class Claims {
 public:
  enum class Access : std::uint8_t { read_and_write, read_only };

  /// `settings`: everything beside the formulas that an answer depends on; part of every key. Borrows `cache`.
  Claims(Cache& cache, std::string settings, Access access = Access::read_and_write)
      : cache_(cache), settings_(std::move(settings)), access_(access), run_(hexadecimal(Hasher()(random_bytes(16)))) {}

  std::optional<Remembered> find(const Told& question) const;
  /// `needed`: digests of the hypotheses that the proof rests on. `proof.same_context` does not matter.
  void keep(const Told& question, const std::vector<std::string>& needed, const Remembered& proof);

  /// Whether hypotheses, by their digests, can hold together, as satisfiable() answered; the outer nullopt: nothing is
  /// remembered.
  std::optional<std::optional<bool>> satisfiable(const std::vector<std::string>& hypotheses) const;
  void keep_satisfiable(const std::vector<std::string>& hypotheses, std::optional<bool> answer);

  [[nodiscard]] Cache& cache() const { return cache_; }
  [[nodiscard]] const std::string& settings() const { return settings_; }

 private:
  Cache& cache_;
  std::string settings_;
  Access access_;
  std::string run_;     // what this very run keeps is not for itself: who asks first would depend on the threads
  std::mutex writing_;  // an entry is read, extended and written
};

/// The program and the solver that answer: a build of either that differs does not share answers with this one.
std::string identity_of_prover();
/// Claims::settings of runs with this budget for each question.
std::string settings_of(std::uint64_t resource_limit);

}  // namespace surety::verify::strategy
