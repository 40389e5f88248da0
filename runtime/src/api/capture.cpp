// SPDX-License-Identifier: Apache-2.0
// Stream capture: while a stream is captured, work enqueued in it becomes nodes of a graph. Events carry the
// capture to other streams and back.
#include "api/capture.h"

#include "api/devices.h"
#include "api/graph.h"
#include "core/capture_hook.h"
#include "core/error.h"

#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <thread>

using namespace npu;
using namespace npu::api::graph;
using core::report;

namespace npu::api {

std::atomic<int> captures{0};

namespace {

using lock_all = std::lock_guard<std::recursive_mutex>;
using node_list = std::vector<npuGraphNode_t>;

struct capture_state {
  unsigned long long id;
  npuStreamCaptureMode mode;
  std::thread::id thread;
  npuStream_t origin;
  npuGraph_t graph;
  std::unique_ptr<NPUgraph_st> made; // the graph, unless it was there before
  size_t first = 0;                  // of its nodes: what was there before
  bool invalid = false;
};

// A stream that takes part: new nodes depend on `latest`.
struct captured_stream {
  std::shared_ptr<capture_state> capture;
  node_list latest;
};

struct tables {
  std::unordered_map<npuStream_t, captured_stream> streams;
  std::unordered_map<npuEvent_t, captured_stream> events; // what they recorded
  unsigned long long next_id = 1;
};
tables &all() { // guarded by the lock of graphs
  static auto *t = new tables;
  return *t;
}

thread_local npuStreamCaptureMode thread_mode = npuStreamCaptureModeGlobal;

bool is_legacy(npuStream_t stream) { return stream == nullptr || stream == npuStreamLegacy; }

captured_stream *find(npuStream_t stream) {
  const auto found = all().streams.find(stream);
  return found == all().streams.end() ? nullptr : &found->second;
}

// The capture that work in the legacy stream would have to wait for: any one of a blocking stream.
capture_state *blocking_capture() {
  for (auto &[stream, captured] : all().streams)
    if (!(core::flags_of(stream) & npuStreamNonBlocking))
      return captured.capture.get();
  return nullptr;
}

// Work in the legacy stream is refused while a blocking stream is captured.
bool refused_in_legacy(npuStream_t stream, npuError_t &result) {
  capture_state *capture = is_legacy(stream) ? blocking_capture() : nullptr;
  if (!capture)
    return false;
  capture->invalid = true;
  result = npuErrorStreamCaptureImplicit;
  return true;
}

// Adds the node that `make` describes, if the stream is captured: npuError_t make(work &).
template <class Make> bool add_captured(npuStream_t stream, Make make, npuError_t &result) {
  lock_all lock(mutex());
  captured_stream *captured = find(stream);
  if (!captured)
    return refused_in_legacy(stream, result);
  capture_state &capture = *captured->capture;
  if (capture.invalid) {
    result = npuErrorStreamCaptureInvalidated;
    return true;
  }
  work w;
  result = make(w);
  if (result == npuSuccess) {
    npuGraphNode_t node = add(capture.graph, std::move(w), captured->latest.data(), captured->latest.size());
    captured->latest = {node};
  } else {
    capture.invalid = true;
  }
  return true;
}

bool capture_kernel(const npu::detail::launch_config &config, npu::detail::kernel_function kernel,
                    const npu::detail::kernel_signature &signature, void *packed, void *const *unpacked,
                    npuError_t &result) {
  return add_captured(
      config.stream,
      [&](work &w) {
        w = make_launch(config, kernel, signature, packed, unpacked);
        return npuSuccess;
      },
      result);
}

bool capture_operation(npuStream_t stream, const core::operation_type &type, void *payload,
                       npuError_t &result) {
  return add_captured(
      stream,
      [&](work &w) {
        void *memory = nullptr;
        if (posix_memalign(&memory, std::max(type.align, sizeof(void *)), std::max<size_t>(type.size, 1)) !=
            0)
          return npuErrorMemoryAllocation;
        if (type.move)
          type.move(memory, payload);
        else
          memcpy(memory, payload, type.size);
        w = operation_work{&type, std::shared_ptr<void>(memory, [t = &type](void *p) {
                             if (t->destroy)
                               t->destroy(p);
                             ::free(p);
                           })};
        return npuSuccess;
      },
      result);
}

constexpr core::capture_hook hook = {capture_kernel, capture_operation};

void started() {
  captures.fetch_add(1);
  core::capture.store(&hook, std::memory_order_release);
}

void ended() {
  if (captures.fetch_sub(1) == 1)
    core::capture.store(nullptr, std::memory_order_release);
}

// Forgets a capture's streams and events.
void forget(const capture_state &capture) {
  const auto erase = [&](auto &map) {
    for (auto i = map.begin(); i != map.end();)
      i = i->second.capture.get() == &capture ? map.erase(i) : std::next(i);
  };
  erase(all().streams);
  erase(all().events);
}

// Every last node must lead back to the stream where the capture began.
bool is_joined(const capture_state &capture, const node_list &latest) {
  const auto &nodes = capture.graph->nodes;
  return std::all_of(nodes.begin() + std::min(capture.first, nodes.size()), nodes.end(),
                     [&](const auto &node) {
                       return !node->dependents.empty() ||
                              std::find(latest.begin(), latest.end(), node.get()) != latest.end();
                     });
}

bool are_nodes_of(npuGraph_t graph, const npuGraphNode_t *nodes, size_t count) {
  return count == 0 || (nodes && std::all_of(nodes, nodes + count, [&](npuGraphNode_t node) {
                          return is_node(node) && node->graph == graph;
                        }));
}

// Into a new graph, or into one that is there, after these of its nodes.
npuError_t begin(npuStream_t stream, npuStreamCaptureMode mode, npuGraph_t graph = nullptr,
                 const npuGraphNode_t *after = nullptr, size_t count = 0) {
  if (mode < npuStreamCaptureModeGlobal || mode > npuStreamCaptureModeRelaxed)
    return npuErrorInvalidValue;
  if (!core::is_valid(stream))
    return npuErrorInvalidResourceHandle;
  if (is_legacy(stream))
    return npuErrorStreamCaptureUnsupported;
  lock_all lock(mutex());
  if (find(stream))
    return npuErrorIllegalState;
  auto capture = std::make_shared<capture_state>();
  capture->id = all().next_id++;
  capture->mode = mode;
  capture->thread = std::this_thread::get_id();
  capture->origin = stream;
  if (!graph) {
    capture->made = std::make_unique<NPUgraph_st>();
    publish(*capture->made);
  } else if (!is_graph(graph) || !are_nodes_of(graph, after, count)) {
    return npuErrorInvalidValue;
  }
  capture->graph = graph ? graph : capture->made.get();
  capture->first = capture->graph->nodes.size();
  all().streams[stream] = {std::move(capture), node_list(after, after + count)};
  started();
  return npuSuccess;
}

npuError_t end(npuStream_t stream, npuGraph_t *graph) {
  *graph = nullptr;
  if (!core::is_valid(stream))
    return npuErrorInvalidResourceHandle;
  lock_all lock(mutex());
  captured_stream *captured = find(stream);
  if (!captured)
    return npuErrorIllegalState;
  const std::shared_ptr<capture_state> capture = captured->capture;
  if (capture->origin != stream) {
    capture->invalid = true;
    return npuErrorStreamCaptureUnmatched;
  }
  if (capture->mode != npuStreamCaptureModeRelaxed && capture->thread != std::this_thread::get_id())
    return npuErrorStreamCaptureWrongThread;
  npuError_t error = npuSuccess;
  if (capture->invalid)
    error = npuErrorStreamCaptureInvalidated;
  else if (!is_joined(*capture, captured->latest))
    error = npuErrorStreamCaptureUnjoined;
  forget(*capture);
  ended();
  if (error == npuSuccess) {
    *graph = capture->graph;
    capture->made.release();
  }
  return error;
}

} // namespace

namespace capturing {

bool copy(npuStream_t stream, const api::copy &c, npuMemcpyKind kind, npuError_t &result) {
  return add_captured(stream, [&](work &w) { return make_copy(c, kind, w); }, result);
}

bool fill(npuStream_t stream, const api::fill &f, npuError_t &result) {
  return add_captured(stream, [&](work &w) { return make_fill(f, w); }, result);
}

bool host(npuStream_t stream, npuHostFn_t function, void *data, npuError_t &result) {
  const npuHostNodeParams parms = {function, data};
  return add_captured(stream, [&](work &w) { return make_host(&parms, w); }, result);
}

bool graph(npuStream_t stream, const NPUgraph_st &inner, npuError_t &result) {
  return add_captured(
      stream,
      [&](work &w) {
        std::shared_ptr<NPUgraph_st> copy = clone(inner);
        publish(*copy);
        w = child_work{std::move(copy)};
        return npuSuccess;
      },
      result);
}

bool alloc(npuStream_t stream, size_t bytes, void **pointer, npuError_t &result) {
  return add_captured(
      stream,
      [&](work &w) {
        npuMemAllocNodeParams parms = {};
        parms.poolProps.allocType = npuMemAllocationTypePinned;
        parms.poolProps.location = {npuMemLocationTypeDevice, current_device()};
        parms.bytesize = bytes;
        const npuError_t error = make_alloc(&parms, w);
        *pointer = parms.dptr;
        return error;
      },
      result);
}

bool free(npuStream_t stream, void *pointer, npuError_t &result) {
  return add_captured(stream, [&](work &w) { return make_free(pointer, w); }, result);
}

bool record(npuEvent_t event, npuStream_t stream, npuError_t &result) {
  lock_all lock(mutex());
  captured_stream *captured = find(stream);
  if (!captured) {
    if (refused_in_legacy(stream, result))
      return true;
    all().events.erase(event);
    return false;
  }
  result = captured->capture->invalid ? npuErrorStreamCaptureInvalidated : npuSuccess;
  if (result == npuSuccess)
    all().events[event] = *captured;
  return true;
}

bool wait(npuStream_t stream, npuEvent_t event, npuError_t &result) {
  lock_all lock(mutex());
  captured_stream *captured = find(stream);
  const auto recorded = all().events.find(event);
  if (recorded == all().events.end()) {
    if (!captured)
      return false;
    captured->capture->invalid = true; // the capture would depend on work that is not part of it
    result = npuErrorStreamCaptureIsolation;
    return true;
  }
  const captured_stream &source = recorded->second;
  result = npuSuccess;
  if (source.capture->invalid) {
    result = npuErrorStreamCaptureInvalidated;
  } else if (!captured) {
    if (is_legacy(stream))
      result = npuErrorStreamCaptureImplicit;
    else
      all().streams[stream] = source; // the stream joins the capture
  } else if (captured->capture != source.capture) {
    captured->capture->invalid = source.capture->invalid = true;
    result = npuErrorStreamCaptureMerge;
  } else {
    for (npuGraphNode_t node : source.latest)
      if (std::find(captured->latest.begin(), captured->latest.end(), node) == captured->latest.end())
        captured->latest.push_back(node);
  }
  return true;
}

bool refused(npuStream_t stream, npuError_t &result) {
  lock_all lock(mutex());
  captured_stream *captured = find(stream);
  if (!captured)
    return refused_in_legacy(stream, result);
  captured->capture->invalid = true;
  result = npuErrorStreamCaptureUnsupported;
  return true;
}

bool refused(npuEvent_t event, npuError_t &result) {
  lock_all lock(mutex());
  const auto recorded = all().events.find(event);
  if (recorded == all().events.end())
    return false;
  recorded->second.capture->invalid = true;
  result = npuErrorCapturedEvent;
  return true;
}

bool is_captured(npuEvent_t event) {
  lock_all lock(mutex());
  return all().events.count(event) != 0;
}

bool waits_for_all(npuError_t &result) {
  lock_all lock(mutex());
  bool own = false;
  for (auto &[stream, captured] : all().streams)
    if (captured.capture->thread == std::this_thread::get_id())
      captured.capture->invalid = own = true;
  result = npuErrorStreamCaptureUnsupported;
  return unsafe(result) || own;
}

bool unsafe(npuError_t &result) {
  if (thread_mode == npuStreamCaptureModeRelaxed)
    return false;
  lock_all lock(mutex());
  bool found = false;
  for (auto &[stream, captured] : all().streams) {
    capture_state &capture = *captured.capture;
    const bool own = capture.thread == std::this_thread::get_id();
    const bool forbids =
        own ? capture.mode != npuStreamCaptureModeRelaxed
            : capture.mode == npuStreamCaptureModeGlobal && thread_mode == npuStreamCaptureModeGlobal;
    if (forbids)
      capture.invalid = found = true;
  }
  result = npuErrorStreamCaptureUnsupported;
  return found;
}

} // namespace capturing
} // namespace npu::api

