// SPDX-License-Identifier: Apache-2.0
// Calls in loops in calls in loops: followed for a while, and then no further.
__global__ void deep(float *p) { p[0] = 0; } // EXPECT deep: = ok
__global__ void after(float *p) { p[0] = 0; } // EXPECT after: = ok
#define IN_LOOPS(call) for (int i = 0; i < 9; i++) for (int j = 0; j < 9; j++) for (int k = 0; k < 9; k++) { call; call; call; }
void f0(float *p) { deep<<<1, 32>>>(p); }
void f1(float *p) { IN_LOOPS(f0(p)) }
void f2(float *p) { IN_LOOPS(f1(p)) }
void f3(float *p) { IN_LOOPS(f2(p)) }
void f4(float *p) { IN_LOOPS(f3(p)) }
void f5(float *p) { IN_LOOPS(f4(p)) }
void f6(float *p) { IN_LOOPS(f5(p)) }
void run(float *p) {
  f6(p);
  after<<<2, 64>>>(p);
}
