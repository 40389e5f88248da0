// SPDX-License-Identifier: Apache-2.0
// Driver API: address ranges and memory that is mapped into them. Memory is an anonymous file; mapping,
// access rights and sharing between processes (as a file descriptor) are the operating system's.
#include "api/allocations.h"
#include "api/devices.h"
#include "api/driver_calls.h"
#include "api/shared_pages.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>
#include <mutex>

using namespace npu;
using namespace npu::driver;

namespace {

constexpr size_t granularity = 2 << 20; // bytes; that of CUDA's devices

struct memory {
  int file;
  size_t size;
  NPUmemAllocationProp properties;
  unsigned uses; // its handle and its mappings
};
struct mapping {
  size_t size;
  NPUmemGenericAllocationHandle handle;
  int protection;
};

struct virtual_memory {
  std::mutex mutex;
  std::map<NPUmemGenericAllocationHandle, memory> memories;
  std::map<NPUdeviceptr, size_t> reservations;
  std::map<NPUdeviceptr, mapping> mappings;
  NPUmemGenericAllocationHandle next = 1;
};
virtual_memory &all() {
  static auto *v = new virtual_memory; // never destroyed
  return *v;
}

bool is_multiple(unsigned long long n) { return n % granularity == 0; }

void release_use(virtual_memory &v, NPUmemGenericAllocationHandle handle) {
  const auto m = v.memories.find(handle);
  if (--m->second.uses == 0) {
    close(m->second.file);
    v.memories.erase(m);
  }
}

// True if [address, address + size) lies in a reservation.
bool is_reserved(const virtual_memory &v, NPUdeviceptr address, size_t size) {
  auto r = v.reservations.upper_bound(address);
  if (r == v.reservations.begin())
    return false;
  --r;
  const NPUdeviceptr offset = address - r->first;
  return offset <= r->second && size <= r->second - offset;
}

bool is_mapped(const virtual_memory &v, NPUdeviceptr address, size_t size) {
  const auto next = v.mappings.lower_bound(address + size);
  if (next == v.mappings.begin())
    return false;
  const auto last = std::prev(next);
  return last->first + last->second.size > address;
}

// The mapping that holds the address, or the end.
std::map<NPUdeviceptr, mapping>::const_iterator mapping_at(const virtual_memory &v, NPUdeviceptr address) {
  const auto next = v.mappings.upper_bound(address);
  if (next == v.mappings.begin() || address - std::prev(next)->first >= std::prev(next)->second.size)
    return v.mappings.end();
  return std::prev(next);
}

// Calls use(address, mapping) for the mappings that cover the range exactly. False, without a call, if there
// is a gap or one reaches beyond.
template <class Use> bool for_mappings(virtual_memory &v, NPUdeviceptr address, size_t size, Use use) {
  const auto first = v.mappings.find(address);
  NPUdeviceptr covered = address;
  auto end = first;
  for (; end != v.mappings.end() && end->first == covered && covered < address + size; ++end)
    covered += end->second.size;
  if (covered != address + size)
    return false;
  for (auto i = first; i != end; ++i)
    use(i->first, i->second);
  return true;
}

NPUresult check_properties(const NPUmemAllocationProp *prop) {
  if (!prop || prop->type != NPU_MEM_ALLOCATION_TYPE_PINNED)
    return NPU_ERROR_INVALID_VALUE;
  if (prop->location.type == NPU_MEM_LOCATION_TYPE_HOST)
    return NPU_SUCCESS;
  if (prop->location.type != NPU_MEM_LOCATION_TYPE_DEVICE)
    return NPU_ERROR_INVALID_VALUE;
  return api::is_device(prop->location.id) ? NPU_SUCCESS : NPU_ERROR_INVALID_DEVICE;
}

// Takes the place of what is mapped there.
bool map_nothing(NPUdeviceptr address, size_t size) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
  return mmap(pointer(address), size, PROT_NONE, flags, -1, 0) != MAP_FAILED;
}

} // namespace

