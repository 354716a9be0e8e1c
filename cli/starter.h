// starter.h -- the files of a new project.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace surety::cli {

struct StarterFile {
  std::string path;  // within the project
  std::string text;
};

/// A perpetual on one page that checks, proves and passes its test, with a scenario, a policy for the gate, a README
/// and a CI workflow. `name` is a file name such as `my_perp`; the contract is called MyPerp.
std::vector<StarterFile> starter_files(std::string_view name);

}  // namespace surety::cli
