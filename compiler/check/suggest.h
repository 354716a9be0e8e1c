// suggest.h -- "did you mean": the declared name that is closest to one nobody declared.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace surety::check {

/// The candidate with the smallest edit distance to `name`, where that is small enough to be a slip of the hand.
std::optional<std::string> closest(std::string_view name, const std::vector<std::string>& candidates);
/// The closest candidate that is at most so far away.
std::optional<std::string> closest(std::string_view name, const std::vector<std::string>& candidates,
                                   std::size_t farthest);

/// "`a`, `b` and `c`"
std::string listed(const std::vector<std::string>& names);
/// What to say of a name that nobody declared: the declared one that it was meant to be, or all of them: "the only
/// role is `a`", "the roles are `a` and `b`". Nothing where there is none.
std::string help_with_names(std::string_view name, const std::string& noun, const std::vector<std::string>& declared);

/// "1 argument", "2 arguments"
std::string counted(std::size_t number, const std::string& noun);
/// "the arguments of `f` are `a` and `b`", in the right number.
std::string listed_arguments(const std::string& callee, const std::vector<std::string>& names);

}  // namespace surety::check
