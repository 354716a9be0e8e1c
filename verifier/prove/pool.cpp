// pool.cpp -- a counter, some threads and a watcher.
#include "verifier/prove/pool.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace surety::verify::strategy {

namespace {

constexpr double least_seconds = 0.01;
constexpr auto watch_period = std::chrono::milliseconds(20);

class Pool {
 public:
  Pool(const std::vector<Task>& tasks, const Options& options, solver::Interrupter& interrupter)
      : tasks_(tasks), options_(options), interrupter_(interrupter) {}

  void run() {
    // A run that was cancelled before it began does nothing, however quick its tasks are.
    if (options_.cancelled && options_.cancelled()) interrupter_.stop();
    const std::size_t most = std::max<std::size_t>(1, tasks_.size());
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < std::clamp<std::size_t>(options_.jobs, 1, most); ++i) {
      threads.emplace_back([this] { labour(); });
    }
    watch();
  }

 private:
  void labour() {
    for (;;) {
      const Task* task = nullptr;
      double seconds = 0;
      {
        const std::lock_guard lock(mutex_);
        if (next_ == tasks_.size()) return;
        task = &tasks_[next_++];
        seconds = std::max(least_seconds, options_.timeout_seconds - spent_[task->group]);
        begun_.push_back(task->name);
      }
      const double start = work_seconds();
      task->work(seconds);
      const std::lock_guard lock(mutex_);
      spent_[task->group] += work_seconds() - start;
      ++done_;
      changed_.notify_one();
    }
  }

  void watch() {
    std::unique_lock lock(mutex_);
    while (done_ < tasks_.size()) {
      changed_.wait_for(lock, watch_period);
      std::vector<std::string> begun;
      begun.swap(begun_);
      lock.unlock();
      for (const std::string& name : begun) {
        if (options_.progress) options_.progress(name);
      }
      if (options_.cancelled && options_.cancelled()) interrupter_.stop();
      lock.lock();
    }
  }

  const std::vector<Task>& tasks_;
  const Options& options_;
  solver::Interrupter& interrupter_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::size_t done_ = 0;
  std::map<std::string, double> spent_;
  std::vector<std::string> begun_;
};

}  // namespace

void run_all(std::vector<Task> tasks, const Options& options, solver::Interrupter& interrupter) {
  std::ranges::stable_sort(tasks, std::greater{}, &Task::weight);
  if (!tasks.empty()) Pool(tasks, options, interrupter).run();
}

}  // namespace surety::verify::strategy
