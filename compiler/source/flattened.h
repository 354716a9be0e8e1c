// flattened.h -- source text where one line is all there is: a heading, a sentence in a report.
#pragma once

#include <string>
#include <string_view>

namespace surety::source {

/// The text with one space for every gap. A comment is a gap too: where a line break no longer ends it, nobody could
/// tell how far it goes. What stands in quotes stays as it is.
std::string flattened(std::string_view text);

}  // namespace surety::source
