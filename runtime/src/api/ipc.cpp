// SPDX-License-Identifier: Apache-2.0
// Memory and events that other processes of the machine open. A handle tells where the file lies that holds
// them.
#include "api/allocations.h"
#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
#include "api/shared_file.h"
#include "core/error.h"
#include "core/stream.h"
#include "cpu/strict.h"

#include <string.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>

using namespace npu;
using core::report;

namespace {

constexpr uint64_t memory_magic = 0x316d656d2d75706e, event_magic = 0x317476652d75706e;

struct memory_handle {
  uint64_t magic;
  api::file_name file;
  uint64_t address, size;
};
struct event_handle {
  uint64_t magic;
  api::file_name file;
};
static_assert(sizeof(memory_handle) <= sizeof(npuIpcMemHandle_t) &&
              sizeof(event_handle) <= sizeof(npuIpcEventHandle_t));

template <class To, class From> To bits(const From &from) {
  To to = {};
  memcpy(static_cast<void *>(&to), &from, std::min(sizeof to, sizeof from));
  return to;
}

// Memory that was opened; opening it again gives the same address.
struct opened {
  memory_handle handle;
  unsigned uses;
};
struct opened_memory {
  std::mutex mutex;
  std::map<void *, opened> by_address;
};
opened_memory &all() {
  static auto *m = new opened_memory; // never destroyed
  return *m;
}

// A reset of the device may have taken it.
bool is_open(void *base) {
  const api::allocation a = api::find(base);
  return a && a.base == base && a.kind == api::memory_kind::opened;
}

bool same(const memory_handle &a, const memory_handle &b) {
  return a.file.device == b.file.device && a.file.inode == b.file.inode && a.address == b.address;
}

} // namespace

extern "C" {

npuError_t npuIpcGetEventHandle(npuIpcEventHandle_t *handle, npuEvent_t event) {
  if (!handle)
    return report(npuErrorInvalidValue);
  if (!core::is_valid(event) || core::shared_file_of(event) < 0)
    return report(npuErrorInvalidResourceHandle);
  *handle =
      bits<npuIpcEventHandle_t>(event_handle{event_magic, api::file_name::of(core::shared_file_of(event))});
  return npuSuccess;
}

npuError_t npuIpcOpenEventHandle(npuEvent_t *event, npuIpcEventHandle_t handle) {
  const auto wanted = bits<event_handle>(handle);
  if (!event || wanted.magic != event_magic)
    return report(npuErrorInvalidValue);
  if (wanted.file.process == getpid())
    return report(npuErrorDeviceUninitialized);
  const int file = wanted.file.open();
  if (file < 0)
    return report(npuErrorMapBufferObjectFailed);
  *event = core::open_event(file);
  if (!*event)
    return report(npuErrorMapBufferObjectFailed);
  api::add_event(*event, api::current_device());
  return npuSuccess;
}

// The pages become shared when no work of the device can write to them.
npuError_t npuIpcGetMemHandle(npuIpcMemHandle_t *handle, void *devPtr) {
  const api::allocation a = api::find(devPtr);
  if (!handle || !a || a.kind != api::memory_kind::device || a.pool)
    return report(npuErrorInvalidValue);
  if (npuError_t error; api::unsafe_in_capture(error))
    return report(error);
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  if (const npuError_t error = core::synchronize_device(); error != npuSuccess)
    return report(error);
  api::shared_file *file = api::make_common_file();
  const cpu::device_access access;
  if (!file->share(a.base, a.size))
    return report(npuErrorMemoryAllocation);
  *handle = bits<npuIpcMemHandle_t>(memory_handle{memory_magic, api::file_name::of(file->descriptor()),
                                                  reinterpret_cast<uintptr_t>(a.base), a.size});
  return npuSuccess;
}

npuError_t npuIpcOpenMemHandle(void **devPtr, npuIpcMemHandle_t handle, unsigned int flags) {
  const auto wanted = bits<memory_handle>(handle);
  if (!devPtr || flags != npuIpcMemLazyEnablePeerAccess || wanted.magic != memory_magic)
    return report(npuErrorInvalidValue);
  if (wanted.file.process == getpid())
    return report(npuErrorDeviceUninitialized);
  opened_memory &m = all();
  std::lock_guard lock(m.mutex);
  for (auto &[address, known] : m.by_address)
    if (same(known.handle, wanted) && is_open(address)) {
      ++known.uses;
      *devPtr = address;
      return npuSuccess;
    }
  const int file = wanted.file.open();
  if (file < 0)
    return report(npuErrorMapBufferObjectFailed);
  void *memory = api::map_shared(file, wanted.address, wanted.size);
  close(file);
  if (!memory)
    return report(npuErrorMapBufferObjectFailed);
  api::add_mapped(memory, wanted.size, api::memory_kind::opened, api::current_device());
  m.by_address[memory] = {wanted, 1};
  *devPtr = memory;
  return npuSuccess;
}

npuError_t npuIpcCloseMemHandle(void *devPtr) {
  if (api::in_host_function())
    return report(npuErrorNotPermitted);
  const npuError_t error = core::synchronize_device();
  opened_memory &m = all();
  std::lock_guard lock(m.mutex);
  const auto found = m.by_address.find(devPtr);
  if (found == m.by_address.end() || !is_open(devPtr))
    return report(npuErrorInvalidValue);
  if (--found->second.uses == 0) {
    m.by_address.erase(found);
    api::free_memory(api::remove(devPtr, api::bit(api::memory_kind::opened)));
  }
  return report(error);
}

} // extern "C"
