// Kernel launches in the forms that real programs use.
#include <npu/kernel.h>
#include <npu/cooperative_groups.h>
#include <cstdio>
#include <npu/fp16.h>

NPU_GLOBAL void plain(int *p, int n) { if (npu::threadIdx.x < n) p[npu::threadIdx.x] = n; }
template <typename T> NPU_GLOBAL void deduced(T *p, int n) { p[npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x] = n; }
template <typename T, int N> NPU_GLOBAL void partly(T *p) { p[0] = N; }
NPU_GLOBAL void overloaded(int *p) { *p = 1; }
NPU_GLOBAL void overloaded(float *p) { *p = 2; }
NPU_GLOBAL void overloaded(npu::half *p, npu::cooperative_groups::thread_block *b) { *p = npu::float2half(3.0f); }
template <typename T, typename U> NPU_GLOBAL void halves(T *p, U u) {}
NPU_GLOBAL void defaults(int *p, int n = 3) { *p = n; }
namespace deep { namespace er { NPU_GLOBAL void nested(float2 v) {} } }

#define RUN(kernel, ...) NPU_LAUNCH(kernel, (1, 32), __VA_ARGS__)
#define RUN_TYPED(T, kernel, grid, block, args) \
  do { \
    NPU_LAUNCH_CONFIGURED(kernel<T>, (grid, block)) args; \
  } while (0)
#define KERNEL(name) name##_kernel
#define BOTH(k, p)      \
  NPU_LAUNCH_DEDUCED(k, (1, 1), p);       \
  NPU_LAUNCH_DEDUCED(k, (2, 2, 0, 0), p)

NPU_GLOBAL void pasted_kernel(int *p) { *p = 0; }

template <typename T> struct Runner {
  void (*pointer)(T *, int);
  void run(T *p, npuStream_t s) {
    NPU_LAUNCH(deduced<T>, (dim3(1, 2), dim3(3, 4, 5), 0, s), p, 7);
    NPU_LAUNCH_DEDUCED(deduced, (1, 1), p, 7);
    NPU_LAUNCH((partly<T, 4>), (1, 1), p);
    NPU_LAUNCH(pointer, (1, 1), p, 1);
  }
};

int main() {
  int *p = nullptr;
  float *f = nullptr;
  npuStream_t s;
  npuStreamCreate(&s);
  NPU_LAUNCH(plain, (1, 32), p, 32);
  NPU_LAUNCH(plain, (dim3(1, 2), dim3(3, 4), 128, s), NULL, 32);
  NPU_LAUNCH(plain, ((32 + 31) / 32,
          32), p,   // the first
                32); // the second
  NPU_LAUNCH(deduced<float>, (1, 32), f, 1);
  NPU_LAUNCH((partly<float, 3>), (1, 1), f);
  NPU_LAUNCH(static_cast<void (*)(int *)>(overloaded), (1, 1), p);
  NPU_LAUNCH(static_cast<void (*)(float *)>(overloaded), (1, 1), f);
  npu::half *h = nullptr;
  NPU_LAUNCH(static_cast<void (*)(npu::half *, npu::cooperative_groups::thread_block *)>(overloaded), (1, 1), h, nullptr);
  NPU_LAUNCH((halves<npu::half, npu::half2>), (1, 1), h, npu::half2());
  NPU_LAUNCH(static_cast<void (*)(npu::half *, NPUstream_st *)>(halves<npu::half>), (1, 1), h, s);
  NPU_LAUNCH_DEDUCED(defaults, (1, 1), p);
  NPU_LAUNCH(deep::er::nested, (1, 1), {1.f, 2.f});
  RUN(plain, p, 5);
  RUN_TYPED(float, deduced, 1, 32, (f, 2));
  NPU_LAUNCH(KERNEL(pasted), (1, 1), p);
  BOTH(overloaded, p);
  void (*table[2])(int *, int) = {plain, deduced<int>};
  for (int i = 0; i < 2; ++i)
    NPU_LAUNCH(table[i], (1, 1), p, i);
  Runner<int>{plain}.run(p, s);
  auto lambda = [=](npuStream_t t) { NPU_LAUNCH(plain, (1, 1, 0, t), p, 1); };
  lambda(s);
  return npuDeviceSynchronize() == npuSuccess ? 0 : 1;
}

#define CALL(function) check(npu##function)
#define STREAM(op, s) npuStream##op(s)
#define EVENT(rest) npuEvent##rest
#define SHUFFLE(way, v) npu::shfl_##way##_sync(0xffffffffu, v, 1)
#define OWN(name) cubes##name
static void check(npuError_t e);
NPU_GLOBAL void shuffles(int *p) { *p = SHUFFLE(down, *p) + SHUFFLE(up, *p); }
void pastes(int *p) {
  npuStream_t s;
  EVENT(_t) e;
  CALL(Malloc(&p, sizeof(int)));
  CALL(EventCreate(&e));
  STREAM(Create, &s);
  STREAM(Synchronize, s);
  CALL(MemcpyAsync(p, p, sizeof(int), npuMemcpyDeviceToDevice, s));
}
