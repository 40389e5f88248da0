// SPDX-License-Identifier: Apache-2.0
// From the parameters of graph nodes to checked works.
#include "api/allocations.h"
#include "api/array.h"
#include "api/copy_3d.h"
#include "api/devices.h"
#include "api/graph.h"
#include "core/capture_hook.h"

#include <stdlib.h>
#include <string.h>

namespace npu::api::graph {

namespace {

// Arguments on the heap that are destroyed and freed with their last owner.
std::shared_ptr<void> new_arguments(const detail::kernel_signature &signature) {
  void *memory = nullptr;
  const size_t align = signature.align < sizeof(void *) ? sizeof(void *) : signature.align;
  if (posix_memalign(&memory, align, signature.size ? signature.size : 1) != 0)
    throw std::bad_alloc();
  const auto *destroy = &signature;
  return std::shared_ptr<void>(memory, [destroy](void *p) {
    if (destroy->destroy)
      destroy->destroy(p);
    free(p);
  });
}

void locate_arguments(kernel_work &k) {
  k.addresses.resize(k.signature->parameters);
  k.signature->locate(k.packed.get(), k.addresses.data());
}

npuPitchedPtr pitched(const void *p, const layout &l, const box &size) {
  return {const_cast<void *>(p), l.pitch ? l.pitch : size.width, size.width, size.height};
}

} // namespace

work make_launch(const detail::launch_config &config, detail::kernel_function kernel,
                 const detail::kernel_signature &signature, void *packed, void *const *unpacked) {
  kernel_work k = {config, kernel, &signature, new_arguments(signature), {}};
  if (unpacked)
    signature.unpack(k.packed.get(), unpacked);
  else if (signature.move)
    signature.move(k.packed.get(), packed);
  else
    memcpy(k.packed.get(), packed, signature.size);
  locate_arguments(k);
  return k;
}

npuError_t make_kernel(const npuKernelNodeParams *p, work &w) {
  if (!p)
    return npuErrorInvalidValue;
  const auto kernel = reinterpret_cast<detail::kernel_function>(p->func);
  const core::kernel_record *record = p->func ? core::find_kernel(kernel) : nullptr;
  const detail::kernel_signature *signature =
      record ? record->signature.load(std::memory_order_acquire) : nullptr;
  if (!signature)
    return npuErrorInvalidDeviceFunction;
  if (p->extra) // a packed argument buffer; driver-level launches take one
    return npuErrorNotSupported;
  if (!p->kernelParams && signature->parameters > 0)
    return npuErrorInvalidValue;
  const detail::launch_config config(p->gridDim, p->blockDim, p->sharedMemBytes, nullptr);
  if (const npuError_t error = core::check_launch(config, *record); error != npuSuccess)
    return error;
  static void *const none[1] = {nullptr};
  w = make_launch(config, kernel, *signature, nullptr, p->kernelParams ? p->kernelParams : none);
  return npuSuccess;
}

npuError_t make_copy(const npuMemcpy3DParms *p, work &w) {
  if (!p)
    return npuErrorInvalidValue;
  copy_work c = {{}, p->kind, *p};
  if (const npuError_t error = resolve(*p, c.copy, c.kind); error != npuSuccess)
    return error;
  if (const npuError_t error = check(c.copy, c.kind); error != npuSuccess)
    return error;
  w = c;
  return npuSuccess;
}

npuError_t make_copy(const api::copy &c, npuMemcpyKind kind, work &w) {
  if (const npuError_t error = check(c, kind); error != npuSuccess)
    return error;
  npuMemcpy3DParms parms = {};
  parms.srcPtr = pitched(c.from, c.from_layout, c.size);
  parms.dstPtr = pitched(c.to, c.to_layout, c.size);
  parms.extent = {c.size.width, c.size.height, c.size.depth};
  parms.kind = kind;
  w = copy_work{c, kind, parms};
  return npuSuccess;
}

npuError_t make_fill(const npuMemsetParams *p, work &w) {
  if (!p || (p->elementSize != 1 && p->elementSize != 2 && p->elementSize != 4))
    return npuErrorInvalidValue;
  const size_t width = p->width * p->elementSize;
  if (p->height > 1 && width > p->pitch)
    return npuErrorInvalidPitchValue;
  const api::fill f = {p->dst, {p->pitch, 0}, p->value, p->elementSize, {width, p->height}};
  if (const npuError_t error = check(f); error != npuSuccess)
    return error;
  w = fill_work{f, *p};
  return npuSuccess;
}

npuError_t make_fill(const api::fill &f, work &w) {
  if (const npuError_t error = check(f); error != npuSuccess)
    return error;
  const npuMemsetParams parms = {f.to,
                                 f.to_layout.pitch,
                                 f.value,
                                 f.element_size,
                                 f.size.width / f.element_size,
                                 f.size.height * f.size.depth};
  w = fill_work{f, parms};
  return npuSuccess;
}

npuError_t make_host(const npuHostNodeParams *p, work &w) {
  if (!p || !p->fn)
    return npuErrorInvalidValue;
  w = host_work{*p};
  return npuSuccess;
}

npuError_t make_alloc(npuMemAllocNodeParams *p, work &w) {
  if (!p || p->bytesize == 0 || p->poolProps.allocType != npuMemAllocationTypePinned ||
      p->poolProps.location.type != npuMemLocationTypeDevice ||
      p->poolProps.handleTypes != npuMemHandleTypeNone)
    return npuErrorInvalidValue;
  const int device = p->poolProps.location.id;
  if (!is_device(device))
    return npuErrorInvalidDevice;
  void *memory = allocate(p->bytesize, memory_kind::graph, device);
  if (!memory)
    return npuErrorMemoryAllocation;
  p->dptr = memory;
  std::shared_ptr<void> keep(memory, [](void *m) {
    if (const allocation removed = remove(m, bit(memory_kind::graph)))
      free_memory(removed);
  });
  w = alloc_work{{*p, std::move(keep)}};
  return npuSuccess;
}

npuError_t make_free(void *pointer, work &w) {
  if (!is_graph_memory(pointer))
    return npuErrorInvalidValue;
  w = free_work{pointer};
  return npuSuccess;
}

npuError_t make_child(npuGraph_t child, npuGraph_t parent, work &w) {
  if (!is_graph(child) || child == parent)
    return npuErrorInvalidValue;
  std::shared_ptr<NPUgraph_st> copy = clone(*child);
  publish(*copy);
  w = child_work{std::move(copy)};
  return npuSuccess;
}

npuError_t make_record(npuEvent_t event, work &w) {
  w = record_work{event};
  return core::is_valid(event) ? npuSuccess : npuErrorInvalidValue;
}

npuError_t make_wait(npuEvent_t event, work &w) {
  w = wait_work{event};
  return core::is_valid(event) ? npuSuccess : npuErrorInvalidValue;
}

} // namespace npu::api::graph
