// SPDX-License-Identifier: Apache-2.0
// Shared memory without the opt-in: what CUDA allows fits everywhere.
extern __shared__ float dynamic[];
__device__ float helperTile() { __shared__ float t[30000]; t[0] = 1; return t[1]; }
__global__ void tile(float *p) { __shared__ float t[32][33]; t[0][0] = 1; p[0] = t[1][1]; } // EXPECT tile: = ok
__global__ void fits(float *p) { p[0] = dynamic[0]; }      // EXPECT fits: = ok
__global__ void fromRun(float *p) { p[0] = dynamic[0]; }   // EXPECT fromRun: = ok
__global__ void tooMuch(float *p) { p[0] = dynamic[0]; }   // EXPECT tooMuch: NPU7006 = no
__global__ void staticToo(float *p) { __shared__ float t[60000]; t[0] = 1; p[0] = t[1]; } // EXPECT staticToo: NPU7006 = no
__global__ void sum(float *p) { __shared__ float t[30000]; t[0] = 1; p[0] = t[1] + helperTile(); } // EXPECT sum: NPU7006 = no
__global__ void both(float *p) { __shared__ float t[30000]; t[0] = 1; p[0] = t[1] + dynamic[0]; } // EXPECT both: NPU7006 = no
void run(float *p, int n) {
  tile<<<1, 32>>>(p);
  fits<<<1, 32, 48 * 1024>>>(p);
  fromRun<<<1, 32, n * sizeof(float)>>>(p);
  tooMuch<<<1, 32, 220 * 1024>>>(p);
  both<<<1, 32, 120000>>>(p);
}
