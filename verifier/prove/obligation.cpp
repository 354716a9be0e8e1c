// obligation.cpp -- goes through an obligation's paths and goals.
#include "verifier/prove/obligation.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "verifier/oblige/explore.h"
#include "verifier/prove/certify.h"
#include "verifier/prove/core.h"
#include "verifier/prove/counterexample.h"
#include "verifier/prove/digest.h"
#include "verifier/prove/obstacles.h"
#include "verifier/prove/pool.h"
#include "verifier/prove/prepare.h"
#include "verifier/prove/question_text.h"
#include "verifier/term/print.h"
#include "verifier/verdict/file_stem.h"

namespace surety::verify::strategy {

namespace {

/// Numbers that break a goal are dear to look for; where they were not found for a few goals, they are not for the
/// rest.
constexpr unsigned most_fruitless = 4;

/// The strongest rung that any goal needed.
unsigned rank(const std::string& rung) {
  const std::vector<std::string>& order = rung_names();
  return rung.empty() ? 0 : 1 + static_cast<unsigned>(std::ranges::find(order, rung) - order.begin());
}

class Discharge {
 public:
  Discharge(const oblige::Theory& theory, const oblige::Duty& duty, const ObligationOptions& options,
            solver::Interrupter& interrupter)
      : theory_(theory), duty_(duty), options_(options), session_(interrupter, options.effort.seconds) {
    outcome_.result.id = duty.id;
    outcome_.result.verdict = Verdict::proved;
  }

  ObligationOutcome run() {
    const bool shown = options_.smt_directory || options_.certify;
    if (!duty_.untouched.empty() && !shown && !options_.withheld.contains(duty_.invariant.name)) return untouched();
    const oblige::Exploration exploration = oblige::explore(theory_, duty_, arena_, [this] { return session_.over(); });
    if (duty_.kind == oblige::DutyKind::reach) {
      reach(exploration);
    } else {
      for (const oblige::Path& path : exploration.paths) prove(path);
      if (!exploration.problem.empty()) give_up(exploration.problem);
    }
    ObligationResult& result = outcome_.result;
    result.seconds = work_seconds() - start_;
    result.uses.assign(uses_.begin(), uses_.end());
    result.requires_needed.assign(requires_.begin(), requires_.end());
    result.sha256 = duty_.untouched.empty() ? sha256(digests_) : digest_of_untouched();
    result.cached = reused_ > 0 && solved_ == 0 && result.verdict == Verdict::proved;
    if (result.rung.empty() && result.verdict == Verdict::proved) result.rung = "trivial";
    return std::move(outcome_);
  }

 private:
  /// What the step does not write stays as it was: the invariant holds because it held. Its paths are explored only
  /// where somebody wants to see the formulas.
  ObligationOutcome untouched() {
    ObligationResult& result = outcome_.result;
    result.rung = "trivial";
    result.uses = {duty_.invariant.name};
    result.sha256 = digest_of_untouched();
    return std::move(outcome_);
  }
  [[nodiscard]] std::string digest_of_untouched() const { return sha256(duty_.id + ": " + duty_.untouched); }

  [[nodiscard]] std::uint64_t resources() const { return options_.effort.resources; }

  void give_up(const std::string& reason) {
    if (outcome_.result.verdict == Verdict::proved) {
      outcome_.result.verdict = Verdict::unknown;
      outcome_.result.reason = reason;
    }
  }

  void reach(const oblige::Exploration& exploration) {
    outcome_.reachable = exploration.problem.empty() ? std::optional(false) : std::nullopt;
    for (const oblige::Path& path : exploration.paths) {
      for (const oblige::Goal& end : path.ends) {
        const auto answer = can_be(path, end);
        if (answer == true) {
          outcome_.reachable = true;
          return;
        }
        if (!answer) outcome_.reachable = std::nullopt;
      }
    }
  }

  /// Is there a run to this end, with the hypotheses that may be trusted?
  std::optional<bool> can_be(const oblige::Path& path, const oblige::Goal& end) {
    std::vector<oblige::Hypothesis> known = path.hypotheses(end);
    std::erase_if(known, [&](const oblige::Hypothesis& one) { return options_.doubtful.contains(one.name); });
    known.push_back({"it is reached", end.formula});
    return possible(known);
  }

  std::optional<bool> possible(const std::vector<oblige::Hypothesis>& known) {
    if (!options_.claims) return satisfiable(arena_, known, resources(), session_);
    const std::vector<std::string> digests = digests_of(fingerprints_, known);
    if (const auto remembered = options_.claims->satisfiable(digests)) return *remembered;
    const auto answer = satisfiable(arena_, known, resources(), session_);
    if (!session_.over()) options_.claims->keep_satisfiable(digests, answer);
    return answer;
  }

