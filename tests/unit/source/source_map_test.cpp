// source_map_test.cpp -- lines, columns and bytes.
#include "compiler/source/source_map.h"

#include "compiler/source/flattened.h"
#include "compiler/source/utf8.h"
#include "tests/catch.h"

namespace {

using namespace surety::source;

TEST_CASE("columns count code points") {
  SourceMap sources;
  const FileId file = sources.add("a", "ab\ncé😀d\r\n\nlast");
  const auto at = [&](std::uint32_t offset) {
    const Location location = sources.location(file, offset);
    return std::pair(location.line, location.column);
  };
  CHECK(at(0) == std::pair(1U, 1U));
  CHECK(at(2) == std::pair(1U, 3U));
  CHECK(at(3) == std::pair(2U, 1U));
  CHECK(at(6) == std::pair(2U, 3U));
  CHECK(at(10) == std::pair(2U, 4U));
  CHECK(at(13) == std::pair(3U, 1U));
  CHECK(at(14) == std::pair(4U, 1U));
  CHECK(at(1000) == std::pair(4U, 5U));
  CHECK(sources.line(file, 6) == "cé😀d");
  CHECK(sources.line(file, 13).empty());
  CHECK(sources.line(file, 1000) == "last");
  CHECK(sources.text(Span{file, 0, 2}) == "ab");
  CHECK(sources.text(Span{file, 14, 99}) == "last");
}

TEST_CASE("a byte order mark is no column") {
  SourceMap sources;
  const FileId file = sources.add("a", "\xef\xbb\xbfxy");
  CHECK(sources.location(file, 3).column == 1);
  CHECK(sources.location(file, 4).column == 2);
}

TEST_CASE("an empty text has one empty line") {
  SourceMap sources;
  const FileId file = sources.add("a", "");
  CHECK(sources.location(file, 0).line == 1);
  CHECK(sources.line(file, 0).empty());
}

TEST_CASE("UTF-8 is decoded strictly") {
  CHECK(decode_utf8("é", 0).value == 0xE9);
  CHECK(decode_utf8("😀", 0).value == 0x1F600);
  CHECK(first_invalid_utf8("aé😀") == std::nullopt);
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("\xc0\x80") == 0);
  CHECK(first_invalid_utf8("a\xed\xa0\x80") == 1);
  CHECK(first_invalid_utf8("\xf4\x90\x80\x80") == 0);
  CHECK(first_invalid_utf8("\xe2\x82") == 0);
}

TEST_CASE("text on one line has no comments, which would not end there") {
  CHECK(flattened("  a\n    and b  ") == "a and b");
  CHECK(flattened("a // or c\n  and b // and d") == "a and b");
  CHECK(flattened("a /* or\n c */and/**/b /* open") == "a and b");
  CHECK(flattened("x / y * z") == "x / y * z");
  CHECK(flattened("test \"a  // b\" { c } // d") == "test \"a  // b\" { c }");
  CHECK(flattened("an open \" // quote\nb") == "an open \" b");
  CHECK(flattened("").empty());
}

}  // namespace
