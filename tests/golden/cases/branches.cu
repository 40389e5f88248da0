// Every branch of the preprocessor is migrated, active or not.
#include "cuda_runtime.h"
#ifdef _WIN32
#include <windows_only.h>
#endif
#if defined(__CUDACC__) && CUDART_VERSION >= 9000
#define SYNC_WARP() __syncwarp()
#else
#define SYNC_WARP()
#endif
#if !defined(__CUDA_ARCH__) || __CUDA_ARCH__ >= 600
#else
__device__ double atomicAdd(double *a, double b) { return __longlong_as_double(atomicCAS((unsigned long long *)a, 0ull, __double_as_longlong(b))); }
#endif
#ifdef USE_ROCM
__device__ __inline__ at::Half __ldg(const at::Half *p) { return __ldg(reinterpret_cast<const __half *>(p)); }
__device__ at::Half first(const at::Half *p) { return __shfl_sync(0xffffffff, __ldg(p), 0); }
#endif
#ifdef USE_OLD_API
void old_api() {
  cudaThreadSynchronize();
  cudaBindTexture(0, 0, 0, 0);
  kernel<<<1, 1>>>(0);
}
#endif
#define UNUSED_MACRO(p, n) cudaMemset(p, 0, n); __syncthreads(); other<<<1, n>>>(p)
__global__ void k() { SYNC_WARP(); }
int main() {
#if 0
  cudaMalloc(&p, 10);
#endif
  k<<<1, 1>>>();
}
