// SPDX-License-Identifier: Apache-2.0
// BlockScan: the values of the threads of a block combined in the order of the threads. All threads of the
// block call; a barrier stands between two uses of the same storage. op is associative.
//
// The forms: a value or an array per thread; with or without an initial value; then optionally `aggregate`,
// which receives op over all values without the initial one, or `prefix`, a function that warp 0 calls with
// the aggregate and whose result in thread 0 comes before all values.
#ifndef NPU_CUB_BLOCK_SCAN_H
#define NPU_CUB_BLOCK_SCAN_H

#include "npu/cub/block_base.h"
#include "npu/cub/types.h"

#include <type_traits>

namespace npu {
namespace cub {

template <class T, int X, BlockScanAlgorithm Algorithm = BLOCK_SCAN_RAKING, int Y = 1, int Z = 1,
          int Arch = 0>
class BlockScan {
public:
  // Of each thread, and the prefix of all.
  using TempStorage = detail::slots<T, X * Y * Z + 1>;

  BlockScan() : storage_(detail::own_storage<TempStorage, BlockScan>()) {}
  BlockScan(TempStorage &storage) : storage_(storage) {}

  // --- one value per thread
  // ------------------------------------------------------------------------------------------------------------

  template <class Op> void InclusiveScan(T in, T &out, Op op) {
    T items[1] = {in};
    scan<true>(items, items, op, none(), none());
    out = items[0];
  }
  template <class Op> void InclusiveScan(T in, T &out, Op op, T &aggregate) {
    InclusiveScan(in, out, op);
    aggregate = total();
  }
  template <class Op, class Prefix> void InclusiveScan(T in, T &out, Op op, Prefix &prefix) {
    T items[1] = {in};
    scan<true>(items, items, op, none(), prefix);
    out = items[0];
  }
  // Without an initial value the result of thread 0 is undefined.
  template <class Op> void ExclusiveScan(T in, T &out, Op op) {
    T items[1] = {in};
    scan<false>(items, items, op, none(), none());
    out = items[0];
  }
  template <class Op> void ExclusiveScan(T in, T &out, Op op, T &aggregate) {
    ExclusiveScan(in, out, op);
    aggregate = total();
  }
  template <class Op> void ExclusiveScan(T in, T &out, T initial, Op op) {
    T items[1] = {in};
    scan<false>(items, items, op, initial, none());
    out = items[0];
  }
  template <class Op> void ExclusiveScan(T in, T &out, T initial, Op op, T &aggregate) {
    ExclusiveScan(in, out, initial, op);
    aggregate = total();
  }
  template <class Op, class Prefix,
            class = decltype(T((*static_cast<Prefix *>(nullptr))(*static_cast<T *>(nullptr))))>
  void ExclusiveScan(T in, T &out, Op op, Prefix &prefix) {
    T items[1] = {in};
    scan<false>(items, items, op, none(), prefix);
    out = items[0];
  }
  void InclusiveSum(T in, T &out) { InclusiveScan(in, out, cub::Sum()); }
  void InclusiveSum(T in, T &out, T &aggregate) { InclusiveScan(in, out, cub::Sum(), aggregate); }
  template <class Prefix> void InclusiveSum(T in, T &out, Prefix &prefix) {
    InclusiveScan(in, out, cub::Sum(), prefix);
  }
  void ExclusiveSum(T in, T &out) { ExclusiveScan(in, out, T(), cub::Sum()); }
  void ExclusiveSum(T in, T &out, T &aggregate) { ExclusiveScan(in, out, T(), cub::Sum(), aggregate); }
  template <class Prefix> void ExclusiveSum(T in, T &out, Prefix &prefix) {
    ExclusiveScan(in, out, cub::Sum(), prefix);
  }

  // --- an array per thread
  // ------------------------------------------------------------------------------------------------------------

