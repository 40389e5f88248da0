// SPDX-License-Identifier: Apache-2.0
// libcu++: atomics, barriers and pipelines of namespace cuda. cuda::std stands for the host's standard
// library.
#ifndef NPUIFY_LIBCUDACXX_H
#define NPUIFY_LIBCUDACXX_H

#include <npuify/macros_aside.inc>

#ifdef __cplusplus
#include <atomic>
#include <chrono>
#include <stddef.h>
#include <type_traits>

#pragma clang force_cuda_host_device begin
namespace cuda {
namespace std = ::std;

enum thread_scope { thread_scope_system, thread_scope_device, thread_scope_block, thread_scope_thread };
using ::std::memory_order;
using ::std::memory_order_acq_rel;
using ::std::memory_order_acquire;
using ::std::memory_order_consume;
using ::std::memory_order_relaxed;
using ::std::memory_order_release;
using ::std::memory_order_seq_cst;

template <class T> struct atomic_operations {
  void store(T value, memory_order order = memory_order_seq_cst);
  T load(memory_order order = memory_order_seq_cst) const;
  T exchange(T value, memory_order order = memory_order_seq_cst);
  bool compare_exchange_weak(T &expected, T desired, memory_order order = memory_order_seq_cst);
  bool compare_exchange_weak(T &expected, T desired, memory_order success, memory_order failure);
  bool compare_exchange_strong(T &expected, T desired, memory_order order = memory_order_seq_cst);
  bool compare_exchange_strong(T &expected, T desired, memory_order success, memory_order failure);
  T fetch_add(T value, memory_order order = memory_order_seq_cst);
  T fetch_sub(T value, memory_order order = memory_order_seq_cst);
  T fetch_and(T value, memory_order order = memory_order_seq_cst);
  T fetch_or(T value, memory_order order = memory_order_seq_cst);
  T fetch_xor(T value, memory_order order = memory_order_seq_cst);
  T fetch_min(T value, memory_order order = memory_order_seq_cst);
  T fetch_max(T value, memory_order order = memory_order_seq_cst);
  T operator++();
  T operator++(int);
  T operator--();
  T operator--(int);
  T operator+=(T value);
  T operator-=(T value);
  operator T() const;
  void wait(T old, memory_order order = memory_order_seq_cst) const;
  void notify_one();
  void notify_all();
};
template <class T, thread_scope Scope = thread_scope_system> struct atomic : atomic_operations<T> {
  atomic() = default;
  atomic(T value);
  T operator=(T value);
};
template <class T, thread_scope Scope = thread_scope_system> struct atomic_ref : atomic_operations<T> {
  explicit atomic_ref(T &object);
  T operator=(T value);
};
void atomic_thread_fence(memory_order order, thread_scope scope = thread_scope_system);

template <thread_scope Scope = thread_scope_system> struct barrier {
  struct arrival_token {};
  barrier() = default;
  barrier(ptrdiff_t expected);
  arrival_token arrive(ptrdiff_t update = 1);
  void wait(arrival_token &&arrival) const;
  void arrive_and_wait();
  void arrive_and_drop();
};
template <thread_scope Scope> void init(barrier<Scope> *object, ptrdiff_t expected);

template <size_t Alignment> struct aligned_size_t {
  size_t value;
  explicit constexpr aligned_size_t(size_t size) : value(size) {}
  constexpr operator size_t() const { return value; }
};
enum class pipeline_role { producer, consumer };
template <thread_scope Scope, unsigned char Stages = 1> struct pipeline_shared_state {};
template <thread_scope Scope> struct pipeline {
  void producer_acquire();
  void producer_commit();
  void consumer_wait();
  void consumer_release();
  template <class Rep, class Period>
  bool consumer_wait_for(const ::std::chrono::duration<Rep, Period> &duration);
  bool quit();
};
pipeline<thread_scope_thread> make_pipeline();
template <class Group, thread_scope Scope, unsigned char Stages, class... Role>
pipeline<Scope> make_pipeline(const Group &group, pipeline_shared_state<Scope, Stages> *state, Role... role);
template <unsigned char Prior> void pipeline_consumer_wait_prior(pipeline<thread_scope_thread> &pipe);
template <class T, class Shape, class Sync> void memcpy_async(T *dst, const T *src, Shape size, Sync &sync);
template <class Group, class T, class Shape, class Sync>
void memcpy_async(const Group &group, T *dst, const T *src, Shape size, Sync &sync);
template <class Shape, class Sync> void memcpy_async(void *dst, const void *src, Shape size, Sync &sync);

namespace device {
template <class Barrier> void barrier_arrive_tx(Barrier &barrier, ptrdiff_t arrive, ptrdiff_t update);
template <thread_scope Scope> unsigned long long *barrier_native_handle(barrier<Scope> &object);
} // namespace device
} // namespace cuda
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
