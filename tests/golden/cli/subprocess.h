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

/// Runs `program` in `folder` with standard input empty and `NO_COLOR` set. `out` and `err` are files where they are
/// kept meanwhile; where `stdout_path` is given, standard output goes there instead and `Finished::out` stays empty.
Finished run(const std::filesystem::path& program, const std::vector<std::string>& arguments,
             const std::filesystem::path& folder, const std::string& stdout_path = "");

}  // namespace surety::tests
