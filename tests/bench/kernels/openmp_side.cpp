// SPDX-License-Identifier: Apache-2.0
// The same work by hand, as one would write it for a CPU.
#include "cases.h"

#include <math.h>
#include <string.h>

#include <algorithm>

namespace openmp_side {

void vector_add(Data &d) {
  const float *a = d.a.data(), *b = d.b.data();
  float *c = d.c.data();
  const int n = d.n;
#pragma omp parallel for simd schedule(static)
  for (int i = 0; i < n; i++)
    c[i] = a[i] + b[i];
}

void saxpy(Data &d) {
  const float *a = d.a.data(), *b = d.b.data();
  float *c = d.c.data();
  const int n = d.n;
#pragma omp parallel for simd schedule(static)
  for (int i = 0; i < n; i++)
    c[i] = 2.0f * a[i] + b[i];
}

// Tiles of 64x64x64, packed; 4 rows of 16 columns in registers. Vectors by hand: from plain loops clang makes
// vectors along k on some processors, with gathers, twenty times slower.
void matmul(Data &d) {
  constexpr int T = 64;
  const float *a = d.a.data(), *b = d.b.data();
  float *c = d.c.data();
  const int n = d.n;
#pragma omp parallel for collapse(2) schedule(static)
  for (int row = 0; row < n; row += T)
    for (int column = 0; column < n; column += T) {
      alignas(64) float sum[T][T], as[T][T], bs[T][T];
      memset(sum, 0, sizeof sum);
      for (int tile = 0; tile < n; tile += T) {
        for (int k = 0; k < T; k++) {
          memcpy(as[k], &a[(row + k) * n + tile], sizeof as[k]);
          memcpy(bs[k], &b[(tile + k) * n + column], sizeof bs[k]);
        }
        for (int i = 0; i < T; i += 4)
          for (int j = 0; j < T; j += 16) {
            typedef float row __attribute__((vector_size(64)));
            row r[4];
            for (int u = 0; u < 4; u++)
              memcpy(&r[u], &sum[i + u][j], sizeof r[u]);
            for (int k = 0; k < T; k++) {
              row b_row;
              memcpy(&b_row, &bs[k][j], sizeof b_row);
              for (int u = 0; u < 4; u++)
                r[u] += as[i + u][k] * b_row;
            }
            for (int u = 0; u < 4; u++)
              memcpy(&sum[i + u][j], &r[u], sizeof r[u]);
          }
      }
      for (int i = 0; i < T; i++)
        memcpy(&c[(row + i) * n + column], sum[i], sizeof sum[i]);
    }
}

void reduction(Data &d) {
  const float *in = d.a.data();
  float *out = d.c.data();
  const int blocks = d.n / 512;
#pragma omp parallel for schedule(static)
  for (int block = 0; block < blocks; block++) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < 512; i++)
      sum += in[block * 512 + i];
    out[block] = sum;
  }
}

void histogram(Data &d) {
  const unsigned char *data = d.bytes.data();
  unsigned *bins = d.bins.data();
  const int n = d.n;
#pragma omp parallel
  {
    unsigned local[256] = {0};
#pragma omp for schedule(static) nowait
    for (int i = 0; i < n; i++)
      local[data[i]]++;
#pragma omp critical
    for (int i = 0; i < 256; i++)
      bins[i] += local[i];
  }
}

void stencil(Data &d) {
  const float *in = d.a.data();
  float *out = d.c.data();
  const long n = d.n;
#pragma omp parallel for schedule(static)
  for (long y = 1; y < n - 1; y++)
#pragma omp simd
    for (long x = 1; x < n - 1; x++)
      out[y * n + x] = 0.2f * (in[y * n + x] + in[y * n + x - 1] + in[y * n + x + 1] + in[(y - 1) * n + x] +
                               in[(y + 1) * n + x]);
}

void body_sums(Data &d) {
  const float *place = d.a.data(), *mass = d.b.data();
  float *out = d.c.data();
  const int n = d.n;
#pragma omp parallel for schedule(static)
  for (int i = 0; i < n; i++) {
    float here = place[i], sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int j = 0; j < n; j++) {
      float d = place[j] - here, r = 1.0f / __builtin_sqrtf(d * d + 0.01f);
      sum += mass[j] * d * r * r * r;
    }
    out[i] = sum;
  }
}

// As one writes it: the compiler finds no vectors in a loop that ends by what it computes.
void escape_times(Data &d) {
  float *out = d.c.data();
  const int n = d.n;
#pragma omp parallel for schedule(static)
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++) {
      float cx = -2.0f + 3.0f * x / n, cy = -1.5f + 3.0f * y / n, zx = 0, zy = 0;
      int turns = 0;
      while (turns < 256 && zx * zx + zy * zy < 4.0f) {
        float t = zx * zx - zy * zy + cx;
        zy = 2 * zx * zy + cy;
        zx = t;
        turns++;
      }
      out[y * n + x] = float(turns);
    }
}

