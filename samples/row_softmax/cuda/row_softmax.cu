// SPDX-License-Identifier: Apache-2.0
// Softmax of each row of a matrix. Short rows: one warp a row, rows in registers. Long rows: one block a row
// with a running maximum and sum ("online softmax"), so the row is read twice instead of three times. Vector
// loads (float4) where the row length allows them.
#include <cfloat>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <vector>

namespace kernels {

// The state of an online softmax: the maximum seen so far, and the sum of exp(x - maximum).
struct __align__(8) Running {
  float maximum;
  float sum;
};

__device__ __forceinline__ Running merge(Running a, Running b) {
  const bool aLarger = a.maximum > b.maximum;
  const Running larger = aLarger ? a : b, smaller = aLarger ? b : a;
  Running result; // on the scale of the larger one
  result.maximum = larger.maximum;
  result.sum = larger.sum + smaller.sum * __expf(smaller.maximum - larger.maximum);
  return result;
}

template <int Columns> __global__ void softmaxWarp(const float *in, float *out, int rows, int columns) {
  constexpr int perLane = (Columns + 31) / 32;
  const int row = blockIdx.x * blockDim.y + threadIdx.y;
  if (row >= rows)
    return; // whole warps leave: a row is a warp
  float x[perLane];
  float top = -FLT_MAX;
#pragma unroll
  for (int i = 0; i < perLane; ++i) {
    const int column = i * 32 + threadIdx.x;
    x[i] = column < columns ? in[row * columns + column] : -FLT_MAX;
    top = fmaxf(top, x[i]);
  }
  for (int offset = 16; offset; offset >>= 1)
    top = fmaxf(top, __shfl_xor_sync(0xffffffff, top, offset, 32));
  float sum = 0;
#pragma unroll
  for (int i = 0; i < perLane; ++i) {
    x[i] = i * 32 + threadIdx.x < columns ? expf(x[i] - top) : 0.0f;
    sum += x[i];
  }
  for (int offset = 16; offset; offset >>= 1)
    sum += __shfl_xor_sync(0xffffffff, sum, offset);
#pragma unroll
  for (int i = 0; i < perLane; ++i) {
    const int column = i * 32 + threadIdx.x;
    if (column < columns)
      out[row * columns + column] = __fdividef(x[i], sum);
  }
}

template <unsigned BlockSize>
__global__ __launch_bounds__(BlockSize) void softmaxBlock(const float *__restrict__ in,
                                                          float *__restrict__ out, int columns) {
  __shared__ Running states[BlockSize];
  const float *row = in + static_cast<size_t>(blockIdx.x) * columns;
  float *result = out + static_cast<size_t>(blockIdx.x) * columns;

  Running mine = {-FLT_MAX, 0.0f};
  auto take = [&mine](float x) {
    if (x > mine.maximum) {
      mine.sum *= __expf(mine.maximum - x);
      mine.maximum = x;
    }
    mine.sum += __expf(x - mine.maximum);
  };
  const bool vectors = columns % 4 == 0;
  if (vectors) {
    const float4 *row4 = reinterpret_cast<const float4 *>(row);
    for (int i = threadIdx.x; i < columns / 4; i += BlockSize) {
      const float4 v = __ldg(&row4[i]);
      take(v.x), take(v.y), take(v.z), take(v.w);
    }
  } else {
    for (int i = threadIdx.x; i < columns; i += BlockSize)
      take(__ldg(row + i));
  }

  states[threadIdx.x] = mine;
  __syncthreads();
  for (unsigned half = BlockSize / 2; half > 0; half /= 2) {
    if (threadIdx.x < half)
      states[threadIdx.x] = merge(states[threadIdx.x], states[threadIdx.x + half]);
    __syncthreads();
  }
  const Running total = states[0];
  const float scale = 1.0f / total.sum;
  for (int i = threadIdx.x; i < columns; i += BlockSize)
    result[i] = __expf(row[i] - total.maximum) * scale;
}

} // namespace kernels

#define gpuErrchk(ans)                                                                                       \
  {                                                                                                          \
    gpuAssert((ans), __FILE__, __LINE__);                                                                    \
  }
inline void gpuAssert(cudaError_t code, const char *file, int line, bool abort = true) {
  if (code != cudaSuccess) {
    fprintf(stderr, "GPUassert: %s %s %d\n", cudaGetErrorString(code), file, line);
    if (abort)
      exit(code);
  }
}

void softmax(const float *in, float *out, int rows, int columns, cudaStream_t stream = 0) {
  if (columns <= 128) {
    const dim3 block(32, 4);
    kernels::softmaxWarp<128><<<(rows + block.y - 1) / block.y, block, 0, stream>>>(in, out, rows, columns);
  } else if (columns <= 1024) {
    kernels::softmaxBlock<128><<<rows, 128, 0, stream>>>(in, out, columns);
  } else {
    kernels::softmaxBlock<256><<<rows, 256, 0, stream>>>(in, out, columns);
  }
  gpuErrchk(cudaPeekAtLastError());
}

// The larger of two errors; one that is no number counts as infinite.
static double larger(double a, double b) { return b <= a ? a : b != b ? INFINITY : b; }

double test(int rows, int columns) {
  const size_t count = size_t(rows) * columns;
  std::vector<float> x(count), y(count);
  for (size_t i = 0; i < count; ++i)
    x[i] = 8.0f * sinf(0.7f * float(i % 1013)) + (i % columns == 3 ? 20.0f : 0.0f);

  float *dX, *dY;
  gpuErrchk(cudaMalloc((void **)&dX, count * sizeof(float)));
  gpuErrchk(cudaMalloc((void **)&dY, count * sizeof(float)));
  gpuErrchk(cudaMemcpy(dX, x.data(), count * sizeof(float), cudaMemcpyHostToDevice));
  softmax(dX, dY, rows, columns);
  gpuErrchk(cudaMemcpy(y.data(), dY, count * sizeof(float), cudaMemcpyDeviceToHost));
  gpuErrchk(cudaFree(dX));
  gpuErrchk(cudaFree(dY));

  double maxError = 0;
  for (int r = 0; r < rows; ++r) {
    double top = -INFINITY, sum = 0;
    for (int c = 0; c < columns; ++c)
      top = fmax(top, x[size_t(r) * columns + c]);
    for (int c = 0; c < columns; ++c)
      sum += exp(x[size_t(r) * columns + c] - top);
    for (int c = 0; c < columns; ++c)
      maxError =
          larger(maxError, fabs(exp(x[size_t(r) * columns + c] - top) / sum - y[size_t(r) * columns + c]));
  }
  printf("%4d rows of %5d: max error %g\n", rows, columns, maxError);
  return maxError;
}

int main() {
  double worst = 0;
  worst = larger(worst, test(101, 10));
  worst = larger(worst, test(64, 128));
  worst = larger(worst, test(33, 1000));
  worst = larger(worst, test(20, 4097));
  worst = larger(worst, test(16, 16384));
  const bool ok = worst < 1e-5;
  printf("max error %g\n%s\n", worst, ok ? "PASS" : "FAIL");
  return ok ? 0 : 1;
}
