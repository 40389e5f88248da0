// SPDX-License-Identifier: Apache-2.0
// thread_block_tile<N>: N consecutive threads of a block, N a power of two known at compile time; and the
// partitions that make tiles and other parts of groups.
#ifndef NPU_COOPERATIVE_GROUPS_TILE_H
#define NPU_COOPERATIVE_GROUPS_TILE_H

#include "npu/cooperative_groups/groups.h"
#include "npu/cooperative_groups/multi_warp_tile.h"

namespace npu {
namespace cooperative_groups {

namespace detail {

// A tile within a warp.
template <unsigned TileSize> class warp_tile : public thread_group {
  static_assert(TileSize != 0 && (TileSize & (TileSize - 1)) == 0, "the size of a tile is a power of two");

public:
  // The calling thread's tile as number meta_rank of meta_size.
  warp_tile(unsigned meta_rank, unsigned meta_size)
      : thread_group(kind::lanes, own_lanes()), meta_rank_(meta_rank), meta_size_(meta_size) {}

  void sync() const { npu::detail::syncwarp(own_lanes()); }
  static constexpr unsigned size() { return TileSize; }
  static constexpr unsigned num_threads() { return TileSize; }
  static unsigned thread_rank() { return npu::detail::lane_index() & (TileSize - 1); }
  // Which of the parent's tiles this is, and how many there are.
  unsigned meta_group_rank() const { return meta_rank_; }
  unsigned meta_group_size() const { return meta_size_; }

  // As the warp functions of the same name (npu/warp.h), with ranks in the tile.
  template <class T> T shfl(NPU_DETAIL_MAYBE_UNSET T value, int source) const {
    return shfl_sync(own_lanes(), value, source, TileSize);
  }
  template <class T> T shfl_up(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta) const {
    return shfl_up_sync(own_lanes(), value, delta, TileSize);
  }
  template <class T> T shfl_down(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta) const {
    return shfl_down_sync(own_lanes(), value, delta, TileSize);
  }
  template <class T> T shfl_xor(NPU_DETAIL_MAYBE_UNSET T value, unsigned mask) const {
    return shfl_xor_sync(own_lanes(), value, static_cast<int>(mask), TileSize);
  }
  int any(int predicate) const { return any_sync(own_lanes(), predicate); }
  int all(int predicate) const { return all_sync(own_lanes(), predicate); }
  // Bit i of these stands for the thread of rank i.
  unsigned ballot(int predicate) const { return ballot_sync(own_lanes(), predicate) >> first_lane(); }
  template <class T> unsigned match_any(T value) const {
    return match_any_sync(own_lanes(), value) >> first_lane();
  }
  template <class T> unsigned match_all(T value, int &predicate) const {
    return match_all_sync(own_lanes(), value, &predicate) >> first_lane();
  }

private:
  static unsigned first_lane() { return npu::detail::lane_index() & ~(TileSize - 1); }
  static unsigned own_lanes() { return (0xffffffffu >> (32 - TileSize)) << first_lane(); }

  unsigned meta_rank_, meta_size_;
};

template <unsigned TileSize>
using tile_of = std::conditional_t<(TileSize > 32), multi_warp_tile<TileSize>, warp_tile<TileSize>>;

} // namespace detail

// A tile, whatever it was cut from.
template <unsigned TileSize, class Parent = void> class thread_block_tile;

template <unsigned TileSize> class thread_block_tile<TileSize, void> : public detail::tile_of<TileSize> {
public:
  using detail::tile_of<TileSize>::tile_of;
};

// A tile that knows its parent's type. It is used wherever a tile of its size is.
template <unsigned TileSize, class Parent>
class thread_block_tile : public thread_block_tile<TileSize, void> {
public:
  using thread_block_tile<TileSize, void>::thread_block_tile;
};

// --- tiles of compile-time size
// -----------------------------------------------------------------------------------------

template <unsigned TileSize>
inline thread_block_tile<TileSize, thread_block> tiled_partition(const thread_block &) {
  const unsigned threads = npu::detail::now.threads;
  return {npu::detail::thread_index() / TileSize, (threads + TileSize - 1) / TileSize};
}
template <unsigned TileSize, unsigned ParentSize, class Parent>
inline thread_block_tile<TileSize, thread_block_tile<ParentSize, Parent>>
tiled_partition(const thread_block_tile<ParentSize, Parent> &parent) {
  static_assert(TileSize <= ParentSize, "a tile is not larger than its parent");
  return {parent.thread_rank() / TileSize, ParentSize / TileSize};
}
template <unsigned TileSize>
inline thread_block_tile<TileSize, thread_group> tiled_partition(const thread_group &parent) {
  return {static_cast<unsigned>(parent.thread_rank()) / TileSize,
          (static_cast<unsigned>(parent.size()) + TileSize - 1) / TileSize};
}

// --- tiles of run-time size
// ---------------------------------------------------------------------------------------------

// `size` threads of consecutive rank. Of a block, size is a power of two of at most 32.
inline coalesced_group tiled_partition(const coalesced_group &parent, unsigned size) {
  const unsigned rank = static_cast<unsigned>(parent.thread_rank()), tile = rank / size;
  unsigned mask = 0, i = 0;
  for (unsigned rest = parent.lanes(); rest != 0; rest &= rest - 1, ++i)
    if (i / size == tile)
      mask |= rest & (0u - rest);
  return coalesced_group(mask, tile, (static_cast<unsigned>(parent.size()) + size - 1) / size);
}
inline thread_group tiled_partition(const thread_group &parent, unsigned size) {
  if (parent.is_lanes())
    return tiled_partition(coalesced_group(parent.lanes()), size);
  const unsigned first = npu::detail::lane_index() & ~(size - 1);
  return coalesced_group((0xffffffffu >> (32 - size)) << first);
}
inline thread_group tiled_partition(const thread_block &parent, unsigned size) {
  return tiled_partition(static_cast<const thread_group &>(parent), size);
}

// --- partitions by value
// ------------------------------------------------------------------------------------------------

// The threads of the group that pass the same label; the groups are numbered by their first threads.
template <class Group, class Label>
inline coalesced_group labeled_partition(const Group &group, Label label) {
  const unsigned mask = match_any_sync(group.lanes(), label);
  const bool first = (mask & lanemask_lt()) == 0;
  const unsigned firsts = ballot_sync(group.lanes(), first);
  const unsigned below = (mask & (0u - mask)) - 1; // the lanes below this group's first
  return coalesced_group(mask, static_cast<unsigned>(popc(firsts & below)),
                         static_cast<unsigned>(popc(firsts)));
}

// The threads whose predicate is the same; those with true have the number 1 where both exist.
template <class Group> inline coalesced_group binary_partition(const Group &group, bool predicate) {
  const unsigned all = group.lanes(), yes = ballot_sync(all, predicate);
  if (yes == all || yes == 0)
    return coalesced_group(all);
  return coalesced_group(predicate ? yes : all & ~yes, predicate, 2);
}

// --- one thread for all
// -------------------------------------------------------------------------------------------------

// The thread of rank 0 calls function(arguments...).
template <class Group, class Function, class... Arguments>
inline void invoke_one(const Group &group, Function &&function, Arguments &&...arguments) {
  if (group.thread_rank() == 0)
    static_cast<Function &&>(function)(static_cast<Arguments &&>(arguments)...);
}
// The same; every thread gets the result. For tiles and coalesced groups.
template <class Group, class Function, class... Arguments>
inline auto invoke_one_broadcast(const Group &group, Function &&function, Arguments &&...arguments)
    -> decltype(function(static_cast<Arguments &&>(arguments)...)) {
  decltype(function(static_cast<Arguments &&>(arguments)...)) result{};
  if (group.thread_rank() == 0)
    result = static_cast<Function &&>(function)(static_cast<Arguments &&>(arguments)...);
  return group.shfl(result, 0);
}

} // namespace cooperative_groups
} // namespace npu

#endif
