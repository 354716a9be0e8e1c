// campaign_test.cpp -- what becomes of mutants: killed, equivalent, survived, refused.
#include "verifier/mutate/campaign.h"

#include <unistd.h>

#include <filesystem>
#include <set>

#include "compiler/core/text.h"
#include "tests/unit/mutate/planted.h"
#include "verifier/mutate/graft.h"
#include "verifier/mutate/tryout.h"

using namespace surety;
using surety::mutate::test::compiled;
using verify::mutation::Fate;

namespace {

const std::string savings = R"(contract Savings {
    asset USD { decimals 6  supply 1_000_000 }
    account Saver {
        balance held : USD
    }
    fn positive(s: Saver) -> bool = s.held >= 0
    action put(amount: USD) {
        move amount from caller to my.held
    }
    action take(amount: USD, to_whom: party) {
        require amount <= my.held else TooMuch
        move amount from my.held to wallet(to_whom)
    }
    invariant solvent: forall s in Saver: positive(s)
}
)";

core::Contract contract_of(const std::string& text) {
  check::Compiled run = compiled(text);
  INFO(source::render(run.sources, run.sink, false));
  REQUIRE(run.contract.has_value());
  return std::move(*run.contract);
}

std::string with(std::string text, const std::string& before, const std::string& after) {
  const std::size_t at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.replace(at, before.size(), after);
}

/// The fate of the savings contract with one piece of text changed.
verify::mutation::Outcome fate_of(const std::string& before, const std::string& after,
                                  const verify::Options& options = {}) {
  const core::Contract original = contract_of(savings);
  const verify::mutation::Campaign campaign{original,
                                            original,
                                            {},
                                            1,
                                            [&](std::size_t) -> std::variant<core::Contract, std::string> {
                                              check::Compiled run = compiled(with(savings, before, after));
                                              if (!run.contract) return "refused";
                                              return std::move(*run.contract);
                                            },
                                            [](std::size_t) { return std::vector<std::size_t>{}; },
                                            {},
                                            {}};
  return verify::mutation::run(campaign, options).outcomes.at(0);
}

}  // namespace

TEST_CASE("a requirement left out is noticed by the invariant that needs it") {
  const auto outcome = fate_of("require amount <= my.held else TooMuch", "");
  CHECK(outcome.fate == Fate::killed);
  CHECK(outcome.property == "solvent");
  CHECK(outcome.verdict == verify::Verdict::violated);
}

TEST_CASE("what is not said is not noticed") {
  const auto outcome = fate_of("to wallet(to_whom)", "to caller");
  CHECK(outcome.fate == Fate::survived);  // the final state is the same, the payment is not
  CHECK_FALSE(outcome.stricter);
}

TEST_CASE("a mutant that only refuses more is told apart") {
  const auto outcome = fate_of("amount <= my.held", "amount < my.held");
  CHECK(outcome.fate == Fate::survived);
  CHECK(outcome.stricter);
}

TEST_CASE("a change without a consequence is recognised by proof") {
  CHECK(fate_of("require amount <= my.held else TooMuch",
                "require my.held - amount >= 0 and (amount <= my.held or amount < 0) else TooMuch")
            .fate == Fate::equivalent);
  CHECK(fate_of("else TooMuch", "else TooLittle").reason == "proved: the same outcome from every state");
  CHECK(fate_of("asset USD", "asset  USD").reason == "the same steps");
}

TEST_CASE("what the type system notices does not count") {
  CHECK(fate_of("amount <= my.held", "amount <= 3%").fate == Fate::refused);
}

TEST_CASE("a mistake in a function that the property calls too is planted in the steps alone") {
  const std::string with_function =
      with(savings, "require amount <= my.held", "require my.held >= amount and positive(my)");
  const core::Contract original = contract_of(with_function);
  const core::Contract mutant = contract_of(with(with_function, "s.held >= 0", "s.held >= 1 USD"));
  const auto changed = verify::mutation::changed_steps(original, mutant);
  REQUIRE(changed.has_value());
  REQUIRE(changed->size() == 1);
  const core::Contract grafted = verify::mutation::grafted(original, mutant, *changed);
  CHECK(core::validate(grafted).value_or("valid") == "valid");
  CHECK(core::print(grafted, grafted.properties.front().condition) ==
        core::print(original, original.properties.front().condition));
  CHECK(verify::mutation::changed_steps(grafted, mutant)->empty());
  CHECK(verify::mutation::changed_steps(original, original)->empty());
}

