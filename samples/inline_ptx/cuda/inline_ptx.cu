// SPDX-License-Identifier: Apache-2.0
// Inline PTX as real programs use it: special registers, bit tricks, 128-bit sums with a carry, guarded
// shuffles, and a matrix product with asynchronous copies, ldmatrix and mma. Every result is checked on the
// host.
#include <cuda_fp16.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#define CHECK(call)                                                                                          \
  do {                                                                                                       \
    cudaError_t error = (call);                                                                              \
    if (error != cudaSuccess) {                                                                              \
      fprintf(stderr, "%s: %s\n", #call, cudaGetErrorString(error));                                         \
      exit(1);                                                                                               \
    }                                                                                                        \
  } while (0)

// --- one instruction behind a function, the commonest use ---

__device__ __forceinline__ unsigned laneId() {
  unsigned lane;
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  return lane;
}

// Exclusive or of three words in one instruction.
#define XOR3(d, a, b, c) asm("lop3.b32 %0, %1, %2, %3, 0x96;" : "=r"(d) : "r"(a), "r"(b), "r"(c))

__device__ unsigned rotateLeft(unsigned x, unsigned n) {
  unsigned y;
  asm("shf.l.wrap.b32 %0, %1, %1, %2;" : "=r"(y) : "r"(x), "r"(n));
  return y;
}

__device__ uint4 add128(uint4 a, uint4 b) {
  uint4 sum; // in registers of its own until all inputs are read: equal inputs may share one with an output
  asm("{\n"
      "  .reg .u32 s0, s1, s2;\n"
      "  add.cc.u32  s0, %4, %8;\n"
      "  addc.cc.u32 s1, %5, %9;\n"
      "  addc.cc.u32 s2, %6, %10;\n"
      "  addc.u32    %3, %7, %11;\n"
      "  mov.u32 %0, s0;\n"
      "  mov.u32 %1, s1;\n"
      "  mov.u32 %2, s2;\n"
      "}"
      : "=r"(sum.x), "=r"(sum.y), "=r"(sum.z), "=r"(sum.w)
      : "r"(a.x), "r"(a.y), "r"(a.z), "r"(a.w), "r"(b.x), "r"(b.y), "r"(b.z), "r"(b.w));
  return sum;
}

__global__ void mix(unsigned *words, uint4 *sums, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n)
    return;
  unsigned x = words[i], y;
  XOR3(y, rotateLeft(x, 7), rotateLeft(x, 18), x >> 3);
  asm volatile("st.global.cs.u32 [%0], %1;" ::"l"(words + i), "r"(y + laneId()) : "memory");
  sums[i] = add128(make_uint4(x, ~x, x * 3, y), make_uint4(y, x, ~y, 1));
}

// --- a scan whose shuffle tells which lanes got a value ---

__global__ void warpScan(int *values) {
  int value = values[threadIdx.x];
  for (int offset = 1; offset < 32; offset *= 2)
    asm volatile("{\n"
                 "  .reg .s32 other;\n"
                 "  .reg .pred got;\n"
                 "  shfl.sync.up.b32 other|got, %0, %1, 0, 0xffffffff;\n"
                 "  @got add.s32 %0, %0, other;\n"
                 "}"
                 : "+r"(value)
                 : "r"(offset));
  values[threadIdx.x] = value;
}

// --- c (16 x 8, float) = a (16 x K, half) * b (8 x K, half, transposed), one warp, two stages ---

constexpr int K = 128, TILE = 16;

template <int Bytes> __device__ void copyAsync(unsigned to, const void *from) {
  asm volatile("cp.async.cg.shared.global [%0], [%1], %2;" ::"r"(to), "l"(from), "n"(Bytes));
}

