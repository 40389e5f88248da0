// SPDX-License-Identifier: Apache-2.0
// Loads and stores with cache hints, fences, address-space conversions and prefetches. The cache hints of the
// device have no counterpart on a CPU: these are plain accesses (volatile ones for ldcv and stwt, which must
// reach memory).
#ifndef NPU_INTRINSICS_MEMORY_H
#define NPU_INTRINSICS_MEMORY_H

#include "npu/detail/spin.h"

#include <stddef.h>
#include <stdint.h>

namespace npu {

// *p, for any type that can be copied.
template <class T> inline T ldg(const T *p) { return *p; }
template <class T> inline T ldcg(const T *p) { return *p; }
template <class T> inline T ldca(const T *p) { return *p; }
template <class T> inline T ldcs(const T *p) { return *p; }
template <class T> inline T ldlu(const T *p) { return *p; }
// Always reads memory, so it serves to wait; after some of them the thread gives way.
template <class T> inline T ldcv(const T *p) {
  detail::spin_hint(detail::spin::unchanged);
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

// Writes of this thread before the fence are seen before its writes after it: by the threads of its block, of
// the device, of the system. A loop that waits often holds a fence, so after some of them the thread gives
// way.
inline void threadfence_block() { __atomic_thread_fence(__ATOMIC_SEQ_CST); }
inline void threadfence() {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
  detail::spin_hint(detail::spin::unchanged);
}
inline void threadfence_system() { threadfence(); }

// There is one address space. What is neither shared memory of the block nor a thread's own counts as global,
// constant memory too. Addresses of global, constant and local memory are the pointers' own. Addresses of
// shared memory fit 32 bits, as on the device, where code keeps them in an unsigned; they hold for the
// threads of the block that made them.
inline unsigned isShared(const void *p) { return detail::is_shared(p); }
inline unsigned isLocal(const void *p) { return detail::is_local(p); }
inline unsigned isGlobal(const void *p) { return !isShared(p) && !isLocal(p); }
inline unsigned isConstant(const void *) { return 0; }
inline unsigned isGridConstant(const void *) { return 0; }
#define NPU_DETAIL_ADDRESS_SPACE(name)                                                                       \
  inline size_t cvta_generic_to_##name(const void *p) { return reinterpret_cast<uintptr_t>(p); }             \
  inline void *cvta_##name##_to_generic(size_t address) { return reinterpret_cast<void *>(address); }
NPU_DETAIL_ADDRESS_SPACE(global)
NPU_DETAIL_ADDRESS_SPACE(constant)
NPU_DETAIL_ADDRESS_SPACE(local)
#undef NPU_DETAIL_ADDRESS_SPACE
inline size_t cvta_generic_to_shared(const void *p) { return detail::shared_address(p); }
inline void *cvta_shared_to_generic(size_t address) { return detail::shared_pointer(address); }

} // namespace npu

#endif
