// SPDX-License-Identifier: Apache-2.0
// Descriptors, and how their elements are reached.
#ifndef NPU_LIBRARIES_DNN_TENSOR_H
#define NPU_LIBRARIES_DNN_TENSOR_H

#include "npu/bf16.h"
#include "npu/dnn.h"
#include "npu/fp16.h"

#include "on_stream.h"

#include <stdint.h>

#include <array>

struct npudnnContext {
  npuStream_t stream = nullptr;
};

struct npudnnTensorStruct {
  static constexpr int most_dims = 8;
  npudnnDataType_t type = NPUDNN_DATA_FLOAT;
  int dims = 0; // 0: not set
  int size[most_dims] = {};
  int64_t stride[most_dims] = {}; // in elements

  bool same_shape(const npudnnTensorStruct &other) const;
  int64_t count() const;
};
// Output channels, input channels of a group, space; strides as its format says.
struct npudnnFilterStruct : npudnnTensorStruct {};

namespace npu::libraries::dnn {

using tensor = npudnnTensorStruct;

// In the type that an element is computed in.
template <class T> struct computed {
  using type = float;
};
template <> struct computed<double> {
  using type = double;
};
template <class T> using computed_t = typename computed<T>::type;

template <class T> computed_t<T> load(const void *at, int64_t i) {
  return static_cast<computed_t<T>>(static_cast<const T *>(at)[i]);
}
template <class T> void store(void *at, int64_t i, computed_t<T> value) {
  static_cast<T *>(at)[i] = static_cast<T>(value);
}
// alpha * value + beta * what was there, which is not read for beta = 0.
template <class T>
void blend(void *at, int64_t i, computed_t<T> value, computed_t<T> alpha, computed_t<T> beta) {
  value *= alpha;
  store<T>(at, i, beta == 0 ? value : value + beta * load<T>(at, i));
}

// A scaling factor, read at the call.
inline double factor(const void *scalar, npudnnDataType_t type) {
  return type == NPUDNN_DATA_DOUBLE ? *static_cast<const double *>(scalar)
                                    : *static_cast<const float *>(scalar);
}

// work(T()) in the handle's stream, T the element type.
template <class Work> npudnnStatus_t run(npudnnHandle_t handle, npudnnDataType_t type, Work work) {
  if (!handle)
    return NPUDNN_STATUS_NOT_INITIALIZED;
  npuError_t error = npuSuccess;
  const auto in_stream = [&](auto sample) {
    using T = decltype(sample);
    error = on_stream(handle->stream, [work] { work(T()); });
  };
  switch (type) {
  case NPUDNN_DATA_FLOAT:
    in_stream(float());
    break;
  case NPUDNN_DATA_DOUBLE:
    in_stream(double());
    break;
  case NPUDNN_DATA_HALF:
    in_stream(npu_half());
    break;
  case NPUDNN_DATA_BFLOAT16:
    in_stream(npu_bfloat16());
    break;
  default:
    return NPUDNN_STATUS_NOT_SUPPORTED;
  }
  return error == npuSuccess ? NPUDNN_STATUS_SUCCESS : NPUDNN_STATUS_EXECUTION_FAILED;
}

// f(places) for each index of `size`: the places of its element in N tensors by their strides.
template <size_t N, class F>
void walk(int dims, const int *size, std::array<const int64_t *, N> strides, std::array<int64_t, N> at,
          F &f) {
  if (dims == 0) {
    f(at);
    return;
  }
  std::array<const int64_t *, N> inner = strides;
  for (const int64_t *&s : inner)
    ++s;
  for (int i = 0; i < *size; ++i) {
    walk<N>(dims - 1, size + 1, inner, at, f);
    for (size_t k = 0; k < N; ++k)
      at[k] += *strides[k];
  }
}
template <class F, class... Strides> void for_each(const tensor &shape, F f, const Strides *...strides) {
  walk<sizeof...(Strides)>(shape.dims, shape.size, {strides...}, {}, f);
}

// The strides of a tensor that is repeated along its dimensions of size 1; false if its shape does not fit.
bool repeated(const tensor &small, const tensor &shape, int64_t *strides);

// Packed strides; channels_last: of NHWC.
void set_packed(tensor &t, bool channels_last);

} // namespace npu::libraries::dnn

#endif
