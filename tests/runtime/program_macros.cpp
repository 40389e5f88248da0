// SPDX-License-Identifier: Apache-2.0
// A program whose own macros stand before every include of the runtime: all single letters (given on the
// command line by CMakeLists.txt) and names of sizes and functions. Its kernel still runs, and the macros are
// still its own.
#define MIN(p, q) ((p) < (q) ? (p) : (q))
#define MAX(p, q) ((p) > (q) ? (p) : (q))
#define min MIN
#define max MAX
#define abs(p) MAX(p, -(p))
#define swap(p, q) broken
#define SIZE 1
#define TYPE float
#define VALUE 2
#define Real float
#define real float
#define one 1
#define zero 0
#define value 3
#define block npu::blockIdx
#define mask 0xffffffffu
#define size 4
#define data 5
#define index npu::threadIdx.x
#define warp_size 32
#define block_size 64
#define error broken

#include <npu/bf16.h>
#include <npu/blas.h>
#include <npu/blas_legacy.h>
#include <npu/blas_lt.h>
#include <npu/complex.h>
#include <npu/cooperative_groups.h>
#include <npu/cooperative_groups/memcpy_async.h>
#include <npu/cooperative_groups/reduce.h>
#include <npu/cooperative_groups/scan.h>
#include <npu/cub.h>
#include <npu/driver.h>
#include <npu/fp16.h>
#include <npu/fp8.h>
#include <npu/helpers/helper_cuda.h>
#include <npu/helpers/helper_functions.h>
#include <npu/helpers/helper_image.h>
#include <npu/helpers/helper_math.h>
#include <npu/helpers/helper_string.h>
#include <npu/helpers/helper_timer.h>
#include <npu/kernel.h>
#include <npu/libcu/atomic.h>
#include <npu/libcu/barrier.h>
#include <npu/libcu/pipeline.h>
#include <npu/libcu/std.h>
#include <npu/math_constants.h>
#include <npu/pipeline.h>
#include <npu/ptx.h>
#include <npu/rand_kernel.h>
#include <npu/rtc.h>
#include <npu/sparse.h>
#include <npu/texture.h>
#include <npu/wmma.h>

NPU_GLOBAL void sum_of_macros(int *out, int p0) {
  NPU_SHARED int part[block_size];
  part[index] = value + int(index) * p0;
  npu::syncthreads();
  const int next = npu::shfl_down_sync(mask, part[index], one);
  if (index == zero)
    *out = next + MIN(size, data) + abs(-A) + T + n;
}

int run_program_with_macros() {
  int *out = nullptr;
  if (npuMallocManaged(&out, sizeof(int)) != npuSuccess)
    return 0;
  NPU_LAUNCH(sum_of_macros, (1, block_size), out, VALUE);
  npuDeviceSynchronize();
  const int result = *out;
  npuFree(out);
  return result;
}
