// SPDX-License-Identifier: Apache-2.0
// S. Ioffe and C. Szegedy, "Batch normalization", ICML 2015.
#include "dnn/tensor.h"

#include <cmath>

using namespace npu::libraries::dnn;

namespace {

// Parameters are float, or double with tensors of double.
npudnnDataType_t parameter_type(npudnnDataType_t of) {
  return of == NPUDNN_DATA_DOUBLE ? NPUDNN_DATA_DOUBLE : NPUDNN_DATA_FLOAT;
}
bool is_shared(npudnnBatchNormMode_t mode, int d) {
  return d == 0 || (mode != NPUDNN_BATCHNORM_PER_ACTIVATION && d > 1);
}

// The shape of the parameters, and of what is normalised together.
struct groups {
  tensor parameters, together;
  int64_t count;

  groups(const tensor &x, npudnnBatchNormMode_t mode) : parameters(x), together(x) {
    for (int d = 0; d < x.dims; ++d)
      (is_shared(mode, d) ? parameters : together).size[d] = 1;
    count = together.count();
  }
};
bool fits(npudnnBatchNormMode_t mode, const tensor *x, const tensor *bn) {
  if (!x || !bn || x->dims < 2 || bn->dims != x->dims || bn->type != parameter_type(x->type))
    return false;
  for (int d = 0; d < x->dims; ++d)
    if (bn->size[d] != (is_shared(mode, d) ? 1 : x->size[d]))
      return false;
  return true;
}

template <class X> struct statistics {
  X mean, variance;
};
template <class T>
statistics<computed_t<T>> statistics_of(const void *x, int64_t base, const groups &of, const tensor &xd) {
  double sum = 0, squares = 0;
  for_each(of.together, [&](const auto &at) { sum += load<T>(x, base + at[0]); }, xd.stride);
  const double mean = sum / double(of.count);
  for_each(
      of.together,
      [&](const auto &at) {
        const double v = load<T>(x, base + at[0]) - mean;
        squares += v * v;
      },
      xd.stride);
  return {computed_t<T>(mean), computed_t<T>(squares / double(of.count))};
}
template <class X> X *parameter(void *p, int64_t at) { return p ? static_cast<X *>(p) + at : nullptr; }
template <class X> X parameter(const void *p, int64_t at) { return static_cast<const X *>(p)[at]; }

} // namespace

extern "C" {

npudnnStatus_t npudnnDeriveBNTensorDescriptor(npudnnTensorDescriptor_t derived,
                                              const npudnnTensorDescriptor_t x, npudnnBatchNormMode_t mode) {
  if (!derived || !x || x->dims < 2)
    return NPUDNN_STATUS_BAD_PARAM;
  *derived = groups(*x, mode).parameters;
  derived->type = parameter_type(x->type);
  set_packed(*derived, false);
  return NPUDNN_STATUS_SUCCESS;
}

npudnnStatus_t npudnnBatchNormalizationForwardTraining(
    npudnnHandle_t handle, npudnnBatchNormMode_t mode, const void *alpha, const void *beta,
    const npudnnTensorDescriptor_t xDesc, const void *x, const npudnnTensorDescriptor_t yDesc, void *y,
    const npudnnTensorDescriptor_t bnDesc, const void *scale, const void *bias, double average,
    void *runningMean, void *runningVariance, double epsilon, void *savedMean, void *savedInvVariance) {
  if (!alpha || !beta || !fits(mode, xDesc, bnDesc) || !x || !yDesc || !y || !scale || !bias ||
      yDesc->type != xDesc->type || !yDesc->same_shape(*xDesc) || !runningMean != !runningVariance ||
      !savedMean != !savedInvVariance || epsilon < NPUDNN_BN_MIN_EPSILON)
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, xd = *xDesc, yd = *yDesc, bn = *bnDesc, f = factor(alpha, xDesc->type),
              g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const groups of(xd, mode);
               for_each(
                   of.parameters,
                   [&](const auto &base) {
                     const statistics<X> s = statistics_of<T>(x, base[0], of, xd);
                     const X inverse = X(1 / std::sqrt(double(s.variance) + epsilon)),
                             by = parameter<X>(scale, base[2]), plus = parameter<X>(bias, base[2]);
                     for_each(
                         of.together,
                         [&](const auto &at) {
                           blend<T>(y, base[1] + at[1],
                                    by * (load<T>(x, base[0] + at[0]) - s.mean) * inverse + plus, X(f), X(g));
                         },
                         xd.stride, yd.stride);
                     if (X *mean = parameter<X>(runningMean, base[2])) {
                       X *variance = parameter<X>(runningVariance, base[2]);
                       const double m = double(of.count),
                                    unbiased = m > 1 ? s.variance * m / (m - 1) : s.variance;
                       *mean = X(*mean * (1 - average) + s.mean * average);
                       *variance = X(*variance * (1 - average) + unbiased * average);
                     }
                     if (X *mean = parameter<X>(savedMean, base[2])) {
                       *mean = s.mean;
                       *parameter<X>(savedInvVariance, base[2]) = inverse;
                     }
                   },
                   xd.stride, yd.stride, bn.stride);
             });
}