extern "C" {

npuError_t npuStreamBeginCapture(npuStream_t stream, enum npuStreamCaptureMode mode) {
  return report(api::begin(stream, mode));
}

npuError_t npuStreamBeginCaptureToGraph(npuStream_t stream, npuGraph_t graph,
                                        const npuGraphNode_t *dependencies, const void *dependencyData,
                                        size_t numDependencies, enum npuStreamCaptureMode mode) {
  if (!graph)
    return report(npuErrorInvalidValue);
  if (dependencyData) // programmatic edges
    return report(npuErrorNotSupported);
  return report(api::begin(stream, mode, graph, dependencies, numDependencies));
}

npuError_t npuStreamUpdateCaptureDependencies(npuStream_t stream, npuGraphNode_t *dependencies,
                                              size_t numDependencies, unsigned int flags) {
  if (flags != npuStreamAddCaptureDependencies && flags != npuStreamSetCaptureDependencies)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  std::lock_guard lock(mutex());
  api::captured_stream *captured = api::find(stream);
  if (!captured)
    return report(npuErrorIllegalState);
  if (captured->capture->invalid)
    return report(npuErrorStreamCaptureInvalidated);
  if (!api::are_nodes_of(captured->capture->graph, dependencies, numDependencies))
    return report(npuErrorInvalidValue);
  if (flags == npuStreamSetCaptureDependencies)
    captured->latest.clear();
  for (size_t i = 0; i < numDependencies; ++i)
    if (std::find(captured->latest.begin(), captured->latest.end(), dependencies[i]) ==
        captured->latest.end())
      captured->latest.push_back(dependencies[i]);
  return npuSuccess;
}

npuError_t npuStreamEndCapture(npuStream_t stream, npuGraph_t *pGraph) {
  return report(pGraph ? api::end(stream, pGraph) : npuErrorInvalidValue);
}

npuError_t npuStreamIsCapturing(npuStream_t stream, enum npuStreamCaptureStatus *pCaptureStatus) {
  if (!pCaptureStatus)
    return report(npuErrorInvalidValue);
  return npuStreamGetCaptureInfo(stream, pCaptureStatus, nullptr, nullptr, nullptr, nullptr);
}

npuError_t npuStreamGetCaptureInfo(npuStream_t stream, enum npuStreamCaptureStatus *captureStatus_out,
                                   unsigned long long *id_out, npuGraph_t *graph_out,
                                   const npuGraphNode_t **dependencies_out, size_t *numDependencies_out) {
  if (!captureStatus_out)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  std::lock_guard lock(mutex());
  if (npuError_t error; api::refused_in_legacy(stream, error))
    return report(error);
  const api::captured_stream *captured = api::find(stream);
  *captureStatus_out = !captured                    ? npuStreamCaptureStatusNone
                       : captured->capture->invalid ? npuStreamCaptureStatusInvalidated
                                                    : npuStreamCaptureStatusActive;
  if (*captureStatus_out != npuStreamCaptureStatusActive)
    return npuSuccess;
  if (id_out)
    *id_out = captured->capture->id;
  if (graph_out)
    *graph_out = captured->capture->graph;
  if (dependencies_out)
    *dependencies_out = captured->latest.data();
  if (numDependencies_out)
    *numDependencies_out = captured->latest.size();
  return npuSuccess;
}

npuError_t npuThreadExchangeStreamCaptureMode(enum npuStreamCaptureMode *mode) {
  if (!mode || *mode < npuStreamCaptureModeGlobal || *mode > npuStreamCaptureModeRelaxed)
    return report(npuErrorInvalidValue);
  std::swap(*mode, api::thread_mode);
  return npuSuccess;
}

} // extern "C"
