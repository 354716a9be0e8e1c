// cache.h -- a folder of remembered answers that is never trusted further than it can be checked.
//
// One file an entry, named by the key it answers. The first line seals the rest: an HMAC over the key and the text
// with a secret that lies in the folder, readable by its owner alone. So an entry that was cut off, altered, renamed,
// or brought from elsewhere is none; whoever can read the secret and write the folder could as well replace the
// prover. Entries are written under another name and renamed, so runs at the same time see whole entries or none.
// Nothing here fails: a folder that cannot be used remembers nothing.
#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace surety::verify::strategy {

class Cache {
 public:
  /// Makes the folder and its secret where they are missing. Bounds it when destroyed: about 64 MB, oldest go first.
  explicit Cache(std::filesystem::path directory);
  ~Cache();
  Cache(const Cache&) = delete;
  Cache& operator=(const Cache&) = delete;

  [[nodiscard]] bool usable() const { return !secret_.empty(); }
  /// The text kept for `key` (64 hexadecimal digits); nullopt where there is none or its seal is broken.
  [[nodiscard]] std::optional<std::string> get(const std::string& key) const;
  /// Keeps `text` unless it is longer than an entry may be. May be called from many threads.
  void put(const std::string& key, const std::string& text);

 private:
  [[nodiscard]] std::filesystem::path shard_of(const std::string& key) const;
  void bound(const std::filesystem::path& shard) const;

  std::filesystem::path directory_;
  std::string secret_;
  std::mutex mutex_;
  std::set<std::filesystem::path> written_;  // shards
};

}  // namespace surety::verify::strategy
