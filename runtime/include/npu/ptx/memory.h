// SPDX-License-Identifier: Apache-2.0
// Loads, stores, atomics, fences and copies. They take pointers, which global() and shared() make of the
// operands in square brackets.
//
// Cache hints and scopes have no counterpart on a CPU. Accesses that are volatile or ordered may be polled:
// the thread gives way after some of them.
#ifndef NPU_PTX_MEMORY_H
#define NPU_PTX_MEMORY_H

#include "npu/atomic.h"
#include "npu/intrinsics/memory.h"
#include "npu/ptx/floating.h"

#include <string.h>

namespace npu {
namespace ptx {

// The address [base + offset] in the space that all pointers belong to, and in the window of shared memory
// (see cvta_generic_to_shared).
inline void *global(u64 base, int64_t offset = 0) {
  return reinterpret_cast<void *>(base.value() + static_cast<uint64_t>(offset));
}
inline void *local(u64 base, int64_t offset = 0) { return global(base, offset); }
inline void *generic(u64 base, int64_t offset = 0) { return global(base, offset); }
inline void *shared(u64 base, int64_t offset = 0) {
  return npu::cvta_shared_to_generic(base.value() + static_cast<uint64_t>(offset));
}

// --- loads and stores ---

template <class R> inline R ld(const void *from) {
  detail::value<R> value;
  memcpy(&value, from, sizeof value);
  return value;
}
template <class R> inline void st(void *to, R value) {
  const detail::value<R> plain = value.value();
  memcpy(to, &plain, sizeof plain);
}
// Several registers from, and to, consecutive addresses. All are read before one is written.
namespace detail {
template <class R, class Load, class... D> inline void load_all(Load load, const void *from, D &...to) {
  R values[sizeof...(D)];
  for (size_t i = 0; i < sizeof...(D); ++i)
    values[i] = load(static_cast<const char *>(from) + i * sizeof(value<R>));
  size_t i = 0;
  ((to = values[i++]), ...);
}
} // namespace detail
template <class R, class... D> inline void ld(const void *from, D &...to) {
  detail::load_all<R>([](const void *p) { return ld<R>(p); }, from, to...);
}
template <class R, class... S> inline void st(void *to, R first, R second, S... rest) {
  const R values[] = {first, second, R(rest)...};
  for (size_t i = 0; i < sizeof...(S) + 2; ++i)
    st<R>(static_cast<char *>(to) + i * sizeof(detail::value<R>), values[i]);
}

// Volatile and ordered ones: acquire and release.
namespace detail {
// The register's bits, and the type that memory is accessed as.
template <class R>
using word_bits = typename std::conditional<
    width<R> == 64, uint64_t,
    typename std::conditional<width<R> == 32, uint32_t,
                              typename std::conditional<width<R> == 16, uint16_t, uint8_t>::type>::type>::
    type;
template <class R> struct in_memory {
  typedef word_bits<R> __attribute__((may_alias)) type;
};
template <class R> inline word_bits<R> bits_of(R x) { return npu::detail::bit_cast<word_bits<R>>(x.value()); }
template <class R> inline R of_bits(word_bits<R> bits) { return npu::detail::bit_cast<value<R>>(bits); }
} // namespace detail
template <class R> inline R ld_volatile(const void *from) {
  npu::detail::spin_hint(npu::detail::spin::unchanged);
  return detail::of_bits<R>(
      __atomic_load_n(static_cast<const typename detail::in_memory<R>::type *>(from), __ATOMIC_ACQUIRE));
}
template <class R> inline void st_volatile(void *to, R value) {
  __atomic_store_n(static_cast<typename detail::in_memory<R>::type *>(to), detail::bits_of(value),
                   __ATOMIC_RELEASE);
}
template <class R, class... D> inline void ld_volatile(const void *from, D &...to) {
  detail::load_all<R>([](const void *p) { return ld_volatile<R>(p); }, from, to...);
}
template <class R, class... S> inline void st_volatile(void *to, R first, R second, S... rest) {
  const R values[] = {first, second, R(rest)...};
  for (size_t i = 0; i < sizeof...(S) + 2; ++i)
    st_volatile<R>(static_cast<char *>(to) + i * sizeof(detail::value<R>), values[i]);
}

// --- atomics ---

// They acquire and release, whatever the instruction asks for. The old value is returned.
namespace detail {
template <class R, class Update> inline R atomic(void *at, Update update) {
  return npu::detail::atomic_update<true>(static_cast<value<R> *>(at), update);
}
} // namespace detail
#define NPU_DETAIL_PTX_ATOM(name, expression)                                                                \
  template <class R> inline R atom_##name(void *at, R b) {                                                   \
    return detail::atomic<R>(at, [b](detail::value<R> old) -> detail::value<R> {                             \
      const R a = old;                                                                                       \
      return (expression).value();                                                                           \
    });                                                                                                      \
  }
NPU_DETAIL_PTX_ATOM(add, add<R>(a, b))
NPU_DETAIL_PTX_ATOM(min, min<R>(a, b))
NPU_DETAIL_PTX_ATOM(max, max<R>(a, b))
NPU_DETAIL_PTX_ATOM(and, bit_and<R>(a, b))
NPU_DETAIL_PTX_ATOM(or, bit_or<R>(a, b))
NPU_DETAIL_PTX_ATOM(xor, bit_xor<R>(a, b))
NPU_DETAIL_PTX_ATOM(exch, (static_cast<void>(a), b))
NPU_DETAIL_PTX_ATOM(inc, a.value() >= b.value() ? R(0) : R(a.value() + 1))
NPU_DETAIL_PTX_ATOM(dec, a.value() == 0 || a.value() > b.value() ? b : R(a.value() - 1))
#undef NPU_DETAIL_PTX_ATOM
template <class R> inline R atom_cas(void *at, R compare, R value) {
  detail::word_bits<R> old = detail::bits_of(compare);
  typename detail::in_memory<R>::type word = old;
  if (!__atomic_compare_exchange_n(static_cast<typename detail::in_memory<R>::type *>(at), &word,
                                   detail::bits_of(value), false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    npu::detail::spin_hint(npu::detail::spin::failed);
  old = word;
  return detail::of_bits<R>(old);
}

// --- asynchronous copies ---

// A copy is complete when it is issued, so that groups of copies are never waited for. What lies beyond
// `from_size` becomes zero.
inline void cp_async(void *to, const void *from, uint32_t size, uint32_t from_size) {
  const uint32_t there = from_size < size ? from_size : size;
  memcpy(to, from, there);
  memset(static_cast<char *>(to) + there, 0, size - there);
}
inline void cp_async(void *to, const void *from, uint32_t size) { memcpy(to, from, size); }
inline void cp_async_commit_group() {}
inline void cp_async_wait_group(unsigned) {}
inline void cp_async_wait_all() {}

// --- hints ---

inline void prefetch(const void *p) { __builtin_prefetch(p); }
// The contents may be lost, and are not.
inline void discard(const void *, uint32_t) {}
// A policy for the cache; only ever passed on.
inline u64 createpolicy() { return uint64_t(0); }

} // namespace ptx
} // namespace npu

#endif
