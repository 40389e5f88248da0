// SPDX-License-Identifier: Apache-2.0
// The scoped atomic builtins of newer compilers (CUDA 12.8).
#ifndef NPUIFY_NV_ATOMIC_H
#define NPUIFY_NV_ATOMIC_H

#define __NV_ATOMIC_RELAXED 0
#define __NV_ATOMIC_CONSUME 1
#define __NV_ATOMIC_ACQUIRE 2
#define __NV_ATOMIC_RELEASE 3
#define __NV_ATOMIC_ACQ_REL 4
#define __NV_ATOMIC_SEQ_CST 5
#define __NV_THREAD_SCOPE_THREAD 0
#define __NV_THREAD_SCOPE_BLOCK 1
#define __NV_THREAD_SCOPE_CLUSTER 2
#define __NV_THREAD_SCOPE_DEVICE 3
#define __NV_THREAD_SCOPE_SYSTEM 4

template <class T> T __nv_atomic_load_n(T *address, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
void __nv_atomic_store_n(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_exchange_n(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_add(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_sub(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_and(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_or(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_xor(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_min(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
T __nv_atomic_fetch_max(T *address, V value, int order, int scope = __NV_THREAD_SCOPE_SYSTEM);
template <class T, class V>
bool __nv_atomic_compare_exchange_n(T *address, T *expected, V desired, bool weak, int success, int failure,
                                    int scope = __NV_THREAD_SCOPE_SYSTEM);
void __nv_atomic_thread_fence(int order, int scope = __NV_THREAD_SCOPE_SYSTEM);

#endif
