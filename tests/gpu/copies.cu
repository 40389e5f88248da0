// SPDX-License-Identifier: Apache-2.0
// Copies and sets in streams: order, what an asynchronous copy of pageable memory promises, peer copies on
// one device, sets of all widths.
#include "show.h"

__global__ void add(int *p, int n, int v) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    p[i] += v;
}

int main() {
  const int n = 1 << 18;
  cudaStream_t s;
  must(cudaStreamCreate(&s));
  Buffer<int> a(n), b(n);
  std::vector<int> h(n, 5), r(n);
  show("pageable up", cudaMemcpyAsync(a.device, h.data(), n * 4, cudaMemcpyHostToDevice, s));
  add<<<64, 128, 0, s>>>(a.device, n, 3);
  show("within the device", cudaMemcpyAsync(b.device, a.device, n * 4, cudaMemcpyDeviceToDevice, s));
  add<<<64, 128, 0, s>>>(b.device, n, 1);
  show("pageable down", cudaMemcpyAsync(r.data(), b.device, n * 4, cudaMemcpyDeviceToHost, s));
  must(cudaStreamSynchronize(s));
  printf("%d %d\n", r[0], r[n - 1]);
  // The host's memory may change as soon as a small pageable copy returns.
  int small = 1;
  must(cudaMemcpyAsync(a.device, &small, 4, cudaMemcpyHostToDevice, s));
  small = 2;
  must(cudaMemcpyAsync(a.device + 1, &small, 4, cudaMemcpyHostToDevice, s));
  must(cudaStreamSynchronize(s));
  must(cudaMemcpy(r.data(), a.device, 8, cudaMemcpyDeviceToHost));
  printf("%d %d\n", r[0], r[1]);
  show("peer, same device", cudaMemcpyPeer(b.device, 0, a.device, 0, 64));
  show("peer, missing device", cudaMemcpyPeer(b.device, 4711, a.device, 0, 64));
  show("peer, asynchronous", cudaMemcpyPeerAsync(b.device, 0, a.device, 0, 64, s));
  show("set asynchronous", cudaMemsetAsync(a.device, 0x7f, 16, s));
  show("set 2-D asynchronous", cudaMemset2DAsync(a.device + 16, 32, 1, 8, 4, s));
  must(cudaStreamSynchronize(s));
  must(cudaMemcpy(r.data(), a.device, 256, cudaMemcpyDeviceToHost));
  list("sets", std::vector<int>(r.begin(), r.begin() + 48));
  show("set negative", cudaMemset(a.device, -1, 4));
  show("set 0x1ff", cudaMemset(a.device + 1, 0x1ff, 4));
  must(cudaMemcpy(r.data(), a.device, 8, cudaMemcpyDeviceToHost));
  printf("%x %x\n", r[0], r[1]);
  int *pinned;
  must(cudaMallocHost(&pinned, n * 4));
  for (int i = 0; i < n; ++i)
    pinned[i] = i;
  for (int k = 0; k < 4; ++k) {
    must(cudaMemcpyAsync(a.device, pinned, n * 4, cudaMemcpyHostToDevice, s));
    add<<<64, 128, 0, s>>>(a.device, n, 1);
    must(cudaMemcpyAsync(pinned, a.device, n * 4, cudaMemcpyDeviceToHost, s));
  }
  must(cudaStreamSynchronize(s));
  printf("%d %d\n", pinned[0], pinned[n - 1]);
  show("to a destroyed stream's successor", cudaStreamDestroy(s));
}
