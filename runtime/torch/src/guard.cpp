// SPDX-License-Identifier: Apache-2.0
// The device as torch's core sees it: current device, current streams, events.
#include "allocator.h"
#include "process.h"

#include "npu/torch/event.h"

#include <c10/core/impl/DeviceGuardImplInterface.h>

#include <atomic>
#include <mutex>
#include <vector>

namespace npu {
namespace torch {
namespace {

constexpr unsigned pool_size = 32;

// Streams that a device hands out in turn, of two priorities. They and the default stream wait for each
// other, more than CUDA's do: autograd runs the backward pass of this device in threads of its own, whose
// current stream is the default one, whatever stream the forward pass used.
struct StreamPool {
  std::once_flag made;
  npuStream_t streams[2][pool_size] = {};
  std::atomic<unsigned> next[2] = {};

  npuStream_t take(c10::DeviceIndex device, bool high) {
    check_not_forked();
    std::call_once(made, [&] {
      Guard guard(device);
      for (unsigned priority = 0; priority < 2; ++priority)
        for (npuStream_t &stream : streams[priority])
          NPU_TORCH_CHECK(npuStreamCreateWithPriority(&stream, npuStreamDefault, priority ? -1 : 0));
    });
    return streams[high][next[high].fetch_add(1) % pool_size];
  }
};

std::vector<npuStream_t> &current_streams() {
  static thread_local std::vector<npuStream_t> streams(static_cast<size_t>(device_count()), nullptr);
  return streams;
}

c10::Stream as_stream(npuStream_t stream, c10::DeviceIndex device) {
  return getStreamFromExternal(stream, device).unwrap();
}
npuStream_t handle(const c10::Stream &stream) { return Stream(Stream::UNCHECKED, stream).stream(); }

struct DeviceGuard final : c10::impl::DeviceGuardImplInterface {
  c10::DeviceType type() const override { return kNPU; }

  c10::Device exchangeDevice(c10::Device device) const override {
    const c10::Device before = getDevice();
    if (device.index() != before.index())
      setDevice(device);
    return before;
  }
  c10::Device getDevice() const override { return c10::Device(kNPU, current_device()); }
  void setDevice(c10::Device device) const override {
    if (device.has_index())
      set_device(device.index());
  }
  void uncheckedSetDevice(c10::Device device) const noexcept override {
    if (device.has_index())
      npuSetDevice(device.index());
  }
  c10::DeviceIndex deviceCount() const noexcept override { return device_count(); }

  c10::Stream getStream(c10::Device device) const noexcept override {
    const c10::Device d = with_index(device);
    return as_stream(current_streams()[d.index()], d.index());
  }
  c10::Stream getDefaultStream(c10::Device device) const override {
    return as_stream(nullptr, with_index(device).index());
  }
  c10::Stream getStreamFromGlobalPool(c10::Device device, bool high = false) const override {
    static std::vector<StreamPool> *pools = new std::vector<StreamPool>(static_cast<size_t>(device_count()));
    const c10::DeviceIndex index = with_index(device).index();
    return as_stream(pools->at(index).take(index, high), index);
  }
  c10::Stream exchangeStream(c10::Stream stream) const noexcept override {
    const c10::Stream before = getStream(stream.device());
    current_streams()[stream.device_index()] = handle(stream);
    if (handle(stream))
      note_other_stream();
    return before;
  }
  bool queryStream(const c10::Stream &stream) const override { return Stream(stream).query(); }
  void synchronizeStream(const c10::Stream &stream) const override {
    check_not_forked();
    Stream(stream).synchronize();
  }

  void record(void **event, const c10::Stream &stream, const c10::DeviceIndex,
              const c10::EventFlag flag) const override {
    if (!*event) {
      const bool timed = flag == c10::EventFlag::BACKEND_DEFAULT;
      npuEvent_t made = nullptr;
      NPU_TORCH_CHECK(npuEventCreateWithFlags(&made, timed ? npuEventDefault : npuEventDisableTiming));
      *event = made;
    }
    NPU_TORCH_CHECK(npuEventRecord(static_cast<npuEvent_t>(*event), handle(stream)));
  }
  void block(void *event, const c10::Stream &stream) const override {
    if (event)
      NPU_TORCH_CHECK(npuStreamWaitEvent(handle(stream), static_cast<npuEvent_t>(event), 0));
  }
  bool queryEvent(void *event) const override {
    if (!event)
      return true;
    const npuError_t error = npuEventQuery(static_cast<npuEvent_t>(event));
    if (error == npuErrorNotReady) {
      (void)npuGetLastError();
      return false;
    }
    NPU_TORCH_CHECK(error);
    return true;
  }
  void destroyEvent(void *event, const c10::DeviceIndex) const noexcept override {
    if (event)
      npuEventDestroy(static_cast<npuEvent_t>(event));
  }
  void recordDataPtrOnStream(const c10::DataPtr &memory, const c10::Stream &stream) const override {
    record_use(memory, Stream(stream));
  }

private:
  c10::Device with_index(c10::Device device) const { return device.has_index() ? device : getDevice(); }
};

C10_REGISTER_GUARD_IMPL(PrivateUse1, DeviceGuard);

} // namespace
} // namespace torch
} // namespace npu
