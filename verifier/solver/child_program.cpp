// child_program.cpp -- see child_program.h.
#include "verifier/solver/child_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <system_error>

namespace surety::verify::solver {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int poll_milliseconds = 50;
constexpr std::size_t most_output = 1'000'000;

[[noreturn]] void fail(int code, const std::string& what) {
  throw std::system_error(code, std::generic_category(), what);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(number_); }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// A nameless file: the child reads it at its own pace, and nobody waits for anybody.
std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_with(const std::string& text) {
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
  if (!file) fail(errno, "cannot make a temporary file");
  fcntl(fileno(file.get()), F_SETFD, FD_CLOEXEC);
  const bool written = std::fwrite(text.data(), 1, text.size(), file.get()) == text.size();
  if (!written || std::fflush(file.get()) != 0) fail(errno, "cannot write a temporary file");
  std::rewind(file.get());
  return file;
}

pid_t spawn(const std::vector<std::string>& words, int input, int output) {
  std::vector<char*> pointers;
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  pid_t process = -1;
  const int code = posix_spawnp(&process, pointers[0], &actions, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (code != 0) fail(code, "cannot start " + words[0]);
  return process;
}

/// Reads to the end of the output; false where time or patience ran out before.
bool read_all(int stream, Clock::time_point deadline, const std::function<bool()>& stopped, std::string& output) {
  while (Clock::now() < deadline && !stopped()) {
    pollfd waiting{stream, POLLIN, 0};
    if (poll(&waiting, 1, poll_milliseconds) <= 0) continue;
    char bytes[4096];
    const ssize_t got = read(stream, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    output.append(bytes, static_cast<std::size_t>(got));
    if (output.size() > most_output) return false;
  }
  return false;
}

}  // namespace

Finished run_program(const std::vector<std::string>& words, const std::string& input, double seconds,
                     const std::function<bool()>& stopped) {
  const auto deadline =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  const auto file = file_with(input);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) fail(errno, "cannot make a pipe");
  const Descriptor reading(ends[0]);
  pid_t process = -1;
  {
    const Descriptor writing(ends[1]);
    process = spawn(words, fileno(file.get()), writing.number());
  }
  Finished finished;
  finished.too_late = !read_all(reading.number(), deadline, stopped, finished.output);
  // A program may close its output and live on; it has said all it will say.
  kill(-process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  const bool crashed = WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL;
  finished.by_itself = !finished.too_late && !crashed;
  return finished;
}

}  // namespace surety::verify::solver
