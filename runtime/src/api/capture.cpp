// SPDX-License-Identifier: Apache-2.0
#include "api/capture.h"
namespace npu::api {
std::atomic<int> captures{0};
namespace capturing {
bool copy(npuStream_t, const api::copy &, npuMemcpyKind, npuError_t &) { return false; }
bool fill(npuStream_t, const api::fill &, npuError_t &) { return false; }
bool host(npuStream_t, npuHostFn_t, void *, npuError_t &) { return false; }
bool record(npuEvent_t, npuStream_t, npuError_t &) { return false; }
bool wait(npuStream_t, npuEvent_t, npuError_t &) { return false; }
bool alloc(npuStream_t, size_t, void **, npuError_t &) { return false; }
bool free(npuStream_t, void *, npuError_t &) { return false; }
bool refused(npuStream_t, npuError_t &) { return false; }
bool refused(npuEvent_t, npuError_t &) { return false; }
bool unsafe(npuError_t &) { return false; }
} // namespace capturing
} // namespace npu::api