  template <int N, class Op> void InclusiveScan(T (&in)[N], T (&out)[N], Op op) {
    scan<true>(in, out, op, none(), none());
  }
  template <int N, class Op> void InclusiveScan(T (&in)[N], T (&out)[N], Op op, T &aggregate) {
    scan<true>(in, out, op, none(), none());
    aggregate = total();
  }
  template <int N, class Op, class Prefix>
  void InclusiveScan(T (&in)[N], T (&out)[N], Op op, Prefix &prefix) {
    scan<true>(in, out, op, none(), prefix);
  }
  template <int N, class Op> void ExclusiveScan(T (&in)[N], T (&out)[N], Op op) {
    scan<false>(in, out, op, none(), none());
  }
  template <int N, class Op> void ExclusiveScan(T (&in)[N], T (&out)[N], T initial, Op op) {
    scan<false>(in, out, op, initial, none());
  }
  template <int N, class Op> void ExclusiveScan(T (&in)[N], T (&out)[N], T initial, Op op, T &aggregate) {
    scan<false>(in, out, op, initial, none());
    aggregate = total();
  }
  template <int N, class Op, class Prefix,
            class = decltype(T((*static_cast<Prefix *>(nullptr))(*static_cast<T *>(nullptr))))>
  void ExclusiveScan(T (&in)[N], T (&out)[N], Op op, Prefix &prefix) {
    scan<false>(in, out, op, none(), prefix);
  }
  template <int N> void InclusiveSum(T (&in)[N], T (&out)[N]) { InclusiveScan(in, out, cub::Sum()); }
  template <int N> void InclusiveSum(T (&in)[N], T (&out)[N], T &aggregate) {
    InclusiveScan(in, out, cub::Sum(), aggregate);
  }
  template <int N, class Prefix> void InclusiveSum(T (&in)[N], T (&out)[N], Prefix &prefix) {
    InclusiveScan(in, out, cub::Sum(), prefix);
  }
  template <int N> void ExclusiveSum(T (&in)[N], T (&out)[N]) { ExclusiveScan(in, out, T(), cub::Sum()); }
  template <int N> void ExclusiveSum(T (&in)[N], T (&out)[N], T &aggregate) {
    ExclusiveScan(in, out, T(), cub::Sum(), aggregate);
  }
  template <int N, class Prefix> void ExclusiveSum(T (&in)[N], T (&out)[N], Prefix &prefix) {
    ExclusiveScan(in, out, cub::Sum(), prefix);
  }

private:
  struct none {};

  T total() { return storage_[detail::present(X * Y * Z) - 1]; }

  template <bool Inclusive, int N, class Op, class Initial, class Prefix>
  void scan(T (&in)[N], T (&out)[N], Op op, const Initial &initial, Prefix &&prefix) {
    const int me = detail::thread();
    T sum = in[0];
    for (int i = 1; i < N; ++i)
      sum = op(sum, in[i]);
    storage_[me] = sum;
    npu::detail::barrier();
    if (me == 0)
      for (int i = 1; i < detail::present(X * Y * Z); ++i)
        storage_[i] = op(storage_[i - 1], storage_[i]);
    npu::detail::barrier();

    constexpr bool has_initial = !std::is_same<Initial, none>::value;
    constexpr bool has_prefix = !std::is_same<std::decay_t<Prefix>, none>::value;
    T running = T();
    if constexpr (has_initial) {
      running = initial;
    } else if constexpr (has_prefix) {
      if (npu::detail::warp_index() == 0) {
        const T mine = prefix(total());
        if (me == 0)
          storage_[X * Y * Z] = mine;
      }
      npu::detail::barrier();
      running = storage_[X * Y * Z];
    }
    bool has = has_initial || has_prefix; // whether `running` holds a value
    if (me > 0) {
      running = has ? T(op(running, storage_[me - 1])) : storage_[me - 1];
      has = true;
    }
    for (int i = 0; i < N; ++i) {
      const T item = in[i];
      const T next = has ? T(op(running, item)) : item;
      out[i] = Inclusive ? next : running;
      running = next;
      has = true;
    }
  }

  TempStorage &storage_;
};

} // namespace cub
} // namespace npu

#endif
