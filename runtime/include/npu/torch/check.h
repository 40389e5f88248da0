// SPDX-License-Identifier: Apache-2.0
// Errors of the NPU runtime as torch's exceptions.
#ifndef NPU_TORCH_CHECK_H
#define NPU_TORCH_CHECK_H

#include "npu/runtime.h"

#include <c10/util/Exception.h>

// Throws c10::Error unless `expression`, an npuError_t, is npuSuccess.
#define NPU_TORCH_CHECK(expression)                                                                          \
  do {                                                                                                       \
    const npuError_t npu_torch_error = (expression);                                                         \
    if (C10_UNLIKELY(npu_torch_error != npuSuccess)) {                                                       \
      (void)npuGetLastError(); /* told now, not once more by the next check */                               \
      TORCH_CHECK(false, "NPU error: ", npuGetErrorString(npu_torch_error), " (",                            \
                  npuGetErrorName(npu_torch_error), ")");                                                    \
    }                                                                                                        \
  } while (0)

// The same as a warning.
#define NPU_TORCH_CHECK_WARN(expression)                                                                     \
  do {                                                                                                       \
    const npuError_t npu_torch_error = (expression);                                                         \
    if (C10_UNLIKELY(npu_torch_error != npuSuccess)) {                                                       \
      (void)npuGetLastError();                                                                               \
      TORCH_WARN("NPU error: ", npuGetErrorString(npu_torch_error));                                         \
    }                                                                                                        \
  } while (0)

// After a launch: whether the runtime took it.
#define NPU_TORCH_LAUNCH_CHECK() NPU_TORCH_CHECK(npuGetLastError())

#endif
