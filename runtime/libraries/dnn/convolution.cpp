// SPDX-License-Identifier: Apache-2.0
// Convolutions: for each filter tap, a row of the input times the tap is added to a row of the output.
#include "dnn/tensor.h"

#include <algorithm>
#include <vector>

using namespace npu::libraries::dnn;

struct npudnnConvolutionStruct {
  int space = 0; // dimensions; 0: not set
  int pad[3] = {}, stride[3] = {}, dilation[3] = {};
  int groups = 1;
  bool flipped = false; // a convolution; else a cross-correlation
};

namespace {

// A convolution in three dimensions, the first ones of size 1 where there are fewer.
struct problem {
  int batch, inputs, outputs, groups; // channels
  int in[3], out[3], taps[3], pad[3], step[3], dilation[3];
  int64_t x_batch, x_channel, x_space[3], y_batch, y_channel, y_space[3], w_output, w_input, w_space[3];
  bool flipped;

  int64_t in_count() const { return int64_t(in[0]) * in[1] * in[2]; }
  int64_t out_count() const { return int64_t(out[0]) * out[1] * out[2]; }
};

int output_size(const npudnnConvolutionStruct &c, int d, int size, int taps) {
  return 1 + (size + 2 * c.pad[d] - ((taps - 1) * c.dilation[d] + 1)) / c.stride[d];
}

bool make_problem(const npudnnConvolutionStruct *c, const tensor *x, const npudnnFilterStruct *w,
                  const tensor *y, problem &p) {
  if (!c || !x || !w || !y || c->space == 0)
    return false;
  const int space = c->space;
  if (x->dims != space + 2 || w->dims != space + 2 || y->dims != space + 2 || x->type != y->type ||
      w->type != x->type || x->size[0] != y->size[0] || x->size[1] != w->size[1] * c->groups ||
      y->size[1] != w->size[0] || w->size[0] % c->groups)
    return false;
  p = {x->size[0],   x->size[1], y->size[1],   c->groups,    {1, 1, 1},    {1, 1, 1}, {1, 1, 1},
       {},           {1, 1, 1},  {1, 1, 1},    x->stride[0], x->stride[1], {},        y->stride[0],
       y->stride[1], {},         w->stride[0], w->stride[1], {},           c->flipped};
  for (int d = 0; d < space; ++d) {
    const int to = 3 - space + d;
    p.in[to] = x->size[d + 2];
    p.out[to] = y->size[d + 2];
    p.taps[to] = w->size[d + 2];
    p.pad[to] = c->pad[d];
    p.step[to] = c->stride[d];
    p.dilation[to] = c->dilation[d];
    p.x_space[to] = x->stride[d + 2];
    p.y_space[to] = y->stride[d + 2];
    p.w_space[to] = w->stride[d + 2];
    if (p.out[to] != output_size(*c, d, p.in[to], p.taps[to]))
      return false;
  }
  return true;
}

// The outputs of a dimension whose input for a tap lies within the picture: from `first` to `last`, at
// `begin` on.
struct range {
  int first, last, begin;

