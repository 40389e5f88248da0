// SPDX-License-Identifier: Apache-2.0
// One function for host and device, which takes another way on each side: intrinsics here, the standard
// library there; an atomic here, a plain sum there. Host and device results are compared, and the ways are
// counted.
#include <cmath>
#include <cstdio>
#include <cstdlib>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t error = (call);                                                                              \
    if (error != cudaSuccess) {                                                                              \
      fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(error));                                         \
      exit(1);                                                                                               \
    }                                                                                                        \
  } while (0)

// Bits that are set, by what each side has for it.
__host__ __device__ inline int countBits(unsigned x) {
#ifdef __CUDA_ARCH__
  return __popc(x);
#else
  int count = 0;
  for (; x != 0; x &= x - 1)
    ++count;
  return count;
#endif
}

// Adds to a counter that many threads share on the device, and one thread on the host.
__host__ __device__ inline void add(int *counter, int value) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 300
  atomicAdd(counter, value);
#else
  *counter += value;
#endif
}

// Which way was taken, in other spellings of the same question.
__host__ __device__ inline int way() {
  int sum = 0;
#ifndef __CUDA_ARCH__
  const int host = 1; // not seen behind the condition
  sum += host;
#endif
#if __CUDA_ARCH__ >= 300
  sum += 10;
#elif !defined(__CUDA_ARCH__)
  sum += 100;
#else
  sum += 1000;
#endif
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ < 200
  sum += 10000;
#endif
  return sum;
}

struct Counter {
  int *ways;
  // Only ever called on the host, in spite of the question.
  void note() {
#ifdef __CUDA_ARCH__
    ways[2] += 1;
#endif
  }
  template <typename T> __host__ __device__ T square(T x) const {
#if __CUDA_ARCH__
    add(&ways[0], 1);
#else
    ways[1] += 1;
#endif
    return x * x;
  }
};

__global__ void kernel(const unsigned *words, int *bits, float *squares, int *result, Counter counter,
                       int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  bits[i] = countBits(words[i]);
  squares[i] = counter.square(0.5f * i);
  add(&result[0], bits[i]);
  if (i == 0)
    result[1] = way();
}

int main() {
  const int n = 500;
  unsigned *words;
  int *bits, *result, *ways;
  float *squares;
  CHECK(cudaMallocManaged(&words, n * sizeof(*words)));
  CHECK(cudaMallocManaged(&bits, n * sizeof(*bits)));
  CHECK(cudaMallocManaged(&squares, n * sizeof(*squares)));
  CHECK(cudaMallocManaged(&result, 2 * sizeof(*result)));
  CHECK(cudaMallocManaged(&ways, 3 * sizeof(*ways)));
  for (int i = 0; i < n; ++i)
    words[i] = 2654435761u * i;
  result[0] = result[1] = ways[0] = ways[1] = ways[2] = 0;
  Counter counter{ways};

  kernel<<<(n + 127) / 128, 128>>>(words, bits, squares, result, counter, n);
  CHECK(cudaDeviceSynchronize());

  int wrong = 0, sum = 0;
  for (int i = 0; i < n; ++i) {
    wrong += bits[i] != countBits(words[i]) || squares[i] != counter.square(0.5f * i);
    add(&sum, bits[i]);
  }
  counter.note();
  wrong += result[0] != sum;
  printf("device way %d, host way %d, squares on the device %d, on the host %d\n", result[1], way(), ways[0],
         ways[1]);
  wrong += result[1] != 10 || way() != 10101 || ways[0] != n || ways[1] != n || ways[2] != 0;
  printf("%d wrong\n%s\n", wrong, wrong == 0 ? "PASS" : "FAIL");
  for (void *p : {(void *)words, (void *)bits, (void *)squares, (void *)result, (void *)ways})
    CHECK(cudaFree(p));
  return wrong == 0 ? 0 : 1;
}
