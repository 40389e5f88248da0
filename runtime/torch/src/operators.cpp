// SPDX-License-Identifier: Apache-2.0
// Operators with a kernel of the device's own: what makes, views and copies tensors, and convolutions, for
// which torch's host kernels have other names.
#include "host_view.h"

#include "npu/torch/guard.h"

#include <ATen/EmptyTensor.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/view_native.h>
#include <torch/library.h>

namespace npu {
namespace torch {
namespace {

c10::ScalarType type_of(c10::optional<c10::ScalarType> type) {
  return type ? *type : c10::typeMetaToScalarType(c10::get_default_dtype());
}

constexpr c10::DispatchKeySet keys(c10::DispatchKey::PrivateUse1);

at::Tensor empty(at::IntArrayRef size, c10::optional<c10::ScalarType> type, c10::optional<c10::Layout>,
                 c10::optional<c10::Device> device, c10::optional<bool>,
                 c10::optional<c10::MemoryFormat> format) {
  OptionalGuard guard(device);
  return at::detail::empty_generic(size, c10::GetAllocator(kNPU), keys, type_of(type), format);
}

at::Tensor empty_strided(at::IntArrayRef size, at::IntArrayRef stride, c10::optional<c10::ScalarType> type,
                         c10::optional<c10::Layout>, c10::optional<c10::Device> device, c10::optional<bool>) {
  OptionalGuard guard(device);
  return at::detail::empty_strided_generic(size, stride, c10::GetAllocator(kNPU), keys, type_of(type));
}

at::Tensor copy_from(const at::Tensor &from, const at::Tensor &to, bool) {
  const c10::DeviceIndex device = device_of_first({from, to});
  if (is_npu(from) && is_npu(to) && from.get_device() != to.get_device())
    getCurrentStream(static_cast<c10::DeviceIndex>(to.get_device())).synchronize();
  HostRun run(device);
  run.on_host(to).copy_(run.on_host(from));
  return to;
}

at::Tensor &set_storage(at::Tensor &self, at::Storage source, int64_t offset, at::IntArrayRef size,
                        at::IntArrayRef stride) {
  c10::TensorImpl *impl = self.unsafeGetTensorImpl();
  impl->set_storage_keep_dtype(std::move(source));
  if (stride.data()) {
    impl->set_sizes_and_strides(size, stride, offset);
  } else {
    impl->set_sizes_contiguous(size);
    impl->set_storage_offset(offset);
  }
  return self;
}

at::Tensor &set_whole_storage(at::Tensor &self, at::Storage source) {
  const int64_t elements = static_cast<int64_t>(source.nbytes() / self.dtype().itemsize());
  return set_storage(self, std::move(source), 0, {elements}, {});
}

void record_stream(at::Tensor &self, c10::Stream stream) {
  record_use(self.storage().data_ptr(), Stream(stream));
}

// The host convolves 16-bit numbers in float: it knows no half, and torch 1.13 takes a transposed convolution
// of bfloat16 for a plain one.
at::Tensor for_convolution(HostRun &run, const at::Tensor &tensor) {
  const at::Tensor host = run.on_host(tensor);
  const bool narrow =
      host.defined() && (host.scalar_type() == at::kHalf || host.scalar_type() == at::kBFloat16);
  return narrow ? host.to(at::kFloat) : host;
}
at::Tensor from_convolution(HostRun &run, const at::Tensor &result, const at::Tensor &like) {
  return run.on_device(result.defined() ? result.to(like.scalar_type()) : result);
}

at::Tensor convolution(const at::Tensor &input, const at::Tensor &weight,
                       const c10::optional<at::Tensor> &bias, at::IntArrayRef stride, at::IntArrayRef padding,
                       at::IntArrayRef dilation, bool transposed, at::IntArrayRef output_padding,
                       int64_t groups) {
  HostRun run(device_of_first({input, weight}));
  const at::Tensor host_input = for_convolution(run, input), host_weight = for_convolution(run, weight);
  const auto host_bias = bias ? c10::optional<at::Tensor>(for_convolution(run, *bias)) : c10::nullopt;
  return from_convolution(run,
                          at::convolution(host_input, host_weight, host_bias, stride, padding, dilation,
                                          transposed, output_padding, groups),
                          input);
}

std::tuple<at::Tensor, at::Tensor, at::Tensor>
convolution_backward(const at::Tensor &gradient, const at::Tensor &input, const at::Tensor &weight,
                     at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation,
                     bool transposed, at::IntArrayRef output_padding, int64_t groups,
                     std::array<bool, 3> wanted) {
  HostRun run(device_of_first({gradient, input, weight}));
  const at::Tensor host_gradient = for_convolution(run, gradient), host_input = for_convolution(run, input),
                   host_weight = for_convolution(run, weight);
  const auto results =
      at::convolution_backward(host_gradient, host_input, host_weight, at::IntArrayRef{gradient.size(1)},
                               stride, padding, dilation, transposed, output_padding, groups, wanted);
  return std::make_tuple(from_convolution(run, std::get<0>(results), input),
                         from_convolution(run, std::get<1>(results), weight),
                         from_convolution(run, std::get<2>(results), weight));
}

at::Tensor view(const at::Tensor &self, at::IntArrayRef size) { return at::native::view(self, size); }

at::Tensor as_strided(const at::Tensor &self, at::IntArrayRef size, at::IntArrayRef stride,
                      c10::optional<int64_t> offset) {
  return at::native::as_strided_tensorimpl(self, size, stride, offset);
}

at::Tensor reshape_alias(const at::Tensor &self, at::IntArrayRef size, at::IntArrayRef stride) {
  return at::native::as_strided_tensorimpl(self, size, stride, self.storage_offset());
}

} // namespace
} // namespace torch
} // namespace npu

TORCH_LIBRARY_IMPL(aten, PrivateUse1, m) {
  m.impl("empty.memory_format", TORCH_FN(npu::torch::empty));
  m.impl("empty_strided", TORCH_FN(npu::torch::empty_strided));
  m.impl("_copy_from", TORCH_FN(npu::torch::copy_from));
  m.impl("view", TORCH_FN(npu::torch::view));
  m.impl("as_strided", TORCH_FN(npu::torch::as_strided));
  m.impl("_reshape_alias", TORCH_FN(npu::torch::reshape_alias));
  m.impl("set_.source_Storage", TORCH_FN(npu::torch::set_whole_storage));
  m.impl("set_.source_Storage_storage_offset", TORCH_FN(npu::torch::set_storage));
  m.impl("record_stream", TORCH_FN(npu::torch::record_stream));
  m.impl("convolution_overrideable", TORCH_FN(npu::torch::convolution));
  m.impl("convolution_backward_overrideable", TORCH_FN(npu::torch::convolution_backward));
}

// A copy understands tensors that are conjugate or negative by a mark only. torch would make a copy for it
// first, for ever.
TORCH_LIBRARY_IMPL(aten, Conjugate, m) { m.impl("_copy_from", torch::CppFunction::makeFallthrough()); }
TORCH_LIBRARY_IMPL(aten, Negative, m) { m.impl("_copy_from", torch::CppFunction::makeFallthrough()); }