  void prove(const oblige::Path& path) {
    for (const oblige::Goal& goal : path.goals) {
      const bool answered = outcome_.candidate || duty_.kind == oblige::DutyKind::same;
      if (outcome_.result.verdict != Verdict::proved && answered) return;
      prove(path, goal);
    }
  }

  [[nodiscard]] std::vector<oblige::Hypothesis> hypotheses(const oblige::Path& path, const oblige::Goal& goal) const {
    std::vector<oblige::Hypothesis> told = path.hypotheses(goal);
    std::erase_if(told, [&](const oblige::Hypothesis& one) {
      return options_.withheld.contains(one.name) || options_.doubtful.contains(one.name);
    });
    return told;
  }

  [[nodiscard]] std::set<std::string> settled() const {
    std::set<std::string> names = uses_;
    for (const std::string& name : requires_) names.insert(named_require(name));
    return names;
  }

  void prove(const oblige::Path& path, const oblige::Goal& goal) {
    ObligationResult& result = outcome_.result;
    const Question question{hypotheses(path, goal), goal.formula, settled()};
    ++result.goals;
    if (const auto& directory = options_.smt_directory) write(path, goal, question, *directory);
    const Told asked = strategy::told(fingerprints_, question);
    digests_ += asked.digest();
    if (recalled(asked)) return;
    if (session_.over()) return give_up(session_.reason());
    Finding finding = climb_foot(arena_, question, resources(), session_, habit_);
    if (finding.answer != Answer::proved && !options_.withheld.empty()) return give_up(finding.reason);
    // A run is the best answer and a first look for one is cheap; a model of a question over the integers may be dear.
    if (finding.answer != Answer::proved && options_.refuted && options_.refuted())
      return give_up("a run breaks the property");
    // Two steps that are not plainly the same count as different: a dear question is not worth its price.
    const bool dear = duty_.kind != oblige::DutyKind::same;
    if (finding.answer != Answer::proved && dear && !concretise(path, question, finding)) {
      finding = climb_top(arena_, question, resources(), session_, finding);
      if (finding.answer == Answer::candidate) concretise(path, question, finding);
    }
    conclude(path, goal, finding);
    if (options_.certify && finding.answer == Answer::proved) certify(goal, question, finding, asked.digest());
    if (finding.answer == Answer::unknown && result.verdict == Verdict::unknown && result.obstacles.empty() &&
        !finding.rung.starts_with("trivial"))
      result.obstacles = obstacles(arena_, question, theory_, duty_);
    if (finding.rung != "trivial") ++solved_;
    if (finding.answer == Answer::proved) remember(asked, question, finding);
  }

  /// Notes the requires that the proof needs, and keeps it as a claim.
  void remember(const Told& asked, const Question& question, const Finding& finding) {
    const std::vector<oblige::Hypothesis> needed = finding.needed.value_or(question.hypotheses);
    const std::vector<std::string> names = requires_among(needed);
    requires_.insert(names.begin(), names.end());
    if (options_.claims && finding.rung != "trivial")
      options_.claims->keep(asked, digests_of(fingerprints_, needed), {finding.rung, finding.uses, names, true});
  }

  /// An earlier run proved it, and nothing that the proof needed is missing here.
  bool recalled(const Told& asked) {
    const auto remembered = options_.claims ? options_.claims->find(asked) : std::nullopt;
    if (!remembered || !(remembered->same_context || options_.from_elsewhere)) return false;
    ++reused_;
    if (!remembered->same_context) outcome_.from_elsewhere = true;
    if (rank(remembered->rung) > rank(outcome_.result.rung)) outcome_.result.rung = remembered->rung;
    uses_.insert(remembered->uses.begin(), remembered->uses.end());
    requires_.insert(remembered->requires_needed.begin(), remembered->requires_needed.end());
    return true;
  }

  /// A sum that stands for any number may be all that is missing.
  std::string sums_not_followed(const oblige::Path& path) {
    std::string text;
    for (const oblige::SumNotFollowed& sum : path.domain->sums_not_followed()) {
      text = "; a sum in it stands for any number: " + sum.reason;
      const Obstacle obstacle = obstacle_of(sum);
      std::vector<Obstacle>& known = outcome_.result.obstacles;
      if (std::ranges::find(known, obstacle.span, &Obstacle::span) == known.end()) known.push_back(obstacle);
    }
    return text;
  }

