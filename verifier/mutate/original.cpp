// original.cpp -- see original.h.
#include "verifier/mutate/original.h"

#include <system_error>

namespace surety::verify::mutation {

namespace {

std::filesystem::path fresh_folder() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  return error ? std::filesystem::path()
               : folder / ("surety-" + strategy::sha256(strategy::random_bytes(16)).substr(0, 24));
}

}  // namespace

Original::Original(const core::Contract& contract, const Options& options) {
  Options plain = options;
  plain.property.reset();
  plain.progress = {};
  if (!plain.cache_directory || !usable_cache(*plain.cache_directory)) {
    made_ = fresh_folder();
    if (!made_.empty()) plain.cache_directory = made_;
  }
  for (const PropertyResult& result : prove(contract, plain).properties) {
    if (result.verdict != Verdict::proved) unproved_.insert(result.name);
  }
  if (!plain.cache_directory) return;
  cache_.emplace(*plain.cache_directory);
  if (!cache_->usable()) return;
  claims_.emplace(*cache_, strategy::settings_of(options.resource_limit), strategy::Claims::Access::read_only);
}

Original::~Original() {
  claims_.reset();
  cache_.reset();
  std::error_code ignored;
  if (!made_.empty()) std::filesystem::remove_all(made_, ignored);
}

}  // namespace surety::verify::mutation
