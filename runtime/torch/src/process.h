// SPDX-License-Identifier: Apache-2.0
// Processes that fork: the runtime's threads do not exist in the child, so the device cannot be used there.
#ifndef NPU_TORCH_SRC_PROCESS_H
#define NPU_TORCH_SRC_PROCESS_H

#include "npu/detail/export.h"

namespace npu {
namespace torch {

NPU_API bool in_forked_child();
// Throws in a forked child.
NPU_API void check_not_forked();

} // namespace torch
} // namespace npu

#endif
