// SPDX-License-Identifier: Apache-2.0
// The kernels, as the translator writes them.
#include "cases.h"

#include <npu/kernel.h>

#include <float.h>

namespace {

NPU_GLOBAL void add(const float *a, const float *b, float *c, int n) {
  int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < n)
    c[i] = a[i] + b[i];
}

NPU_GLOBAL void add_grid_stride(const float *a, const float *b, float *c, int n) {
  for (int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x; i < n;
       i += npu::gridDim.x * npu::blockDim.x)
    c[i] = a[i] + b[i];
}

NPU_GLOBAL void scaled_add(float s, const float *a, const float *b, float *c, int n) {
  int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i < n)
    c[i] = s * a[i] + b[i];
}

template <int T> NPU_GLOBAL void multiply(const float *a, const float *b, float *c, int n) {
  static NPU_SHARED float as[T][T], bs[T][T];
  int tx = npu::threadIdx.x, ty = npu::threadIdx.y;
  int row = npu::blockIdx.y * T + ty, column = npu::blockIdx.x * T + tx;
  float sum = 0;
  for (int tile = 0; tile < n / T; tile++) {
    as[ty][tx] = a[row * n + tile * T + tx];
    bs[ty][tx] = b[(tile * T + ty) * n + column];
    npu::syncthreads();
    for (int k = 0; k < T; k++)
      sum += as[ty][k] * bs[k][tx];
    npu::syncthreads();
  }
  c[row * n + column] = sum;
}

NPU_GLOBAL void reduce_tree(const float *in, float *out) {
  static NPU_SHARED float partial[256];
  int tid = npu::threadIdx.x, i = npu::blockIdx.x * 512 + tid;
  partial[tid] = in[i] + in[i + 256];
  npu::syncthreads();
  for (int s = 128; s > 0; s >>= 1) {
    if (tid < s)
      partial[tid] += partial[tid + s];
    npu::syncthreads();
  }
  if (tid == 0)
    out[npu::blockIdx.x] = partial[0];
}

NPU_GLOBAL void reduce_shuffle(const float *in, float *out) {
  static NPU_SHARED float partial[8];
  int tid = npu::threadIdx.x, i = npu::blockIdx.x * 512 + tid, lane = tid & 31, warp = tid >> 5;
  float v = in[i] + in[i + 256];
  for (int o = 16; o > 0; o >>= 1)
    v += npu::shfl_down_sync(0xffffffff, v, o);
  if (lane == 0)
    partial[warp] = v;
  npu::syncthreads();
  if (warp == 0) {
    v = lane < 8 ? partial[lane] : 0;
    for (int o = 16; o > 0; o >>= 1)
      v += npu::shfl_down_sync(0xffffffff, v, o);
    if (lane == 0)
      out[npu::blockIdx.x] = v;
  }
}

NPU_GLOBAL void count(const unsigned char *data, unsigned *bins, int n) {
  static NPU_SHARED unsigned local[256];
  local[npu::threadIdx.x] = 0;
  npu::syncthreads();
  for (int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x; i < n;
       i += npu::gridDim.x * npu::blockDim.x)
    npu::atomicAdd(&local[data[i]], 1u);
  npu::syncthreads();
  npu::atomicAdd(&bins[npu::threadIdx.x], local[npu::threadIdx.x]);
}

NPU_GLOBAL void smooth(const float *in, float *out, int n) {
  static NPU_SHARED float s[10][34];
  int tx = npu::threadIdx.x, ty = npu::threadIdx.y, x = npu::blockIdx.x * 32 + tx,
      y = npu::blockIdx.y * 8 + ty;
  s[ty + 1][tx + 1] = in[y * n + x];
  if (tx == 0 && x > 0)
    s[ty + 1][0] = in[y * n + x - 1];
  if (tx == 31 && x < n - 1)
    s[ty + 1][33] = in[y * n + x + 1];
  if (ty == 0 && y > 0)
    s[0][tx + 1] = in[(y - 1) * n + x];
  if (ty == 7 && y < n - 1)
    s[9][tx + 1] = in[(y + 1) * n + x];
  npu::syncthreads();
  if (x > 0 && x < n - 1 && y > 0 && y < n - 1)
    out[y * n + x] =
        0.2f * (s[ty + 1][tx + 1] + s[ty + 1][tx] + s[ty + 1][tx + 2] + s[ty][tx + 1] + s[ty + 2][tx + 1]);
}

