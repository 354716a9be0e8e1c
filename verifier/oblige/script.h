// script.h -- the decisions of one symbolic path, so that running again with the next script takes the next path.
//
// Paths are explored without copying states: a run asks the script at every fork, and afterwards the script is advanced
// in the manner of an odometer. It ends when every combination of answers that a run really asked for has been taken.
#pragma once

#include <cstddef>
#include <vector>

namespace surety::verify::oblige {

class Script {
 public:
  /// The answer at the next fork; `true` where this fork is new.
  bool decide() {
    if (position_ == answers_.size()) answers_.push_back(true);
    return answers_[position_++];
  }
  /// Prepares the next path; false when there is none.
  bool advance() {
    answers_.resize(position_);
    while (!answers_.empty() && !answers_.back()) answers_.pop_back();
    position_ = 0;
    if (answers_.empty()) return false;
    answers_.back() = false;
    return true;
  }

 private:
  std::vector<bool> answers_;
  std::size_t position_ = 0;
};

}  // namespace surety::verify::oblige
