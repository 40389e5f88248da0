// SPDX-License-Identifier: Apache-2.0
// Facts about the process.
#ifndef NPU_TORCH_SRC_PROCESS_H
#define NPU_TORCH_SRC_PROCESS_H

#include "npu/detail/export.h"

namespace npu {
namespace torch {

// The runtime's threads do not exist in a forked child, so the device cannot be used there.
NPU_API bool in_forked_child();
// Throws in a forked child.
NPU_API void check_not_forked();

// Whether any stream but the default one has been a current stream.
bool other_streams_in_use();
void note_other_stream();

} // namespace torch
} // namespace npu

#endif
