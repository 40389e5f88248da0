// SPDX-License-Identifier: Apache-2.0
// Page-locked, mapped and registered host memory, and what pointers are known to be.
#include "show.h"

__device__ int variable[4];

static void attributes(const char *what, const void *p) {
  cudaPointerAttributes a{};
  cudaError_t e = cudaPointerGetAttributes(&a, p);
  printf("%s: %d type %d device %d dp %s hp %s\n", what, e, a.type, a.device,
         a.devicePointer == nullptr ? "null"
         : a.devicePointer == p     ? "same"
                                    : "other",
         a.hostPointer == nullptr ? "null"
         : a.hostPointer == p     ? "same"
                                  : "other");
  cudaGetLastError();
}

__global__ void add(int *p) { p[threadIdx.x] += 1; }

int main() {
  int *h = nullptr;
  show("hostAlloc default", cudaHostAlloc(&h, 4096, cudaHostAllocDefault));
  attributes("page-locked", h);
  attributes("page-locked, inner", h + 100);
  unsigned flags = 99;
  show("flags", cudaHostGetFlags(&flags, h));
  int *d = nullptr;
  show("device pointer", cudaHostGetDevicePointer(&d, h, 0));
  printf("same address: %d\n", d == h);
  int *refused = nullptr;
  show("device pointer with flags", cudaHostGetDevicePointer(&refused, h, 1));
  for (int i = 0; i < 4; ++i)
    h[i] = i;
  add<<<1, 4>>>(d);
  must(cudaDeviceSynchronize());
  list("kernel wrote", std::vector<int>(h, h + 4));
  show("freeHost", cudaFreeHost(h));
  show("freeHost again", cudaFreeHost(h));
  show("freeHost null", cudaFreeHost(nullptr));
  show("hostAlloc unknown flag", cudaHostAlloc(&h, 4096, 0x80));
  show("hostAlloc 0", cudaHostAlloc(&h, 0, 0));
  show("hostAlloc null target", cudaHostAlloc(static_cast<int **>(nullptr), 16, 0));
  for (unsigned f : {cudaHostAllocPortable, cudaHostAllocMapped, cudaHostAllocWriteCombined}) {
    show("hostAlloc", cudaHostAlloc(&h, 64, f));
    flags = 0;
    show("flags", cudaHostGetFlags(&flags, h));
    printf("has the flag %u: %d\n", f, (flags & f) != 0);
    show("freeHost", cudaFreeHost(h));
  }
  show("mallocHost", cudaMallocHost(&h, 4096));
  show("free of page-locked", cudaFree(h));
  show("freeHost", cudaFreeHost(h));
  must(cudaMalloc(&d, 4096));
  show("freeHost of device memory", cudaFreeHost(d));
  attributes("device", d);
  attributes("device, inner", d + 10);
  must(cudaFree(d));

  std::vector<int> plain(1 << 16);
  attributes("unregistered", plain.data());
  show("flags of unregistered", cudaHostGetFlags(&flags, plain.data()));
  show("device pointer of unregistered", cudaHostGetDevicePointer(&d, plain.data(), 0));
  show("register", cudaHostRegister(plain.data(), plain.size() * 4, cudaHostRegisterDefault));
  attributes("registered", plain.data());
  show("register again", cudaHostRegister(plain.data(), plain.size() * 4, cudaHostRegisterDefault));
  show("register an inner part", cudaHostRegister(plain.data() + 4096, 4096, cudaHostRegisterDefault));
  show("unregister", cudaHostUnregister(plain.data()));
  show("unregister again", cudaHostUnregister(plain.data()));
  show("register null", cudaHostRegister(nullptr, 64, 0));
  show("register 0 bytes", cudaHostRegister(plain.data(), 0, 0));
  show("register unknown flag", cudaHostRegister(plain.data(), 64, 0x100));
  show("register mapped", cudaHostRegister(plain.data(), plain.size() * 4, cudaHostRegisterMapped));
  show("device pointer", cudaHostGetDevicePointer(&d, plain.data(), 0));
  add<<<1, 4>>>(d);
  must(cudaDeviceSynchronize());
  printf("kernel wrote %d\n", plain[3]);
  show("unregister", cudaHostUnregister(plain.data()));

  int *m = nullptr;
  show("managed", cudaMallocManaged(&m, 4096));
  attributes("managed", m);
  show("managed bad flag", cudaMallocManaged(&h, 64, 77));
  show("managed host", cudaMallocManaged(&h, 64, cudaMemAttachHost));
  must(cudaFree(h));
  show("freeHost of managed", cudaFreeHost(m));
  show("free of managed", cudaFree(m));
  void *v = nullptr;
  must(cudaGetSymbolAddress(&v, variable));
  attributes("device variable", v);
  cudaPointerAttributes a{};
  attributes("null", nullptr);
  show("null result", cudaPointerGetAttributes(nullptr, v));
}
