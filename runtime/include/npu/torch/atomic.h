// SPDX-License-Identifier: Apache-2.0
// Atomic functions on the types of tensors: npu::atomicAdd for torch's types, and the names of
// ATen/cuda/Atomic.cuh.
#ifndef NPU_TORCH_ATOMIC_H
#define NPU_TORCH_ATOMIC_H

#include "npu/atomic.h"

#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>
#include <c10/util/complex.h>

#include <cstdint>
#include <type_traits>

namespace npu {

#define NPU_DETAIL_TENSOR_ATOMIC_ADD(T, expression)                                                          \
  inline T atomicAdd(T *address, T value) {                                                                  \
    return detail::atomic_update(address, [value](T old) { return static_cast<T>(expression); });            \
  }
NPU_DETAIL_TENSOR_ATOMIC_ADD(uint8_t, old + value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(int8_t, old + value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(int16_t, old + value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(int64_t, old + value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(bool, old || value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(c10::Half, old + value)
NPU_DETAIL_TENSOR_ATOMIC_ADD(c10::BFloat16, old + value)
#undef NPU_DETAIL_TENSOR_ATOMIC_ADD

// Each part by itself is added atomically.
template <class T> inline void atomicAdd(c10::complex<T> *address, c10::complex<T> value) {
  T *parts = reinterpret_cast<T *>(address);
  atomicAdd(parts, value.real());
  atomicAdd(parts + 1, value.imag());
}

namespace torch {

template <class T>
inline auto gpuAtomicAdd(T *address, T value) -> decltype(::npu::atomicAdd(address, value)) {
  return ::npu::atomicAdd(address, value);
}
template <class T> inline void gpuAtomicAddNoReturn(T *address, T value) { gpuAtomicAdd(address, value); }

template <class T> inline T gpuAtomicMul(T *address, T value) {
  return ::npu::detail::atomic_update(address, [value](T old) { return static_cast<T>(old * value); });
}

// The larger and the smaller; a NaN wins.
template <class T> inline T gpuAtomicMax(T *address, T value) {
  return ::npu::detail::atomic_update(address,
                                      [value](T old) { return old != old || old > value ? old : value; });
}
template <class T> inline T gpuAtomicMin(T *address, T value) {
  return ::npu::detail::atomic_update(address,
                                      [value](T old) { return old != old || old < value ? old : value; });
}

// tensor[index] += value.
template <class T, class Index>
inline void fastAtomicAdd(T *tensor, Index index, const Index, T value, bool = true) {
  gpuAtomicAdd(tensor + index, value);
}

} // namespace torch
} // namespace npu

#endif
