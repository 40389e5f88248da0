// SPDX-License-Identifier: Apache-2.0
// The table of devices and the thread's current one.
#include "api/devices.h"

#include "core/host_use.h"
#include "cpu/heap.h"
#include "cpu/stacks.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>

namespace npu::api {

namespace {
thread_local int current = 0;
}

int device_count() {
  static const int count = [] {
    const char *text = getenv("NPU_CPU_DEVICES");
    return text ? std::clamp(atoi(text), 1, most_devices) : 1;
  }();
  return count;
}

int current_device() {
  core::use_host_api();
  return current;
}
int device_of_thread() { return current; }
void set_current_device(int device) { current = device; }

size_t device_memory() {
  static const size_t bytes = [] {
    const size_t page = size_t(sysconf(_SC_PAGE_SIZE)), pages = size_t(sysconf(_SC_PHYS_PAGES));
    return pages / 4 * 3 * page / size_t(device_count());
  }();
  return bytes;
}

device_state::device_state() { reset(); }

void device_state::reset() {
  flags = npuDeviceScheduleAuto;
  cache_config = npuFuncCachePreferNone;
  shared_config = npuSharedMemBankSizeFourByte;
  limits[npuLimitStackSize] = cpu::stack_size();
  limits[npuLimitPrintfFifoSize] = 1 << 20;
  limits[npuLimitMallocHeapSize] = cpu::default_heap;
  limits[npuLimitDevRuntimeSyncDepth] = 2;
  limits[npuLimitDevRuntimePendingLaunchCount] = 2048;
  limits[npuLimitMaxL2FetchGranularity] = 64;
  limits[npuLimitPersistingL2CacheSize] = 0;
  std::fill(std::begin(peers), std::end(peers), false);
  pool = nullptr;
}

device_state &state_of(int device) {
  static device_state *states =
      new device_state[device_count()]; // never destroyed: other threads may still run at exit
  return states[device];
}

} // namespace npu::api
