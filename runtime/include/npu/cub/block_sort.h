// SPDX-License-Identifier: Apache-2.0
// The primitives of a block that rearrange items: BlockRadixSort, BlockMergeSort, BlockExchange. All threads
// of the block call; a barrier stands between two uses of the same storage. The item i of thread t is number
// t * Items + i of the block in the blocked arrangement, t + i * threads in the striped one.
#ifndef NPU_CUB_BLOCK_SORT_H
#define NPU_CUB_BLOCK_SORT_H

#include "npu/cub/block_base.h"
#include "npu/cub/radix.h"
#include "npu/cub/types.h"

namespace npu {
namespace cub {
namespace detail {

// Room for the keys and values of a block; values of NullType take next to none.
template <class Key, class Value, int Count> struct sort_slots {
  slots<Key, Count> keys;
  slots<Value, std::is_same<Value, NullType>::value ? 1 : Count> values;
};

// Sorts the keys of a group of threads and their values by `less`, stably. `values` is null for keys alone,
// `me` the caller's place in the group, and meet() its barrier.
template <bool Striped, int Threads, int Items, class Key, class Value, class Less, class Meet>
void sort_group(sort_slots<Key, Value, Threads * Items> &all, Key (&keys)[Items], Value *values, int valid,
                Less less, int me, Meet meet) {
  for (int i = 0; i < Items; ++i) {
    all.keys[me * Items + i] = keys[i];
    if constexpr (!std::is_same<Value, NullType>::value)
      if (values != nullptr)
        all.values[me * Items + i] = values[i];
  }
  meet();
  if (me == 0) {
    const std::vector<size_t> order = stable_order(all.keys.data(), static_cast<size_t>(valid), less);
    permute(order, all.keys.data(), all.keys.data(), static_cast<Key *>(nullptr));
    if constexpr (!std::is_same<Value, NullType>::value)
      if (values != nullptr)
        permute(order, all.values.data(), all.values.data(), static_cast<Value *>(nullptr));
  }
  meet();
  for (int i = 0; i < Items; ++i) {
    const int from = Striped ? me + i * Threads : me * Items + i;
    keys[i] = all.keys[from];
    if constexpr (!std::is_same<Value, NullType>::value)
      if (values != nullptr)
        values[i] = all.values[from];
  }
}

// The interface of BlockMergeSort and WarpMergeSort. Group tells the number of its threads, the place of the
// caller among them, and has a barrier.
template <class Key, int Items, class Value, class Group> class merge_sort {
public:
  using TempStorage = sort_slots<Key, Value, Group::threads * Items>;
  merge_sort(TempStorage &storage) : storage_(storage) {}

  template <class Less> void Sort(Key (&keys)[Items], Less less) { sort(keys, nullptr, less, count); }
  template <class Less> void Sort(Key (&keys)[Items], Value (&values)[Items], Less less) {
    sort(keys, values, less, count);
  }
  template <class Less> void Sort(Key (&keys)[Items], Less less, int valid, Key fallback) {
    sort(keys, nullptr, less, valid, fallback);
  }
  template <class Less>
  void Sort(Key (&keys)[Items], Value (&values)[Items], Less less, int valid, Key fallback) {
    sort(keys, values, less, valid, fallback);
  }
  template <class... A> void StableSort(Key (&keys)[Items], A &&...arguments) {
    Sort(keys, static_cast<A &&>(arguments)...);
  }

private:
  static constexpr int count = Group::threads * Items;
  template <class Less> void sort(Key (&keys)[Items], Value *values, Less less, int valid) {
    sort_group<false, Group::threads>(storage_, keys, values, valid, less, Group::me(), Group::meet);
  }
  template <class Less> void sort(Key (&keys)[Items], Value *values, Less less, int valid, Key fallback) {
    sort(keys, values, less, valid);
    for (int i = 0; i < Items; ++i)
      if (Group::me() * Items + i >= valid)
        keys[i] = fallback;
  }
  TempStorage &storage_;
};

template <int Threads> struct whole_block {
  static constexpr int threads = Threads;
  static int me() { return thread(); }
  static void meet() { npu::detail::barrier(); }
};

} // namespace detail

// Sorts by the bits [begin_bit, end_bit) of the keys.
template <class Key, int X, int Items, class Value = NullType, int RadixBits = 4,
          bool MemoizeOuterScan = true, BlockScanAlgorithm InnerScan = BLOCK_SCAN_WARP_SCANS,
          int SharedMemoryConfig = 0, int Y = 1, int Z = 1, int Arch = 0>
class BlockRadixSort {
public:
  using TempStorage = detail::sort_slots<Key, Value, X * Y * Z * Items>;

  BlockRadixSort() : storage_(detail::own_storage<TempStorage, BlockRadixSort>()) {}
  BlockRadixSort(TempStorage &storage) : storage_(storage) {}

