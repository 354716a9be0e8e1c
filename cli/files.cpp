// files.cpp -- see files.h.
#include "cli/files.h"

#include <fmt/format.h>
#include <openssl/sha.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/verb.h"

namespace surety::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_file = std::uintmax_t{1} << 28U;

[[noreturn]] void refuse(std::string_view doing, const fs::path& path, std::string_view why) {
  throw UsageError(fmt::format("cannot {} `{}`: {}", doing, path.string(), why));
}

}  // namespace

void require_readable(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) refuse("read", path, "there is no such file");
  if (error) refuse("read", path, error.message());
  if (fs::is_directory(status)) refuse("read", path, "it is a directory, a file was expected");
  if (fs::is_character_file(status) || fs::is_block_file(status)) {
    refuse("read", path, "it is a device, a file was expected");  // it may have no end
  }
  if (access(path.c_str(), R_OK) != 0) refuse("read", path, std::strerror(errno));
}

std::string read_file(const fs::path& path) {
  require_readable(path);
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);  // a pipe has none
  if (!error && size > largest_file) refuse("read", path, "it is larger than 256 MiB");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) refuse("read", path, std::strerror(errno));
  std::string text;
  std::array<char, 1U << 16U> chunk{};
  while (stream.read(chunk.data(), chunk.size()), stream.gcount() > 0) {
    text.append(chunk.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > largest_file) refuse("read", path, "it is larger than 256 MiB");  // a device may never end
  }
  return text;
}

nlohmann::json read_json(const fs::path& path) { return parse_json(read_file(path), path); }

namespace {

using nlohmann::json;

/// Follows a parser, to find the place where an object has a key twice.
class Twins {
 public:
  explicit Twins(const fs::path& file) : file_(file) {}

  void look(json::parse_event_t event, const json& value) {
    using Event = json::parse_event_t;
    if (event == Event::object_end || event == Event::array_end) return open_.pop_back();
    if (event == Event::key) return key(value.get<std::string>());
    if (!open_.empty() && open_.back().list) open_.back().at = std::to_string(open_.back().elements++);
    if (event == Event::object_start || event == Event::array_start) open_.push_back({event == Event::array_start});
  }

 private:
  struct Open {
    bool list = false;
    std::size_t elements = 0;
    std::string at{};  // what is being read of it
    std::set<std::string> keys{};
  };

  void key(const std::string& name) {
    if (!open_.back().keys.insert(name).second)
      throw ContentError(fmt::format("{}: {}: it says {} twice; leave one", file_.string(), place(),
                                     json(name).dump(-1, ' ', false, json::error_handler_t::replace)));
    open_.back().at = name;
  }
  [[nodiscard]] std::string place() const {
    std::string text;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) text += "/" + open_[i].at;
    return text.empty() ? "/" : text;
  }

  const fs::path& file_;
  std::vector<Open> open_;
};

}  // namespace

nlohmann::json parse_json(const std::string& text, const fs::path& path) {
  try {
    Twins twins(path);
    // Whoever looks at a value, or shows it, goes down it by recursion.
    constexpr int deepest = 100;
    const auto look = [&](int depth, json::parse_event_t event, const json& value) {
      if (depth > deepest)
        throw ContentError(
            fmt::format("{}: its lists and objects are nested more than {} deep", path.string(), deepest));
      twins.look(event, value);
      return true;
    };
    // The parser takes a NUL for the end of its input, and would not look at what is behind it.
    if (const std::size_t nul = text.find('\0'); nul != std::string::npos)
      throw ContentError(fmt::format("{}: this is not JSON: byte {} of it is NUL", path.string(), nul + 1));
    return nlohmann::json::parse(text, look);
  } catch (const nlohmann::json::parse_error& error) {
    const std::string_view before = std::string_view(text).substr(0, error.byte > 0 ? error.byte - 1 : 0);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0: the first line
    throw ContentError(fmt::format("{}:{}:{}: this is not JSON: {}", path.string(), line, column,
                                   text.empty() ? "the file is empty" : "unexpected text here"));
  } catch (const nlohmann::json::out_of_range&) {
    throw ContentError(
        fmt::format("{}: a number in it is larger than JSON's numbers may be; write it as a string", path.string()));
  }
}

namespace {

bool same_file(const fs::path& a, const fs::path& b) {
  std::error_code error;
  if (fs::equivalent(a, b, error) && !error) return true;
  const auto whole = [&error](const fs::path& path) {
    const fs::path absolute = fs::absolute(path, error);
    return error ? fs::path() : fs::weakly_canonical(absolute, error);
  };
  const fs::path left = whole(a);
  return !error && left == whole(b) && !error;
}

}  // namespace

void keep_inputs(const fs::path& output, std::string_view product, std::string_view instead,
                 const std::vector<Input>& inputs) {
  for (const Input& input : inputs) {
    if (!same_file(input.path, output)) continue;
    throw UsageError(fmt::format("{} would be written over the {} `{}`: choose another name {}", product, input.kind,
                                 input.path.string(), instead));
  }
}

void require_writable(const fs::path& path) {
  std::error_code error;
  if (path.empty()) refuse("write", path, "a file without a name was asked for");
  if (fs::is_directory(path, error)) refuse("write", path, "it is a directory");
  const fs::path parent = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  if (!fs::is_directory(parent, error)) refuse("write", path, "there is no such directory");
  const fs::path& target = fs::exists(path, error) ? path : parent;
  if (access(target.c_str(), W_OK) != 0) refuse("write", path, std::strerror(errno));
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  std::string text;
  for (const unsigned char byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

}  // namespace surety::cli
