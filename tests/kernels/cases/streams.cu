// SPDX-License-Identifier: Apache-2.0
// The default stream beside streams that wait for it: only work that nothing else puts in order is told.
#include <cuda_runtime.h>
__global__ void inStream(int *p) { p[0] = 1; }        // EXPECT inStream: = ok
__global__ void inStream2(int *p) { p[0] = 1; }       // EXPECT inStream2: = ok
__global__ void inDefault(int *p) { p[0] = 1; }       // EXPECT inDefault: NPU7015 = review
__global__ void inNull(int *p) { p[0] = 1; }          // EXPECT inNull: NPU7015 = review
void afterStream(int *d) {
  cudaStream_t s;
  cudaStreamCreate(&s);
  inStream<<<1, 1, 0, s>>>(d);
  inDefault<<<1, 1>>>(d);
  inNull<<<1, 1, 0, 0>>>(d);
  cudaDeviceSynchronize();
}
__global__ void before(int *p) { p[0] = 1; }          // EXPECT before: NPU7015 = review
void beforeStream(int *d, cudaStream_t s) {
  before<<<1, 1>>>(d);
  inStream<<<1, 1, 0, s>>>(d);
  cudaDeviceSynchronize();
}
__global__ void synchronised(int *p) { p[0] = 1; }    // EXPECT synchronised: = ok
void withDevice(int *d) {
  cudaDeviceSynchronize();
  synchronised<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  cudaStream_t s;
  cudaStreamCreate(&s);
  inStream<<<1, 1, 0, s>>>(d);
  cudaStreamSynchronize(s);
  synchronised<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
__global__ void wrongStream(int *p) { p[0] = 1; }     // EXPECT wrongStream: NPU7015 = review
void withAnother(int *d) {
  cudaStream_t s, t;
  cudaStreamCreate(&s);
  cudaStreamCreate(&t);
  inStream<<<1, 1, 0, s>>>(d);
  cudaStreamSynchronize(t);
  wrongStream<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
__global__ void oneOfArray(int *p) { p[0] = 1; }      // EXPECT oneOfArray: NPU7015 = review
__global__ void allOfArray(int *p) { p[0] = 1; }      // EXPECT allOfArray: = ok
void array(int *d) {
  cudaStream_t s[4];
  for (int i = 0; i < 4; ++i)
    cudaStreamCreate(&s[i]);
  cudaDeviceSynchronize();
  for (int i = 0; i < 4; ++i)
    inStream<<<1, 1, 0, s[i]>>>(d);
  for (int i = 0; i < 4; ++i)
    cudaStreamSynchronize(s[i]);
  allOfArray<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  inStream<<<1, 1, 0, s[0]>>>(d);
  inStream<<<1, 1, 0, s[1]>>>(d);
  cudaStreamSynchronize(s[0]);
  oneOfArray<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
__global__ void copiedBehind(int *p) { p[0] = 1; }    // EXPECT copiedBehind: = ok
void copyWaits(int *h, int *d, cudaStream_t s) {
  cudaDeviceSynchronize();
  inStream2<<<1, 1, 0, s>>>(d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
  copiedBehind<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
__global__ void behindCopy(int *p) { p[0] = 1; }      // EXPECT behindCopy: NPU7015 = review
void copyInStream(int *h, int *d, cudaStream_t s) {
  cudaMemcpyAsync(d, h, 4, cudaMemcpyHostToDevice, s);
  behindCopy<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
__global__ void inCallee(int *p) { p[0] = 1; }        // EXPECT inCallee: NPU7015 = review
static void callee(int *d) { inCallee<<<1, 1>>>(d); }
void caller(int *d, cudaStream_t s) {
  inStream<<<1, 1, 0, s>>>(d);
  callee(d);
  cudaDeviceSynchronize();
}
__global__ void nullHandle(int *p) { p[0] = 1; }      // EXPECT nullHandle: = ok
__global__ void nullArgument(int *p) { p[0] = 1; }    // EXPECT nullArgument: = ok
static void launch(int *d, cudaStream_t s = 0) { nullArgument<<<1, 1, 0, s>>>(d); }
void onlyDefault(int *d) {
  cudaDeviceSynchronize();
  cudaStream_t s = 0;
  nullHandle<<<1, 1, 0, s>>>(d);
  launch(d);
  nullHandle<<<1, 1>>>(d);
  launch(d, nullptr);
  cudaDeviceSynchronize();
}
__global__ void inLoop(int *p) { p[0] = 1; }          // EXPECT inLoop: NPU7015 = review
void loop(int *d, cudaStream_t s) {
  cudaDeviceSynchronize();
  for (int i = 0; i < 4; ++i) {
    inLoop<<<1, 1>>>(d);
    cudaStreamSynchronize(0);
    inStream<<<1, 1, 0, s>>>(d);
  }
  cudaDeviceSynchronize();
}
__global__ void inOneBranch(int *p) { p[0] = 1; }     // EXPECT inOneBranch: NPU7015 = review
void branch(int *d, cudaStream_t s, bool b) {
  cudaDeviceSynchronize();
  inStream<<<1, 1, 0, s>>>(d);
  if (b)
    cudaDeviceSynchronize();
  inOneBranch<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
