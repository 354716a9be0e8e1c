// certificates.cpp -- see certificates.h.
#include "cli/certificates.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "cli/files.h"
#include "cli/verb.h"
#include "verifier/verdict/file_stem.h"

namespace surety::cli {

namespace {

constexpr std::string_view index_schema = "surety.certificates/1";
constexpr std::string_view suffix = ".certificate.json";

std::string file_name(const verify::Certificate& certificate) {
  return fmt::format("{}.{}{}", verify::file_stem(certificate.obligation), certificate.goal, suffix);
}

/// What --certify wrote in that file; nullopt where it is somebody else's or none. While certificates are looked for it
/// is empty.
std::optional<nlohmann::json> index_in(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
  auto index = nlohmann::json::parse(read_file(file), nullptr, false);
  if (!index.is_object() || (!index.empty() && index.value("schema", nlohmann::json()) != index_schema))
    return std::nullopt;
  return index;
}

/// Nothing but what the index names: what else ends like a certificate may be that of an artifact built here.
void remove_certificates(const std::filesystem::path& directory, const nlohmann::json& index) {
  if (!index.contains("certificates") || !index["certificates"].is_object()) return;
  for (const auto& [name, hash] : index["certificates"].items()) {
    const bool here = std::filesystem::path(name).filename() == name && name.ends_with(suffix);
    std::error_code error;
    if (here) std::filesystem::remove(directory / name, error);
  }
}

}  // namespace

void make_room_for_certificates(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw UsageError(fmt::format("cannot make the directory `{}`: {}", directory.string(), error.message()));
  const auto earlier = index_in(directory / "index.json");
  if (!earlier && !std::filesystem::is_empty(directory, error))
    throw UsageError(
        fmt::format("`{}` holds other files: certificates go into an empty directory, or one that "
                    "--certify made",
                    directory.string()));
  if (earlier) remove_certificates(directory, *earlier);
  write_file(directory / "index.json", "{}\n");
}

void write_certificates(const std::filesystem::path& directory, const verify::Report& report) {
  nlohmann::ordered_json index = {{"schema", index_schema},
                                  {"contract", report.contract},
                                  {"goals", report.certifiable},
                                  {"certified", report.certificates.size()},
                                  {"certificates", nlohmann::ordered_json::object()}};
  std::vector<NewFile> files;
  for (const verify::Certificate& certificate : report.certificates) {
    const std::string name = file_name(certificate);
    files.push_back({directory / name, certificate.json});
    index["certificates"][name] = sha256(certificate.json);
  }
  const std::string text = index.dump(1) + "\n";
  files.push_back({directory / "index.json", text});
  write_files(files);  // all or none, so that no certificate stays that no index names
}

}  // namespace surety::cli
