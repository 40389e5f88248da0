// SPDX-License-Identifier: Apache-2.0
// Cooperative groups.
#ifndef NPUIFY_COOPERATIVE_GROUPS_H
#define NPUIFY_COOPERATIVE_GROUPS_H

#include <npuify/macros_aside.inc>

#include "vector_types.h"

#ifdef __cplusplus
#pragma clang force_cuda_host_device begin
namespace cooperative_groups {
class thread_group {
public:
  void sync() const;
  unsigned long long size() const;
  unsigned long long num_threads() const;
  unsigned long long thread_rank() const;
};

class thread_block : public thread_group {
public:
  static void sync();
  static unsigned int thread_rank();
  static unsigned int size();
  static unsigned int num_threads();
  static dim3 group_index();
  static dim3 thread_index();
  static dim3 group_dim();
  static dim3 dim_threads();
  struct arrival_token {};
  arrival_token barrier_arrive() const;
  void barrier_wait(arrival_token &&) const;
};

class grid_group : public thread_group {
public:
  bool is_valid() const;
  void sync() const;
  unsigned long long size() const;
  unsigned long long num_threads() const;
  unsigned long long thread_rank() const;
  dim3 group_dim() const;
  dim3 dim_blocks() const;
  dim3 block_index() const;
  unsigned long long num_blocks() const;
  unsigned long long block_rank() const;
  struct arrival_token {};
  arrival_token barrier_arrive() const;
  void barrier_wait(arrival_token &&) const;
};

class multi_grid_group : public thread_group {
public:
  bool is_valid() const;
  void sync() const;
  unsigned long long size() const;
  unsigned long long thread_rank() const;
  unsigned int grid_rank() const;
  unsigned int num_grids() const;
};

class cluster_group : public thread_group {
public:
  static void sync();
  static unsigned int thread_rank();
  static unsigned int num_threads();
  static unsigned int size();
  static dim3 block_index();
  static unsigned int block_rank();
  static dim3 thread_index();
  static dim3 dim_blocks();
  static unsigned int num_blocks();
  static dim3 dim_threads();
  static unsigned int query_shared_rank(const void *addr);
  template <class T> static T *map_shared_rank(T *addr, int rank);
  static void barrier_arrive();
  static void barrier_wait();
};

class coalesced_group : public thread_group {
public:
  void sync() const;
  unsigned long long size() const;
  unsigned long long num_threads() const;
  unsigned long long thread_rank() const;
  unsigned long long meta_group_size() const;
  unsigned long long meta_group_rank() const;
  int any(int predicate) const;
  int all(int predicate) const;
  unsigned int ballot(int predicate) const;
  template <class T> T shfl(T value, int srcRank) const;
  template <class T> T shfl_up(T value, int delta) const;
  template <class T> T shfl_down(T value, int delta) const;
  template <class T> unsigned int match_any(T value) const;
  template <class T> unsigned int match_all(T value, int &predicate) const;
};

template <unsigned int Size, class Parent = void> class thread_block_tile : public thread_group {
public:
  thread_block_tile();
  thread_block_tile(const thread_block_tile<Size, void> &);
  template <class P> thread_block_tile(const thread_block_tile<Size, P> &);
  void sync() const;
  static constexpr unsigned long long size() { return Size; }
  static constexpr unsigned long long num_threads() { return Size; }
  unsigned long long thread_rank() const;
  unsigned long long meta_group_size() const;
  unsigned long long meta_group_rank() const;
  int any(int predicate) const;
  int all(int predicate) const;
  unsigned int ballot(int predicate) const;
  template <class T> T shfl(T value, int srcRank) const;
  template <class T> T shfl_up(T value, int delta) const;
  template <class T> T shfl_down(T value, int delta) const;
  template <class T> T shfl_xor(T value, int laneMask) const;
  template <class T> unsigned int match_any(T value) const;
  template <class T> unsigned int match_all(T value, int &predicate) const;
};

template <unsigned int MaxBlockSize = 1024> struct block_tile_memory {};

thread_block this_thread_block();
template <unsigned int MaxBlockSize> thread_block this_thread_block(block_tile_memory<MaxBlockSize> &scratch);
grid_group this_grid();
multi_grid_group this_multi_grid();
cluster_group this_cluster();
coalesced_group coalesced_threads();

thread_group tiled_partition(const thread_group &parent, unsigned int tileSize);
thread_group tiled_partition(const thread_block &parent, unsigned int tileSize);
coalesced_group tiled_partition(const coalesced_group &parent, unsigned int tileSize);
template <unsigned int Size, class Parent>
thread_block_tile<Size, Parent> tiled_partition(const Parent &parent);
template <class Group> coalesced_group binary_partition(const Group &group, bool predicate);
template <class T, class Group> coalesced_group labeled_partition(const Group &group, T label);

template <class Group> void sync(const Group &group);
template <class Group> unsigned long long group_size(const Group &group);
template <class Group> unsigned long long thread_rank(const Group &group);
template <class Group, class F> void invoke_one(const Group &group, F &&f);

namespace experimental {
template <unsigned int MaxBlockSize = 1024, unsigned int TileCount = 1> struct block_tile_memory {};
template <unsigned int MaxBlockSize, unsigned int TileCount>
thread_block this_thread_block(block_tile_memory<MaxBlockSize, TileCount> &scratch);
template <unsigned int Size, class Parent>
thread_block_tile<Size, Parent> tiled_partition(const Parent &parent);
} // namespace experimental
} // namespace cooperative_groups
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
