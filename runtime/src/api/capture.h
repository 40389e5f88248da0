// SPDX-License-Identifier: Apache-2.0
// Stream capture as the rest of the API sees it. Each capture_* function first asks whether the stream is
// being captured; if so, it records the work as a graph node instead of running it, stores the outcome in
// `result` and returns true.
#ifndef NPU_API_CAPTURE_H
#define NPU_API_CAPTURE_H

#include "api/copy.h"
#include "npu/launch.h"

#include <atomic>

namespace npu::api {

// The number of captures in progress. While it is 0 nothing else of this file costs anything.
extern std::atomic<int> captures;
inline bool any_capture() { return __builtin_expect(captures.load(std::memory_order_relaxed) != 0, 0); }

namespace capturing {
bool copy(npuStream_t stream, const api::copy &c, npuMemcpyKind kind, npuError_t &result);
bool fill(npuStream_t stream, const api::fill &f, npuError_t &result);
bool host(npuStream_t stream, npuHostFn_t function, void *data, npuError_t &result);
bool record(npuEvent_t event, npuStream_t stream, npuError_t &result);
bool wait(npuStream_t stream, npuEvent_t event, npuError_t &result);
bool alloc(npuStream_t stream, size_t bytes, void **pointer, npuError_t &result);
bool free(npuStream_t stream, void *pointer, npuError_t &result);
bool graph(npuStream_t stream, const NPUgraph_st &graph, npuError_t &result);
bool refused(npuStream_t stream, npuError_t &result);
bool refused(npuEvent_t event, npuError_t &result);
bool is_captured(npuEvent_t event);
bool unsafe(npuError_t &result);
bool waits_for_all(npuError_t &result);
} // namespace capturing

inline bool capture_copy(npuStream_t stream, const copy &c, npuMemcpyKind kind, npuError_t &result) {
  return any_capture() && capturing::copy(stream, c, kind, result);
}
inline bool capture_fill(npuStream_t stream, const fill &f, npuError_t &result) {
  return any_capture() && capturing::fill(stream, f, result);
}
inline bool capture_host(npuStream_t stream, npuHostFn_t function, void *data, npuError_t &result) {
  return any_capture() && capturing::host(stream, function, data, result);
}
inline bool capture_record(npuEvent_t event, npuStream_t stream, npuError_t &result) {
  return any_capture() && capturing::record(event, stream, result);
}
inline bool capture_wait(npuStream_t stream, npuEvent_t event, npuError_t &result) {
  return any_capture() && capturing::wait(stream, event, result);
}
inline bool capture_alloc(npuStream_t stream, size_t bytes, void **pointer, npuError_t &result) {
  return any_capture() && capturing::alloc(stream, bytes, pointer, result);
}
inline bool capture_free(npuStream_t stream, void *pointer, npuError_t &result) {
  return any_capture() && capturing::free(stream, pointer, result);
}
inline bool capture_graph(npuStream_t stream, const NPUgraph_st &graph, npuError_t &result) {
  return any_capture() && capturing::graph(stream, graph, result);
}

// True, with the error, for a call that cannot be captured: waiting for or asking about a stream that is
// being captured (or, in the legacy stream, about any blocking one), or about an event of a capture. The
// capture becomes invalid.
inline bool refused_by_capture(npuStream_t stream, npuError_t &result) {
  return any_capture() && capturing::refused(stream, result);
}
inline bool refused_by_capture(npuEvent_t event, npuError_t &result) {
  return any_capture() && capturing::refused(event, result);
}
// True, with the error, for a call that CUDA calls unsafe (npuMalloc, npuFree, npuDeviceSynchronize) in a
// thread, or in a process, that is capturing in a mode that forbids them.
inline bool unsafe_in_capture(npuError_t &result) { return any_capture() && capturing::unsafe(result); }
// The same for a wait for the whole device, which a thread that captures may not do in any mode.
inline bool wait_in_capture(npuError_t &result) { return any_capture() && capturing::waits_for_all(result); }
// True if the event was recorded in a capture that goes on.
inline bool is_captured(npuEvent_t event) { return any_capture() && capturing::is_captured(event); }

} // namespace npu::api

#endif
