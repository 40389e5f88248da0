// SPDX-License-Identifier: Apache-2.0
// nvcc: -lcuda
// The driver API: initialisation, devices, contexts, memory, streams, events, errors.
#include "show.h"
#include <cuda.h>

static void tell(const char *what, CUresult r) {
  const char *name = nullptr;
  cuGetErrorName(r, &name);
  const char *tail = name ? strstr(name, "ERROR_") : nullptr;
  printf("%s: %d %s\n", what, r, tail ? tail : r == CUDA_SUCCESS ? "SUCCESS" : "(none)");
}

int main() {
  CUdevice dev;
  tell("init with flags", cuInit(1));
  tell("init", cuInit(0));
  tell("init again", cuInit(0));
  for (int i = 0; i < 1000; ++i) {
    if (i == 36 || i == 46 || (i >= 223 && i <= 226) || i == 402 || i == 721 || (i >= 805 && i <= 812) ||
        i >= 911)
      continue; // of releases after 10
    const char *name = nullptr, *text = nullptr;
    CUresult r = static_cast<CUresult>(i);
    if (cuGetErrorName(r, &name) == CUDA_SUCCESS && cuGetErrorString(r, &text) == CUDA_SUCCESS) {
      const char *tail = strstr(name, "ERROR_");
      printf("%d %s: %s\n", i, tail ? tail : "SUCCESS", text);
    }
  }
  const char *text = "x";
  tell("text of an unknown error", cuGetErrorString(static_cast<CUresult>(123456), &text));
  printf("null %d\n", text == nullptr);
  tell("device 0", cuDeviceGet(&dev, 0));
  tell("device -1", cuDeviceGet(&dev, -1));
  tell("device 4711", cuDeviceGet(&dev, 4711));
  tell("device to null", cuDeviceGet(nullptr, 0));
  int n = 0;
  tell("count", cuDeviceGetCount(&n));
  char name[8] = "zzzzzzz";
  tell("short name", cuDeviceGetName(name, 4, 0));
  printf("ends %d\n", name[3] == 0);
  size_t total = 0;
  tell("total", cuDeviceTotalMem(&total, 0));
  int v = 0;
  tell("attribute", cuDeviceGetAttribute(&v, CU_DEVICE_ATTRIBUTE_WARP_SIZE, 0));
  printf("%d\n", v);
  tell("unknown attribute", cuDeviceGetAttribute(&v, static_cast<CUdevice_attribute>(9999), 0));

  // A primary context is current without being asked for here, so what happens without one is left out.
  CUcontext primary = nullptr, got = nullptr;
  CUdeviceptr p = 0;
  unsigned flags = 0;
  int active = 7;
  tell("retain", cuDevicePrimaryCtxRetain(&primary, 0));
  tell("primary state", cuDevicePrimaryCtxGetState(0, &flags, &active));
  printf("active %d\n", active);
  tell("set current", cuCtxSetCurrent(primary));
  tell("current", cuCtxGetCurrent(&got));
  printf("same %d\n", got == primary);
  tell("push", cuCtxPushCurrent(primary));
  tell("pop", cuCtxPopCurrent(&got));
  printf("same %d\n", got == primary);
  tell("pop", cuCtxPopCurrent(&got));
  tell("pop beyond", cuCtxPopCurrent(&got));
  tell("push", cuCtxPushCurrent(primary));
  tell("device", cuCtxGetDevice(&dev));
  printf("%d\n", dev);
  unsigned version = 0;
  tell("api version", cuCtxGetApiVersion(primary, &version));
  int least = 0, greatest = 0;
  tell("priorities", cuCtxGetStreamPriorityRange(&least, &greatest));
  tell("limit", cuCtxSetLimit(CU_LIMIT_STACK_SIZE, 4096));
  size_t limit = 0;
  tell("limit", cuCtxGetLimit(&limit, CU_LIMIT_STACK_SIZE));
  printf("at least %d\n", limit >= 4096);
  tell("unknown limit", cuCtxGetLimit(&limit, static_cast<CUlimit>(77)));

  tell("malloc", cuMemAlloc(&p, 4096));
  tell("malloc 0", cuMemAlloc(&p, 0));
  tell("malloc null", cuMemAlloc(nullptr, 16));
  tell("malloc huge", cuMemAlloc(&p, size_t(1) << 60));
  tell("malloc", cuMemAlloc(&p, 4096));
  CUdeviceptr base = 0;
  size_t size = 0;
  tell("range", cuMemGetAddressRange(&base, &size, p + 100));
  printf("base %d size %zu\n", base == p, size);
  tell("range of nothing", cuMemGetAddressRange(&base, &size, 12345));
  tell("set d8", cuMemsetD8(p, 0x5a, 16));
  tell("set d16", cuMemsetD16(p + 16, 0x1234, 8));
  tell("set d32", cuMemsetD32(p + 32, 0xdeadbeef, 4));
  tell("set d16, odd address", cuMemsetD16(p + 1, 0, 4));
  tell("set d32, odd address", cuMemsetD32(p + 2, 0, 4));
  tell("set d2d32", cuMemsetD2D32(p + 256, 64, 7, 3, 2));
  std::vector<unsigned> h(96);
  tell("down", cuMemcpyDtoH(h.data(), p, 384));
  printf("%08x %08x %08x %u %u\n", h[0], h[4], h[8], h[64], h[80]);
  h[0] = 1;
  tell("up", cuMemcpyHtoD(p, h.data(), 4));
  tell("d to d", cuMemcpyDtoD(p + 4, p, 4));
  tell("any", cuMemcpy(p + 8, p, 4));
  tell("down", cuMemcpyDtoH(h.data(), p, 12));
  printf("%u %u %u\n", h[0], h[1], h[2]);
  tell("free", cuMemFree(p));
  tell("free again", cuMemFree(p));
  tell("free 0", cuMemFree(0));
  void *host = nullptr;
  tell("host", cuMemHostAlloc(&host, 64, CU_MEMHOSTALLOC_DEVICEMAP));
  tell("device pointer", cuMemHostGetDevicePointer(&p, host, 0));
  tell("flags", cuMemHostGetFlags(&flags, host));
  printf("mapped %d\n", (flags & CU_MEMHOSTALLOC_DEVICEMAP) != 0);
  unsigned type = 0;
  tell("type", cuPointerGetAttribute(&type, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, p));
  printf("%u\n", type);
  tell("type of nothing", cuPointerGetAttribute(&type, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, 12345));
  tell("free host", cuMemFreeHost(host));
  tell("free host again", cuMemFreeHost(host));
  tell("pitch of 3", cuMemAllocPitch(&p, &size, 100, 4, 3));
  tell("pitch of 4", cuMemAllocPitch(&p, &size, 100, 4, 4));
  cuMemFree(p);
  tell("managed", cuMemAllocManaged(&p, 64, CU_MEM_ATTACH_GLOBAL));
  cuMemFree(p);
  tell("managed, no flag", cuMemAllocManaged(&p, 64, 0));

  CUstream s;
  tell("stream", cuStreamCreate(&s, CU_STREAM_NON_BLOCKING));
  tell("stream, bad flags", cuStreamCreate(&s, 99));
  tell("query", cuStreamQuery(s));
  CUevent e, f;
  tell("event", cuEventCreate(&e, CU_EVENT_DEFAULT));
  cuEventCreate(&f, CU_EVENT_DEFAULT);
  float ms = 0;
  tell("elapsed, unrecorded", cuEventElapsedTime(&ms, e, f));
  tell("record", cuEventRecord(e, s));
  tell("wait", cuStreamWaitEvent(s, e, 0));
  tell("synchronize", cuEventSynchronize(e));
  tell("query", cuEventQuery(e));
  tell("destroy", cuEventDestroy(e));
  tell("destroy", cuStreamDestroy(s));
  CUmodule m;
  tell("no such module", cuModuleLoad(&m, "/nonexistent/file.cubin"));
  tell("null module", cuModuleLoad(&m, nullptr));
  CUfunction function;
  tell("function of null", cuModuleGetFunction(&function, nullptr, "f"));
  tell("launch null", cuLaunchKernel(nullptr, 1, 1, 1, 1, 1, 1, 0, nullptr, nullptr, nullptr));
  tell("release", cuDevicePrimaryCtxRelease(0));
  tell("release again", cuDevicePrimaryCtxRelease(0));
}
