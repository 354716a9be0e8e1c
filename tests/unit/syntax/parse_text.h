// parse_text.h -- a text parsed, with all that is needed to look at the result.
#pragma once

#include <string>

#include "compiler/syntax/parse.h"

namespace surety::syntax {

struct ParsedText {
  source::SourceMap sources;
  source::Sink sink;
  std::optional<Unit> unit;

  explicit ParsedText(std::string text) {
    const source::FileId file = sources.add("test.surety", std::move(text));
    unit = parse(sources, file, sink);
  }
  [[nodiscard]] std::string shown() const { return source::render(sources, sink, false); }
  [[nodiscard]] bool reports(source::Message message) const {
    for (const source::Diagnostic& diagnostic : sink.diagnostics()) {
      if (diagnostic.message == message) return true;
    }
    return false;
  }
};

}  // namespace surety::syntax
