// claims.cpp -- see claims.h. An entry says which goal it speaks of, and a claim's own digest covers its parts, so an
// entry under a wrong name or a claim put together from two is none.
#include "verifier/prove/claims.h"

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace surety::verify::strategy {

namespace {

using nlohmann::json;
using oblige::Hypothesis;

constexpr std::size_t most_claims = 16;  // of one goal: rows that nobody touches are spoken of in many steps

std::string digest_of_all(const std::vector<std::string>& digests) {
  std::string text;
  for (const std::string& digest : digests) text += digest;
  return sha256(text);
}

/// What a claim says, in one digest.
std::string digest_of_claim(const std::string& goal, const json& claim) {
  return sha256(goal + claim.at("context").dump() + claim.at("needed").dump() + claim.at("rung").dump() +
                claim.at("uses").dump() + claim.at("requires").dump());
}

json parsed(const std::optional<std::string>& text) {
  if (!text) return {};
  json entry = json::parse(*text, nullptr, false);
  return entry.is_object() ? entry : json();
}

/// The claims of an entry that speaks of `goal`, none where anything about it is amiss.
std::vector<json> claims_in(const std::optional<std::string>& text, const std::string& goal) {
  std::vector<json> claims;
  const json entry = parsed(text);
  if (entry.is_null() || entry.value("goal", json()) != goal || !entry.contains("claims")) return claims;
  for (const json& claim : entry["claims"]) {
    try {
      if (claim.at("digest") == digest_of_claim(goal, claim)) claims.push_back(claim);
    } catch (const json::exception&) {
      continue;
    }
  }
  return claims;
}

}  // namespace

std::vector<std::string> digests_of(Fingerprints& fingerprints, const std::vector<Hypothesis>& hypotheses) {
  std::vector<std::string> digests;
  digests.reserve(hypotheses.size());
  for (const Hypothesis& hypothesis : hypotheses) digests.push_back(hexadecimal(fingerprints.of(hypothesis)));
  return digests;
}

std::string Told::digest() const { return sha256(goal + context); }

Told told(Fingerprints& fingerprints, const Question& question) {
  Told result{hexadecimal(fingerprints.of(question.goal)), digests_of(fingerprints, question.hypotheses), {}};
  result.context = digest_of_all(result.hypotheses);
  return result;
}

std::optional<Remembered> Claims::find(const Told& question) const {
  const std::vector<json> claims = claims_in(cache_.get(sha256("goal " + settings_ + question.goal)), question.goal);
  const std::set<std::string> known(question.hypotheses.begin(), question.hypotheses.end());
  std::optional<Remembered> found;
  for (const json& claim : claims) {
    try {
      if (claim.at("run") == run_) continue;
      const auto needed = claim.at("needed").get<std::vector<std::string>>();
      if (!std::ranges::all_of(needed, [&](const std::string& one) { return known.contains(one); })) continue;
      const bool same = claim.at("context") == question.context;
      if (!found || same)
        found = {claim.at("rung"), claim.at("uses").get<std::vector<std::string>>(),
                 claim.at("requires").get<std::vector<std::string>>(), same};
      if (same) break;
    } catch (const json::exception&) {
      continue;
    }
  }
  return found;
}

void Claims::keep(const Told& question, const std::vector<std::string>& needed, const Remembered& proof) {
  if (access_ == Access::read_only) return;
  json claim = {{"context", question.context},
                {"needed", needed},
                {"rung", proof.rung},
                {"uses", proof.uses},
                {"requires", proof.requires_needed}};
  claim["run"] = run_;
  claim["digest"] = digest_of_claim(question.goal, claim);
  const std::string key = sha256("goal " + settings_ + question.goal);
  const std::lock_guard lock(writing_);
  json all = json::array({claim});
  for (const json& earlier : claims_in(cache_.get(key), question.goal)) {
    if (earlier.at("context") != claim["context"] && all.size() < most_claims) all.push_back(earlier);
  }
  cache_.put(key, json{{"goal", question.goal}, {"claims", all}}.dump());
}

std::optional<std::optional<bool>> Claims::satisfiable(const std::vector<std::string>& hypotheses) const {
  const std::string context = digest_of_all(hypotheses);
  const json entry = parsed(cache_.get(sha256("satisfiable " + settings_ + context)));
  if (entry.is_null() || entry.value("context", json()) != context || !entry.contains("answer")) return std::nullopt;
  if (entry.value("run", json()) == run_) return std::nullopt;
  const json& answer = entry["answer"];
  if (answer.is_boolean()) return std::optional(answer.get<bool>());
  return answer.is_null() ? std::optional<std::optional<bool>>(std::optional<bool>()) : std::nullopt;
}

void Claims::keep_satisfiable(const std::vector<std::string>& hypotheses, std::optional<bool> answer) {
  if (access_ == Access::read_only) return;
  const std::string context = digest_of_all(hypotheses);
  const json entry = {{"context", context}, {"answer", answer ? json(*answer) : json()}, {"run", run_}};
  cache_.put(sha256("satisfiable " + settings_ + context), entry.dump());
}

namespace {

/// The linker's digest of this program, from the notes that it was loaded with.
int read_build_id(dl_phdr_info* info, std::size_t, void* result) {
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& header = info->dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const auto* place = reinterpret_cast<const unsigned char*>(info->dlpi_addr + header.p_vaddr);
    const unsigned char* end = place + header.p_memsz;
    while (place + sizeof(ElfW(Nhdr)) <= end) {
      const auto* note = reinterpret_cast<const ElfW(Nhdr)*>(place);
      const auto rounded = [](std::size_t size) { return (size + 3) / 4 * 4; };
      const unsigned char* description = place + sizeof *note + rounded(note->n_namesz);
      if (note->n_type == NT_GNU_BUILD_ID && description + note->n_descsz <= end)
        static_cast<std::string*>(result)->assign(reinterpret_cast<const char*>(description), note->n_descsz);
      place = description + rounded(note->n_descsz);
    }
  }
  return 1;  // the first object is the program itself
}

}  // namespace

std::string identity_of_prover() {
  std::string build;
  dl_iterate_phdr(read_build_id, &build);
  if (build.empty()) {  // linked without one: the program's own bytes
    std::ifstream program("/proc/self/exe", std::ios::binary);
    build.assign(std::istreambuf_iterator<char>(program), std::istreambuf_iterator<char>());
  }
  return sha256(build) + " z3 " + solver::version();
}

std::string settings_of(std::uint64_t resource_limit) {
  return identity_of_prover() + " limit " + std::to_string(resource_limit) + " ";
}

}  // namespace surety::verify::strategy
