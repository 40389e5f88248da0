// SPDX-License-Identifier: Apache-2.0
// The primitives of a warp that hold several items per lane: WarpLoad, WarpStore, WarpExchange,
// WarpMergeSort. A logical warp is `Threads` (a power of two up to 32) consecutive lanes; all of them call.
#ifndef NPU_CUB_WARP_ITEMS_H
#define NPU_CUB_WARP_ITEMS_H

#include "npu/cub/block_io.h"
#include "npu/cub/block_sort.h"
#include "npu/warp.h"

namespace npu {
namespace cub {
namespace detail {

template <int Threads> struct logical_warp {
  static constexpr int threads = Threads;
  static int me() { return static_cast<int>(npu::detail::lane_index()) % Threads; }
  static void meet() {
    const unsigned first = npu::detail::lane_index() / Threads * Threads;
    npu::syncwarp((0xffffffffu >> (32 - Threads)) << first);
  }
};

} // namespace detail

enum WarpLoadAlgorithm { WARP_LOAD_DIRECT, WARP_LOAD_STRIPED, WARP_LOAD_VECTORIZE, WARP_LOAD_TRANSPOSE };
enum WarpStoreAlgorithm { WARP_STORE_DIRECT, WARP_STORE_STRIPED, WARP_STORE_VECTORIZE, WARP_STORE_TRANSPOSE };
enum WarpExchangeAlgorithm { WARP_EXCHANGE_SMEM, WARP_EXCHANGE_SHUFFLE };

// The memory is that of the logical warp; the optional arguments are those of LoadDirectBlocked.
template <class T, int Items, WarpLoadAlgorithm Algorithm = WARP_LOAD_DIRECT, int Threads = 32, int Arch = 0>
class WarpLoad {
public:
  struct TempStorage {};
  WarpLoad() = default;
  WarpLoad(TempStorage &) {}
  template <class It, class... Rest> void Load(It from, T (&items)[Items], Rest... rest) {
    if constexpr (Algorithm == WARP_LOAD_STRIPED)
      LoadDirectStriped<Threads>(detail::logical_warp<Threads>::me(), from, items, rest...);
    else
      LoadDirectBlocked(detail::logical_warp<Threads>::me(), from, items, rest...);
  }
};

template <class T, int Items, WarpStoreAlgorithm Algorithm = WARP_STORE_DIRECT, int Threads = 32,
          int Arch = 0>
class WarpStore {
public:
  struct TempStorage {};
  WarpStore() = default;
  WarpStore(TempStorage &) {}
  template <class It, class... Rest> void Store(It to, T (&items)[Items], Rest... rest) {
    if constexpr (Algorithm == WARP_STORE_STRIPED)
      StoreDirectStriped<Threads>(detail::logical_warp<Threads>::me(), to, items, rest...);
    else
      StoreDirectBlocked(detail::logical_warp<Threads>::me(), to, items, rest...);
  }
};

// Moves items between the lanes of a logical warp. in and out may be the same array.
template <class T, int Items, int Threads = 32, int Arch = 0,
          WarpExchangeAlgorithm Algorithm = WARP_EXCHANGE_SMEM>
class WarpExchange {
  using warp = detail::logical_warp<Threads>;

public:
  using TempStorage = detail::slots<T, Threads * Items>;
  WarpExchange(TempStorage &storage) : storage_(storage) {}

  template <class Out> void BlockedToStriped(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, blocked, striped);
  }
  template <class Out> void StripedToBlocked(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, striped, blocked);
  }
  // Item i goes to the place ranks[i] of the warp.
  template <class Out, class Rank>
  void ScatterToStriped(const T (&in)[Items], Out (&out)[Items], Rank (&ranks)[Items]) {
    move(in, out, [&](int i) { return static_cast<int>(ranks[i]); }, striped);
  }
  template <class Rank> void ScatterToStriped(T (&items)[Items], Rank (&ranks)[Items]) {
    ScatterToStriped(items, items, ranks);
  }

private:
  static int blocked(int i) { return warp::me() * Items + i; }
  static int striped(int i) { return warp::me() + i * Threads; }
  template <class Out, class From, class To>
  void move(const T (&in)[Items], Out (&out)[Items], From from, To to) {
    for (int i = 0; i < Items; ++i)
      storage_[from(i)] = in[i];
    warp::meet();
    for (int i = 0; i < Items; ++i)
      out[i] = storage_[to(i)];
  }
  TempStorage &storage_;
};

// Sorts by less(a, b), as BlockMergeSort does.
template <class Key, int Items, int Threads = 32, class Value = NullType, int Arch = 0>
class WarpMergeSort : public detail::merge_sort<Key, Items, Value, detail::logical_warp<Threads>> {
  using base = detail::merge_sort<Key, Items, Value, detail::logical_warp<Threads>>;

public:
  WarpMergeSort(typename base::TempStorage &storage) : base(storage) {}
};

} // namespace cub
} // namespace npu

#endif
