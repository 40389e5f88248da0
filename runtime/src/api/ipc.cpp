// SPDX-License-Identifier: Apache-2.0
// Memory and events that other processes of the machine open. A handle tells where the file lies that holds
// them.
#include "api/ipc.h"

#include "api/capture.h"
#include "api/devices.h"
#include "api/resources.h"
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
  api::shared_range memory;
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
  api::shared_range memory;
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

bool is_same(const api::shared_range &a, const api::shared_range &b) {
  return a.file.is_same(b.file) && a.offset == b.offset;
}

} // namespace

npuError_t api::share_allocation(const allocation &a, shared_range &shared) {
  if (npuError_t error; unsafe_in_capture(error))
    return error;
  if (in_host_function())
    return npuErrorNotPermitted;
  if (const npuError_t error = core::synchronize_device(); error != npuSuccess)
    return error;
  const cpu::device_access access;
  return share(a.base, a.size, have_own_pages(), shared) ? npuSuccess : npuErrorMemoryAllocation;
}

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

npuError_t npuIpcGetMemHandle(npuIpcMemHandle_t *handle, void *devPtr) {
  const api::allocation a = api::find(devPtr);
  if (!handle || !a || a.kind != api::memory_kind::device || a.pool)
    return report(npuErrorInvalidValue);
  memory_handle result = {memory_magic, {}};
  const npuError_t error = api::share_allocation(a, result.memory);
  if (error == npuSuccess)
    *handle = bits<npuIpcMemHandle_t>(result);
  return report(error);
}

npuError_t npuIpcOpenMemHandle(void **devPtr, npuIpcMemHandle_t handle, unsigned int flags) {
  const auto wanted = bits<memory_handle>(handle);
  if (!devPtr || flags != npuIpcMemLazyEnablePeerAccess || wanted.magic != memory_magic)
    return report(npuErrorInvalidValue);
  if (wanted.memory.file.process == getpid())
    return report(npuErrorDeviceUninitialized);
  opened_memory &m = all();
  std::lock_guard lock(m.mutex);
  for (auto &[address, known] : m.by_address)
    if (is_same(known.memory, wanted.memory) && is_open(address)) {
      ++known.uses;
      *devPtr = address;
      return npuSuccess;
    }
  void *memory = wanted.memory.map();
  if (!memory)
    return report(npuErrorMapBufferObjectFailed);
  api::add_mapped(memory, wanted.memory.size, api::memory_kind::opened, api::current_device());
  m.by_address[memory] = {wanted.memory, 1};
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
