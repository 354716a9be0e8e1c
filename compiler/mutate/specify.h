// specify.h -- a contract with its guessed rules beside its own properties.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/compile.h"
#include "compiler/mutate/mutant.h"

namespace surety::mutate {

/// The claims that are well-formed, in their order, and the contract that has each as a rule.
struct Specification {
  core::Contract contract;
  std::vector<Claim> claims;
  std::vector<core::PropertyId> rules;  // of each claim
};

/// Compiles `text` with each claim as a rule of its own; claims that do not compile, or say what another says, are left
/// out. `compile` is the front end for the contract's file. nullopt where the text alone does not compile.
std::optional<Specification> specify(std::string_view text, std::vector<Claim> claims,
                                     const std::function<check::Compiled(std::string)>& compile);

/// "rule NAME: after TARGET: CONDITION", as a person may paste it. The name speaks of the action and is none of
/// `taken`; it is added to them.
std::string rule_text(const Claim& claim, std::set<std::string>& taken);

}  // namespace surety::mutate
