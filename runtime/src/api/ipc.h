// SPDX-License-Identifier: Apache-2.0
// Sharing of what npuMalloc and the pools gave out with other processes.
#ifndef NPU_API_IPC_H
#define NPU_API_IPC_H

#include "api/allocations.h"
#include "api/shared_pages.h"

namespace npu::api {

// Waits until no work of the device can write to the allocation, and shares its pages.
npuError_t share_allocation(const allocation &a, shared_range &shared);

} // namespace npu::api

#endif
