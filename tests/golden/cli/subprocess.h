// subprocess.h -- runs a program and keeps what it said, for tests.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace surety::tests {

struct Finished {
  int exit = -1;  // 128 + the signal where one ended it
  std::string out;
  std::string err;
};

/// Where standard output goes: into Finished::out, to a device that is full, or to a reader that has left.
enum class Output { kept, full_device, closed_pipe };

/// Runs `program` in `folder` with standard input empty, `NO_COLOR` set, and what it remembers kept in `folder`/.cache.
Finished run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             const std::filesystem::path& folder, Output output = Output::kept);

}  // namespace surety::tests
