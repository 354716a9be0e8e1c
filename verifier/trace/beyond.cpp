// beyond.cpp -- see beyond.h.
#include "verifier/trace/beyond.h"

#include "compiler/core/lists.h"

namespace surety::verify::trace {

std::vector<std::uint32_t> beyond_lists(const core::Contract& contract, const core::Call& call) {
  std::vector<std::uint32_t> result;
  const core::Step& step = contract[call.step];
  if (call.arguments.size() != step.argument_count) return result;
  for (std::uint32_t i = 1; i < step.argument_count; ++i) {
    const auto list = core::list_at(step, i);
    if (!list) continue;
    const core::Integer& length = call.arguments[i];
    if (length < 0 || length > list->elements.size()) continue;
    for (std::size_t element = length.get_ui(); element < list->elements.size(); ++element)
      for (const auto& member : list->elements[element]) result.push_back(member.argument);
  }
  return result;
}

void clear_beyond_lists(const core::Contract& contract, core::Call& call) {
  for (const std::uint32_t i : beyond_lists(contract, call)) call.arguments[i] = 0;
}

void clear_beyond_lists(const core::Contract& contract, std::vector<core::Call>& calls) {
  for (core::Call& call : calls) clear_beyond_lists(contract, call);
}

}  // namespace surety::verify::trace
