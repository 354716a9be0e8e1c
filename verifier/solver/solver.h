// solver.h -- asking a solver whether formulas can hold together. The only room that knows which solver that is.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verifier/solver/session.h"
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

/// How much one question may take: a reproducible count, and, as an outer guard, seconds of work where fewer are to be
/// spent than the session has left.
struct Limits {
  std::uint64_t resources = 1'000'000;
  double seconds = 1e6;
};

/// Can all formulas hold together, with the definitions of their compound atoms? Declared bounds are not implied: say
/// them as formulas. Over the reals `unsat` implies the same over the integers; `sat` does not. Never throws.
Reply ask(term::Arena& arena, const std::vector<term::Bool>& formulas, term::Numbers numbers, const Limits& limits,
          Session& session);

/// What a question over the reals says of compound atoms and of products. Each says less than `whole`, so what it
/// refutes is false.
enum class Form : std::uint8_t {
  whole,    // every definition
  outline,  // the definitions at the surface (term::outline)
  flat,     // every definition, but products are unknowns within the bounds of their factors: simplex, not nlsat
  bare      // no definition: atoms are unknowns that only the formulas speak of
};

/// The same question over the reals, to learn which formulas it takes: with `unsat`, Reply::core has positions in
/// `formulas` that (with what the form adds) cannot hold together. A few more than needed may be among them.
/// No model.
Reply ask_core(term::Arena& arena, const std::vector<term::Bool>& formulas, Form form, const Limits& limits,
               Session& session);

/// "4.8.12"
std::string version();

}  // namespace surety::verify::solver
