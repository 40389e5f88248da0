// SPDX-License-Identifier: Apache-2.0
// Double precision in device code, wanted and unwanted.
#include <cstdio>
#include <cmath>
struct Pair { double a; float b; };
template <class T> __global__ void generic(T *p) { p[0] = p[0] * p[1]; }
__device__ float viaHelper(float x) { return x * 2.0; }
__device__ float cleanHelper(float x) { return x * 2.0f; }

__global__ void parameter(double x, float *p) { p[0] = 1; }            // EXPECT parameter: NPU7001 = no
__global__ void pointee(double *p) { p[0] += 1; }                      // EXPECT pointee: NPU7001 = no
__global__ void literal(float *p) { p[0] = p[0] * 0.5; }               // EXPECT literal: NPU7001 = no
__global__ void comparison(float *p) { if (p[0] > 0.5) p[1] = 0; }     // EXPECT comparison: NPU7001 = no
__global__ void variable(float *p) { double s = p[0]; p[1] = s; }      // EXPECT variable: NPU7001 = no
__global__ void array(float *p) { double s[2]; s[0] = 1; p[0] = s[0]; } // EXPECT array: NPU7001 = no
__global__ void sharedTile(float *p) { __shared__ double t[4]; t[0] = 1; p[0] = t[0]; } // EXPECT sharedTile: NPU7001 = no
__global__ void member(Pair *p, float *q) { q[0] = p->a; }             // EXPECT member: NPU7001 NPU7023 = no
__global__ void mathCall(float *p) { p[0] = pow(p[0], 2.0); }          // EXPECT mathCall: NPU7001 = no
__global__ void atomic(double *p) { atomicAdd(p, 1.0); }               // EXPECT atomic: NPU7001 = no
__global__ void fromHelper(float *p) { p[0] = viaHelper(p[0]); }       // EXPECT fromHelper: = no
// EXPECT viaHelper: NPU7001
__global__ void printed(float *p) { double d = p[0]; printf("%f", d); } // EXPECT printed: NPU7001 = no
// EXPECT generic: NPU7001 = no
void instantiate(double *p) { generic<double><<<1, 1>>>(p); }

__global__ void foldedConstant(float *p) { p[0] = 1.0 / 3.0; }         // EXPECT foldedConstant: = ok
__global__ void floatLiteral(float *p) { p[0] = p[0] * 0.5f; }         // EXPECT floatLiteral: = ok
__global__ void printedFloat(float *p) { printf("%f %f", p[0], 1.0); } // EXPECT printedFloat: = ok
__global__ void sizeOnly(float *p) { p[0] = float(sizeof(double)); }   // EXPECT sizeOnly: = ok
__global__ void fromCleanHelper(float *p) { p[0] = cleanHelper(p[0]); } // EXPECT fromCleanHelper: = ok
__global__ void floatMath(float *p) { p[0] = sqrtf(p[0]) + sinf(p[1]); } // EXPECT floatMath: = ok