extern "C" {

NPUresult npudrvMemAddressReserve(NPUdeviceptr *ptr, size_t size, size_t alignment, NPUdeviceptr addr,
                                  unsigned long long flags) {
  if (!ptr || size == 0 || !is_multiple(size) || (alignment & (alignment - 1)) || flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  if (alignment < granularity)
    alignment = granularity;
  // Reserve more than asked for and give back what does not start at the alignment. The address is a hint.
  const size_t reserved = size + alignment;
  void *hint = addr % alignment == 0 ? pointer(addr) : nullptr;
  void *memory = mmap(hint, reserved, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED)
    return NPU_ERROR_OUT_OF_MEMORY;
  const NPUdeviceptr start = number(memory), aligned = (start + alignment - 1) / alignment * alignment;
  if (aligned != start)
    munmap(memory, aligned - start);
  munmap(pointer(aligned + size), start + reserved - (aligned + size));

  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  v.reservations[aligned] = size;
  // Copies may cross from mapping to mapping, so they see the range as one allocation.
  api::register_memory(pointer(aligned), size, api::device_of_thread(), npuHostRegisterMapped);
  *ptr = aligned;
  return NPU_SUCCESS;
}

NPUresult npudrvMemAddressFree(NPUdeviceptr ptr, size_t size) {
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto r = v.reservations.find(ptr);
  if (r == v.reservations.end() || r->second != size || is_mapped(v, ptr, size))
    return NPU_ERROR_INVALID_VALUE;
  v.reservations.erase(r);
  api::remove(pointer(ptr), api::bit(api::memory_kind::registered));
  munmap(pointer(ptr), size);
  return NPU_SUCCESS;
}

NPUresult npudrvMemGetAllocationGranularity(size_t *result, const NPUmemAllocationProp *prop,
                                            NPUmemAllocationGranularity_flags option) {
  if (!result || option < NPU_MEM_ALLOC_GRANULARITY_MINIMUM || option > NPU_MEM_ALLOC_GRANULARITY_RECOMMENDED)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult valid = check_properties(prop); valid != NPU_SUCCESS)
    return valid;
  *result = granularity;
  return NPU_SUCCESS;
}

NPUresult npudrvMemCreate(NPUmemGenericAllocationHandle *handle, size_t size,
                          const NPUmemAllocationProp *prop, unsigned long long flags) {
  if (!handle || size == 0 || !is_multiple(size) || flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult valid = check_properties(prop); valid != NPU_SUCCESS)
    return valid;
  if (prop->requestedHandleTypes & ~NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR)
    return NPU_ERROR_NOT_SUPPORTED;
  if (size > api::device_memory())
    return NPU_ERROR_OUT_OF_MEMORY;
  const int file = api::anonymous_file("npu-memory", size);
  if (file < 0)
    return NPU_ERROR_OUT_OF_MEMORY;
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  *handle = v.next++;
  v.memories[*handle] = {file, size, *prop, 1};
  return NPU_SUCCESS;
}

// Mappings of the memory stay; it is freed with the last of them.
NPUresult npudrvMemRelease(NPUmemGenericAllocationHandle handle) {
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  if (!v.memories.count(handle))
    return NPU_ERROR_INVALID_VALUE;
  release_use(v, handle);
  return NPU_SUCCESS;
}

NPUresult npudrvMemMap(NPUdeviceptr ptr, size_t size, size_t offset, NPUmemGenericAllocationHandle handle,
                       unsigned long long flags) {
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto m = v.memories.find(handle);
  // CUDA, too, takes no offset into the memory and maps all of it.
  if (m == v.memories.end() || offset != 0 || flags != 0 || size != m->second.size || !is_multiple(ptr) ||
      !is_reserved(v, ptr, size) || is_mapped(v, ptr, size))
    return NPU_ERROR_INVALID_VALUE;
  if (mmap(pointer(ptr), size, PROT_NONE, MAP_SHARED | MAP_FIXED, m->second.file, 0) == MAP_FAILED)
    return NPU_ERROR_OUT_OF_MEMORY;
  ++m->second.uses;
  v.mappings[ptr] = {size, handle, PROT_NONE};
  return NPU_SUCCESS;
}

NPUresult npudrvMemUnmap(NPUdeviceptr ptr, size_t size) {
  const NPUresult done = run([] { return npuDeviceSynchronize(); });
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  if (!for_mappings(v, ptr, size, [&](NPUdeviceptr, mapping &m) { release_use(v, m.handle); }))
    return NPU_ERROR_INVALID_VALUE;
  v.mappings.erase(v.mappings.lower_bound(ptr), v.mappings.lower_bound(ptr + size));
  return map_nothing(ptr, size) ? done : NPU_ERROR_OPERATING_SYSTEM;
}

// All devices share one memory, so the rights of a device are those of all, and of the host.
NPUresult npudrvMemSetAccess(NPUdeviceptr ptr, size_t size, const NPUmemAccessDesc *desc, size_t count) {
  if (!desc || count == 0)
    return NPU_ERROR_INVALID_VALUE;
  int protection = PROT_NONE;
  for (size_t i = 0; i < count; ++i) {
    if (desc[i].location.type == NPU_MEM_LOCATION_TYPE_DEVICE && !api::is_device(desc[i].location.id))
      return NPU_ERROR_INVALID_DEVICE;
    switch (desc[i].flags) {
    case NPU_MEM_ACCESS_FLAGS_PROT_NONE:
      break;
    case NPU_MEM_ACCESS_FLAGS_PROT_READ:
      protection |= PROT_READ;
      break;
    case NPU_MEM_ACCESS_FLAGS_PROT_READWRITE:
      protection |= PROT_READ | PROT_WRITE;
      break;
    default:
      return NPU_ERROR_INVALID_VALUE;
    }
  }
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  bool done = true;
  const auto protect = [&](NPUdeviceptr address, mapping &m) {
    done = mprotect(pointer(address), m.size, protection) == 0 && done;
    m.protection = protection;
  };
  if (!for_mappings(v, ptr, size, protect))
    return NPU_ERROR_INVALID_VALUE;
  return done ? NPU_SUCCESS : NPU_ERROR_OPERATING_SYSTEM;
}

NPUresult npudrvMemGetAccess(unsigned long long *flags, const NPUmemLocation *location, NPUdeviceptr ptr) {
  if (!flags || !location)
    return NPU_ERROR_INVALID_VALUE;
  if (location->type == NPU_MEM_LOCATION_TYPE_DEVICE && !api::is_device(location->id))
    return NPU_ERROR_INVALID_DEVICE;
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto m = mapping_at(v, ptr);
  if (m == v.mappings.end())
    return NPU_ERROR_INVALID_VALUE;
  *flags = m->second.protection & PROT_WRITE  ? NPU_MEM_ACCESS_FLAGS_PROT_READWRITE
           : m->second.protection & PROT_READ ? NPU_MEM_ACCESS_FLAGS_PROT_READ
                                              : NPU_MEM_ACCESS_FLAGS_PROT_NONE;
  return NPU_SUCCESS;
}

NPUresult npudrvMemGetAllocationPropertiesFromHandle(NPUmemAllocationProp *prop,
                                                     NPUmemGenericAllocationHandle handle) {
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto m = v.memories.find(handle);
  if (!prop || m == v.memories.end())
    return NPU_ERROR_INVALID_VALUE;
  *prop = m->second.properties;
  return NPU_SUCCESS;
}

NPUresult npudrvMemRetainAllocationHandle(NPUmemGenericAllocationHandle *handle, void *addr) {
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto m = mapping_at(v, number(addr));
  if (!handle || m == v.mappings.end())
    return NPU_ERROR_INVALID_VALUE;
  *handle = m->second.handle;
  ++v.memories.at(*handle).uses;
  return NPU_SUCCESS;
}

// shareableHandle: where the file descriptor (an int) goes, which the caller owns.
NPUresult npudrvMemExportToShareableHandle(void *shareableHandle, NPUmemGenericAllocationHandle handle,
                                           NPUmemAllocationHandleType handleType, unsigned long long flags) {
  if (!shareableHandle || flags != 0)
    return NPU_ERROR_INVALID_VALUE;
  if (handleType != NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR)
    return NPU_ERROR_NOT_SUPPORTED;
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  const auto m = v.memories.find(handle);
  if (m == v.memories.end())
    return NPU_ERROR_INVALID_VALUE;
  const int copy = fcntl(m->second.file, F_DUPFD_CLOEXEC, 0);
  if (copy < 0)
    return NPU_ERROR_OPERATING_SYSTEM;
  *static_cast<int *>(shareableHandle) = copy;
  return NPU_SUCCESS;
}

// osHandle: the file descriptor as a number; it stays the caller's.
NPUresult npudrvMemImportFromShareableHandle(NPUmemGenericAllocationHandle *handle, void *osHandle,
                                             NPUmemAllocationHandleType shHandleType) {
  if (!handle)
    return NPU_ERROR_INVALID_VALUE;
  if (shHandleType != NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR)
    return NPU_ERROR_NOT_SUPPORTED;
  const int copy = fcntl(int(uintptr_t(osHandle)), F_DUPFD_CLOEXEC, 0);
  struct stat facts;
  if (copy < 0)
    return NPU_ERROR_INVALID_VALUE;
  if (fstat(copy, &facts) != 0 || facts.st_size == 0 || !is_multiple(uint64_t(facts.st_size))) {
    close(copy);
    return NPU_ERROR_INVALID_VALUE;
  }
  virtual_memory &v = all();
  std::lock_guard lock(v.mutex);
  *handle = v.next++;
  NPUmemAllocationProp properties = {};
  properties.type = NPU_MEM_ALLOCATION_TYPE_PINNED;
  properties.requestedHandleTypes = NPU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR;
  properties.location = {NPU_MEM_LOCATION_TYPE_DEVICE, api::device_of_thread()};
  v.memories[*handle] = {copy, size_t(facts.st_size), properties, 1};
  return NPU_SUCCESS;
}

} // extern "C"
