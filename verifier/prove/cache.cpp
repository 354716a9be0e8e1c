// cache.cpp -- see cache.h. Entries lie in 256 shards by the first two digits of their key, each with its own bound.
#include "verifier/prove/cache.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

#include "verifier/prove/digest.h"

namespace surety::verify::strategy {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_entry = 64 * 1024;
constexpr std::uintmax_t largest_shard = 256 * 1024;
constexpr std::size_t secret_bytes = 32;
constexpr std::string_view magic = "surety.cache/1 ";

/// A name that no other thread or process uses.
fs::path unused_name(const fs::path& folder) { return folder / (".new-" + sha256(random_bytes(16)).substr(0, 24)); }

/// Whole or not at all; readable by the owner alone.
bool write_whole(const fs::path& path, std::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  const bool closed = close(file) == 0;
  if (closed && done == text.size()) return true;
  std::error_code ignored;
  fs::remove(path, ignored);
  return false;
}

/// nullopt where it cannot be read or is longer than anything written here.
std::optional<std::string> read_short(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string text(longest_entry + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > longest_entry) return std::nullopt;
  return text;
}

/// The folder's secret, made where there is none. Of two runs that make it at once, one wins and both use that one.
/// One of another length is not ours, or damaged: it is left alone.
std::string secret_of(const fs::path& directory) {
  const fs::path path = directory / "secret";
  std::error_code error;
  if (!fs::exists(path, error)) {
    const fs::path fresh = unused_name(directory);
    if (!write_whole(fresh, random_bytes(secret_bytes))) return {};
    fs::create_hard_link(fresh, path, error);
    fs::remove(fresh, error);
  }
  const auto secret = read_short(path);
  return secret && secret->size() == secret_bytes ? *secret : "";
}

bool is_key(const std::string& key) {
  return key.size() == 64 && key.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string seal_of(const std::string& secret, const std::string& key, std::string_view text) {
  return seal(secret, key + "\n" + std::string(text));
}

}  // namespace

Cache::Cache(fs::path directory) : directory_(std::move(directory)) {
  std::error_code error;
  fs::create_directories(directory_, error);
  if (!error) secret_ = secret_of(directory_);
}

Cache::~Cache() {
  for (const fs::path& shard : written_) bound(shard);
}

fs::path Cache::shard_of(const std::string& key) const { return directory_ / key.substr(0, 2); }

std::optional<std::string> Cache::get(const std::string& key) const {
  if (!usable() || !is_key(key)) return std::nullopt;
  const auto whole = read_short(shard_of(key) / key.substr(2));
  if (!whole || !whole->starts_with(magic)) return std::nullopt;
  const std::size_t end = whole->find('\n');
  if (end == std::string::npos) return std::nullopt;
  std::string text = whole->substr(end + 1);
  if (whole->substr(magic.size(), end - magic.size()) != seal_of(secret_, key, text)) return std::nullopt;
  return text;
}

void Cache::put(const std::string& key, const std::string& text) {
  if (!usable() || !is_key(key)) return;
  const std::string whole = std::string(magic) + seal_of(secret_, key, text) + "\n" + text;
  if (whole.size() > longest_entry) return;
  const fs::path shard = shard_of(key);
  std::error_code error;
  fs::create_directory(shard, error);
  const fs::path fresh = unused_name(shard);
  if (!write_whole(fresh, whole)) return;
  fs::rename(fresh, shard / key.substr(2), error);
  if (error) {
    fs::remove(fresh, error);
    return;
  }
  const std::lock_guard lock(mutex_);
  written_.insert(shard);
}

void Cache::bound(const fs::path& shard) const {
  struct File {
    fs::file_time_type written;
    std::uintmax_t size;
    fs::path path;
  };
  std::error_code error;
  std::vector<File> files;
  std::uintmax_t total = 0;
  for (fs::directory_iterator place(shard, error), end; !error && place != end; place.increment(error)) {
    std::error_code gone;
    File file{place->last_write_time(gone), place->file_size(gone), place->path()};
    if (gone) continue;
    total += file.size;
    files.push_back(std::move(file));
  }
  std::ranges::sort(files, {}, &File::written);
  for (const File& file : files) {
    if (total <= largest_shard) return;
    fs::remove(file.path, error);
    total -= file.size;
  }
}

}  // namespace surety::verify::strategy
