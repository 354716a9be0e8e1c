// verb_recheck.cpp -- `surety recheck`: certificates checked without a solver and without the prover.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/verb.h"
#include "verifier/recheck/checker.h"

namespace surety::cli {

namespace {

/// The checker is kept short; what is said to whoever names another place is said here.
void require_index(const std::filesystem::path& directory) {
  if (!std::filesystem::is_directory(directory))
    throw UsageError(fmt::format("`{}` is not a directory", directory.string()));
  if (!std::filesystem::is_regular_file(directory / "index.json"))
    throw UsageError(
        fmt::format("`{}` has no index.json: `surety prove FILE --certify DIR` writes one", directory.string()));
}

Exit run(const Arguments& arguments, Console& console) {
  recheck::Checked checked;
  require_index(arguments.at("DIR"));
  try {
    checked = recheck::check_directory(arguments.at("DIR"));
  } catch (const std::runtime_error& error) {
    throw UsageError(error.what());
  }
  const std::size_t good = checked.certificates - std::min(checked.certificates, checked.failures.size());
  if (arguments.has("--json")) {
    console.print_json({{"schema", "surety.recheck/1"},
                        {"certificates", checked.certificates},
                        {"leaves", checked.leaves},
                        {"failures", checked.failures}});
  } else {
    for (const std::string& failure : checked.failures) console.say("error", visible(failure));
    console.print(
        fmt::format("{} of {} certificates hold ({} sums added up)\n", good, checked.certificates, checked.leaves));
  }
  return checked.failures.empty() ? Exit::ok : Exit::no;
}

}  // namespace

Verb recheck_verb() {
  return {"recheck",
          "check the certificates that `prove --certify` wrote, without a solver",
          "Exit 0 only if every certificate of the directory proves what it claims. What that is, and what it is not,\n"
          "is in docs/certificates.md.",
          "  surety recheck proofs\n  surety prove perp.surety --certify proofs && surety recheck proofs\n",
          {{"DIR", "a directory of certificates", false}},
          {{"--json", "", "print the result as JSON (surety.recheck/1)"}},
          run};
}

}  // namespace surety::cli
