// SPDX-License-Identifier: Apache-2.0
// Helpers for launches and kernels: grid-stride loops, numbers of blocks, warp functions.
#ifndef NPU_TORCH_KERNEL_H
#define NPU_TORCH_KERNEL_H

#include "npu/detail/dim3.h"
#include "npu/torch/device.h"

#include <ATen/ceil_div.h>

#include <cstdint>
#include <limits>

#ifdef NPU_KERNEL_LANGUAGE
#include "npu/warp.h"
#endif

// for (type i = ...; i < n; ...) over all threads of a grid of one dimension. The index is 64 bits wide, so
// that its last step cannot overflow.
#define NPU_KERNEL_LOOP_TYPE(i, n, type)                                                                     \
  int64_t npu_loop_index = static_cast<int64_t>(::npu::blockIdx.x) * ::npu::blockDim.x + ::npu::threadIdx.x; \
  for (type i = static_cast<type>(npu_loop_index); npu_loop_index < (n);                                     \
       npu_loop_index += static_cast<int64_t>(::npu::blockDim.x) * ::npu::gridDim.x,                         \
            i = static_cast<type>(npu_loop_index))
#define NPU_KERNEL_LOOP(i, n) NPU_KERNEL_LOOP_TYPE(i, n, int)

namespace npu {
namespace torch {

constexpr int NPU_NUM_THREADS = 1024;

// The number of blocks that gives n threads.
inline int GET_BLOCKS(const int64_t n, const int64_t max_threads_per_block = NPU_NUM_THREADS) {
  TORCH_INTERNAL_ASSERT(n > 0, "a launch needs at least one thread, but got n = ", n);
  const int64_t blocks = (n - 1) / max_threads_per_block + 1;
  TORCH_INTERNAL_ASSERT(blocks <= std::numeric_limits<int>::max(), "too many blocks for one launch");
  return static_cast<int>(blocks);
}

template <class T> constexpr T ATenCeilDiv(T a, T b) { return (a + b - 1) / b; }

constexpr uint32_t AT_APPLY_THREADS_PER_BLOCK = 512;
constexpr uint32_t AT_APPLY_BLOCKS_PER_SM = 4;

template <int step = 1>
inline bool getApplyGrid(uint64_t elements, dim3 &grid, int64_t device,
                         int max_threads_per_block = AT_APPLY_THREADS_PER_BLOCK) {
  if (device == -1)
    return false;
  const uint64_t blocks = ATenCeilDiv(elements, static_cast<uint64_t>(max_threads_per_block) * step);
  const uint64_t most = static_cast<uint64_t>(deviceProperties(device)->maxGridSize[0]);
  grid = dim3(static_cast<unsigned>(blocks < most ? blocks : most));
  return true;
}
inline dim3 getApplyBlock(int max_threads_per_block = AT_APPLY_THREADS_PER_BLOCK) {
  return dim3(static_cast<unsigned>(max_threads_per_block));
}

// Runs `body`, which launches kernels or calls the device's libraries. On devices that queue work of their
// own the call is put in order behind it; here it is made at once.
template <class Body> inline void launch(const char *name, Body &&body) {
  (void)name;
  body();
}

#ifdef NPU_KERNEL_LANGUAGE
// The functions of ATen/cuda/DeviceUtils.cuh.
template <class T> inline T WARP_SHFL(T value, int lane, int width = 32, unsigned mask = 0xffffffff) {
  return shfl_sync(mask, value, lane, width);
}
template <class T> inline T WARP_SHFL_XOR(T value, int lanes, int width = 32, unsigned mask = 0xffffffff) {
  return shfl_xor_sync(mask, value, lanes, width);
}
template <class T>
inline T WARP_SHFL_UP(T value, unsigned delta, int width = 32, unsigned mask = 0xffffffff) {
  return shfl_up_sync(mask, value, delta, width);
}
template <class T>
inline T WARP_SHFL_DOWN(T value, unsigned delta, int width = 32, unsigned mask = 0xffffffff) {
  return shfl_down_sync(mask, value, delta, width);
}
inline unsigned WARP_BALLOT(int predicate, unsigned mask = 0xffffffff) {
  return ballot_sync(mask, predicate);
}
template <class T> inline T doLdg(const T *address) { return *address; }
#endif

} // namespace torch
} // namespace npu

#endif
