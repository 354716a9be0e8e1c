// files.h -- reading and writing files with errors that a reader can act on.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace surety::cli {

/// The bytes of a regular file. Throws UsageError where it is missing, a directory or not permitted.
std::string read_file(const std::filesystem::path& path);
/// Throws UsageError as read_file would, without reading.
void require_readable(const std::filesystem::path& path);
/// A JSON document. Throws UsageError as read_file, ContentError with line and column where it is not JSON, and with
/// the place where an object says something twice, of which readers would take one and drop the other.
nlohmann::json read_json(const std::filesystem::path& path);
/// The same for text that was read from `path`.
nlohmann::json parse_json(const std::string& text, const std::filesystem::path& path);
struct NewFile {
  std::filesystem::path path;
  std::string_view bytes;
};
/// Replaces all of these files or none: each is written beside its place and moved there when all are whole. Throws
/// UsageError where a path cannot be written, ToolError where the disk fails.
void write_files(const std::vector<NewFile>& files);
/// The same for one.
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// Throws UsageError now rather than after the work, where a later write_file could not succeed.
void require_writable(const std::filesystem::path& path);
/// Something that a command reads: "source", "policy", and where it is.
struct Input {
  std::string kind;
  std::filesystem::path path;
};
/// Throws UsageError where writing `output`, which `product` names for people ("the object"), would write over one of
/// the inputs, under whatever name. `instead` says how another place is chosen: "with -o".
void keep_inputs(const std::filesystem::path& output, std::string_view product, std::string_view instead,
                 const std::vector<Input>& inputs);
/// Hexadecimal SHA-256.
std::string sha256(std::string_view bytes);

}  // namespace surety::cli
