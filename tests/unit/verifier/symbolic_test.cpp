// symbolic_test.cpp -- the Symbolic reading says of numbers what the interpreter does with them.
//
// A random contract's step is explored symbolically; then, for random states and arguments, exactly one path must fit a
// success, none a revert, and the path's terms must have the interpreter's values. Broken primitives are noticed.
#include "verifier/oblige/symbolic.h"

#include "compiler/read/interpreter.h"
#include "tests/catch.h"
#include "tests/differential/aimed_inputs.h"
#include "tests/differential/random_contract.h"
#include "tests/differential/random_source.h"
#include "verifier/term/traverse.h"

using namespace surety;
using core::Integer;
using verify::oblige::PartyTerm;
using verify::oblige::Symbolic;

namespace {

constexpr std::size_t most_paths = 300;

template <class D>
struct Explored {
  std::unique_ptr<D> domain;
  std::vector<Symbolic::Value> arguments;
};

/// All paths of a step; empty where there are too many.
template <class D>
std::vector<Explored<D>> explored(const core::Contract& contract, core::StepId step, term::Arena& arena,
                                  verify::oblige::Script& script) {
  std::vector<Explored<D>> paths;
  do {
    auto domain = std::make_unique<D>(contract, arena, script, Symbolic::Start::reachable);
    std::vector<Symbolic::Value> arguments;
    for (std::uint32_t i = 0; i < contract[step].argument_count; ++i) {
      arguments.push_back(domain->argument(contract[step].locals[i]));
    }
    try {
      core::Semantics<D>(contract, *domain, core::Mode::step).run(step, arguments);
      paths.push_back({std::move(domain), std::move(arguments)});
    } catch (const verify::oblige::PathEnd&) {
    }
    if (paths.size() > most_paths) return {};
  } while (script.advance());
  return paths;
}

/// One path against one concrete state: which numbers its symbols stand for.
template <class D>
class Fitting {
 public:
  Fitting(const term::Arena& arena, const Explored<D>& path, const core::State& state,
          const std::vector<Integer>& arguments)
      : arena_(arena), domain_(*path.domain) {
    for (std::size_t i = 0; i < state.globals.size(); ++i) bind(domain_.globals_before()[i], state.globals[i]);
    for (std::size_t i = 0; i < arguments.size(); ++i) bind(path.arguments[i], arguments[i]);
    for (const Symbolic::Row& row : domain_.rows()) {
      const auto& rows = state.tables[row.table.index];
      const auto found = rows.find(static_cast<core::PartyIndex>(party(row.party).get_ui()));
      for (std::size_t f = 0; f < row.before.size(); ++f) {
        bind(row.before[f], found == rows.end() ? Integer(0) : found->second[f]);
      }
    }
  }

  /// The path's decisions and hypotheses agree with the numbers.
  bool fits() {
    for (const auto& [a, x] : parties_) {
      for (const auto& [b, y] : parties_) {
        if (domain_.parties().same({a}, {b}) && x != y) return false;
        if (domain_.parties().different({a}, {b}) && x == y) return false;
      }
    }
    for (const auto& hypothesis : domain_.path()) {
      if (term::evaluate(arena_, hypothesis.formula, values_) != true) return false;
    }
    return true;
  }

  bool agrees(const core::State& after) {
    for (std::size_t i = 0; i < after.globals.size(); ++i) {
      if (number(domain_.globals_now()[i]) != after.globals[i]) return false;
    }
    for (const Symbolic::Row& row : domain_.rows()) {
      const auto& rows = after.tables[row.table.index];
      const auto found = rows.find(static_cast<core::PartyIndex>(party(row.party).get_ui()));
      for (std::size_t f = 0; f < row.now.size(); ++f) {
        if (number(row.now[f]) != (found == rows.end() ? Integer(0) : found->second[f])) return false;
      }
    }
    return true;
  }

