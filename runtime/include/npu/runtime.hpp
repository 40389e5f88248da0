// SPDX-License-Identifier: Apache-2.0
// The host API as C++ sees it: npu/runtime.h, its typed overloads, kernel launches and textures. An overload
// takes typed pointers, a variable instead of its address, or a kernel instead of its address, and is
// otherwise the C function. Beside them stand the plain functions of the device language that headers call
// which sources without kernels include, too (helper_math.h is one): npu::min, npu::rsqrtf.
#ifndef NPU_RUNTIME_HPP
#define NPU_RUNTIME_HPP

#include "npu/detail/macros_aside.inc"

#include "npu/runtime.h"

#include "npu/channel_descriptor.hpp"
#include "npu/launch.h"
#include "npu/math/functions.h"
#include "npu/math/min_max.h"
#include "npu/symbols.hpp"
#include "npu/texture.h"

#include <type_traits>
#include <utility>

namespace npu {
namespace detail {

// The out parameter of an allocation, whatever it points to (const data too).
template <class T> inline void **untyped(T **pointer) { return (void **)pointer; }

// The address by which the runtime knows a kernel.
template <class... P> inline const void *entry_of(void (*kernel)(P...)) { return kernel_address(kernel); }
inline const void *entry_of(const void *kernel) { return kernel; }

// The launch that a configuration with attributes describes. npuErrorNotSupported for an attribute that would
// change the result and that this back end does not have (clusters, programmatic events).
NPU_API npuError_t read_launch_config(const npuLaunchConfig_t *from, launch_config &to);

// The block size of at most `limit` threads (0: no limit) that keeps the most threads resident, and the
// number of blocks that fill the device with it. shared(context, block_size) is the dynamic shared memory a
// block of that size needs.
NPU_API npuError_t best_block_size(int *min_grid_size, int *block_size, const void *kernel,
                                   size_t (*shared)(void *context, int block_size), void *context, int limit,
                                   unsigned flags);

#ifdef NPU_API_PER_THREAD_DEFAULT_STREAM
// The default stream of the whole program is each thread's own, where one of its sources asks for that
// (npucc --default-stream per-thread). Source: CUDA C++ Programming Guide, "Default Stream".
NPU_API bool make_default_streams_per_thread();
inline const bool default_streams_are_per_thread = make_default_streams_per_thread();
#endif

} // namespace detail
} // namespace npu

// --- memory
// -----------------------------------------------------------------------------------------------------------

template <class T> inline npuError_t npuMalloc(T **devPtr, size_t size) {
  return npuMalloc(npu::detail::untyped(devPtr), size);
}
template <class T> inline npuError_t npuMallocHost(T **ptr, size_t size, unsigned int flags = 0) {
  return npuHostAlloc(npu::detail::untyped(ptr), size, flags);
}
template <class T> inline npuError_t npuHostAlloc(T **ptr, size_t size, unsigned int flags) {
  return npuHostAlloc(npu::detail::untyped(ptr), size, flags);
}
template <class T> inline npuError_t npuHostGetDevicePointer(T **pDevice, void *pHost, unsigned int flags) {
  return npuHostGetDevicePointer(npu::detail::untyped(pDevice), pHost, flags);
}
template <class T>
inline npuError_t npuMallocManaged(T **devPtr, size_t size, unsigned int flags = npuMemAttachGlobal) {
  return npuMallocManaged(npu::detail::untyped(devPtr), size, flags);
}
template <class T> inline npuError_t npuMallocPitch(T **devPtr, size_t *pitch, size_t width, size_t height) {
  return npuMallocPitch(npu::detail::untyped(devPtr), pitch, width, height);
}
template <class T> inline npuError_t npuMallocAsync(T **devPtr, size_t size, npuStream_t stream) {
  return npuMallocAsync(npu::detail::untyped(devPtr), size, stream);
}
template <class T>
inline npuError_t npuMallocFromPoolAsync(T **ptr, size_t size, npuMemPool_t memPool, npuStream_t stream) {
  return npuMallocFromPoolAsync(npu::detail::untyped(ptr), size, memPool, stream);
}
template <class T>
inline npuError_t npuMallocAsync(T **devPtr, size_t size, npuMemPool_t memPool, npuStream_t stream) {
  return npuMallocFromPoolAsync(npu::detail::untyped(devPtr), size, memPool, stream);
}
template <class T>
inline npuError_t npuStreamAttachMemAsync(npuStream_t stream, T *devPtr, size_t length = 0,
                                          unsigned int flags = npuMemAttachSingle) {
  return npuStreamAttachMemAsync(stream, static_cast<void *>(devPtr), length, flags);
}
// The parameter lists of CUDA 12.2 and later.
NPU_API npuError_t npuMemPrefetchAsync(const void *devPtr, size_t count, npuMemLocation location,
                                       unsigned int flags, npuStream_t stream = nullptr);
NPU_API npuError_t npuMemAdvise(const void *devPtr, size_t count, npuMemoryAdvise advice,
                                npuMemLocation location);

