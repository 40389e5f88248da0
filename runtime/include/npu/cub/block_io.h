// SPDX-License-Identifier: Apache-2.0
// BlockLoad and BlockStore: arrays per thread from and to memory. Blocked: thread t holds the items
// t * Items …; striped: the items t, t + threads, …. The algorithms differ in speed only, but for the
// STRIPED ones, whose arrays are striped.
#ifndef NPU_CUB_BLOCK_IO_H
#define NPU_CUB_BLOCK_IO_H

#include "npu/cub/block_base.h"
#include "npu/cub/types.h"

namespace npu {
namespace cub {

// `valid`: the number of items in memory; items past it are left alone, or set to `fallback`.
template <class T, int Items, class It>
inline void LoadDirectBlocked(int thread, It from, T (&items)[Items], int valid) {
  for (int i = 0; i < Items && thread * Items + i < valid; ++i)
    items[i] = from[thread * Items + i];
}
template <class T, int Items, class It>
inline void LoadDirectBlocked(int thread, It from, T (&items)[Items]) {
  for (int i = 0; i < Items; ++i)
    items[i] = from[thread * Items + i];
}
template <class T, int Items, class It, class D>
inline void LoadDirectBlocked(int thread, It from, T (&items)[Items], int valid, D fallback) {
  for (int i = 0; i < Items; ++i)
    items[i] = thread * Items + i < valid ? T(from[thread * Items + i]) : T(fallback);
}
template <int X, class T, int Items, class It>
inline void LoadDirectStriped(int thread, It from, T (&items)[Items]) {
  for (int i = 0; i < Items; ++i)
    items[i] = from[thread + i * X];
}
template <int X, class T, int Items, class It>
inline void LoadDirectStriped(int thread, It from, T (&items)[Items], int valid) {
  for (int i = 0; i < Items && thread + i * X < valid; ++i)
    items[i] = from[thread + i * X];
}
template <int X, class T, int Items, class It, class D>
inline void LoadDirectStriped(int thread, It from, T (&items)[Items], int valid, D fallback) {
  for (int i = 0; i < Items; ++i)
    items[i] = thread + i * X < valid ? T(from[thread + i * X]) : T(fallback);
}
template <class T, int Items, class It> inline void StoreDirectBlocked(int thread, It to, T (&items)[Items]) {
  for (int i = 0; i < Items; ++i)
    to[thread * Items + i] = items[i];
}
template <class T, int Items, class It>
inline void StoreDirectBlocked(int thread, It to, T (&items)[Items], int valid) {
  for (int i = 0; i < Items && thread * Items + i < valid; ++i)
    to[thread * Items + i] = items[i];
}
template <int X, class T, int Items, class It>
inline void StoreDirectStriped(int thread, It to, T (&items)[Items]) {
  for (int i = 0; i < Items; ++i)
    to[thread + i * X] = items[i];
}
template <int X, class T, int Items, class It>
inline void StoreDirectStriped(int thread, It to, T (&items)[Items], int valid) {
  for (int i = 0; i < Items && thread + i * X < valid; ++i)
    to[thread + i * X] = items[i];
}

template <class T, int X, int Items, BlockLoadAlgorithm Algorithm = BLOCK_LOAD_DIRECT, int Y = 1, int Z = 1,
          int Arch = 0>
class BlockLoad {
public:
  struct TempStorage {};
  BlockLoad() = default;
  BlockLoad(TempStorage &) {}
  // The optional arguments are those of LoadDirectBlocked.
  template <class It, class... Rest> void Load(It from, T (&items)[Items], Rest... rest) {
    if constexpr (Algorithm == BLOCK_LOAD_STRIPED)
      LoadDirectStriped<X * Y * Z>(detail::thread(), from, items, rest...);
    else
      LoadDirectBlocked(detail::thread(), from, items, rest...);
  }
};

template <class T, int X, int Items, BlockStoreAlgorithm Algorithm = BLOCK_STORE_DIRECT, int Y = 1, int Z = 1,
          int Arch = 0>
class BlockStore {
public:
  struct TempStorage {};
  BlockStore() = default;
  BlockStore(TempStorage &) {}
  template <class It, class... Rest> void Store(It to, T (&items)[Items], Rest... rest) {
    if constexpr (Algorithm == BLOCK_STORE_STRIPED)
      StoreDirectStriped<X * Y * Z>(detail::thread(), to, items, rest...);
    else
      StoreDirectBlocked(detail::thread(), to, items, rest...);
  }
};

// A load with a cache modifier, which has no effect here.
template <CacheLoadModifier, class It> inline auto ThreadLoad(It it) { return *it; }
template <CacheStoreModifier, class It, class T> inline void ThreadStore(It it, T value) { *it = value; }

} // namespace cub
} // namespace npu

#endif
