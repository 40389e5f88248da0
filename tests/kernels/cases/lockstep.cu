// SPDX-License-Identifier: Apache-2.0
// Lanes that work on volatile shared memory with no synchronisation between them.
__device__ void lastSteps(volatile int *s, int t) { s[t] += s[t + 32]; s[t] += s[t + 16]; } // EXPECT lastSteps: NPU7029
__global__ void byFunction(int *p) { __shared__ int s[64]; s[threadIdx.x] = p[threadIdx.x]; if (threadIdx.x < 32) lastSteps(s, threadIdx.x); p[0] = s[0]; } // EXPECT byFunction: = review
__global__ void direct(int *p) { __shared__ volatile int s[64]; s[threadIdx.x] += s[threadIdx.x + 32]; p[0] = s[0]; } // EXPECT direct: NPU7028 = review
__global__ void pointer(int *p) { __shared__ int s[64]; volatile int *v = s; v[threadIdx.x] = p[0]; p[1] = s[0]; } // EXPECT pointer: NPU7029 = review
__global__ void readOnly(int *p) { __shared__ volatile int s[64]; p[0] = s[threadIdx.x]; }   // EXPECT readOnly: = ok
__global__ void localVolatile(int *p) { volatile int x = p[0]; x = x + 1; p[1] = x; }        // EXPECT localVolatile: = ok
__global__ void plainShared(int *p) { __shared__ int s[64]; s[threadIdx.x] = p[0]; p[1] = s[threadIdx.x]; } // EXPECT plainShared: = ok
__global__ void fenced(int *p) { __shared__ int s[64]; s[threadIdx.x] = p[0]; __threadfence_block(); p[1] = s[threadIdx.x ^ 1]; } // EXPECT fenced: NPU7030 = review
