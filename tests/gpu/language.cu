// SPDX-License-Identifier: Apache-2.0
// nvcc: --extended-lambda
// The language on the device: virtual functions, function pointers, recursion, device memory, lambdas, vector
// types, volatile code, clocks, memory functions, complex numbers.
#include "show.h"
#include <cuComplex.h>

struct Shape {
  __device__ virtual float area() const = 0;
  __device__ virtual ~Shape() {}
};
struct Square : Shape {
  float a;
  __device__ explicit Square(float x) : a(x) {}
  __device__ float area() const override { return a * a; }
};
struct Circle : Shape {
  float r;
  __device__ explicit Circle(float x) : r(x) {}
  __device__ float area() const override { return 3 * r * r; }
};
__global__ void virtuals(float *out) {
  Shape *s[2] = {new Square(3), new Circle(2)};
  for (int i = 0; i < 2; ++i) {
    out[i] = s[i]->area();
    delete s[i];
  }
}
typedef int (*Operation)(int, int);
__device__ int plus(int a, int b) { return a + b; }
__device__ int times(int a, int b) { return a * b; }
__device__ Operation table[2] = {plus, times};
__global__ void pointers(int *out) { out[threadIdx.x] = table[threadIdx.x % 2](threadIdx.x, 10); }
__device__ int ackermann(int m, int n) {
  return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}
__global__ void recursion(int *out) { *out = ackermann(2, threadIdx.x + 3); }
__global__ void heap(int *out) {
  int *p = static_cast<int *>(malloc(16 * sizeof(int)));
  for (int i = 0; i < 16; ++i)
    p[i] = static_cast<int>(threadIdx.x) * i;
  int s = 0;
  for (int i = 0; i < 16; ++i)
    s += p[i];
  free(p);
  free(nullptr);
  int *q = new int[4]{1, 2, 3, 4};
  s += q[3];
  delete[] q;
  out[threadIdx.x] = s;
}
__global__ void clocks(int *out) {
  clock_t a = clock();
  long long b = clock64();
  __nanosleep(100);
  long long d = clock64();
  out[0] = d > b;
  out[1] = sizeof a > 0;
  unsigned long long t, u;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(t));
  __nanosleep(1000);
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(u));
  out[2] = u >= t;
}
template <class F> __global__ void apply(F f, int *out) {
  out[threadIdx.x] = f(static_cast<int>(threadIdx.x));
}
__global__ void vectors(float4 *out, int *sizes) {
  float4 a = make_float4(1, 2, 3, 4);
  a.x += 10;
  out[0] = a;
  out[1] = reinterpret_cast<float4 *>(out)[0];
  sizes[0] = sizeof(float3), sizes[1] = sizeof(float4), sizes[2] = alignof(float4),
  sizes[3] = alignof(float3);
  sizes[4] = sizeof(double2), sizes[5] = alignof(double2), sizes[6] = sizeof(char3),
  sizes[7] = alignof(short4);
  sizes[8] = sizeof(long), sizes[9] = sizeof(dim3), sizes[10] = alignof(int2), sizes[11] = sizeof(longlong2);
}
__global__ void bytes(char *out) {
  char buffer[32];
  memset(buffer, 'a', 32);
  memcpy(buffer + 4, "hello", 5);
  buffer[31] = 0;
  for (int i = 0; i < 32; ++i)
    out[i] = buffer[i];
}
__global__ void complexes(double *out) {
  cuDoubleComplex a = make_cuDoubleComplex(1, 2), b = make_cuDoubleComplex(-3, 0.5);
  cuDoubleComplex s = cuCadd(a, b), p = cuCmul(a, b), q = cuCdiv(p, b), c = cuConj(a), f = cuCfma(a, b, c);
  out[0] = s.x, out[1] = s.y, out[2] = p.x, out[3] = p.y, out[4] = q.x, out[5] = q.y,
  out[6] = cuCabs(make_cuDoubleComplex(3, 4));
  out[7] = c.y, out[8] = f.x, out[9] = f.y, out[10] = cuCreal(a), out[11] = cuCimag(a);
  cuFloatComplex g = cuCmulf(make_cuFloatComplex(1, 2), make_cuFloatComplex(3, 4));
  out[12] = g.x, out[13] = g.y, out[14] = cuCabsf(make_cuFloatComplex(3, 4));
}
__global__ void loads(const int *p, int *out) {
  out[0] = __ldg(p), out[1] = __ldca(p + 1), out[2] = __ldcg(p + 2), out[3] = __ldcs(p + 3),
  out[4] = __ldcv(p + 4), out[5] = __ldlu(p + 5);
  float4 v = __ldg(reinterpret_cast<const float4 *>(p));
  out[6] = __float_as_int(v.z);
  __stwb(out + 7, 70);
  __stcg(out + 8, 80);
  __stcs(out + 9, 90);
  __stwt(out + 10, 100);
  out[11] = __isGlobal(p), out[12] = __isShared(p), out[13] = __isLocal(out + 3);
}
__global__ void branches(int *out) {
#ifdef __CUDA_ARCH__
  *out = __CUDA_ARCH__ >= 700;
#else
  *out = -1;
#endif
}
__device__ int counter_value;
__device__ __noinline__ int side(int x) { return atomicAdd(&counter_value, x); }
__global__ void fence_order(int *data, volatile int *flag, int *out) {
  if (blockIdx.x == 0) {
    data[0] = 42;
    __threadfence();
    *flag = 1;
  } else {
    while (*flag == 0) {
    }
    __threadfence();
    *out = data[0] + side(0);
  }
}
template <int N> struct Factorial {
  static constexpr int value = N * Factorial<N - 1>::value;
};
template <> struct Factorial<0> {
  static constexpr int value = 1;
};
__global__ void templates(int *out) {
  constexpr int f = Factorial<6>::value;
  *out = f;
  if constexpr (sizeof(void *) == 8)
    out[1] = 64;
}

int main() {
  Buffer<float> f(2);
  virtuals<<<1, 1>>>(f);
  list("virtual", f.host());
  Buffer<int> i(32);
  pointers<<<1, 32>>>(i);
  list("pointers", i.host());
  recursion<<<1, 1>>>(i);
  printf("recursion %d\n", i.host()[0]);
  heap<<<1, 32>>>(i);
  list("heap", i.host());
  clocks<<<1, 1>>>(i);
  auto c = i.host();
  printf("clocks %d %d %d\n", c[0], c[1], c[2]);
  int captured = 5;
  apply<<<1, 32>>>([captured] __device__(int x) { return x * captured; }, i.device);
  list("lambda", i.host());
  Buffer<float4> v(2);
  vectors<<<1, 1>>>(v, i);
  printf("vector %g %g\n", v.host()[1].x, v.host()[1].w);
  list("sizes", i.host());
  Buffer<char> b(32);
  bytes<<<1, 1>>>(b);
  printf("bytes %s\n", b.host().data());
  Buffer<double> d(15);
  complexes<<<1, 1>>>(d);
  list("complex", d.host());
  std::vector<int> seq(16);
  for (int k = 0; k < 16; ++k)
    seq[k] = k * 11;
  Buffer<int> s(seq), o(32);
  loads<<<1, 1>>>(s, o);
  list("loads", o.host());
  branches<<<1, 1>>>(o);
  printf("branch %d\n", o.host()[0]);
  Buffer<int> data(1), flag(1), out(1);
  fence_order<<<2, 1>>>(data, flag, out);
  printf("fence %d\n", out.host()[0]);
  templates<<<1, 1>>>(o);
  printf("template %d %d\n", o.host()[0], o.host()[1]);
}
