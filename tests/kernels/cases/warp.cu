// SPDX-License-Identifier: Apache-2.0
// Masks of warp operations.
#define FULL 0xffffffffu
__global__ void full(int *p) { p[0] = __shfl_down_sync(0xffffffff, p[0], 1); }  // EXPECT full: = ok
__global__ void fullMacro(int *p) { p[0] = __shfl_xor_sync(FULL, p[0], 1); }    // EXPECT fullMacro: = ok
__global__ void fullMinusOne(int *p) { p[0] = __any_sync(-1, p[0]); }           // EXPECT fullMinusOne: = ok
__global__ void fullVariable(int *p) { const unsigned m = FULL; p[0] = __all_sync(m, p[0]); } // EXPECT fullVariable: = ok
__global__ void half(int *p) { p[0] = __shfl_down_sync(0xffff, p[0], 1); }      // EXPECT half: NPU7009 = review
__global__ void computed(int *p) { unsigned m = __ballot_sync(FULL, p[0]); p[1] = __shfl_sync(m, p[0], 0); } // EXPECT computed: NPU7009 = review
__global__ void passed(int *p, unsigned m) { p[0] = __ballot_sync(m, p[0]); }   // EXPECT passed: NPU7009 = review
