// SPDX-License-Identifier: Apache-2.0
// Atomic functions on memory shared by threads: read the old value, store the new one, return the old one, in
// one step.
//
// Like CUDA's they order nothing else (relaxed), except that atomicCAS and atomicExch also acquire and
// release, because much code builds locks of them without the fences it needs. Suffixes _block and _system
// narrow and widen the scope; on a CPU all scopes are one. Addresses must be aligned to their type.
//
// A thread that only waits would never let the other threads of its block run, so an atomic function that
// changed nothing counts as a sign of waiting: after a few of them the thread yields.
#ifndef NPU_ATOMIC_H
#define NPU_ATOMIC_H

#include "npu/detail/bits.h"
#include "npu/detail/spin.h"
#include "npu/vector_types.h"

#include <stdint.h>

namespace npu {
namespace detail {

template <int Size> struct word;
template <> struct word<1> {
  typedef uint8_t __attribute__((may_alias)) type;
};
template <> struct word<2> {
  typedef uint16_t __attribute__((may_alias)) type;
};
template <> struct word<4> {
  typedef uint32_t __attribute__((may_alias)) type;
};
template <> struct word<8> {
  typedef uint64_t __attribute__((may_alias)) type;
};

// Replaces *address by update(*address), atomically; returns the old value. With `Ordered` it acquires and
// releases.
template <bool Ordered = false, class T, class Update> inline T atomic_update(T *address, Update update) {
  using Word = typename word<sizeof(T)>::type;
  constexpr int loads = Ordered ? __ATOMIC_ACQUIRE : __ATOMIC_RELAXED;
  Word *const place = reinterpret_cast<Word *>(address);
  Word old = __atomic_load_n(place, loads);
  for (;;) {
    const T value = bit_cast<T>(old);
    const Word next = bit_cast<Word>(static_cast<T>(update(value)));
    if (next == old) {
      spin_hint(spin::unchanged);
      return value;
    }
    if (__atomic_compare_exchange_n(place, &old, next, true, Ordered ? __ATOMIC_ACQ_REL : __ATOMIC_RELAXED,
                                    loads))
      return value;
  }
}

template <class T> inline T atomic_exchange(T *address, T value) {
  using Word = typename word<sizeof(T)>::type;
  const Word next = bit_cast<Word>(value);
  const Word old = __atomic_exchange_n(reinterpret_cast<Word *>(address), next, __ATOMIC_ACQ_REL);
  if (old == next)
    spin_hint(spin::unchanged);
  return bit_cast<T>(old);
}

template <class T> inline T atomic_compare_and_swap(T *address, T compare, T value) {
  T old = compare;
  if (!__atomic_compare_exchange_n(address, &old, value, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    spin_hint(spin::failed);
  return old;
}

} // namespace detail

// Defines one function in its three scopes.
#define NPU_DETAIL_ATOMIC(name, T, ...)                                                                      \
  inline T name(T *address, T value) { __VA_ARGS__ }                                                         \
  inline T name##_block(T *address, T value) { return name(address, value); }                                \
  inline T name##_system(T *address, T value) { return name(address, value); }

// Integer operations that the processor has. An add of 0 or an or of 0 is a read: a way to wait.
#define NPU_DETAIL_ATOMIC_FETCH(name, T, builtin, neutral)                                                   \
  NPU_DETAIL_ATOMIC(name, T, if (value == neutral) detail::spin_hint(detail::spin::unchanged);               \
                    return builtin(address, value, __ATOMIC_RELAXED);)
NPU_DETAIL_ATOMIC_FETCH(atomicAdd, int, __atomic_fetch_add, 0)
NPU_DETAIL_ATOMIC_FETCH(atomicAdd, unsigned, __atomic_fetch_add, 0)
NPU_DETAIL_ATOMIC_FETCH(atomicAdd, unsigned long long, __atomic_fetch_add, 0)
NPU_DETAIL_ATOMIC_FETCH(atomicSub, int, __atomic_fetch_sub, 0)
NPU_DETAIL_ATOMIC_FETCH(atomicSub, unsigned, __atomic_fetch_sub, 0)
#define NPU_DETAIL_ATOMIC_BITS(T)                                                                            \
  NPU_DETAIL_ATOMIC_FETCH(atomicAnd, T, __atomic_fetch_and, static_cast<T>(-1))                              \
  NPU_DETAIL_ATOMIC_FETCH(atomicOr, T, __atomic_fetch_or, 0)                                                 \
  NPU_DETAIL_ATOMIC_FETCH(atomicXor, T, __atomic_fetch_xor, 0)
NPU_DETAIL_ATOMIC_BITS(int)
NPU_DETAIL_ATOMIC_BITS(unsigned)
NPU_DETAIL_ATOMIC_BITS(long long)
NPU_DETAIL_ATOMIC_BITS(unsigned long long)
#undef NPU_DETAIL_ATOMIC_BITS
#undef NPU_DETAIL_ATOMIC_FETCH

// Operations by compare-and-swap. `old` is the value found.
#define NPU_DETAIL_ATOMIC_UPDATE(name, T, expression)                                                        \
  NPU_DETAIL_ATOMIC(name, T, return detail::atomic_update(address, [value](T old) { return expression; });)
NPU_DETAIL_ATOMIC_UPDATE(atomicAdd, float, old + value)
NPU_DETAIL_ATOMIC_UPDATE(atomicAdd, double, old + value)
#define NPU_DETAIL_ATOMIC_EXTREMES(T)                                                                        \
  NPU_DETAIL_ATOMIC_UPDATE(atomicMin, T, value < old ? value : old)                                          \
  NPU_DETAIL_ATOMIC_UPDATE(atomicMax, T, value > old ? value : old)
NPU_DETAIL_ATOMIC_EXTREMES(int)
NPU_DETAIL_ATOMIC_EXTREMES(unsigned)
NPU_DETAIL_ATOMIC_EXTREMES(long long)
NPU_DETAIL_ATOMIC_EXTREMES(unsigned long long)
#undef NPU_DETAIL_ATOMIC_EXTREMES
// Counts up from 0 to `value` and wraps to 0; counts down from `value` to 0 and wraps to `value`.
NPU_DETAIL_ATOMIC_UPDATE(atomicInc, unsigned, old >= value ? 0 : old + 1)
NPU_DETAIL_ATOMIC_UPDATE(atomicDec, unsigned, old == 0 || old > value ? value : old - 1)
#undef NPU_DETAIL_ATOMIC_UPDATE

// Stores `value`.
NPU_DETAIL_ATOMIC(atomicExch, int, return detail::atomic_exchange(address, value);)
NPU_DETAIL_ATOMIC(atomicExch, unsigned, return detail::atomic_exchange(address, value);)
NPU_DETAIL_ATOMIC(atomicExch, unsigned long long, return detail::atomic_exchange(address, value);)
NPU_DETAIL_ATOMIC(atomicExch, float, return detail::atomic_exchange(address, value);)

// Each component by itself is added atomically, not the vector as a whole.
NPU_DETAIL_ATOMIC(atomicAdd, float2,
                  return make_float2(atomicAdd(&address->x, value.x), atomicAdd(&address->y, value.y));)
NPU_DETAIL_ATOMIC(atomicAdd, float4,
                  return make_float4(atomicAdd(&address->x, value.x), atomicAdd(&address->y, value.y),
                                     atomicAdd(&address->z, value.z), atomicAdd(&address->w, value.w));)
#undef NPU_DETAIL_ATOMIC

// Stores `value` if *address equals `compare`.
#define NPU_DETAIL_ATOMIC_CAS(name, T)                                                                       \
  inline T name(T *address, T compare, T value) {                                                            \
    return detail::atomic_compare_and_swap(address, compare, value);                                         \
  }
#define NPU_DETAIL_ATOMIC_CAS_SCOPES(T)                                                                      \
  NPU_DETAIL_ATOMIC_CAS(atomicCAS, T)                                                                        \
  NPU_DETAIL_ATOMIC_CAS(atomicCAS_block, T)                                                                  \
  NPU_DETAIL_ATOMIC_CAS(atomicCAS_system, T)
NPU_DETAIL_ATOMIC_CAS_SCOPES(int)
NPU_DETAIL_ATOMIC_CAS_SCOPES(unsigned)
NPU_DETAIL_ATOMIC_CAS_SCOPES(unsigned short)
NPU_DETAIL_ATOMIC_CAS_SCOPES(unsigned long long)
#undef NPU_DETAIL_ATOMIC_CAS_SCOPES
#undef NPU_DETAIL_ATOMIC_CAS

} // namespace npu

#endif
