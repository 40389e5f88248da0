// SPDX-License-Identifier: Apache-2.0
// Streams and events, on top of the scheduler.
#include "core/stream.h"

#include "npu/detail/block.h"

#include "core/blocking.h"
#include "core/capture_hook.h"
#include "core/error.h"
#include "core/scheduler.h"
#include "core/shared_event.h"
#include "cpu/pool.h"

#include <string.h>

#include <memory>
#include <mutex>

struct NPUevent_st {
  static constexpr uint32_t alive = 0x45564531; // "EVE1"

  uint32_t magic = 0;
  unsigned flags = 0;
  std::mutex lock;                                 // of `latest`
  npu::core::operation *latest = nullptr;          // marker of the latest record; holds a reference
  std::shared_ptr<npu::core::shared_event> shared; // what other processes see of it, if they may
};

namespace npu::core {
namespace {

scheduler &graph() { return scheduler::get(); }

npuError_t wait_for_operation(operation *op) {
  if (op) {
    graph().wait(*op);
    release(*op);
  }
  return sticky_error();
}

// The marker of the event's latest record with a reference, or null.
operation *latest(NPUevent_st &event) {
  std::lock_guard<std::mutex> hold(event.lock);
  if (event.latest)
    retain(*event.latest);
  return event.latest;
}

// Events are kept for reuse, so that a stale handle is recognised.
struct event_store {
  std::mutex lock;
  std::vector<NPUevent_st *> free;
};
event_store &events() {
  static event_store *s = new event_store;
  return *s;
}

} // namespace

std::atomic<const capture_hook *> capture{nullptr};

// --- streams
// ------------------------------------------------------------------------------------------------------------

npuStream_t create_stream(unsigned flags, int priority) { return graph().new_stream(flags, priority); }

void destroy_stream(npuStream_t stream) {
  if (stream && is_valid(stream) && stream != npuStreamLegacy && stream != npuStreamPerThread)
    graph().free_stream(*stream);
}

void make_null_stream_per_thread() { graph().make_null_stream_per_thread(); }
bool is_valid(npuStream_t stream) { return graph().resolve(stream) != nullptr; }
unsigned flags_of(npuStream_t stream) { return graph().resolve(stream)->flags; }
int priority_of(npuStream_t stream) { return graph().resolve(stream)->priority; }
uint64_t id_of(npuStream_t stream) { return graph().resolve(stream)->id; }

// --- operations
// ---------------------------------------------------------------------------------------------------------

npuError_t enqueue(npuStream_t handle, const operation_type &type, void *payload, size_t bytes) {
  if (const npuError_t failed = sticky_error(); failed != npuSuccess)
    return failed;
  NPUstream_st *stream = graph().resolve(handle);
  if (!stream)
    return npuErrorInvalidResourceHandle;
  if (const capture_hook *hook = capture.load(std::memory_order_acquire); hook && !in_kernel())
    if (npuError_t result; hook->operation(handle, type, payload, result))
      return result;
  operation *op = new_operation(operation_kind::host);
  op->type = &type;
  op->bytes = bytes;
  void *place = allocate_payload(*op, type.size, type.align);
  if (type.move)
    type.move(place, payload);
  else
    memcpy(place, payload, type.size);
  if (in_kernel()) {
    op->parent = static_cast<operation *>(cpu::block_runner::running().task().owner);
    op->parent->parts.fetch_add(1, std::memory_order_relaxed);
  }
  graph().submit(op, *stream);
  if (!in_kernel())
    wait_if_blocking(handle);
  return npuSuccess;
}

npuError_t synchronize(npuStream_t handle) {
  NPUstream_st *stream = graph().resolve(handle);
  if (!stream)
    return npuErrorInvalidResourceHandle;
  graph().wait_for(*stream);
  return sticky_error();
}

npuError_t synchronize_device() {
  if (in_kernel()) // the kernels that this one has launched
    return synchronize(npuStream_t());
  graph().wait_for_all();
  return sticky_error();
}

npuError_t query(npuStream_t handle) {
  NPUstream_st *stream = graph().resolve(handle);
  if (!stream)
    return npuErrorInvalidResourceHandle;
  if (const npuError_t failed = sticky_error(); failed != npuSuccess)
    return failed;
  return graph().busy(*stream) ? npuErrorNotReady : npuSuccess;
}

// --- events
// -------------------------------------------------------------------------------------------------------------

static npuEvent_t new_event(unsigned flags, std::shared_ptr<shared_event> shared) {
  NPUevent_st *event = nullptr;
  {
    std::lock_guard<std::mutex> hold(events().lock);
    if (!events().free.empty()) {
      event = events().free.back();
      events().free.pop_back();
    }
  }
  if (!event)
    event = new NPUevent_st;
  event->magic = NPUevent_st::alive;
  event->flags = flags;
  event->shared = std::move(shared);
  return event;
}

npuEvent_t create_event(unsigned flags) {
  std::shared_ptr<shared_event> shared;
  if (flags & npuEventInterprocess && !(shared = shared_event::create()))
    return nullptr;
  return new_event(flags, std::move(shared));
}

npuEvent_t open_event(int file) {
  std::shared_ptr<shared_event> shared = shared_event::open(file);
  return shared ? new_event(npuEventDisableTiming | npuEventInterprocess, std::move(shared)) : nullptr;
}

int shared_file_of(npuEvent_t event) { return event->shared ? event->shared->file() : -1; }

bool is_valid(npuEvent_t event) { return event && event->magic == NPUevent_st::alive; }

void destroy_event(npuEvent_t event) {
  operation *op;
  {
    std::lock_guard<std::mutex> hold(event->lock);
    event->magic = 0;
    op = event->latest;
    event->latest = nullptr;
    event->shared.reset();
  }
  if (op)
    release(*op);
  std::lock_guard<std::mutex> hold(events().lock);
  events().free.push_back(event);
}

npuError_t record(npuEvent_t event, npuStream_t handle) {
  NPUstream_st *stream = graph().resolve(handle);
  if (!stream || !is_valid(event))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t failed = sticky_error(); failed != npuSuccess)
    return failed;
  if (event->shared) {
    // Done when the stream destroys it; also if work before it has failed.
    auto run = [pending = event->shared->begin_record()] {};
    if (const npuError_t error = enqueue(handle, std::move(run)); error != npuSuccess)
      return error;
  }
  operation *marker = new_operation(operation_kind::marker);
  marker->timed = !(event->flags & npuEventDisableTiming);
  retain(*marker);
  operation *old;
  {
    // Submitted under the event's lock: who sees the marker sees it in its stream.
    std::lock_guard<std::mutex> hold(event->lock);
    graph().submit(marker, *stream);
    old = event->latest;
    event->latest = marker;
  }
  if (old)
    release(*old);
  return npuSuccess;
}

