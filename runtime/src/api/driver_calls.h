// SPDX-License-Identifier: Apache-2.0
// What the files of the driver API share: errors, the current context, and calls of the host API on its
// behalf.
#ifndef NPU_API_DRIVER_CALLS_H
#define NPU_API_DRIVER_CALLS_H

#include "core/error.h"
#include "core/host_use.h"
#include "core/kernels.h"
#include "npu/driver.h"

#include <stdint.h>

namespace npu::driver {

// --- errors

// The driver's code for an error of the host API. Codes of 100 and more are shared.
NPUresult result_of(npuError_t error);

// Runs a call of the host API and leaves the thread's last error as it was: the driver API has none.
template <class Call> NPUresult run(Call call) {
  const npuError_t before = core::peek_last_error();
  const bool used = core::host_api_used; // by the program itself
  const npuError_t error = call();
  if (error != npuSuccess) {
    core::take_last_error();
    core::report(before);
  }
  core::host_api_used = used;
  return error == npuSuccess ? NPU_SUCCESS : result_of(error);
}

// --- contexts

// The calling thread's context, or null. A thread that has set none but has called the host API uses the
// primary context of its current device.
NPUcontext current_context();
inline NPUresult check_initialised() {
  return core::driver_initialised.load(std::memory_order_relaxed) ? NPU_SUCCESS : NPU_ERROR_NOT_INITIALIZED;
}
// NPU_SUCCESS, or what is wrong with the current context.
NPUresult check_context();
// The same for the handle of a context.
NPUresult check_context(NPUcontext context);
NPUcontext primary_context(int device);
int device_of(NPUcontext context);

// A call that needs a current context.
template <class Call> NPUresult in_context(Call call) {
  const NPUresult usable = check_context();
  return usable == NPU_SUCCESS ? run(call) : usable;
}

// A call that needs no context.
template <class Call> NPUresult once_initialised(Call call) {
  const NPUresult ready = check_initialised();
  return ready == NPU_SUCCESS ? run(call) : ready;
}

// --- handles

inline void *pointer(NPUdeviceptr address) { return reinterpret_cast<void *>(uintptr_t(address)); }
inline NPUdeviceptr number(const void *address) { return NPUdeviceptr(reinterpret_cast<uintptr_t>(address)); }

// The handle of a kernel is its address, so that the host API takes it too.
inline NPUfunction handle_of(detail::kernel_function kernel) { return reinterpret_cast<NPUfunction>(kernel); }
inline const void *address_of(NPUfunction handle) { return reinterpret_cast<const void *>(handle); }
// Null for a handle that is none.
inline core::kernel_record *record_of(NPUfunction handle) {
  return handle ? core::find_kernel(reinterpret_cast<detail::kernel_function>(handle)) : nullptr;
}

} // namespace npu::driver

#endif
