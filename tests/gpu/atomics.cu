// SPDX-License-Identifier: Apache-2.0
// Atomic functions of all types and scopes, in global and shared memory; results that do not depend on the
// order.
#include "show.h"
#include <cuda/atomic>
#include <cuda_bf16.h>
#include <cuda_fp16.h>

__device__ unsigned long long results[64];

template <class T> __device__ void put(int i, T v) {
  unsigned long long u = 0;
  memcpy(&u, &v, sizeof v);
  results[i] = u;
}

template <class T> __device__ void integers(int base, T *p) {
  // p[0..9] are zero at first
  T t = static_cast<T>(threadIdx.x);
  atomicAdd(p, t);
  atomicMax(p + 2, t * 3);
  if (threadIdx.x == 0)
    p[3] = 1000;
  __syncthreads();
  atomicMin(p + 3, static_cast<T>(500 - threadIdx.x));
  atomicOr(p + 4, static_cast<T>(1) << (threadIdx.x % 31));
  if (threadIdx.x == 0)
    p[5] = static_cast<T>(0x7fffffff);
  __syncthreads();
  atomicAnd(p + 5, ~(static_cast<T>(1) << (threadIdx.x % 7)));
  atomicXor(p + 6, static_cast<T>(scramble(threadIdx.x) & 0x7fffffff));
  T old = p[7];
  for (;;) {
    T seen = atomicCAS(p + 7, old, old + 2);
    if (seen == old)
      break;
    old = seen;
  }
  __syncthreads();
  if (threadIdx.x == 0)
    for (int i = 0; i < 8; ++i)
      put(base + i, p[i]);
  __syncthreads();
}
__global__ void global_int(int *p) { integers(0, p); }
__global__ void global_unsigned(unsigned *p) { integers(0, p); }
__global__ void global_ull(unsigned long long *p) { integers(0, p); }
template <class T> __global__ void shared() {
  __shared__ T s[10];
  if (threadIdx.x < 10)
    s[threadIdx.x] = 0;
  __syncthreads();
  integers(0, s);
}
__global__ void returns(int *p) { // one thread: what each returns
  p[0] = 5;
  int i = 0;
  put(i++, atomicAdd(p, 3));
  put(i++, atomicSub(p, 10));
  put(i++, atomicExch(p, 77));
  put(i++, atomicMin(p, 50));
  put(i++, atomicMax(p, 60));
  put(i++, atomicAnd(p, 0x3c));
  put(i++, atomicOr(p, 1));
  put(i++, atomicXor(p, 0xff));
  put(i++, atomicCAS(p, 1, 2));
  put(i++, atomicCAS(p, *p, 9));
  put(i++, *p);
  unsigned *u = reinterpret_cast<unsigned *>(p);
  *u = 3;
  put(i++, atomicInc(u, 4u));
  put(i++, atomicInc(u, 4u));
  put(i++, *u);
  put(i++, atomicDec(u, 7u));
  put(i++, *u);
  *u = 100;
  put(i++, atomicDec(u, 7u));
  put(i++, *u);
  long long *l = reinterpret_cast<long long *>(p + 2);
  *l = -5;
  put(i++, atomicMin(l, -9ll));
  put(i++, atomicMax(l, 4ll));
  put(i++, *l);
  float *f = reinterpret_cast<float *>(p + 4);
  *f = 1.5f;
  put(i++, atomicAdd(f, 0.25f));
  put(i++, atomicExch(f, -2.0f));
  put(i++, *f);
  double *d = reinterpret_cast<double *>(p + 6);
  *d = 1.0;
  put(i++, atomicAdd(d, 1e-10));
  put(i++, *d);
  __half2 *h2 = reinterpret_cast<__half2 *>(p + 8);
  *h2 = __floats2half2_rn(1.0f, 2.0f);
  put(i++, atomicAdd(h2, __floats2half2_rn(0.5f, 0.25f)));
  put(i++, *h2);
  __half *h = reinterpret_cast<__half *>(p + 9);
  *h = __float2half(3.0f);
  put(i++, atomicAdd(h, __float2half(1.0f)));
  put(i++, *h);
  __nv_bfloat162 *b2 = reinterpret_cast<__nv_bfloat162 *>(p + 10);
  *b2 = __floats2bfloat162_rn(1.0f, 2.0f);
  put(i++, atomicAdd(b2, __floats2bfloat162_rn(0.5f, 0.25f)));
  put(i++, *b2);
  unsigned short *s = reinterpret_cast<unsigned short *>(p + 11);
  *s = 7;
  put(i++, atomicCAS(s, static_cast<unsigned short>(7), static_cast<unsigned short>(8)));
  put(i++, *s);
  put(i++, atomicAdd_system(p + 12, 4));
  put(i++, atomicAdd_block(p + 12, 5));
  put(i++, atomicCAS_system(p + 12, 9, 11));
  put(i++, atomicExch_block(p + 12, 13));
  put(i++, p[12]);
}
__global__ void sums(float *f, double *d) {
  atomicAdd(f, 0.5f);
  atomicAdd(d, 0.25);
}
__global__ void wrap(unsigned *u) {
  atomicInc(u, 99u);
  atomicDec(u + 1, 99u);
}
__global__ void last_block(unsigned *count, int *sum, int *last) {
  atomicAdd(sum, static_cast<int>(blockIdx.x));
  __threadfence();
  if (atomicInc(count, gridDim.x - 1) == gridDim.x - 1)
    *last = atomicAdd(sum, 0);
}
__global__ void refs(int *p, unsigned long long *q) {
  cuda::atomic_ref<int, cuda::thread_scope_device> a(p[0]);
  a.fetch_add(2, cuda::memory_order_relaxed);
  cuda::atomic_ref<int, cuda::thread_scope_device> m(p[1]);
  m.fetch_max(static_cast<int>(threadIdx.x));
  cuda::atomic_ref<unsigned long long, cuda::thread_scope_system> s(*q);
  s.fetch_add(1ull << 33);
}
__device__ cuda::atomic<int, cuda::thread_scope_device> counter;
__global__ void counts() { counter.fetch_add(3); }