// Work in the stream from now on waits for the latest record of any process.
static void wait_for_process(NPUstream_st &stream, const std::shared_ptr<shared_event> &event) {
  const uint32_t record = event->latest();
  if (event->is_done(record))
    return;
  if (cpu::pool::get().serial())
    return event->wait(record);
  operation *marker = new_operation(operation_kind::marker);
  graph().submit_held(marker, stream);
  release_after(event, record, *marker);
}

npuError_t wait_for(npuStream_t handle, npuEvent_t event) {
  NPUstream_st *stream = graph().resolve(handle);
  if (!stream || !is_valid(event))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t failed = sticky_error(); failed != npuSuccess)
    return failed;
  if (event->shared) {
    wait_for_process(*stream, event->shared);
    return npuSuccess;
  }
  operation *marker = latest(*event);
  if (!marker)
    return npuSuccess;
  if (!marker->is_done())
    graph().submit_after(new_operation(operation_kind::marker), *stream, marker);
  release(*marker);
  return npuSuccess;
}

npuError_t query(npuEvent_t event) {
  if (!is_valid(event))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t failed = sticky_error(); failed != npuSuccess)
    return failed;
  if (event->shared)
    return event->shared->is_done(event->shared->latest()) ? npuSuccess : npuErrorNotReady;
  operation *marker = latest(*event);
  if (!marker)
    return npuSuccess;
  const bool done = marker->is_done();
  release(*marker);
  return done ? npuSuccess : npuErrorNotReady;
}

npuError_t synchronize(npuEvent_t event) {
  if (!is_valid(event))
    return npuErrorInvalidResourceHandle;
  const uint32_t shared = event->shared ? event->shared->latest() : 0;
  const npuError_t error = wait_for_operation(latest(*event)); // helps with this process's work
  if (event->shared)
    event->shared->wait(shared);
  return error;
}

npuError_t elapsed(float *milliseconds, npuEvent_t start, npuEvent_t stop) {
  if (!is_valid(start) || !is_valid(stop))
    return npuErrorInvalidResourceHandle;
  operation *first = latest(*start), *last = latest(*stop);
  npuError_t error = npuSuccess;
  if (!first || !last || !first->timed || !last->timed)
    error = npuErrorInvalidResourceHandle;
  else if (!first->is_done() || !last->is_done())
    error = npuErrorNotReady;
  else
    *milliseconds = float(double(last->completed_at - first->completed_at) * 1e-6);
  if (first)
    release(*first);
  if (last)
    release(*last);
  return error;
}

} // namespace npu::core
