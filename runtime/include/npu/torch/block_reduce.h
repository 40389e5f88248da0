// SPDX-License-Identifier: Apache-2.0
// Reductions over a warp and over a block: the functions of ATen/native/cuda/block_reduce.cuh. The result is
// the first thread's.
#ifndef NPU_TORCH_BLOCK_REDUCE_H
#define NPU_TORCH_BLOCK_REDUCE_H

#include "npu/torch/kernel.h"

#ifdef NPU_KERNEL_LANGUAGE

namespace npu {
namespace torch {
namespace block_utils {

constexpr int kCUDABlockReduceNumThreads = 512;
constexpr int kCUDABlockReduceMaxThreads = 32 * 32;

// Blocks of one axis and of two.
struct Block1D {
  static int Tid() { return static_cast<int>(npu::threadIdx.x); }
  static int Warps() { return static_cast<int>(npu::blockDim.x / 32); }
};
struct Block2D {
  static int Tid() { return static_cast<int>(npu::threadIdx.x + npu::threadIdx.y * npu::blockDim.x); }
  static int Warps() { return static_cast<int>(npu::blockDim.x * npu::blockDim.y / 32); }
};

// `Op` has combine(a, b) and warp_shfl_down(value, lanes).
template <class T, class Op> inline T WarpReduce(T value, const Op &op) {
  for (int lanes = 16; lanes > 0; lanes /= 2)
    value = op.combine(value, op.warp_shfl_down(value, lanes));
  return value;
}

// `shared` has room for a value of each warp.
template <class T, class Op, class Block = Block1D>
inline T BlockReduce(T value, const Op &op, const T &identity, T *shared) {
  const int lane = Block::Tid() % 32, warp = Block::Tid() / 32;
  value = WarpReduce(value, op);
  npu::syncthreads(); // the last use of `shared` is over
  if (lane == 0)
    shared[warp] = value;
  npu::syncthreads();
  value = Block::Tid() < Block::Warps() ? shared[lane] : identity;
  if (warp == 0)
    value = WarpReduce(value, op);
  return value;
}

namespace detail {
template <class T> struct Sum {
  T combine(T a, T b) const { return a + b; }
  T warp_shfl_down(T value, int lanes) const { return WARP_SHFL_DOWN(value, static_cast<unsigned>(lanes)); }
};
template <class T> struct Max : Sum<T> {
  T combine(T a, T b) const { return b != b || b > a ? b : a; } // what is no number wins
};
} // namespace detail

template <class T> inline T WarpReduceSum(T value) { return WarpReduce(value, detail::Sum<T>()); }
template <class T> inline T WarpReduceMax(T value) { return WarpReduce(value, detail::Max<T>()); }
template <class T, class Block = Block1D> inline T BlockReduceSum(T value, T *shared) {
  return BlockReduce<T, detail::Sum<T>, Block>(value, detail::Sum<T>(), T(0), shared);
}
template <class T, class Block = Block1D> inline T BlockReduceMax(T value, T *shared) {
  return BlockReduce<T, detail::Max<T>, Block>(value, detail::Max<T>(), std::numeric_limits<T>::lowest(),
                                               shared);
}

} // namespace block_utils
} // namespace torch
} // namespace npu

#endif
#endif
