// SPDX-License-Identifier: Apache-2.0
// Warp matrix functions: every shape and type against the plain triple loop, on small integers, where it is
// exact.
#include "device_test.h"

#include <npu/wmma.h>

#include <type_traits>

namespace {

namespace wmma = npu::wmma;

// One warp: d = a * b + c. Layouts: a by rows or columns, b the other way round, c and d by rows.
template <int M, int N, int K, class T, class S, class C, class LayoutA, class LayoutB>
NPU_GLOBAL void multiply(const S *a, const S *b, const C *c, C *d, bool saturate) {
  wmma::fragment<wmma::matrix_a, M, N, K, T, LayoutA> fa;
  wmma::fragment<wmma::matrix_b, M, N, K, T, LayoutB> fb;
  wmma::fragment<wmma::accumulator, M, N, K, C> fc, fd;
  wmma::load_matrix_sync(fa, a, std::is_same<LayoutA, wmma::row_major>::value ? K : M);
  wmma::load_matrix_sync(fb, b, std::is_same<LayoutB, wmma::row_major>::value ? N : K);
  wmma::load_matrix_sync(fc, c, N, wmma::mem_row_major);
  wmma::fill_fragment(fd, 0.0f);
  wmma::mma_sync(fd, fa, fb, fc, saturate);
  for (int i = 0; i < fd.num_elements; ++i)
    fd.x[i] = static_cast<C>(fd.x[i] + fc.x[i]); // fragments of one shape match
  wmma::store_matrix_sync(d, fd, N, wmma::mem_row_major);
}

template <int M, int N, int K, class T, class S, class C, class LayoutA, class LayoutB>
void expect_layouts() {
  Buffer<S> a(M * K), b(K * N);
  Buffer<C> c(M * N), d(M * N);
  const int low = std::is_unsigned<S>::value ? 0 : -3;
  for (int i = 0; i < M * K; ++i)
    a[i] = static_cast<S>(i * 7 % 6 + low);
  for (int i = 0; i < K * N; ++i)
    b[i] = static_cast<S>(i * 5 % 7 + low);
  for (int i = 0; i < M * N; ++i)
    c[i] = static_cast<C>(i % 9 - 4);
  RUN_KERNEL((multiply<M, N, K, T, S, C, LayoutA, LayoutB>), (1, 32), a.data(), b.data(), c.data(), d.data(),
             false);
  for (int row = 0; row < M; ++row)
    for (int column = 0; column < N; ++column) {
      double sum = 2 * static_cast<double>(c[row * N + column]);
      for (int k = 0; k < K; ++k) {
        const bool a_rows = std::is_same<LayoutA, wmma::row_major>::value;
        const bool b_rows = std::is_same<LayoutB, wmma::row_major>::value;
        sum += static_cast<double>(a[a_rows ? row * K + k : k * M + row]) *
               static_cast<double>(b[b_rows ? k * N + column : column * K + k]);
      }
      ASSERT_EQ(static_cast<double>(d[row * N + column]), sum) << row << " " << column;
    }
}
template <int M, int N, int K, class T, class S, class C> void expect_product() {
  expect_layouts<M, N, K, T, S, C, wmma::row_major, wmma::col_major>();
  expect_layouts<M, N, K, T, S, C, wmma::col_major, wmma::row_major>();
  expect_layouts<M, N, K, T, S, C, wmma::row_major, wmma::row_major>();
}
template <class T, class C> void expect_all_shapes() {
  expect_product<16, 16, 16, T, T, C>();
  expect_product<32, 8, 16, T, T, C>();
  expect_product<8, 32, 16, T, T, C>();
}

TEST(DeviceWmma, MultipliesAllTypesAndShapes) {
  expect_all_shapes<npu::half, float>();
  expect_all_shapes<npu::half, npu::half>();
  expect_all_shapes<npu::bfloat16, float>();
  expect_all_shapes<signed char, int>();
  expect_all_shapes<unsigned char, int>();
  expect_product<16, 16, 8, wmma::precision::tf32, float, float>();
  expect_product<8, 8, 4, double, double, double>();
}

TEST(DeviceWmma, Saturates) {
  Buffer<npu::half> a(256, npu::half(60000.0f)), b(256, npu::half(1.0f)), c(256), d(256);
  RUN_KERNEL((multiply<16, 16, 16, npu::half, npu::half, npu::half, wmma::row_major, wmma::row_major>),
             (1, 32), a.data(), b.data(), c.data(), d.data(), true);
  EXPECT_EQ(static_cast<float>(d[0]), 65504.0f);
  RUN_KERNEL((multiply<16, 16, 16, npu::half, npu::half, npu::half, wmma::row_major, wmma::row_major>),
             (1, 32), a.data(), b.data(), c.data(), d.data(), false);
  EXPECT_EQ(npu::hisinf(d[0]), 1);
}

TEST(DeviceWmma, RoundsToTf32) {
  EXPECT_EQ(wmma::float_to_tf32(1.0f + 0x1p-11f), 1.0f + 0x1p-10f) << "a tie, away from zero";
  EXPECT_EQ(wmma::float_to_tf32(1.0f + 0x1p-12f), 1.0f);
}

// A larger product: 64 by 64 by 64, one warp per 16 by 16 tile of the result, as programs use it.
NPU_GLOBAL void tiled_product(const npu::half *a, const npu::half *b, float *d, int n) {
  const int tile_row = static_cast<int>(npu::blockIdx.y) * 16;
  const int tile_column = static_cast<int>(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) / 32 * 16;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> sum;
  wmma::fill_fragment(sum, 0.0f);
  for (int k = 0; k < n; k += 16) {
    wmma::fragment<wmma::matrix_a, 16, 16, 16, npu::half, wmma::row_major> fa;
    wmma::fragment<wmma::matrix_b, 16, 16, 16, npu::half, wmma::row_major> fb;
    wmma::load_matrix_sync(fa, a + tile_row * n + k, static_cast<unsigned>(n));
    wmma::load_matrix_sync(fb, b + k * n + tile_column, static_cast<unsigned>(n));
    wmma::mma_sync(sum, fa, fb, sum);
  }
  wmma::store_matrix_sync(d + tile_row * n + tile_column, sum, static_cast<unsigned>(n), wmma::mem_row_major);
}

TEST(DeviceWmma, TiledProduct) {
  const int n = 64;
  Buffer<npu::half> a(n * n), b(n * n);
  Buffer<float> d(n * n);
  for (int i = 0; i < n * n; ++i) {
    a[i] = static_cast<npu::half>(i % 11 - 5);
    b[i] = static_cast<npu::half>(i % 13 - 6);
  }
  RUN_KERNEL(tiled_product, (dim3(2, 4), 64), a.data(), b.data(), d.data(), n);
  for (int row = 0; row < n; ++row)
    for (int column = 0; column < n; ++column) {
      float sum = 0;
      for (int k = 0; k < n; ++k)
        sum += static_cast<float>(a[row * n + k]) * static_cast<float>(b[k * n + column]);
      ASSERT_EQ(d[row * n + column], sum);
    }
}

} // namespace
