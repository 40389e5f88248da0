// SPDX-License-Identifier: Apache-2.0
// Work of a library in a stream: a function object that runs when the work before it has, on the memory that
// it names, and that a stream capture records as a host node.
#ifndef NPU_LIBRARIES_ON_STREAM_H
#define NPU_LIBRARIES_ON_STREAM_H

#include "npu/runtime.h"

#include <memory>
#include <utility>

namespace npu::libraries {

// Runs `work()` in the stream, once or, from a graph, each time that it is launched. Pointers that it holds
// are read and written then.
template <class Work> npuError_t on_stream(npuStream_t stream, Work work) {
  npuStreamCaptureStatus capturing = npuStreamCaptureStatusNone;
  npuStreamIsCapturing(stream, &capturing);
  const bool once = capturing == npuStreamCaptureStatusNone;
  struct call {
    Work work;
    bool once;
  };
  auto held = std::make_unique<call>(call{std::move(work), once});
  const npuError_t error = npuLaunchHostFunc(
      stream,
      [](void *data) {
        auto *c = static_cast<call *>(data);
        c->work();
        if (c->once)
          delete c;
      },
      held.get());
  if (error == npuSuccess)
    held.release(); // what a graph holds lives as long as the process
  return error;
}

} // namespace npu::libraries

#endif
