// child_process.cpp -- see child_process.h.
#include "runtime/engine/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace surety::runtime {

namespace {

[[noreturn]] void fail(int code, const std::string& what) {
  throw std::system_error(code, std::generic_category(), what);
}

/// Has the child ended within the time? Its end of the stream closes when it does.
bool ended(int stream, pid_t process, int milliseconds) {
  pollfd waiting{stream, POLLIN, 0};
  while (waitpid(process, nullptr, WNOHANG) == 0) {
    char ignored[4096];
    const int ready = poll(&waiting, 1, milliseconds);
    if (ready == 0) return false;
    if (ready > 0 && recv(stream, ignored, sizeof ignored, 0) <= 0) {
      // The stream is closed: the process is in its last moments, or has closed it on purpose.
      for (int i = 0; i < milliseconds; ++i) {
        if (waitpid(process, nullptr, WNOHANG) != 0) return true;
        poll(nullptr, 0, 1);
      }
      return false;
    }
  }
  return true;
}

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& arguments) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) fail(errno, "cannot make a stream");
  std::vector<char*> words;
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const int code = posix_spawnp(&process_, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  stream_ = ends[0];
  if (code != 0) {
    close(stream_);
    fail(code, "cannot start " + arguments[0]);
  }
}

ChildProcess::~ChildProcess() {
  shutdown(stream_, SHUT_WR);
  if (!ended(stream_, process_, 2000)) {
    kill(process_, SIGKILL);
    while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }
  close(stream_);
}

bool ChildProcess::send(std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(stream_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(sent));
  }
  return true;
}

bool ChildProcess::receive(std::span<char> bytes) {
  while (!bytes.empty()) {
    const ssize_t got = recv(stream_, bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

}  // namespace surety::runtime
