// SPDX-License-Identifier: Apache-2.0
// The two kinds of error state: the last error of each host thread, and the process's sticky asynchronous
// error.
#ifndef NPU_CORE_ERROR_H
#define NPU_CORE_ERROR_H

#include "npu/runtime.h"

namespace npu::core {

// Remembers an error as the calling thread's last one and returns it; npuSuccess and npuErrorNotReady, which
// is an answer, change nothing. Every API function returns through it.
npuError_t report(npuError_t error);

// The calling thread's last error. A sticky one becomes it when a call reports it.
npuError_t peek_last_error();
// The same; then the thread's last error is npuSuccess again.
npuError_t take_last_error();

// A failure of a kernel makes the device unusable: from then on enqueue, launch and synchronise return this
// error. The first one stays until clear_sticky_error (npuDeviceReset).
void set_sticky_error(npuError_t error);
npuError_t sticky_error();
void clear_sticky_error();

} // namespace npu::core

#endif
