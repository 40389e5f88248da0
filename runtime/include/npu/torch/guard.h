// SPDX-License-Identifier: Apache-2.0
// Guards that set the current device or stream for a scope: the counterparts of CUDAGuard and its like.
#ifndef NPU_TORCH_GUARD_H
#define NPU_TORCH_GUARD_H

#include "npu/torch/stream.h"

#include <ATen/DeviceGuard.h>
#include <c10/core/DeviceGuard.h>
#include <c10/core/StreamGuard.h>
#include <c10/util/ArrayRef.h>
#include <c10/util/Optional.h>

#include <vector>

namespace npu {
namespace torch {
namespace detail {

inline c10::Device checked(c10::Device device) {
  TORCH_CHECK(is_npu(device), "expected an npu device, found ", device);
  return device;
}
inline c10::optional<c10::Device> checked(c10::optional<c10::Device> device) {
  return device ? c10::optional<c10::Device>(checked(*device)) : c10::nullopt;
}

} // namespace detail

class Guard {
public:
  explicit Guard(c10::DeviceIndex index) : guard_(c10::Device(kNPU, index)) {}
  explicit Guard(c10::Device device) : guard_(detail::checked(device)) {}

  void set_device(c10::Device device) { guard_.reset_device(detail::checked(device)); }
  void reset_device(c10::Device device) { set_device(device); }
  void set_index(c10::DeviceIndex index) { guard_.set_index(index); }
  c10::Device original_device() const { return guard_.original_device(); }
  c10::Device current_device() const { return guard_.current_device(); }

private:
  c10::DeviceGuard guard_;
};

class OptionalGuard {
public:
  explicit OptionalGuard() {}
  explicit OptionalGuard(c10::optional<c10::Device> device) : guard_(detail::checked(device)) {}
  explicit OptionalGuard(c10::optional<c10::DeviceIndex> index) {
    if (index)
      set_index(*index);
  }

  void set_device(c10::Device device) { guard_.reset_device(detail::checked(device)); }
  void reset_device(c10::Device device) { set_device(device); }
  void set_index(c10::DeviceIndex index) { set_device(c10::Device(kNPU, index)); }
  c10::optional<c10::Device> original_device() const { return guard_.original_device(); }
  c10::optional<c10::Device> current_device() const { return guard_.current_device(); }

private:
  c10::OptionalDeviceGuard guard_;
};

class StreamGuard {
public:
  explicit StreamGuard(c10::Stream stream) : guard_(Stream(stream)) {}

  void reset_stream(c10::Stream stream) { guard_.reset_stream(Stream(stream)); }
  Stream original_stream() const { return Stream(Stream::UNCHECKED, guard_.original_stream()); }
  Stream current_stream() const { return Stream(Stream::UNCHECKED, guard_.current_stream()); }
  c10::Device original_device() const { return guard_.original_device(); }
  c10::Device current_device() const { return guard_.current_device(); }

private:
  c10::StreamGuard guard_;
};

class OptionalStreamGuard {
public:
  explicit OptionalStreamGuard() {}
  explicit OptionalStreamGuard(c10::Stream stream) : guard_(Stream(stream).unwrap()) {}
  explicit OptionalStreamGuard(c10::optional<c10::Stream> stream) {
    if (stream)
      reset_stream(*stream);
  }

  void reset_stream(c10::Stream stream) { guard_.reset_stream(Stream(stream)); }
  c10::optional<Stream> original_stream() const { return wrapped(guard_.original_stream()); }
  c10::optional<Stream> current_stream() const { return wrapped(guard_.current_stream()); }
  void reset() { guard_.reset(); }

private:
  static c10::optional<Stream> wrapped(c10::optional<c10::Stream> stream) {
    return stream ? c10::optional<Stream>(Stream(Stream::UNCHECKED, *stream)) : c10::nullopt;
  }
  c10::OptionalStreamGuard guard_;
};

class MultiStreamGuard {
public:
  explicit MultiStreamGuard(c10::ArrayRef<Stream> streams)
      : guard_(std::vector<c10::Stream>(streams.begin(), streams.end())) {}

private:
  c10::MultiStreamGuard guard_;
};

} // namespace torch
} // namespace npu

#endif
