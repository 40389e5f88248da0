// Kernel launches in the forms that real programs use.
#include <cooperative_groups.h>
#include <cstdio>
#include <cuda_fp16.h>

__global__ void plain(int *p, int n) { if (threadIdx.x < n) p[threadIdx.x] = n; }
template <typename T> __global__ void deduced(T *p, int n) { p[blockIdx.x * blockDim.x + threadIdx.x] = n; }
template <typename T, int N> __global__ void partly(T *p) { p[0] = N; }
__global__ void overloaded(int *p) { *p = 1; }
__global__ void overloaded(float *p) { *p = 2; }
__global__ void overloaded(__half *p, cooperative_groups::thread_block *b) { *p = __float2half(3.0f); }
template <typename T, typename U> __global__ void halves(T *p, U u) {}
__global__ void defaults(int *p, int n = 3) { *p = n; }
namespace deep { namespace er { __global__ void nested(float2 v) {} } }

#define RUN(kernel, ...) kernel<<<1, 32>>>(__VA_ARGS__)
#define RUN_TYPED(T, kernel, grid, block, args) \
  do { \
    kernel<T><<<grid, block>>> args; \
  } while (0)
#define KERNEL(name) name##_kernel
#define BOTH(k, p)      \
  k<<<1, 1>>>(p);       \
  k<<<2, 2, 0, 0>>>(p)

__global__ void pasted_kernel(int *p) { *p = 0; }

template <typename T> struct Runner {
  void (*pointer)(T *, int);
  void run(T *p, cudaStream_t s) {
    deduced<T><<<dim3(1, 2), dim3(3, 4, 5), 0, s>>>(p, 7);
    deduced<<<1, 1>>>(p, 7);
    partly<T, 4><<<1, 1>>>(p);
    pointer<<<1, 1>>>(p, 1);
  }
};

int main() {
  int *p = nullptr;
  float *f = nullptr;
  cudaStream_t s;
  cudaStreamCreate(&s);
  plain<<<1, 32>>>(p, 32);
  plain <<< dim3(1, 2), dim3(3, 4), 128, s >>> (NULL, 32);
  plain<<<(32 + 31) / 32,
          32>>>(p,   // the first
                32); // the second
  deduced<<<1, 32>>>(f, 1);
  partly<float, 3><<<1, 1>>>(f);
  overloaded<<<1, 1>>>(p);
  overloaded<<<1, 1>>>(f);
  __half *h = nullptr;
  overloaded<<<1, 1>>>(h, nullptr);
  halves<<<1, 1>>>(h, __half2());
  halves<__half><<<1, 1>>>(h, s);
  defaults<<<1, 1>>>(p);
  deep::er::nested<<<1, 1>>>({1.f, 2.f});
  RUN(plain, p, 5);
  RUN_TYPED(float, deduced, 1, 32, (f, 2));
  KERNEL(pasted)<<<1, 1>>>(p);
  BOTH(overloaded, p);
  void (*table[2])(int *, int) = {plain, deduced<int>};
  for (int i = 0; i < 2; ++i)
    table[i]<<<1, 1>>>(p, i);
  Runner<int>{plain}.run(p, s);
  auto lambda = [=](cudaStream_t t) { plain<<<1, 1, 0, t>>>(p, 1); };
  lambda(s);
  return cudaDeviceSynchronize() == cudaSuccess ? 0 : 1;
}

#define CALL(function) check(cuda##function)
#define STREAM(op, s) cudaStream##op(s)
#define EVENT(rest) cudaEvent##rest
#define SHUFFLE(way, v) __shfl_##way##_sync(0xffffffffu, v, 1)
#define OWN(name) cubes##name
static void check(cudaError_t e);
__global__ void shuffles(int *p) { *p = SHUFFLE(down, *p) + SHUFFLE(up, *p); }
void pastes(int *p) {
  cudaStream_t s;
  EVENT(_t) e;
  CALL(Malloc(&p, sizeof(int)));
  CALL(EventCreate(&e));
  STREAM(Create, &s);
  STREAM(Synchronize, s);
  CALL(MemcpyAsync(p, p, sizeof(int), cudaMemcpyDeviceToDevice, s));
}
