// program.cpp -- the table of verbs, the overview, and the one place where every failure becomes an exit code.
#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <nlohmann/json.hpp>

#include "cli/verb.h"
#include "cli/version.h"
#include "compiler/scenario/suggest.h"
#include "runtime/engine/cosmwasm_engine.h"

namespace surety::cli {

const std::vector<Verb>& verbs() {
  static const std::vector<Verb> table = {new_verb(),   check_verb(),  fmt_verb(),    prove_verb(), recheck_verb(),
                                          build_verb(), gate_verb(),   test_verb(),   run_verb(),   simulate_verb(),
                                          tune_verb(),  mutate_verb(), explain_verb()};
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

[[noreturn]] void unknown_verb(const std::string& word) {
  std::vector<std::string> known;
  for (const Verb& verb : verbs()) known.push_back(verb.name);
  const bool option = word.starts_with("-");
  if (option) known = {"--help", "--version"};
  throw UsageError(fmt::format("no {} `{}`{}\ntry `surety --help`", option ? "option" : "verb", word,
                               scenario::suggestion(word, known)));
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
  if (parsed.arguments) return verb->run(*parsed.arguments, console);
  console.print(parsed.help.value_or(""));
  return Exit::ok;
}

Exit guarded(const std::vector<std::string>& words, Console& console) {
  const bool json = words.size() > 1 && std::ranges::find(words, "--json") != words.end();
  const auto failed = [&](Exit exit, std::string_view sentence) {
    if (json && !console.has_printed())
      console.print_json({{"schema", "surety.error/1"}, {"exit", static_cast<int>(exit)}, {"error", sentence}});
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
  } catch (const runtime::NotOnChains& error) {
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
