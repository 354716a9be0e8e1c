// certificates.cpp -- see certificates.h.
#include "cli/certificates.h"

#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>

#include "cli/files.h"
#include "cli/verb.h"

namespace surety::cli {

namespace {

constexpr std::string_view index_schema = "surety.certificates/1";
constexpr std::string_view suffix = ".certificate.json";

std::string file_name(const verify::Certificate& certificate) {
  std::string name = certificate.obligation;
  for (char& letter : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_' || letter == '.';
    if (!plain) letter = '-';
  }
  return fmt::format("{}.{}{}", name, certificate.goal, suffix);
}

/// Did --certify write it? While certificates are looked for it is empty.
bool is_index(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) return false;
  const auto index = nlohmann::json::parse(read_file(file), nullptr, false);
  return index.is_object() && (index.empty() || index.value("schema", nlohmann::json()) == index_schema);
}

}  // namespace

void make_room_for_certificates(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw UsageError(fmt::format("cannot make the directory `{}`: {}", directory.string(), error.message()));
  const bool ours = is_index(directory / "index.json");
  if (!ours && !std::filesystem::is_empty(directory, error))
    throw UsageError(
        fmt::format("`{}` holds other files: certificates go into an empty directory, or one that "
                    "--certify made",
                    directory.string()));
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().filename().string().ends_with(suffix)) std::filesystem::remove(entry.path(), error);
  }
  write_file(directory / "index.json", "{}\n");
}

void write_certificates(const std::filesystem::path& directory, const verify::Report& report) {
  nlohmann::ordered_json index = {{"schema", index_schema},
                                  {"contract", report.contract},
                                  {"goals", report.certifiable},
                                  {"certified", report.certificates.size()},
                                  {"certificates", nlohmann::ordered_json::object()}};
  for (const verify::Certificate& certificate : report.certificates) {
    const std::string name = file_name(certificate);
    write_file(directory / name, certificate.json);
    index["certificates"][name] = sha256(certificate.json);
  }
  write_file(directory / "index.json", index.dump(1) + "\n");
}

}  // namespace surety::cli
