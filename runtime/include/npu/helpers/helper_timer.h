// SPDX-License-Identifier: Apache-2.0
// Stand-in for the header of that name that comes with CUDA's samples: a stop watch of the host, in
// milliseconds. Like the original it does not wait for the device.
#ifndef NPU_HELPERS_HELPER_TIMER_H
#define NPU_HELPERS_HELPER_TIMER_H

#include "npu/detail/macros_aside.inc"

#include <stdlib.h>
#include <sys/time.h>

#include <chrono>
#include <ctime> // programs count on what the original brings along
#include <exception>
#include <iostream>
#include <stdexcept>
#include <vector>

/// What the sdk functions work on; programs use it through them or by itself.
class StopWatchInterface {
public:
  StopWatchInterface() = default;
  virtual ~StopWatchInterface() = default;
  StopWatchInterface(const StopWatchInterface &) = default;
  StopWatchInterface &operator=(const StopWatchInterface &) = default;

  virtual void start() = 0;
  virtual void stop() = 0;
  /// Forgets all measurements; a running watch goes on from now.
  virtual void reset() = 0;
  /// The time since the start, or when it is stopped, between the last start and stop.
  virtual float getTime() = 0;
  /// The mean of all periods between start and stop; 0 when there is none.
  virtual float getAverageTime() = 0;
};

class StopWatchLinux : public StopWatchInterface {
public:
  void start() override {
    begin_ = clock::now();
    running_ = true;
  }
  void stop() override {
    last_ = elapsed();
    total_ += last_;
    ++periods_;
    running_ = false;
  }
  void reset() override {
    last_ = total_ = 0.0;
    periods_ = 0;
    begin_ = clock::now();
  }
  float getTime() override { return static_cast<float>(running_ ? elapsed() : last_); }
  float getAverageTime() override { return periods_ ? static_cast<float>(total_ / periods_) : 0.0f; }

private:
  using clock = std::chrono::steady_clock;
  double elapsed() const { return std::chrono::duration<double, std::milli>(clock::now() - begin_).count(); }

  clock::time_point begin_ = clock::now();
  double last_ = 0.0, total_ = 0.0;
  int periods_ = 0;
  bool running_ = false;
};

inline bool sdkCreateTimer(StopWatchInterface **timer_interface) {
  *timer_interface = new StopWatchLinux();
  return true;
}

inline bool sdkDeleteTimer(StopWatchInterface **timer_interface) {
  delete *timer_interface;
  *timer_interface = nullptr;
  return true;
}

inline bool sdkStartTimer(StopWatchInterface **timer_interface) {
  if (*timer_interface)
    (*timer_interface)->start();
  return true;
}

inline bool sdkStopTimer(StopWatchInterface **timer_interface) {
  if (*timer_interface)
    (*timer_interface)->stop();
  return true;
}

inline bool sdkResetTimer(StopWatchInterface **timer_interface) {
  if (*timer_interface)
    (*timer_interface)->reset();
  return true;
}

inline float sdkGetTimerValue(StopWatchInterface **timer_interface) {
  return *timer_interface ? (*timer_interface)->getTime() : 0.0f;
}

inline float sdkGetAverageTimerValue(StopWatchInterface **timer_interface) {
  return *timer_interface ? (*timer_interface)->getAverageTime() : 0.0f;
}

#include "npu/detail/macros_restored.inc"

#endif // NPU_HELPERS_HELPER_TIMER_H
