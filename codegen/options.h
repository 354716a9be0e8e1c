// options.h -- what code generation is told about a contract, and what it says of the code it made.
//
// A *fact* is something known of a value before the code runs: its declared range, a check that the code has made on
// the way, or an invariant that was proved. Facts decide how wide a value is held and which checks need not be made.
// Whoever asks for code says which facts may be used (`Options`), and is told which were (`Report`): a certificate
// names them, and `surety build --explain` prints them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::codegen {

struct Options {
  /// false: the fully checked form. Every check of the semantics is made, whatever is known.
  bool facts = true;
  /// Invariants that hold after instantiation and after every step, whatever the environment does. The caller vouches
  /// for them: proved, by proofs that rest on no `assume`. Empty is always right. Without `facts` they are ignored, and
  /// where no global tells whether the contract was instantiated.
  std::vector<core::PropertyId> proved;
  /// Scans that get thresholds beside the plain form. The caller vouches for them: the lemma `monotone` of each is
  /// proved, by a proof that rests on nothing trusted. A scan without `by` here is ignored.
  std::vector<core::ScanId> thresholds{};
  /// An object uses all that the processor of this machine has, instead of what every one of its family has.
  bool host_processor = false;
};

/// Those of Options::proved that code can rest on: that bound single cells, in a contract where every step can tell
/// whether it was instantiated.
std::vector<core::PropertyId> relied_on(const core::Contract& contract, const Options& options);

/// Whether the code has thresholds for this scan.
inline bool by_thresholds(const core::Contract& contract, const Options& options, core::ScanId scan) {
  return contract[scan].by && std::ranges::find(options.thresholds, scan) != options.thresholds.end();
}

enum class FactSource : std::uint8_t {
  declared_range,  // of an argument, a field or a global; checked on entry and by every write
  check,           // made by the code, on the path, before
  invariant,       // one of Options::proved
};

struct Fact {
  FactSource source = FactSource::declared_range;
  /// declared_range: the argument, "Trader.margin" or the global; check: the error it ends with; invariant: its name.
  std::string name;
  /// Where the declaration, the check or the invariant stands.
  core::Span span;
  bool operator==(const Fact&) const = default;
};

/// A check that the semantics of a step asks for.
struct Check {
  core::ErrorId error;
  /// What is checked: the statement or expression.
  core::Span span;
  /// true: the code makes it. false: it cannot fail.
  bool remains = true;
  /// For people. remains: what is known and does not suffice, "-9 .. 1000 is not within 0 .. 100"; else empty.
  std::string reason;
  /// Indices in StepReport::facts, ascending: what a dropped check rests on.
  std::vector<std::uint32_t> facts;
};

struct StepReport {
  core::StepId step;
  std::vector<Fact> facts;    // used to drop a check or to hold a value in fewer bits; in order of first use
  std::vector<Check> checks;  // in the order of evaluation
};

/// One entry per step, by StepId.
struct Report {
  std::vector<StepReport> steps;
};

}  // namespace surety::codegen
