// main.cpp -- the program `surety`.
#include <csignal>

#include "cli/verb.h"

int main(int argc, char** argv) {
  // A reader that left is seen as a failed write (console.h), also by the pipe to node, and never kills the process.
  std::signal(SIGPIPE, SIG_IGN);
  surety::cli::Console console = surety::cli::standard_console();
  return surety::cli::run_program({argv + (argc > 0 ? 1 : 0), argv + argc}, console);
}
