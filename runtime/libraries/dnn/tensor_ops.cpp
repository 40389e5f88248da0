// SPDX-License-Identifier: Apache-2.0
// Element by element.
#include "dnn/tensor.h"

#include <math.h>

using namespace npu::libraries::dnn;

struct npudnnOpTensorStruct {
  npudnnOpTensorOp_t op = NPUDNN_OP_TENSOR_ADD;
};

extern "C" {

npudnnStatus_t npudnnAddTensor(npudnnHandle_t handle, const void *alpha, const npudnnTensorDescriptor_t aDesc,
                               const void *A, const void *beta, const npudnnTensorDescriptor_t cDesc,
                               void *C) {
  int64_t strides[tensor::most_dims];
  if (!alpha || !aDesc || !A || !beta || !cDesc || !C || aDesc->type != cDesc->type ||
      !repeated(*aDesc, *cDesc, strides))
    return NPUDNN_STATUS_BAD_PARAM;
  tensor a = *aDesc;
  std::copy(strides, strides + a.dims, a.stride);
  return run(handle, cDesc->type,
             [=, c = *cDesc, f = factor(alpha, cDesc->type), g = factor(beta, cDesc->type)](auto sample) {
               using T = decltype(sample);
               for_each(
                   c,
                   [&](const auto &at) {
                     blend<T>(C, at[1], load<T>(A, at[0]), computed_t<T>(f), computed_t<T>(g));
                   },
                   a.stride, c.stride);
             });
}

npudnnStatus_t npudnnSetTensor(npudnnHandle_t handle, const npudnnTensorDescriptor_t yDesc, void *y,
                               const void *value) {
  if (!yDesc || !y || !value)
    return NPUDNN_STATUS_BAD_PARAM;
  // The value has the type of the elements.
  double v = 0;
  switch (yDesc->type) {
  case NPUDNN_DATA_HALF:
    v = load<npu_half>(value, 0);
    break;
  case NPUDNN_DATA_BFLOAT16:
    v = load<npu_bfloat16>(value, 0);
    break;
  default:
    v = factor(value, yDesc->type);
  }
  return run(handle, yDesc->type, [=, d = *yDesc](auto sample) {
    using T = decltype(sample);
    for_each(d, [&](const auto &at) { store<T>(y, at[0], computed_t<T>(v)); }, d.stride);
  });
}

npudnnStatus_t npudnnScaleTensor(npudnnHandle_t handle, const npudnnTensorDescriptor_t yDesc, void *y,
                                 const void *alpha) {
  if (!yDesc || !y || !alpha)
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, yDesc->type, [=, d = *yDesc, f = factor(alpha, yDesc->type)](auto sample) {
    using T = decltype(sample);
    for_each(d, [&](const auto &at) { store<T>(y, at[0], computed_t<T>(f) * load<T>(y, at[0])); }, d.stride);
  });
}

npudnnStatus_t npudnnTransformTensor(npudnnHandle_t handle, const void *alpha,
                                     const npudnnTensorDescriptor_t xDesc, const void *x, const void *beta,
                                     const npudnnTensorDescriptor_t yDesc, void *y) {
  if (!xDesc || !yDesc || !xDesc->same_shape(*yDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  return npudnnAddTensor(handle, alpha, xDesc, x, beta, yDesc, y);
}

npudnnStatus_t npudnnCreateOpTensorDescriptor(npudnnOpTensorDescriptor_t *desc) {
  if (!desc)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = new npudnnOpTensorStruct;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnDestroyOpTensorDescriptor(npudnnOpTensorDescriptor_t desc) {
  delete desc;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnSetOpTensorDescriptor(npudnnOpTensorDescriptor_t desc, npudnnOpTensorOp_t op,
                                           npudnnDataType_t, npudnnNanPropagation_t) {
  if (!desc || op < NPUDNN_OP_TENSOR_ADD || op > NPUDNN_OP_TENSOR_NOT)
    return NPUDNN_STATUS_BAD_PARAM;
  desc->op = op;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnOpTensor(npudnnHandle_t handle, const npudnnOpTensorDescriptor_t desc,
                              const void *alpha1, const npudnnTensorDescriptor_t aDesc, const void *A,
                              const void *alpha2, const npudnnTensorDescriptor_t bDesc, const void *B,
                              const void *beta, const npudnnTensorDescriptor_t cDesc, void *C) {
  if (!desc || !alpha1 || !aDesc || !A || !beta || !cDesc || !C || aDesc->type != cDesc->type ||
      !aDesc->same_shape(*cDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  const bool binary = desc->op != NPUDNN_OP_TENSOR_SQRT && desc->op != NPUDNN_OP_TENSOR_NOT;
  tensor b = *aDesc;
  if (binary) {
    int64_t strides[tensor::most_dims];
    if (!alpha2 || !bDesc || !B || bDesc->type != cDesc->type || !repeated(*bDesc, *cDesc, strides))
      return NPUDNN_STATUS_BAD_PARAM;
    std::copy(strides, strides + b.dims, b.stride);
  }
  return run(handle, cDesc->type,
             [=, op = desc->op, a = *aDesc, c = *cDesc, fa = factor(alpha1, cDesc->type),
              fb = binary ? factor(alpha2, cDesc->type) : 0, g = factor(beta, cDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const auto result = [&](X p, X q) -> X {
                 switch (op) {
                 case NPUDNN_OP_TENSOR_ADD:
                   return p + q;
                 case NPUDNN_OP_TENSOR_MUL:
                   return p * q;
                 case NPUDNN_OP_TENSOR_MIN:
                   return q < p ? q : p;
                 case NPUDNN_OP_TENSOR_MAX:
                   return p < q ? q : p;
                 case NPUDNN_OP_TENSOR_SQRT:
                   return std::sqrt(p);
                 case NPUDNN_OP_TENSOR_NOT:
                   return 1 - p;
                 }
                 return 0;
               };
               for_each(
                   c,
                   [&](const auto &at) {
                     const X q = binary ? X(fb) * load<T>(B, at[1]) : X(0);
                     blend<T>(C, at[2], result(X(fa) * load<T>(A, at[0]), q), 1, X(g));
                   },
                   a.stride, b.stride, c.stride);
             });
}

} // extern "C"
