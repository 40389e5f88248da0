// SPDX-License-Identifier: Apache-2.0
// nvcc: -lcuda
// The driver API: functions of the program itself, launches with both forms of parameters, attributes,
// occupancy, arrays, texture objects, 2-D copies, host functions.
#include "show.h"
#include <cuda.h>

static void tell(const char *what, CUresult r) {
  const char *name = nullptr;
  cuGetErrorName(r, &name);
  const char *tail = name ? strstr(name, "ERROR_") : nullptr;
  printf("%s: %d %s\n", what, r, tail ? tail : r == CUDA_SUCCESS ? "SUCCESS" : "(none)");
}

__global__ void combine(int *p, char c, double d, short s) {
  p[threadIdx.x] = static_cast<int>(threadIdx.x) + c + static_cast<int>(d) + s;
}
__global__ void __launch_bounds__(64) shared(int *p) {
  extern __shared__ int s[];
  s[threadIdx.x] = static_cast<int>(threadIdx.x);
  __syncthreads();
  p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x];
}
__global__ void fetch(cudaTextureObject_t t, float *out) {
  out[threadIdx.x] = tex2D<float>(t, threadIdx.x + 0.5f, 1.5f);
}

static void CUDA_CB host(void *p) { *static_cast<int *>(p) = 5; }

int main() {
  must(cudaFree(nullptr));
  cudaFunction_t f = nullptr, g = nullptr;
  show("function", cudaGetFuncBySymbol(&f, reinterpret_cast<const void *>(combine)));
  show("function", cudaGetFuncBySymbol(&g, reinterpret_cast<const void *>(shared)));
  Buffer<int> out(64);
  int *p = out;
  char c = 1;
  double d = 20.5;
  short s = 300;
  void *args[] = {&p, &c, &d, &s};
  tell("launch", cuLaunchKernel(f, 1, 1, 1, 4, 1, 1, 0, nullptr, args, nullptr));
  tell("synchronize", cuCtxSynchronize());
  auto v = out.host();
  list("out", std::vector<int>(v.begin(), v.begin() + 4));
  struct {
    int *p;
    char c;
    double d;
    short s;
  } packed{p, 2, 30.5, 400};
  size_t size = 26; // without the padding at the end
  void *extra[] = {CU_LAUNCH_PARAM_BUFFER_POINTER, &packed, CU_LAUNCH_PARAM_BUFFER_SIZE, &size,
                   CU_LAUNCH_PARAM_END};
  tell("launch, packed", cuLaunchKernel(f, 1, 1, 1, 4, 1, 1, 0, nullptr, nullptr, extra));
  tell("synchronize", cuCtxSynchronize());
  v = out.host();
  list("out", std::vector<int>(v.begin(), v.begin() + 4));
  tell("both forms", cuLaunchKernel(f, 1, 1, 1, 4, 1, 1, 0, nullptr, args, extra));
  tell("block of 0", cuLaunchKernel(f, 1, 1, 1, 0, 1, 1, 0, nullptr, args, nullptr));
  tell("grid of 0", cuLaunchKernel(f, 0, 1, 1, 1, 1, 1, 0, nullptr, args, nullptr));
  tell("block of 1025", cuLaunchKernel(f, 1, 1, 1, 1025, 1, 1, 0, nullptr, args, nullptr));
  tell("too much shared memory", cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 1 << 20, nullptr, args, nullptr));
  tell("shared", cuLaunchKernel(g, 1, 1, 1, 8, 1, 1, 32, nullptr, args, nullptr));
  tell("synchronize", cuCtxSynchronize());
  v = out.host();
  list("out", std::vector<int>(v.begin(), v.begin() + 8));
  int a = 0;
  tell("shared size", cuFuncGetAttribute(&a, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES, g));
  printf("%d\n", a);
  tell("set dynamic", cuFuncSetAttribute(g, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, 65536));
  tell("dynamic", cuFuncGetAttribute(&a, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, g));
  printf("%d\n", a);
  tell("set what is read-only", cuFuncSetAttribute(g, CU_FUNC_ATTRIBUTE_SHARED_SIZE_BYTES, 1));
  tell("unknown attribute", cuFuncGetAttribute(&a, static_cast<CUfunction_attribute>(99), g));
  int blocks = 0;
  tell("occupancy", cuOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, f, 1024, 0));
  printf("%d\n", blocks);
  int grid = 0, block = 0;
  tell("potential", cuOccupancyMaxPotentialBlockSize(&grid, &block, f, nullptr, 0, 0));
  printf("block %d\n", block);
  int called = 0;
  tell("host function", cuLaunchHostFunc(nullptr, host, &called));
  tell("synchronize", cuCtxSynchronize());
  printf("%d\n", called);

  CUDA_ARRAY_DESCRIPTOR ad{};
  ad.Width = 8, ad.Height = 4, ad.Format = CU_AD_FORMAT_FLOAT, ad.NumChannels = 1;
  CUarray array = nullptr;
  tell("array", cuArrayCreate(&array, &ad));
  CUDA_ARRAY_DESCRIPTOR got{};
  tell("array's description", cuArrayGetDescriptor(&got, array));
  printf("%zu %zu %d %u\n", got.Width, got.Height, got.Format, got.NumChannels);
  ad.NumChannels = 3;
  CUarray wrong = nullptr;
  tell("three channels", cuArrayCreate(&wrong, &ad));
  ad.NumChannels = 1, ad.Width = 0;
  tell("no width", cuArrayCreate(&wrong, &ad));
  std::vector<float> h(32);
  for (int i = 0; i < 32; ++i)
    h[i] = i * 1.5f;
  CUDA_MEMCPY2D m{};
  m.srcMemoryType = CU_MEMORYTYPE_HOST;
  m.srcHost = h.data();
  m.srcPitch = 32;
  m.dstMemoryType = CU_MEMORYTYPE_ARRAY;
  m.dstArray = array;
  m.WidthInBytes = 32;
  m.Height = 4;
  tell("copy 2-D", cuMemcpy2D(&m));
  m.WidthInBytes = 40;
  tell("copy too wide", cuMemcpy2D(&m));
  m.WidthInBytes = 32, m.srcPitch = 16;
  tell("copy with a short pitch", cuMemcpy2D(&m));
  CUDA_RESOURCE_DESC r{};
  r.resType = CU_RESOURCE_TYPE_ARRAY;
  r.res.array.hArray = array;
  CUDA_TEXTURE_DESC t{};
  t.addressMode[0] = t.addressMode[1] = CU_TR_ADDRESS_MODE_CLAMP;
  t.filterMode = CU_TR_FILTER_MODE_POINT;
  CUtexObject tex = 0;
  tell("texture", cuTexObjectCreate(&tex, &r, &t, nullptr));
  Buffer<float> fo(10);
  fetch<<<1, 10>>>(tex, fo);
  list("fetched", fo.host());
  tell("destroy texture", cuTexObjectDestroy(tex));
  tell("destroy array", cuArrayDestroy(array));
}
