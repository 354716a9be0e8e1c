// verb.h -- what a verb of the program is: a name, what it takes, and one function.
//
// Verbs describe their options as data; arguments.cpp turns the data into a parser and into help, so that no verb sees
// the parsing library and all verbs behave alike. A verb answers with an exit code and speaks through the Console.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"

namespace surety::cli {

/// What a caller in a script may rely on.
enum class Exit : int {
  ok = 0,       // all well
  no = 1,       // the answer is no: a diagnostic error, a property not proved, a failed test
  usage = 2,    // wrong usage, a named file that is not there included
  failure = 3,  // the tool itself failed
};

/// The user asked for something that cannot be meant. Exit 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// A file was read and its content is wrong. Exit 1.
struct ContentError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Surety or its surroundings failed. Exit 3.
struct ToolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `--name VALUE`, or a flag where `value_name` is empty.
struct OptionSpec {
  std::string name;        // "--json", "-o,--output"
  std::string value_name;  // "FILE"
  std::string help;
  bool repeatable = false;
  std::vector<std::string> choices = {};  // empty: anything
  bool required = false;
};
/// Options that several verbs share, after those of the verb.
void append(std::vector<OptionSpec>& options, std::vector<OptionSpec> shared);

struct PositionalSpec {
  std::string name;  // "FILE"
  std::string help;
  bool repeatable = false;
};

/// What the user gave, by the name in the spec (the last of several spellings).
class Arguments {
 public:
  using Values = std::map<std::string, std::vector<std::string>, std::less<>>;
  explicit Arguments(Values values) : values_(std::move(values)) {}
  [[nodiscard]] bool has(std::string_view name) const { return values_.find(name) != values_.end(); }
  /// The value; throws std::logic_error where a verb asks for what it did not require.
  [[nodiscard]] const std::string& at(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
  /// A whole number in low..high, or `otherwise` where it was not given. Throws UsageError.
  [[nodiscard]] std::uint64_t number(std::string_view name, std::uint64_t low, std::uint64_t high,
                                     std::uint64_t otherwise) const;

 private:
  Values values_;
};

struct Verb {
  std::string name;
  std::string summary;      // one line of the overview
  std::string description;  // further sentences of the verb's own help; may be empty
  std::string example;      // lines that can be pasted into a shell
  std::vector<PositionalSpec> positionals;
  std::vector<OptionSpec> options;
  Exit (*run)(const Arguments&, Console&);
};

/// Parsed arguments, or the help text that was asked for instead. Throws UsageError.
struct Parsed {
  std::optional<std::string> help;
  std::optional<Arguments> arguments;
};
Parsed parse_arguments(const Verb& verb, std::vector<std::string> words);

/// All verbs in the order of the overview.
const std::vector<Verb>& verbs();

// One file each: verb_NAME.cpp.
Verb new_verb();
Verb check_verb();
Verb fmt_verb();
Verb prove_verb();
Verb mutate_verb();
Verb recheck_verb();
Verb build_verb();
Verb gate_verb();
Verb test_verb();
Verb run_verb();
Verb simulate_verb();
Verb tune_verb();
Verb explain_verb();

/// The whole program. Never throws.
int run_program(const std::vector<std::string>& words, Console& console);

}  // namespace surety::cli
