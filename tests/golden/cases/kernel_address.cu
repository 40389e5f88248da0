// SPDX-License-Identifier: Apache-2.0
// Kernels whose address is cast to a pointer to void: the runtime must learn their parameters first.
#include <cuda_runtime.h>

__global__ void scale(float *p, float by) { p[threadIdx.x] *= by; }
template <class T> __global__ void fill(T *p, T value) { p[threadIdx.x] = value; }
void on_the_host(float *p);

template <class T> cudaError_t launch(void **args) {
  return cudaLaunchKernel((const void *)fill<T>, dim3(1), dim3(32), args, 0, 0);
}

#define CHECK(call) (void)(call)
#define LAUNCH(kernel, args) cudaLaunchKernel((void *)kernel, dim3(1), dim3(32), args, 0, 0)

void *table[] = {reinterpret_cast<void *>(&scale), (void *)fill<int>};

void use(void **args) {
  CHECK(cudaLaunchCooperativeKernel((void *)scale, dim3(1), dim3(32), args));
  LAUNCH(scale, args); // the argument of a macro may serve for more than the cast
  void *host = (void *)on_the_host;
  (void)host;
}