  void Sort(Key (&keys)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<false, false>(keys, nullptr, begin_bit, end_bit);
  }
  void Sort(Key (&keys)[Items], Value (&values)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<false, false>(keys, values, begin_bit, end_bit);
  }
  void SortDescending(Key (&keys)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<true, false>(keys, nullptr, begin_bit, end_bit);
  }
  void SortDescending(Key (&keys)[Items], Value (&values)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<true, false>(keys, values, begin_bit, end_bit);
  }
  // The results in the striped arrangement.
  void SortBlockedToStriped(Key (&keys)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<false, true>(keys, nullptr, begin_bit, end_bit);
  }
  void SortBlockedToStriped(Key (&keys)[Items], Value (&values)[Items], int begin_bit = 0,
                            int end_bit = bits) {
    sort<false, true>(keys, values, begin_bit, end_bit);
  }
  void SortDescendingBlockedToStriped(Key (&keys)[Items], int begin_bit = 0, int end_bit = bits) {
    sort<true, true>(keys, nullptr, begin_bit, end_bit);
  }
  void SortDescendingBlockedToStriped(Key (&keys)[Items], Value (&values)[Items], int begin_bit = 0,
                                      int end_bit = bits) {
    sort<true, true>(keys, values, begin_bit, end_bit);
  }

private:
  static constexpr int bits = sizeof(Key) * 8;
  template <bool Descending, bool Striped>
  void sort(Key (&keys)[Items], Value *values, int begin_bit, int end_bit) {
    using block = detail::whole_block<X * Y * Z>;
    detail::sort_group<Striped, block::threads>(storage_, keys, values, block::threads * Items,
                                                detail::radix_less<Key, Descending>{begin_bit, end_bit},
                                                block::me(), block::meet);
  }
  TempStorage &storage_;
};

// Sorts by less(a, b). With `valid` only the block's first items are sorted, and those past it become
// `fallback`.
template <class Key, int X, int Items, class Value = NullType, int Y = 1, int Z = 1>
class BlockMergeSort : public detail::merge_sort<Key, Items, Value, detail::whole_block<X * Y * Z>> {
  using base = detail::merge_sort<Key, Items, Value, detail::whole_block<X * Y * Z>>;

public:
  BlockMergeSort() : base(detail::own_storage<typename base::TempStorage, BlockMergeSort>()) {}
  BlockMergeSort(typename base::TempStorage &storage) : base(storage) {}
};

// Moves items between the threads of a block. in and out may be the same array; with one argument the
// exchange is in place.
template <class T, int X, int Items, bool WarpTimeSlicing = false, int Y = 1, int Z = 1, int Arch = 0>
class BlockExchange {
public:
  using TempStorage = detail::slots<T, X * Y * Z * Items>;

  BlockExchange() : storage_(detail::own_storage<TempStorage, BlockExchange>()) {}
  BlockExchange(TempStorage &storage) : storage_(storage) {}

  template <class Out> void StripedToBlocked(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, striped, blocked);
  }
  void StripedToBlocked(T (&items)[Items]) { StripedToBlocked(items, items); }
  template <class Out> void BlockedToStriped(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, blocked, striped);
  }
  void BlockedToStriped(T (&items)[Items]) { BlockedToStriped(items, items); }
  template <class Out> void WarpStripedToBlocked(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, warp_striped, blocked);
  }
  void WarpStripedToBlocked(T (&items)[Items]) { WarpStripedToBlocked(items, items); }
  template <class Out> void BlockedToWarpStriped(const T (&in)[Items], Out (&out)[Items]) {
    move(in, out, blocked, warp_striped);
  }
  void BlockedToWarpStriped(T (&items)[Items]) { BlockedToWarpStriped(items, items); }
  // Item i goes to the place ranks[i] of the block.
  template <class Out, class Rank>
  void ScatterToBlocked(const T (&in)[Items], Out (&out)[Items], Rank (&ranks)[Items]) {
    move(in, out, [&](int i) { return static_cast<int>(ranks[i]); }, blocked);
  }
  template <class Rank> void ScatterToBlocked(T (&items)[Items], Rank (&ranks)[Items]) {
    ScatterToBlocked(items, items, ranks);
  }
  template <class Out, class Rank>
  void ScatterToStriped(const T (&in)[Items], Out (&out)[Items], Rank (&ranks)[Items]) {
    move(in, out, [&](int i) { return static_cast<int>(ranks[i]); }, striped);
  }
  template <class Rank> void ScatterToStriped(T (&items)[Items], Rank (&ranks)[Items]) {
    ScatterToStriped(items, items, ranks);
  }

private:
  // The place of the calling thread's item i.
  static int blocked(int i) { return detail::thread() * Items + i; }
  static int striped(int i) { return detail::thread() + i * X * Y * Z; }
  static int warp_striped(int i) {
    return detail::thread() / 32 * 32 * Items + detail::thread() % 32 + i * (X * Y * Z < 32 ? X * Y * Z : 32);
  }

  template <class Out, class From, class To>
  void move(const T (&in)[Items], Out (&out)[Items], From from, To to) {
    for (int i = 0; i < Items; ++i)
      storage_[from(i)] = in[i];
    npu::detail::barrier();
    for (int i = 0; i < Items; ++i)
      out[i] = storage_[to(i)];
  }
  TempStorage &storage_;
};

} // namespace cub
} // namespace npu

#endif
