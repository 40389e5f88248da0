// SPDX-License-Identifier: Apache-2.0
// Processes that fork: the runtime's threads do not exist in the child, so the device cannot be used there.
#ifndef NPU_TORCH_SRC_PROCESS_H
#define NPU_TORCH_SRC_PROCESS_H

namespace npu {
namespace torch {

bool in_forked_child();
// Throws in a forked child.
void check_not_forked();

} // namespace torch
} // namespace npu

#endif
