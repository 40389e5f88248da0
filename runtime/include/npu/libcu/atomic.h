// SPDX-License-Identifier: Apache-2.0
// atomic and atomic_ref with a scope: std::atomic's members, floating-point arithmetic, fetch_min and
// fetch_max. All scopes are one on a CPU. Loads and failed exchanges count as signs of waiting
// (npu/detail/spin.h), so that loops over them let the other threads of the block run.
#ifndef NPU_LIBCU_ATOMIC_H
#define NPU_LIBCU_ATOMIC_H

#include "npu/detail/macros_aside.inc"

#include "npu/detail/spin.h"
#include "npu/libcu/std.h"

#include <atomic>
#include <type_traits>

namespace npu {
namespace libcu {

enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };

using memory_order = ::std::memory_order;
constexpr memory_order memory_order_relaxed = ::std::memory_order_relaxed;
constexpr memory_order memory_order_consume = ::std::memory_order_consume;
constexpr memory_order memory_order_acquire = ::std::memory_order_acquire;
constexpr memory_order memory_order_release = ::std::memory_order_release;
constexpr memory_order memory_order_acq_rel = ::std::memory_order_acq_rel;
constexpr memory_order memory_order_seq_cst = ::std::memory_order_seq_cst;

inline void atomic_thread_fence(memory_order order, thread_scope = thread_scope_system) {
  ::std::atomic_thread_fence(order);
  npu::detail::spin_hint(npu::detail::spin::unchanged);
}

namespace detail {

// The operations on the object at Derived::address(). T is trivially copyable.
template <class T, class Derived> class atomic_operations {
  static_assert(::std::is_trivially_copyable<T>::value, "an atomic object is copied by bytes");

public:
  using value_type = T;

  T load(memory_order order = memory_order_seq_cst) const {
    npu::detail::spin_hint(npu::detail::spin::unchanged);
    T value;
    __atomic_load(place(), &value, static_cast<int>(order));
    return value;
  }
  operator T() const { return load(); }
  void store(T value, memory_order order = memory_order_seq_cst) const {
    __atomic_store(place(), &value, static_cast<int>(order));
  }
  T exchange(T value, memory_order order = memory_order_seq_cst) const {
    T old;
    __atomic_exchange(place(), &value, &old, static_cast<int>(order));
    if (__builtin_memcmp(&old, &value, sizeof(T)) == 0)
      npu::detail::spin_hint(npu::detail::spin::unchanged);
    return old;
  }
  bool compare_exchange_strong(T &expected, T value, memory_order = memory_order_seq_cst,
                               memory_order = memory_order_seq_cst) const {
    if (__atomic_compare_exchange(place(), &expected, &value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
      return true;
    npu::detail::spin_hint(npu::detail::spin::failed);
    return false;
  }
  bool compare_exchange_weak(T &expected, T value, memory_order = memory_order_seq_cst,
                             memory_order = memory_order_seq_cst) const {
    return compare_exchange_strong(expected, value);
  }

  // Waits until the value differs from `old`; nobody has to be notified.
  void wait(T old, memory_order order = memory_order_seq_cst) const {
    for (T value = load(order); __builtin_memcmp(&value, &old, sizeof(T)) == 0; value = load(order))
      npu::detail::yield();
  }
  void notify_one() const {}
  void notify_all() const {}

  // Each returns the old value.
#define NPU_DETAIL_FETCH(name, Operand, expression)                                                          \
  T name(Operand operand, memory_order = memory_order_seq_cst) const {                                       \
    return update([operand](T old) { return static_cast<T>(expression); });                                  \
  }
  using difference = typename ::std::conditional<::std::is_pointer<T>::value, ptrdiff_t, T>::type;
  NPU_DETAIL_FETCH(fetch_add, difference, old + operand)
  NPU_DETAIL_FETCH(fetch_sub, difference, old - operand)
  NPU_DETAIL_FETCH(fetch_and, T, old &operand)
  NPU_DETAIL_FETCH(fetch_or, T, old | operand)
  NPU_DETAIL_FETCH(fetch_xor, T, old ^ operand)
  NPU_DETAIL_FETCH(fetch_min, T, operand < old ? operand : old)
  NPU_DETAIL_FETCH(fetch_max, T, old < operand ? operand : old)
#undef NPU_DETAIL_FETCH
  T operator++() const { return fetch_add(1) + 1; }
  T operator--() const { return fetch_sub(1) - 1; }
  T operator++(int) const { return fetch_add(1); }
  T operator--(int) const { return fetch_sub(1); }
  T operator+=(difference operand) const { return fetch_add(operand) + operand; }
  T operator-=(difference operand) const { return fetch_sub(operand) - operand; }
  T operator&=(T operand) const { return fetch_and(operand) & operand; }
  T operator|=(T operand) const { return fetch_or(operand) | operand; }
  T operator^=(T operand) const { return fetch_xor(operand) ^ operand; }

private:
  T *place() const { return static_cast<const Derived *>(this)->address(); }
  template <class Update> T update(Update change) const {
    T old;
    __atomic_load(place(), &old, __ATOMIC_RELAXED);
    for (;;) {
      T next = change(old);
      if (__atomic_compare_exchange(place(), &old, &next, true, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED))
        return old;
    }
  }
};

} // namespace detail

template <class T, thread_scope Scope = thread_scope_system>
class atomic : public detail::atomic_operations<T, atomic<T, Scope>> {
public:
  atomic() = default; // no value, as shared memory needs it
  constexpr atomic(T value) : value_(value) {}
  atomic(const atomic &) = delete;
  atomic &operator=(const atomic &) = delete;
  T operator=(T value) {
    this->store(value);
    return value;
  }
  T *address() const { return &value_; }

private:
  alignas(sizeof(T) <= 16 && (sizeof(T) & (sizeof(T) - 1)) == 0 ? sizeof(T) : alignof(T)) mutable T value_;
};

template <class T, thread_scope Scope = thread_scope_system>
class atomic_ref : public detail::atomic_operations<T, atomic_ref<T, Scope>> {
public:
  explicit atomic_ref(T &object) : object_(&object) {}
  T operator=(T value) const {
    this->store(value);
    return value;
  }
  T *address() const { return object_; }

private:
  T *object_;
};

} // namespace libcu
} // namespace npu

#include "npu/detail/macros_restored.inc"

#endif
