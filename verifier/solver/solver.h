// solver.h -- asking a solver whether formulas can hold together. The only room that knows which solver that is.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "verifier/term/print.h"
#include "verifier/term/traverse.h"

namespace surety::verify::solver {

enum class Status : std::uint8_t { unsat, sat, unknown };

struct Reply {
  Status status = Status::unknown;
  std::string reason;                  // unknown: why
  term::Assignment model;              // sat: reals are rounded down, so this is a candidate only
  std::vector<std::size_t> core = {};  // unsat, of ask_core and ask_linear: ascending positions
};

/// How a question may end: a reproducible budget, an outer guard, and being told to stop.
struct Limits {
  std::uint64_t resources = 1'000'000;
  double seconds = 60;
};

/// Lets another thread end questions that are being asked.
class Interrupter {
 public:
  /// From now on every question ends at once with `unknown`.
  void stop();
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// Used by ask(): what to call to end a running question; forgotten by withdraw.
  std::size_t enlist(std::function<void()> interrupt);
  void withdraw(std::size_t ticket);
  /// How many questions have been asked.
  [[nodiscard]] std::size_t asked() const;

 private:
  mutable std::mutex mutex_;
  std::atomic<bool> stopped_ = false;
  std::size_t next_ = 0;
  std::map<std::size_t, std::function<void()>> running_;
};

/// While it lives, Interrupter::stop() calls `interrupt`.
class Enlisted {
 public:
  Enlisted(Interrupter& interrupter, std::function<void()> interrupt)
      : interrupter_(interrupter), ticket_(interrupter.enlist(std::move(interrupt))) {}
  ~Enlisted() { interrupter_.withdraw(ticket_); }
  Enlisted(const Enlisted&) = delete;
  Enlisted& operator=(const Enlisted&) = delete;

 private:
  Interrupter& interrupter_;
  std::size_t ticket_;
};

/// Can all formulas hold together, with the definitions of their compound atoms? Declared bounds are not implied: say
/// them as formulas. Over the reals `unsat` implies the same over the integers; `sat` does not. Never throws.
Reply ask(term::Arena& arena, const std::vector<term::Bool>& formulas, term::Numbers numbers, const Limits& limits,
          Interrupter& interrupter);

/// Are compound atoms asked about with what defines them, or as unknowns that only the formulas speak of?
enum class Definitions : std::uint8_t { stated, omitted };

/// The same question over the reals, to learn which formulas it takes: with `unsat`, Reply::core has positions in
/// `formulas` that (with the definitions, where stated) cannot hold together. A few more than needed may be among them.
/// No model.
Reply ask_core(term::Arena& arena, const std::vector<term::Bool>& formulas, Definitions definitions,
               const Limits& limits, Interrupter& interrupter);

/// "4.8.12"
std::string version();

}  // namespace surety::verify::solver