// --- events
// -----------------------------------------------------------------------------------------------------------

inline npuError_t npuEventCreate(npuEvent_t *event, unsigned int flags) {
  return npuEventCreateWithFlags(event, flags);
}

// --- execution
// --------------------------------------------------------------------------------------------------------

// Launches a kernel with a configuration that may hold attributes. The arguments are converted to the
// kernel's parameter types.
template <class... P, class... A>
inline npuError_t npuLaunchKernelEx(const npuLaunchConfig_t *config, void (*kernel)(P...), A &&...arguments) {
  npu::detail::launch_config launch(dim3{}, dim3{});
  const npuError_t error = npu::detail::read_launch_config(config, launch);
  if (error != npuSuccess)
    return error;
  return npu::detail::make_launcher(launch, kernel)(std::forward<A>(arguments)...);
}

template <class T> inline npuError_t npuFuncGetAttributes(npuFuncAttributes *attr, T *kernel) {
  return npuFuncGetAttributes(attr, npu::detail::entry_of(kernel));
}
template <class T> inline npuError_t npuFuncSetAttribute(T *kernel, npuFuncAttribute attr, int value) {
  return npuFuncSetAttribute(npu::detail::entry_of(kernel), attr, value);
}
template <class T> inline npuError_t npuFuncSetCacheConfig(T *kernel, npuFuncCache config) {
  return npuFuncSetCacheConfig(npu::detail::entry_of(kernel), config);
}
template <class T> inline npuError_t npuFuncSetSharedMemConfig(T *kernel, npuSharedMemConfig config) {
  return npuFuncSetSharedMemConfig(npu::detail::entry_of(kernel), config);
}
template <class T> inline npuError_t npuFuncGetName(const char **name, T *kernel) {
  return npuFuncGetName(name, npu::detail::entry_of(kernel));
}
template <class T> inline npuError_t npuGetFuncBySymbol(npuFunction_t *function, T *kernel) {
  return npuGetFuncBySymbol(function, npu::detail::entry_of(kernel));
}

// --- occupancy
// --------------------------------------------------------------------------------------------------------

template <class T>
inline npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessor(int *numBlocks, T kernel, int blockSize,
                                                               size_t dynamicSMemSize) {
  return npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
      numBlocks, npu::detail::entry_of(kernel), blockSize, dynamicSMemSize, npuOccupancyDefault);
}
template <class T>
inline npuError_t npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(int *numBlocks, T kernel,
                                                                        int blockSize, size_t dynamicSMemSize,
                                                                        unsigned int flags) {
  return npuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, npu::detail::entry_of(kernel),
                                                               blockSize, dynamicSMemSize, flags);
}
template <class T>
inline npuError_t npuOccupancyAvailableDynamicSMemPerBlock(size_t *dynamicSmemSize, T *kernel, int numBlocks,
                                                           int blockSize) {
  return npuOccupancyAvailableDynamicSMemPerBlock(dynamicSmemSize, npu::detail::entry_of(kernel), numBlocks,
                                                  blockSize);
}

// blockSizeToDynamicSMemSize(int block_size) gives the dynamic shared memory of a block of that size.
template <class F, class T>
inline npuError_t
npuOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(int *minGridSize, int *blockSize, T kernel,
                                                       F blockSizeToDynamicSMemSize, int blockSizeLimit = 0,
                                                       unsigned int flags = 0) {
  return npu::detail::best_block_size(
      minGridSize, blockSize, npu::detail::entry_of(kernel),
      [](void *f, int size) { return static_cast<size_t>((*static_cast<F *>(f))(size)); },
      &blockSizeToDynamicSMemSize, blockSizeLimit, flags);
}
template <class F, class T>
inline npuError_t npuOccupancyMaxPotentialBlockSizeVariableSMem(int *minGridSize, int *blockSize, T kernel,
                                                                F blockSizeToDynamicSMemSize,
                                                                int blockSizeLimit = 0) {
  return npuOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(
      minGridSize, blockSize, kernel, blockSizeToDynamicSMemSize, blockSizeLimit, 0);
}
template <class T>
inline npuError_t npuOccupancyMaxPotentialBlockSizeWithFlags(int *minGridSize, int *blockSize, T kernel,
                                                             size_t dynamicSMemSize = 0,
                                                             int blockSizeLimit = 0, unsigned int flags = 0) {
  return npuOccupancyMaxPotentialBlockSizeVariableSMemWithFlags(
      minGridSize, blockSize, kernel, [dynamicSMemSize](int) { return dynamicSMemSize; }, blockSizeLimit,
      flags);
}
template <class T>
inline npuError_t npuOccupancyMaxPotentialBlockSize(int *minGridSize, int *blockSize, T kernel,
                                                    size_t dynamicSMemSize = 0, int blockSizeLimit = 0) {
  return npuOccupancyMaxPotentialBlockSizeWithFlags(minGridSize, blockSize, kernel, dynamicSMemSize,
                                                    blockSizeLimit, 0);
}

#include "npu/detail/macros_restored.inc"

#endif
