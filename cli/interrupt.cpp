// interrupt.cpp -- see interrupt.h.
#include "cli/interrupt.h"

#include <unistd.h>

#include <ctime>

namespace surety::cli {

namespace {

constexpr int exit_of_ctrl_c = 130;  // 128 + SIGINT, as shells report it

sigset_t only_sigint() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  return set;
}

/// Waits for SIGINT: from the user, or from the destructor, which says first that the waiting is over.
void wait_for_interrupt(const std::stop_token& ended, const std::stop_source& request) {
  const sigset_t set = only_sigint();
  for (;;) {
    if (sigwaitinfo(&set, nullptr) != SIGINT) continue;
    if (ended.stop_requested()) return;
    if (request.stop_requested()) _exit(exit_of_ctrl_c);
    request.request_stop();
  }
}

}  // namespace

Interrupt::Interrupt() {
  const sigset_t set = only_sigint();
  pthread_sigmask(SIG_BLOCK, &set, &previous_);
  waiter_ = std::jthread([request = request_](const std::stop_token& ended) { wait_for_interrupt(ended, request); });
}

void Interrupt::end_if_requested() const {
  if (requested()) _exit(exit_of_ctrl_c);
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  pthread_kill(waiter_.native_handle(),
               SIGINT);  // wakes the waiter alone: a wait with a limit would cost its rest at each exit
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
}

}  // namespace surety::cli
