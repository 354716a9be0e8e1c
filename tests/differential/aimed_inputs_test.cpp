// aimed_inputs_test.cpp -- the test of the tests: aimed inputs must go on hitting ties, bounds and aliases, and a
// reading with one primitive broken must be noticed.
#include "tests/differential/aimed_inputs.h"

#include <fmt/format.h>

#include <set>

#include "compiler/read/interpreter.h"
#include "runtime/engine/lockstep.h"
#include "tests/catch.h"
#include "tests/differential/domain_engine.h"
#include "tests/differential/random_contract.h"

using namespace surety;
using core::Integer;
using core::Operation;
using core::Range;
using read::Concrete;

namespace {

struct Hits {
  std::size_t ties = 0;      // a quotient to the nearest exactly between two, by 100 or more
  std::size_t negative = 0;  // a quotient of a negative number that is not exact: floor and truncation differ
  std::size_t bounds = 0;    // a checked value on an end of its range, or one beyond
  std::size_t edges = 0;     // a comparison of two equal numbers
  std::size_t aliases = 0;   // a write to a row met before, of a party that two arguments name
};

/// Concrete, counting.
class Counting : public Concrete {
 public:
  using Concrete::Concrete;
  Int div_floor(const Int& a, const Int& b) const {
    const Int rest = a - floor_divide(a, b) * b;
    const bool nearest = expr_ && std::get<core::Apply>(expr_->node).operation == Operation::divide_nearest;
    if (nearest && b >= 100 && rest * 2 == b) ++hits->ties;
    if (a < 0 && rest != 0) ++hits->negative;
    return Concrete::div_floor(a, b);
  }
  bool less(const Int& a, const Int& b) const {
    if (!expr_ && a - b <= 1 && b - a <= 1) ++hits->bounds;
    if (expr_ && a == b) ++hits->edges;
    return Concrete::less(a, b);
  }
  Value read_row(core::TableId table, Party key, core::FieldId field) {
    touched_.insert(key);
    return Concrete::read_row(table, key, field);
  }
  void write_row(core::TableId table, Party key, core::FieldId field, const Value& value) {
    if (touched_.contains(key) && named.count(key) > 1) ++hits->aliases;
    touched_.insert(key);
    Concrete::write_row(table, key, field, value);
  }
  void computing(const core::Expr* expr) { expr_ = expr; }
  Hits* hits = nullptr;
  std::multiset<Party> named;  // by the arguments

 private:
  std::set<Party> touched_;
  const core::Expr* expr_ = nullptr;
};

template <class Inputs>
Hits hits_of(std::uint64_t seeds, int calls) {
  Hits hits;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const core::Contract contract = testing::random_contract(seed);
    std::multiset<core::PartyIndex> named;
    testing::DomainEngine<Counting> engine(contract, "counting", [&](Counting& domain) {
      domain.hits = &hits;
      domain.named = named;
    });
    Inputs inputs(contract, seed);
    for (int call = 0; call < calls; ++call) {
      const core::StepId step{static_cast<std::uint32_t>(call) % static_cast<std::uint32_t>(contract.steps.size())};
      const std::vector<Integer> arguments = inputs.arguments(step, engine.state());
      named.clear();
      for (std::size_t i = 0; i < arguments.size(); ++i) {
        const bool party = contract[step].locals[i].type.sort == core::Sort::party;
        if (party) named.insert(static_cast<core::PartyIndex>(arguments[i].get_ui()));
      }
      engine.execute(step, arguments);
    }
  }
  return hits;
}

std::string text(const Hits& hits) {
  return fmt::format("ties {} negative {} bounds {} edges {} aliases {}", hits.ties, hits.negative, hits.bounds,
                     hits.edges, hits.aliases);
}

// ---- mutants: one primitive of Concrete each ----