 private:
  void bind(const Symbolic::Value& value, const Integer& number) {
    if (const auto* integer = std::get_if<term::Int>(&value)) {
      values_.integers[arena_.atom(arena_.polynomial(*integer).begin()->first.front()).name] = number;
    } else if (const auto* boolean = std::get_if<term::Bool>(&value)) {
      values_.booleans[arena_.node(*boolean).name] = number != 0;
    } else {
      parties_[std::get<PartyTerm>(value).index] = number;
    }
  }
  Integer party(PartyTerm term) {
    const auto known = parties_.find(term.index);
    if (known != parties_.end()) return known->second;
    const std::string& name = domain_.parties().name(term);  // "party 3"
    return parties_[term.index] = Integer(name.substr(name.find(' ') + 1));
  }
  Integer number(const Symbolic::Value& value) {
    if (const auto* integer = std::get_if<term::Int>(&value)) {
      return term::evaluate(arena_, *integer, values_).value_or(Integer(-999'999));
    }
    if (const auto* boolean = std::get_if<term::Bool>(&value)) {
      return term::evaluate(arena_, *boolean, values_).value_or(false) ? 1 : 0;
    }
    return party(std::get<PartyTerm>(value));
  }

  const term::Arena& arena_;
  const D& domain_;
  term::Assignment values_;
  std::map<std::uint32_t, Integer> parties_;
};

struct Tally {
  unsigned successes = 0;
  unsigned reverts = 0;
  unsigned wrong = 0;
};

/// Beyond its range an argument reverts before the step begins; its symbol has no such values.
bool in_range(const core::Step& step, const std::vector<Integer>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool number = step.locals[i].type.sort == core::Sort::integer;
    if (number && !step.locals[i].range.contains(arguments[i])) return false;
  }
  return true;
}

/// A state from which declared ranges are facts.
std::optional<core::State> instantiated(const core::Contract& contract, testing::AimedInputs& inputs,
                                        core::Engine& engine) {
  const core::State nothing = core::zero_state(contract);
  for (unsigned trial = 0; trial < 50; ++trial) {
    engine.reset(nothing);
    if (!engine.execute(core::StepId{0}, inputs.arguments(core::StepId{0}, nothing)).error) return engine.state();
  }
  return std::nullopt;
}

template <class D>
void compare(const core::Contract& contract, core::StepId step, std::uint64_t seed, Tally& tally) {
  term::Arena arena;
  verify::oblige::Script script;
  const auto paths = explored<D>(contract, step, arena, script);
  const auto engine = read::make_interpreter(contract);
  testing::AimedInputs inputs(contract, seed, 3);
  const auto begun = instantiated(contract, inputs, *engine);
  if (!begun) return;
  core::State state = *begun;
  for (unsigned trial = 0; trial < 25; ++trial) {
    engine->reset(state);
    const std::vector<Integer> arguments = inputs.arguments(step, state);
    if (!in_range(contract[step], arguments)) continue;
    const bool success = !engine->execute(step, arguments).error;
    unsigned fitting = 0;
    bool agree = true;
    for (const auto& path : paths) {
      Fitting<D> one(arena, path, state, arguments);
      if (!one.fits()) continue;
      ++fitting;
      agree = agree && one.agrees(engine->state());
    }
    ++(success ? tally.successes : tally.reverts);
    const bool right = success ? fitting == 1 && agree : fitting == 0;
    if (!paths.empty() && !right) ++tally.wrong;
    if (success) state = engine->state();
  }
}

template <class D>
Tally compare_many(std::uint64_t seeds) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto contract = testing::random_contract(seed);
    for (std::uint32_t step = 1; step < contract.steps.size(); ++step) {
      compare<D>(contract, core::StepId{step}, seed, tally);
    }
  }
  return tally;
}

#define MUTANT(name, body)       \
  class name : public Symbolic { \
   public:                       \
    using Symbolic::Symbolic;    \
    body                         \
  }
MUTANT(AddsBackwards, Int add(Int a, Int b) { return subtract(a, b); });
MUTANT(
    DividesUp,
    Int div_floor(Int a, Int b) { return Symbolic::div_floor(subtract(Symbolic::add(a, b), integer(1)), b); });
MUTANT(LessOrEqual, Bool less(Int a, Int b) { return Symbolic::less(a, Symbolic::add(b, integer(1))); });
MUTANT(NeverEqual, Bool equal(Int, Int) { return boolean(false); });
MUTANT(AlwaysApart, Bool same(Party a, Party b) { return boolean(a == b); });
MUTANT(SelectsOther, Int select(Bool c, Int a, Int b) { return Symbolic::select(c, b, a); });
MUTANT(ForgetsWrites, void write_row(core::TableId, Party, core::FieldId, const Value&){});
MUTANT(ForgetsRequires, void require(Bool, core::ErrorId){});
MUTANT(EitherIsBoth, Bool either(Bool a, Bool b) { return both(a, b); });

}  // namespace

TEST_CASE("symbolic paths and the interpreter agree on random contracts") {
  const Tally tally = compare_many<Symbolic>(25);
  CHECK(tally.successes > 200);
  CHECK(tally.reverts > 200);
  CHECK(tally.wrong == 0);
}

TEST_CASE("a broken primitive of Symbolic is noticed") {
  CHECK(compare_many<AddsBackwards>(12).wrong > 0);
  CHECK(compare_many<DividesUp>(12).wrong > 0);
  CHECK(compare_many<LessOrEqual>(12).wrong > 0);
  CHECK(compare_many<NeverEqual>(12).wrong > 0);
  CHECK(compare_many<AlwaysApart>(12).wrong > 0);
  CHECK(compare_many<SelectsOther>(12).wrong > 0);
  CHECK(compare_many<ForgetsWrites>(12).wrong > 0);
  CHECK(compare_many<ForgetsRequires>(12).wrong > 0);
  CHECK(compare_many<EitherIsBoth>(12).wrong > 0);
}
