// lists.h -- the arguments that are a list's: core knows them one by one, people write `[{writer: wendy, …}, …]`.
//
// The front end makes `NAME.length`, then `NAME[1].MEMBER` … of a list (compiler/check/lists.h); no other argument of
// an action has such names.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/core/contract.h"

namespace surety::scenario {

struct ListArguments {
  struct Member {
    std::string name;  // empty where the elements are no records
    std::uint32_t argument;
  };
  std::string name;
  std::uint32_t length = 0;                   // the argument that says how many elements count
  std::vector<std::vector<Member>> elements;  // all that the list may have
  /// The first argument behind the list.
  [[nodiscard]] std::uint32_t end() const { return elements.back().back().argument + 1; }
  /// Whether the elements that count say all there is: the length is one, and beyond it stands 0.
  [[nodiscard]] bool plain(const std::vector<core::Integer>& arguments) const;
};

/// The list that begins with argument i of an action.
std::optional<ListArguments> list_at(const core::Step& step, std::uint32_t i);

}  // namespace surety::scenario