  void conclude(const oblige::Path& path, const oblige::Goal& goal, const Finding& finding) {
    ObligationResult& result = outcome_.result;
    if (rank(finding.rung) > rank(result.rung)) result.rung = finding.rung;
    if (finding.answer == Answer::proved) {
      if (options_.keep_questions) keep(goal, finding.rests_on);
      uses_.insert(finding.uses.begin(), finding.uses.end());
      return;
    }
    const bool confirmed = outcome_.candidate && outcome_.candidate->confirmed;
    const bool guilty = confirmed || finding.answer == Answer::candidate;
    const std::string sums = sums_not_followed(path);
    const bool unseen = guilty && !confirmed && sums.empty();
    give_up((guilty ? "the step may break it: " + told(goal) : finding.reason) + sums +
            (unseen ? "; no state that the solver proposed breaks it when it is run, so a fact seems to be missing: an "
                      "invariant, a lemma, or what a function ensures"
                    : ""));
    if (!confirmed) return;
    result.verdict = Verdict::not_inductive;
    result.obstacles.clear();  // the state says it all
  }

  void certify(const oblige::Goal& goal, const Question& question, const Finding& finding, const std::string& digest) {
    const linear::Heading heading{theory_.contract.name, duty_.id, outcome_.result.goals, told(goal), digest};
    if (auto json = certificate_of(arena_, question, finding, heading, session_))
      outcome_.certificates.push_back({outcome_.result.goals, *std::move(json)});
  }

  void keep(const oblige::Goal& goal, const std::vector<Refuted>& rests_on) {
    for (const Refuted& refuted : rests_on) {
      std::vector<term::Assertion> assertions;
      assertions.reserve(refuted.formulas.size());
      for (const term::Bool formula : refuted.formulas) assertions.push_back({"", formula});
      const std::vector<std::string> preamble = {theory_.contract.name + ": " + duty_.id + ", " + told(goal),
                                                 "as it was put to Z3, simplified"};
      // No expected status: the other solver shall not know what is hoped for.
      outcome_.questions.push_back(
          {outcome_.result.goals, term::smtlib(arena_, assertions, refuted.numbers, preamble, "")});
    }
  }

  /// Tries to find numbers that break the goal; true where the interpreter confirmed them.
  bool concretise(const oblige::Path& path, const Question& question, const Finding& finding) {
    if (fruitless_ >= most_fruitless) return false;
    session_.forget();  // which model the solver finds shall not depend on what it was asked before
    auto candidate = concrete_candidate(arena_, {theory_, duty_, path, question, finding}, resources(), session_);
    if (candidate && (!outcome_.candidate || candidate->confirmed)) outcome_.candidate = std::move(candidate);
    const bool confirmed = outcome_.candidate && outcome_.candidate->confirmed;
    if (!confirmed) ++fruitless_;
    return confirmed;
  }

  static std::string told(const oblige::Goal& goal) { return goal.label.empty() ? "its condition" : goal.label; }

  /// The obligation's text, for other solvers and for people.
  void write(const oblige::Path& path, const oblige::Goal& goal, const Question& question,
             const std::filesystem::path& directory) {
    std::vector<term::Assertion> assertions;
    assertions.reserve(question.hypotheses.size() + 1);
    for (const oblige::Hypothesis& hypothesis : question.hypotheses) {
      assertions.push_back({reason_for(theory_, hypothesis), hypothesis.formula});
    }
    for (const term::Bool bound : bounds_of(arena_, question)) assertions.push_back({"declared ranges", bound});
    assertions.push_back({"and yet the property is broken", arena_.negate(question.goal)});
    const std::vector<std::string> heading = heading_of(theory_, duty_, path, goal, outcome_.result.goals);
    const std::string text = term::smtlib(arena_, assertions, term::Numbers::reals, heading, "unsat");
    const std::string name = fmt::format("{}.{}.smt2", file_stem(duty_.id), outcome_.result.goals);
    std::ofstream(directory / name) << text;
  }

  const oblige::Theory& theory_;
  const oblige::Duty& duty_;
  const ObligationOptions& options_;
  solver::Session session_;
  const double start_ = work_seconds();
  term::Arena arena_;
  ObligationOutcome outcome_;
  std::set<std::string> uses_;
  std::set<std::string> requires_;
  Habit habit_;
  Fingerprints fingerprints_{arena_};
  std::string digests_;  // of the questions so far
  unsigned reused_ = 0;  // goals
  unsigned solved_ = 0;
  unsigned fruitless_ = 0;  // attempts at numbers that break a goal
};

}  // namespace

ObligationOutcome discharge(const oblige::Theory& theory, const oblige::Duty& duty, const ObligationOptions& options,
                            solver::Interrupter& interrupter) {
  return Discharge(theory, duty, options, interrupter).run();
}

}  // namespace surety::verify::strategy
