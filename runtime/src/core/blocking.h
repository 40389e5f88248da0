// SPDX-License-Identifier: Apache-2.0
// The blocking mode: every operation has ended when its call returns. NPU_LAUNCH_BLOCKING=1 sets it, for
// debugging, and so does npu/thrust.h, whose algorithms work on the calling thread.
#ifndef NPU_CORE_BLOCKING_H
#define NPU_CORE_BLOCKING_H

#include "npu/runtime.h"

namespace npu::core {

// Waits for what was just enqueued into the stream if the mode is on. Not for use by kernels.
void wait_if_blocking(npuStream_t stream);

// Whether memory that no call of the API allocated may be device memory: that of Thrust's vectors is
// ordinary.
bool any_memory_is_device();

} // namespace npu::core

#endif
