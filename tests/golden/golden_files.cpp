// golden_files.cpp -- see golden_files.h.
#include "tests/golden/golden_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/catch.h"

namespace surety::golden {

namespace {

bool updating() {
  const char* value = std::getenv("SURETY_UPDATE_GOLDENS");
  return value != nullptr && std::string(value) == "1";
}

}  // namespace

std::vector<std::filesystem::path> inputs(const std::filesystem::path& folder, const std::string& extension) {
  std::filesystem::current_path(SURETY_GOLDEN_DIR);
  std::vector<std::filesystem::path> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void compare(const std::filesystem::path& input, const std::string& actual) {
  std::filesystem::path expectation = input;
  expectation.replace_extension(".expected");
  if (updating()) std::ofstream(expectation, std::ios::binary) << actual;
  INFO("golden " << expectation.string() << "; `./dev goldens` accepts the new output");
  REQUIRE(std::filesystem::exists(expectation));
  CHECK(actual == read_file(expectation));
}

}  // namespace surety::golden
