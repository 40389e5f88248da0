// SPDX-License-Identifier: Apache-2.0
// How stream capture (src/api/capture.cpp) sees the work that reaches a stream by other ways than the host
// API: launches and the operations of libraries.
#ifndef NPU_CORE_CAPTURE_HOOK_H
#define NPU_CORE_CAPTURE_HOOK_H

#include "core/kernels.h"
#include "core/stream.h"
#include "npu/launch.h"

#include <atomic>

namespace npu::core {

// Each function returns false if its stream is not being captured. Else it records the work, stores the
// outcome and returns true. Either `packed` or `unpacked` holds the arguments; packed arguments are moved
// from.
struct capture_hook {
  bool (*kernel)(const detail::launch_config &config, detail::kernel_function kernel,
                 const detail::kernel_signature &signature, void *packed, void *const *unpacked,
                 npuError_t &result);
  bool (*operation)(npuStream_t stream, const operation_type &type, void *payload, npuError_t &result);
};

// Null while no stream is being captured, so that launches pay one load.
extern std::atomic<const capture_hook *> capture;

// What detail::launch refuses: the configuration or the amount of shared memory.
npuError_t check_launch(const detail::launch_config &config, const kernel_record &kernel);

} // namespace npu::core

#endif
