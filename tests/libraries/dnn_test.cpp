// SPDX-License-Identifier: Apache-2.0
// Against loops that follow the definitions.
#include <npu/bf16.h>
#include <npu/dnn.h>
#include <npu/fp16.h>

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <vector>

namespace {

#define EXPECT_DONE(call) EXPECT_EQ(NPUDNN_STATUS_SUCCESS, call)

struct Handle {
  npudnnHandle_t h = nullptr;
  Handle() { EXPECT_DONE(npudnnCreate(&h)); }
  ~Handle() {
    EXPECT_EQ(npuSuccess, npuDeviceSynchronize());
    EXPECT_DONE(npudnnDestroy(h));
  }
  operator npudnnHandle_t() const { return h; }
};

template <class T> struct Type;
template <> struct Type<float> {
  static constexpr npudnnDataType_t value = NPUDNN_DATA_FLOAT;
  using scalar = float;
  static constexpr double error = 1e-4;
};
template <> struct Type<double> {
  static constexpr npudnnDataType_t value = NPUDNN_DATA_DOUBLE;
  using scalar = double;
  static constexpr double error = 1e-11;
};
template <> struct Type<npu_half> {
  static constexpr npudnnDataType_t value = NPUDNN_DATA_HALF;
  using scalar = float;
  static constexpr double error = 1e-2;
};
template <> struct Type<npu_bfloat16> {
  static constexpr npudnnDataType_t value = NPUDNN_DATA_BFLOAT16;
  using scalar = float;
  static constexpr double error = 8e-2;
};

// A tensor in 4 dimensions with its elements.
template <class T> struct Tensor {
  int n, c, h, w;
  npudnnTensorFormat_t format;
  npudnnTensorDescriptor_t desc = nullptr;
  std::vector<T> data;

  Tensor(int n_, int c_, int h_, int w_, npudnnTensorFormat_t f = NPUDNN_TENSOR_NCHW, unsigned seed = 1)
      : n(n_), c(c_), h(h_), w(w_), format(f), data(size_t(n_) * c_ * h_ * w_) {
    EXPECT_DONE(npudnnCreateTensorDescriptor(&desc));
    EXPECT_DONE(npudnnSetTensor4dDescriptor(desc, f, Type<T>::value, n, c, h, w));
    unsigned s = seed;
    for (T &x : data) {
      s = s * 1664525u + 1013904223u;
      x = T(float(int(s >> 20) % 33 - 16) / 16);
    }
  }
  ~Tensor() { npudnnDestroyTensorDescriptor(desc); }
  Tensor(const Tensor &) = delete;

  size_t place(int in, int ic, int ih, int iw) const {
    return format == NPUDNN_TENSOR_NCHW ? ((size_t(in) * c + ic) * h + ih) * w + iw
                                        : ((size_t(in) * h + ih) * w + iw) * c + ic;
  }
  double at(int in, int ic, int ih, int iw) const {
    return double(typename Type<T>::scalar(data[place(in, ic, ih, iw)]));
  }
  double or_zero(int in, int ic, int ih, int iw) const {
    return ih >= 0 && ih < h && iw >= 0 && iw < w ? at(in, ic, ih, iw) : 0;
  }
  void each(const std::function<void(int, int, int, int)> &f) const {
    for (int a = 0; a < n; ++a)
      for (int b = 0; b < c; ++b)
        for (int d = 0; d < h; ++d)
          for (int e = 0; e < w; ++e)
            f(a, b, d, e);
  }
  // That each element is expected(n, c, h, w).
  void expect(const char *what, const std::function<double(int, int, int, int)> &expected) const {
    each([&](int a, int b, int d, int e) {
      const double x = expected(a, b, d, e);
      ASSERT_NEAR(x, at(a, b, d, e), Type<T>::error * (1 + std::fabs(x)))
          << what << " at " << a << ' ' << b << ' ' << d << ' ' << e;
    });
  }
};

template <class T> class Dnn : public testing::Test {};
using Types = testing::Types<float, double, npu_half, npu_bfloat16>;
TYPED_TEST_SUITE(Dnn, Types);

struct Shape {
  int pad_h, pad_w, step_h, step_w, dilation_h, dilation_w, groups;
  npudnnConvolutionMode_t mode;
  npudnnTensorFormat_t format;
};

TYPED_TEST(Dnn, Convolutions) {
  using T = TypeParam;
  using S = typename Type<T>::scalar;
  Handle handle;
  for (const Shape &s : {Shape{0, 0, 1, 1, 1, 1, 1, NPUDNN_CROSS_CORRELATION, NPUDNN_TENSOR_NCHW},
                         Shape{1, 2, 1, 1, 1, 1, 1, NPUDNN_CONVOLUTION, NPUDNN_TENSOR_NCHW},
                         Shape{1, 1, 2, 3, 1, 1, 2, NPUDNN_CROSS_CORRELATION, NPUDNN_TENSOR_NCHW},
                         Shape{3, 0, 1, 2, 2, 1, 1, NPUDNN_CONVOLUTION, NPUDNN_TENSOR_NHWC},
                         Shape{2, 2, 2, 1, 1, 2, 2, NPUDNN_CROSS_CORRELATION, NPUDNN_TENSOR_NHWC}}) {
    const int N = 2, C = 4, K = 6, H = 7, W = 9, R = 3, Q = 2, in_group = C / s.groups,
              out_group = K / s.groups;
    npudnnConvolutionDescriptor_t conv;
    npudnnFilterDescriptor_t filter;
    EXPECT_DONE(npudnnCreateConvolutionDescriptor(&conv));
    EXPECT_DONE(npudnnCreateFilterDescriptor(&filter));
    EXPECT_DONE(npudnnSetConvolution2dDescriptor(conv, s.pad_h, s.pad_w, s.step_h, s.step_w, s.dilation_h,
                                                 s.dilation_w, s.mode, NPUDNN_DATA_FLOAT));
    EXPECT_DONE(npudnnSetConvolutionGroupCount(conv, s.groups));
    EXPECT_DONE(npudnnSetConvolutionMathType(conv, NPUDNN_TENSOR_OP_MATH));
    EXPECT_DONE(npudnnSetFilter4dDescriptor(filter, Type<T>::value, s.format, K, in_group, R, Q));
    Tensor<T> x(N, C, H, W, s.format), w(K, in_group, R, Q, s.format, 2),
        b(1, K, 1, 1, NPUDNN_TENSOR_NCHW, 4);
    int n, k, h, width;
    EXPECT_DONE(npudnnGetConvolution2dForwardOutputDim(conv, x.desc, filter, &n, &k, &h, &width));
    EXPECT_EQ(h, (H + 2 * s.pad_h - s.dilation_h * (R - 1) - 1) / s.step_h + 1);
    Tensor<T> y(n, k, h, width, s.format, 3), before(n, k, h, width, s.format, 3);
    const auto tap = [&](int o, int c, int r, int q) {
      return s.mode == NPUDNN_CONVOLUTION ? w.at(o, c, R - 1 - r, Q - 1 - q) : w.at(o, c, r, q);
    };

    npudnnConvolutionFwdAlgoPerf_t found[4];
    int count = 0;
    size_t bytes = 1;
    EXPECT_DONE(
        npudnnFindConvolutionForwardAlgorithm(handle, x.desc, filter, conv, y.desc, 4, &count, found));
    EXPECT_EQ(1, count);
    EXPECT_DONE(npudnnGetConvolutionForwardWorkspaceSize(handle, x.desc, filter, conv, y.desc, found[0].algo,
                                                         &bytes));
    EXPECT_EQ(0u, bytes);
    const S alpha = S(0.5), beta = S(2), one = 1, zero = 0;
    EXPECT_DONE(npudnnConvolutionForward(handle, &alpha, x.desc, x.data.data(), filter, w.data.data(), conv,
                                         found[0].algo, nullptr, 0, &beta, y.desc, y.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    y.expect("forward", [&](int in, int o, int oh, int ow) {
      double sum = 0;
      for (int c = 0; c < in_group; ++c)
        for (int r = 0; r < R; ++r)
          for (int q = 0; q < Q; ++q)
            sum += tap(o, c, r, q) * x.or_zero(in, o / out_group * in_group + c,
                                               oh * s.step_h - s.pad_h + r * s.dilation_h,
                                               ow * s.step_w - s.pad_w + q * s.dilation_w);
      return 0.5 * sum + 2 * before.at(in, o, oh, ow);
    });

    // Each product of the forward pass gives one of the gradients.
    std::vector<double> dx_expected(x.data.size()), dw_expected(w.data.size());
    before.each([&](int in, int o, int oh, int ow) {
      for (int c = 0; c < in_group; ++c)
        for (int r = 0; r < R; ++r)
          for (int q = 0; q < Q; ++q) {
            const int ic = o / out_group * in_group + c, ih = oh * s.step_h - s.pad_h + r * s.dilation_h,
                      iw = ow * s.step_w - s.pad_w + q * s.dilation_w;
            if (ih < 0 || ih >= H || iw < 0 || iw >= W)
              continue;
            const bool flip = s.mode == NPUDNN_CONVOLUTION;
            dx_expected[x.place(in, ic, ih, iw)] += tap(o, c, r, q) * before.at(in, o, oh, ow);
            dw_expected[w.place(o, c, flip ? R - 1 - r : r, flip ? Q - 1 - q : q)] +=
                x.at(in, ic, ih, iw) * before.at(in, o, oh, ow);
          }
    });
    Tensor<T> dx(N, C, H, W, s.format), dw(K, in_group, R, Q, s.format);
    npudnnConvolutionBwdDataAlgoPerf_t data_found;
    npudnnConvolutionBwdFilterAlgoPerf_t filter_found;
    EXPECT_DONE(npudnnGetConvolutionBackwardDataAlgorithm_v7(handle, filter, y.desc, conv, dx.desc, 1, &count,
                                                             &data_found));
    EXPECT_DONE(npudnnGetConvolutionBackwardFilterAlgorithm_v7(handle, x.desc, y.desc, conv, filter, 1,
                                                               &count, &filter_found));
    EXPECT_DONE(npudnnConvolutionBackwardData(handle, &one, filter, w.data.data(), y.desc, before.data.data(),
                                              conv, data_found.algo, nullptr, 0, &zero, dx.desc,
                                              dx.data.data()));
    EXPECT_DONE(npudnnConvolutionBackwardFilter(handle, &one, x.desc, x.data.data(), y.desc,
                                                before.data.data(), conv, filter_found.algo, nullptr, 0,
                                                &zero, filter, dw.data.data()));
    EXPECT_DONE(npudnnConvolutionBackwardBias(handle, &one, y.desc, before.data.data(), &zero, b.desc,
                                              b.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    dx.expect("data", [&](int i, int j, int l, int m) { return dx_expected[dx.place(i, j, l, m)]; });
    dw.expect("filter", [&](int i, int j, int l, int m) { return dw_expected[dw.place(i, j, l, m)]; });
    b.expect("bias", [&](int, int o, int, int) {
      double sum = 0;
      before.each([&](int i, int j, int l, int m) { sum += j == o ? before.at(i, j, l, m) : 0; });
      return sum;
    });
    npudnnDestroyConvolutionDescriptor(conv);
    npudnnDestroyFilterDescriptor(filter);
  }
}

TYPED_TEST(Dnn, Activations) {
  using T = TypeParam;
  using S = typename Type<T>::scalar;
  Handle handle;
  const double k = 0.75;
  struct Case {
    npudnnActivationMode_t mode;
    double (*f)(double, double), (*slope)(double, double);
  };
  for (const Case &c : {
           Case{NPUDNN_ACTIVATION_SIGMOID, [](double x, double) { return 1 / (1 + std::exp(-x)); },
                [](double x, double) { return std::exp(-x) / std::pow(1 + std::exp(-x), 2); }},
           Case{NPUDNN_ACTIVATION_RELU, [](double x, double) { return x > 0 ? x : 0; },
                [](double x, double) { return x > 0 ? 1. : 0.; }},
           Case{NPUDNN_ACTIVATION_TANH, [](double x, double) { return std::tanh(x); },
                [](double x, double) { return 1 / std::pow(std::cosh(x), 2); }},
           Case{NPUDNN_ACTIVATION_CLIPPED_RELU, [](double x, double a) { return x > a   ? a
                                                                                : x > 0 ? x
                                                                                        : 0; },
                [](double x, double a) { return x > 0 && x <= a ? 1. : 0.; }},
           Case{NPUDNN_ACTIVATION_ELU, [](double x, double a) { return x >= 0 ? x : a * (std::exp(x) - 1); },
                [](double x, double a) { return x >= 0 ? 1 : a * std::exp(x); }},
       }) {
    npudnnActivationDescriptor_t desc;
    EXPECT_DONE(npudnnCreateActivationDescriptor(&desc));
    EXPECT_DONE(npudnnSetActivationDescriptor(desc, c.mode, NPUDNN_NOT_PROPAGATE_NAN, k));
    Tensor<T> x(2, 3, 4, 5), y(2, 3, 4, 5, NPUDNN_TENSOR_NHWC, 2), dy(2, 3, 4, 5, NPUDNN_TENSOR_NCHW, 3),
        dx(2, 3, 4, 5);
    const S one = 1, zero = 0, half = S(0.5);
    EXPECT_DONE(
        npudnnActivationForward(handle, desc, &one, x.desc, x.data.data(), &zero, y.desc, y.data.data()));
    EXPECT_DONE(npudnnActivationBackward(handle, desc, &half, y.desc, y.data.data(), dy.desc, dy.data.data(),
                                         x.desc, x.data.data(), &zero, dx.desc, dx.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    y.expect("forward", [&](int a, int b, int d, int e) { return c.f(x.at(a, b, d, e), k); });
    dx.expect("backward", [&](int a, int b, int d, int e) {
      return 0.5 * dy.at(a, b, d, e) * c.slope(x.at(a, b, d, e), k);
    });
    npudnnDestroyActivationDescriptor(desc);
  }
}

TYPED_TEST(Dnn, Pooling) {
  using T = TypeParam;
  using S = typename Type<T>::scalar;
  Handle handle;
  for (npudnnPoolingMode_t mode : {NPUDNN_POOLING_MAX, NPUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING,
                                   NPUDNN_POOLING_AVERAGE_COUNT_EXCLUDE_PADDING}) {
    npudnnPoolingDescriptor_t desc;
    EXPECT_DONE(npudnnCreatePoolingDescriptor(&desc));
    EXPECT_DONE(npudnnSetPooling2dDescriptor(desc, mode, NPUDNN_NOT_PROPAGATE_NAN, 3, 2, 1, 0, 2, 2));
    Tensor<T> x(2, 3, 8, 6);
    for (size_t i = 0; i < x.data.size(); ++i) // no two alike in a window
      x.data[i] = T(float(int(i * 37 % 101)) / 64);
    int n, c, h, w;
    EXPECT_DONE(npudnnGetPooling2dForwardOutputDim(desc, x.desc, &n, &c, &h, &w));
    EXPECT_EQ((std::vector<int>{2, 3, 4, 3}), (std::vector<int>{n, c, h, w}));
    Tensor<T> y(n, c, h, w), dy(n, c, h, w, NPUDNN_TENSOR_NCHW, 5), dx(2, 3, 8, 6);
    const S one = 1, zero = 0;
    EXPECT_DONE(
        npudnnPoolingForward(handle, desc, &one, x.desc, x.data.data(), &zero, y.desc, y.data.data()));
    EXPECT_DONE(npudnnPoolingBackward(handle, desc, &one, y.desc, y.data.data(), dy.desc, dy.data.data(),
                                      x.desc, x.data.data(), &zero, dx.desc, dx.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    std::vector<double> gradient(dx.data.size());
    y.expect("forward", [&](int a, int b, int d, int e) {
      double sum = 0, top = -1e9;
      size_t best = 0;
      std::vector<size_t> in;
      for (int i = d * 2 - 1; i < d * 2 + 2; ++i)
        for (int j = e * 2; j < e * 2 + 2; ++j)
          if (i >= 0 && i < 8 && j < 6) {
            in.push_back(x.place(a, b, i, j));
            sum += x.at(a, b, i, j);
            if (x.at(a, b, i, j) > top) {
              top = x.at(a, b, i, j);
              best = in.back();
            }
          }
      const double divisor = mode == NPUDNN_POOLING_AVERAGE_COUNT_INCLUDE_PADDING ? 6 : double(in.size());
      if (mode == NPUDNN_POOLING_MAX)
        gradient[best] += dy.at(a, b, d, e);
      else
        for (size_t p : in)
          gradient[p] += dy.at(a, b, d, e) / divisor;
      return mode == NPUDNN_POOLING_MAX ? top : sum / divisor;
    });
    dx.expect("backward", [&](int a, int b, int d, int e) { return gradient[dx.place(a, b, d, e)]; });
    npudnnDestroyPoolingDescriptor(desc);
  }
}

TYPED_TEST(Dnn, Softmax) {
  using T = TypeParam;
  using S = typename Type<T>::scalar;
  Handle handle;
  for (npudnnSoftmaxMode_t mode : {NPUDNN_SOFTMAX_MODE_INSTANCE, NPUDNN_SOFTMAX_MODE_CHANNEL})
    for (npudnnSoftmaxAlgorithm_t algorithm :
         {NPUDNN_SOFTMAX_FAST, NPUDNN_SOFTMAX_ACCURATE, NPUDNN_SOFTMAX_LOG}) {
      Tensor<T> x(2, 4, 3, 2), y(2, 4, 3, 2, NPUDNN_TENSOR_NHWC), dy(2, 4, 3, 2, NPUDNN_TENSOR_NCHW, 7),
          dx(2, 4, 3, 2);
      const S one = 1, zero = 0;
      EXPECT_DONE(npudnnSoftmaxForward(handle, algorithm, mode, &one, x.desc, x.data.data(), &zero, y.desc,
                                       y.data.data()));
      EXPECT_DONE(npudnnSoftmaxBackward(handle, algorithm, mode, &one, y.desc, y.data.data(), dy.desc,
                                        dy.data.data(), &zero, dx.desc, dx.data.data()));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      const auto together = [&](int a, int d, int e, const std::function<void(int, int, int, int)> &f) {
        x.each([&](int i, int j, int k, int l) {
          if (i == a && (mode == NPUDNN_SOFTMAX_MODE_INSTANCE || (k == d && l == e)))
            f(i, j, k, l);
        });
      };
      const auto probability = [&](int a, int b, int d, int e) {
        double sum = 0;
        together(a, d, e, [&](int i, int j, int k, int l) { sum += std::exp(x.at(i, j, k, l)); });
        return std::exp(x.at(a, b, d, e)) / sum;
      };
      const bool log = algorithm == NPUDNN_SOFTMAX_LOG;
      y.expect("forward", [&](int a, int b, int d, int e) {
        const double p = probability(a, b, d, e);
        return log ? std::log(p) : p;
      });
      dx.expect("backward", [&](int a, int b, int d, int e) {
        double sum = 0;
        together(a, d, e, [&](int i, int j, int k, int l) {
          sum += dy.at(i, j, k, l) * (log ? 1 : probability(i, j, k, l));
        });
        const double p = probability(a, b, d, e);
        return log ? dy.at(a, b, d, e) - p * sum : p * (dy.at(a, b, d, e) - sum);
      });
    }
}

TYPED_TEST(Dnn, BatchNormalization) {
  using T = TypeParam;
  using S = typename Type<T>::scalar; // of the parameters, too
  Handle handle;
  for (npudnnBatchNormMode_t mode : {NPUDNN_BATCHNORM_SPATIAL, NPUDNN_BATCHNORM_PER_ACTIVATION}) {
    const bool spatial = mode == NPUDNN_BATCHNORM_SPATIAL;
    Tensor<T> x(4, 3, 2, 5), y(4, 3, 2, 5), inferred(4, 3, 2, 5), dy(4, 3, 2, 5, NPUDNN_TENSOR_NHWC, 8),
        dx(4, 3, 2, 5);
    Tensor<S> scale(1, 3, spatial ? 1 : 2, spatial ? 1 : 5, NPUDNN_TENSOR_NCHW, 9);
    const size_t P = scale.data.size();
    npudnnTensorDescriptor_t bn;
    EXPECT_DONE(npudnnCreateTensorDescriptor(&bn));
    EXPECT_DONE(npudnnDeriveBNTensorDescriptor(bn, x.desc, mode));
    std::vector<S> bias(P, S(0.25)), mean(P, S(1)), variance(P, S(2)), saved(P), inverse(P), dscale(P, S(10)),
        dbias(P, S(10));
    const S one = 1, zero = 0, half = S(0.5);
    const double epsilon = 1e-3;
    EXPECT_DONE(npudnnBatchNormalizationForwardInference(
        handle, mode, &one, &zero, x.desc, x.data.data(), inferred.desc, inferred.data.data(), bn,
        scale.data.data(), bias.data(), mean.data(), variance.data(), epsilon));
    EXPECT_DONE(npudnnBatchNormalizationForwardTraining(
        handle, mode, &one, &zero, x.desc, x.data.data(), y.desc, y.data.data(), bn, scale.data.data(),
        bias.data(), 0.25, mean.data(), variance.data(), epsilon, saved.data(), inverse.data()));
    EXPECT_DONE(npudnnBatchNormalizationBackward(handle, mode, &one, &zero, &one, &half, x.desc,
                                                 x.data.data(), dy.desc, dy.data.data(), dx.desc,
                                                 dx.data.data(), bn, scale.data.data(), dscale.data(),
                                                 dbias.data(), epsilon, saved.data(), inverse.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    struct Sums {
      double m = 0, mean = 0, variance = 0, by_bias = 0, by_scale = 0;
    };
    const auto of = [&](int b, int d, int e) {
      Sums s;
      const auto each = [&](const std::function<void(int, int, int, int)> &f) {
        x.each([&](int i, int j, int k, int l) {
          if (j == b && (spatial || (k == d && l == e)))
            f(i, j, k, l);
        });
      };
      each([&](int i, int j, int k, int l) { s.mean += x.at(i, j, k, l), ++s.m; });
      s.mean /= s.m;
      each([&](int i, int j, int k, int l) { s.variance += std::pow(x.at(i, j, k, l) - s.mean, 2) / s.m; });
      each([&](int i, int j, int k, int l) {
        s.by_bias += dy.at(i, j, k, l);
        s.by_scale += dy.at(i, j, k, l) * (x.at(i, j, k, l) - s.mean) / std::sqrt(s.variance + epsilon);
      });
      return s;
    };
    const auto p = [&](int b, int d, int e) { return spatial ? size_t(b) : size_t((b * 2 + d) * 5 + e); };
    inferred.expect("inference", [&](int a, int b, int d, int e) {
      return double(scale.data[p(b, d, e)]) * (x.at(a, b, d, e) - 1) / std::sqrt(2 + epsilon) + 0.25;
    });
    y.expect("training", [&](int a, int b, int d, int e) {
      const Sums s = of(b, d, e);
      return double(scale.data[p(b, d, e)]) * (x.at(a, b, d, e) - s.mean) / std::sqrt(s.variance + epsilon) +
             0.25;
    });
    dx.expect("backward", [&](int a, int b, int d, int e) {
      const Sums s = of(b, d, e);
      const double inv = 1 / std::sqrt(s.variance + epsilon), normal = (x.at(a, b, d, e) - s.mean) * inv;
      return double(scale.data[p(b, d, e)]) * inv *
             (dy.at(a, b, d, e) - (s.by_bias + normal * s.by_scale) / s.m);
    });
    scale.each([&](int, int b, int d, int e) {
      const Sums s = of(b, d, e);
      const size_t at = p(b, d, e);
      const double error = 1e-3;
      EXPECT_NEAR(0.75 + 0.25 * s.mean, double(mean[at]), error);
      EXPECT_NEAR(1.5 + 0.25 * s.variance * s.m / (s.m - 1), double(variance[at]), error);
      EXPECT_NEAR(s.mean, double(saved[at]), error);
      EXPECT_NEAR(1 / std::sqrt(s.variance + epsilon), double(inverse[at]), error * 10);
      EXPECT_NEAR(5 + s.by_scale, double(dscale[at]), error * 10);
      EXPECT_NEAR(5 + s.by_bias, double(dbias[at]), error * 10);
    });
    npudnnDestroyTensorDescriptor(bn);
  }
}

TYPED_TEST(Dnn, TensorOperations) {
  using T = TypeParam;
  using S = typename Type<T>::scalar;
  Handle handle;
  Tensor<T> a(2, 3, 4, 5, NPUDNN_TENSOR_NHWC), bias(1, 3, 1, 1, NPUDNN_TENSOR_NCHW, 2),
      c(2, 3, 4, 5, NPUDNN_TENSOR_NCHW, 3), before(2, 3, 4, 5, NPUDNN_TENSOR_NCHW, 3);
  const S two = 2, half = S(0.5), one = 1, zero = 0;
  EXPECT_DONE(npudnnAddTensor(handle, &two, bias.desc, bias.data.data(), &half, c.desc, c.data.data()));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  c.expect("add",
           [&](int i, int j, int k, int l) { return 2 * bias.at(0, j, 0, 0) + 0.5 * before.at(i, j, k, l); });
  EXPECT_DONE(npudnnTransformTensor(handle, &one, a.desc, a.data.data(), &zero, c.desc, c.data.data()));
  EXPECT_DONE(npudnnScaleTensor(handle, c.desc, c.data.data(), &two));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  c.expect("transform and scale", [&](int i, int j, int k, int l) { return 2 * a.at(i, j, k, l); });
  const T value(0.75f);
  EXPECT_DONE(npudnnSetTensor(handle, c.desc, c.data.data(), &value));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  c.expect("set", [](int, int, int, int) { return 0.75; });
  npudnnOpTensorDescriptor_t op;
  EXPECT_DONE(npudnnCreateOpTensorDescriptor(&op));
  struct Case {
    npudnnOpTensorOp_t op;
    double (*f)(double, double);
  };
  for (const Case &k : {Case{NPUDNN_OP_TENSOR_ADD, [](double p, double q) { return p + q; }},
                        Case{NPUDNN_OP_TENSOR_MUL, [](double p, double q) { return p * q; }},
                        Case{NPUDNN_OP_TENSOR_MIN, [](double p, double q) { return std::fmin(p, q); }},
                        Case{NPUDNN_OP_TENSOR_MAX, [](double p, double q) { return std::fmax(p, q); }},
                        Case{NPUDNN_OP_TENSOR_NOT, [](double p, double) { return 1 - p; }}}) {
    EXPECT_DONE(npudnnSetOpTensorDescriptor(op, k.op, NPUDNN_DATA_FLOAT, NPUDNN_PROPAGATE_NAN));
    EXPECT_DONE(npudnnOpTensor(handle, op, &one, a.desc, a.data.data(), &two, bias.desc, bias.data.data(),
                               &zero, c.desc, c.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    c.expect("operation",
             [&](int i, int j, int l, int m) { return k.f(a.at(i, j, l, m), 2 * bias.at(0, j, 0, 0)); });
  }
  npudnnDestroyOpTensorDescriptor(op);
}

TEST(DnnInThreeDimensions, Convolution) {
  Handle handle;
  const int in[] = {1, 1, 3, 4, 5}, strides[] = {60, 60, 20, 5, 1}, taps[] = {1, 1, 2, 2, 2},
            out[] = {1, 1, 2, 3, 4}, out_strides[] = {24, 24, 12, 4, 1}, pad[] = {0, 0, 0},
            ones[] = {1, 1, 1};
  npudnnTensorDescriptor_t x, y;
  npudnnFilterDescriptor_t w;
  npudnnConvolutionDescriptor_t conv;
  EXPECT_DONE(npudnnCreateTensorDescriptor(&x));
  EXPECT_DONE(npudnnCreateTensorDescriptor(&y));
  EXPECT_DONE(npudnnCreateFilterDescriptor(&w));
  EXPECT_DONE(npudnnCreateConvolutionDescriptor(&conv));
  EXPECT_DONE(npudnnSetTensorNdDescriptor(x, NPUDNN_DATA_FLOAT, 5, in, strides));
  EXPECT_DONE(npudnnSetTensorNdDescriptor(y, NPUDNN_DATA_FLOAT, 5, out, out_strides));
  EXPECT_DONE(npudnnSetFilterNdDescriptor(w, NPUDNN_DATA_FLOAT, NPUDNN_TENSOR_NCHW, 5, taps));
  EXPECT_DONE(npudnnSetConvolutionNdDescriptor(conv, 3, pad, ones, ones, NPUDNN_CROSS_CORRELATION,
                                               NPUDNN_DATA_FLOAT));
  std::vector<float> from(60), filter(8), to(24);
  for (size_t i = 0; i < 60; ++i)
    from[i] = float(i % 7);
  for (size_t i = 0; i < 8; ++i)
    filter[i] = float(i) - 3;
  const float one = 1, zero = 0;
  EXPECT_DONE(npudnnConvolutionForward(handle, &one, x, from.data(), w, filter.data(), conv,
                                       NPUDNN_CONVOLUTION_FWD_ALGO_GEMM, nullptr, 0, &zero, y, to.data()));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int d = 0; d < 2; ++d)
    for (int h = 0; h < 3; ++h)
      for (int v = 0; v < 4; ++v) {
        float sum = 0;
        for (int t = 0; t < 8; ++t)
          sum += filter[size_t(t)] * from[size_t((d + t / 4) * 20 + (h + t / 2 % 2) * 5 + v + t % 2)];
        EXPECT_EQ(sum, to[size_t(d * 12 + h * 4 + v)]);
      }
  npudnnDestroyTensorDescriptor(x);
  npudnnDestroyTensorDescriptor(y);
  npudnnDestroyFilterDescriptor(w);
  npudnnDestroyConvolutionDescriptor(conv);
}

TEST(DnnErrors, AreReturned) {
  Handle handle;
  Tensor<float> x(1, 2, 3, 4), y(1, 2, 3, 5);
  Tensor<double> d(1, 2, 3, 4);
  npudnnActivationDescriptor_t relu;
  EXPECT_DONE(npudnnCreateActivationDescriptor(&relu));
  EXPECT_DONE(npudnnSetActivationDescriptor(relu, NPUDNN_ACTIVATION_RELU, NPUDNN_PROPAGATE_NAN, 0));
  const float one = 1, zero = 0;
  float *p = x.data.data();
  EXPECT_EQ(NPUDNN_STATUS_NOT_INITIALIZED,
            npudnnActivationForward(nullptr, relu, &one, x.desc, p, &zero, x.desc, p));
  EXPECT_EQ(NPUDNN_STATUS_BAD_PARAM,
            npudnnActivationForward(handle, relu, &one, x.desc, p, &zero, y.desc, y.data.data()));
  EXPECT_EQ(NPUDNN_STATUS_BAD_PARAM,
            npudnnActivationForward(handle, relu, &one, x.desc, p, &zero, d.desc, d.data.data()));
  EXPECT_EQ(NPUDNN_STATUS_BAD_PARAM,
            npudnnActivationForward(handle, relu, &one, x.desc, nullptr, &zero, x.desc, p));
  EXPECT_EQ(NPUDNN_STATUS_BAD_PARAM,
            npudnnSetTensor4dDescriptor(x.desc, NPUDNN_TENSOR_NCHW, NPUDNN_DATA_FLOAT, 0, 1, 1, 1));
  EXPECT_EQ(NPUDNN_STATUS_NOT_SUPPORTED,
            npudnnSetTensor4dDescriptor(x.desc, NPUDNN_TENSOR_NCHW_VECT_C, NPUDNN_DATA_INT8, 1, 1, 1, 1));
  EXPECT_DONE(npudnnSetTensor4dDescriptor(x.desc, NPUDNN_TENSOR_NCHW, NPUDNN_DATA_INT8, 1, 2, 3, 4));
  EXPECT_EQ(NPUDNN_STATUS_NOT_SUPPORTED,
            npudnnActivationForward(handle, relu, &one, x.desc, p, &zero, x.desc, p));
  EXPECT_STREQ("NPUDNN_STATUS_BAD_PARAM", npudnnGetErrorString(NPUDNN_STATUS_BAD_PARAM));
  npudnnDestroyActivationDescriptor(relu);
  // NaN stays where it is to stay.
  Tensor<float> nan(1, 1, 1, 1);
  for (npudnnNanPropagation_t propagation : {NPUDNN_PROPAGATE_NAN, NPUDNN_NOT_PROPAGATE_NAN}) {
    nan.data[0] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_DONE(npudnnCreateActivationDescriptor(&relu));
    EXPECT_DONE(npudnnSetActivationDescriptor(relu, NPUDNN_ACTIVATION_RELU, propagation, 0));
    EXPECT_DONE(npudnnActivationForward(handle, relu, &one, nan.desc, nan.data.data(), &zero, nan.desc,
                                        nan.data.data()));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    EXPECT_EQ(propagation == NPUDNN_PROPAGATE_NAN, bool(std::isnan(nan.data[0])));
    npudnnDestroyActivationDescriptor(relu);
  }
}

} // namespace
