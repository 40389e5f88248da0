// SPDX-License-Identifier: Apache-2.0
// What programs see of the samples' helper_timer.h; the runtime's npu/helpers/helper_timer.h stands in for
// it.
#ifndef NPUIFY_HELPER_TIMER_H
#define NPUIFY_HELPER_TIMER_H

#include <npuify/macros_aside.inc>

#include <chrono>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <stdlib.h>
#include <sys/time.h>
#include <vector>

class StopWatchInterface {
public:
  StopWatchInterface();
  virtual ~StopWatchInterface();
  virtual void start() = 0;
  virtual void stop() = 0;
  virtual void reset() = 0;
  virtual float getTime() = 0;
  virtual float getAverageTime() = 0;
};

class StopWatchLinux : public StopWatchInterface {
public:
  void start() override;
  void stop() override;
  void reset() override;
  float getTime() override;
  float getAverageTime() override;
};

bool sdkCreateTimer(StopWatchInterface **timer_interface);
bool sdkDeleteTimer(StopWatchInterface **timer_interface);
bool sdkStartTimer(StopWatchInterface **timer_interface);
bool sdkStopTimer(StopWatchInterface **timer_interface);
bool sdkResetTimer(StopWatchInterface **timer_interface);
float sdkGetTimerValue(StopWatchInterface **timer_interface);
float sdkGetAverageTimerValue(StopWatchInterface **timer_interface);

#include <npuify/macros_restored.inc>

#endif
