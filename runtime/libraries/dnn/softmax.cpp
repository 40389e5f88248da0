// SPDX-License-Identifier: Apache-2.0
#include "dnn/tensor.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace npu::libraries::dnn;

namespace {

// f(outer, inner): shapes of what is normalised apart, and of what is normalised together.
struct groups {
  tensor outer, inner;

  groups(const tensor &t, npudnnSoftmaxMode_t mode) : outer(t), inner(t) {
    for (int d = 0; d < t.dims; ++d)
      (d == 1 || (d > 1 && mode == NPUDNN_SOFTMAX_MODE_INSTANCE) ? outer : inner).size[d] = 1;
  }
};
bool fits(npudnnSoftmaxMode_t mode, const tensor &a, const tensor &b) {
  return (mode == NPUDNN_SOFTMAX_MODE_INSTANCE || mode == NPUDNN_SOFTMAX_MODE_CHANNEL) && a.dims > 1 &&
         a.type == b.type && a.same_shape(b);
}

} // namespace

extern "C" {

npudnnStatus_t npudnnSoftmaxForward(npudnnHandle_t handle, npudnnSoftmaxAlgorithm_t algo,
                                    npudnnSoftmaxMode_t mode, const void *alpha,
                                    const npudnnTensorDescriptor_t xDesc, const void *x, const void *beta,
                                    const npudnnTensorDescriptor_t yDesc, void *y) {
  if (!alpha || !beta || !xDesc || !x || !yDesc || !y || !fits(mode, *xDesc, *yDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, xd = *xDesc, yd = *yDesc, f = factor(alpha, xDesc->type),
              g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const groups of(xd, mode);
               std::vector<X> values;
               for_each(
                   of.outer,
                   [&](const auto &base) {
                     values.clear();
                     for_each(
                         of.inner, [&](const auto &at) { values.push_back(load<T>(x, base[0] + at[0])); },
                         xd.stride);
                     const X top =
                         algo == NPUDNN_SOFTMAX_FAST ? X(0) : *std::max_element(values.begin(), values.end());
                     X sum = 0;
                     for (X v : values)
                       sum += std::exp(v - top);
                     const X log_sum = top + std::log(sum);
                     size_t i = 0;
                     for_each(
                         of.inner,
                         [&](const auto &at) {
                           const X v = values[i++];
                           blend<T>(y, base[1] + at[0],
                                    algo == NPUDNN_SOFTMAX_LOG ? v - log_sum : std::exp(v - top) / sum, X(f),
                                    X(g));
                         },
                         yd.stride);
                   },
                   xd.stride, yd.stride);
             });
}

npudnnStatus_t npudnnSoftmaxBackward(npudnnHandle_t handle, npudnnSoftmaxAlgorithm_t algo,
                                     npudnnSoftmaxMode_t mode, const void *alpha,
                                     const npudnnTensorDescriptor_t yDesc, const void *y,
                                     const npudnnTensorDescriptor_t dyDesc, const void *dy, const void *beta,
                                     const npudnnTensorDescriptor_t dxDesc, void *dx) {
  if (!alpha || !beta || !yDesc || !y || !dyDesc || !dy || !dxDesc || !dx || !fits(mode, *yDesc, *dyDesc) ||
      !fits(mode, *yDesc, *dxDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, yDesc->type,
             [=, yd = *yDesc, dyd = *dyDesc, dxd = *dxDesc, f = factor(alpha, yDesc->type),
              g = factor(beta, yDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const groups of(yd, mode);
               for_each(
                   of.outer,
                   [&](const auto &base) {
                     X sum = 0;
                     for_each(
                         of.inner,
                         [&](const auto &at) {
                           const X v = load<T>(dy, base[1] + at[1]);
                           sum += algo == NPUDNN_SOFTMAX_LOG ? v : v * load<T>(y, base[0] + at[0]);
                         },
                         yd.stride, dyd.stride);
                     for_each(
                         of.inner,
                         [&](const auto &at) {
                           const X p = load<T>(y, base[0] + at[0]), v = load<T>(dy, base[1] + at[1]);
                           blend<T>(dx, base[2] + at[2],
                                    algo == NPUDNN_SOFTMAX_LOG ? v - std::exp(p) * sum : p * (v - sum), X(f),
                                    X(g));
                         },
                         yd.stride, dyd.stride, dxd.stride);
                   },
                   yd.stride, dyd.stride, dxd.stride);
             });
}

} // extern "C"
