// SPDX-License-Identifier: Apache-2.0
// Tiles of more than one warp: N consecutive threads of a block, N a power of two from 64 to 1024. CUDA has
// them with block_tile_memory (CUDA C++ Programming Guide, "Thread Block Tile"): they synchronise, vote,
// exchange values by rank and reduce; shuffles by distance, ballots and matches stay with tiles of a warp.
#ifndef NPU_COOPERATIVE_GROUPS_MULTI_WARP_TILE_H
#define NPU_COOPERATIVE_GROUPS_MULTI_WARP_TILE_H

#include "npu/cooperative_groups/groups.h"
#include "npu/qualifiers.h"

#include <string.h>

#include <type_traits>

namespace npu {
namespace cooperative_groups {
namespace detail {

// Shared memory in which the threads of a block lay down one value each.
template <class T> class exchange {
  static_assert(std::is_trivially_copyable<T>::value, "threads exchange the bytes of their values");

public:
  static void put(unsigned place, const T &value) { memcpy(memory() + place * sizeof(T), &value, sizeof(T)); }
  static T get(unsigned place) {
    alignas(T) unsigned char bytes[sizeof(T)];
    memcpy(bytes, memory() + place * sizeof(T), sizeof(T));
    return *reinterpret_cast<const T *>(bytes);
  }

private:
  static unsigned char *memory() {
    static NPU_SHARED unsigned char bytes[1024 * sizeof(T)];
    return bytes;
  }
};

template <unsigned TileSize> class multi_warp_tile {
  static_assert(TileSize <= 1024 && (TileSize & (TileSize - 1)) == 0,
                "the size of a tile is a power of two, at most 1024");

public:
  // The calling thread's tile as number meta_rank of meta_size.
  multi_warp_tile(unsigned meta_rank, unsigned meta_size) : meta_rank_(meta_rank), meta_size_(meta_size) {}

  // Barriers 0 to 15 are the program's.
  void sync() const { npu::detail::named_barrier(16 + npu::detail::thread_index() / TileSize, TileSize); }
  static constexpr unsigned size() { return TileSize; }
  static constexpr unsigned num_threads() { return TileSize; }
  static unsigned thread_rank() { return npu::detail::thread_index() & (TileSize - 1); }
  unsigned meta_group_rank() const { return meta_rank_; }
  unsigned meta_group_size() const { return meta_size_; }

  // The value of the thread of rank `source`, modulo the tile's size.
  template <class T> T shfl(NPU_DETAIL_MAYBE_UNSET T value, unsigned source) const {
    const unsigned self = npu::detail::thread_index();
    exchange<T>::put(self, value);
    sync();
    const T result = exchange<T>::get((self & ~(TileSize - 1)) + (source & (TileSize - 1)));
    sync();
    return result;
  }
  int any(int predicate) const { return warps_with(any_sync(~0u, predicate)) != 0; }
  int all(int predicate) const { return warps_with(all_sync(~0u, predicate)) == TileSize / 32; }

  // op applied to one value per warp; each thread gets the result.
  template <class T, class Op> T combine_warps(const T &value, Op &op) const {
    const unsigned warp = npu::detail::warp_index(), first = warp & ~(TileSize / 32 - 1);
    if (npu::detail::lane_index() == 0)
      exchange<T>::put(warp, value);
    sync();
    T result = exchange<T>::get(first);
    for (unsigned i = 1; i < TileSize / 32; ++i)
      result = op(result, exchange<T>::get(first + i));
    sync();
    return result;
  }

private:
  // In how many warps the predicate, the same for all lanes of a warp, holds.
  unsigned warps_with(int predicate) const {
    auto add = [](unsigned a, unsigned b) { return a + b; };
    return combine_warps(predicate ? 1u : 0u, add);
  }

  unsigned meta_rank_, meta_size_;
};

} // namespace detail
} // namespace cooperative_groups
} // namespace npu

#endif
