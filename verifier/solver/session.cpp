// session.cpp -- the watcher: sleeps until the first question can be overdue, looks at the clocks, strikes.
#include "verifier/solver/session.h"

#include <pthread.h>

#include <algorithm>
#include <chrono>

namespace surety::verify::solver {

namespace {

using Clock = std::chrono::steady_clock;

/// An interruption is lost on a solver that is not yet, or no longer, where it looks for one; so it is repeated.
constexpr auto strike_again = std::chrono::milliseconds(20);
constexpr double longest_look = 3'600;

/// A thread works no faster than the wall clock runs.
Clock::time_point earliest(double seconds_left) {
  const double seconds = std::clamp(seconds_left, 0.0, longest_look);
  return Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Interrupter::~Interrupter() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  if (watcher_.joinable()) watcher_.join();
}

void Interrupter::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    next_look_ = Clock::now();
    for (const auto& [ticket, question] : running_) question.interrupt();
  }
  changed_.notify_one();
}

std::size_t Interrupter::asked() const {
  const std::lock_guard lock(mutex_);
  return next_;
}

std::size_t Interrupter::enlist(std::function<void()> interrupt, double seconds) {
  Question question{std::move(interrupt), CLOCK_THREAD_CPUTIME_ID, work_seconds() + seconds};
  pthread_getcpuclockid(pthread_self(), &question.clock);
  const std::lock_guard lock(mutex_);
  running_.emplace(next_, std::move(question));
  if (const Clock::time_point due = stopped_ ? Clock::now() : earliest(seconds); due < next_look_) {
    next_look_ = due;
    changed_.notify_one();
  }
  if (!watcher_.joinable()) watcher_ = std::thread([this] { watch(); });
  return next_++;
}

void Interrupter::withdraw(std::size_t ticket) {
  const std::lock_guard lock(mutex_);
  running_.erase(ticket);
}

void Interrupter::watch() {
  std::unique_lock lock(mutex_);
  while (!closing_) {
    if (const Clock::time_point due = next_look_; Clock::now() < due) {
      if (due == Clock::time_point::max())
        changed_.wait(lock, [&] { return closing_ || next_look_ < due; });
      else
        changed_.wait_until(lock, due, [&] { return closing_ || next_look_ < due; });
    } else {
      next_look_ = strike();
    }
  }
}

/// Interrupts what is overdue; when to look again.
Clock::time_point Interrupter::strike() {
  Clock::time_point again = Clock::time_point::max();
  for (const auto& [ticket, question] : running_) {
    const double left = question.until - seconds_on(question.clock);
    const bool overdue = stopped_ || left <= 0;
    if (overdue) question.interrupt();
    again = std::min(again, overdue ? Clock::now() + strike_again : earliest(left));
  }
  return again;
}

}  // namespace surety::verify::solver
