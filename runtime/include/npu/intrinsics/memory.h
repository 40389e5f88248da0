// SPDX-License-Identifier: Apache-2.0
// Loads and stores with cache hints, fences, address-space conversions and prefetches. The cache hints of the device
// have no counterpart on a CPU: these are plain accesses (volatile ones for ldcv and stwt, which must reach memory).
#ifndef NPU_INTRINSICS_MEMORY_H
#define NPU_INTRINSICS_MEMORY_H

#include <stddef.h>
#include <stdint.h>

namespace npu {

// *p, for any type that can be copied.
template <class T> inline T ldg(const T *p) { return *p; }
template <class T> inline T ldcg(const T *p) { return *p; }
template <class T> inline T ldca(const T *p) { return *p; }
template <class T> inline T ldcs(const T *p) { return *p; }
template <class T> inline T ldlu(const T *p) { return *p; }
// Always reads memory.
template <class T> inline T ldcv(const T *p) {
  __asm__ __volatile__("" ::: "memory");
  return *p;
}

namespace detail {
template <class T> struct plain {
  using type = T;
};
} // namespace detail

// *p = value.
template <class T> inline void stwb(T *p, typename detail::plain<T>::type value) { *p = value; }
template <class T> inline void stcg(T *p, typename detail::plain<T>::type value) { *p = value; }
template <class T> inline void stcs(T *p, typename detail::plain<T>::type value) { *p = value; }
// Always writes memory.
template <class T> inline void stwt(T *p, typename detail::plain<T>::type value) {
  *p = value;
  __asm__ __volatile__("" ::: "memory");
}

// Writes of this thread before the fence are seen by the threads of its block, of the device, of the system, before its
// writes after it.
inline void threadfence_block() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void threadfence() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void threadfence_system() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

// There is one address space: addresses of shared, global, constant and local memory are ordinary addresses, and the
// predicates hold for every pointer but isShared and isLocal, which cannot be told and are false.
inline size_t cvta_generic_to_shared(const void *p) { return reinterpret_cast<uintptr_t>(p); }
inline size_t cvta_generic_to_global(const void *p) { return reinterpret_cast<uintptr_t>(p); }
inline size_t cvta_generic_to_local(const void *p) { return reinterpret_cast<uintptr_t>(p); }
inline size_t cvta_generic_to_constant(const void *p) { return reinterpret_cast<uintptr_t>(p); }
inline void *cvta_shared_to_generic(size_t address) { return reinterpret_cast<void *>(address); }
inline void *cvta_global_to_generic(size_t address) { return reinterpret_cast<void *>(address); }
inline void *cvta_local_to_generic(size_t address) { return reinterpret_cast<void *>(address); }
inline void *cvta_constant_to_generic(size_t address) { return reinterpret_cast<void *>(address); }

} // namespace npu

#endif
