// SPDX-License-Identifier: Apache-2.0
// The groups of threads: block, grid, tile of a warp, the lanes that arrived together, and thread_group,
// which can hold any of them. Groups are small values; every member that waits must be called by all threads
// of the group.
#ifndef NPU_COOPERATIVE_GROUPS_GROUPS_H
#define NPU_COOPERATIVE_GROUPS_GROUPS_H

#include "npu/detail/block.h"
#include "npu/intrinsics/integer.h"
#include "npu/warp.h"

namespace npu {
namespace cooperative_groups {

// Any group, its kind known at run time only. size() threads are numbered by thread_rank() from 0.
class thread_group {
public:
  thread_group() : kind_(kind::lanes), mask_(0) {}

  void sync() const;
  unsigned long long size() const;
  unsigned long long num_threads() const { return size(); }
  unsigned long long thread_rank() const;
  bool is_valid() const { return kind_ != kind::lanes || mask_ != 0; }

  // The lanes of the calling thread's warp that belong to the group.
  unsigned lanes() const { return kind_ == kind::lanes ? mask_ : detail_live_lanes(); }
  bool is_lanes() const { return kind_ == kind::lanes; }

protected:
  enum class kind : unsigned char { lanes, block, grid };
  thread_group(kind k, unsigned mask) : kind_(k), mask_(mask) {}

private:
  static unsigned detail_live_lanes() { return npu::detail::warp_live(); }

  kind kind_;
  unsigned mask_; // of the lanes, when the group is a part of a warp
};

// All threads of the block.
class thread_block : public thread_group {
public:
  // What barrier_arrive() returns and barrier_wait() takes.
  struct arrival_token {};

  thread_block() : thread_group(kind::block, 0) {}

  static void sync() { npu::detail::barrier(); }
  static unsigned size() { return npu::detail::now.threads; }
  static unsigned num_threads() { return size(); }
  static unsigned thread_rank() { return npu::detail::thread_index(); }
  static dim3 group_index() { return blockIdx; }
  static dim3 thread_index() { return threadIdx; }
  static dim3 group_dim() { return blockDim; }
  static dim3 dim_threads() { return blockDim; }
  // A barrier in two halves. All waiting is done in the second.
  static arrival_token barrier_arrive() { return {}; }
  static void barrier_wait(arrival_token) { npu::detail::barrier(); }
};

// All threads of the grid. sync() needs a cooperative launch.
class grid_group : public thread_group {
public:
  grid_group() : thread_group(kind::grid, 0) {}

  static bool is_valid() { return npu::detail::grid_is_cooperative(); }
  static void sync() { npu::detail::grid_barrier(); }
  static unsigned long long size() { return num_blocks() * npu::detail::now.threads; }
  static unsigned long long num_threads() { return size(); }
  static unsigned long long num_blocks() {
    return static_cast<unsigned long long>(gridDim.x) * gridDim.y * gridDim.z;
  }
  static unsigned long long block_rank() { return npu::detail::block_index(); }
  static unsigned long long thread_rank() {
    return block_rank() * npu::detail::now.threads + npu::detail::thread_index();
  }
  static dim3 group_dim() { return gridDim; }
  static dim3 dim_blocks() { return gridDim; }
  static dim3 block_index() { return blockIdx; }
};

// Some lanes of one warp, in the order of their numbers.
class coalesced_group : public thread_group {
public:
  coalesced_group() = default;
  explicit coalesced_group(unsigned mask, unsigned meta_rank = 0, unsigned meta_size = 1)
      : thread_group(kind::lanes, mask), meta_rank_(meta_rank), meta_size_(meta_size) {}

  void sync() const { npu::detail::syncwarp(lanes()); }
  unsigned long long size() const { return static_cast<unsigned>(popc(lanes())); }
  unsigned long long num_threads() const { return size(); }
  unsigned long long thread_rank() const { return static_cast<unsigned>(popc(lanes() & lanemask_lt())); }
  // Which of the groups that a partition made this is, and how many there are.
  unsigned long long meta_group_rank() const { return meta_rank_; }
  unsigned long long meta_group_size() const { return meta_size_; }

  // The value of the thread of rank `source`, of the rank `delta` below or above; out of range, the own
  // value.
  template <class T> T shfl(NPU_DETAIL_MAYBE_UNSET T value, int source) const {
    return from_rank(value, static_cast<unsigned>(source));
  }
  template <class T> T shfl_up(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta) const {
    const unsigned rank = static_cast<unsigned>(thread_rank());
    return from_rank(value, delta <= rank ? rank - delta : rank);
  }
  template <class T> T shfl_down(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta) const {
    const unsigned rank = static_cast<unsigned>(thread_rank());
    return from_rank(value, delta < size() - rank ? rank + delta : rank);
  }
  int any(int predicate) const { return any_sync(lanes(), predicate); }
  int all(int predicate) const { return all_sync(lanes(), predicate); }
  // Bit i of these stands for the thread of rank i.
  unsigned ballot(int predicate) const { return to_ranks(ballot_sync(lanes(), predicate)); }
  template <class T> unsigned match_any(T value) const { return to_ranks(match_any_sync(lanes(), value)); }
  template <class T> unsigned match_all(T value, int &predicate) const {
    return to_ranks(match_all_sync(lanes(), value, &predicate));
  }

private:
  template <class T> T from_rank(const T &value, unsigned rank) const {
    const unsigned lane =
        rank < size() ? fns(lanes(), 0, static_cast<int>(rank) + 1) : npu::detail::lane_index();
    return npu::detail::shuffle(lanes(), value, lane);
  }
  // Moves the bits of the group's lanes together.
  unsigned to_ranks(unsigned lane_bits) const {
    unsigned result = 0, rank = 0;
    for (unsigned rest = lanes(); rest != 0; rest &= rest - 1, ++rank)
      result |= (lane_bits >> __builtin_ctz(rest) & 1u) << rank;
    return result;
  }

  unsigned meta_rank_ = 0, meta_size_ = 1;
};

inline void thread_group::sync() const {
  if (kind_ == kind::block)
    thread_block::sync();
  else if (kind_ == kind::grid)
    grid_group::sync();
  else
    npu::detail::syncwarp(mask_);
}
inline unsigned long long thread_group::size() const {
  return kind_ == kind::block  ? thread_block::size()
         : kind_ == kind::grid ? grid_group::size()
                               : static_cast<unsigned>(popc(mask_));
}
inline unsigned long long thread_group::thread_rank() const {
  return kind_ == kind::block  ? thread_block::thread_rank()
         : kind_ == kind::grid ? grid_group::thread_rank()
                               : static_cast<unsigned>(popc(mask_ & lanemask_lt()));
}

inline thread_block this_thread_block() { return {}; }
// What tiles of more than 32 threads exchange lies elsewhere; this is only the name that programs declare.
template <unsigned MaxBlockSize = 1024> struct block_tile_memory {
  char unused;
};
template <unsigned MaxBlockSize> thread_block this_thread_block(block_tile_memory<MaxBlockSize> &) {
  return {};
}
inline grid_group this_grid() { return {}; }
// The lanes that reach this call together.
inline coalesced_group coalesced_threads(NPU_DETAIL_SITE) {
  return coalesced_group(npu::detail::warp_converge(site));
}

// The members as functions.
template <class Group> inline void sync(const Group &group) { group.sync(); }
template <class Group> inline auto thread_rank(const Group &group) -> decltype(group.thread_rank()) {
  return group.thread_rank();
}
template <class Group> inline auto group_size(const Group &group) -> decltype(group.size()) {
  return group.size();
}

} // namespace cooperative_groups
} // namespace npu

#endif
