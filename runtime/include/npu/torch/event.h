// SPDX-License-Identifier: Apache-2.0
// Events: the counterpart of at::cuda::CUDAEvent. An event is made when it is first recorded.
#ifndef NPU_TORCH_EVENT_H
#define NPU_TORCH_EVENT_H

#include "npu/torch/guard.h"

#include <utility>

namespace npu {
namespace torch {

class Event {
public:
  Event() {}
  explicit Event(unsigned flags) : flags_(flags) {}
  Event(const Event &) = delete;
  Event &operator=(const Event &) = delete;
  Event(Event &&other) noexcept { swap(other); }
  Event &operator=(Event &&other) noexcept {
    swap(other);
    return *this;
  }
  ~Event() {
    if (event_)
      npuEventDestroy(event_);
  }

  operator npuEvent_t() const { return event_; }
  npuEvent_t event() const { return event_; }
  bool isCreated() const { return event_ != nullptr; }
  c10::DeviceIndex device_index() const { return device_; }
  c10::optional<c10::Device> device() const {
    return event_ ? c10::optional<c10::Device>(c10::Device(kNPU, device_)) : c10::nullopt;
  }
  friend bool operator<(const Event &a, const Event &b) { return a.event_ < b.event_; }

  void record() { record(getCurrentStream()); }
  void record(const Stream &stream) {
    Guard guard(stream.device_index());
    if (!event_) {
      NPU_TORCH_CHECK(npuEventCreateWithFlags(&event_, flags_));
      device_ = stream.device_index();
    }
    TORCH_CHECK(device_ == stream.device_index(), "the event is of device ", device_,
                ", the stream of device ", stream.device_index());
    NPU_TORCH_CHECK(npuEventRecord(event_, stream));
    recorded_ = true;
  }
  void recordOnce(const Stream &stream) {
    if (!recorded_)
      record(stream);
  }
  // Makes later work of the stream wait for the event.
  void block(const Stream &stream) {
    if (event_)
      NPU_TORCH_CHECK(npuStreamWaitEvent(stream, event_, 0));
  }
  bool query() const {
    if (!event_)
      return true;
    const npuError_t error = npuEventQuery(event_);
    if (error == npuErrorNotReady) {
      (void)npuGetLastError();
      return false;
    }
    NPU_TORCH_CHECK(error);
    return true;
  }
  void synchronize() const {
    if (event_)
      NPU_TORCH_CHECK(npuEventSynchronize(event_));
  }
  // In milliseconds; both events must have been made with npuEventDefault.
  float elapsed_time(const Event &end) const {
    TORCH_CHECK(event_ && end.event_,
                "both events must be recorded before the time between them is asked for");
    float milliseconds = 0;
    NPU_TORCH_CHECK(npuEventElapsedTime(&milliseconds, event_, end.event_));
    return milliseconds;
  }

private:
  void swap(Event &other) noexcept {
    std::swap(flags_, other.flags_);
    std::swap(recorded_, other.recorded_);
    std::swap(device_, other.device_);
    std::swap(event_, other.event_);
  }

  unsigned flags_ = npuEventDisableTiming;
  bool recorded_ = false;
  c10::DeviceIndex device_ = -1;
  npuEvent_t event_ = nullptr;
};

} // namespace torch
} // namespace npu

#endif
