// child_process.h -- one child program, talked to over a stream.
//
// A socket pair stands for the child's input and output: writing to a child that died is then an error code and never a
// signal. The child sees end-of-file when the parent goes, however it goes, and is always waited for.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace surety::runtime {

class ChildProcess {
 public:
  /// Starts `arguments[0]`, found in PATH. Throws std::system_error; code ENOENT: there is no such program.
  explicit ChildProcess(const std::vector<std::string>& arguments);
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;
  /// Closes the stream and waits; a child that does not end within two seconds is killed.
  ~ChildProcess();

  /// All bytes, or false where the child is gone.
  bool send(std::span<const char> bytes);
  /// Exactly that many bytes, or false where the child is gone.
  bool receive(std::span<char> bytes);

 private:
  int stream_ = -1;
  pid_t process_ = -1;
};

}  // namespace surety::runtime
