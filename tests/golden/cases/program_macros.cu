// Macros of the program's own before the includes: the declarations that stand for the SDK are read all the same.
#define A 7
#define B 7
#define C 7
#define D 7
#define E 7
#define F 7
#define G 7
#define H 7
#define I 7
#define J 7
#define K 7
#define L 7
#define M 7
#define N 7
#define O 7
#define P 7
#define Q 7
#define R 7
#define S 7
#define T 7
#define U 7
#define V 7
#define W 7
#define X 7
#define Y 7
#define Z 7
#define a 7
#define b 7
#define c 7
#define d 7
#define f 7
#define g 7
#define h 7
#define i 7
#define j 7
#define k 7
#define l 7
#define m 7
#define n 7
#define o 7
#define p 7
#define q 7
#define r 7
#define s 7
#define t 7
#define u 7
#define v 7
#define TYPE float
#define value 3
#define mask 0xffffffffu
#include <cooperative_groups.h>
#include <cub/cub.cuh>
#include <cuda.h>
#include <cuda/atomic>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <curand_kernel.h>
#include <helper_cuda.h>
#include <mma.h>

__global__ void k0(TYPE *out, __half *half_out, __nv_bfloat16 *b0) {
  namespace cg = cooperative_groups;
  cg::thread_block block = cg::this_thread_block();
  out[threadIdx.x] = __shfl_down_sync(mask, value, N);
  half_out[0] = __hadd(half_out[1], __float2half(2.0f));
  b0[0] = __float2bfloat16(1.0f);
  curandState state;
  curand_init(S, 0, 0, &state);
  cuda::atomic<int, cuda::thread_scope_device> counter(0);
  counter.fetch_add(M);
  block.sync();
}

int main() {
  TYPE *p0;
  checkCudaErrors(cudaMalloc(&p0, 64));
  k0<<<1, T>>>(p0, nullptr, nullptr);
  return cudaDeviceSynchronize();
}