TEST_CASE("probes aim at the last amount that is accepted, and one unit beyond") {
  const core::Contract original = contract_of(savings);
  const verify::solver::Interrupter stop;
  const verify::mutation::Probes probes(original, {}, stop);
  const auto take = std::ranges::find(original.steps, "take", &core::Step::name) - original.steps.begin();
  const auto& found = probes.of(core::StepId{static_cast<std::uint32_t>(take)});
  bool limit = false;
  for (const verify::mutation::Probe& probe : found) {
    REQUIRE(probe.calls.size() == probe.outcomes.size());
    for (std::size_t i = 0; i < probe.calls.size(); ++i) {
      const auto refused_beyond = [&](const core::Call& call) {
        const auto place = std::ranges::find(probe.calls, call);
        return place != probe.calls.end() && !probe.outcomes[static_cast<std::size_t>(place - probe.calls.begin())];
      };
      core::Call beyond = probe.calls[i];
      beyond.arguments[1] += 1;
      limit = limit || (probe.outcomes[i] && refused_beyond(beyond));
    }
  }
  CHECK(limit);
}

TEST_CASE("a try says what is broken and where the mutant differs") {
  const core::Contract original = contract_of(savings);
  const core::Contract mutant = contract_of(with(savings, "require amount <= my.held else TooMuch", ""));
  const auto changed = verify::mutation::changed_steps(original, mutant);
  REQUIRE(changed.has_value());
  const core::Contract grafted = verify::mutation::grafted(original, mutant, *changed);
  const verify::solver::Interrupter stop;
  const verify::mutation::Probes probes(original, {}, stop);
  std::vector<core::PropertyId> all;
  for (std::uint32_t i = 0; i < grafted.properties.size(); ++i) all.push_back(core::PropertyId{i});
  const auto tried =
      verify::mutation::try_on(probes, grafted, *changed, all, verify::mutation::Thoroughness::all_broken, stop);
  REQUIRE(tried.broken.size() == 1);
  CHECK(grafted[tried.broken.front()].name == "solvent");
  CHECK(tried.does_other);
  CHECK_FALSE(tried.lacks);
  const auto itself =
      verify::mutation::try_on(probes, original, *changed, all, verify::mutation::Thoroughness::all_broken, stop);
  CHECK(itself.broken.empty());
  CHECK_FALSE((itself.does_other || itself.lacks));
}

TEST_CASE("mutants read what is remembered and add nothing") {
  const auto folder = std::filesystem::temp_directory_path() / ("surety-mutants-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  const auto files = [&folder] {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) names.insert(entry.path().string());
    return names;
  };
  verify::Options options;
  options.cache_directory = folder;
  static_cast<void>(verify::prove(contract_of(savings), options));
  const std::set<std::string> before = files();
  CHECK(fate_of("amount <= my.held", "amount < my.held", options).fate == Fate::survived);
  CHECK(files() == before);
  std::filesystem::remove_all(folder);
}

TEST_CASE("outcomes do not depend on the number of jobs, and a cancelled run says so") {
  const core::Contract original = contract_of(savings);
  const std::vector<std::string> texts = {with(savings, "amount <= my.held", "amount > my.held"),
                                          with(savings, "to my.held", "to caller"), savings};
  verify::mutation::Campaign campaign{original,
                                      original,
                                      {},
                                      texts.size(),
                                      [&](std::size_t i) -> std::variant<core::Contract, std::string> {
                                        check::Compiled run = compiled(texts[i]);
                                        if (!run.contract) return "refused";
                                        return std::move(*run.contract);
                                      },
                                      [](std::size_t) { return std::vector<std::size_t>{}; },
                                      {},
                                      {}};
  verify::Options options;
  const auto one = verify::mutation::run(campaign, options);
  options.jobs = 3;
  const auto three = verify::mutation::run(campaign, options);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    CHECK(one.outcomes[i].fate == three.outcomes[i].fate);
    CHECK(one.outcomes[i].property == three.outcomes[i].property);
  }
  options.cancelled = [] { return true; };
  options.jobs = 1;
  const auto none = verify::mutation::run(campaign, options);
  CHECK(none.outcomes.size() == texts.size());
  // Nothing that was broken off counts as a kill.
  CHECK(std::ranges::none_of(none.outcomes, [](const auto& outcome) { return outcome.fate == Fate::killed; }));
  CHECK(none.outcomes.back().fate == Fate::cancelled);
}
