// SPDX-License-Identifier: Apache-2.0
#include "host_view.h"

#include "process.h"

#include <cstdlib>
#include <cstring>

namespace npu {
namespace torch {
namespace {

void release(void *storage) { delete static_cast<c10::Storage *>(storage); }

void set_shape(const at::Tensor &tensor, const at::Tensor &like) {
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(like.sizes(), like.strides(), like.storage_offset());
}

} // namespace

HostRun::HostRun(c10::DeviceIndex device) : device_(device), allocations_(device) {
  check_not_forked();
  static const bool strict = [] {
    const char *text = std::getenv("NPU_STRICT");
    return text && *text && std::strcmp(text, "0") != 0;
  }();
  TORCH_CHECK(!strict,
              "operators that run on the host cannot read device memory in the strict mode (NPU_STRICT)");
  const Stream stream = getCurrentStream(device);
  if (!stream.stream() && other_streams_in_use())
    device_synchronize(); // work in the default stream comes after what the others hold, see guard.cpp
  else
    stream.synchronize();
}

c10::Storage HostRun::host_storage(const c10::Storage &device) {
  for (const auto &known : storages_)
    if (known.first.unsafeGetStorageImpl() == device.unsafeGetStorageImpl())
      return known.second;
  // The view owns a share of what it views, in case the operator keeps it.
  c10::DataPtr memory(device.unsafeGetStorageImpl()->data(), new c10::Storage(device), &release,
                      c10::Device(c10::kCPU));
  c10::Storage host(c10::Storage::use_byte_size_t(), device.nbytes(), std::move(memory), host_allocator(),
                    /*resizable=*/true);
  storages_.emplace_back(device, host);
  return host;
}

c10::Storage HostRun::device_storage(const c10::Storage &host) {
  for (const auto &known : storages_)
    if (known.second.unsafeGetStorageImpl() == host.unsafeGetStorageImpl())
      return known.first;
  c10::StorageImpl *storage = host.unsafeGetStorageImpl();
  const c10::Device device(kNPU, device_);
  if (storage->device().type() == kNPU) // a second result with this storage
    return host;
  c10::DataPtr memory;
  if (is_device_memory(storage->data_ptr())) {
    memory = retagged(storage->set_data_ptr(c10::DataPtr()), device);
  } else { // made by another thread, or in a buffer of a library
    memory = allocate_on(device_, device, storage->nbytes());
    if (storage->nbytes() > 0)
      std::memcpy(memory.get(), storage->data(), storage->nbytes());
  }
  storage->set_data_ptr_noswap(std::move(memory));
  storage->set_allocator(c10::GetAllocator(kNPU));
  return host;
}

at::Tensor HostRun::with_storage(const at::Tensor &like, c10::Storage storage) const {
  const bool on_device = is_npu(storage.device());
  const c10::DispatchKey key = on_device ? c10::DispatchKey::PrivateUse1 : c10::DispatchKey::CPU;
  at::Tensor made =
      at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(key), like.dtype());
  set_shape(made, like);
  c10::TensorImpl *impl = made.unsafeGetTensorImpl();
  if (like.is_conj())
    impl->_set_conj(true);
  if (like.is_neg())
    impl->_set_neg(true);
  if (like.unsafeGetTensorImpl()->is_wrapped_number())
    impl->set_wrapped_number(true);
  return made;
}

at::Tensor HostRun::on_host(const at::Tensor &tensor) {
  if (!is_npu(tensor))
    return tensor;
  TORCH_CHECK_NOT_IMPLEMENTED(tensor.layout() == c10::kStrided && tensor.has_storage(),
                              "the npu device has dense tensors only, found one with layout ",
                              tensor.layout());
  for (const Argument &known : arguments_)
    if (known.device.is_same(tensor))
      return known.host;
  at::Tensor host = with_storage(tensor, host_storage(tensor.storage()));
  arguments_.push_back({tensor, host, host.storage().unsafeGetStorageImpl()->data()});
  return host;
}

at::Tensor HostRun::on_device(const at::Tensor &result) {
  if (!result.defined() || is_npu(result))
    return result;
  for (const Argument &argument : arguments_)
    if (argument.host.is_same(result))
      return argument.device;
  if (!result.has_storage()) // sparse and the like stay where they are
    return result;
  return with_storage(result, device_storage(result.storage()));
}

void HostRun::update_arguments() {
  for (Argument &argument : arguments_) {
    const c10::Storage &host = argument.host.storage();
    c10::TensorImpl *device = argument.device.unsafeGetTensorImpl();
    // set_ has given it another storage.
    const c10::Storage *own = nullptr;
    for (const auto &known : storages_)
      if (known.first.unsafeGetStorageImpl() == argument.device.storage().unsafeGetStorageImpl())
        own = &known.second;
    if (own && own->unsafeGetStorageImpl() != host.unsafeGetStorageImpl()) {
      device->set_storage_keep_dtype(device_storage(host));
    } else if (host.unsafeGetStorageImpl()->data() != argument.memory) { // it has grown
      c10::StorageImpl *from = host.unsafeGetStorageImpl();
      c10::StorageImpl *to = argument.device.storage().unsafeGetStorageImpl();
      if (is_device_memory(from->data_ptr())) { // else another argument with this storage has taken it
        const size_t bytes = from->nbytes();
        to->set_data_ptr_noswap(retagged(from->set_data_ptr(c10::DataPtr()), c10::Device(kNPU, device_)));
        to->set_nbytes(bytes);
      }
    }
    if (argument.device.sizes() != argument.host.sizes() ||
        argument.device.strides() != argument.host.strides() ||
        argument.device.storage_offset() != argument.host.storage_offset())
      set_shape(argument.device, argument.host);
  }
}

c10::DeviceIndex device_of_first(at::ArrayRef<at::Tensor> tensors) {
  for (const at::Tensor &tensor : tensors)
    if (is_npu(tensor))
      return static_cast<c10::DeviceIndex>(tensor.get_device());
  return current_device();
}

} // namespace torch
} // namespace npu