void softmax(Data &d) {
  const int n = d.n;
#pragma omp parallel for schedule(static)
  for (int r = 0; r < n; r++) {
    const float *row = &d.a[size_t(r) * n];
    float *out = &d.c[size_t(r) * n], top = row[0], sum = 0;
#pragma omp simd reduction(max : top)
    for (int i = 0; i < n; i++)
      top = row[i] > top ? row[i] : top;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
      sum += out[i] = expf(row[i] - top);
    const float inverse = 1 / sum;
    for (int i = 0; i < n; i++)
      out[i] *= inverse;
  }
}

void layer_norm(Data &d) {
  const int n = d.n;
#pragma omp parallel for schedule(static)
  for (int r = 0; r < n; r++) {
    const float *row = &d.a[size_t(r) * n], *scale = d.b.data();
    float *out = &d.c[size_t(r) * n], sum = 0, squares = 0;
#pragma omp simd reduction(+ : sum)
    for (int i = 0; i < n; i++)
      sum += row[i];
    const float mean = sum / n;
#pragma omp simd reduction(+ : squares)
    for (int i = 0; i < n; i++)
      squares += (row[i] - mean) * (row[i] - mean);
    const float inverse = 1 / sqrtf(squares / n + 1e-5f);
#pragma omp simd
    for (int i = 0; i < n; i++)
      out[i] = (row[i] - mean) * inverse * scale[i];
  }
}

void attention(Data &d) {
  constexpr int D = 64, Tile = 32;
  const int n = d.n;
#pragma omp parallel for schedule(static)
  for (int query = 0; query < n; query++) {
    const float *q = &d.a[size_t(query) * D];
    float sum[D] = {0}, maximum = -INFINITY, total = 0;
    for (int start = 0; start < n; start += Tile) {
      float scores[Tile], top = maximum;
      for (int j = 0; j < Tile; j++) {
        const float *k = &d.b[size_t(start + j) * D];
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (int i = 0; i < D; i++)
          dot += q[i] * k[i];
        scores[j] = dot * 0.125f;
        top = fmaxf(top, scores[j]);
      }
      const float rescale = expf(maximum - top);
      total *= rescale;
      for (int i = 0; i < D; i++)
        sum[i] *= rescale;
      for (int j = 0; j < Tile; j++) {
        const float p = expf(scores[j] - top), *v = &d.b[size_t(start + j) * D];
        total += p;
        for (int i = 0; i < D; i++)
          sum[i] += p * v[i];
      }
      maximum = top;
    }
    for (int i = 0; i < D; i++)
      d.c[size_t(query) * D + i] = sum[i] / total;
  }
}

void int8_matmul(Data &d) {
  const int n = d.n;
  const signed char *a = reinterpret_cast<const signed char *>(d.bytes.data()), *b = a + size_t(n) * n;
#pragma omp parallel for schedule(static)
  for (int row = 0; row < n; row++)
    for (int column = 0; column < n; column++) {
      int sum = 0;
#pragma omp simd reduction(+ : sum)
      for (int k = 0; k < n; k++)
        sum += a[size_t(row) * n + k] * b[size_t(column) * n + k];
      d.c[size_t(row) * n + column] = float(sum);
    }
}

void row_products(Data &d) {
  const int n = d.n;
  const float *a = d.a.data(), *x = d.b.data();
  float *y = d.c.data();
#pragma omp parallel for schedule(static)
  for (int row = 0; row < n; row++) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int k = 0; k < n; k++)
      sum += a[size_t(row) * n + k] * x[k];
    y[row] = sum;
  }
}

void elimination(Data &d) {
  const int n = d.n;
  const float *a = d.a.data(), *factors = d.b.data();
  float *out = d.c.data();
#pragma omp parallel for schedule(static)
  for (int row = 1; row < n; row++)
#pragma omp simd
    for (int column = 0; column < n; column++)
      out[size_t(row) * n + column] = a[size_t(row) * n + column] - factors[size_t(row) * n] * a[column];
}

void grey(Data &d) {
  const int pixels = d.n * d.n;
  const unsigned char *in = d.bytes.data();
  float *out = d.c.data();
#pragma omp parallel for simd schedule(static)
  for (int i = 0; i < pixels; i++)
    out[i] = static_cast<unsigned char>(0.299f * float(in[3 * i]) + 0.587f * float(in[3 * i + 1]) +
                                        0.114f * float(in[3 * i + 2]));
}

void blur(Data &d) {
  const int n = d.n, radius = 3;
  const unsigned char *in = d.bytes.data();
  float *out = d.c.data();
#pragma omp parallel for schedule(static)
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++) {
      int red = 0, green = 0, blue = 0, count = 0;
      for (int v = std::max(0, y - radius); v <= std::min(n - 1, y + radius); v++)
        for (int u = std::max(0, x - radius); u <= std::min(n - 1, x + radius); u++) {
          const unsigned char *p = &in[4 * (size_t(v) * n + u)];
          red += p[0];
          green += p[1];
          blue += p[2];
          count++;
        }
      out[size_t(y) * n + x] = float(red / count + green / count + blue / count);
    }
}

} // namespace openmp_side