// A loop that all threads take together, with nothing to gain but its arithmetic.
NPU_GLOBAL void sum_over_bodies(const float *place, const float *mass, float *out, int n) {
  int i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (i >= n)
    return;
  float here = place[i], sum = 0;
  for (int j = 0; j < n; j++) {
    float d = place[j] - here, r = 1.0f / sqrtf(d * d + 0.01f);
    sum += mass[j] * d * r * r * r;
  }
  out[i] = sum;
}

// A loop that threads leave at different turns.
NPU_GLOBAL void escape(float *out, int n) {
  int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x,
      y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x >= n || y >= n)
    return;
  float cx = -2.0f + 3.0f * x / n, cy = -1.5f + 3.0f * y / n, zx = 0, zy = 0;
  int turns = 0;
  while (turns < 256 && zx * zx + zy * zy < 4.0f) {
    float t = zx * zx - zy * zy + cx;
    zy = 2 * zx * zy + cy;
    zx = t;
    turns++;
  }
  out[y * n + x] = turns;
}

// Rows to sum 1, with a running maximum and sum for each thread.
struct Running {
  float maximum, sum;
};

NPU_DEVICE Running merge(Running a, Running b) {
  const Running larger = a.maximum > b.maximum ? a : b, smaller = a.maximum > b.maximum ? b : a;
  return {larger.maximum, larger.sum + smaller.sum * npu::fast_expf(smaller.maximum - larger.maximum)};
}

NPU_GLOBAL void softmax_rows(const float *in, float *out, int columns) {
  static NPU_SHARED Running states[128];
  const float *row = in + size_t(npu::blockIdx.x) * columns;
  Running mine = {-FLT_MAX, 0};
  for (int i = npu::threadIdx.x; i < columns; i += npu::blockDim.x) {
    if (row[i] > mine.maximum) {
      mine.sum *= npu::fast_expf(mine.maximum - row[i]);
      mine.maximum = row[i];
    }
    mine.sum += npu::fast_expf(row[i] - mine.maximum);
  }
  states[npu::threadIdx.x] = mine;
  npu::syncthreads();
  for (unsigned half = npu::blockDim.x / 2; half > 0; half /= 2) {
    if (npu::threadIdx.x < half)
      states[npu::threadIdx.x] = merge(states[npu::threadIdx.x], states[npu::threadIdx.x + half]);
    npu::syncthreads();
  }
  const Running total = states[0];
  for (int i = npu::threadIdx.x; i < columns; i += npu::blockDim.x)
    out[size_t(npu::blockIdx.x) * columns + i] = npu::fast_expf(row[i] - total.maximum) / total.sum;
}

NPU_DEVICE float block_sum(float v, float *partial) {
  for (int o = 16; o > 0; o >>= 1)
    v += npu::shfl_xor_sync(0xffffffff, v, o);
  npu::syncthreads();
  if (npu::threadIdx.x % 32 == 0)
    partial[npu::threadIdx.x / 32] = v;
  npu::syncthreads();
  float sum = 0;
  for (unsigned w = 0; w < npu::blockDim.x / 32; w++)
    sum += partial[w];
  return sum;
}

NPU_GLOBAL void layer_norm(const float *in, const float *scale, float *out, int columns) {
  static NPU_SHARED float partial[8];
  const float *row = in + size_t(npu::blockIdx.x) * columns;
  float sum = 0, squares = 0;
  for (int i = npu::threadIdx.x; i < columns; i += npu::blockDim.x)
    sum += row[i];
  const float mean = block_sum(sum, partial) / columns;
  for (int i = npu::threadIdx.x; i < columns; i += npu::blockDim.x)
    squares += (row[i] - mean) * (row[i] - mean);
  const float inverse = npu::rsqrtf(block_sum(squares, partial) / columns + 1e-5f);
  for (int i = npu::threadIdx.x; i < columns; i += npu::blockDim.x)
    out[size_t(npu::blockIdx.x) * columns + i] = (row[i] - mean) * inverse * scale[i];
}

// A query a thread; tiles of 32 keys and values, D long, are shared.
template <int D>
NPU_GLOBAL void attention(const float *q, const float *k, const float *v, float *out, int n) {
  constexpr int Tile = 32;
  static NPU_SHARED float keys[Tile * D], values[Tile * D];
  const int query = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  float row[D], sum[D], maximum = -INFINITY, total = 0;
  for (int i = 0; i < D; i++) {
    row[i] = q[query * D + i];
    sum[i] = 0;
  }
  for (int start = 0; start < n; start += Tile) {
    for (int i = npu::threadIdx.x; i < Tile * D; i += npu::blockDim.x) {
      keys[i] = k[start * D + i];
      values[i] = v[start * D + i];
    }
    npu::syncthreads();
    float scores[Tile], top = maximum;
    for (int j = 0; j < Tile; j++) {
      float dot = 0;
      for (int i = 0; i < D; i++)
        dot += row[i] * keys[j * D + i];
      scores[j] = dot * 0.125f;
      top = fmaxf(top, scores[j]);
    }
    const float rescale = npu::fast_expf(maximum - top);
    total *= rescale;
    for (int i = 0; i < D; i++)
      sum[i] *= rescale;
    for (int j = 0; j < Tile; j++) {
      const float p = npu::fast_expf(scores[j] - top);
      total += p;
      for (int i = 0; i < D; i++)
        sum[i] += p * values[j * D + i];
    }
    maximum = top;
    npu::syncthreads();
  }
  for (int i = 0; i < D; i++)
    out[query * D + i] = sum[i] / total;
}

