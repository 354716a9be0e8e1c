// cli_golden_test.cpp -- what the program prints and how it ends, for each file of cases/.
//
// A case is a command and everything it said:
//
//   $ surety check savings.surety
//   exit 0
//   --- stdout
//   …
//   --- stderr
//   …
//
// Commands run in a fresh copy of inputs/. SURETY_UPDATE_GOLDENS=1 rewrites the cases with what is printed now.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "tests/catch.h"
#include "tests/golden/cli/scratch.h"
#include "tests/golden/cli/subprocess.h"

namespace fs = std::filesystem;

namespace {

const fs::path room = SURETY_GOLDEN_ROOM;

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::string> words_of(const std::string& command) {
  std::istringstream stream(command);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// What may differ from run to run or with the compiler's version.
std::string stable(std::string text) {
  static const std::vector<std::pair<std::regex, std::string>> masks = {
      {std::regex(R"(\b[0-9a-f]{64}\b)"), "<hash>"},
      {std::regex(R"(\b\d+\.\d+ s\b)"), "<time>"},
      {std::regex(R"("seconds": [0-9.e-]+)"), "\"seconds\": <time>"},
      {std::regex(R"("bytes": \d+)"), "\"bytes\": <bytes>"},
      {std::regex(R"(\b\d+ bytes\b)"), "<bytes> bytes"},
      {std::regex(R"((\n  [a-z_.]+) +\d+(?=\n))"), "$1 <instructions>"},
      {std::regex(R"((surety |"tool": "|"solver": "|z3 )\d+\.\d+\.\d+)"), "$1<version>"},
      {std::regex(R"re("rung": "[^"]*")re"), "\"rung\": <rung>"},
      {std::regex(R"("goals": \d+)"), "\"goals\": <goals>"}};
  for (const auto& [pattern, replacement] : masks) text = std::regex_replace(text, pattern, replacement);
  return text;
}

std::string told(const std::string& command, const surety::tests::Finished& finished) {
  return "$ " + command + "\nexit " + std::to_string(finished.exit) + "\n--- stdout\n" + stable(finished.out) +
         "--- stderr\n" + stable(finished.err);
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

bool updating() {
  const char* value = std::getenv("SURETY_UPDATE_GOLDENS");
  return value && std::string(value) == "1";
}

}  // namespace

TEST_CASE("the program prints what the cases say") {
  std::vector<fs::path> cases;
  for (const auto& entry : fs::directory_iterator(room / "cases")) cases.push_back(entry.path());
  std::ranges::sort(cases);
  REQUIRE(cases.size() >= 20);
  for (const fs::path& path : cases) {
    const std::string expected = content(path);
    const std::string line = first_line(expected);
    INFO(path.filename().string());
    REQUIRE(line.starts_with("$ surety"));
    std::vector<std::string> words = words_of(line.substr(2));
    words.erase(words.begin());
    const surety::tests::Scratch scratch;
    const auto finished = surety::tests::run(SURETY_PROGRAM, words, scratch.path());
    const std::string actual = told(line.substr(2), finished);
    if (std::ranges::find(words, "--json") != words.end() && finished.exit < 2) {
      CHECK(nlohmann::json::accept(finished.out));  // one document and nothing else
    }
    if (updating()) {
      std::ofstream(path, std::ios::binary) << actual;
    } else {
      CHECK(actual == expected);
    }
  }
}