npudnnStatus_t npudnnBatchNormalizationForwardInference(npudnnHandle_t handle, npudnnBatchNormMode_t mode,
                                                        const void *alpha, const void *beta,
                                                        const npudnnTensorDescriptor_t xDesc, const void *x,
                                                        const npudnnTensorDescriptor_t yDesc, void *y,
                                                        const npudnnTensorDescriptor_t bnDesc,
                                                        const void *scale, const void *bias, const void *mean,
                                                        const void *variance, double epsilon) {
  if (!alpha || !beta || !fits(mode, xDesc, bnDesc) || !x || !yDesc || !y || !scale || !bias || !mean ||
      !variance || yDesc->type != xDesc->type || !yDesc->same_shape(*xDesc) ||
      epsilon < NPUDNN_BN_MIN_EPSILON)
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, xd = *xDesc, yd = *yDesc, bn = *bnDesc, f = factor(alpha, xDesc->type),
              g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const groups of(xd, mode);
               for_each(
                   of.parameters,
                   [&](const auto &base) {
                     const X by = X(parameter<X>(scale, base[2]) /
                                    std::sqrt(double(parameter<X>(variance, base[2])) + epsilon)),
                             m = parameter<X>(mean, base[2]), plus = parameter<X>(bias, base[2]);
                     for_each(
                         of.together,
                         [&](const auto &at) {
                           blend<T>(y, base[1] + at[1], by * (load<T>(x, base[0] + at[0]) - m) + plus, X(f),
                                    X(g));
                         },
                         xd.stride, yd.stride);
                   },
                   xd.stride, yd.stride, bn.stride);
             });
}

npudnnStatus_t npudnnBatchNormalizationBackward(
    npudnnHandle_t handle, npudnnBatchNormMode_t mode, const void *alphaData, const void *betaData,
    const void *alphaParam, const void *betaParam, const npudnnTensorDescriptor_t xDesc, const void *x,
    const npudnnTensorDescriptor_t dyDesc, const void *dy, const npudnnTensorDescriptor_t dxDesc, void *dx,
    const npudnnTensorDescriptor_t bnDesc, const void *scale, void *scaleDiff, void *biasDiff, double epsilon,
    const void *savedMean, const void *savedInvVariance) {
  if (!alphaData || !betaData || !alphaParam || !betaParam || !fits(mode, xDesc, bnDesc) || !x || !dyDesc ||
      !dy || !dxDesc || !dx || !scale || !scaleDiff || !biasDiff || !savedMean != !savedInvVariance ||
      epsilon < NPUDNN_BN_MIN_EPSILON)
    return NPUDNN_STATUS_BAD_PARAM;
  for (const tensor *t : {dyDesc, dxDesc})
    if (t->type != xDesc->type || !t->same_shape(*xDesc))
      return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, xd = *xDesc, dyd = *dyDesc, dxd = *dxDesc, bn = *bnDesc, f = factor(alphaData, xDesc->type),
              g = factor(betaData, xDesc->type), fp = factor(alphaParam, xDesc->type),
              gp = factor(betaParam, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               const groups of(xd, mode);
               for_each(
                   of.parameters,
                   [&](const auto &base) {
                     X mean, inverse;
                     if (savedMean) {
                       mean = parameter<X>(savedMean, base[3]);
                       inverse = parameter<X>(savedInvVariance, base[3]);
                     } else {
                       const statistics<X> s = statistics_of<T>(x, base[0], of, xd);
                       mean = s.mean;
                       inverse = X(1 / std::sqrt(double(s.variance) + epsilon));
                     }
                     double by_scale = 0, by_bias = 0;
                     for_each(
                         of.together,
                         [&](const auto &at) {
                           const X v = load<T>(dy, base[1] + at[1]);
                           by_bias += v;
                           by_scale += v * (load<T>(x, base[0] + at[0]) - mean) * inverse;
                         },
                         xd.stride, dyd.stride);
                     const X m = X(of.count), by = parameter<X>(scale, base[3]) * inverse;
                     for_each(
                         of.together,
                         [&](const auto &at) {
                           const X normal = (load<T>(x, base[0] + at[0]) - mean) * inverse;
                           blend<T>(
                               dx, base[2] + at[2],
                               by * (load<T>(dy, base[1] + at[1]) - (X(by_bias) + normal * X(by_scale)) / m),
                               X(f), X(g));
                         },
                         xd.stride, dyd.stride, dxd.stride);
                     blend<X>(scaleDiff, base[3], X(by_scale), X(fp), X(gp));
                     blend<X>(biasDiff, base[3], X(by_bias), X(fp), X(gp));
                   },
                   xd.stride, dyd.stride, dxd.stride, bn.stride);
             });
}

} // extern "C"
