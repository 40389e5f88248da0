// SPDX-License-Identifier: Apache-2.0
// How many blocks of a kernel a multiprocessor holds, and the block size that fills it best.
#include "api/allocations.h"
#include "api/devices.h"
#include "core/device.h"
#include "core/error.h"
#include "core/kernels.h"
#include "npu/runtime.hpp"

#include <algorithm>

using namespace npu;
using core::report;

namespace {

const core::kernel_record &record_of(const void *func) {
  return core::kernel(reinterpret_cast<detail::kernel_function>(const_cast<void *>(func)));
}

// Launch bounds do not matter here, as an H100 tells (tests/gpu/functions.cu).
npuError_t resident_blocks(int *blocks, const void *func, int block_size, size_t shared) {
  if (!blocks || block_size <= 0)
    return npuErrorInvalidValue;
  if (!func || !api::is_code(func))
    return npuErrorInvalidDeviceFunction;
  const core::kernel_record &kernel = record_of(func);
  *blocks = shared > kernel.max_dynamic_shared()
                ? 0
                : int(core::resident_blocks(unsigned(block_size), shared + kernel.static_shared.load()));
  return npuSuccess;
}

} // namespace

npuError_t detail::best_block_size(int *min_grid_size, int *block_size, const void *kernel,
                                   size_t (*shared)(void *context, int block_size), void *context, int limit,
                                   unsigned flags) {
  if (!min_grid_size || !block_size || flags & ~unsigned(npuOccupancyDisableCachingOverride))
    return report(npuErrorInvalidValue);
  const npuDeviceProp &device = api::properties(api::current_device());
  int largest = limit > 0 ? std::min(limit, device.maxThreadsPerBlock) : device.maxThreadsPerBlock;
  if (kernel && api::is_code(kernel))
    if (const unsigned bound = record_of(kernel).max_threads.load())
      largest = std::min(largest, int(bound));
  int best_threads = 0;
  *min_grid_size = *block_size = 0;
  // From the largest size down, in warps: of equally good sizes the largest wins.
  for (int warps = (largest + 31) / 32; warps > 0; --warps) {
    const int size = std::min(largest, warps * 32);
    int blocks = 0;
    if (const npuError_t error = resident_blocks(&blocks, kernel, size, shared(context, size));
        error != npuSuccess)
      return report(error);
    if (blocks * size > best_threads) {
      best_threads = blocks * size;
      *block_size = size;
      *min_grid_size = blocks * device.multiProcessorCount;
    }
  }
  return npuSuccess;
}

extern "C" {

npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, const void *func, int blockSize,
                                                        size_t dynamicSMemSize) {
  return report(resident_blocks(numBlocks, func, blockSize, dynamicSMemSize));
}

npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, const void *func,
                                                                 int blockSize, size_t dynamicSMemSize,
                                                                 unsigned int flags) {
  if (flags & ~unsigned(npuOccupancyDisableCachingOverride))
    return report(npuErrorInvalidValue);
  return report(resident_blocks(numBlocks, func, blockSize, dynamicSMemSize));
}

npuError_t npuOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, const void *func, int numBlocks,
                                                    int blockSize) {
  int most = 0;
  if (!dynamicSmemSize || numBlocks <= 0)
    return report(npuErrorInvalidValue);
  if (const npuError_t error = resident_blocks(&most, func, blockSize, 0); error != npuSuccess)
    return report(error);
  if (numBlocks > most)
    return report(npuErrorInvalidValue);
  const size_t taken =
      core::kernel(reinterpret_cast<detail::kernel_function>(const_cast<void *>(func))).static_shared;
  *dynamicSmemSize =
      std::min(core::shared_per_multiprocessor / size_t(numBlocks), core::largest_dynamic_shared) - taken;
  return npuSuccess;
}

} // extern "C"
