// probe.cpp -- see probe.h.
#include "verifier/trace/probe.h"

namespace surety::verify::trace {

Call pushed(Call call, std::size_t index, const core::Range& range, bool upward, const Attempt& attempt) {
  const Integer end = upward ? range.high : range.low;
  Integer good = call.arguments[index];
  const auto succeeds = [&](const Integer& value) {
    call.arguments[index] = value;
    return attempt(call).has_value();
  };
  if (good == end) return call;
  if (succeeds(end)) return call;
  Integer bad = end;
  // Doubling from the good side: the boundary is usually nearer to it than to the end of the range.
  for (Integer stride = abs(good) / 8 + 1; abs(Integer(bad - good)) > stride; stride *= 4) {
    const Integer next = upward ? Integer(good + stride) : Integer(good - stride);
    if (!succeeds(next)) {
      bad = next;
      break;
    }
    good = next;
  }
  while (abs(Integer(bad - good)) > 1) {
    const Integer middle = core::floor_divide(good + bad, 2);
    (succeeds(middle) ? good : bad) = middle;
  }
  call.arguments[index] = good;
  return call;
}

Call descended(Call call, std::size_t index, const core::Range& range, double distance, unsigned limit,
               const Attempt& attempt) {
  Integer stride = abs(call.arguments[index]) / 16 + 1;
  bool upward = true;
  bool turned = false;
  for (unsigned i = 0; i < limit && stride > 0; ++i) {
    Call next = call;
    next.arguments[index] += upward ? stride : Integer(-stride);
    const auto reached = range.contains(next.arguments[index]) ? attempt(next) : std::nullopt;
    if (reached && *reached < distance) {
      distance = *reached;
      call = std::move(next);
      stride *= 2;
      turned = false;
    } else if (turned) {
      stride /= 4;
      turned = false;
    } else {
      upward = !upward;
      turned = true;
    }
  }
  return call;
}

}  // namespace surety::verify::trace
