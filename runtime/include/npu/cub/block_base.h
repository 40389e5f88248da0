// SPDX-License-Identifier: Apache-2.0
// What the primitives of a block and of a warp are built on. The threads of a block take turns, so a value is
// exchanged by writing it to shared memory and meeting at the barrier; what one thread computes for all
// (a scan, a sort) costs no more than if they shared the work.
#ifndef NPU_CUB_BLOCK_BASE_H
#define NPU_CUB_BLOCK_BASE_H

#include "npu/detail/block.h"
#include "npu/qualifiers.h"

namespace npu {
namespace cub {
namespace detail {

// Shared room for Count values of type T. Trivial, so that it may be a member of a union and stand in
// thread-local storage.
template <class T, int Count> struct slots {
  alignas(T) unsigned char bytes[sizeof(T) * Count];
  T *data() { return reinterpret_cast<T *>(bytes); }
  T &operator[](int i) { return data()[i]; }
};

// The storage of a primitive that was constructed without one. All threads of a block get the same.
template <class Storage, class Primitive> inline Storage &own_storage() {
  NPU_SHARED Storage storage;
  return storage;
}

// Index of the calling thread in its block: x fastest.
inline int thread() { return static_cast<int>(npu::detail::thread_index()); }
// The threads that hold values: those of the primitive that exist in the block.
inline int present(int threads) {
  return static_cast<int>(npu::detail::now.threads) < threads ? static_cast<int>(npu::detail::now.threads)
                                                              : threads;
}

// Combines values[0, n), n > 0, neighbours first: the order of the operands is kept and rounding errors grow
// with the logarithm of n only. The values are overwritten.
template <class T, class Op> inline T combine(T *values, int n, Op &op) {
  for (int step = 1; step < n; step *= 2)
    for (int i = 0; i + step < n; i += 2 * step)
      values[i] = op(values[i], values[i + step]);
  return values[0];
}

} // namespace detail
} // namespace cub
} // namespace npu

#endif
