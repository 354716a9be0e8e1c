// session.h -- who asks: a session of questions with its time, and the means to end questions from outside.
//
// Z3's own timers were seen to hang on a loaded machine, so nothing of them is used: a thread of our own looks at the
// processor time that a question has had and interrupts it. A solver's context costs about as much to make as an easy
// question to answer, so the questions of one goal share one.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "verifier/work_clock.h"

namespace surety::verify::solver {

/// Ends questions that are being asked: all of them when another thread says so, each when its time is over.
class Interrupter {
 public:
  Interrupter() = default;
  Interrupter(const Interrupter&) = delete;
  Interrupter& operator=(const Interrupter&) = delete;
  /// No question may be running.
  ~Interrupter();

  /// From now on every question ends at once with `unknown`.
  void stop();
  [[nodiscard]] bool stopped() const { return stopped_; }
  /// How many questions have been asked.
  [[nodiscard]] std::size_t asked() const;

 private:
  friend class Running;
  struct Question {
    std::function<void()> interrupt;
    clockid_t clock;  // of the thread that asks
    double until;     // on that clock
  };
  std::size_t enlist(std::function<void()> interrupt, double seconds);
  void withdraw(std::size_t ticket);
  void watch();
  std::chrono::steady_clock::time_point strike();

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stopped_ = false;
  bool closing_ = false;
  std::size_t next_ = 0;
  std::map<std::size_t, Question> running_;
  std::chrono::steady_clock::time_point next_look_ = std::chrono::steady_clock::time_point::max();
  std::thread watcher_;  // since the first question
};

/// While it lives, the calling thread is asking; `interrupt` is called, again and again, when the interrupter is
/// stopped or the thread has worked for `seconds` more.
class Running {
 public:
  Running(Interrupter& interrupter, std::function<void()> interrupt, double seconds)
      : interrupter_(interrupter), ticket_(interrupter.enlist(std::move(interrupt), seconds)) {}
  ~Running() { interrupter_.withdraw(ticket_); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  Interrupter& interrupter_;
  std::size_t ticket_;
};

/// What questions of one thread share: the solver's context and the time for all of them. What is answered may depend
/// on what was asked in the session before, so a session is for questions that always come in the same order.
class Session {
 public:
  struct Context;  // a solver's

  /// `seconds`: of the calling thread's work, from now on. The interrupter is borrowed.
  explicit Session(Interrupter& interrupter, double seconds = 60);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Nothing more will be answered: it was stopped, or its time is over.
  [[nodiscard]] bool over() const { return interrupter_.stopped() || seconds_left() <= 0; }
  [[nodiscard]] bool stopped() const { return interrupter_.stopped(); }
  [[nodiscard]] double seconds_left() const { return until_ - work_seconds(); }
  /// Why a question was not answered, once over().
  [[nodiscard]] const char* reason() const { return stopped() ? "ended early" : "out of time"; }
  /// What was asked before has no influence from here on.
  void forget();

  // ---- for those who put the questions ----
  [[nodiscard]] Interrupter& interrupter() { return interrupter_; }
  [[nodiscard]] Context& context();

 private:
  Interrupter& interrupter_;
  double until_;
  std::unique_ptr<Context> context_;
};

}  // namespace surety::verify::solver
