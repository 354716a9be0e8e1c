// subprocess.cpp -- see subprocess.h.
#include "tests/golden/cli/subprocess.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

namespace surety::tests {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File scratch() {
  File file(std::tmpfile(), std::fclose);
  if (!file) throw std::runtime_error("no temporary file");
  return file;
}

std::string content(std::FILE* file) {
  std::string text;
  std::rewind(file);
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
  return text;
}

int target_of(Output output, std::FILE* kept) {
  if (output == Output::kept) return fileno(kept);
  if (output == Output::full_device) return open("/dev/full", O_WRONLY | O_CLOEXEC);
  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) return -1;
  close(ends[0]);
  return ends[1];
}

}  // namespace

Finished run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             const std::filesystem::path& folder, Output output) {
  const File out = scratch();
  const File err = scratch();
  std::vector<char*> words;
  std::string name = program.string();
  words.push_back(name.data());
  std::vector<std::string> copies = arguments;
  for (std::string& copy : copies) words.push_back(copy.data());
  words.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    const int target = target_of(output, out.get());
    if (chdir(folder.c_str()) != 0 || dup2(nothing, 0) < 0 || dup2(target, 1) < 0 || dup2(fileno(err.get()), 2) < 0) {
      _exit(126);
    }
    setenv("NO_COLOR", "1", 1);
    setenv("XDG_CACHE_HOME", (folder / ".cache").c_str(), 1);
    execv(name.c_str(), words.data());
    _exit(127);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child) throw std::runtime_error("waitpid failed");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content(out.get()), content(err.get())};
}

}  // namespace surety::tests
