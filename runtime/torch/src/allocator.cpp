// SPDX-License-Identifier: Apache-2.0
#include "allocator.h"

#include "npu/torch/guard.h"
#include "process.h"

#include <algorithm>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace npu {
namespace torch {
namespace {

struct Block {
  size_t bytes = 0;
  c10::DeviceIndex device = 0;
  npuStream_t stream = nullptr;    // it was allocated on
  std::vector<npuStream_t> others; // that use it too
};

struct Blocks {
  std::mutex mutex;
  std::unordered_map<void *, Block> known;
  std::vector<MemoryStatistics> statistics = std::vector<MemoryStatistics>(device_count());
};
Blocks &blocks() {
  static Blocks *all = new Blocks; // tensors may outlive static objects
  return *all;
}

bool take(void *pointer, Block &block) {
  Blocks &all = blocks();
  std::lock_guard<std::mutex> lock(all.mutex);
  const auto found = all.known.find(pointer);
  if (found == all.known.end())
    return false;
  block = std::move(found->second);
  all.known.erase(found);
  all.statistics[block.device].allocated -= static_cast<int64_t>(block.bytes);
  return true;
}

// `after` goes on when what `before` holds now is done.
void wait_for(npuStream_t after, npuStream_t before) {
  npuEvent_t event = nullptr;
  if (npuEventCreateWithFlags(&event, npuEventDisableTiming) != npuSuccess)
    return;
  if (npuEventRecord(event, before) == npuSuccess)
    npuStreamWaitEvent(after, event, 0);
  npuEventDestroy(event);
}

bool give_back(void *pointer) {
  Block block;
  if (!take(pointer, block))
    return false;
  if (in_forked_child()) // the runtime's threads stayed behind
    return true;
  for (npuStream_t other : block.others)
    wait_for(block.stream, other);
  // A stream that its owner has destroyed in the meantime orders nothing any more.
  if (npuFreeAsync(pointer, block.stream) != npuSuccess)
    npuFree(pointer);
  return true;
}

void deleter(void *pointer) { give_back(pointer); }

struct DeviceAllocator final : c10::Allocator {
  c10::DataPtr allocate(size_t bytes) const override {
    const c10::DeviceIndex device = current_device();
    return allocate_on(device, c10::Device(kNPU, device), bytes);
  }
  c10::DeleterFnPtr raw_deleter() const override { return &deleter; }
};

thread_local c10::DeviceIndex device_for_host = -1;

// The host's allocator, in front of the one that torch had.
struct HostAllocator final : c10::Allocator {
  c10::DataPtr allocate(size_t bytes) const override {
    if (device_for_host < 0)
      return before->allocate(bytes);
    return allocate_on(device_for_host, c10::Device(c10::kCPU), bytes);
  }
  c10::DeleterFnPtr raw_deleter() const override { return before->raw_deleter() ? &delete_either : nullptr; }

  static void delete_either(void *pointer) {
    if (!give_back(pointer))
      before->raw_deleter()(pointer);
  }
  static c10::Allocator *before;
};
c10::Allocator *HostAllocator::before = nullptr;

DeviceAllocator device_allocator;
HostAllocator for_host;

const bool registered = [] {
  HostAllocator::before = c10::GetAllocator(c10::kCPU);
  c10::SetAllocator(c10::kCPU, &for_host, 255);
  c10::SetAllocator(kNPU, &device_allocator);
  return true;
}();

} // namespace

c10::DataPtr allocate_on(c10::DeviceIndex device, c10::Device tag, size_t bytes) {
  check_not_forked();
  void *pointer = nullptr;
  if (bytes > 0) {
    Guard guard(device);
    const npuStream_t stream = getCurrentStream(device);
    const npuError_t error = npuMallocAsync(&pointer, bytes, stream);
    if (error == npuErrorMemoryAllocation) {
      (void)npuGetLastError();
      TORCH_CHECK_WITH(OutOfMemoryError, false, "npu out of memory: tried to allocate ", bytes,
                       " bytes on device ", int(device));
    }
    NPU_TORCH_CHECK(error);
    Block block;
    block.bytes = bytes;
    block.device = device;
    block.stream = stream;
    Blocks &all = blocks();
    std::lock_guard<std::mutex> lock(all.mutex);
    all.known.emplace(pointer, std::move(block));
    MemoryStatistics &statistics = all.statistics[device];
    statistics.allocated += static_cast<int64_t>(bytes);
    statistics.peak = std::max(statistics.peak, statistics.allocated);
  }
  return c10::DataPtr(pointer, pointer, &deleter, tag);
}

c10::DataPtr retagged(c10::DataPtr memory, c10::Device tag) {
  void *pointer = memory.get();
  memory.release_context();
  return c10::DataPtr(pointer, pointer, &deleter, tag);
}

bool is_device_memory(const c10::DataPtr &memory) {
  return memory.get_deleter() == &deleter && memory.get_context() == memory.get();
}

void record_use(const c10::DataPtr &memory, Stream stream) {
  Blocks &all = blocks();
  std::lock_guard<std::mutex> lock(all.mutex);
  const auto found = all.known.find(memory.get());
  if (found == all.known.end() || found->second.stream == stream.stream())
    return;
  std::vector<npuStream_t> &others = found->second.others;
  if (std::find(others.begin(), others.end(), stream.stream()) == others.end())
    others.push_back(stream.stream());
}

MemoryStatistics memory_statistics(c10::DeviceIndex device) {
  Blocks &all = blocks();
  std::lock_guard<std::mutex> lock(all.mutex);
  return all.statistics.at(device);
}

void reset_peak_memory(c10::DeviceIndex device) {
  Blocks &all = blocks();
  std::lock_guard<std::mutex> lock(all.mutex);
  all.statistics.at(device).peak = all.statistics.at(device).allocated;
}

DeviceMemoryForHost::DeviceMemoryForHost(c10::DeviceIndex device) : before_(device_for_host) {
  device_for_host = device;
}
DeviceMemoryForHost::~DeviceMemoryForHost() { device_for_host = before_; }

c10::Allocator *host_allocator() { return &for_host; }

} // namespace torch
} // namespace npu
