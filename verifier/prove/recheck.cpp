// recheck.cpp -- see recheck.h.
#include "verifier/prove/recheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <span>

#include "verifier/prove/pool.h"
#include "verifier/verdict/file_stem.h"

namespace surety::verify::strategy {

namespace {

constexpr double seconds_per_question = 20;
constexpr std::size_t questions_at_once = 20;

/// One question and what became of it.
struct Asked {
  PropertyResult* property;
  std::size_t obligation;
  const LeafQuestion* question;
  std::vector<solver::Reply> replies;  // one for each second solver
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

void contradict(const Asked& asked, const std::string& solver, std::vector<std::string>& disagreements) {
  ObligationResult& obligation = asked.property->obligations[asked.obligation];
  const std::string sentence =
      fmt::format("{}, goal {}: {} finds a solution where Z3 {} found none; one of them is wrong", obligation.id,
                  asked.question->goal, solver, solver::version());
  obligation.recheck->reason = sentence;
  obligation.verdict = Verdict::unknown;
  obligation.reason = sentence;
  asked.property->verdict = Verdict::unknown;
  asked.property->reason = sentence;
  disagreements.push_back(sentence);
}

/// A question is confirmed where one solver confirms it and none contradicts.
void record(const Asked& asked, const SecondSolvers& seconds, std::vector<std::string>& disagreements) {
  ObligationResult& obligation = asked.property->obligations[asked.obligation];
  if (!obligation.recheck) obligation.recheck.emplace();
  Recheck& recheck = *obligation.recheck;
  ++recheck.questions;
  bool confirmed = false;
  std::string open;
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    const solver::Reply& reply = asked.replies[i];
    const std::string& name = seconds[i]->name();
    if (reply.status == solver::Status::sat) return contradict(asked, name, disagreements);
    recheck.confirmed_by[name] += reply.status == solver::Status::unsat ? 1 : 0;
    confirmed = confirmed || reply.status == solver::Status::unsat;
    if (reply.status == solver::Status::unknown) open += (open.empty() ? "" : "; ") + name + ": " + reply.reason;
  }
  recheck.confirmed += confirmed ? 1 : 0;
  if (!confirmed && recheck.reason.empty()) recheck.reason = open;
}

/// Those that confirmed every question; else, where they did so together, all of them.
std::string names_of_witnesses(const PropertyResult& property, const SecondSolvers& seconds) {
  std::string alone;
  std::string together;
  for (const auto& second : seconds) {
    const bool every = std::ranges::all_of(property.obligations, [&](const ObligationResult& obligation) {
      const auto count = obligation.recheck->confirmed_by.find(second->name());
      return obligation.recheck->questions == 0 ||
             (count != obligation.recheck->confirmed_by.end() && count->second == obligation.recheck->questions);
    });
    if (every) alone += (alone.empty() ? "" : " and ") + second->name();
    together += (together.empty() ? "" : " and ") + second->name();
  }
  return alone.empty() ? together + " together" : alone;
}

void name_witnesses(PropertyResult& property, const SecondSolvers& seconds) {
  if (property.verdict != Verdict::proved) return;
  const bool whole = std::ranges::all_of(property.obligations, [](const ObligationResult& obligation) {
    return obligation.recheck && obligation.recheck->confirmed == obligation.recheck->questions;
  });
  const bool any = std::ranges::any_of(property.obligations, [](const ObligationResult& obligation) {
    return obligation.recheck && obligation.recheck->questions > 0;
  });
  if (whole && any) property.rechecked_by = names_of_witnesses(property, seconds);
}

std::string file_name(const Asked& asked, std::size_t number) {
  return fmt::format("{}.asked.{}.smt2", file_stem(asked.property->obligations[asked.obligation].id), number);
}

void ask(const solver::SecondSolver& second, std::span<Asked> some, double most, solver::Interrupter& interrupter) {
  std::vector<std::string> texts;
  for (const Asked& asked : some) texts.push_back(asked.question->smtlib);
  const solver::Limits limits{second.resources_per_question(), std::min(most, seconds_per_question)};
  std::vector<solver::Reply> replies = second.ask_all(texts, limits, interrupter);
  for (std::size_t i = 0; i < some.size(); ++i) some[i].replies.push_back(std::move(replies.at(i)));
}

}  // namespace

std::vector<std::string> recheck(const std::vector<ToRecheck>& proofs, const SecondSolvers& seconds,
                                 const Options& options, solver::Interrupter& interrupter) {
  std::vector<Asked> all = questions_of(proofs);
  if (options.smt_directory) {
    for (std::size_t i = 0; i < all.size(); ++i)
      std::ofstream(*options.smt_directory / file_name(all[i], i + 1)) << all[i].question->smtlib;
  }
  std::vector<Task> tasks;
  for (std::size_t first = 0; first < all.size(); first += questions_at_once) {
    const std::span<Asked> some = std::span(all).subspan(first, std::min(questions_at_once, all.size() - first));
    const std::string id = some.front().property->obligations[some.front().obligation].id;
    // A group of its own: the time limit of a property is for proving it.
    tasks.push_back({"recheck of " + id, fmt::format("recheck {}", first), [&, some](double most) {
                       for (const auto& second : seconds) ask(*second, some, most, interrupter);
                     }});
  }
  run_all(tasks, options, interrupter);
  std::vector<std::string> disagreements;
  for (const Asked& asked : all) record(asked, seconds, disagreements);
  for (const ToRecheck& proof : proofs) name_witnesses(*proof.result, seconds);
  return disagreements;
}

}  // namespace surety::verify::strategy
