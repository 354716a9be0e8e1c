// files.h -- reading and writing files with errors that a reader can act on.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

namespace surety::cli {

/// The bytes of a regular file. Throws UsageError where it is missing, a directory or not permitted.
std::string read_file(const std::filesystem::path& path);
/// Throws UsageError as read_file would, without reading.
void require_readable(const std::filesystem::path& path);
/// A JSON document. Throws UsageError as read_file, ContentError with line and column where it is not JSON.
nlohmann::json read_json(const std::filesystem::path& path);
/// The same for text that was read from `path`.
nlohmann::json parse_json(const std::string& text, const std::filesystem::path& path);
/// Replaces the file. Throws UsageError where the path cannot be written, ToolError where the disk fails.
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// Throws UsageError now rather than after the work, where a later write_file could not succeed.
void require_writable(const std::filesystem::path& path);
/// Hexadecimal SHA-256.
std::string sha256(std::string_view bytes);

}  // namespace surety::cli
