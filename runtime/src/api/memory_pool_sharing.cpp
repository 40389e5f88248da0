// SPDX-License-Identifier: Apache-2.0
// Memory pools that other processes import. Such a pool keeps its memory in a file of its own, whose
// descriptor is the pool's handle. At the file's start, which is no allocation's address, stands what the
// pool is.
#include "api/memory_pools.h"

#include "api/allocations.h"
#include "api/devices.h"
#include "api/ipc.h"
#include "core/error.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

using namespace npu;
using core::report;

namespace {

constexpr uint64_t pool_magic = 0x316c6f702d75706e, pointer_magic = 0x317274702d75706e;

struct description {
  uint64_t magic;
  int32_t device;
};

struct exported_pointer {
  uint64_t magic;
  api::shared_range memory;
  uint64_t pool; // the inode of its file
};
static_assert(sizeof(exported_pointer) <= sizeof(npuMemPoolPtrExportData));

} // namespace

NPUmemPoolHandle_st::~NPUmemPoolHandle_st() {
  if (file >= 0)
    close(file);
}

bool api::make_shareable(NPUmemPoolHandle_st &pool) {
  const description d{pool_magic, pool.device};
  pool.file = anonymous_file("npu-pool", sizeof d);
  return pool.file >= 0 && pwrite(pool.file, &d, sizeof d, 0) == sizeof d;
}

extern "C" {

// shareableHandle: where the file descriptor (an int) goes, which the caller owns.
npuError_t npuMemPoolExportToShareableHandle(void *shareableHandle, npuMemPool_t memPool,
                                             enum npuMemAllocationHandleType handleType, unsigned int flags) {
  std::lock_guard lock(api::pools_mutex);
  if (!shareableHandle || flags != 0 || !api::is_pool(memPool) || memPool->file < 0 || memPool->imported ||
      handleType != npuMemHandleTypePosixFileDescriptor)
    return report(npuErrorInvalidValue);
  const int copy = fcntl(memPool->file, F_DUPFD_CLOEXEC, 0);
  if (copy < 0)
    return report(npuErrorOperatingSystem);
  *static_cast<int *>(shareableHandle) = copy;
  return npuSuccess;
}

// shareableHandle: the file descriptor as a number; it stays the caller's.
npuError_t npuMemPoolImportFromShareableHandle(npuMemPool_t *memPool, void *shareableHandle,
                                               enum npuMemAllocationHandleType handleType,
                                               unsigned int flags) {
  if (!memPool || flags != 0 || handleType != npuMemHandleTypePosixFileDescriptor)
    return report(npuErrorInvalidValue);
  const int copy = fcntl(int(reinterpret_cast<uintptr_t>(shareableHandle)), F_DUPFD_CLOEXEC, 0);
  description d{};
  if (copy < 0 || pread(copy, &d, sizeof d, 0) != sizeof d || d.magic != pool_magic) {
    if (copy >= 0)
      close(copy);
    return report(npuErrorInvalidValue);
  }
  auto *pool = new NPUmemPoolHandle_st;
  pool->device = api::is_device(d.device) ? d.device : api::current_device();
  pool->file = copy;
  pool->imported = true;
  std::lock_guard lock(api::pools_mutex);
  api::add_pool(pool);
  *memPool = pool;
  return npuSuccess;
}

npuError_t npuMemPoolExportPointer(struct npuMemPoolPtrExportData *exportData, void *ptr) {
  const api::allocation a = api::find(ptr);
  exported_pointer exported = {pointer_magic, {}, 0};
  {
    std::lock_guard lock(api::pools_mutex);
    if (!exportData || !a || a.base != ptr || !api::is_pool(a.pool) || a.pool->file < 0 || a.pool->imported)
      return report(npuErrorInvalidValue);
    exported.pool = api::file_name::of(a.pool->file).inode;
  }
  if (const npuError_t error = api::share_allocation(a, exported.memory); error != npuSuccess)
    return report(error);
  *exportData = {};
  memcpy(exportData, &exported, sizeof exported);
  return npuSuccess;
}

npuError_t npuMemPoolImportPointer(void **ptr, npuMemPool_t memPool,
                                   struct npuMemPoolPtrExportData *exportData) {
  std::lock_guard lock(api::pools_mutex);
  if (!ptr || !exportData || !api::is_pool(memPool) || !memPool->imported)
    return report(npuErrorInvalidValue);
  exported_pointer exported;
  memcpy(static_cast<void *>(&exported), exportData, sizeof exported);
  if (exported.magic != pointer_magic || exported.pool != api::file_name::of(memPool->file).inode)
    return report(npuErrorInvalidValue); // of another pool
  void *memory = exported.memory.map();
  if (!memory)
    return report(npuErrorMapBufferObjectFailed);
  memPool->used += exported.memory.size;
  api::add_mapped(memory, exported.memory.size, api::memory_kind::imported, memPool->device, memPool);
  *ptr = memory;
  return npuSuccess;
}

} // extern "C"
