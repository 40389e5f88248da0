// SPDX-License-Identifier: Apache-2.0
// The streams.
#include "core/scheduler.h"

#include "npu/detail/block.h"

#include <algorithm>

namespace npu::core {

NPUstream_st *scheduler::new_stream(unsigned flags, int priority) {
  std::lock_guard<spin_lock> hold(lock_);
  NPUstream_st *stream;
  const auto idle = std::find_if(retired_.begin(), retired_.end(), [](NPUstream_st *s) { return !s->tail; });
  if (idle == retired_.end()) {
    stream = new NPUstream_st;
  } else {
    stream = *idle;
    retired_.erase(idle);
    if (stream->listed)
      busy_blocking_.erase(std::find(busy_blocking_.begin(), busy_blocking_.end(), stream));
    stream->listed = false;
  }
  stream->magic = NPUstream_st::alive;
  stream->flags = flags;
  stream->priority = priority;
  stream->id = next_id_++;
  all_streams_.push_back(stream);
  return stream;
}

void scheduler::free_stream(NPUstream_st &stream) {
  std::lock_guard<spin_lock> hold(lock_);
  stream.magic = 0;
  all_streams_.erase(std::find(all_streams_.begin(), all_streams_.end(), &stream));
  retired_.push_back(&stream);
}

// All child kernels of a kernel form one stream: more order than CUDA asks for, never less.
NPUstream_st *scheduler::stream_of_children() {
  auto &parent = *static_cast<operation *>(cpu::block_runner::running().task().owner);
  {
    std::lock_guard<spin_lock> hold(lock_);
    if (parent.child_stream)
      return parent.child_stream;
  }
  NPUstream_st *children = new_stream(npuStreamNonBlocking, 0);
  std::lock_guard<spin_lock> hold(lock_);
  all_streams_.erase(std::find(all_streams_.begin(), all_streams_.end(), children));
  if (parent.child_stream)
    retired_.push_back(children);
  else
    parent.child_stream = children;
  return parent.child_stream;
}

NPUstream_st *scheduler::resolve_other(npuStream_t handle) {
  if (in_kernel())
    return stream_of_children();
  if (!handle || handle == npuStreamPerThread) {
    struct own_stream {
      NPUstream_st *stream = scheduler::get().new_stream(npuStreamDefault, 0);
      ~own_stream() { scheduler::get().free_stream(*stream); }
    };
    static thread_local own_stream own;
    return own.stream;
  }
  return handle->magic == NPUstream_st::alive ? handle : nullptr;
}

} // namespace npu::core
