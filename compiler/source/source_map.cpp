// source_map.cpp -- see source_map.h.
#include "compiler/source/source_map.h"

#include <algorithm>
#include <utility>

#include "compiler/source/utf8.h"

namespace surety::source {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

std::size_t line_index(const std::vector<std::uint32_t>& starts, std::uint32_t offset) {
  return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
}

}  // namespace

FileId SourceMap::add(std::string name, std::string text) {
  std::vector<std::uint32_t> starts = find_line_starts(text);
  files_.push_back({std::move(name), std::move(text), std::move(starts)});
  return {static_cast<std::uint32_t>(files_.size() - 1)};
}

std::string_view SourceMap::text(Span span) const {
  const std::string_view all = text(span.file);
  const std::size_t begin = std::min<std::size_t>(span.begin, all.size());
  const std::size_t end = std::clamp<std::size_t>(span.end, begin, all.size());
  return all.substr(begin, end - begin);
}

Location SourceMap::location(FileId file, std::uint32_t offset) const {
  const File& found = files_.at(file.index);
  const std::string_view all = found.text;
  const std::size_t end = std::min<std::size_t>(offset, all.size());
  const std::size_t index = line_index(found.line_starts, static_cast<std::uint32_t>(end));
  Location location{static_cast<unsigned>(index + 1), 1};
  std::size_t at = found.line_starts[index];
  if (at == 0 && all.starts_with(byte_order_mark)) at = byte_order_mark.size();
  for (; at < end; at += decode_utf8(all, at).length) ++location.column;
  return location;
}

std::string_view SourceMap::line(FileId file, std::uint32_t offset) const {
  const File& found = files_.at(file.index);
  const std::string_view all = found.text;
  const std::size_t at = std::min<std::size_t>(offset, all.size());
  const std::size_t begin = found.line_starts[line_index(found.line_starts, static_cast<std::uint32_t>(at))];
  std::size_t end = std::min(all.find('\n', begin), all.size());
  if (end > begin && all[end - 1] == '\r') --end;
  return all.substr(begin, end - begin);
}

}  // namespace surety::source
