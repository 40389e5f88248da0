// SPDX-License-Identifier: Apache-2.0
// nvcc: -lcuda
// Virtual memory management: reserve, create, map, access, and the errors in between.
#include "show.h"
#include <cuda.h>

static void tell(const char *what, CUresult r) {
  const char *name = nullptr;
  cuGetErrorName(r, &name);
  const char *tail = name ? strstr(name, "ERROR_") : nullptr;
  printf("%s: %d %s\n", what, r, tail ? tail : r == CUDA_SUCCESS ? "SUCCESS" : "(none)");
}

__global__ void fill(int *p, int n) {
  for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x)
    p[i] = i;
}

int main() {
  must(cudaFree(nullptr));
  CUmemAllocationProp prop{};
  prop.type = CU_MEM_ALLOCATION_TYPE_PINNED;
  prop.location.type = CU_MEM_LOCATION_TYPE_DEVICE;
  prop.location.id = 0;
  size_t g = 0, r = 0;
  tell("granularity", cuMemGetAllocationGranularity(&g, &prop, CU_MEM_ALLOC_GRANULARITY_MINIMUM));
  tell("recommended", cuMemGetAllocationGranularity(&r, &prop, CU_MEM_ALLOC_GRANULARITY_RECOMMENDED));
  printf("powers of two %d %d\n", g && (g & (g - 1)) == 0, r && (r & (r - 1)) == 0);
  CUmemGenericAllocationHandle a, b, got;
  tell("create odd size", cuMemCreate(&a, g + 1, &prop, 0));
  tell("create 0", cuMemCreate(&a, 0, &prop, 0));
  tell("create", cuMemCreate(&a, g, &prop, 0));
  tell("create", cuMemCreate(&b, g, &prop, 0));
  CUmemAllocationProp wrong = prop;
  wrong.location.id = 4711;
  tell("create on a missing device", cuMemCreate(&got, g, &wrong, 0));
  CUdeviceptr p = 0, q = 0;
  tell("reserve", cuMemAddressReserve(&p, 4 * g, 0, 0, 0));
  tell("reserve odd size", cuMemAddressReserve(&q, g + 1, 0, 0, 0));
  tell("reserve 0", cuMemAddressReserve(&q, 0, 0, 0, 0));
  tell("map", cuMemMap(p, g, 0, a, 0));
  tell("map over it", cuMemMap(p, g, 0, b, 0));
  tell("map behind", cuMemMap(p + g, g, 0, b, 0));
  tell("map outside", cuMemMap(p + 4 * g, g, 0, b, 0));
  CUmemAccessDesc access{};
  access.location = prop.location;
  access.flags = CU_MEM_ACCESS_FLAGS_PROT_READWRITE;
  unsigned long long flags = 99;
  tell("set access", cuMemSetAccess(p, 2 * g, &access, 1));
  tell("set access of an unmapped part", cuMemSetAccess(p + 2 * g, g, &access, 1));
  CUmemLocation where = prop.location;
  tell("get access", cuMemGetAccess(&flags, &where, p));
  printf("%llu\n", flags);
  int n = static_cast<int>(2 * g / 4);
  fill<<<32, 128>>>(reinterpret_cast<int *>(p), n);
  std::vector<int> h(n);
  tell("copy over both", cuMemcpyDtoH(h.data(), p, 2 * g));
  printf("%d %d\n", h[n / 2] == n / 2, h[n - 1] == n - 1);
  tell("release, mapped", cuMemRelease(a)); // lives on while mapped
  tell("free, mapped", cuMemAddressFree(p, 4 * g));
  tell("unmap", cuMemUnmap(p, 2 * g));
  // The same memory at another place keeps its contents.
  tell("map elsewhere", cuMemMap(p + 2 * g, g, 0, b, 0));
  tell("set access", cuMemSetAccess(p + 2 * g, g, &access, 1));
  tell("copy", cuMemcpyDtoH(h.data(), p + 2 * g, g));
  printf("%d\n", h[0] == n / 2);
  // And two addresses of one memory.
  tell("map twice", cuMemMap(p, g, 0, b, 0));
  tell("set access", cuMemSetAccess(p, g, &access, 1));
  tell("write", cuMemsetD32(p, 77, 4));
  tell("read", cuMemcpyDtoH(h.data(), p + 2 * g, 16));
  printf("%d\n", h[0]);
  tell("unmap", cuMemUnmap(p, g));
  tell("unmap", cuMemUnmap(p + 2 * g, g));
  tell("release", cuMemRelease(b));
  tell("free", cuMemAddressFree(p, 4 * g));
  tell("free again", cuMemAddressFree(p, 4 * g));
  tell("release nothing", cuMemRelease(0));
}