// b is transposed; four bytes at a time.
NPU_GLOBAL void multiply_bytes(const char4 *a, const char4 *b, float *c, int n) {
  constexpr int T = 16;
  static NPU_SHARED char4 as[T][T + 1], bs[T][T + 1];
  const int tx = npu::threadIdx.x, ty = npu::threadIdx.y;
  const int row = npu::blockIdx.y * T + ty, column = npu::blockIdx.x * T + tx, quads = n / 4;
  int sum = 0;
  for (int tile = 0; tile < quads; tile += T) {
    as[ty][tx] = a[row * quads + tile + tx];
    bs[ty][tx] = b[(npu::blockIdx.x * T + ty) * quads + tile + tx];
    npu::syncthreads();
    for (int k = 0; k < T; k++)
      sum = npu::dp4a(as[ty][k], bs[tx][k], sum);
    npu::syncthreads();
  }
  c[row * n + column] = float(sum);
}

// As a first program has it: a thread for each element, no shared memory.
NPU_GLOBAL void multiply_plainly(const float *a, const float *b, float *c, int n) {
  const int row = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  const int column = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  if (row < n && column < n) {
    float sum = 0;
    for (int k = 0; k < n; k++)
      sum += a[row * n + k] * b[k * n + column];
    c[row * n + column] = sum;
  }
}

// As a tuned program has it: 4 x 4 elements for each of 16 x 16 threads.
NPU_GLOBAL void multiply_by_registers(const float *a, const float *b, float *c, int n) {
  static NPU_SHARED float as[16][64], bs[16][64];
  const int tx = npu::threadIdx.x, ty = npu::threadIdx.y, thread = ty * 16 + tx;
  const int left = npu::blockIdx.x * 64, top = npu::blockIdx.y * 64;
  float sum[4][4] = {};
  for (int tile = 0; tile < n; tile += 16) {
    for (int i = thread; i < 1024; i += 256) {
      as[i % 16][i / 16] = a[(top + i / 16) * n + tile + i % 16];
      bs[i / 64][i % 64] = b[(tile + i / 64) * n + left + i % 64];
    }
    npu::syncthreads();
    for (int k = 0; k < 16; k++)
      for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
          sum[i][j] += as[k][ty * 4 + i] * bs[k][tx * 4 + j];
    npu::syncthreads();
  }
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < 4; j++)
      c[(top + ty * 4 + i) * n + left + tx * 4 + j] = sum[i][j];
}

// A warp for each row of a matrix.
NPU_GLOBAL void multiply_rows(const float *a, const float *x, float *y, int n) {
  const int row = (npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x) / 32, lane = npu::threadIdx.x % 32;
  float sum = 0;
  for (int j = lane; j < n; j += 32)
    sum += a[row * n + j] * x[j];
  for (int o = 16; o > 0; o /= 2)
    sum += npu::shfl_down_sync(0xffffffff, sum, o);
  if (lane == 0)
    y[row] = sum;
}

// Rows along x.
NPU_GLOBAL void eliminate(const float *a, const float *factors, float *out, int n) {
  const int row = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int column = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (row < n - 1 && column < n)
    out[n * (row + 1) + column] = a[n * (row + 1) + column] - factors[n * (row + 1)] * a[column];
}

NPU_GLOBAL void to_grey(const uchar3 *in, float *out, int width, int height) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x < width && y < height) {
    const uchar3 p = in[y * width + x];
    out[y * width + x] =
        static_cast<unsigned char>(0.299f * float(p.x) + 0.587f * float(p.y) + 0.114f * float(p.z));
  }
}

