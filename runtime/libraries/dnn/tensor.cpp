// SPDX-License-Identifier: Apache-2.0
#include "dnn/tensor.h"

#include <algorithm>

using namespace npu::libraries::dnn;

bool npudnnTensorStruct::same_shape(const npudnnTensorStruct &other) const {
  return dims == other.dims && std::equal(size, size + dims, other.size);
}
int64_t npudnnTensorStruct::count() const {
  int64_t n = 1;
  for (int d = 0; d < dims; ++d)
    n *= size[d];
  return n;
}

namespace npu::libraries::dnn {

bool repeated(const tensor &small, const tensor &shape, int64_t *strides) {
  if (small.dims != shape.dims)
    return false;
  for (int d = 0; d < shape.dims; ++d) {
    if (small.size[d] != shape.size[d] && small.size[d] != 1)
      return false;
    strides[d] = small.size[d] == 1 ? 0 : small.stride[d];
  }
  return true;
}

void set_packed(tensor &t, bool channels_last) {
  int64_t step = 1;
  const auto next = [&](int d) {
    t.stride[d] = step;
    step *= t.size[d];
  };
  if (channels_last && t.dims > 2)
    next(1);
  for (int d = t.dims - 1; d >= 0; --d)
    if (!(channels_last && t.dims > 2 && d == 1))
      next(d);
}

namespace {

npudnnStatus_t set(tensor *t, npudnnDataType_t type, int dims, const int *size) {
  if (!t || dims < 1 || dims > tensor::most_dims ||
      std::any_of(size, size + dims, [](int n) { return n < 1; }))
    return NPUDNN_STATUS_BAD_PARAM;
  t->type = type;
  t->dims = dims;
  std::copy(size, size + dims, t->size);
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t set_with_format(tensor *t, npudnnTensorFormat_t format, npudnnDataType_t type, int dims,
                               const int *size) {
  if (format != NPUDNN_TENSOR_NCHW && format != NPUDNN_TENSOR_NHWC)
    return NPUDNN_STATUS_NOT_SUPPORTED;
  const npudnnStatus_t status = set(t, type, dims, size);
  if (status == NPUDNN_STATUS_SUCCESS)
    set_packed(*t, format == NPUDNN_TENSOR_NHWC);
  return status;
}

template <class T> npudnnStatus_t create(T **desc) {
  if (!desc)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = new T;
  return NPUDNN_STATUS_SUCCESS;
}
template <class T> npudnnStatus_t destroy(T *desc) {
  delete desc;
  return NPUDNN_STATUS_SUCCESS;
}

} // namespace
} // namespace npu::libraries::dnn

extern "C" {

size_t npudnnGetVersion(void) { return NPUDNN_VERSION; }
const char *npudnnGetErrorString(npudnnStatus_t status) {
  switch (status) {
  case NPUDNN_STATUS_SUCCESS:
    return "NPUDNN_STATUS_SUCCESS";
  case NPUDNN_STATUS_NOT_INITIALIZED:
    return "NPUDNN_STATUS_NOT_INITIALIZED";
  case NPUDNN_STATUS_ALLOC_FAILED:
    return "NPUDNN_STATUS_ALLOC_FAILED";
  case NPUDNN_STATUS_BAD_PARAM:
    return "NPUDNN_STATUS_BAD_PARAM";
  case NPUDNN_STATUS_INTERNAL_ERROR:
    return "NPUDNN_STATUS_INTERNAL_ERROR";
  case NPUDNN_STATUS_INVALID_VALUE:
    return "NPUDNN_STATUS_INVALID_VALUE";
  case NPUDNN_STATUS_ARCH_MISMATCH:
    return "NPUDNN_STATUS_ARCH_MISMATCH";
  case NPUDNN_STATUS_MAPPING_ERROR:
    return "NPUDNN_STATUS_MAPPING_ERROR";
  case NPUDNN_STATUS_EXECUTION_FAILED:
    return "NPUDNN_STATUS_EXECUTION_FAILED";
  case NPUDNN_STATUS_NOT_SUPPORTED:
    return "NPUDNN_STATUS_NOT_SUPPORTED";
  }
  return "NPUDNN_UNKNOWN_STATUS";
}
npudnnStatus_t npudnnCreate(npudnnHandle_t *handle) { return create(handle); }
npudnnStatus_t npudnnDestroy(npudnnHandle_t handle) {
  return handle ? destroy(handle) : NPUDNN_STATUS_NOT_INITIALIZED;
}
npudnnStatus_t npudnnSetStream(npudnnHandle_t handle, npuStream_t stream) {
  if (!handle)
    return NPUDNN_STATUS_NOT_INITIALIZED;
  handle->stream = stream;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnGetStream(npudnnHandle_t handle, npuStream_t *stream) {
  if (!handle)
    return NPUDNN_STATUS_NOT_INITIALIZED;
  if (!stream)
    return NPUDNN_STATUS_BAD_PARAM;
  *stream = handle->stream;
  return NPUDNN_STATUS_SUCCESS;
}

npudnnStatus_t npudnnCreateTensorDescriptor(npudnnTensorDescriptor_t *desc) { return create(desc); }
npudnnStatus_t npudnnDestroyTensorDescriptor(npudnnTensorDescriptor_t desc) { return destroy(desc); }
npudnnStatus_t npudnnSetTensor4dDescriptor(npudnnTensorDescriptor_t desc, npudnnTensorFormat_t format,
                                           npudnnDataType_t type, int n, int c, int h, int w) {
  const int size[] = {n, c, h, w};
  return set_with_format(desc, format, type, 4, size);
}
npudnnStatus_t npudnnSetTensor4dDescriptorEx(npudnnTensorDescriptor_t desc, npudnnDataType_t type, int n,
                                             int c, int h, int w, int nStride, int cStride, int hStride,
                                             int wStride) {
  const int size[] = {n, c, h, w}, stride[] = {nStride, cStride, hStride, wStride};
  return npudnnSetTensorNdDescriptor(desc, type, 4, size, stride);
}
npudnnStatus_t npudnnSetTensorNdDescriptor(npudnnTensorDescriptor_t desc, npudnnDataType_t type, int nbDims,
                                           const int dim[], const int stride[]) {
  if (!dim || !stride)
    return NPUDNN_STATUS_BAD_PARAM;
  const npudnnStatus_t status = set(desc, type, nbDims, dim);
  if (status == NPUDNN_STATUS_SUCCESS)
    std::copy(stride, stride + nbDims, desc->stride);
  return status;
}
npudnnStatus_t npudnnCreateFilterDescriptor(npudnnFilterDescriptor_t *desc) { return create(desc); }
npudnnStatus_t npudnnDestroyFilterDescriptor(npudnnFilterDescriptor_t desc) { return destroy(desc); }
npudnnStatus_t npudnnSetFilter4dDescriptor(npudnnFilterDescriptor_t desc, npudnnDataType_t type,
                                           npudnnTensorFormat_t format, int k, int c, int h, int w) {
  const int size[] = {k, c, h, w};
  return set_with_format(desc, format, type, 4, size);
}
npudnnStatus_t npudnnSetFilterNdDescriptor(npudnnFilterDescriptor_t desc, npudnnDataType_t type,
                                           npudnnTensorFormat_t format, int nbDims, const int dim[]) {
  return dim ? set_with_format(desc, format, type, nbDims, dim) : NPUDNN_STATUS_BAD_PARAM;
}

} // extern "C"