struct TruncatingDivision : Concrete {
  using Concrete::Concrete;
  Int div_floor(const Int& a, const Int& b) const { return Integer(a.integer() / b.integer()); }
};
struct LessOrEqual : Concrete {
  using Concrete::Concrete;
  bool less(const Int& a, const Int& b) const { return a <= b; }
};
struct NoTies : Concrete {  // roundTiesToEven becomes ties down
  using Concrete::Concrete;
  bool equal(const Int& a, const Int& b) const { return tie_ ? false : a == b; }
  Int multiply(const Int& a, const Int& b) { return a * b; }
  Int div_floor(const Int& a, const Int& b) {
    tie_ = nearest_;
    return Concrete::div_floor(a, b);
  }
  void computing(const core::Expr* expr) {
    nearest_ = expr && std::get<core::Apply>(expr->node).operation == Operation::divide_nearest;
    tie_ = false;
  }
  bool nearest_ = false, tie_ = false;
};
struct WideRoot : Concrete {
  using Concrete::Concrete;
  Int square_root(const Int& a) const {
    const Int root = Concrete::square_root(a);
    return root * root == a ? root : root + 1;
  }
};
struct NarrowWord : Concrete {
  using Concrete::Concrete;
  bool fits(const Int& a) const { return core::signed_bits(a.integer()) <= 255; }
};
struct BlindToAliases : Concrete {
  using Concrete::Concrete;
  bool same(Party, Party) const { return false; }
};
struct EagerChoice : Concrete {
  using Concrete::Concrete;
  Value choose(bool condition, auto then, auto otherwise) {
    const Value a = then();
    const Value b = otherwise();
    return condition ? a : b;
  }
};
struct SlowWrites : Concrete {  // a row is read as it was before the step
  SlowWrites(const core::Contract& contract, core::State& state)
      : Concrete(contract, state), old_(state), contract_copy_(contract) {}
  Value read_row(core::TableId table, Party key, core::FieldId field) const {
    return Concrete(contract_copy_, old_, nullptr).read_row(table, key, field);
  }
  const core::State old_;
  const core::Contract& contract_copy_;
};
struct KeepsReverts : Concrete {
  using Concrete::Concrete;
  void undo() {}
};
struct DropsEffects : Concrete {
  using Concrete::Concrete;
  void effect(core::EffectKind kind, core::AssetId asset, Party party, const Int& amount) {
    if (amount != 0) Concrete::effect(kind, asset, party, amount);
  }
};

/// Calls until lockstep notices the mutant; nullopt where it never does.
template <class Mutant>
std::optional<std::size_t> calls_to_catch(std::uint64_t seeds, int calls_each) {
  std::size_t calls = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const core::Contract contract = testing::random_contract(seed);
    const auto honest = read::make_interpreter(contract);
    testing::DomainEngine<Mutant> mutant(contract, "mutant");
    runtime::Lockstep lockstep(contract, {honest.get(), &mutant});
    testing::AimedInputs inputs(contract, seed);
    for (int call = 0; call < calls_each; ++call) {
      const core::StepId step{static_cast<std::uint32_t>(call) % static_cast<std::uint32_t>(contract.steps.size())};
      lockstep.execute({step, inputs.arguments(step, lockstep.state())});
      ++calls;
      if (lockstep.disagreement()) return calls;
    }
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("aimed inputs hit ties, bounds and aliases, and far more of them than uniform ones") {
  const Hits aimed = hits_of<testing::AimedInputs>(100, 200);
  const Hits uniform = hits_of<testing::UniformInputs>(100, 200);
  INFO("aimed:   " << text(aimed));
  INFO("uniform: " << text(uniform));
  CHECK(aimed.ties > 100);
  CHECK(aimed.negative > 1000);
  CHECK(aimed.bounds > 10000);
  CHECK(aimed.edges > 4000);
  CHECK(aimed.aliases > 500);
  CHECK(aimed.ties > 10 * uniform.ties);
  CHECK(aimed.bounds > 2 * uniform.bounds);
  CHECK(aimed.edges > uniform.edges);
  CHECK(aimed.aliases > uniform.aliases);
}

#define CHECK_CAUGHT(Mutant)                                        \
  do {                                                              \
    const auto calls = calls_to_catch<Mutant>(60, 60);              \
    INFO(#Mutant << " after " << (calls ? *calls : 0) << " calls"); \
    CHECK(calls.has_value());                                       \
  } while (false)

TEST_CASE("a reading with one primitive broken is noticed") {
  CHECK_FALSE(calls_to_catch<Concrete>(20, 60).has_value());
  CHECK_CAUGHT(TruncatingDivision);
  CHECK_CAUGHT(LessOrEqual);
  CHECK_CAUGHT(NoTies);
  CHECK_CAUGHT(WideRoot);
  CHECK_CAUGHT(NarrowWord);
  CHECK_CAUGHT(BlindToAliases);
  CHECK_CAUGHT(EagerChoice);
  CHECK_CAUGHT(SlowWrites);
  CHECK_CAUGHT(KeepsReverts);
  CHECK_CAUGHT(DropsEffects);
}
