// SPDX-License-Identifier: Apache-2.0
// Streams and events as the host API sees them. Operations of a stream run in order, asynchronously, on the
// worker pool or on a thread that waits for them. All functions are safe to call from any thread.
//
// Order is CUDA's. The legacy default stream (handle 0, or npuStreamLegacy) waits for the work before it in
// every blocking stream, and blocking streams wait for the work before them in it. The per-thread default
// stream (npuStreamPerThread) is a blocking stream of its own for each host thread.
#ifndef NPU_CORE_STREAM_H
#define NPU_CORE_STREAM_H

#include "npu/runtime.h"

#include <stddef.h>
#include <stdint.h>

#include <new>
#include <type_traits>
#include <utility>

namespace npu::core {

// --- streams
// --------------------------------------------------------------------------------------------------------

// flags: npuStreamDefault (blocking) or npuStreamNonBlocking. priority: smaller is more urgent.
npuStream_t create_stream(unsigned flags, int priority);
// Returns at once; pending work still runs. The handle is invalid afterwards.
void destroy_stream(npuStream_t stream);
// False for handles that create_stream did not return or that were destroyed; the special handles are valid.
bool is_valid(npuStream_t stream);
// From now on handle 0 is the per-thread default stream.
void make_null_stream_per_thread();
unsigned flags_of(npuStream_t stream);
int priority_of(npuStream_t stream);
// A number that is unique in the process.
uint64_t id_of(npuStream_t stream);

// --- operations
// -----------------------------------------------------------------------------------------------------

// A host operation: `run` is called once with the payload. It may block, but must not call the host API on
// this stream.
struct operation_type {
  size_t size, align;
  void (*run)(void *payload);
  void (*move)(void *to, void *from); // null: copy the bytes
  void (*destroy)(void *payload);     // null: nothing to do
};

// Returns the sticky error, if any (then nothing is enqueued and the payload is untouched),
// npuErrorInvalidResourceHandle for an invalid stream, else npuSuccess. `bytes` is the amount of memory the
// operation touches, a hint whether it is worth waking a worker at once.
npuError_t enqueue(npuStream_t stream, const operation_type &type, void *payload, size_t bytes = 0);

// The same for a function object: enqueue(stream, [=] { memcpy(to, from, n); }, n).
template <class F> npuError_t enqueue(npuStream_t stream, F function, size_t bytes = 0) {
  static constexpr operation_type type = {
      sizeof(F), alignof(F), [](void *p) { (*static_cast<F *>(p))(); },
      [](void *to, void *from) { new (to) F(std::move(*static_cast<F *>(from))); },
      std::is_trivially_destructible_v<F> ? nullptr : +[](void *p) { static_cast<F *>(p)->~F(); }};
  return enqueue(stream, type, &function, bytes);
}

// Waits for the work enqueued so far, helping with it. Returns the sticky error, if any.
npuError_t synchronize(npuStream_t stream);
// All streams.
npuError_t synchronize_device();
// npuSuccess, npuErrorNotReady, or the sticky error.
npuError_t query(npuStream_t stream);
// Enqueue, wait until it has run: the synchronous copies. An idle stream runs it on the calling thread
// without a queue.
template <class F> npuError_t run_synchronously(npuStream_t stream, F function, size_t bytes = 0) {
  const npuError_t error = enqueue(stream, std::move(function), bytes);
  return error == npuSuccess ? synchronize(stream) : error;
}

// --- events
// ---------------------------------------------------------------------------------------------------------

// flags: npuEventDisableTiming and the like. Null if the event is to be shared between processes and the
// system has no file left for it.
npuEvent_t create_event(unsigned flags);
// The event whose file another process shared, which is taken over; null if it is no event's.
npuEvent_t open_event(int file);
// The file of an event that can be shared, else -1.
int shared_file_of(npuEvent_t event);
void destroy_event(npuEvent_t event);
bool is_valid(npuEvent_t event);

// The event completes when the work before it in the stream has; an earlier record is forgotten.
npuError_t record(npuEvent_t event, npuStream_t stream);
// Work enqueued in the stream from now on waits for the event's latest record, if it was recorded.
npuError_t wait_for(npuStream_t stream, npuEvent_t event);
// npuSuccess (also if never recorded) or npuErrorNotReady.
npuError_t query(npuEvent_t event);
npuError_t synchronize(npuEvent_t event);
// Milliseconds between two completed events; npuErrorInvalidResourceHandle if one was never recorded or does
// not measure time, npuErrorNotReady if one has not completed.
npuError_t elapsed(float *milliseconds, npuEvent_t start, npuEvent_t stop);

} // namespace npu::core

#endif
