// SPDX-License-Identifier: Apache-2.0
// What npucc calls in place of malloc, new and their counterparts in sources with kernels. In a kernel memory
// beyond npuLimitMallocHeapSize is not given: the result is null. On the host they are the functions that
// they stand for. Programs do not use this header.
#ifndef NPU_DETAIL_KERNEL_HEAP_H
#define NPU_DETAIL_KERNEL_HEAP_H

#include "npu/detail/export.h"

#include <stddef.h>

namespace npu {
namespace detail {

NPU_API void *kernel_malloc(size_t size);
NPU_API void kernel_free(void *p);
NPU_API void *kernel_new(size_t size);
NPU_API void *kernel_new_array(size_t size);
NPU_API void kernel_delete(void *p);
NPU_API void kernel_delete_array(void *p);

} // namespace detail
} // namespace npu

#endif