__global__ void product(const half *a, const half *b, float *c) {
  __shared__ __align__(16) half tileA[2][16][TILE], tileB[2][8][TILE];
  const int lane = laneId();

  auto fetch = [&](int stage, int k) {
    const int row = lane / 2, column = lane % 2 * 8;
    copyAsync<16>(static_cast<unsigned>(__cvta_generic_to_shared(&tileA[stage][row][column])),
                  a + row * K + k + column);
    if (lane < 16)
      copyAsync<16>(static_cast<unsigned>(__cvta_generic_to_shared(&tileB[stage][row][column])),
                    b + row * K + k + column);
    asm volatile("cp.async.commit_group;");
  };

  float d0 = 0, d1 = 0, d2 = 0, d3 = 0;
  fetch(0, 0);
  for (int k = 0; k < K; k += TILE) {
    const int stage = k / TILE % 2;
    if (k + TILE < K) {
      fetch(stage ^ 1, k + TILE);
      asm volatile("cp.async.wait_group %0;" ::"n"(1));
    } else {
      asm volatile("cp.async.wait_all;");
    }
    __syncwarp();
    unsigned a0, a1, a2, a3, b0, b1;
    const unsigned rowA = __cvta_generic_to_shared(&tileA[stage][lane % 16][lane / 16 * 8]);
    const unsigned rowB = __cvta_generic_to_shared(&tileB[stage][lane % 8][lane / 8 % 2 * 8]);
    asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
                 : "=r"(a0), "=r"(a1), "=r"(a2), "=r"(a3)
                 : "r"(rowA));
    asm volatile("ldmatrix.sync.aligned.m8n8.x2.shared.b16 {%0, %1}, [%2];" : "=r"(b0), "=r"(b1) : "r"(rowB));
    asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 "
                 "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
                 : "+f"(d0), "+f"(d1), "+f"(d2), "+f"(d3)
                 : "r"(a0), "r"(a1), "r"(a2), "r"(a3), "r"(b0), "r"(b1));
    __syncwarp();
  }
  float *out = c + lane / 4 * 8 + lane % 4 * 2;
  asm volatile("st.global.v2.f32 [%0], {%1, %2};" ::"l"(out), "f"(d0), "f"(d1) : "memory");
  asm volatile("st.global.v2.f32 [%0 + 256], {%1, %2};" ::"l"(out), "f"(d2), "f"(d3) : "memory");
}

// --- host ---

static unsigned rotated(unsigned x, unsigned n) { return x << n | x >> (32 - n); }

static int checkMix() {
  const int n = 1000;
  unsigned *words;
  uint4 *sums;
  CHECK(cudaMallocManaged(&words, n * sizeof(*words)));
  CHECK(cudaMallocManaged(&sums, n * sizeof(*sums)));
  for (int i = 0; i < n; ++i)
    words[i] = 2654435761u * i;
  mix<<<(n + 127) / 128, 128>>>(words, sums, n);
  CHECK(cudaDeviceSynchronize());
  int bad = 0;
  for (int i = 0; i < n; ++i) {
    const unsigned x = 2654435761u * i, y = rotated(x, 7) ^ rotated(x, 18) ^ x >> 3;
    const uint64_t low = (uint64_t)x + y, next = (low >> 32) + (uint64_t)(unsigned)~x + x;
    const uint64_t third = (next >> 32) + (uint64_t)(x * 3) + (unsigned)~y,
                   last = (third >> 32) + (uint64_t)y + 1;
    bad += words[i] != y + i % 32 || sums[i].x != (unsigned)low || sums[i].y != (unsigned)next ||
           sums[i].z != (unsigned)third || sums[i].w != (unsigned)last;
  }
  CHECK(cudaFree(words));
  CHECK(cudaFree(sums));
  return bad;
}

static int checkScan() {
  int *values;
  CHECK(cudaMallocManaged(&values, 32 * sizeof(*values)));
  for (int i = 0; i < 32; ++i)
    values[i] = i * i;
  warpScan<<<1, 32>>>(values);
  CHECK(cudaDeviceSynchronize());
  int bad = 0, sum = 0;
  for (int i = 0; i < 32; ++i)
    bad += values[i] != (sum += i * i);
  CHECK(cudaFree(values));
  return bad;
}

static int checkProduct() {
  half *a, *b;
  float *c;
  CHECK(cudaMallocManaged(&a, 16 * K * sizeof(*a)));
  CHECK(cudaMallocManaged(&b, 8 * K * sizeof(*b)));
  CHECK(cudaMallocManaged(&c, 16 * 8 * sizeof(*c)));
  for (int i = 0; i < 16 * K; ++i)
    a[i] = __float2half((float)(i * 7 % 11 - 5));
  for (int i = 0; i < 8 * K; ++i)
    b[i] = __float2half((float)(i * 5 % 13 - 6));
  product<<<1, 32>>>(a, b, c);
  CHECK(cudaDeviceSynchronize());
  int bad = 0;
  for (int i = 0; i < 16; ++i)
    for (int j = 0; j < 8; ++j) {
      float want = 0; // small whole numbers: exact in any order
      for (int k = 0; k < K; ++k)
        want += __half2float(a[i * K + k]) * __half2float(b[j * K + k]);
      bad += c[i * 8 + j] != want;
    }
  CHECK(cudaFree(a));
  CHECK(cudaFree(b));
  CHECK(cudaFree(c));
  return bad;
}

int main() {
  const int mixed = checkMix(), scanned = checkScan(), multiplied = checkProduct();
  printf("mix: %d wrong, scan: %d wrong, product: %d wrong\n", mixed, scanned, multiplied);
  const bool passed = mixed + scanned + multiplied == 0;
  printf("%s\n", passed ? "PASS" : "FAIL");
  return passed ? 0 : 1;
}
