// SPDX-License-Identifier: Apache-2.0
// Memory pools that other processes import. Such a pool keeps its memory in a file of its own, whose
// descriptor is the pool's handle. At the file's start, which is no allocation's address, stands what the
// pool is.
#include "api/memory_pools.h"

#include "api/allocations.h"
#include "api/devices.h"
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
  api::file_name file;
  uint64_t address, size;
};
static_assert(sizeof(exported_pointer) <= sizeof(npuMemPoolPtrExportData));

} // namespace

NPUmemPoolHandle_st::~NPUmemPoolHandle_st() {
  if (imported >= 0)
    close(imported);
}

bool api::make_shareable(NPUmemPoolHandle_st &pool) {
  pool.file = std::make_unique<shared_file>();
  const description d{pool_magic, pool.device};
  return pool.file->descriptor() >= 0 && pwrite(pool.file->descriptor(), &d, sizeof d, 0) == sizeof d;
}

extern "C" {

// shareableHandle: where the file descriptor (an int) goes, which the caller owns.
npuError_t npuMemPoolExportToShareableHandle(void *shareableHandle, npuMemPool_t memPool,
                                             enum npuMemAllocationHandleType handleType, unsigned int flags) {
  std::lock_guard lock(api::pools_mutex);
  if (!shareableHandle || flags != 0 || !api::is_pool(memPool) || !memPool->file ||
      handleType != npuMemHandleTypePosixFileDescriptor)
    return report(npuErrorInvalidValue);
  const int copy = fcntl(memPool->file->descriptor(), F_DUPFD_CLOEXEC, 0);
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
  pool->imported = copy;
  std::lock_guard lock(api::pools_mutex);
  api::add_pool(pool);
  *memPool = pool;
  return npuSuccess;
}

npuError_t npuMemPoolExportPointer(struct npuMemPoolPtrExportData *exportData, void *ptr) {
  const api::allocation a = api::find(ptr);
  std::lock_guard lock(api::pools_mutex);
  if (!exportData || !a || a.base != ptr || !api::is_pool(a.pool) || !a.pool->file)
    return report(npuErrorInvalidValue);
  const exported_pointer exported{pointer_magic, api::file_name::of(a.pool->file->descriptor()),
                                  reinterpret_cast<uintptr_t>(a.base), a.size};
  *exportData = {};
  memcpy(exportData, &exported, sizeof exported);
  return npuSuccess;
}

npuError_t npuMemPoolImportPointer(void **ptr, npuMemPool_t memPool,
                                   struct npuMemPoolPtrExportData *exportData) {
  std::lock_guard lock(api::pools_mutex);
  if (!ptr || !exportData || !api::is_pool(memPool) || memPool->imported < 0)
    return report(npuErrorInvalidValue);
  exported_pointer exported;
  memcpy(static_cast<void *>(&exported), exportData, sizeof exported);
  const api::file_name file = api::file_name::of(memPool->imported);
  if (exported.magic != pointer_magic || exported.file.device != file.device ||
      exported.file.inode != file.inode)
    return report(npuErrorInvalidValue); // of another pool
  void *memory = api::map_shared(memPool->imported, exported.address, exported.size);
  if (!memory)
    return report(npuErrorMapBufferObjectFailed);
  memPool->used += exported.size;
  api::add_mapped(memory, exported.size, api::memory_kind::imported, memPool->device, memPool);
  *ptr = memory;
  return npuSuccess;
}

} // extern "C"
