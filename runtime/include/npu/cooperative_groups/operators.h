// SPDX-License-Identifier: Apache-2.0
// The operators of reduce and scan, and what both are built on: the values of all threads of a group, by
// rank.
#ifndef NPU_COOPERATIVE_GROUPS_OPERATORS_H
#define NPU_COOPERATIVE_GROUPS_OPERATORS_H

#include "npu/cooperative_groups/groups.h"

#include <string.h>

#include <type_traits>

namespace npu {
namespace cooperative_groups {

template <class T> struct plus {
  T operator()(const T &a, const T &b) const { return static_cast<T>(a + b); }
};
// less keeps the smaller value, greater the larger.
template <class T> struct less {
  T operator()(const T &a, const T &b) const { return b < a ? b : a; }
};
template <class T> struct greater {
  T operator()(const T &a, const T &b) const { return a < b ? b : a; }
};
template <class T> struct bit_and {
  T operator()(const T &a, const T &b) const { return static_cast<T>(a & b); }
};
template <class T> struct bit_or {
  T operator()(const T &a, const T &b) const { return static_cast<T>(a | b); }
};
template <class T> struct bit_xor {
  T operator()(const T &a, const T &b) const { return static_cast<T>(a ^ b); }
};

namespace detail {

// The values of the threads of a group that have not ended, in the order of their ranks.
template <class T> class gathered {
  static_assert(std::is_trivially_copyable<T>::value, "threads exchange the bytes of their values");

public:
  template <class Group> gathered(const Group &group, const T &own) {
    memcpy(bytes_, reinterpret_cast<const char *>(&own), sizeof(T)); // there is at least the own value
    unsigned arrived = 0;
    for (size_t at = 0; at < sizeof(T); at += 16) { // at most 16 bytes at a time
      const size_t size = sizeof(T) - at < 16 ? sizeof(T) - at : 16;
      const auto &view =
          npu::detail::warp_rendezvous(group.lanes(), reinterpret_cast<const char *>(&own) + at, size);
      arrived = view.arrived & group.lanes();
      unsigned i = 0;
      for (unsigned rest = arrived; rest != 0; rest &= rest - 1, ++i)
        memcpy(bytes_ + i * sizeof(T) + at, view.value[__builtin_ctz(rest)], size);
    }
    count_ = static_cast<unsigned>(popc(arrived));
    rank_ = static_cast<unsigned>(popc(arrived & lanemask_lt()));
  }
  unsigned count() const { return count_; }
  unsigned rank() const { return rank_; } // of the calling thread
  T &operator[](unsigned i) { return reinterpret_cast<T *>(bytes_)[i]; }

private:
  alignas(T) unsigned char bytes_[32 * sizeof(T)];
  unsigned count_, rank_;
};

} // namespace detail
} // namespace cooperative_groups
} // namespace npu

#endif
