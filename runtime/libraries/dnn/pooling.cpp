// SPDX-License-Identifier: Apache-2.0
#include "dnn/tensor.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace npu::libraries::dnn;

struct npudnnPoolingStruct {
  npudnnPoolingMode_t mode = NPUDNN_POOLING_MAX;
  bool propagate_nan = false;
  int window[2] = {1, 1}, pad[2] = {}, stride[2] = {1, 1}; // rows, columns
};

namespace {

int output_size(const npudnnPoolingStruct &p, int d, int size) {
  return 1 + (size + 2 * p.pad[d] - p.window[d]) / p.stride[d];
}
bool fits(const npudnnPoolingStruct &p, const tensor &x, const tensor &y) {
  return x.dims == 4 && y.dims == 4 && x.type == y.type && x.size[0] == y.size[0] && x.size[1] == y.size[1] &&
         y.size[2] == output_size(p, 0, x.size[2]) && y.size[3] == output_size(p, 1, x.size[3]);
}

// The part of a window that lies within the picture.
struct window {
  int top, bottom, left, right;
  double divisor; // of averages

  window(const npudnnPoolingStruct &p, const tensor &x, int row, int column) {
    top = row * p.stride[0] - p.pad[0];
    left = column * p.stride[1] - p.pad[1];
    bottom = std::min(top + p.window[0], x.size[2]);
    right = std::min(left + p.window[1], x.size[3]);
    top = std::max(top, 0);
    left = std::max(left, 0);
    divisor = p.mode == NPUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING
                  ? double(p.window[0]) * p.window[1]
                  : double(std::max(0, bottom - top)) * std::max(0, right - left);
  }
  template <class F> void each(F f) const {
    for (int h = top; h < bottom; ++h)
      for (int w = left; w < right; ++w)
        f(h, w);
  }
};
bool takes_maximum(const npudnnPoolingStruct &p) {
  return p.mode == NPUDNN_POOLING_MAX || p.mode == NPUDNN_POOLING_MAX_DETERMINISTIC;
}
// f(n, c, row, column) for each output.
template <class F> void each_output(const tensor &y, F f) {
  for (int n = 0; n < y.size[0]; ++n)
    for (int c = 0; c < y.size[1]; ++c)
      for (int row = 0; row < y.size[2]; ++row)
        for (int column = 0; column < y.size[3]; ++column)
          f(n, c, row, column);
}
int64_t place(const tensor &t, int n, int c, int h, int w) {
  return n * t.stride[0] + c * t.stride[1] + h * t.stride[2] + w * t.stride[3];
}

} // namespace

