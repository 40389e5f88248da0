// SPDX-License-Identifier: Apache-2.0
// Streams: the counterpart of c10::cuda::CUDAStream. The id of a torch stream is the handle of the runtime's
// stream, so that any stream may be used; 0 is the legacy default stream, which torch starts with.
#ifndef NPU_TORCH_STREAM_H
#define NPU_TORCH_STREAM_H

#include "npu/torch/device.h"

#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <cstdint>
#include <functional>
#include <ostream>
#include <tuple>

namespace npu {
namespace torch {

class Stream {
public:
  enum Unchecked { UNCHECKED };

  explicit Stream(c10::Stream stream) : stream_(stream) {
    TORCH_CHECK(stream.device_type() == kNPU, "a stream of ", stream.device(), " is none of the npu device");
  }
  explicit Stream(Unchecked, c10::Stream stream) : stream_(stream) {}

  bool operator==(const Stream &other) const noexcept { return stream_ == other.stream_; }
  bool operator!=(const Stream &other) const noexcept { return stream_ != other.stream_; }

  operator npuStream_t() const { return stream(); }
  operator c10::Stream() const { return stream_; }

  npuStream_t stream() const { return reinterpret_cast<npuStream_t>(static_cast<intptr_t>(stream_.id())); }
  c10::Stream unwrap() const { return stream_; }
  c10::StreamId id() const { return stream_.id(); }
  c10::DeviceType device_type() const { return kNPU; }
  c10::DeviceIndex device_index() const { return stream_.device_index(); }
  c10::Device device() const { return stream_.device(); }

  bool query() const {
    const npuError_t error = npuStreamQuery(stream());
    if (error == npuErrorNotReady) {
      (void)npuGetLastError();
      return false;
    }
    NPU_TORCH_CHECK(error);
    return true;
  }
  void synchronize() const { stream_synchronize(stream()); }
  int priority() const {
    int value = 0;
    NPU_TORCH_CHECK(npuStreamGetPriority(stream(), &value));
    return value;
  }
  // The range torch uses, low and high.
  static std::tuple<int, int> priority_range() { return std::make_tuple(0, -1); }

private:
  c10::Stream stream_;
};

namespace detail {
inline c10::impl::VirtualGuardImpl guard_of_device() { return c10::impl::VirtualGuardImpl(kNPU); }
inline c10::Device device_at(c10::DeviceIndex index) {
  return c10::Device(kNPU, index < 0 ? current_device() : index);
}
} // namespace detail

// Of the calling thread. A device of -1 is the current one.
inline Stream getCurrentStream(c10::DeviceIndex device = -1) {
  return Stream(Stream::UNCHECKED, detail::guard_of_device().getStream(detail::device_at(device)));
}
inline Stream getDefaultStream(c10::DeviceIndex device = -1) {
  return Stream(Stream::UNCHECKED, detail::guard_of_device().getDefaultStream(detail::device_at(device)));
}
inline Stream getStreamFromPool(const bool isHighPriority = false, c10::DeviceIndex device = -1) {
  return Stream(Stream::UNCHECKED,
                detail::guard_of_device().getStreamFromGlobalPool(detail::device_at(device), isHighPriority));
}
// A stream that the program made itself, and destroys itself.
inline Stream getStreamFromExternal(npuStream_t stream, c10::DeviceIndex device) {
  return Stream(c10::Stream(c10::Stream::UNSAFE, detail::device_at(device),
                            static_cast<c10::StreamId>(reinterpret_cast<intptr_t>(stream))));
}
inline void setCurrentStream(Stream stream) { detail::guard_of_device().exchangeStream(stream.unwrap()); }

inline std::ostream &operator<<(std::ostream &out, const Stream &stream) { return out << stream.unwrap(); }

} // namespace torch
} // namespace npu

namespace std {
template <> struct hash<npu::torch::Stream> {
  size_t operator()(npu::torch::Stream stream) const noexcept { return hash<c10::Stream>()(stream.unwrap()); }
};
} // namespace std

#endif
