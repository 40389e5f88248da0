// SPDX-License-Identifier: Apache-2.0
// Device management: wrong ordinals, limits, flags, attributes with fixed values, peers with itself, IPC
// handles.
#include "show.h"

int main() {
  int n = 0, d = -1, v = 0;
  show("count", cudaGetDeviceCount(&n));
  printf("at least one %d\n", n >= 1);
  show("count to null", cudaGetDeviceCount(nullptr));
  show("current", cudaGetDevice(&d));
  printf("%d\n", d);
  show("set 0", cudaSetDevice(0));
  show("set -1", cudaSetDevice(-1));
  show("set count", cudaSetDevice(n));
  show("set 4711", cudaSetDevice(4711));
  show("current", cudaGetDevice(&d));
  printf("%d\n", d);
  cudaDeviceProp p{};
  show("properties", cudaGetDeviceProperties(&p, 0));
  printf("warp %d block %d dims %d %d %d grid %d %d %d shared %zu const %zu\n", p.warpSize,
         p.maxThreadsPerBlock, p.maxThreadsDim[0], p.maxThreadsDim[1], p.maxThreadsDim[2], p.maxGridSize[0],
         p.maxGridSize[1], p.maxGridSize[2], p.sharedMemPerBlock, p.totalConstMem);
  printf("managed %d unified %d cooperative %d map %d\n", p.managedMemory, p.unifiedAddressing,
         p.cooperativeLaunch, p.canMapHostMemory);
  show("properties of -1", cudaGetDeviceProperties(&p, -1));
  show("properties to null", cudaGetDeviceProperties(nullptr, 0));
  for (auto a : {cudaDevAttrMaxThreadsPerBlock,
                 cudaDevAttrMaxBlockDimX,
                 cudaDevAttrMaxBlockDimY,
                 cudaDevAttrMaxBlockDimZ,
                 cudaDevAttrMaxGridDimX,
                 cudaDevAttrMaxGridDimY,
                 cudaDevAttrMaxGridDimZ,
                 cudaDevAttrMaxSharedMemoryPerBlock,
                 cudaDevAttrTotalConstantMemory,
                 cudaDevAttrWarpSize,
                 cudaDevAttrMaxPitch,
                 cudaDevAttrCanMapHostMemory,
                 cudaDevAttrConcurrentKernels,
                 cudaDevAttrUnifiedAddressing,
                 cudaDevAttrMaxTexture1DWidth,
                 cudaDevAttrMaxTexture2DWidth,
                 cudaDevAttrMaxTexture2DHeight,
                 cudaDevAttrMaxTexture3DWidth,
                 cudaDevAttrMaxThreadsPerMultiProcessor,
                 cudaDevAttrManagedMemory,
                 cudaDevAttrCooperativeLaunch,
                 cudaDevAttrMaxRegistersPerBlock,
                 cudaDevAttrStreamPrioritiesSupported,
                 cudaDevAttrConcurrentManagedAccess,
                 cudaDevAttrMemoryPoolsSupported,
                 cudaDevAttrMaxBlocksPerMultiprocessor,
                 cudaDevAttrComputePreemptionSupported,
                 cudaDevAttrIsMultiGpuBoard}) {
    v = -1;
    cudaError_t e = cudaDeviceGetAttribute(&v, a, 0);
    printf("attribute %d: %d %d\n", a, e, v);
  }
  show("attribute 0", cudaDeviceGetAttribute(&v, static_cast<cudaDeviceAttr>(0), 0));
  show("attribute 9999", cudaDeviceGetAttribute(&v, static_cast<cudaDeviceAttr>(9999), 0));
  show("attribute of device 4711", cudaDeviceGetAttribute(&v, cudaDevAttrWarpSize, 4711));
  show("attribute to null", cudaDeviceGetAttribute(nullptr, cudaDevAttrWarpSize, 0));
  size_t s = 0;
  show("stack limit", cudaDeviceGetLimit(&s, cudaLimitStackSize));
  show("set stack limit", cudaDeviceSetLimit(cudaLimitStackSize, 8192));
  show("stack limit", cudaDeviceGetLimit(&s, cudaLimitStackSize));
  printf("at least %d\n", s >= 8192);
  show("heap", cudaDeviceGetLimit(&s, cudaLimitMallocHeapSize));
  printf("%zu\n", s);
  show("set heap", cudaDeviceSetLimit(cudaLimitMallocHeapSize, 64 << 20));
  cudaDeviceGetLimit(&s, cudaLimitMallocHeapSize);
  printf("at least %d\n", s >= (64 << 20));
  show("printf", cudaDeviceGetLimit(&s, cudaLimitPrintfFifoSize));
  printf("some %d\n", s >= 1 << 20);
  show("unknown limit", cudaDeviceGetLimit(&s, static_cast<cudaLimit>(99)));
  show("set unknown limit", cudaDeviceSetLimit(static_cast<cudaLimit>(99), 1));
  show("limit to null", cudaDeviceGetLimit(nullptr, cudaLimitStackSize));
  unsigned flags = 99;
  show("flags", cudaGetDeviceFlags(&flags));
  show("set flags", cudaSetDeviceFlags(cudaDeviceScheduleBlockingSync));
  show("flags", cudaGetDeviceFlags(&flags));
  printf("blocking %d\n", (flags & cudaDeviceScheduleMask) == cudaDeviceScheduleBlockingSync);
  show("set unknown flags", cudaSetDeviceFlags(0x4000));
  show("can access itself", cudaDeviceCanAccessPeer(&v, 0, 0));
  printf("%d\n", v);
  show("can access a missing one", cudaDeviceCanAccessPeer(&v, 0, 4711));
  show("enable itself", cudaDeviceEnablePeerAccess(0, 0));
  show("enable a missing one", cudaDeviceEnablePeerAccess(4711, 0));
  show("disable what is not enabled", cudaDeviceDisablePeerAccess(0));
  show("peer attribute", cudaDeviceGetP2PAttribute(&v, cudaDevP2PAttrAccessSupported, 0, 0));
  char bus[32] = {};
  show("bus id", cudaDeviceGetPCIBusId(bus, sizeof bus, 0));
  int colons = 0;
  for (char c : bus)
    colons += c == ':';
  printf("colons %d\n", colons);
  show("bus id, too short", cudaDeviceGetPCIBusId(bus, 4, 0));
  char bus2[32] = {};
  must(cudaDeviceGetPCIBusId(bus2, sizeof bus2, 0));
  show("by bus id", cudaDeviceGetByPCIBusId(&d, bus2));
  printf("%d\n", d);
  show("by nonsense", cudaDeviceGetByPCIBusId(&d, "nonsense"));
  cudaDeviceProp want{};
  want.major = 1;
  show("choose", cudaChooseDevice(&d, &want));
  printf("in range %d\n", d >= 0 && d < n);
  int version = 0;
  show("driver version", cudaDriverGetVersion(&version));
  printf("at least 12000 %d\n", version >= 12000);
  show("runtime version to null", cudaRuntimeGetVersion(nullptr));
  cudaFuncCache cache;
  show("cache", cudaDeviceGetCacheConfig(&cache));
  show("set cache", cudaDeviceSetCacheConfig(cudaFuncCachePreferL1));
  int order[2] = {0, 0};
  show("valid devices, twice the same", cudaSetValidDevices(order, 2));
  show("synchronize", cudaDeviceSynchronize());
  void *m;
  must(cudaMalloc(&m, 1 << 21));
  show("close of what was not opened", cudaIpcCloseMemHandle(m));
  show("reset", cudaDeviceReset());
  show("use of freed memory", cudaMemset(m, 0, 4));
  show("malloc", cudaMalloc(&m, 16));
}
