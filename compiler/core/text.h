// text.h -- core as text, so that passes and back ends are tested without the front end.
//
// An S-expression per declaration. print and parse are inverse up to spans, origins and test/property text.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "compiler/core/contract.h"

namespace surety::core {

/// The whole contract.
std::string print(const Contract& contract);
/// One expression, with names (for reports and tests).
std::string print(const Contract& contract, ExprId expr);

/// 1-based line of the text and a sentence for people.
struct TextError {
  unsigned line = 0;
  std::string message;
};
/// The contract a text denotes, or what is wrong with the text. Never throws on bad text.
std::variant<Contract, TextError> parse_text(std::string_view text);

/// Everything contract.h requires, checked; the first thing found wrong, or nullopt. Run after lowering and parsing.
std::optional<std::string> validate(const Contract& contract);

}  // namespace surety::core
