// SPDX-License-Identifier: Apache-2.0
// Streams that do not wait for the default stream: a copy does not wait for them, freeing memory does.
#include <cuda_runtime.h>
#include <vector>
__global__ void alone(int *p) { p[0] = 1; }           // EXPECT alone: = ok
void run(int *h, int *d) {
  cudaStream_t s;
  cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
  alone<<<1, 1, 0, s>>>(d);
  alone<<<1, 1>>>(d);
  cudaStreamSynchronize(0);
  cudaMemcpy(h, h, 4, cudaMemcpyHostToDevice);
  cudaFree(d); // FREE
}
__global__ void inVector(int *p) { p[0] = 1; }        // EXPECT inVector: = ok
void many(int *d) {
  std::vector<cudaStream_t> all(4);
  for (cudaStream_t &s : all)
    cudaStreamCreateWithFlags(&s, cudaStreamNonBlocking);
  for (int i = 0; i < 4; ++i)
    inVector<<<1, 1, 0, all[i]>>>(d);
  inVector<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
struct Worker {
  cudaStream_t stream;
  Worker() { cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking); }
  void work(int *d);
};
__global__ void inMember(int *p) { p[0] = 1; }        // EXPECT inMember: = ok
void Worker::work(int *d) {
  inMember<<<1, 1, 0, stream>>>(d);
  inMember<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
// One that another place makes a blocking one counts as such.
cudaStream_t either;
__global__ void inEither(int *p) { p[0] = 1; }        // EXPECT inEither: NPU7015 = review
void make(bool b) {
  if (b)
    cudaStreamCreate(&either);
  else
    cudaStreamCreateWithFlags(&either, cudaStreamNonBlocking);
}
void useEither(int *d) {
  inEither<<<1, 1, 0, either>>>(d);
  inEither<<<1, 1>>>(d);
  cudaDeviceSynchronize();
}
