// work_clock.h -- the clock that limits of seconds are counted on.
//
// It is the calling thread's own processor time: a busy machine makes a search longer for whoever waits, and must not
// make it end sooner.
#pragma once

#include <ctime>

namespace surety::verify {

/// Seconds that a clock of POSIX shows.
inline double seconds_on(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Processor time of the calling thread, from some moment of its own.
inline double work_seconds() { return seconds_on(CLOCK_THREAD_CPUTIME_ID); }

}  // namespace surety::verify
