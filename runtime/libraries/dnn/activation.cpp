// SPDX-License-Identifier: Apache-2.0
#include "dnn/tensor.h"

#include <cmath>

using namespace npu::libraries::dnn;

struct npudnnActivationStruct {
  npudnnActivationMode_t mode = NPUDNN_ACTIVATION_IDENTITY;
  bool propagate_nan = false;
  double coefficient = 0; // the ceiling of a clipped ReLU, alpha of ELU
};

namespace {

template <class X> X activated(const npudnnActivationStruct &a, X x) {
  switch (a.mode) {
  case NPUDNN_ACTIVATION_SIGMOID:
    return 1 / (1 + std::exp(-x));
  case NPUDNN_ACTIVATION_RELU:
    return x > 0 || (a.propagate_nan && std::isnan(x)) ? x : X(0);
  case NPUDNN_ACTIVATION_TANH:
    return std::tanh(x);
  case NPUDNN_ACTIVATION_CLIPPED_RELU:
    return x > X(a.coefficient) ? X(a.coefficient) : x > 0 || (a.propagate_nan && std::isnan(x)) ? x : X(0);
  case NPUDNN_ACTIVATION_ELU:
    return x >= 0 ? x : X(a.coefficient) * std::expm1(x);
  case NPUDNN_ACTIVATION_IDENTITY:
    break;
  }
  return x;
}
template <class X> X slope(const npudnnActivationStruct &a, X x, X y) {
  switch (a.mode) {
  case NPUDNN_ACTIVATION_SIGMOID:
    return y * (1 - y);
  case NPUDNN_ACTIVATION_RELU:
    return x > 0;
  case NPUDNN_ACTIVATION_TANH:
    return 1 - y * y;
  case NPUDNN_ACTIVATION_CLIPPED_RELU:
    return x > 0 && x <= X(a.coefficient);
  case NPUDNN_ACTIVATION_ELU:
    return x >= 0 ? X(1) : y + X(a.coefficient);
  case NPUDNN_ACTIVATION_IDENTITY:
    break;
  }
  return 1;
}

} // namespace

extern "C" {

npudnnStatus_t npudnnCreateActivationDescriptor(npudnnActivationDescriptor_t *desc) {
  if (!desc)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = new npudnnActivationStruct;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnDestroyActivationDescriptor(npudnnActivationDescriptor_t desc) {
  delete desc;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnSetActivationDescriptor(npudnnActivationDescriptor_t desc, npudnnActivationMode_t mode,
                                             npudnnNanPropagation_t nan, double coef) {
  if (!desc || mode < NPUDNN_ACTIVATION_SIGMOID || mode > NPUDNN_ACTIVATION_IDENTITY)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = {mode, nan == NPUDNN_PROPAGATE_NAN, coef};
  return NPUDNN_STATUS_SUCCESS;
}

npudnnStatus_t npudnnActivationForward(npudnnHandle_t handle, npudnnActivationDescriptor_t desc,
                                       const void *alpha, const npudnnTensorDescriptor_t xDesc, const void *x,
                                       const void *beta, const npudnnTensorDescriptor_t yDesc, void *y) {
  if (!desc || !alpha || !beta || !xDesc || !x || !yDesc || !y || xDesc->type != yDesc->type ||
      !xDesc->same_shape(*yDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, a = *desc, xd = *xDesc, yd = *yDesc, f = factor(alpha, xDesc->type),
              g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               for_each(
                   xd,
                   [&](const auto &at) { blend<T>(y, at[1], activated(a, load<T>(x, at[0])), X(f), X(g)); },
                   xd.stride, yd.stride);
             });
}

npudnnStatus_t npudnnActivationBackward(npudnnHandle_t handle, npudnnActivationDescriptor_t desc,
                                        const void *alpha, const npudnnTensorDescriptor_t yDesc,
                                        const void *y, const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                        const npudnnTensorDescriptor_t xDesc, const void *x, const void *beta,
                                        const npudnnTensorDescriptor_t dxDesc, void *dx) {
  if (!desc || !alpha || !beta || !yDesc || !y || !dyDesc || !dy || !xDesc || !x || !dxDesc || !dx)
    return NPUDNN_STATUS_BAD_PARAM;
  for (const tensor *t : {yDesc, dyDesc, dxDesc})
    if (t->type != xDesc->type || !t->same_shape(*xDesc))
      return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, a = *desc, yd = *yDesc, dyd = *dyDesc, xd = *xDesc, dxd = *dxDesc,
              f = factor(alpha, xDesc->type), g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               for_each(
                   xd,
                   [&](const auto &at) {
                     const X by = slope(a, load<T>(x, at[2]), load<T>(y, at[0]));
                     blend<T>(dx, at[3], by * load<T>(dy, at[1]), X(f), X(g));
                   },
                   yd.stride, dyd.stride, xd.stride, dxd.stride);
             });
}

} // extern "C"
