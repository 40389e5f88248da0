// Clang cannot make sense of all of this; the rest is migrated all the same.
#include <npu/kernel.h>
#include "not_there.h"
#include <npu/runtime.hpp>
NPU_GLOBAL void kernel(unknown_type *p) { p[npu::threadIdx.x] = unknown_function(npu::blockIdx.x); npu::syncthreads(); }
npu::texture<unknown_type, 1> table;
static NPU_DEVICE unknown_type make(int);
NPU_GLOBAL void guesses(int *p) {
  auto a = make(1);
  const auto [b, c] = make(2);
  while (true) { auto d = make(npu::threadIdx.x); npu::syncthreads(); }
}
int main() {
  unknown_type *p;
  npuMalloc((void **)&p, 100);
  NPU_LAUNCH(kernel, (1, 2), p)
  npuFree(p);
  undeclared = npuGetLastError();
  cudaNotAFunction(1);
  return 0
}
