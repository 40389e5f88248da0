// SPDX-License-Identifier: Apache-2.0
// Stream-ordered allocation. Memory is there as soon as the call returns and goes back to the system when the
// stream reaches the free, so what a pool has reserved is what is in use. (The C library's allocator keeps
// freed memory for reuse already.)
#include "api/memory_pools.h"

#include "api/allocations.h"
#include "api/capture.h"
#include "api/devices.h"
#include "core/error.h"
#include "core/stream.h"

#include <algorithm>
#include <memory>
#include <unordered_set>

using namespace npu;
using core::report;

std::mutex api::pools_mutex;

namespace {

std::unordered_set<npuMemPool_t> &pools() {
  static auto *set = new std::unordered_set<npuMemPool_t>;
  return *set;
}

npuMemPool_t default_pool(int device) {
  static npuMemPool_t *all = [] {
    auto *p = new npuMemPool_t[api::device_count()];
    for (int i = 0; i < api::device_count(); ++i) {
      p[i] = new NPUmemPoolHandle_st;
      p[i]->device = i;
      std::lock_guard lock(api::pools_mutex);
      pools().insert(p[i]);
    }
    return p;
  }();
  return all[device];
}

npuMemPool_t pool_of(int device) {
  api::device_state &state = api::state_of(device);
  std::lock_guard lock(state.mutex);
  return state.pool ? state.pool : default_pool(device);
}

using api::is_pool;

npuError_t allocate(void **pointer, size_t size, npuMemPool_t pool, npuStream_t stream) {
  if (!pointer)
    return npuErrorInvalidValue;
  if (!core::is_valid(stream))
    return npuErrorInvalidResourceHandle;
  if (const npuError_t error = core::sticky_error(); error != npuSuccess)
    return error;
  if (npuError_t result; api::capture_alloc(stream, size, pointer, result))
    return result;
  *pointer = nullptr;
  if (size == 0)
    return npuSuccess;
  std::lock_guard lock(api::pools_mutex);
  if (!is_pool(pool) || pool->imported)
    return npuErrorInvalidValue;
  if (pool->most && pool->used + size > pool->most)
    return npuErrorMemoryAllocation;
  *pointer = api::allocate(size, api::memory_kind::device, pool->device, 0, pool);
  if (!*pointer)
    return npuErrorMemoryAllocation;
  pool->used += size;
  pool->most_used = std::max(pool->most_used, pool->used);
  return npuSuccess;
}

} // namespace

bool api::is_pool(npuMemPool_t pool) { return pools().count(pool) != 0 && !pool->destroyed; }

void api::add_pool(npuMemPool_t pool) { pools().insert(pool); }

void api::return_to_pool(const allocation &freed) {
  std::lock_guard lock(api::pools_mutex);
  freed.pool->used -= freed.size;
  if (freed.pool->destroyed && freed.pool->used == 0) {
    pools().erase(freed.pool);
    delete freed.pool;
  }
}

