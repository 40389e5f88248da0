// SPDX-License-Identifier: Apache-2.0
// gpu_kernel: a function for each element of the tensors of an at::TensorIterator, as
// ATen/native/cuda/Loops.cuh has it. Operands may have any strides, and types other than the function's.
#ifndef NPU_TORCH_LOOPS_H
#define NPU_TORCH_LOOPS_H

#include "npu/torch.h"

#include <ATen/TensorIterator.h>
#include <ATen/detail/FunctionTraits.h>
#include <c10/core/DynamicCast.h>

#include <tuple>
#include <type_traits>
#include <utility>

#ifdef NPU_KERNEL_LANGUAGE

#ifndef GPU_LAMBDA // marks functions for both sides
#define GPU_LAMBDA
#endif

namespace npu {
namespace torch {
namespace detail {

// The operands of an element-wise kernel; the first is the result.
template <int Operands> struct Elements {
  static constexpr int most_dimensions = 16;
  int dimensions = 0;
  int64_t sizes[most_dimensions];
  int64_t strides[most_dimensions][Operands]; // in bytes
  char *data[Operands];
  c10::ScalarType types[Operands];

  explicit Elements(const at::TensorIteratorBase &iterator) : dimensions(iterator.ndim()) {
    TORCH_CHECK(dimensions <= most_dimensions, "tensors of more than ", most_dimensions, " dimensions");
    for (int d = 0; d < dimensions; ++d)
      sizes[d] = iterator.shape()[d];
    for (int i = 0; i < Operands; ++i) {
      data[i] = static_cast<char *>(iterator.data_ptr(i));
      types[i] = iterator.dtype(i);
      for (int d = 0; d < dimensions; ++d)
        strides[d][i] = iterator.strides(i)[d];
    }
  }

  char *at(int operand, int64_t element) const {
    char *address = data[operand];
    for (int d = 0; d < dimensions; ++d) {
      address += element % sizes[d] * strides[d][operand];
      element /= sizes[d];
    }
    return address;
  }
  template <class T> T load(int operand, int64_t element) const {
    const char *address = at(operand, element);
    if (types[operand] == c10::CppTypeToScalarType<T>::value)
      return *reinterpret_cast<const T *>(address);
    return c10::fetch_and_cast<T>(types[operand], address);
  }
  template <class T> void store(int64_t element, T value) const {
    char *address = at(0, element);
    if (types[0] == c10::CppTypeToScalarType<T>::value)
      *reinterpret_cast<T *>(address) = value;
    else
      c10::cast_and_store<T>(types[0], address, value);
  }
};

template <class F, class E, size_t... I>
inline void apply_to_element(const F &f, const E &elements, int64_t i, std::index_sequence<I...>) {
  using Arguments = typename function_traits<F>::ArgsTuple;
  elements.store(
      i, f(elements.template load<std::decay_t<std::tuple_element_t<I, Arguments>>>(int(I) + 1, i)...));
}

template <class F, class E> NPU_GLOBAL void for_elements(F f, E elements, int64_t count) {
  const int64_t i = static_cast<int64_t>(npu::blockIdx.x) * npu::blockDim.x + npu::threadIdx.x;
  if (i < count)
    apply_to_element(f, elements, i, std::make_index_sequence<function_traits<F>::arity>());
}

} // namespace detail

// result = f(arguments...) for each element, in the current stream.
template <class F> inline void gpu_kernel(at::TensorIteratorBase &iterator, const F &f) {
  using Elements = detail::Elements<int(function_traits<F>::arity) + 1>;
  TORCH_INTERNAL_ASSERT(iterator.ntensors() == int(function_traits<F>::arity) + 1);
  for (int i = 0; i < iterator.ntensors(); ++i)
    TORCH_INTERNAL_ASSERT(is_npu(iterator.device(i)), "argument ", i,
                          ": expected a tensor of the device, not of ", iterator.device(i));
  const int64_t count = iterator.numel();
  if (count == 0)
    return;
  const Guard guard(iterator.device(0));
  NPU_LAUNCH((detail::for_elements<F, Elements>), (GET_BLOCKS(count, 256), 256, 0, getCurrentStream()), f,
             Elements(iterator), count);
  NPU_TORCH_LAUNCH_CHECK();
}

// With two arguments, of which one may be a number on the host.
template <class F> inline void gpu_kernel_with_scalars(at::TensorIteratorBase &iterator, const F &f) {
  using A = std::decay_t<typename function_traits<F>::template arg<0>::type>;
  using B = std::decay_t<typename function_traits<F>::template arg<1>::type>;
  if (iterator.is_cpu_scalar(1)) {
    const A a = iterator.scalar_value<A>(1);
    iterator.remove_operand(1);
    gpu_kernel(iterator, [=](B b) { return f(a, b); });
  } else if (iterator.is_cpu_scalar(2)) {
    const B b = iterator.scalar_value<B>(2);
    iterator.remove_operand(2);
    gpu_kernel(iterator, [=](A a) { return f(a, b); });
  } else {
    gpu_kernel(iterator, f);
  }
}

} // namespace torch
} // namespace npu

#endif
#endif
