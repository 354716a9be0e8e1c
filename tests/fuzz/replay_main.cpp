// replay_main.cpp -- runs a fuzz target on given files: the seeds as a test, or one crashing input under a debugger.
//
// libFuzzer brings its own main; this one stands in where there is none. Usage: TARGET FILE-OR-FOLDER…
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

void feed(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::size_t feed_all(const fs::path& path) {
  if (!fs::is_directory(path)) {
    feed(path);
    return 1;
  }
  std::size_t fed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (!entry.is_regular_file()) continue;
    feed(entry.path());
    ++fed;
  }
  return fed;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t fed = 0;
  for (int i = 1; i < argc; ++i) {
    if (fs::exists(argv[i])) fed += feed_all(argv[i]);
  }
  std::printf("%zu inputs\n", fed);
  return fed > 0 ? 0 : 1;  // a run without inputs tests nothing
}
