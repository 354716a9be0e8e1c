// cache_test.cpp -- what is remembered saves work and never changes a verdict, whatever becomes of the folder.
#include "verifier/prove/cache.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/catch.h"
#include "tests/unit/core/sample_contracts.h"
#include "verifier/prove/digest.h"
#include "verifier/prover.h"

using namespace surety;
using verify::Verdict;
using verify::strategy::Cache;
namespace fs = std::filesystem;

namespace {

/// An empty folder, gone with the test.
class Folder {
 public:
  Folder() {
    static int count = 0;
    path_ = fs::temp_directory_path() / ("surety-cache-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    fs::remove_all(path_);
  }
  ~Folder() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// Every entry, in the order of their keys.
std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& file : fs::recursive_directory_iterator(folder)) {
    if (file.is_regular_file() && file.path().parent_path() != folder) files.push_back(file.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string key_of(const fs::path& entry) {
  return entry.parent_path().filename().string() + entry.filename().string();
}

/// What someone could write who has read the folder's secret.
void write_sealed(const fs::path& folder, const fs::path& entry, const std::string& text) {
  const std::string mark = verify::strategy::seal(content(folder / "secret"), key_of(entry) + "\n" + text);
  std::ofstream(entry, std::ios::binary) << "surety.cache/1 " << mark << "\n" << text;
}

std::string text_of(const fs::path& entry) {
  const std::string whole = content(entry);
  return whole.substr(whole.find('\n') + 1);
}

/// Products of two facts, in two actions. `most` is the largest n of `grow`; `more` goes in at the end.
core::Contract grower(const std::string& most = "5", const std::string& more = "") {
  return samples::contract_of(R"core((contract Grower (error Range) (error Rejected)
  (global state x int (range 0 1000))
  (global state y int (range 0 1000))
  (global state z int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range) (write (y) 0 Range) (write (z) 0 Range))
  (step action grow (arguments (caller party) (n int (range 1 )core" +
                              most + R"core() Range))
    (require (le (mul n n) (get y)) Rejected)
    (write (x) (add (get x) (mul n n)) Range)
    (write (y) (add (get y) (mul n n)) Range))
  (step action swell (arguments (caller party) (n int (range 1 5) Range))
    (require (le (mul n (get z)) (get y)) Rejected)
    (write (y) (add (get y) (mul n (get z))) Range))
  (invariant behind (le (get x) (get y)))
  (rule square (after grow (le (mul (get x) (get z)) (mul (get y) (get z)))))
  (rule wide (after swell (le (mul (get x) (get z)) (mul (get y) (get z)))))
  )core" + more + ")");
}

/// `low` is broken by two bumps; no solver is needed to say so.
core::Contract breakable() {
  return samples::contract_of(R"core((contract Breakable (error Range)
  (global state x int (range 0 1000))
  (step instantiate instantiate (arguments (caller party)) (write (x) 0 Range))
  (step action bump (arguments (caller party) (n int (range 1 5) Range)) (write (x) (add (get x) (mul n n)) Range))
  (invariant low (le (get x) 30))))core");
}

verify::Options options(const fs::path& folder) {
  verify::Options result;
  result.resource_limit = 4'000'000;
  result.search_steps = 20'000;
  result.cache_directory = folder;
  return result;
}

verify::Report proved(const core::Contract& contract, const fs::path& folder) {
  return verify::prove(contract, options(folder));
}

std::vector<std::string> verdicts(const verify::Report& report) {
  std::vector<std::string> words;
  for (const auto& property : report.properties) {
    words.push_back(property.name + " " + std::string(verify::word(property.verdict)) + " " + property.reason);
    for (const auto& one : property.obligations) {
      words.back() += " " + one.id + " " + one.rung + " " + one.sha256;
      for (const std::string& name : one.uses) words.back() += " " + name;
    }
  }
  return words;
}

}  // namespace

TEST_CASE("a second run asks the solver nothing and says the same") {
  const Folder folder;
  const auto cold = proved(grower(), folder.path());
  CHECK(cold.count(Verdict::proved) == 3);
  CHECK(cold.solver_questions > 0);
  const auto warm = proved(grower(), folder.path());
  CHECK(warm.solver_questions == 0);
  CHECK(verdicts(warm) == verdicts(cold));
  CHECK_FALSE(cold.properties[1].cached);
  CHECK(warm.properties[1].cached);
  CHECK(warm.properties[1].obligations[0].cached);
}

// The claim about `grow` does not mention n, so that even it stands; what is asked anew is whether `grow` can succeed.
TEST_CASE("an edit asks about what it changed and nothing else") {
  const Folder folder;
  const auto whole = proved(grower("4"), Folder().path()).solver_questions;
  proved(grower(), folder.path());
  const auto edited = proved(grower("4"), folder.path());
  CHECK(edited.count(Verdict::proved) == 3);
  CHECK(edited.solver_questions > 0);
  CHECK(edited.solver_questions < whole);
  for (const auto& property : edited.properties) {
    for (const auto& obligation : property.obligations) {
      if (obligation.id == "wide/swell") CHECK(obligation.cached);
    }
  }
}

TEST_CASE("a further invariant leaves the proofs that stand without it") {
  const Folder folder;
  proved(grower(), folder.path());
  const auto extended = proved(grower("5", "(invariant bounded (le (get z) 1000))"), folder.path());
  CHECK(extended.count(Verdict::proved) == 4);
  for (const auto& property : extended.properties) {
    if (property.name == "square" || property.name == "wide") CHECK(property.cached);
  }
}

TEST_CASE("a proof from elsewhere that leans on what is not proved here is made anew") {
  const Folder folder;
  const std::string fact = "(invariant small (le (get z) 500))";
  const std::string rule = "(rule near (after grow (le (mul (get z) (get z)) (mul 500 (get z)))))";
  const auto before = proved(grower("5", fact + rule), folder.path());
  CHECK(before.properties.back().verdict == Verdict::proved);
  // z may now grow, `small` falls, and with it what was proved from it.
  core::Contract after = samples::contract_of([&] {
    std::string text = core::print(grower("5", fact + rule));
    const std::string swell = "(step action swell";
    text.insert(text.find(swell), "(step action lift (arguments (caller party)) (write (z) 900 Range))\n  ");
    return text;
  }());
  const auto warm = proved(after, folder.path());
  const auto cold = proved(after, Folder().path());
  CHECK(verdicts(warm) == verdicts(cold));
  CHECK(warm.count(Verdict::proved) < warm.properties.size());
}

TEST_CASE("entries that were altered, cut, exchanged or brought from elsewhere are not believed") {
  const Folder folder;
  const auto cold = proved(grower(), folder.path());
  const auto files = entries(folder.path());
  REQUIRE(files.size() > 3);
  const auto expect_solved_again = [&] {
    const auto again = proved(grower(), folder.path());
    CHECK(again.solver_questions == cold.solver_questions);
    CHECK(verdicts(again) == verdicts(cold));
    CHECK(proved(grower(), folder.path()).solver_questions == 0);  // and mended
  };
  SECTION("one byte of each") {
    for (const fs::path& file : files) {
      std::string text = content(file);
      text[text.size() / 2] = static_cast<char>(text[text.size() / 2] ^ 1);
      std::ofstream(file, std::ios::binary) << text;
    }
    expect_solved_again();
  }
  SECTION("the ends cut off") {
    for (const fs::path& file : files) fs::resize_file(file, fs::file_size(file) - 3);
    expect_solved_again();
  }
  SECTION("emptied") {
    for (const fs::path& file : files) fs::resize_file(file, 0);
    expect_solved_again();
  }
  SECTION("each under the name of the next") {
    const std::string first = content(files.front());
    for (std::size_t i = 0; i + 1 < files.size(); ++i)
      std::ofstream(files[i], std::ios::binary) << content(files[i + 1]);
    std::ofstream(files.back(), std::ios::binary) << first;
    expect_solved_again();
  }
  SECTION("each under the name of the next, sealed with the secret: the goal inside is another") {
    const std::string first = text_of(files.front());
    for (std::size_t i = 0; i + 1 < files.size(); ++i) write_sealed(folder.path(), files[i], text_of(files[i + 1]));
    write_sealed(folder.path(), files.back(), first);
    expect_solved_again();
  }
  SECTION("sealed with the secret, the needed hypotheses struck out") {
    for (const fs::path& file : files) {
      std::string text = text_of(file);
      const std::size_t begin = text.find("\"needed\":[");
      if (begin != std::string::npos)
        text.erase(begin + 10, text.find(']', begin) - begin - 10);
      else
        text = "{}";
      write_sealed(folder.path(), file, text);
    }
    expect_solved_again();
  }
  SECTION("the folder of another user, with another secret") {
    std::ofstream(folder.path() / "secret", std::ios::binary) << std::string(32, 'x');
    expect_solved_again();
  }
  SECTION("rubbish that is sealed") {
    for (const fs::path& file : files) write_sealed(folder.path(), file, "{\"goal\": 7, \"claims\": [[], {}, 3]}");
    expect_solved_again();
  }
  SECTION("folders in the place of entries") {
    for (const fs::path& file : files) {
      fs::remove(file);
      fs::create_directory(file);
    }
    const auto again = proved(grower(), folder.path());
    CHECK(verdicts(again) == verdicts(cold));
  }
}

TEST_CASE("a report in which all is proved is repeated without its questions") {
  const Folder folder;
  std::string many;  // so many that the report is longer than an entry may be
  for (int i = 0; i < 250; ++i)
    many += "(invariant small_" + std::to_string(i) + " (le (get x) " + std::to_string(2'000 + i) + "))";
  const core::Contract contract = grower("5", many);
  const auto cold = proved(contract, folder.path());
  REQUIRE(cold.count(Verdict::proved) == cold.properties.size());
  std::vector<fs::path> pieces;
  for (const fs::path& file : entries(folder.path())) {
    const std::string text = text_of(file);
    if (text.starts_with("{\"claims\"") || text.starts_with("{\"answer\"")) fs::remove(file);
    if (text.find("\"report of\"") != std::string::npos || text.find("\"pieces\"") != std::string::npos)
      pieces.push_back(file);
  }
  SECTION("it is whole") {
    const auto warm = proved(contract, folder.path());
    CHECK(warm.solver_questions == 0);
    CHECK(verdicts(warm) == verdicts(cold));
    CHECK(warm.notes == cold.notes);
    REQUIRE(warm.matrix.size() == cold.matrix.size());
    for (std::size_t i = 0; i < warm.matrix.size(); ++i)
      CHECK(warm.matrix[i].cells.size() == cold.matrix[i].cells.size());
    for (const auto& property : warm.properties) CHECK(property.cached);
    for (std::size_t i = 0; i < warm.properties.size(); ++i) {
      CHECK(warm.properties[i].trivial == cold.properties[i].trivial);
      CHECK(warm.properties[i].span == cold.properties[i].span);
    }
  }
  SECTION("without any one of its pieces there is none, and the questions are asked") {
    REQUIRE(pieces.size() >= 2);
    fs::remove(pieces.back());
    CHECK(proved(contract, folder.path()).solver_questions == cold.solver_questions);
  }
  SECTION("of a contract that differs in one digit there is none") {
    CHECK(proved(grower("4", many), folder.path()).solver_questions > 0);
  }
  SECTION("one that stands elsewhere in its source is told from there") {
    core::Contract moved = contract;
    moved.properties[0].span = {{}, 7, 9};
    CHECK(proved(moved, folder.path()).properties[0].span == moved.properties[0].span);
  }
  SECTION("who wants the obligations written gets them") {
    verify::Options writing = options(folder.path());
    writing.smt_directory = folder.path() / "smt";
    fs::create_directories(*writing.smt_directory);
    verify::prove(contract, writing);
    CHECK_FALSE(fs::is_empty(*writing.smt_directory));
  }
}

TEST_CASE("a report in which something is not proved is not kept") {
  const Folder folder;
  proved(breakable(), folder.path());
  for (const fs::path& file : entries(folder.path())) CHECK(text_of(file).find("\"report of\"") == std::string::npos);
}

TEST_CASE("another budget is another question") {
  const Folder folder;
  const auto cold = proved(grower(), folder.path());
  verify::Options other = options(folder.path());
  other.resource_limit += 1;
  CHECK(verify::prove(grower(), other).solver_questions == cold.solver_questions);
}

TEST_CASE("a run that breaks a property is remembered, and believed after it was replayed") {
  const Folder folder;
  const auto cold = proved(breakable(), folder.path());
  REQUIRE(cold.properties[0].verdict == Verdict::violated);
  const auto warm = proved(breakable(), folder.path());
  CHECK(warm.solver_questions == 0);
  CHECK(warm.properties[0].cached);
  CHECK(verdicts(warm) == verdicts(cold));
  CHECK(warm.properties[0].counterexample->story == cold.properties[0].counterexample->story);
  const auto altered = [&](const auto& change) {
    for (const fs::path& file : entries(folder.path())) {
      std::string text = text_of(file);
      const std::size_t calls = text.find("\"calls\":[");
      if (calls == std::string::npos) continue;
      change(text, calls + 9);
      write_sealed(folder.path(), file, text);
    }
    const auto again = proved(breakable(), folder.path());
    CHECK_FALSE(again.properties[0].cached);
    CHECK(verdicts(again) == verdicts(cold));
  };
  SECTION("without its instantiation") {
    altered([](std::string& text, std::size_t first) { text.erase(first, text.find("},", first) + 2 - first); });
  }
  SECTION("without its last call") {
    altered([](std::string& text, std::size_t first) {
      const std::size_t last = text.find_last_of('{', text.find("}]", first));
      text.erase(last - 1, text.find("}]", last) + 2 - last);
    });
  }
  SECTION("with a step that there is not") {
    altered(
        [](std::string& text, std::size_t first) { text.replace(text.find("\"step\":1", first), 8, "\"step\":7"); });
  }
}

TEST_CASE("a folder that cannot be used remembers nothing and harms nothing") {
  CHECK_FALSE(verify::usable_cache("/dev/null/cache"));
  const auto report = proved(grower(), "/dev/null/cache");
  CHECK(report.count(Verdict::proved) == 3);
  const Folder folder;
  fs::create_directory(folder.path());
  std::ofstream(folder.path() / "secret") << "too short";
  CHECK_FALSE(verify::usable_cache(folder.path()));
  CHECK(proved(grower(), folder.path()).count(Verdict::proved) == 3);
  CHECK(entries(folder.path()).empty());
}

TEST_CASE("runs at the same time share a folder") {
  const Folder folder;
  std::vector<std::vector<std::string>> said(4);
  {
    std::vector<std::jthread> threads;
    for (auto& words : said) threads.emplace_back([&] { words = verdicts(proved(grower(), folder.path())); });
  }
  for (const auto& words : said) CHECK(words == said.front());
  for (const fs::path& file : entries(folder.path())) CHECK_FALSE(file.filename().string().starts_with("."));
  CHECK(proved(grower(), folder.path()).solver_questions == 0);
}

TEST_CASE("the folder stays small, and an entry that is too long is not kept") {
  const Folder folder;
  const auto key = [](int i) { return "ab" + verify::strategy::sha256(std::to_string(i)).substr(2); };
  {
    Cache cache(folder.path());
    for (int i = 0; i < 40; ++i) cache.put(key(i), std::string(20'000, 'a'));
    cache.put(key(99), std::string(100'000, 'a'));
    CHECK_FALSE(cache.get(key(99)));
    CHECK(cache.get(key(39)) == std::string(20'000, 'a'));
    CHECK_FALSE(cache.get("../../etc/passwd"));
  }
  std::uintmax_t total = 0;
  for (const fs::path& file : entries(folder.path())) total += fs::file_size(file);
  CHECK(total <= 256 * 1024);
  CHECK(total > 100'000);
}
