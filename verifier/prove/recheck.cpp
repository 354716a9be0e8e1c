// recheck.cpp -- see recheck.h.
#include "verifier/prove/recheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "verifier/prove/pool.h"

namespace surety::verify::strategy {

namespace {

/// cvc5's own count, some seconds. More confirms hardly more: the answers that come at all come early.
constexpr std::uint64_t resources_per_question = 1'000'000;
constexpr double seconds_per_question = 20;

/// One question and what became of it.
struct Asked {
  PropertyResult* property;
  std::size_t obligation;
  const LeafQuestion* question;
  solver::Reply reply;
};

std::vector<Asked> questions_of(const std::vector<ToRecheck>& proofs) {
  std::vector<Asked> all;
  for (const ToRecheck& proof : proofs) {
    for (std::size_t i = 0; i < proof.outcomes->size(); ++i) {
      ObligationResult& obligation = proof.result->obligations[i];
      if (obligation.verdict != Verdict::proved) continue;
      obligation.recheck.emplace();
      for (const LeafQuestion& question : (*proof.outcomes)[i].questions)
        all.push_back({proof.result, i, &question, {}});
    }
  }
  return all;
}

void record(const Asked& asked, const solver::Cvc5& second, std::vector<std::string>& disagreements) {
  ObligationResult& obligation = asked.property->obligations[asked.obligation];
  if (!obligation.recheck) obligation.recheck.emplace();
  Recheck& recheck = *obligation.recheck;
  ++recheck.questions;
  if (asked.reply.status == solver::Status::unsat) {
    ++recheck.confirmed;
    return;
  }
  if (asked.reply.status == solver::Status::unknown) {
    if (recheck.reason.empty()) recheck.reason = second.name() + ": " + asked.reply.reason;
    return;
  }
  const std::string sentence =
      fmt::format("{}, goal {}: {} finds a solution where Z3 {} found none; one of them is wrong", obligation.id,
                  asked.question->goal, second.name(), solver::version());
  recheck.reason = sentence;
  obligation.verdict = Verdict::unknown;
  obligation.reason = sentence;
  asked.property->verdict = Verdict::unknown;
  asked.property->reason = sentence;
  disagreements.push_back(sentence);
}

void name_the_second(PropertyResult& property, const std::string& name) {
  if (property.verdict != Verdict::proved) return;
  const bool whole = std::ranges::all_of(property.obligations, [](const ObligationResult& obligation) {
    return obligation.recheck && obligation.recheck->confirmed == obligation.recheck->questions;
  });
  const bool any = std::ranges::any_of(property.obligations, [](const ObligationResult& obligation) {
    return obligation.recheck && obligation.recheck->questions > 0;
  });
  if (whole && any) property.rechecked_by = name;
}

std::string file_name(const Asked& asked, std::size_t number) {
  std::string name = asked.property->obligations[asked.obligation].id;
  std::ranges::replace_if(
      name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_' && c != '.'; }, '-');
  return fmt::format("{}.asked.{}.smt2", name, number);
}

}  // namespace

std::vector<std::string> recheck(const std::vector<ToRecheck>& proofs, const solver::Cvc5& second,
                                 const Options& options, solver::Interrupter& interrupter) {
  std::vector<Asked> all = questions_of(proofs);
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Asked& asked = all[i];
    if (options.smt_directory)
      std::ofstream(*options.smt_directory / file_name(asked, i + 1)) << asked.question->smtlib;
    const std::string id = asked.property->obligations[asked.obligation].id;
    // A group of its own: the time limit of a property is for proving it.
    tasks.push_back({"recheck of " + id, fmt::format("recheck {}", i), [&](double seconds) {
                       const solver::Limits limits{resources_per_question, std::min(seconds, seconds_per_question)};
                       asked.reply = second.ask(asked.question->smtlib, limits, interrupter);
                     }});
  }
  run_all(tasks, options, interrupter);
  std::vector<std::string> disagreements;
  for (const Asked& asked : all) record(asked, second, disagreements);
  for (const ToRecheck& proof : proofs) name_the_second(*proof.result, second.name());
  return disagreements;
}

}  // namespace surety::verify::strategy
