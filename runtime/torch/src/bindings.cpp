// SPDX-License-Identifier: Apache-2.0
// npu_torch._C: what npu_torch/*.py needs of the device. Streams and events are passed as integers.
#include "allocator.h"
#include "process.h"

#include "npu/launch.h"
#include "npu/torch/event.h"
#include "npu/torch/generator.h"

#include <pybind11/pybind11.h>
#include <torch/csrc/Generator.h>
#include <torch/version.h>
#if TORCH_VERSION_MAJOR >= 2
#include <c10/core/DeviceType.h>
#endif

namespace py = pybind11;
using namespace npu::torch;

namespace {

npuStream_t stream_of(int64_t id) { return reinterpret_cast<npuStream_t>(static_cast<intptr_t>(id)); }
npuEvent_t event_of(int64_t id) { return reinterpret_cast<npuEvent_t>(static_cast<intptr_t>(id)); }
int64_t id_of(const void *handle) { return static_cast<int64_t>(reinterpret_cast<intptr_t>(handle)); }

// True when done.
bool is_done(npuError_t error) {
  if (error == npuErrorNotReady) {
    (void)npuGetLastError();
    return false;
  }
  NPU_TORCH_CHECK(error);
  return true;
}

py::dict properties(int device) {
  const npuDeviceProp *p = deviceProperties(device);
  py::dict all;
  all["name"] = p->name;
  all["major"] = p->major;
  all["minor"] = p->minor;
  all["total_memory"] = p->totalGlobalMem;
  all["multi_processor_count"] = p->multiProcessorCount;
  all["warp_size"] = p->warpSize;
  all["max_threads_per_block"] = p->maxThreadsPerBlock;
  all["max_threads_per_multi_processor"] = p->maxThreadsPerMultiProcessor;
  all["shared_memory_per_block"] = p->sharedMemPerBlock;
  all["is_integrated"] = p->integrated;
  return all;
}

py::tuple memory_info(int device) {
  Guard guard(static_cast<c10::DeviceIndex>(device));
  size_t free = 0, total = 0;
  NPU_TORCH_CHECK(npuMemGetInfo(&free, &total));
  return py::make_tuple(free, total);
}

} // namespace

PYBIND11_MODULE(_C, m) {
#if TORCH_VERSION_MAJOR >= 2
  c10::register_privateuse1_backend("npu");
#endif
  using Free = py::call_guard<py::gil_scoped_release>;
  m.def("device_type", [] { return c10::DeviceTypeName(kNPU, /*lower_case=*/true); });
  m.def("device_count", [] { return int(device_count()); });
  m.def("current_device", [] { return int(current_device()); });
  m.def("set_device", [](int device) { set_device(static_cast<c10::DeviceIndex>(device)); });
  m.def("in_forked_child", &in_forked_child);
  m.def("properties", &properties);
  m.def("can_access_peer", [](int device, int peer) { return canDeviceAccessPeer(device, peer); });
  m.def("launch_count", &npu::launch_count);
  m.def(
      "synchronize",
      [](int device) {
        check_not_forked();
        Guard guard(static_cast<c10::DeviceIndex>(device));
        device_synchronize();
      },
      Free());

  m.def("memory_info", &memory_info);
  m.def("memory_allocated",
        [](int device) { return memory_statistics(static_cast<c10::DeviceIndex>(device)).allocated; });
  m.def("max_memory_allocated",
        [](int device) { return memory_statistics(static_cast<c10::DeviceIndex>(device)).peak; });
  m.def("reset_peak_memory", [](int device) { reset_peak_memory(static_cast<c10::DeviceIndex>(device)); });

  m.def("current_stream",
        [](int device) { return getCurrentStream(static_cast<c10::DeviceIndex>(device)).id(); });
  m.def("pool_stream", [](int device, bool high) {
    return getStreamFromPool(high, static_cast<c10::DeviceIndex>(device)).id();
  });
  m.def("set_stream", [](int device, int64_t stream) {
    setCurrentStream(getStreamFromExternal(stream_of(stream), static_cast<c10::DeviceIndex>(device)));
  });
  m.def("pack_stream", [](int device, int64_t stream) {
    return getStreamFromExternal(stream_of(stream), static_cast<c10::DeviceIndex>(device)).unwrap().pack();
  });
  m.def("stream_priority", [](int64_t stream) {
    int priority = 0;
    NPU_TORCH_CHECK(npuStreamGetPriority(stream_of(stream), &priority));
    return priority;
  });
  m.def("stream_query", [](int64_t stream) { return is_done(npuStreamQuery(stream_of(stream))); });
  m.def("stream_synchronize", [](int64_t stream) { stream_synchronize(stream_of(stream)); }, Free());
  m.def("stream_wait_event", [](int64_t stream, int64_t event) {
    NPU_TORCH_CHECK(npuStreamWaitEvent(stream_of(stream), event_of(event), 0));
  });

  m.def("event_create", [](bool timed) {
    npuEvent_t event = nullptr;
    NPU_TORCH_CHECK(npuEventCreateWithFlags(&event, timed ? npuEventDefault : npuEventDisableTiming));
    return id_of(event);
  });
  m.def("event_destroy", [](int64_t event) { npuEventDestroy(event_of(event)); });
  m.def("event_record", [](int64_t event, int64_t stream) {
    NPU_TORCH_CHECK(npuEventRecord(event_of(event), stream_of(stream)));
  });
  m.def("event_query", [](int64_t event) { return is_done(npuEventQuery(event_of(event))); });
  m.def(
      "event_synchronize", [](int64_t event) { NPU_TORCH_CHECK(npuEventSynchronize(event_of(event))); },
      Free());
  m.def("event_elapsed", [](int64_t start, int64_t end) {
    float milliseconds = 0;
    NPU_TORCH_CHECK(npuEventElapsedTime(&milliseconds, event_of(start), event_of(end)));
    return milliseconds;
  });

  m.def("generator", [](int device) {
    return py::reinterpret_steal<py::object>(
        THPGenerator_initDefaultGenerator(createGenerator(static_cast<c10::DeviceIndex>(device))));
  });
}
