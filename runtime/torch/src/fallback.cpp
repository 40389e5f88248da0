// SPDX-License-Identifier: Apache-2.0
// Operators of torch that the device has no kernel for run the host's kernel on the device's memory.
#include "half_precision.h"
#include "host_view.h"
#include "values.h"

#include "npu/torch/generator.h"
#include "npu/torch/guard.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>
#include <torch/version.h>

#include <array>
#include <string>

namespace npu {
namespace torch {
namespace {

using Stack = ::torch::jit::Stack;

// Operators that take tensors of the host beside tensors of the device.
bool mixes_devices(const std::string &name) {
  static constexpr std::array<const char *, 7> prefixes = {
      "aten::index",      "aten::_index_put",   "aten::_unsafe_index", "aten::copy",
      "aten::_copy_from", "aten::_pack_padded", "aten::_ctc_loss"};
  for (const char *prefix : prefixes)
    if (name.rfind(prefix, 0) == 0)
      return true;
  return false;
}

// Which device a call is about.
struct Target {
  c10::optional<c10::DeviceIndex> device;
  bool result_on_host = false; // the call says so

  explicit Target(at::ArrayRef<c10::IValue> arguments) {
    for (const c10::IValue &argument : arguments) {
      if (argument.isDevice()) {
        if (is_npu(argument.toDevice()))
          device = argument.toDevice().has_index() ? argument.toDevice().index() : current_device();
        else
          result_on_host = true;
      }
      for_each_tensor(argument, [&](const at::Tensor &tensor) {
        if (!device && is_npu(tensor))
          device = static_cast<c10::DeviceIndex>(tensor.get_device());
      });
    }
  }
};

void check_devices(const std::string &name, at::ArrayRef<c10::IValue> arguments, c10::DeviceIndex device) {
  const bool mixed = mixes_devices(name);
  for (const c10::IValue &argument : arguments)
    for_each_tensor(argument, [&](const at::Tensor &tensor) {
      if (!tensor.defined() || (tensor.dim() == 0 && !is_npu(tensor)) || (mixed && !is_npu(tensor)))
        return;
      TORCH_CHECK(is_npu(tensor) && tensor.get_device() == device,
                  "Expected all tensors to be on the same device, but found at least two devices, ",
                  c10::Device(kNPU, device), " and ", tensor.device(), "! (in ", name, ")");
    });
}

void fall_back(const c10::OperatorHandle &op, Stack *stack) {
  const c10::FunctionSchema &schema = op.schema();
  const std::string &name = schema.name();
  TORCH_CHECK_NOT_IMPLEMENTED(
      name.rfind("aten::", 0) == 0, "Could not run '", name, "' with arguments from the '",
      c10::DeviceTypeName(kNPU, true),
      "' backend: it has no kernel for the device, and only torch's own operators fall back "
      "to the host's kernels.");
  const size_t count = schema.arguments().size();
  const auto arguments = ::torch::jit::last(*stack, count);
  const Target target(arguments);
  const c10::DeviceIndex device = target.device ? *target.device : current_device();
  check_devices(name, arguments, device);

  Guard guard(device);
  HostRun run(device);
  for (size_t i = stack->size() - count; i < stack->size(); ++i) {
    c10::IValue &value = (*stack)[i];
    if (value.isDevice() && is_npu(value.toDevice()))
      value = c10::Device(c10::kCPU);
    else if (value.isGenerator() && value.toGenerator().defined() && is_npu(value.toGenerator().device()))
      value = at::check_generator<Generator>(value.toGenerator())->engine();
    else
      value = with_tensors(value, [&](const at::Tensor &tensor) { return run.on_host(tensor); });
  }
  call_on_host(op, stack);
  run.update_arguments();
  if (target.result_on_host)
    return;
  const size_t results = schema.returns().size();
  for (size_t i = stack->size() - results; i < stack->size(); ++i)
    (*stack)[i] = with_tensors((*stack)[i], [&](const at::Tensor &tensor) { return run.on_device(tensor); });
}

} // namespace
} // namespace torch
} // namespace npu

TORCH_LIBRARY_IMPL(_, PrivateUse1, m) {
  m.fallback(torch::CppFunction::makeFromBoxedFunction<&npu::torch::fall_back>());
}

#if TORCH_VERSION_MAJOR < 2
// The formulas of autograd are registered for all devices; this lets operators without one through.
TORCH_LIBRARY_IMPL(_, AutogradPrivateUse1, m) { m.fallback(torch::CppFunction::makeFallthrough()); }
#endif
