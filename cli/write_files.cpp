// write_files.cpp -- files are replaced when all of them are whole, so that a full disk or an interruption leaves what
// was there before.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <utility>

#include "cli/files.h"
#include "cli/verb.h"

namespace surety::cli {

namespace fs = std::filesystem;

namespace {

/// Ctrl-C waits until what was written beside the files is in its place or gone.
class Uninterrupted {
 public:
  Uninterrupted() {
    sigset_t ends;
    sigemptyset(&ends);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&ends, signal);
    pthread_sigmask(SIG_BLOCK, &ends, &previous_);
  }
  ~Uninterrupted() { pthread_sigmask(SIG_SETMASK, &previous_, nullptr); }
  Uninterrupted(const Uninterrupted&) = delete;
  Uninterrupted& operator=(const Uninterrupted&) = delete;

 private:
  sigset_t previous_{};
};

void write_through(const fs::path& path, const fs::path& name, std::string_view bytes) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  if (!stream) throw UsageError(fmt::format("cannot write `{}`: {}", name.string(), std::strerror(errno)));
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw ToolError(fmt::format("cannot write `{}`: the disk refused it", name.string()));
}

/// A file that is written beside the place of another, and gone again unless it came to be moved there.
class Beside {
 public:
  explicit Beside(const NewFile& file) : name_(file.path) {
    std::error_code error;
    place_ = fs::is_symlink(file.path, error) ? fs::weakly_canonical(file.path, error) : file.path;
    path_ = place_.parent_path() / fmt::format(".{}.{}.new", place_.filename().string(), getpid());
    try {
      write_through(path_, name_, file.bytes);
    } catch (...) {
      fs::remove(path_, error);
      throw;
    }
    if (const fs::file_status old = fs::status(place_, error); fs::exists(old))
      fs::permissions(path_, old.permissions(), error);
  }
  Beside(Beside&& other) noexcept
      : name_(std::move(other.name_)), place_(std::move(other.place_)), path_(std::exchange(other.path_, {})) {}
  Beside& operator=(Beside&&) = delete;
  Beside(const Beside&) = delete;
  Beside& operator=(const Beside&) = delete;
  ~Beside() {
    std::error_code error;
    if (!path_.empty()) fs::remove(path_, error);
  }

  void move_into_place() {
    std::error_code error;
    fs::rename(path_, place_, error);
    if (error) throw ToolError(fmt::format("cannot write `{}`: {}", name_.string(), error.message()));
    path_.clear();
  }

 private:
  fs::path name_;
  fs::path place_;
  fs::path path_;
};

/// A pipe or a device is written itself, and so is a file in a folder where no other can be made.
bool can_be_replaced(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) return false;
  fs::path place = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
  place = place.parent_path().empty() ? fs::path(".") : place.parent_path();
  return access(place.c_str(), W_OK) == 0;
}

}  // namespace

void write_files(const std::vector<NewFile>& files) {
  for (const NewFile& file : files) require_writable(file.path);
  // First what may wait for a reader: an interruption then finds nothing half done.
  for (const NewFile& file : files)
    if (!can_be_replaced(file.path)) write_through(file.path, file.path, file.bytes);
  const Uninterrupted until_all_are_there;
  std::vector<Beside> written;
  for (const NewFile& file : files)
    if (can_be_replaced(file.path)) written.emplace_back(file);
  for (Beside& file : written) file.move_into_place();
}

void write_file(const fs::path& path, std::string_view bytes) { write_files({{path, bytes}}); }

}  // namespace surety::cli
