// campaign.cpp -- the original once, then every mutant on its own.
#include "verifier/mutate/campaign.h"

#include <fmt/format.h>

#include <chrono>

#include "verifier/mutate/original.h"
#include "verifier/mutate/suggestions.h"
#include "verifier/mutate/trial.h"
#include "verifier/prove/pool.h"

namespace surety::verify::mutation {

namespace {

using Clock = std::chrono::steady_clock;
double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

std::string_view word(Fate fate) {
  switch (fate) {
    case Fate::killed: return "killed";
    case Fate::survived: return "survived";
    case Fate::equivalent: return "equivalent";
    case Fate::undecided: return "not_decided";
    case Fate::refused: return "refused";
    case Fate::cancelled: return "cancelled";
  }
  return "";
}

CampaignReport run(const Campaign& campaign, const Options& options) {
  const auto start = Clock::now();
  CampaignReport report;
  report.outcomes.resize(campaign.mutant_count);
  Original original(campaign.original, options);
  const std::set<std::string>& weak = original.unproved();
  report.unproved.assign(weak.begin(), weak.end());
  solver::Interrupter stop;
  const Probes probes(campaign.specification, weak, stop);
  Suggestions suggestions(campaign, original, probes, options, stop);
  std::vector<strategy::Task> tasks;
  tasks.reserve(campaign.mutant_count);
  for (std::size_t i = 0; i < campaign.mutant_count; ++i) {
    const std::string name = std::to_string(i);
    tasks.push_back({name, name, [&, i](double seconds) {
                       const auto began = Clock::now();
                       if (stop.stopped()) return;
                       Outcome outcome = Trial(campaign, original, probes, suggestions, options, seconds, stop).run(i);
                       outcome.seconds = since(began);
                       if (stop.stopped() && outcome.fate != Fate::killed) outcome.fate = Fate::cancelled;
                       report.outcomes[i] = std::move(outcome);
                     }});
  }
  Options pool = options;
  pool.progress = [&](const std::string& number) {
    if (campaign.progress) campaign.progress(std::stoul(number));
  };
  strategy::run_all(tasks, pool, stop);
  report.seconds = since(start);
  return report;
}

}  // namespace surety::verify::mutation
