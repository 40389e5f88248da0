// SPDX-License-Identifier: Apache-2.0
// Managed memory: use from both sides, prefetch, advice and their attributes.
#include "show.h"

__managed__ int counter = 3;
__managed__ float table[4] = {1, 2, 3, 4};
__global__ void work(int *p) {
  p[threadIdx.x] *= 2;
  if (threadIdx.x == 0)
    counter += 1, table[2] = 7;
}

static cudaError_t prefetch(const void *p, size_t n, int device) {
#if CUDART_VERSION >= 13000
  cudaMemLocation l{};
  l.type = device < 0 ? cudaMemLocationTypeHost : cudaMemLocationTypeDevice;
  l.id = device < 0 ? 0 : device;
  return cudaMemPrefetchAsync(p, n, l, 0, nullptr);
#else
  return cudaMemPrefetchAsync(p, n, device, nullptr);
#endif
}

static cudaError_t advise(const void *p, size_t n, cudaMemoryAdvise a, int device) {
#if CUDART_VERSION >= 13000
  cudaMemLocation l{};
  l.type = device < 0 ? cudaMemLocationTypeHost : cudaMemLocationTypeDevice;
  l.id = device < 0 ? 0 : device;
  return cudaMemAdvise(p, n, a, l);
#else
  return cudaMemAdvise(p, n, a, device);
#endif
}

static int attribute(const void *p, size_t n, cudaMemRangeAttribute a) {
  int v = 77;
  must(cudaMemRangeGetAttribute(&v, sizeof v, a, p, n));
  return v;
}

int main() {
  int *p = nullptr;
  const size_t bytes = 1 << 16;
  must(cudaMallocManaged(&p, bytes));
  for (int i = 0; i < 32; ++i)
    p[i] = i;
  work<<<1, 32>>>(p);
  must(cudaDeviceSynchronize());
  printf("%d %d counter %d table %g\n", p[1], p[31], counter, table[2]);
  counter = 10;
  work<<<1, 32>>>(p);
  must(cudaDeviceSynchronize());
  printf("%d counter %d\n", p[31], counter);

  printf("read mostly %d\n", attribute(p, bytes, cudaMemRangeAttributeReadMostly));
  printf("preferred none %d\n",
         attribute(p, bytes, cudaMemRangeAttributePreferredLocation) == cudaInvalidDeviceId);
  printf("prefetched none %d\n",
         attribute(p, bytes, cudaMemRangeAttributeLastPrefetchLocation) == cudaInvalidDeviceId);
  int by[2] = {77, 77};
  show("accessed by", cudaMemRangeGetAttribute(by, sizeof by, cudaMemRangeAttributeAccessedBy, p, bytes));
  printf("none %d %d\n", by[0] == cudaInvalidDeviceId, by[1] == cudaInvalidDeviceId);
  show("read mostly", advise(p, bytes, cudaMemAdviseSetReadMostly, 0));
  printf("%d\n", attribute(p, bytes, cudaMemRangeAttributeReadMostly));
  show("read mostly off", advise(p, bytes, cudaMemAdviseUnsetReadMostly, 0));
  printf("%d\n", attribute(p, bytes, cudaMemRangeAttributeReadMostly));
  show("preferred 0", advise(p, bytes, cudaMemAdviseSetPreferredLocation, 0));
  printf("%d\n", attribute(p, bytes, cudaMemRangeAttributePreferredLocation));
  show("preferred host", advise(p, bytes, cudaMemAdviseSetPreferredLocation, cudaCpuDeviceId));
  printf("host %d\n", attribute(p, bytes, cudaMemRangeAttributePreferredLocation) == cudaCpuDeviceId);
  show("preferred off", advise(p, bytes, cudaMemAdviseUnsetPreferredLocation, 0));
  printf("none %d\n", attribute(p, bytes, cudaMemRangeAttributePreferredLocation) == cudaInvalidDeviceId);
  show("accessed by 0", advise(p, bytes, cudaMemAdviseSetAccessedBy, 0));
  must(cudaMemRangeGetAttribute(by, sizeof by, cudaMemRangeAttributeAccessedBy, p, bytes));
  printf("%d, then none %d\n", by[0], by[1] == cudaInvalidDeviceId);
  show("accessed by 0 off", advise(p, bytes, cudaMemAdviseUnsetAccessedBy, 0));
  show("prefetch to 0", prefetch(p, bytes, 0));
  must(cudaDeviceSynchronize());
  printf("%d\n", attribute(p, bytes, cudaMemRangeAttributeLastPrefetchLocation));
  show("prefetch to host", prefetch(p, bytes, cudaCpuDeviceId));
  must(cudaDeviceSynchronize());
  printf("host %d\n", attribute(p, bytes, cudaMemRangeAttributeLastPrefetchLocation) == cudaCpuDeviceId);
  show("prefetch to a missing device", prefetch(p, bytes, 4711));
  show("prefetch of 0 bytes", prefetch(p, 0, 0));
  show("unknown advice", advise(p, bytes, static_cast<cudaMemoryAdvise>(99), 0));
  show("advise 0 bytes", advise(p, 0, cudaMemAdviseSetReadMostly, 0));
  int *d;
  must(cudaMalloc(&d, 4096));
  show("prefetch of device memory", prefetch(d, 4096, 0));
  show("advise device memory", advise(d, 4096, cudaMemAdviseSetReadMostly, 0));
  int v;
  show("attribute of device memory",
       cudaMemRangeGetAttribute(&v, 4, cudaMemRangeAttributeReadMostly, d, 4096));
  show("attribute of wrong size", cudaMemRangeGetAttribute(&v, 3, cudaMemRangeAttributeReadMostly, p, bytes));
  show("attribute of 0 bytes", cudaMemRangeGetAttribute(&v, 4, cudaMemRangeAttributeReadMostly, p, 0));
  show("attribute to null", cudaMemRangeGetAttribute(nullptr, 4, cudaMemRangeAttributeReadMostly, p, bytes));
  show("memset", cudaMemset(p, 0xff, 64));
  must(cudaDeviceSynchronize());
  printf("%d\n", p[0]);
  show("copy", cudaMemcpy(p, table, 16, cudaMemcpyDefault));
  float f;
  memcpy(&f, p + 2, 4);
  printf("%g\n", f);
}
