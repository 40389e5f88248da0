// SPDX-License-Identifier: Apache-2.0
// Copies to shared memory by groups that are waited for later (the primitives of <cuda_pipeline.h>). A copy
// is made at once; waiting for it costs nothing. As in CUDA it is the calling thread's copies that are
// complete then: what other threads copied is there after a barrier.
#ifndef NPU_PIPELINE_H
#define NPU_PIPELINE_H

#include "npu/detail/macros_aside.inc"

#include <stddef.h>
#include <string.h>

namespace npu {

// Copies size - zero_fill bytes and sets the last zero_fill bytes of the destination to 0. size: 4, 8 or 16
// in CUDA, any here.
inline void pipeline_memcpy_async(void *to, const void *from, size_t size, size_t zero_fill = 0) {
  memcpy(to, from, size - zero_fill);
  memset(static_cast<char *>(to) + (size - zero_fill), 0, zero_fill);
}
// Ends a group of copies; waits until all groups but the last n are complete.
inline void pipeline_commit() {}
inline void pipeline_wait_prior(size_t) {}

} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
