// SPDX-License-Identifier: Apache-2.0
// Calls that wait for a kernel without saying so.
#include <cuda_runtime.h>
__global__ void k(int *p) { p[0] = 1; }               // EXPECT k: = ok
__global__ void k2(int *p) { p[0] = 1; }              // EXPECT k2: = ok
void launch(int *d) { k<<<1, 1>>>(d); }
void fetch(int *h, int *d) { cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); } // SYNC
#define CHECK(x) do { if (x) return; } while (0)
void bare(int *h, int *d) {
  k<<<1, 1>>>(d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
}
void inMacro(int *h, int *d) {
  k<<<1, 1>>>(d);
  CHECK(cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost)); // SYNC
}
void explicitly(int *h, int *d) {
  k<<<1, 1>>>(d);
  cudaDeviceSynchronize();
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
void before(int *h, int *d) {
  cudaMemcpy(d, h, 4, cudaMemcpyHostToDevice);
  k<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
void throughHelper(int *h, int *d) {
  launch(d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
}
void helperCopies(int *h, int *d) {
  k<<<1, 1>>>(d);
  fetch(h, d);
}
void loop(int *h, int *d) {
  for (int i = 0; i < 4; ++i) {
    cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
    k<<<1, 1>>>(d);
  }
  cudaDeviceSynchronize();
}
void oneBranch(int *h, int *d, bool b) {
  k<<<1, 1>>>(d);
  if (b)
    cudaDeviceSynchronize();
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
}
void bothBranches(int *h, int *d, bool b) {
  k<<<1, 1>>>(d);
  if (b)
    cudaDeviceSynchronize();
  else
    cudaStreamSynchronize(0);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
void asynchronous(int *h, int *d) {
  k2<<<1, 1>>>(d);
  cudaMemcpyAsync(h, d, 4, cudaMemcpyDeviceToHost);
  cudaDeviceSynchronize();
}
void freed(int *d) {
  k2<<<1, 1>>>(d);
  cudaFree(d); // FREE
}
void freedBehindCopy(int *h, int *d) {
  k2<<<1, 1>>>(d);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
  cudaFree(d);
}
void freedWhileNothingRuns(int *h, int *d) {
  cudaMemcpy(d, h, 4, cudaMemcpyHostToDevice);
  cudaFree(d);
}
void otherStream(int *h, int *d, cudaStream_t s, cudaStream_t t) {
  k2<<<1, 1, 0, s>>>(d);
  cudaStreamSynchronize(t);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost); // SYNC
}
void sameStream(int *h, int *d, cudaStream_t s) {
  k2<<<1, 1, 0, s>>>(d);
  cudaStreamSynchronize(s);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
static void inStream(int *d, cudaStream_t s) { k2<<<1, 1, 0, s>>>(d); }
void streamOfHelper(int *h, int *d, cudaStream_t s) {
  inStream(d, s);
  cudaStreamSynchronize(s);
  cudaMemcpy(h, d, 4, cudaMemcpyDeviceToHost);
}
