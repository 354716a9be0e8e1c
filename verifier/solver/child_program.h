// child_program.h -- another program run to its end: text in, text out, and a limit on its time.
//
// The child is a process group of its own, so that whatever it starts ends with it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace surety::verify::solver {

struct Finished {
  bool by_itself = false;  // it said all it had to say; neither ended here nor crashed
  bool too_late = false;   // was ended here: out of time, too much output, or `stopped` said so
  std::string output;      // standard output and standard error
};

/// Runs `words[0]`, found in PATH, with `input` as its standard input. `stopped` is polled. Throws std::system_error
/// where it cannot be started; code ENOENT: there is no such program.
Finished run_program(const std::vector<std::string>& words, const std::string& input, double seconds,
                     const std::function<bool()>& stopped);

}  // namespace surety::verify::solver
