// SPDX-License-Identifier: Apache-2.0
// libcu++: atomics, barriers and pipelines of namespace cuda. cuda::std stands for the host's standard
// library.
#ifndef NPUIFY_LIBCUDACXX_H
#define NPUIFY_LIBCUDACXX_H

#include <npuify/macros_aside.inc>

#ifdef __cplusplus
#include <atomic>
#include <chrono>
#include <complex>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <stddef.h>
#include <tuple>
#include <type_traits>
#include <utility>

#pragma clang force_cuda_host_device begin
namespace cuda {
// The standard library, and what libcu++ has of C++20 in C++17. Functions take anything: their names matter.
namespace std {
using namespace ::std;
#if __cplusplus < 202002L
template <class T> struct remove_cvref {
  using type = ::std::remove_cv_t<::std::remove_reference_t<T>>;
};
template <class T> using remove_cvref_t = typename remove_cvref<T>::type;
template <class T> struct type_identity {
  using type = T;
};
template <class T> using type_identity_t = T;
struct identity {
  template <class T> constexpr T &&operator()(T &&value) const { return static_cast<T &&>(value); }
};
enum class endian { little, big, native };
template <class C> constexpr ptrdiff_t ssize(const C &c);
template <class To, class From> To bit_cast(const From &from);
template <class T> constexpr int popcount(T value);
template <class T> constexpr int countl_zero(T value);
template <class T> constexpr int countr_zero(T value);
template <class T> constexpr int countl_one(T value);
template <class T> constexpr int countr_one(T value);
template <class T> constexpr bool has_single_bit(T value);
template <class T> constexpr int bit_width(T value);
template <class T> constexpr T bit_floor(T value);
template <class T> constexpr T bit_ceil(T value);
template <class T> constexpr T rotl(T value, int by);
template <class T> constexpr T rotr(T value, int by);
constexpr size_t dynamic_extent = static_cast<size_t>(-1);
template <class T, size_t Extent = dynamic_extent> struct span {
  using element_type = T;
  using value_type = ::std::remove_cv_t<T>;
  using size_type = size_t;
  using difference_type = ptrdiff_t;
  using pointer = T *;
  using reference = T &;
  using iterator = T *;
  static constexpr size_t extent = Extent;
  constexpr span();
  constexpr span(T *first, size_t count);
  constexpr span(T *first, T *last);
  template <size_t N> constexpr span(T (&array)[N]);
  template <class Container, class = decltype(::std::declval<Container &>().data())>
  constexpr span(Container &&container);
  constexpr T *data() const;
  constexpr size_t size() const;
  constexpr size_t size_bytes() const;
  constexpr bool empty() const;
  constexpr T &operator[](size_t i) const;
  constexpr T &front() const;
  constexpr T &back() const;
  constexpr T *begin() const;
  constexpr T *end() const;
  constexpr span<T> first(size_t count) const;
  constexpr span<T> last(size_t count) const;
  constexpr span<T> subspan(size_t offset, size_t count = dynamic_extent) const;
  template <size_t Count> constexpr span<T, Count> first() const;
  template <size_t Count> constexpr span<T, Count> last() const;
};
template <class T, size_t N> span(T (&)[N]) -> span<T, N>;
template <class T> span(T *, size_t) -> span<T>;
template <class T> span(T *, T *) -> span<T>;
template <class Container>
span(Container &&) -> span<::std::remove_pointer_t<decltype(::std::declval<Container &>().data())>>;
#endif
} // namespace std

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

template <thread_scope Scope = thread_scope_system, ptrdiff_t LeastMax = 0x7fffffff>
struct counting_semaphore {
  static constexpr ptrdiff_t max();
  constexpr explicit counting_semaphore(ptrdiff_t count = 0);
  void release(ptrdiff_t update = 1);
  bool try_acquire();
  void acquire();
  template <class Time> bool try_acquire_until(const Time &end);
  template <class Duration> bool try_acquire_for(const Duration &duration);
};
template <thread_scope Scope = thread_scope_system> using binary_semaphore = counting_semaphore<Scope, 1>;
template <thread_scope Scope = thread_scope_system> struct latch {
  constexpr explicit latch(ptrdiff_t expected);
  void count_down(ptrdiff_t update = 1);
  bool try_wait() const;
  void wait() const;
  void arrive_and_wait(ptrdiff_t update = 1);
};

template <class Result, class Function> Function proclaim_return_type(Function function);
template <class T = void> struct maximum {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const {
    return a < b ? b : a;
  }
};
template <class T = void> struct minimum {
  template <class A, class B> constexpr auto operator()(const A &a, const B &b) const {
    return b < a ? b : a;
  }
};
template <class T, class U> constexpr ::std::common_type_t<T, U> ceil_div(T a, U b);
template <class T, class U> constexpr ::std::common_type_t<T, U> round_up(T a, U b);
template <class T, class U> constexpr ::std::common_type_t<T, U> round_down(T a, U b);
template <class T> constexpr bool is_power_of_two(T value);
template <class T> constexpr int ilog2(T value);

namespace device {
template <class Barrier> void barrier_arrive_tx(Barrier &barrier, ptrdiff_t arrive, ptrdiff_t update);
template <thread_scope Scope> unsigned long long *barrier_native_handle(barrier<Scope> &object);
} // namespace device
} // namespace cuda
#pragma clang force_cuda_host_device end
#endif

#include <npuify/macros_restored.inc>

#endif