extern "C" {

npuError_t npuMallocAsync(void **devPtr, size_t size, npuStream_t hStream) {
  return report(allocate(devPtr, size, pool_of(api::current_device()), hStream));
}

npuError_t npuMallocFromPoolAsync(void **ptr, size_t size, npuMemPool_t memPool, npuStream_t stream) {
  return report(allocate(ptr, size, memPool, stream));
}

npuError_t npuFreeAsync(void *devPtr, npuStream_t hStream) {
  if (!core::is_valid(hStream))
    return report(npuErrorInvalidResourceHandle);
  if (npuError_t result; api::capture_free(hStream, devPtr, result))
    return report(result);
  if (!devPtr || api::is_graph_memory(devPtr))
    return npuSuccess;
  // The address is free for the user at once, so that a second free is found; the memory lives until the work
  // is done.
  const api::allocation removed =
      api::remove(devPtr, api::bit(api::memory_kind::device) | api::bit(api::memory_kind::imported));
  if (!removed)
    return report(npuErrorInvalidValue);
  return report(core::enqueue(hStream, [removed] { api::free_memory(removed); }));
}

npuError_t npuDeviceGetDefaultMemPool(npuMemPool_t *memPool, int device) {
  if (!memPool)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  *memPool = default_pool(device);
  return npuSuccess;
}

npuError_t npuDeviceGetMemPool(npuMemPool_t *memPool, int device) {
  if (!memPool)
    return report(npuErrorInvalidValue);
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  *memPool = pool_of(device);
  return npuSuccess;
}

npuError_t npuDeviceSetMemPool(int device, npuMemPool_t memPool) {
  if (!api::is_device(device))
    return report(npuErrorInvalidDevice);
  {
    std::lock_guard lock(api::pools_mutex);
    if (!is_pool(memPool) || memPool->device != device || memPool->imported)
      return report(npuErrorInvalidValue);
  }
  api::device_state &state = api::state_of(device);
  std::lock_guard lock(state.mutex);
  state.pool = memPool;
  return npuSuccess;
}

npuError_t npuMemPoolCreate(npuMemPool_t *memPool, const struct npuMemPoolProps *poolProps) {
  if (!memPool || !poolProps || poolProps->allocType != npuMemAllocationTypePinned ||
      poolProps->location.type != npuMemLocationTypeDevice)
    return report(npuErrorInvalidValue);
  if (!api::is_device(poolProps->location.id))
    return report(npuErrorInvalidDevice);
  if (poolProps->handleTypes & ~npuMemHandleTypePosixFileDescriptor)
    return report(npuErrorNotSupported);
  auto pool = std::make_unique<NPUmemPoolHandle_st>();
  pool->device = poolProps->location.id;
  pool->most = poolProps->maxSize;
  if (poolProps->handleTypes && !api::make_shareable(*pool))
    return report(npuErrorMemoryAllocation);
  *memPool = pool.release();
  std::lock_guard lock(api::pools_mutex);
  pools().insert(*memPool);
  return npuSuccess;
}

npuError_t npuMemPoolDestroy(npuMemPool_t memPool) {
  for (int device = 0; device < api::device_count(); ++device) {
    if (memPool == default_pool(device))
      return report(npuErrorInvalidValue);
    api::device_state &state = api::state_of(device);
    std::lock_guard lock(state.mutex);
    if (state.pool == memPool)
      state.pool = nullptr;
  }
  std::lock_guard lock(api::pools_mutex);
  if (!is_pool(memPool))
    return report(npuErrorInvalidValue);
  memPool->destroyed = true;
  if (memPool->used == 0) {
    pools().erase(memPool);
    delete memPool;
  }
  return npuSuccess;
}

// Nothing is kept that could be trimmed.
npuError_t npuMemPoolTrimTo(npuMemPool_t memPool, size_t) {
  std::lock_guard lock(api::pools_mutex);
  return report(is_pool(memPool) ? npuSuccess : npuErrorInvalidValue);
}

npuError_t npuMemPoolSetAttribute(npuMemPool_t memPool, enum npuMemPoolAttr attr, void *value) {
  std::lock_guard lock(api::pools_mutex);
  if (!value || !is_pool(memPool))
    return report(npuErrorInvalidValue);
  switch (attr) {
  case npuMemPoolReuseFollowEventDependencies:
  case npuMemPoolReuseAllowOpportunistic:
  case npuMemPoolReuseAllowInternalDependencies:
    memPool->reuse[attr] = *static_cast<int *>(value);
    return npuSuccess;
  case npuMemPoolAttrReleaseThreshold:
    memPool->release_threshold = *static_cast<uint64_t *>(value);
    return npuSuccess;
  case npuMemPoolAttrReservedMemHigh:
  case npuMemPoolAttrUsedMemHigh:
    if (*static_cast<uint64_t *>(value) != 0) // can only be reset
      return report(npuErrorInvalidValue);
    memPool->most_used = memPool->used;
    return npuSuccess;
  default:
    return report(npuErrorInvalidValue);
  }
}

npuError_t npuMemPoolGetAttribute(npuMemPool_t memPool, enum npuMemPoolAttr attr, void *value) {
  std::lock_guard lock(api::pools_mutex);
  if (!value || !is_pool(memPool))
    return report(npuErrorInvalidValue);
  switch (attr) {
  case npuMemPoolReuseFollowEventDependencies:
  case npuMemPoolReuseAllowOpportunistic:
  case npuMemPoolReuseAllowInternalDependencies:
    *static_cast<int *>(value) = memPool->reuse[attr];
    return npuSuccess;
  case npuMemPoolAttrReleaseThreshold:
    *static_cast<uint64_t *>(value) = memPool->release_threshold;
    return npuSuccess;
  case npuMemPoolAttrReservedMemCurrent:
  case npuMemPoolAttrUsedMemCurrent:
    *static_cast<uint64_t *>(value) = memPool->used;
    return npuSuccess;
  case npuMemPoolAttrReservedMemHigh:
  case npuMemPoolAttrUsedMemHigh:
    *static_cast<uint64_t *>(value) = memPool->most_used;
    return npuSuccess;
  }
  return report(npuErrorInvalidValue);
}

npuError_t npuMemPoolSetAccess(npuMemPool_t memPool, const struct npuMemAccessDesc *descList, size_t count) {
  std::lock_guard lock(api::pools_mutex);
  if (!is_pool(memPool) || (count > 0 && !descList))
    return report(npuErrorInvalidValue);
  for (size_t i = 0; i < count; ++i) {
    const npuMemLocation &location = descList[i].location;
    if (location.type != npuMemLocationTypeDevice)
      return report(npuErrorInvalidValue);
    if (!api::is_device(location.id))
      return report(npuErrorInvalidDevice);
    if (location.id == memPool->device && descList[i].flags == npuMemAccessFlagsProtNone)
      return report(npuErrorInvalidValue); // a pool's own device always has access
  }
  for (size_t i = 0; i < count; ++i)
    memPool->access[descList[i].location.id] = descList[i].flags;
  return npuSuccess;
}

npuError_t npuMemPoolGetAccess(enum npuMemAccessFlags *flags, npuMemPool_t memPool,
                               struct npuMemLocation *location) {
  std::lock_guard lock(api::pools_mutex);
  if (!flags || !location || !is_pool(memPool) || location->type != npuMemLocationTypeDevice)
    return report(npuErrorInvalidValue);
  if (!api::is_device(location->id))
    return report(npuErrorInvalidDevice);
  const auto found = memPool->access.find(location->id);
  if (found != memPool->access.end())
    *flags = found->second;
  else
    *flags = location->id == memPool->device ? npuMemAccessFlagsProtReadWrite : npuMemAccessFlagsProtNone;
  return npuSuccess;
}

} // extern "C"
