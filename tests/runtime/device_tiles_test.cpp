// SPDX-License-Identifier: Apache-2.0
// Products of matrices by tiles in shared memory, in the shapes that programs have them. A compiled form may
// run several blocks of a column at once.
#include "device_test.h"

#include <vector>

namespace {

struct Matrices {
  int rows, inner, columns;
  std::vector<int> left, right;

  Matrices(int rows, int inner, int columns)
      : rows(rows), inner(inner), columns(columns), left(size_t(rows) * inner),
        right(size_t(inner) * columns) {
    for (size_t i = 0; i < left.size(); ++i)
      left[i] = int(i * 7 % 23) - 11;
    for (size_t i = 0; i < right.size(); ++i)
      right[i] = int(i * 5 % 19) - 9;
  }

  std::vector<int> product() const {
    std::vector<int> out(size_t(rows) * columns);
    for (int i = 0; i < rows; ++i)
      for (int k = 0; k < inner; ++k)
        for (int j = 0; j < columns; ++j)
          out[size_t(i) * columns + j] += left[size_t(i) * inner + k] * right[size_t(k) * columns + j];
    return out;
  }
};

// What `launch(a, b, c)` computes.
template <class Launch> std::vector<int> on_device(const Matrices &m, Launch launch) {
  int *a = nullptr, *b = nullptr, *c = nullptr;
  std::vector<int> out(size_t(m.rows) * m.columns, -1);
  EXPECT_EQ(npuSuccess, npuMalloc(&a, m.left.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMalloc(&b, m.right.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMalloc(&c, out.size() * sizeof(int)));
  EXPECT_EQ(npuSuccess, npuMemcpy(a, m.left.data(), m.left.size() * sizeof(int), npuMemcpyHostToDevice));
  EXPECT_EQ(npuSuccess, npuMemcpy(b, m.right.data(), m.right.size() * sizeof(int), npuMemcpyHostToDevice));
  EXPECT_EQ(npuSuccess, npuMemcpy(c, out.data(), out.size() * sizeof(int), npuMemcpyHostToDevice));
  launch(a, b, c);
  EXPECT_EQ(npuSuccess, npuMemcpy(out.data(), c, out.size() * sizeof(int), npuMemcpyDeviceToHost));
  for (int *memory : {a, b, c})
    npuFree(memory);
  return out;
}

template <int T> NPU_GLOBAL void multiply(const int *a, const int *b, int *c, int inner, int columns) {
  static NPU_SHARED int as[T][T], bs[T][T];
  const int tx = npu::threadIdx.x, ty = npu::threadIdx.y;
  const int row = npu::blockIdx.y * T + ty, column = npu::blockIdx.x * T + tx;
  int sum = 0;
  for (int tile = 0; tile < inner / T; ++tile) {
    as[ty][tx] = a[row * inner + tile * T + tx];
    bs[ty][tx] = b[(tile * T + ty) * columns + column];
    npu::syncthreads();
    for (int k = 0; k < T; ++k)
      sum += as[ty][k] * bs[k][tx];
    npu::syncthreads();
  }
  c[row * columns + column] = sum;
}

template <int T> void expect_product(int rows, int inner, int columns) {
  const Matrices m(T * rows, T * inner, T * columns);
  EXPECT_EQ(m.product(), on_device(m,
                                   [&](int *a, int *b, int *c) {
                                     NPU_LAUNCH(multiply<T>, (dim3(columns, rows), dim3(T, T)), a, b, c,
                                                m.inner, m.columns);
                                   }))
      << rows << " x " << inner << " x " << columns << " tiles of " << T;
}

TEST(DeviceTiles, OfSeveralShapes) {
  for (int rows : {1, 2, 3, 9})
    for (int columns : {1, 5}) {
      expect_product<4>(rows, 3, columns);
      expect_product<8>(rows, 3, columns);
      expect_product<16>(rows, 3, columns);
#ifndef __SANITIZE_THREAD__ // it has room for 8128 threads and fibers
      expect_product<32>(rows, 2, columns);
#endif
    }
}

TEST(DeviceTiles, OfExtentsKnownAtRunTimeOnly) {
#ifdef __SANITIZE_THREAD__
  constexpr int Largest = 16;
#else
  constexpr int Largest = 32;
#endif
  for (volatile int tile : {16, Largest}) {
    const int t = tile;
    const Matrices m(5 * t, 3 * t, 7 * t);
    const dim3 block(static_cast<unsigned>(t), static_cast<unsigned>(t));
    EXPECT_EQ(m.product(), on_device(m, [&](int *a, int *b, int *c) {
                if (t == 16)
                  NPU_LAUNCH(multiply<16>, (dim3(7, 5), block), a, b, c, m.inner, m.columns);
                else
                  NPU_LAUNCH(multiply<32>, (dim3(7, 5), block), a, b, c, m.inner, m.columns);
              }));
  }
}

// Edges that no tile fills, and the length of the loop found in the place of the block.
NPU_GLOBAL void multiply_guarded(const int *a, const int *b, int *c, int rows, int inner, int columns) {
  static NPU_SHARED int as[16][16], bs[16][16];
  const int tx = npu::threadIdx.x, ty = npu::threadIdx.y;
  const int row = npu::blockIdx.y * 16 + ty, column = npu::blockIdx.x * 16 + tx;
  const int first = inner * 16 * npu::blockIdx.y, last = first + inner - 1;
  int sum = 0;
  for (int at = first, tile = 0; at <= last; at += 16, ++tile) {
    as[ty][tx] = row < rows && tile * 16 + tx < inner ? a[at + inner * ty + tx] : 0;
    bs[ty][tx] = column < columns && tile * 16 + ty < inner ? b[(tile * 16 + ty) * columns + column] : 0;
    npu::syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += as[ty][k] * bs[k][tx];
    npu::syncthreads();
  }
  if (row < rows && column < columns)
    c[row * columns + column] = sum;
}
TEST(DeviceTiles, WithEdges) {
  for (int rows : {1, 40, 129})
    for (int columns : {3, 100, 128}) {
      const Matrices m(rows, 77, columns);
      const dim3 grid((columns + 15u) / 16, (rows + 15u) / 16);
      EXPECT_EQ(m.product(), on_device(m,
                                       [&](int *a, int *b, int *c) {
                                         NPU_LAUNCH(multiply_guarded, (grid, dim3(16, 16)), a, b, c, m.rows,
                                                    m.inner, m.columns);
                                       }))
          << rows << " x " << columns;
    }
}

// What a block finds in shared memory decides how it goes on: blocks of even rows stop half way.
NPU_GLOBAL void multiply_some(const int *a, const int *b, int *c, int inner, int columns) {
  static NPU_SHARED int as[16][16], bs[16][16], turns;
  const int tx = npu::threadIdx.x, ty = npu::threadIdx.y;
  const int row = npu::blockIdx.y * 16 + ty, column = npu::blockIdx.x * 16 + tx;
  if (tx == 0 && ty == 0)
    turns = npu::blockIdx.y % 2 ? inner / 16 : inner / 32;
  npu::syncthreads();
  int sum = 0;
  for (int tile = 0; tile < turns; ++tile) {
    as[ty][tx] = a[row * inner + tile * 16 + tx];
    bs[ty][tx] = b[(tile * 16 + ty) * columns + column];
    npu::syncthreads();
    for (int k = 0; k < 16; ++k)
      sum += as[ty][k] * bs[k][tx];
    npu::syncthreads();
  }
  c[row * columns + column] = sum;
}
TEST(DeviceTiles, ThatBlocksLeaveAtDifferentTurns) {
  const Matrices m(16 * 6, 16 * 4, 16 * 8);
  std::vector<int> expected(size_t(m.rows) * m.columns);
  for (int i = 0; i < m.rows; ++i)
    for (int k = 0; k < (i / 16 % 2 ? m.inner : m.inner / 2); ++k)
      for (int j = 0; j < m.columns; ++j)
        expected[size_t(i) * m.columns + j] +=
            m.left[size_t(i) * m.inner + k] * m.right[size_t(k) * m.columns + j];
  EXPECT_EQ(expected, on_device(m, [&](int *a, int *b, int *c) {
              NPU_LAUNCH(multiply_some, (dim3(8, 6), dim3(16, 16)), a, b, c, m.inner, m.columns);
            }));
}

} // namespace
