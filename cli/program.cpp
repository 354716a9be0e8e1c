// program.cpp -- the table of verbs, the overview, and the one place where every failure becomes an exit code.
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <numeric>

#include "cli/verb.h"
#include "cli/version.h"

namespace surety::cli {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> table = {new_verb(),   check_verb(),
#ifdef SURETY_PROVER
                                          prove_verb(),
#endif
                                          build_verb(), test_verb(),  run_verb(), simulate_verb(), explain_verb()};
  return table;
}

namespace {

std::string overview() {
  std::string text =
      "surety: derivative contracts whose solvency is proved, then run\n\nUsage: surety VERB [OPTIONS]\n\n";
  for (const Verb& verb : verbs()) text += fmt::format("  {:<10}{}\n", verb.name, verb.summary);
  return text +
         "\n`surety VERB --help` explains a verb with an example; `surety --version` prints the version.\n"
         "Exit codes: 0 all well, 1 the answer is no, 2 wrong usage, 3 the tool itself failed.\n";
}

/// Levenshtein's distance: how many letters to insert, delete or change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

[[noreturn]] void unknown_verb(const std::string& word) {
  const auto nearest = std::min_element(verbs().begin(), verbs().end(), [&](const Verb& a, const Verb& b) {
    return distance(word, a.name) < distance(word, b.name);
  });
  const bool close = distance(word, nearest->name) <= 2;
  const std::string what = word.starts_with("-") ? "option" : "verb";
  throw UsageError(fmt::format("no {} `{}`{}\ntry `surety --help`", what, word,
                               close ? fmt::format("; did you mean `{}`?", nearest->name) : ""));
}

Exit dispatch(const std::vector<std::string>& words, Console& console) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || words[0] == "help") {
    console.print(overview());
    return Exit::ok;
  }
  if (words[0] == "--version" || words[0] == "-V") {
    console.print(fmt::format("surety {}\n", version));
    return Exit::ok;
  }
  const auto verb = std::find_if(verbs().begin(), verbs().end(), [&](const Verb& v) { return v.name == words[0]; });
  if (verb == verbs().end()) unknown_verb(words[0]);
  const Parsed parsed = parse_arguments(*verb, {words.begin() + 1, words.end()});
  if (parsed.help) {
    console.print(*parsed.help);
    return Exit::ok;
  }
  return verb->run(*parsed.arguments, console);
}

Exit guarded(const std::vector<std::string>& words, Console& console) {
  const auto failed = [&](Exit exit, std::string_view sentence) {
    console.say("error", sentence);
    return exit;
  };
  try {
    const Exit exit = dispatch(words, console);
    console.flush();
    return exit;
  } catch (const UsageError& error) {
    return failed(Exit::usage, error.what());
  } catch (const ContentError& error) {
    return failed(Exit::no, error.what());
  } catch (const ToolError& error) {
    return failed(Exit::failure, error.what());
  } catch (const std::bad_alloc&) {
    return failed(Exit::failure, "out of memory; the input needs more than this machine has");
  } catch (const std::exception& error) {
    return failed(Exit::failure,
                  fmt::format("internal: {}\nthis is a defect of surety; please report it", error.what()));
  }
}

}  // namespace

int run_program(const std::vector<std::string>& words, Console& console) {
  try {
    return static_cast<int>(guarded(words, console));
  } catch (...) {  // an exception while telling of one, or one of no known type
    std::fputs("error: surety failed and could not say why\n", stderr);
    return static_cast<int>(Exit::failure);
  }
}

}  // namespace surety::cli
