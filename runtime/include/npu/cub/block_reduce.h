// SPDX-License-Identifier: Apache-2.0
// BlockReduce: one value from those of all threads of a block. The result is valid in thread 0. All threads
// of the block call; a barrier stands between two uses of the same storage.
#ifndef NPU_CUB_BLOCK_REDUCE_H
#define NPU_CUB_BLOCK_REDUCE_H

#include "npu/cub/block_base.h"
#include "npu/cub/types.h"

namespace npu {
namespace cub {

template <class T, int X, BlockReduceAlgorithm Algorithm = BLOCK_REDUCE_WARP_REDUCTIONS, int Y = 1, int Z = 1,
          int Arch = 0>
class BlockReduce {
public:
  using TempStorage = detail::slots<T, X * Y * Z>;

  BlockReduce() : storage_(detail::own_storage<TempStorage, BlockReduce>()) {}
  BlockReduce(TempStorage &storage) : storage_(storage) {}

  // op over the values of the first `valid` threads, in their order. op is associative.
  template <class Op> T Reduce(T value, Op op, int valid) {
    storage_[detail::thread()] = value;
    npu::detail::barrier();
    const int count = detail::present(X * Y * Z) < valid ? detail::present(X * Y * Z) : valid;
    return detail::thread() == 0 && count > 0 ? detail::combine(storage_.data(), count, op) : value;
  }
  template <class Op> T Reduce(T value, Op op) { return Reduce(value, op, X * Y * Z); }
  // The same for several values per thread.
  template <int Items, class Op> T Reduce(T (&values)[Items], Op op) {
    T partial = values[0];
    for (int i = 1; i < Items; ++i)
      partial = op(partial, values[i]);
    return Reduce(partial, op);
  }

  T Sum(T value) { return Reduce(value, cub::Sum()); }
  T Sum(T value, int valid) { return Reduce(value, cub::Sum(), valid); }
  template <int Items> T Sum(T (&values)[Items]) { return Reduce(values, cub::Sum()); }

private:
  TempStorage &storage_;
};

} // namespace cub
} // namespace npu

#endif
