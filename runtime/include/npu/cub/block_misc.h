// SPDX-License-Identifier: Apache-2.0
// BlockHistogram, BlockDiscontinuity, BlockAdjacentDifference and BlockShuffle. All threads of the block
// call; a barrier stands between two uses of the same storage.
#ifndef NPU_CUB_BLOCK_MISC_H
#define NPU_CUB_BLOCK_MISC_H

#include "npu/cub/block_base.h"
#include "npu/cub/types.h"

#include <type_traits>

namespace npu {
namespace cub {

// Counts the items (numbers below Bins) of a block in `histogram`, which all threads share.
template <class T, int X, int Items, int Bins, BlockHistogramAlgorithm Algorithm = BLOCK_HISTO_SORT,
          int Y = 1, int Z = 1, int Arch = 0>
class BlockHistogram {
public:
  struct TempStorage {};
  BlockHistogram() = default;
  BlockHistogram(TempStorage &) {}

  template <class Counter> void InitHistogram(Counter *histogram) {
    for (int i = detail::thread(); i < Bins; i += X * Y * Z)
      histogram[i] = 0;
  }
  // Adds to a histogram that is set already. The counters are complete after a barrier.
  template <class Counter> void Composite(T (&items)[Items], Counter *histogram) {
    for (int i = 0; i < Items; ++i)
      if constexpr (std::is_integral<Counter>::value)
        __atomic_fetch_add(&histogram[items[i]], Counter(1), __ATOMIC_RELAXED); // other blocks may count too
      else
        histogram[items[i]] += 1;
  }
  template <class Counter> void Histogram(T (&items)[Items], Counter *histogram) {
    InitHistogram(histogram);
    npu::detail::barrier();
    Composite(items, histogram);
  }
};

// Flags where differ(a, b) holds for an item and its neighbour, in the blocked arrangement. Without a
// neighbour at the end of the block the flag is 1, or compares with the given item.
template <class T, int X, int Y = 1, int Z = 1, int Arch = 0> class BlockDiscontinuity {
public:
  // The last item and the first of each thread.
  using TempStorage = detail::slots<T, 2 * X * Y * Z>;

  BlockDiscontinuity() : storage_(detail::own_storage<TempStorage, BlockDiscontinuity>()) {}
  BlockDiscontinuity(TempStorage &storage) : storage_(storage) {}

  template <int N, class Flag, class Differ> void FlagHeads(Flag (&flags)[N], T (&items)[N], Differ differ) {
    publish(items);
    heads(flags, items, differ, nullptr);
  }
  template <int N, class Flag, class Differ>
  void FlagHeads(Flag (&flags)[N], T (&items)[N], Differ differ, T before) {
    publish(items);
    heads(flags, items, differ, &before);
  }
  template <int N, class Flag, class Differ> void FlagTails(Flag (&flags)[N], T (&items)[N], Differ differ) {
    publish(items);
    tails(flags, items, differ, nullptr);
  }
  template <int N, class Flag, class Differ>
  void FlagTails(Flag (&flags)[N], T (&items)[N], Differ differ, T after) {
    publish(items);
    tails(flags, items, differ, &after);
  }
  template <int N, class Flag, class Differ>
  void FlagHeadsAndTails(Flag (&head)[N], Flag (&tail)[N], T (&items)[N], Differ differ) {
    publish(items);
    heads(head, items, differ, nullptr);
    tails(tail, items, differ, nullptr);
  }

private:
  static constexpr int threads = X * Y * Z;

  template <int N> void publish(T (&items)[N]) {
    storage_[detail::thread()] = items[N - 1];
    storage_[threads + detail::thread()] = items[0];
    npu::detail::barrier();
  }
  // A comparison may take the index of the second item too.
  template <class Differ> static bool differs(Differ &differ, T &a, T &b, int index) {
    if constexpr (std::is_invocable<Differ &, T &, T &, int>::value)
      return differ(a, b, index);
    else
      return (void)index, differ(a, b);
  }
  template <int N, class Flag, class Differ>
  void heads(Flag (&flags)[N], T (&items)[N], Differ &differ, T *before) {
    const int me = detail::thread();
    if (me > 0)
      before = &storage_[me - 1];
    for (int i = 0; i < N; before = &items[i++])
      flags[i] = before == nullptr || differs(differ, *before, items[i], me * N + i);
  }
  template <int N, class Flag, class Differ>
  void tails(Flag (&flags)[N], T (&items)[N], Differ &differ, T *after) {
    const int me = detail::thread();
    if (me + 1 < detail::present(threads))
      after = &storage_[threads + me + 1];
    for (int i = N - 1; i >= 0; after = &items[i--])
      flags[i] = after == nullptr || differs(differ, items[i], *after, me * N + i + 1);
  }
  TempStorage &storage_;
};

// What op makes of each item and its neighbour, in the blocked arrangement. An item without a neighbour, at
// the end of the block or of the `valid` items, is kept; so are items past those.
template <class T, int X, int Y = 1, int Z = 1, int Arch = 0> class BlockAdjacentDifference {
public:
  // The last item of each thread, or the first.
  using TempStorage = detail::slots<T, X * Y * Z>;

  BlockAdjacentDifference() : storage_(detail::own_storage<TempStorage, BlockAdjacentDifference>()) {}
  BlockAdjacentDifference(TempStorage &storage) : storage_(storage) {}

  template <int N, class Out, class Op> void SubtractLeft(T (&in)[N], Out (&out)[N], Op op) {
    left(in, out, op, all, nullptr);
  }
  template <int N, class Out, class Op> void SubtractLeft(T (&in)[N], Out (&out)[N], Op op, T before) {
    left(in, out, op, all, &before);
  }
  template <int N, class Out, class Op>
  void SubtractLeftPartialTile(T (&in)[N], Out (&out)[N], Op op, int valid) {
    left(in, out, op, valid, nullptr);
  }
  template <int N, class Out, class Op>
  void SubtractLeftPartialTile(T (&in)[N], Out (&out)[N], Op op, int valid, T before) {
    left(in, out, op, valid, &before);
  }
  template <int N, class Out, class Op> void SubtractRight(T (&in)[N], Out (&out)[N], Op op) {
    right(in, out, op, all, nullptr);
  }
  template <int N, class Out, class Op> void SubtractRight(T (&in)[N], Out (&out)[N], Op op, T after) {
    right(in, out, op, all, &after);
  }
  template <int N, class Out, class Op>
  void SubtractRightPartialTile(T (&in)[N], Out (&out)[N], Op op, int valid) {
    right(in, out, op, valid, nullptr);
  }

private:
  static constexpr int all = 0x7fffffff;

  // From the far end on, so that in and out may be the same array.
  template <int N, class Out, class Op> void left(T (&in)[N], Out (&out)[N], Op &op, int valid, T *before) {
    const int me = detail::thread();
    publish(in[N - 1]);
    if (me > 0)
      before = &storage_[me - 1];
    for (int i = N - 1; i >= 0; --i) {
      T *neighbour = i > 0 ? &in[i - 1] : before;
      out[i] = neighbour != nullptr && me * N + i < valid ? Out(op(in[i], *neighbour)) : Out(in[i]);
    }
  }
  template <int N, class Out, class Op> void right(T (&in)[N], Out (&out)[N], Op &op, int valid, T *after) {
    const int me = detail::thread();
    publish(in[0]);
    if (me + 1 < detail::present(X * Y * Z))
      after = &storage_[me + 1];
    for (int i = 0; i < N; ++i) {
      T *neighbour = i + 1 < N ? &in[i + 1] : after;
      const bool has = valid == all || me * N + i + 1 < valid;
      out[i] = neighbour != nullptr && has ? Out(op(in[i], *neighbour)) : Out(in[i]);
    }
  }
  void publish(const T &value) {
    storage_[detail::thread()] = value;
    npu::detail::barrier();
  }
  TempStorage &storage_;
};

// Items moved by some threads. Where there is no source thread, the output is left alone.
template <class T, int X, int Y = 1, int Z = 1, int Arch = 0> class BlockShuffle {
public:
  using TempStorage = detail::slots<T, X * Y * Z>;

  BlockShuffle() : storage_(detail::own_storage<TempStorage, BlockShuffle>()) {}
  BlockShuffle(TempStorage &storage) : storage_(storage) {}

  // The value of the thread `distance` above (negative: below).
  void Offset(T in, T &out, int distance = 1) {
    publish(in);
    const int from = detail::thread() + distance;
    if (from >= 0 && from < detail::present(X * Y * Z))
      out = storage_[from];
  }
  // The same, modulo the number of threads.
  void Rotate(T in, T &out, unsigned distance = 1) {
    publish(in);
    out = storage_[static_cast<int>((static_cast<unsigned>(detail::thread()) + distance) % (X * Y * Z))];
  }
  // Moves all items of the block, blocked, to the next (previous) place.
  template <int N> void Up(T (&in)[N], T (&out)[N]) {
    publish(in[N - 1]);
    for (int i = N - 1; i > 0; --i)
      out[i] = in[i - 1];
    if (detail::thread() > 0)
      out[0] = storage_[detail::thread() - 1];
  }
  template <int N> void Down(T (&in)[N], T (&out)[N]) {
    publish(in[0]);
    for (int i = 0; i + 1 < N; ++i)
      out[i] = in[i + 1];
    if (detail::thread() + 1 < detail::present(X * Y * Z))
      out[N - 1] = storage_[detail::thread() + 1];
  }

private:
  void publish(const T &value) {
    storage_[detail::thread()] = value;
    npu::detail::barrier();
  }
  TempStorage &storage_;
};

} // namespace cub
} // namespace npu

#endif