  range(const problem &p, int d, int tap) {
    const int shift = tap * p.dilation[d] - p.pad[d];
    first = shift < 0 ? (-shift + p.step[d] - 1) / p.step[d] : 0;
    last = p.in[d] - 1 - shift < 0 ? 0 : std::min(p.out[d], (p.in[d] - 1 - shift) / p.step[d] + 1);
    begin = first * p.step[d] + shift;
  }
};

// f(tap's place in the filter, row in the output, row in the input, count): for all taps and rows. Places of
// rows are counted in packed pictures.
template <class F> void each_row(const problem &p, F f) {
  for (int a = 0; a < p.taps[0]; ++a)
    for (int b = 0; b < p.taps[1]; ++b)
      for (int c = 0; c < p.taps[2]; ++c) {
        const int64_t tap = p.flipped
                                ? (p.taps[0] - 1 - a) * p.w_space[0] + (p.taps[1] - 1 - b) * p.w_space[1] +
                                      (p.taps[2] - 1 - c) * p.w_space[2]
                                : a * p.w_space[0] + b * p.w_space[1] + c * p.w_space[2];
        const range depth(p, 0, a), rows(p, 1, b), columns(p, 2, c);
        if (columns.first >= columns.last)
          continue;
        for (int d = depth.first, z = depth.begin; d < depth.last; ++d, z += p.step[0])
          for (int r = rows.first, y = rows.begin; r < rows.last; ++r, y += p.step[1])
            f(tap, (int64_t(d) * p.out[1] + r) * p.out[2] + columns.first,
              (int64_t(z) * p.in[1] + y) * p.in[2] + columns.begin, columns.last - columns.first);
      }
}

// A picture of a channel, packed.
template <class T>
void gather(const void *from, int64_t base, const int64_t *stride, const int *size, computed_t<T> *to) {
  for (int d = 0; d < size[0]; ++d)
    for (int r = 0; r < size[1]; ++r)
      for (int c = 0; c < size[2]; ++c)
        *to++ = load<T>(from, base + d * stride[0] + r * stride[1] + c * stride[2]);
}
template <class T>
void scatter(void *to, int64_t base, const int64_t *stride, const int *size, const computed_t<T> *from,
             double alpha, double beta) {
  using X = computed_t<T>;
  for (int d = 0; d < size[0]; ++d)
    for (int r = 0; r < size[1]; ++r)
      for (int c = 0; c < size[2]; ++c)
        blend<T>(to, base + d * stride[0] + r * stride[1] + c * stride[2], *from++, X(alpha), X(beta));
}

// All channels of a picture, packed.
template <class T>
std::vector<computed_t<T>> pictures(const void *from, int64_t base, int64_t channel, int channels,
                                    const int64_t *stride, const int *size, int64_t count) {
  std::vector<computed_t<T>> all(size_t(channels * count));
  for (int c = 0; c < channels; ++c)
    gather<T>(from, base + c * channel, stride, size, all.data() + c * count);
  return all;
}

template <class T>
void forward(const problem &p, const void *x, const void *w, void *y, double alpha, double beta) {
  using X = computed_t<T>;
  std::vector<X> sum(size_t(p.out_count()));
  const int in_group = p.inputs / p.groups, out_group = p.outputs / p.groups;
  for (int n = 0; n < p.batch; ++n) {
    const std::vector<X> from =
        pictures<T>(x, n * p.x_batch, p.x_channel, p.inputs, p.x_space, p.in, p.in_count());
    for (int k = 0; k < p.outputs; ++k) {
      std::fill(sum.begin(), sum.end(), X(0));
      for (int c = 0; c < in_group; ++c) {
        const X *picture = from.data() + (k / out_group * in_group + c) * p.in_count();
        each_row(p, [&](int64_t tap, int64_t out, int64_t in, int count) {
          const X by = load<T>(w, k * p.w_output + c * p.w_input + tap);
          X *to = sum.data() + out;
          if (p.step[2] == 1)
            for (int i = 0; i < count; ++i)
              to[i] += by * picture[in + i];
          else
            for (int i = 0; i < count; ++i)
              to[i] += by * picture[in + int64_t(i) * p.step[2]];
        });
      }
      scatter<T>(y, n * p.y_batch + k * p.y_channel, p.y_space, p.out, sum.data(), alpha, beta);
    }
  }
}

template <class T>
void backward_data(const problem &p, const void *w, const void *dy, void *dx, double alpha, double beta) {
  using X = computed_t<T>;
  std::vector<X> sum(size_t(p.in_count()));
  const int in_group = p.inputs / p.groups, out_group = p.outputs / p.groups;
  for (int n = 0; n < p.batch; ++n) {
    const std::vector<X> from =
        pictures<T>(dy, n * p.y_batch, p.y_channel, p.outputs, p.y_space, p.out, p.out_count());
    for (int c = 0; c < p.inputs; ++c) {
      std::fill(sum.begin(), sum.end(), X(0));
      for (int k = c / in_group * out_group; k < (c / in_group + 1) * out_group; ++k)
        each_row(p, [&](int64_t tap, int64_t out, int64_t in, int count) {
          const X by = load<T>(w, k * p.w_output + c % in_group * p.w_input + tap);
          for (int i = 0; i < count; ++i)
            sum[size_t(in + int64_t(i) * p.step[2])] += by * from[size_t(k * p.out_count() + out + i)];
        });
      scatter<T>(dx, n * p.x_batch + c * p.x_channel, p.x_space, p.in, sum.data(), alpha, beta);
    }
  }
}

template <class T>
void backward_filter(const problem &p, const void *x, const void *dy, void *dw, double alpha, double beta) {
  using X = computed_t<T>;
  const int in_group = p.inputs / p.groups, out_group = p.outputs / p.groups;
  const int64_t taps = int64_t(p.taps[0]) * p.taps[1] * p.taps[2];
  problem packed = p; // each_row counts taps in a packed filter
  packed.w_space[0] = int64_t(p.taps[1]) * p.taps[2];
  packed.w_space[1] = p.taps[2];
  packed.w_space[2] = 1;
  std::vector<X> sum(size_t(p.outputs * in_group * taps));
  for (int n = 0; n < p.batch; ++n) {
    const std::vector<X> in_pictures =
        pictures<T>(x, n * p.x_batch, p.x_channel, p.inputs, p.x_space, p.in, p.in_count());
    const std::vector<X> out_pictures =
        pictures<T>(dy, n * p.y_batch, p.y_channel, p.outputs, p.y_space, p.out, p.out_count());
    for (int k = 0; k < p.outputs; ++k)
      for (int c = 0; c < in_group; ++c) {
        const X *from = in_pictures.data() + (k / out_group * in_group + c) * p.in_count(),
                *to = out_pictures.data() + k * p.out_count();
        X *of_taps = sum.data() + (k * in_group + c) * taps;
        each_row(packed, [&](int64_t tap, int64_t out, int64_t in, int count) {
          X part = 0;
          for (int i = 0; i < count; ++i)
            part += to[out + i] * from[in + int64_t(i) * p.step[2]];
          of_taps[tap] += part;
        });
      }
  }
  for (int k = 0; k < p.outputs; ++k)
    for (int c = 0; c < in_group; ++c)
      scatter<T>(dw, k * p.w_output + c * p.w_input, p.w_space, p.taps,
                 sum.data() + (k * in_group + c) * taps, alpha, beta);
}

template <class Result, class Algorithm>
npudnnStatus_t the_algorithm(npudnnHandle_t handle, bool fits, int requested, int *returned, Result *results,
                             Algorithm algorithm) {
  if (!handle)
    return NPUDNN_STATUS_NOT_INITIALIZED;
  if (!fits || requested < 1 || !returned || !results)
    return NPUDNN_STATUS_BAD_PARAM;
  *returned = 1;
  *results = Result();
  results->algo = algorithm;
  results->status = NPUDNN_STATUS_SUCCESS;
  results->determinism = 1;
  results->mathType = NPUDNN_DEFAULT_MATH;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t no_workspace(npudnnHandle_t handle, bool fits, size_t *size) {
  if (!handle)
    return NPUDNN_STATUS_NOT_INITIALIZED;
  if (!fits || !size)
    return NPUDNN_STATUS_BAD_PARAM;
  *size = 0;
  return NPUDNN_STATUS_SUCCESS;
}

} // namespace

extern "C" {

npudnnStatus_t npudnnCreateConvolutionDescriptor(npudnnConvolutionDescriptor_t *desc) {
  if (!desc)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = new npudnnConvolutionStruct;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnDestroyConvolutionDescriptor(npudnnConvolutionDescriptor_t desc) {
  delete desc;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnSetConvolution2dDescriptor(npudnnConvolutionDescriptor_t desc, int padH, int padW, int u,
                                                int v, int dilationH, int dilationW,
                                                npudnnConvolutionMode_t mode, npudnnDataType_t computeType) {
  const int pad[] = {padH, padW}, stride[] = {u, v}, dilation[] = {dilationH, dilationW};
  return npudnnSetConvolutionNdDescriptor(desc, 2, pad, stride, dilation, mode, computeType);
}
npudnnStatus_t npudnnSetConvolutionNdDescriptor(npudnnConvolutionDescriptor_t desc, int length,
                                                const int pad[], const int stride[], const int dilation[],
                                                npudnnConvolutionMode_t mode, npudnnDataType_t) {
  if (!desc || length < 1 || !pad || !stride || !dilation)
    return NPUDNN_STATUS_BAD_PARAM;
  if (length > 3)
    return NPUDNN_STATUS_NOT_SUPPORTED;
  for (int d = 0; d < length; ++d)
    if (pad[d] < 0 || stride[d] < 1 || dilation[d] < 1)
      return NPUDNN_STATUS_BAD_PARAM;
  desc->space = length;
  desc->flipped = mode == NPUDNN_CONVOLUTION;
  std::copy(pad, pad + length, desc->pad);
  std::copy(stride, stride + length, desc->stride);
  std::copy(dilation, dilation + length, desc->dilation);
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnSetConvolutionMathType(npudnnConvolutionDescriptor_t desc, npudnnMathType_t) {
  return desc ? NPUDNN_STATUS_SUCCESS : NPUDNN_STATUS_BAD_PARAM;
}
npudnnStatus_t npudnnSetConvolutionGroupCount(npudnnConvolutionDescriptor_t desc, int groupCount) {
  if (!desc || groupCount < 1)
    return NPUDNN_STATUS_BAD_PARAM;
  desc->groups = groupCount;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnGetConvolution2dForwardOutputDim(const npudnnConvolutionDescriptor_t desc,
                                                      const npudnnTensorDescriptor_t x,
                                                      const npudnnFilterDescriptor_t w, int *n, int *c,
                                                      int *h, int *width) {
  if (!desc || !x || !w || !n || !c || !h || !width || desc->space != 2 || x->dims != 4 || w->dims != 4 ||
      x->size[1] != w->size[1] * desc->groups)
    return NPUDNN_STATUS_BAD_PARAM;
  *n = x->size[0];
  *c = w->size[0];
  *h = output_size(*desc, 0, x->size[2], w->size[2]);
  *width = output_size(*desc, 1, x->size[3], w->size[3]);
  return NPUDNN_STATUS_SUCCESS;
}

npudnnStatus_t npudnnFindConvolutionForwardAlgorithm(npudnnHandle_t handle, const npudnnTensorDescriptor_t x,
                                                     const npudnnFilterDescriptor_t w,
                                                     const npudnnConvolutionDescriptor_t conv,
                                                     const npudnnTensorDescriptor_t y, int requested,
                                                     int *returned, npudnnConvolutionFwdAlgoPerf_t *results) {
  problem p;
  return the_algorithm(handle, make_problem(conv, x, w, y, p), requested, returned, results,
                       NPUDNN_CONVOLUTION_FWD_ALGO_DIRECT);
}
npudnnStatus_t npudnnGetConvolutionForwardAlgorithm_v7(
    npudnnHandle_t handle, const npudnnTensorDescriptor_t x, const npudnnFilterDescriptor_t w,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t y, int requested, int *returned,
    npudnnConvolutionFwdAlgoPerf_t *results) {
  return npudnnFindConvolutionForwardAlgorithm(handle, x, w, conv, y, requested, returned, results);
}
npudnnStatus_t npudnnGetConvolutionForwardAlgorithm(npudnnHandle_t handle, const npudnnTensorDescriptor_t x,
                                                    const npudnnFilterDescriptor_t w,
                                                    const npudnnConvolutionDescriptor_t conv,
                                                    const npudnnTensorDescriptor_t y,
                                                    npudnnConvolutionFwdPreference_t, size_t,
                                                    npudnnConvolutionFwdAlgo_t *algo) {
  npudnnConvolutionFwdAlgoPerf_t found;
  int count;
  const npudnnStatus_t status =
      algo ? npudnnFindConvolutionForwardAlgorithm(handle, x, w, conv, y, 1, &count, &found)
           : NPUDNN_STATUS_BAD_PARAM;
  if (status == NPUDNN_STATUS_SUCCESS)
    *algo = found.algo;
  return status;
}
npudnnStatus_t npudnnGetConvolutionForwardWorkspaceSize(npudnnHandle_t handle,
                                                        const npudnnTensorDescriptor_t x,
                                                        const npudnnFilterDescriptor_t w,
                                                        const npudnnConvolutionDescriptor_t conv,
                                                        const npudnnTensorDescriptor_t y,
                                                        npudnnConvolutionFwdAlgo_t, size_t *size) {
  problem p;
  return no_workspace(handle, make_problem(conv, x, w, y, p), size);
}
npudnnStatus_t npudnnConvolutionForward(npudnnHandle_t handle, const void *alpha,
                                        const npudnnTensorDescriptor_t xDesc, const void *x,
                                        const npudnnFilterDescriptor_t wDesc, const void *w,
                                        const npudnnConvolutionDescriptor_t conv, npudnnConvolutionFwdAlgo_t,
                                        void *, size_t, const void *beta,
                                        const npudnnTensorDescriptor_t yDesc, void *y) {
  problem p;
  if (!alpha || !beta || !x || !w || !y || !make_problem(conv, xDesc, wDesc, yDesc, p))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, f = factor(alpha, xDesc->type), g = factor(beta, xDesc->type)](auto sample) {
               forward<decltype(sample)>(p, x, w, y, f, g);
             });
}

npudnnStatus_t npudnnFindConvolutionBackwardDataAlgorithm(
    npudnnHandle_t handle, const npudnnFilterDescriptor_t w, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t dx, int requested, int *returned,
    npudnnConvolutionBwdDataAlgoPerf_t *results) {
  problem p;
  return the_algorithm(handle, make_problem(conv, dx, w, dy, p), requested, returned, results,
                       NPUDNN_CONVOLUTION_BWD_DATA_ALGO_1);
}
npudnnStatus_t npudnnGetConvolutionBackwardDataAlgorithm_v7(
    npudnnHandle_t handle, const npudnnFilterDescriptor_t w, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnTensorDescriptor_t dx, int requested, int *returned,
    npudnnConvolutionBwdDataAlgoPerf_t *results) {
  return npudnnFindConvolutionBackwardDataAlgorithm(handle, w, dy, conv, dx, requested, returned, results);
}
npudnnStatus_t npudnnGetConvolutionBackwardDataWorkspaceSize(npudnnHandle_t handle,
                                                             const npudnnFilterDescriptor_t w,
                                                             const npudnnTensorDescriptor_t dy,
                                                             const npudnnConvolutionDescriptor_t conv,
                                                             const npudnnTensorDescriptor_t dx,
                                                             npudnnConvolutionBwdDataAlgo_t, size_t *size) {
  problem p;
  return no_workspace(handle, make_problem(conv, dx, w, dy, p), size);
}
npudnnStatus_t npudnnConvolutionBackwardData(npudnnHandle_t handle, const void *alpha,
                                             const npudnnFilterDescriptor_t wDesc, const void *w,
                                             const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                             const npudnnConvolutionDescriptor_t conv,
                                             npudnnConvolutionBwdDataAlgo_t, void *, size_t, const void *beta,
                                             const npudnnTensorDescriptor_t dxDesc, void *dx) {
  problem p;
  if (!alpha || !beta || !w || !dy || !dx || !make_problem(conv, dxDesc, wDesc, dyDesc, p))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, dyDesc->type,
             [=, f = factor(alpha, dyDesc->type), g = factor(beta, dyDesc->type)](auto sample) {
               backward_data<decltype(sample)>(p, w, dy, dx, f, g);
             });
}

npudnnStatus_t npudnnFindConvolutionBackwardFilterAlgorithm(
    npudnnHandle_t handle, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw, int requested, int *returned,
    npudnnConvolutionBwdFilterAlgoPerf_t *results) {
  problem p;
  return the_algorithm(handle, make_problem(conv, x, dw, dy, p), requested, returned, results,
                       NPUDNN_CONVOLUTION_BWD_FILTER_ALGO_1);
}
npudnnStatus_t npudnnGetConvolutionBackwardFilterAlgorithm_v7(
    npudnnHandle_t handle, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw, int requested, int *returned,
    npudnnConvolutionBwdFilterAlgoPerf_t *results) {
  return npudnnFindConvolutionBackwardFilterAlgorithm(handle, x, dy, conv, dw, requested, returned, results);
}
npudnnStatus_t npudnnGetConvolutionBackwardFilterWorkspaceSize(
    npudnnHandle_t handle, const npudnnTensorDescriptor_t x, const npudnnTensorDescriptor_t dy,
    const npudnnConvolutionDescriptor_t conv, const npudnnFilterDescriptor_t dw,
    npudnnConvolutionBwdFilterAlgo_t, size_t *size) {
  problem p;
  return no_workspace(handle, make_problem(conv, x, dw, dy, p), size);
}
npudnnStatus_t npudnnConvolutionBackwardFilter(npudnnHandle_t handle, const void *alpha,
                                               const npudnnTensorDescriptor_t xDesc, const void *x,
                                               const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                               const npudnnConvolutionDescriptor_t conv,
                                               npudnnConvolutionBwdFilterAlgo_t, void *, size_t,
                                               const void *beta, const npudnnFilterDescriptor_t dwDesc,
                                               void *dw) {
  problem p;
  if (!alpha || !beta || !x || !dy || !dw || !make_problem(conv, xDesc, dwDesc, dyDesc, p))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, f = factor(alpha, xDesc->type), g = factor(beta, xDesc->type)](auto sample) {
               backward_filter<decltype(sample)>(p, x, dy, dw, f, g);
             });
}

npudnnStatus_t npudnnConvolutionBackwardBias(npudnnHandle_t handle, const void *alpha,
                                             const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                             const void *beta, const npudnnTensorDescriptor_t dbDesc,
                                             void *db) {
  if (!alpha || !beta || !dyDesc || !dy || !dbDesc || !db || dyDesc->dims < 2 ||
      dbDesc->dims != dyDesc->dims || dbDesc->type != dyDesc->type || dbDesc->size[1] != dyDesc->size[1] ||
      dbDesc->count() != dbDesc->size[1])
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, dyDesc->type,
             [=, d = *dyDesc, b = *dbDesc, f = factor(alpha, dyDesc->type),
              g = factor(beta, dyDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               tensor others = d;
               others.size[1] = 1;
               for (int c = 0; c < d.size[1]; ++c) {
                 X sum = 0;
                 for_each(
                     others, [&](const auto &at) { sum += load<T>(dy, c * d.stride[1] + at[0]); }, d.stride);
                 blend<T>(db, c * b.stride[1], sum, X(f), X(g));
               }
             });
}

} // extern "C"
