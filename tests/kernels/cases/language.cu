// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <new>
// What device code may not do on every device.
struct Shape { __device__ virtual float area() { return 1; } };
struct Square final : Shape { __device__ float area() override { return 2; } };
struct Owner { int *p; __host__ __device__ Owner(const Owner &o) : p(o.p) {} };
struct Plain { float x, y; };
typedef float (*Operation)(float);
__device__ float addOne(float x) { return x + 1; }
__device__ int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }     // EXPECT factorial: NPU7016
__device__ int odd(int n);
__device__ int even(int n) { return n == 0 ? 1 : odd(n - 1); }                   // EXPECT even: NPU7016
__device__ int odd(int n) { return n == 0 ? 0 : even(n - 1); }                   // EXPECT odd: NPU7016
extern __device__ float elsewhere(float);

__global__ void recursive(int *p) { p[0] = factorial(p[0]); }                    // EXPECT recursive: = no
__global__ void mutual(int *p) { p[0] = even(p[0]); }                            // EXPECT mutual: = no
__global__ void virtualCall(Shape *s, float *p) { p[0] = s->area(); }            // EXPECT virtualCall: NPU7017 NPU7023 = no
__global__ void staticCall(float *p) { Square s; p[0] = s.area(); }              // EXPECT staticCall: = ok
__global__ void throughPointer(Operation *f, float *p) { p[0] = f[0](p[0]); }    // EXPECT throughPointer: NPU7018 NPU7023 = no
__global__ void direct(float *p) { p[0] = addOne(p[0]); }                        // EXPECT direct: = ok
__global__ void heapNew(int *p) { int *q = new int[4]; p[0] = q[0]; delete[] q; } // EXPECT heapNew: NPU7019 = no
__global__ void heapMalloc(int *p) { int *q = (int *)malloc(8); p[0] = q[0]; free(q); } // EXPECT heapMalloc: NPU7019 = no
__global__ void placement(int *p) { new (p) int(3); }                            // EXPECT placement: = ok
__global__ void child(int *p) { p[0] = 1; }                                      // EXPECT child: = ok
__global__ void parent(int *p) { child<<<1, 1>>>(p); }                           // EXPECT parent: NPU7020 = no
__global__ void assembly(unsigned *p) { unsigned l; asm("mov.u32 %0, %%laneid;" : "=r"(l)); p[0] = l; } // EXPECT assembly: NPU7021 = no
__global__ void owner(Owner o) { o.p[0] = 1; }                                   // EXPECT owner: NPU7022 = no
__global__ void plain(Plain s, float *p) { p[0] = s.x; }                         // EXPECT plain: = ok
__global__ void structs(Plain *s) { s->x = 1; }                                  // EXPECT structs: NPU7023 = review
__global__ void rows(float **p) { p[0][0] = 1; }                                 // EXPECT rows: NPU7023 = review
__global__ void unseen(float *p) { p[0] = elsewhere(p[0]); }                     // EXPECT unseen: NPU7024 = review
__global__ void bigStack(int *p) { int a[400]; a[p[0]] = 1; p[1] = a[2]; }       // EXPECT bigStack: NPU7008 = review
__global__ void smallStack(int *p) { int a[16]; a[p[0]] = 1; p[1] = a[2]; }      // EXPECT smallStack: = ok
__global__ void lambda(float *p) { auto f = [](float x) { return x * 2.0; }; p[0] = f(p[0]); } // EXPECT lambda: NPU7001 = no
__global__ void loops(float *p) { for (int i = threadIdx.x; i < 64; i += blockDim.x) p[i] += 1.0f; __syncthreads(); } // EXPECT loops: = review
