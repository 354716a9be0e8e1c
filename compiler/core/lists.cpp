// lists.cpp -- see lists.h.
#include "compiler/core/lists.h"

#include <algorithm>

namespace surety::core {

bool ListArguments::plain(std::span<const Integer> arguments) const {
  const Integer& count = arguments[length];
  if (count < 0 || count > elements.size()) return false;
  for (std::uint32_t i = elements[0][0].argument + static_cast<std::uint32_t>(count.get_ui() * elements[0].size());
       i < end(); ++i)
    if (arguments[i] != 0) return false;
  return true;
}

std::optional<ListArguments> list_at(const Step& step, std::uint32_t i) {
  constexpr std::string_view suffix = ".length";
  const std::string& first = step.locals.at(i).name;
  if (step.kind != StepKind::action || !first.ends_with(suffix)) return std::nullopt;
  ListArguments list;
  list.name = first.substr(0, first.size() - suffix.size());
  list.record = step.locals[i].record;
  list.length = i;
  for (std::uint32_t at = i + 1; at < step.argument_count; ++at) {
    const std::string& name = step.locals[at].name;
    const std::size_t close = name.find(']');
    if (!name.starts_with(list.name + "[") || close == std::string::npos) break;
    const std::string number = name.substr(list.name.size() + 1, close - list.name.size() - 1);
    if (number != std::to_string(list.elements.size())) list.elements.emplace_back();
    list.elements.back().push_back({name.substr(std::min(close + 2, name.size())), at});
  }
  return list.elements.empty() ? std::nullopt : std::optional(std::move(list));
}

std::vector<Parameter> parameters_of(const Step& step) {
  std::vector<Parameter> result;
  for (std::uint32_t next = 0; next < step.argument_count;) {
    Parameter parameter{step.locals[next].name, next, list_at(step, next)};
    if (parameter.list) parameter.name = parameter.list->name;
    next = parameter.list ? parameter.list->end() : next + 1;
    result.push_back(std::move(parameter));
  }
  return result;
}

}  // namespace surety::core