extern "C" {

npudnnStatus_t npudnnCreatePoolingDescriptor(npudnnPoolingDescriptor_t *desc) {
  if (!desc)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = new npudnnPoolingStruct;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnDestroyPoolingDescriptor(npudnnPoolingDescriptor_t desc) {
  delete desc;
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnSetPooling2dDescriptor(npudnnPoolingDescriptor_t desc, npudnnPoolingMode_t mode,
                                            npudnnNanPropagation_t nan, int windowHeight, int windowWidth,
                                            int padH, int padW, int strideH, int strideW) {
  if (!desc || mode < NPUDNN_POOLING_MAX || mode > NPUDNN_POOLING_MAX_DETERMINISTIC || windowHeight < 1 ||
      windowWidth < 1 || padH < 0 || padW < 0 || strideH < 1 || strideW < 1)
    return NPUDNN_STATUS_BAD_PARAM;
  *desc = {mode, nan == NPUDNN_PROPAGATE_NAN, {windowHeight, windowWidth}, {padH, padW}, {strideH, strideW}};
  return NPUDNN_STATUS_SUCCESS;
}
npudnnStatus_t npudnnGetPooling2dForwardOutputDim(const npudnnPoolingDescriptor_t desc,
                                                  const npudnnTensorDescriptor_t x, int *n, int *c, int *h,
                                                  int *w) {
  if (!desc || !x || x->dims != 4 || !n || !c || !h || !w)
    return NPUDNN_STATUS_BAD_PARAM;
  *n = x->size[0];
  *c = x->size[1];
  *h = output_size(*desc, 0, x->size[2]);
  *w = output_size(*desc, 1, x->size[3]);
  return NPUDNN_STATUS_SUCCESS;
}

npudnnStatus_t npudnnPoolingForward(npudnnHandle_t handle, const npudnnPoolingDescriptor_t desc,
                                    const void *alpha, const npudnnTensorDescriptor_t xDesc, const void *x,
                                    const void *beta, const npudnnTensorDescriptor_t yDesc, void *y) {
  if (!desc || !alpha || !beta || !xDesc || !x || !yDesc || !y || !fits(*desc, *xDesc, *yDesc))
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, p = *desc, xd = *xDesc, yd = *yDesc, f = factor(alpha, xDesc->type),
              g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               each_output(yd, [&](int n, int c, int row, int column) {
                 const window in(p, xd, row, column);
                 X result = takes_maximum(p) ? -std::numeric_limits<X>::infinity() : X(0);
                 in.each([&](int h, int w) {
                   const X v = load<T>(x, place(xd, n, c, h, w));
                   if (!takes_maximum(p))
                     result += v;
                   else if (v > result || (p.propagate_nan && std::isnan(v)))
                     result = v;
                 });
                 if (!takes_maximum(p))
                   result /= X(in.divisor);
                 blend<T>(y, place(yd, n, c, row, column), result, X(f), X(g));
               });
             });
}

npudnnStatus_t npudnnPoolingBackward(npudnnHandle_t handle, const npudnnPoolingDescriptor_t desc,
                                     const void *alpha, const npudnnTensorDescriptor_t yDesc, const void *y,
                                     const npudnnTensorDescriptor_t dyDesc, const void *dy,
                                     const npudnnTensorDescriptor_t xDesc, const void *x, const void *beta,
                                     const npudnnTensorDescriptor_t dxDesc, void *dx) {
  if (!desc || !alpha || !beta || !yDesc || !y || !dyDesc || !dy || !xDesc || !x || !dxDesc || !dx ||
      !fits(*desc, *xDesc, *yDesc) || !fits(*desc, *dxDesc, *dyDesc) || xDesc->type != dxDesc->type)
    return NPUDNN_STATUS_BAD_PARAM;
  return run(handle, xDesc->type,
             [=, p = *desc, yd = *yDesc, dyd = *dyDesc, xd = *xDesc, dxd = *dxDesc,
              f = factor(alpha, xDesc->type), g = factor(beta, xDesc->type)](auto sample) {
               using T = decltype(sample);
               using X = computed_t<T>;
               // Windows overlap: what was there is scaled once.
               for_each(dxd, [&](const auto &at) { blend<T>(dx, at[0], X(0), X(0), X(g)); }, dxd.stride);
               const auto add = [&](int n, int c, int h, int w, X v) {
                 const int64_t at = place(dxd, n, c, h, w);
                 store<T>(dx, at, load<T>(dx, at) + v);
               };
               each_output(dyd, [&](int n, int c, int row, int column) {
                 const window in(p, xd, row, column);
                 const X v = X(f) * load<T>(dy, place(dyd, n, c, row, column));
                 if (!takes_maximum(p)) {
                   in.each([&](int h, int w) { add(n, c, h, w, v / X(in.divisor)); });
                   return;
                 }
                 const X top = load<T>(y, place(yd, n, c, row, column));
                 bool found = false; // the first one
                 in.each([&](int h, int w) {
                   if (!found && load<T>(x, place(xd, n, c, h, w)) == top) {
                     add(n, c, h, w, v);
                     found = true;
                   }
                 });
               });
             });
}

} // extern "C"
