// SPDX-License-Identifier: Apache-2.0
// WarpReduce, WarpScan and the shuffles of npu::cub. A logical warp is `Threads` (1 to 32) consecutive lanes
// of a warp; all its lanes that have not ended call.
#ifndef NPU_CUB_WARP_H
#define NPU_CUB_WARP_H

#include "npu/cooperative_groups/operators.h"
#include "npu/cub/block_base.h"
#include "npu/cub/types.h"
#include "npu/warp.h"

namespace npu {
namespace cub {
namespace detail {

// The values of the lanes of the calling thread's logical warp, in order, and the thread's place among them.
template <class T, int Threads> class warp_values : public npu::cooperative_groups::detail::gathered<T> {
public:
  explicit warp_values(const T &own)
      : npu::cooperative_groups::detail::gathered<T>(npu::cooperative_groups::coalesced_group(lanes()), own) {
  }

private:
  static unsigned lanes() {
    const unsigned first = npu::detail::lane_index() / Threads * Threads;
    return (0xffffffffu >> (32 - Threads)) << first;
  }
};

} // namespace detail

// One value from those of a logical warp. The result is valid in its first lane, or, for the segmented forms,
// in the first lane of each segment.
template <class T, int Threads = 32, int Arch = 0> class WarpReduce {
public:
  struct TempStorage {};
  WarpReduce(TempStorage &) {}

  // op over the values of the first `valid` lanes.
  template <class Op> T Reduce(T value, Op op, int valid = Threads) {
    detail::warp_values<T, Threads> values(value);
    const int count = static_cast<int>(values.count()) < valid ? static_cast<int>(values.count()) : valid;
    return count > 0 ? detail::combine(&values[0], count, op) : value;
  }
  T Sum(T value, int valid = Threads) { return Reduce(value, cub::Sum(), valid); }

  // A segment begins with a lane whose flag is not 0.
  template <class Flag, class Op> T HeadSegmentedReduce(T value, Flag head, Op op) {
    return segmented(value, head, op, true);
  }
  // A segment ends with a lane whose flag is not 0.
  template <class Flag, class Op> T TailSegmentedReduce(T value, Flag tail, Op op) {
    return segmented(value, tail, op, false);
  }
  template <class Flag> T HeadSegmentedSum(T value, Flag head) {
    return HeadSegmentedReduce(value, head, cub::Sum());
  }
  template <class Flag> T TailSegmentedSum(T value, Flag tail) {
    return TailSegmentedReduce(value, tail, cub::Sum());
  }

private:
  template <class Flag, class Op> T segmented(T value, Flag flag, Op &op, bool heads) {
    detail::warp_values<bool, Threads> flags(flag != 0);
    detail::warp_values<T, Threads> values(value);
    T result = value;
    for (unsigned i = values.rank() + 1; i < values.count() && !flags[heads ? i : i - 1]; ++i)
      result = op(result, values[i]);
    return result;
  }
};

// The values of a logical warp combined in the order of its lanes. `aggregate` receives op over all values
// (without the initial one).
template <class T, int Threads = 32, int Arch = 0> class WarpScan {
public:
  struct TempStorage {};
  WarpScan(TempStorage &) {}

  template <class Op> void InclusiveScan(T in, T &out, Op op) {
    T ignored;
    InclusiveScan(in, out, op, ignored);
  }
  template <class Op> void InclusiveScan(T in, T &out, Op op, T &aggregate) {
    detail::warp_values<T, Threads> values(in);
    out = over(values, values.rank() + 1, op);
    aggregate = over(values, values.count(), op);
  }
  // Without an initial value the result of the first lane is undefined.
  template <class Op> void ExclusiveScan(T in, T &out, Op op) {
    T ignored;
    ExclusiveScan(in, out, op, ignored);
  }
  template <class Op> void ExclusiveScan(T in, T &out, Op op, T &aggregate) {
    detail::warp_values<T, Threads> values(in);
    if (values.rank() > 0)
      out = over(values, values.rank(), op);
    aggregate = over(values, values.count(), op);
  }
  template <class Op> void ExclusiveScan(T in, T &out, T initial, Op op) {
    T ignored;
    ExclusiveScan(in, out, initial, op, ignored);
  }
  template <class Op> void ExclusiveScan(T in, T &out, T initial, Op op, T &aggregate) {
    detail::warp_values<T, Threads> values(in);
    out = values.rank() > 0 ? T(op(initial, over(values, values.rank(), op))) : initial;
    aggregate = over(values, values.count(), op);
  }
  void InclusiveSum(T in, T &out) { InclusiveScan(in, out, cub::Sum()); }
  void InclusiveSum(T in, T &out, T &aggregate) { InclusiveScan(in, out, cub::Sum(), aggregate); }
  void ExclusiveSum(T in, T &out) { ExclusiveScan(in, out, T(), cub::Sum()); }
  void ExclusiveSum(T in, T &out, T &aggregate) { ExclusiveScan(in, out, T(), cub::Sum(), aggregate); }

  // The value of lane `lane` of the logical warp.
  T Broadcast(T value, unsigned lane) {
    detail::warp_values<T, Threads> values(value);
    return values[lane];
  }

private:
  template <class Op> static T over(detail::warp_values<T, Threads> &values, unsigned n, Op &op) {
    T result = values[0];
    for (unsigned i = 1; i < n; ++i)
      result = op(result, values[i]);
    return result;
  }
};

inline unsigned LaneId() { return npu::detail::lane_index(); }
inline unsigned WarpId() { return npu::detail::warp_index(); }
inline int RowMajorTid(int x, int y, int) {
  return (static_cast<int>(threadIdx.z) * y + static_cast<int>(threadIdx.y)) * x +
         static_cast<int>(threadIdx.x);
}
inline void CTA_SYNC() { npu::detail::barrier(); }

// The value of another lane of the logical warp; out of the range [first, last] the own one.
template <int Threads, class T> inline T ShuffleIndex(T value, int lane, unsigned) {
  return detail::warp_values<T, Threads>(value)[static_cast<unsigned>(lane) % Threads];
}
template <int Threads, class T> inline T ShuffleUp(T value, int offset, int first, unsigned) {
  detail::warp_values<T, Threads> values(value);
  const int from = static_cast<int>(values.rank()) - offset;
  return from < first ? value : values[static_cast<unsigned>(from)];
}
template <int Threads, class T> inline T ShuffleDown(T value, int offset, int last, unsigned) {
  detail::warp_values<T, Threads> values(value);
  const int from = static_cast<int>(values.rank()) + offset;
  return from > last ? value : values[static_cast<unsigned>(from)];
}

} // namespace cub
} // namespace npu

#endif
