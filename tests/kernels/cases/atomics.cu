// SPDX-License-Identifier: Apache-2.0
// Eight-byte atomics: fine in global memory, not in shared memory.
typedef unsigned long long word;
__device__ word total;
__device__ void bump(word *n) { atomicAdd(n, 1ull); } // EXPECT bump: NPU7011
__global__ void global(word *p) { atomicAdd(p, 1ull); }                          // EXPECT global: = ok
__global__ void deviceVariable() { atomicAdd(&total, 1ull); }                    // EXPECT deviceVariable: = ok
__global__ void narrowShared(int *p) { __shared__ int n; atomicAdd(&n, 1); p[0] = n; } // EXPECT narrowShared: = ok
__global__ void wideShared(word *p) { __shared__ word n; atomicAdd(&n, 1ull); p[0] = n; } // EXPECT wideShared: NPU7010 = no
__global__ void wideSharedArray(word *p) { __shared__ word n[8]; atomicMax(&n[p[0]], 1ull); p[0] = n[1]; } // EXPECT wideSharedArray: NPU7010 = no
__global__ void through(word *p) { bump(p); }                                    // EXPECT through: = review
