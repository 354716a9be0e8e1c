// text_words.h -- the words of core text for the enums of contract.h, for printer and parser alike.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "compiler/core/contract.h"

namespace surety::core {

inline constexpr std::size_t builtin_errors = static_cast<std::size_t>(BuiltinError::count_);

inline constexpr std::array<std::string_view, 3> sort_words{"int", "bool", "party"};
inline constexpr std::array<std::string_view, 10> global_words{
    "clock", "parameter", "role", "oracle_value", "oracle_time", "vault", "supply", "pot", "balance", "state"};
inline constexpr std::array<std::string_view, 4> quantifier_words{"forall", "exists", "sum", "count"};
inline constexpr std::array<std::string_view, 4> effect_words{"receive", "pay", "mint", "burn"};
inline constexpr std::array<std::string_view, 5> step_words{"instantiate", "action", "oracle_update", "advance",
                                                            "set_parameter"};
inline constexpr std::array<std::string_view, 7> property_words{"invariant", "conservation", "rule",    "can",
                                                                "assertion", "lemma",        "scenario"};

inline constexpr std::array<std::string_view, 3> outcome_words{"call", "succeeds", "reverts"};

constexpr std::string_view sort_word(Sort sort) { return sort_words[static_cast<std::size_t>(sort)]; }
constexpr std::string_view global_word(GlobalKind kind) { return global_words[static_cast<std::size_t>(kind)]; }
constexpr std::string_view quantifier_word(Quantifier q) { return quantifier_words[static_cast<std::size_t>(q)]; }
constexpr std::string_view effect_word(EffectKind kind) { return effect_words[static_cast<std::size_t>(kind)]; }
constexpr std::string_view step_word(StepKind kind) { return step_words[static_cast<std::size_t>(kind)]; }
constexpr std::string_view outcome_word(ScenarioCall::Outcome o) { return outcome_words[static_cast<std::size_t>(o)]; }
constexpr std::string_view property_word(PropertyKind kind) { return property_words[static_cast<std::size_t>(kind)]; }

/// The enum value that `words` spells so; nullopt where none does.
template <class Enum, std::size_t n>
constexpr std::optional<Enum> spelled(const std::array<std::string_view, n>& words, std::string_view text) {
  for (std::size_t i = 0; i < n; ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace surety::core
