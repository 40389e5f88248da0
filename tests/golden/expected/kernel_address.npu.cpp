// SPDX-License-Identifier: Apache-2.0
// Kernels whose address is cast to a pointer to void: the runtime must learn their parameters first.
#include <npu/kernel.h>
#include <npu/runtime.hpp>

NPU_GLOBAL void scale(float *p, float by) { p[npu::threadIdx.x] *= by; }
template <class T> NPU_GLOBAL void fill(T *p, T value) { p[npu::threadIdx.x] = value; }
void on_the_host(float *p);

template <class T> npuError_t launch(void **args) {
  return npuLaunchKernel((const void *)npu::kernel_address(fill<T>), dim3(1), dim3(32), args, 0, 0);
}

#define CHECK(call) (void)(call)
#define LAUNCH(kernel, args) npuLaunchKernel((void *)kernel, dim3(1), dim3(32), args, 0, 0)

void *table[] = {reinterpret_cast<void *>(npu::kernel_address(&scale)), (void *)npu::kernel_address(fill<int>)};

void use(void **args) {
  CHECK(npuLaunchCooperativeKernel((void *)npu::kernel_address(scale), dim3(1), dim3(32), args));
  LAUNCH(scale, args); // the argument of a macro may serve for more than the cast
  void *host = (void *)on_the_host;
  (void)host;
}
