// mutation_report.h -- what `surety mutate` found, as text and JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/load.h"
#include "compiler/mutate/specify.h"
#include "verifier/mutate/campaign.h"

namespace surety::cli {

/// A finished or interrupted run. `mutants` and `report.outcomes` go together; without a report they are only listed.
struct Mutation {
  const Source& source;
  const std::string& text;
  const std::vector<mutate::Mutant>& mutants;
  const mutate::Specification* specification = nullptr;
  const verify::mutation::CampaignReport* report = nullptr;
};

/// Of killed and survived, those killed, in percent; nullopt where there is neither.
std::optional<double> score(const Mutation& mutation);

std::string mutation_text(const Mutation& mutation);
/// surety.mutation/1
nlohmann::ordered_json mutation_json(const Mutation& mutation);

}  // namespace surety::cli
