// cache.cpp -- see cache.h.
#include "cli/cache.h"

#include <fmt/format.h>

#include <cstdlib>

#include "verifier/prover.h"

namespace surety::cli {

std::optional<std::filesystem::path> cache_directory(const Arguments& arguments, Console& console) {
  if (arguments.has("--no-cache")) {
    if (arguments.has("--cache")) throw UsageError("`--cache` and `--no-cache` contradict each other");
    return std::nullopt;
  }
  if (const auto asked = arguments.value("--cache")) {
    if (verify::usable_cache(*asked)) return *asked;
    const std::filesystem::path secret = std::filesystem::path(*asked) / "secret";
    std::error_code error;
    console.say("note",
                std::filesystem::exists(secret, error)
                    ? fmt::format("nothing is remembered: `{}` is not what a cache begins with; where no other program "
                                  "wrote it, it was damaged: remove it",
                                  secret.string())
                    : fmt::format("nothing is remembered: the folder `{}` cannot be written", *asked));
    return std::nullopt;
  }
  const auto folder = [](const char* variable) {
    const char* value = std::getenv(variable);
    return std::filesystem::path(value ? value : "");
  };
  if (const auto caches = folder("XDG_CACHE_HOME"); caches.is_absolute()) return caches / "surety";
  if (const auto home = folder("HOME"); home.is_absolute()) return home / ".cache" / "surety";
  return std::nullopt;
}

}  // namespace surety::cli
