// SPDX-License-Identifier: Apache-2.0
// Warp functions: votes, matches, shuffles and reductions among the 32 threads of a warp.
//
// `mask` names the lanes that take part; each of them must make the same call with the same mask, and the
// caller must be one of them. Lanes that have ended do not count. A value read from a lane that does not take
// part is undefined in CUDA; here it is zero.
//
// The functions without mask (shfl, ballot, any, all: CUDA 8 and earlier) take for the mask those lanes that
// reach the call together.
#ifndef NPU_WARP_H
#define NPU_WARP_H

#include "npu/detail/block.h"
#include "npu/qualifiers.h"

#include <stdint.h>
#include <string.h>

#include <type_traits>

namespace npu {
namespace detail {

// Identifies the place of a call. As a default argument it sees the caller's file and line, and the column
// where the compiler tells it.
inline const void *site(const char *file, unsigned line, unsigned column) {
  return reinterpret_cast<const void *>(reinterpret_cast<uintptr_t>(file) + line + (uintptr_t(column) << 48));
}
#ifdef __clang__
#define NPU_DETAIL_COLUMN __builtin_COLUMN()
#else
#define NPU_DETAIL_COLUMN 0
#endif
#define NPU_DETAIL_SITE                                                                                      \
  const void *site = ::npu::detail::site(__builtin_FILE(), __builtin_LINE(), NPU_DETAIL_COLUMN)

} // namespace detail

// --- who is here
// ----------------------------------------------------------------------------------------------------

// Waits for the lanes of the mask; memory written before is seen after.
inline void syncwarp(unsigned mask = 0xffffffffu) { detail::syncwarp(mask); }

// The lanes that reach this call together.
inline unsigned activemask(NPU_DETAIL_SITE) { return detail::warp_converge(site); }

// The masks of the lanes equal to, below, at most, above, at least the calling lane.
inline unsigned lanemask_eq() { return 1u << detail::lane_index(); }
inline unsigned lanemask_lt() { return lanemask_eq() - 1; }
inline unsigned lanemask_le() { return lanemask_lt() | lanemask_eq(); }
inline unsigned lanemask_gt() { return ~lanemask_le(); }
inline unsigned lanemask_ge() { return ~lanemask_lt(); }

// --- votes
// ------------------------------------------------------------------------------------------------------------

// The lanes whose predicate is not zero.
inline unsigned ballot_sync(unsigned mask, int predicate) {
  return detail::warp_ballot(mask, predicate != 0);
}
// Whether the predicate holds for any lane, for all lanes, or is the same for all lanes.
inline int any_sync(unsigned mask, int predicate) { return ballot_sync(mask, predicate) != 0; }
inline int all_sync(unsigned mask, int predicate) { return ballot_sync(mask, !predicate) == 0; }
inline int uni_sync(unsigned mask, int predicate) {
  const detail::warp_view &view = detail::warp_rendezvous(mask, static_cast<unsigned char>(predicate != 0));
  unsigned seen = 0; // bit 0: a lane with false, bit 1: a lane with true
  for (unsigned lane = 0; lane < 32; ++lane)
    if ((view.arrived & mask) >> lane & 1u)
      seen |= 1u << view.value[lane][0];
  return seen != 3;
}
inline unsigned ballot(int predicate, NPU_DETAIL_SITE) {
  return ballot_sync(detail::warp_converge(site), predicate);
}
inline int any(int predicate, NPU_DETAIL_SITE) { return any_sync(detail::warp_converge(site), predicate); }
inline int all(int predicate, NPU_DETAIL_SITE) { return all_sync(detail::warp_converge(site), predicate); }

// --- matches
// ------------------------------------------------------------------------------------------------------------

// The lanes that hold the same bits as the calling one.
template <class T> inline unsigned match_any_sync(unsigned mask, T value) {
  const detail::warp_view &view = detail::warp_rendezvous(mask, value);
  unsigned same = 0;
  for (unsigned lane = 0; lane < 32; ++lane)
    if ((view.arrived & mask) >> lane & 1u && memcmp(view.value[lane], &value, sizeof(T)) == 0)
      same |= 1u << lane;
  return same;
}
// The lanes that take part, and *predicate = 1, if all hold the same bits; else 0 and *predicate = 0.
template <class T> inline unsigned match_all_sync(unsigned mask, T value, int *predicate) {
  const detail::warp_view &view = detail::warp_rendezvous(mask, value);
  const unsigned arrived = view.arrived & mask;
  bool same = true;
  for (unsigned lane = 0; lane < 32; ++lane)
    if (arrived >> lane & 1u && memcmp(view.value[lane], &value, sizeof(T)) != 0)
      same = false;
  *predicate = same;
  return same ? arrived : 0;
}

// --- shuffles
// -----------------------------------------------------------------------------------------------------------

// The value that another lane passes as `value` (any type that can be copied by bytes). `width`, a power of
// two, splits the warp into segments of so many lanes, numbered from 0 each.
namespace detail {
template <class T> inline T shuffle(unsigned mask, const T &value, unsigned source) {
  static_assert(std::is_trivially_copyable<T>::value, "a lane publishes the bytes of its value");
  T result = value;
  if constexpr (sizeof(T) <= 4) {
    uint32_t word = 0;
    memcpy(&word, &value, sizeof(T));
    word = warp_shuffle32(mask, word, source);
    memcpy(&result, &word, sizeof(T));
  } else {
    for (size_t at = 0; at < sizeof(T); at += 8) { // at most 8 bytes at a time
      const size_t size = sizeof(T) - at < 8 ? sizeof(T) - at : 8;
      uint64_t word = 0;
      memcpy(&word, reinterpret_cast<const char *>(&value) + at, size);
      word = warp_shuffle64(mask, word, source);
      memcpy(reinterpret_cast<char *>(&result) + at, &word, size);
    }
  }
  return result;
}
inline unsigned segment_start(int width) { return lane_index() & ~static_cast<unsigned>(width - 1); }
inline unsigned segment_end(int width) { return segment_start(width) + static_cast<unsigned>(width); }
} // namespace detail

// Lane `source` of the caller's segment, modulo width.
template <class T>
inline T shfl_sync(unsigned mask, NPU_DETAIL_MAYBE_UNSET T value, int source, int width = 32) {
  return detail::shuffle(mask, value,
                         detail::segment_start(width) + static_cast<unsigned>(source & (width - 1)));
}
// The lane `delta` below; the own value where that lies outside the segment.
template <class T>
inline T shfl_up_sync(unsigned mask, NPU_DETAIL_MAYBE_UNSET T value, unsigned delta, int width = 32) {
  const unsigned lane = detail::lane_index();
  if (delta > 32)
    delta = 32;
  return detail::shuffle(mask, value, lane - detail::segment_start(width) >= delta ? lane - delta : lane);
}
// The lane `delta` above; the own value where that lies outside the segment.
template <class T>
inline T shfl_down_sync(unsigned mask, NPU_DETAIL_MAYBE_UNSET T value, unsigned delta, int width = 32) {
  const unsigned lane = detail::lane_index();
  if (delta > 32)
    delta = 32;
  return detail::shuffle(mask, value, delta < detail::segment_end(width) - lane ? lane + delta : lane);
}
// The lane whose number differs in the bits of lane_mask; the own value where that lies in a later segment.
template <class T>
inline T shfl_xor_sync(unsigned mask, NPU_DETAIL_MAYBE_UNSET T value, int lane_mask, int width = 32) {
  const unsigned lane = detail::lane_index(), source = lane ^ static_cast<unsigned>(lane_mask);
  return detail::shuffle(mask, value, source < detail::segment_end(width) ? source : lane);
}

template <class T>
inline T shfl(NPU_DETAIL_MAYBE_UNSET T value, int source, int width = 32, NPU_DETAIL_SITE) {
  return shfl_sync(detail::warp_converge(site), value, source, width);
}
template <class T>
inline T shfl_up(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta, int width = 32, NPU_DETAIL_SITE) {
  return shfl_up_sync(detail::warp_converge(site), value, delta, width);
}
template <class T>
inline T shfl_down(NPU_DETAIL_MAYBE_UNSET T value, unsigned delta, int width = 32, NPU_DETAIL_SITE) {
  return shfl_down_sync(detail::warp_converge(site), value, delta, width);
}
template <class T>
inline T shfl_xor(NPU_DETAIL_MAYBE_UNSET T value, int lane_mask, int width = 32, NPU_DETAIL_SITE) {
  return shfl_xor_sync(detail::warp_converge(site), value, lane_mask, width);
}

// --- reductions
// -----------------------------------------------------------------------------------------------------------

// Sum (modulo 2^32), minimum, maximum, bitwise and, or, exclusive or of the values of all lanes in the mask.
#define NPU_DETAIL_REDUCE(name, T, expression)                                                               \
  inline T reduce_##name##_sync(unsigned mask, T value) {                                                    \
    const detail::warp_view &view = detail::warp_rendezvous(mask, value);                                    \
    const unsigned self = detail::lane_index();                                                              \
    for (unsigned lane = 0; lane < 32; ++lane)                                                               \
      if (lane != self && (view.arrived & mask) >> lane & 1u) {                                              \
        const T other = view.get<T>(lane);                                                                   \
        value = expression;                                                                                  \
      }                                                                                                      \
    return value;                                                                                            \
  }
NPU_DETAIL_REDUCE(add, int, static_cast<int>(static_cast<unsigned>(value) + static_cast<unsigned>(other)))
NPU_DETAIL_REDUCE(add, unsigned, value + other)
NPU_DETAIL_REDUCE(min, int, other < value ? other : value)
NPU_DETAIL_REDUCE(min, unsigned, other < value ? other : value)
NPU_DETAIL_REDUCE(max, int, other > value ? other : value)
NPU_DETAIL_REDUCE(max, unsigned, other > value ? other : value)
NPU_DETAIL_REDUCE(and, unsigned, value &other)
NPU_DETAIL_REDUCE(or, unsigned, value | other)
NPU_DETAIL_REDUCE(xor, unsigned, value ^ other)
#undef NPU_DETAIL_REDUCE

} // namespace npu

#endif
