// SPDX-License-Identifier: Apache-2.0
// The devices of the process: how many, which one a thread uses, and what each remembers.
#ifndef NPU_API_DEVICES_H
#define NPU_API_DEVICES_H

#include "npu/runtime.h"

#include <stddef.h>

#include <mutex>

namespace npu::api {

constexpr int most_devices = 64;

// At least 1. Set by NPU_CPU_DEVICES.
int device_count();
inline bool is_device(int device) { return device >= 0 && device < device_count(); }

// The device of the calling thread, for calls of the host API (see core/host_use.h). set_current_device takes
// a valid one.
int current_device();
// The same without being a call of the host API.
int device_of_thread();
void set_current_device(int device);

// Bytes that all allocations of a device may sum up to.
size_t device_memory();

// Facts about a device; the same for all but its number. `device` must be valid.
const npuDeviceProp &properties(int device);

// What calls have set for a device. Guarded by `mutex`.
struct device_state {
  std::mutex mutex;
  unsigned flags = npuDeviceScheduleAuto;
  npuFuncCache cache_config = npuFuncCachePreferNone;
  npuSharedMemConfig shared_config = npuSharedMemBankSizeFourByte;
  size_t limits[7];              // by npuLimit
  bool peers[most_devices] = {}; // devices whose memory this one may use
  npuMemPool_t pool = nullptr;   // null: the default pool

  device_state();
  void reset(); // as at the start of the process; the caller holds the mutex
};
device_state &state_of(int device);

} // namespace npu::api

#endif
