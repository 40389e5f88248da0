// SPDX-License-Identifier: Apache-2.0
// A template is what it is instantiated with.
template <class T> __global__ void scaled(T *p) { p[0] = p[0] * p[1]; } // EXPECT scaled: = ok
void use(float *p) { scaled<float><<<1, 1>>>(p); }
template <class T> __global__ void never(T *p) { p[0] = p[0] * p[1]; }  // EXPECT never: NPU7025 = review
