// SPDX-License-Identifier: Apache-2.0
// Allocation and release: sizes, double frees, foreign pointers, last errors.
#include "show.h"

int main() {
  void *p = reinterpret_cast<void *>(0x1234);
  show("malloc 0", cudaMalloc(&p, 0));
  printf("pointer after malloc 0 is null: %d\n", p == nullptr);
  show("malloc null target", cudaMalloc(static_cast<void **>(nullptr), 16));
  p = reinterpret_cast<void *>(0x1234);
  show("malloc huge", cudaMalloc(&p, size_t(1) << 60));
  show("malloc 1", cudaMalloc(&p, 1));
  printf("aligned to 256: %d\n", reinterpret_cast<uintptr_t>(p) % 256 == 0);
  show("free", cudaFree(p));
  show("free again", cudaFree(p));
  show("free null", cudaFree(nullptr));
  int local = 0;
  show("free of host stack", cudaFree(&local));
  must(cudaMalloc(&p, 1024));
  show("free of an inner pointer", cudaFree(static_cast<char *>(p) + 512));
  show("free of the outer pointer", cudaFree(p));

  // The last error stays until it is read; peeking leaves it.
  cudaMalloc(&p, size_t(1) << 60);
  for (int i = 0; i < 2; ++i)
    printf("peek %d\n", cudaPeekAtLastError());
  for (int i = 0; i < 2; ++i)
    printf("get %d\n", cudaGetLastError());
  cudaMalloc(&p, size_t(1) << 60);
  cudaFree(nullptr); // success does not clear it
  printf("after success: %d\n", cudaGetLastError());

  char *d;
  must(cudaMalloc(&d, 256));
  show("memset", cudaMemset(d, 1, 256));
  show("memset 0 bytes of null", cudaMemset(nullptr, 1, 0));
  show("memset null", cudaMemset(nullptr, 1, 16));
  std::vector<char> h(1 << 20);
  show("copy to null", cudaMemcpy(nullptr, h.data(), 16, cudaMemcpyHostToDevice));
  show("copy from null", cudaMemcpy(d, nullptr, 16, cudaMemcpyHostToDevice));
  show("copy 0 bytes from null", cudaMemcpy(d, nullptr, 0, cudaMemcpyHostToDevice));
  show("copy of unknown kind", cudaMemcpy(d, h.data(), 16, static_cast<cudaMemcpyKind>(17)));
  show("copy of negative kind", cudaMemcpy(d, h.data(), 16, static_cast<cudaMemcpyKind>(-1)));
  show("default up", cudaMemcpy(d, h.data(), 256, cudaMemcpyDefault));
  show("default down", cudaMemcpy(h.data(), d, 256, cudaMemcpyDefault));
  show("default host to host", cudaMemcpy(h.data() + 512, h.data(), 256, cudaMemcpyDefault));
  show("host to host", cudaMemcpy(h.data() + 512, h.data(), 256, cudaMemcpyHostToHost));
  show("device to device, same place", cudaMemcpy(d, d, 256, cudaMemcpyDeviceToDevice));
  show("free", cudaFree(d));
  show("copy to freed memory", cudaMemcpy(d, h.data(), 16, cudaMemcpyHostToDevice));
  show("memset of freed memory", cudaMemset(d, 0, 16));

  size_t free1 = 0, total = 0;
  show("info", cudaMemGetInfo(&free1, &total));
  printf("free <= total: %d\n", free1 > 0 && free1 <= total);
  must(cudaMalloc(&d, 256));
  show("beyond the end, up", cudaMemcpy(d, h.data(), h.size(), cudaMemcpyHostToDevice));
  show("beyond the end, down", cudaMemcpy(h.data(), d, h.size(), cudaMemcpyDeviceToHost));
}