NPU_GLOBAL void blur_bytes(const uchar4 *in, float *out, int width, int height, int radius) {
  const int x = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x;
  const int y = npu::blockIdx.y * npu::blockDim.y + npu::threadIdx.y;
  if (x >= width || y >= height)
    return;
  int red = 0, green = 0, blue = 0, count = 0;
  for (int dy = -radius; dy <= radius; dy++)
    for (int dx = -radius; dx <= radius; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) {
        const uchar4 p = in[(y + dy) * width + x + dx];
        red += p.x;
        green += p.y;
        blue += p.z;
        count++;
      }
  out[y * width + x] = float(red / count + green / count + blue / count);
}

} // namespace

namespace npu_side {

// Each returns when the work is done.
void vector_add(Data &d) {
  NPU_LAUNCH(add, ((d.n + 255) / 256, 256), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void grid_stride(Data &d) {
  NPU_LAUNCH(add_grid_stride, (1024, 256), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void saxpy(Data &d) {
  NPU_LAUNCH(scaled_add, ((d.n + 255) / 256, 256), 2.0f, d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void matmul16(Data &d) {
  NPU_LAUNCH(multiply<16>, (dim3(d.n / 16, d.n / 16), dim3(16, 16)), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void matmul32(Data &d) {
  NPU_LAUNCH(multiply<32>, (dim3(d.n / 32, d.n / 32), dim3(32, 32)), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void tree_reduction(Data &d) {
  NPU_LAUNCH(reduce_tree, (d.n / 512, 256), d.a.data(), d.c.data());
  npuDeviceSynchronize();
}
void shuffle_reduction(Data &d) {
  NPU_LAUNCH(reduce_shuffle, (d.n / 512, 256), d.a.data(), d.c.data());
  npuDeviceSynchronize();
}
void histogram(Data &d) {
  NPU_LAUNCH(count, (256, 256), d.bytes.data(), d.bins.data(), d.n);
  npuDeviceSynchronize();
}
void stencil(Data &d) {
  NPU_LAUNCH(smooth, (dim3(d.n / 32, d.n / 8), dim3(32, 8)), d.a.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}

void body_sums(Data &d) {
  NPU_LAUNCH(sum_over_bodies, (d.n / 256, 256), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void escape_times(Data &d) {
  NPU_LAUNCH(escape, (dim3(d.n / 32, d.n / 16), dim3(32, 16)), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void softmax(Data &d) {
  NPU_LAUNCH(softmax_rows, (d.n, 128), d.a.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void layer_norm(Data &d) {
  NPU_LAUNCH(::layer_norm, (d.n, 256), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void attention(Data &d) {
  NPU_LAUNCH(::attention<64>, (d.n / 64, 64), d.a.data(), d.b.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void int8_matmul(Data &d) {
  const char4 *a = reinterpret_cast<const char4 *>(d.bytes.data()), *b = a + size_t(d.n) * d.n / 4;
  NPU_LAUNCH(multiply_bytes, (dim3(d.n / 16, d.n / 16), dim3(16, 16)), a, b, d.c.data(), d.n);
  npuDeviceSynchronize();
}

// The extents of these blocks are known at run time only, as where programs compute them.
dim3 block_of(unsigned x, unsigned y) {
  static volatile unsigned extents[2];
  extents[0] = x;
  extents[1] = y;
  return dim3(extents[0], extents[1]);
}
void plain_matmul(Data &d) {
  NPU_LAUNCH(multiply_plainly, (dim3(d.n / 16, d.n / 16), block_of(16, 16)), d.a.data(), d.b.data(),
             d.c.data(), d.n);
  npuDeviceSynchronize();
}
void register_matmul(Data &d) {
  NPU_LAUNCH(multiply_by_registers, (dim3(d.n / 64, d.n / 64), dim3(16, 16)), d.a.data(), d.b.data(),
             d.c.data(), d.n);
  npuDeviceSynchronize();
}
void row_products(Data &d) {
  NPU_LAUNCH(multiply_rows, (d.n / 8, block_of(256, 1)), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void elimination(Data &d) {
  NPU_LAUNCH(eliminate, (dim3(d.n / 4, d.n / 4), block_of(4, 4)), d.a.data(), d.b.data(), d.c.data(), d.n);
  npuDeviceSynchronize();
}
void grey(Data &d) {
  NPU_LAUNCH(to_grey, (dim3(d.n / 16, d.n / 16), block_of(16, 16)),
             reinterpret_cast<const uchar3 *>(d.bytes.data()), d.c.data(), d.n, d.n);
  npuDeviceSynchronize();
}
void blur(Data &d) {
  NPU_LAUNCH(blur_bytes, (dim3(d.n / 16, d.n / 16), block_of(16, 16)),
             reinterpret_cast<const uchar4 *>(d.bytes.data()), d.c.data(), d.n, d.n, 3);
  npuDeviceSynchronize();
}

} // namespace npu_side
