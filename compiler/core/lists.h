// lists.h -- the arguments that are a list's: core knows them one by one, people write `[{writer: wendy, …}, …]`.
//
// The front end makes `NAME.length`, then `NAME[1].MEMBER` … of a list (compiler/check/lists.h); no other argument of
// an action has such names. Whatever shows a step to people, scenarios and bindings alike, reads its parameters here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::core {

struct ListArguments {
  struct Member {
    std::string name;  // empty where the elements are no records
    std::uint32_t argument;
  };
  std::string name;
  std::string record;                         // what an element is called; empty where the elements are no records
  std::uint32_t length = 0;                   // the argument that says how many elements count
  std::vector<std::vector<Member>> elements;  // all that the list may have
  /// The first argument behind the list.
  [[nodiscard]] std::uint32_t end() const { return elements.back().back().argument + 1; }
  [[nodiscard]] bool of_records() const { return !elements.front().front().name.empty(); }
  /// Whether the elements that count say all there is: the length is one, and beyond it stands 0.
  [[nodiscard]] bool plain(std::span<const Integer> arguments) const;
};

/// The list that begins with argument i of an action.
std::optional<ListArguments> list_at(const Step& step, std::uint32_t i);

/// What a step takes, as its author wrote it.
struct Parameter {
  std::string name;
  std::uint32_t argument = 0;         // the value, or the list's length
  std::optional<ListArguments> list;  // where it is a list
};
/// In order, the caller first.
std::vector<Parameter> parameters_of(const Step& step);

}  // namespace surety::core
