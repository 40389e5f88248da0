// SPDX-License-Identifier: Apache-2.0
// The heap of kernels: the process's own, with the limit of npuLimitMallocHeapSize on what kernels take of
// it. All devices share one.
#ifndef NPU_CPU_HEAP_H
#define NPU_CPU_HEAP_H

#include <stddef.h>

namespace npu::cpu {

constexpr size_t default_heap = size_t(8) << 20; // bytes

// False, and nothing is changed, when a kernel has used the heap.
bool set_heap_limit(size_t bytes);
// As at the start of the process. No kernel may run.
void reset_heap();

} // namespace npu::cpu

#endif
