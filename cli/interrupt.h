// interrupt.h -- Ctrl-C as a question that long work asks, instead of a handler that runs in the middle of it.
//
// While an Interrupt lives, SIGINT is blocked in this thread and in those it starts, and one thread of its own waits
// for it. So no library that installs a handler for the time of a call (Z3 does) can take the signal for itself.
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace surety::cli {

class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  /// Ctrl-C was pressed. The second time ends the program at once, as if it had not been caught.
  [[nodiscard]] bool requested() const { return request_.stop_requested(); }
  /// For a verb that has nothing to show where it was cut short: ends the program where Ctrl-C was pressed.
  void end_if_requested() const;

 private:
  sigset_t previous_{};
  std::stop_source request_;
  std::jthread waiter_;
};

}  // namespace surety::cli