static void print(const char *what, int n) {
  std::vector<unsigned long long> h(64);
  must(cudaMemcpyFromSymbol(h.data(), results, 64 * 8));
  h.resize(n);
  list(what, h);
}
int main() {
  Buffer<int> a(16);
  Buffer<unsigned> b(16);
  Buffer<unsigned long long> c(16);
  global_int<<<1, 96>>>(a);
  print("int", 8);
  global_unsigned<<<1, 96>>>(b);
  print("unsigned", 8);
  global_ull<<<1, 96>>>(c);
  print("unsigned long long", 8);
  shared<int><<<1, 96>>>();
  print("shared int", 8);
  shared<unsigned><<<1, 96>>>();
  print("shared unsigned", 8);
  shared<unsigned long long><<<1, 96>>>();
  print("shared unsigned long long", 8);
  Buffer<int> p(16);
  returns<<<1, 1>>>(p);
  print("returns", 41);
  Buffer<float> f(1);
  Buffer<double> d(1);
  sums<<<100, 100>>>(f, d);
  list("float", f.host());
  list("double", d.host());
  Buffer<unsigned> w(2);
  wrap<<<10, 25>>>(w);
  list("wrapping", w.host());
  Buffer<unsigned> count(1);
  Buffer<int> sum(1), last(1);
  last_block<<<200, 1>>>(count, sum, last);
  list("last block", last.host());
  list("count", count.host());
  Buffer<int> r(2);
  Buffer<unsigned long long> q(1);
  refs<<<5, 40>>>(r, q);
  list("references", r.host());
  list("references", q.host());
  counts<<<4, 8>>>();
  int v = 0;
  must(cudaMemcpyFromSymbol(&v, counter, sizeof v));
  printf("atomic variable %d\n", v);
}
