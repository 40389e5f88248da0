// SPDX-License-Identifier: Apache-2.0
// What functions of the host API refuse, where the tests of their area do not say it: no place for the
// result, handles that do not live, numbers out of range. Each call is also the thread's last error.
#include "test_support.h"

#include <npu/texture.h>

#define REFUSES(error, call)                                                                                 \
  do {                                                                                                       \
    EXPECT_EQ(error, (call)) << #call;                                                                       \
    EXPECT_EQ(error, npuGetLastError()) << #call;                                                            \
  } while (0)

namespace {

template <class T> constexpr T *none = nullptr;

NPU_GLOBAL void kernel(int *p) { *p = 1; }
int no_code = 0; // not constant: constants may lie beside code
const void *const not_a_kernel = &no_code;

// Handles of what has been destroyed.
npuStream_t dead_stream() {
  npuStream_t s = nullptr;
  EXPECT_NPU_SUCCESS(npuStreamCreate(&s));
  EXPECT_NPU_SUCCESS(npuStreamDestroy(s));
  return s;
}
npuArray_t dead_array() {
  npuArray_t a = nullptr;
  const npuChannelFormatDesc format = npuCreateChannelDesc<float>();
  EXPECT_NPU_SUCCESS(npuMallocArray(&a, &format, 8, 8));
  EXPECT_NPU_SUCCESS(npuFreeArray(a));
  return a;
}

TEST(ErrorReturns, Devices) {
  int n = 0;
  size_t size = 0;
  npuDeviceProp properties = {};
  npuMemPool_t pool = nullptr;
  REFUSES(npuErrorInvalidValue, npuChooseDevice(nullptr, &properties));
  REFUSES(npuErrorInvalidValue, npuChooseDevice(&n, nullptr));
  REFUSES(npuErrorInvalidValue, npuDeviceGetCacheConfig(nullptr));
  REFUSES(npuErrorInvalidValue, npuDeviceGetSharedMemConfig(nullptr));
  REFUSES(npuErrorInvalidValue, npuDeviceSetSharedMemConfig(npuSharedMemConfig(9)));
  REFUSES(npuErrorInvalidValue, npuDeviceGetDefaultMemPool(nullptr, 0));
  REFUSES(npuErrorInvalidDevice, npuDeviceGetDefaultMemPool(&pool, 99));
  REFUSES(npuErrorInvalidValue, npuDeviceGetMemPool(nullptr, 0));
  REFUSES(npuErrorInvalidDevice, npuDeviceGetMemPool(&pool, -1));
  ASSERT_NPU_SUCCESS(npuDeviceGetDefaultMemPool(&pool, 0));
  REFUSES(npuErrorInvalidValue, npuDeviceSetMemPool(0, nullptr));
  REFUSES(npuErrorInvalidDevice, npuDeviceSetMemPool(99, pool));
  REFUSES(npuErrorInvalidValue, npuGetDeviceFlags(nullptr));
  REFUSES(npuErrorInvalidValue, npuRuntimeGetVersion(nullptr));
  REFUSES(npuErrorInvalidValue, npuThreadGetLimit(nullptr, npuLimitStackSize));
  REFUSES(npuErrorInvalidValue, npuThreadGetLimit(&size, npuLimit(42)));
  // Either may be left out.
  EXPECT_NPU_SUCCESS(npuDeviceGetStreamPriorityRange(nullptr, nullptr));
}

TEST(ErrorReturns, Memory) {
  unsigned flags = 0;
  int on_host = 0, *p = nullptr;
  npuPitchedPtr pitched = {};
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 1024));
  REFUSES(npuErrorInvalidValue, npuMalloc3D(nullptr, make_npuExtent(4, 4, 4)));
  REFUSES(npuErrorMemoryAllocation, npuMalloc3D(&pitched, make_npuExtent(size_t(1) << 40, 1 << 10, 1)));
  REFUSES(npuErrorInvalidValue, npuMallocHost(none<int *>, 4));
  REFUSES(npuErrorInvalidValue, npuMallocPitch(none<int *>, &pitched.pitch, 4, 4));
  REFUSES(npuErrorInvalidValue, npuMallocPitch(&p, nullptr, 4, 4));
  REFUSES(npuErrorInvalidValue, npuHostGetFlags(nullptr, &on_host));
  REFUSES(npuErrorInvalidValue, npuHostGetFlags(&flags, p));
  REFUSES(npuErrorInvalidValue, npuHostGetFlags(&flags, &on_host));

  // Rows that are longer than the pitch, directions that there are not, memory that ends.
  char host[64] = {};
  REFUSES(npuErrorInvalidPitchValue, npuMemcpy2DAsync(p, 4, host, 8, 8, 2, npuMemcpyHostToDevice));
  REFUSES(npuErrorInvalidMemcpyDirection, npuMemcpy2DAsync(p, 8, host, 8, 8, 2, npuMemcpyKind(9)));
  REFUSES(npuErrorInvalidValue, npuMemcpy2DAsync(p, 512, host, 8, 8, 4, npuMemcpyHostToDevice));
  REFUSES(npuErrorInvalidResourceHandle,
          npuMemcpy2DAsync(p, 8, host, 8, 8, 2, npuMemcpyHostToDevice, dead_stream()));
  ASSERT_NPU_SUCCESS(npuMalloc3D(&pitched, make_npuExtent(16, 4, 2)));
  REFUSES(npuErrorInvalidValue, npuMemset3D(pitched, 0, make_npuExtent(16, 4, 3)));
  pitched.ptr = host;
  REFUSES(npuErrorInvalidValue, npuMemset3D(pitched, 0, make_npuExtent(16, 1, 1)));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

static NPU_DEVICE int variable[4];
TEST(ErrorReturns, Symbols) {
  int host[8] = {};
  REFUSES(npuErrorInvalidValue, npuMemcpyToSymbolAsync(variable, host, sizeof host));
  REFUSES(npuErrorInvalidValue, npuMemcpyFromSymbolAsync(host, variable, 4, sizeof variable));
  REFUSES(npuErrorInvalidMemcpyDirection,
          npuMemcpyToSymbolAsync(variable, host, 4, 0, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidMemcpyDirection,
          npuMemcpyFromSymbolAsync(host, variable, 4, 0, npuMemcpyHostToDevice));
  REFUSES(npuErrorInvalidSymbol, npuMemcpyToSymbolAsync(host, host, 4));
  REFUSES(npuErrorInvalidSymbol, npuMemcpyFromSymbolAsync(host + 4, host, 4));
  REFUSES(npuErrorInvalidValue, npuGetSymbolSize(nullptr, variable));
}

TEST(ErrorReturns, Pools) {
  npuMemPool_t pool = nullptr;
  int value = 0;
  npuMemAccessFlags access;
  npuMemLocation here = {npuMemLocationTypeDevice, 0}, nowhere = {npuMemLocationTypeDevice, 99};
  ASSERT_NPU_SUCCESS(npuDeviceGetDefaultMemPool(&pool, 0));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAttribute(pool, npuMemPoolAttr(77), &value));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAttribute(pool, npuMemPoolReuseAllowOpportunistic, nullptr));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAttribute(nullptr, npuMemPoolReuseAllowOpportunistic, &value));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAccess(nullptr, pool, &here));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAccess(&access, pool, nullptr));
  REFUSES(npuErrorInvalidValue, npuMemPoolGetAccess(&access, nullptr, &here));
  REFUSES(npuErrorInvalidDevice, npuMemPoolGetAccess(&access, pool, &nowhere));
}

TEST(ErrorReturns, Arrays) {
  const npuChannelFormatDesc format = npuCreateChannelDesc<float>();
  npuChannelFormatDesc read;
  npuExtent extent;
  unsigned flags;
  npuMipmappedArray_t mipmap = nullptr;
  npuArray_t a = nullptr, b = nullptr;
  ASSERT_NPU_SUCCESS(npuMallocArray(&a, &format, 8, 8));
  ASSERT_NPU_SUCCESS(npuMallocArray(&b, &format, 4, 4));
  const npuArray_t dead = dead_array();
  REFUSES(npuErrorInvalidResourceHandle, npuArrayGetInfo(&read, &extent, &flags, dead));
  REFUSES(npuErrorInvalidValue, npuMallocMipmappedArray(nullptr, &format, make_npuExtent(8, 8, 0), 2));
  REFUSES(npuErrorInvalidValue, npuMallocMipmappedArray(&mipmap, nullptr, make_npuExtent(8, 8, 0), 2));
  ASSERT_NPU_SUCCESS(npuMallocMipmappedArray(&mipmap, &format, make_npuExtent(8, 8, 0), 2));
  EXPECT_NPU_SUCCESS(npuFreeMipmappedArray(mipmap));
  REFUSES(npuErrorInvalidResourceHandle, npuFreeMipmappedArray(mipmap));

  // Widths are in bytes. The last arguments lead out of the smaller array, or a handle is dead.
  char host[256] = {};
  REFUSES(npuErrorInvalidValue, npuMemcpy2DArrayToArray(b, 0, 0, a, 0, 0, 16, 5));
  REFUSES(npuErrorInvalidValue, npuMemcpy2DArrayToArray(a, 0, 0, b, 4, 0, 16, 4));
  REFUSES(npuErrorInvalidResourceHandle, npuMemcpy2DArrayToArray(dead, 0, 0, a, 0, 0, 4, 1));
  REFUSES(npuErrorInvalidValue, npuMemcpy2DFromArray(host, 16, b, 0, 1, 16, 4, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidPitchValue, npuMemcpy2DFromArray(host, 8, b, 0, 0, 16, 4, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidResourceHandle,
          npuMemcpy2DFromArray(host, 16, dead, 0, 0, 16, 1, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidValue, npuMemcpy2DFromArrayAsync(host, 20, b, 0, 0, 20, 1, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidMemcpyDirection,
          npuMemcpy2DFromArrayAsync(host, 16, b, 0, 0, 16, 1, npuMemcpyKind(9)));
  REFUSES(npuErrorInvalidValue, npuMemcpy2DToArrayAsync(b, 0, 4, host, 16, 16, 1, npuMemcpyHostToDevice));
  REFUSES(npuErrorInvalidPitchValue, npuMemcpy2DToArrayAsync(b, 0, 0, host, 8, 16, 2, npuMemcpyHostToDevice));
  REFUSES(npuErrorInvalidValue, npuMemcpyFromArray(host, b, 0, 0, 65, npuMemcpyDeviceToHost));
  REFUSES(npuErrorInvalidResourceHandle, npuMemcpyFromArray(host, dead, 0, 0, 4, npuMemcpyDeviceToHost));
  EXPECT_NPU_SUCCESS(npuFreeArray(a));
  EXPECT_NPU_SUCCESS(npuFreeArray(b));
}

TEST(ErrorReturns, Textures) {
  npuResourceDesc resource;
  npuTextureDesc description;
  npuResourceViewDesc view;
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectResourceDesc(nullptr, 0));
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectResourceDesc(&resource, 0));
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectTextureDesc(nullptr, 0));
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectTextureDesc(&description, 0));
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectResourceViewDesc(nullptr, 0));
  REFUSES(npuErrorInvalidValue, npuGetTextureObjectResourceViewDesc(&view, 0));
  REFUSES(npuErrorInvalidValue, npuDestroySurfaceObject(12345));
  EXPECT_NPU_SUCCESS(npuDestroySurfaceObject(0));

  static npu::texture<float, npuTextureType2D> reference;
  static npu::surface<void, npuSurfaceType2D> surface;
  const npuChannelFormatDesc format = npuCreateChannelDesc<float>();
  float *p = nullptr;
  size_t offset;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 64));
  REFUSES(npuErrorInvalidValue, npuBindTexture(&offset, none<npu::textureReference>, p, &format, 64));
  REFUSES(npuErrorInvalidTexture, npuUnbindTexture(none<npu::textureReference>));
  REFUSES(npuErrorInvalidResourceHandle, npuBindTextureToArray(&reference, dead_array(), &format));
  REFUSES(npuErrorInvalidResourceHandle, npuBindSurfaceToArray(&surface, dead_array(), &format));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

TEST(ErrorReturns, Streams) {
  npuStream_t dead = dead_stream(), s = nullptr;
  int n = 0;
  unsigned long long id = 0;
  npuLaunchAttributeValue value = {};
  npuStreamCaptureStatus status;
  REFUSES(npuErrorInvalidValue, npuEventCreate(nullptr));
  REFUSES(npuErrorInvalidValue, npuEventCreate(nullptr, npuEventDisableTiming));
  REFUSES(npuErrorInvalidValue, npuStreamCreateWithPriority(nullptr, 0, 0));
  REFUSES(npuErrorInvalidValue, npuStreamCreateWithPriority(&s, 77, 0));
  REFUSES(npuErrorInvalidValue, npuStreamGetPriority(nullptr, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamGetPriority(dead, &n));
  REFUSES(npuErrorInvalidValue, npuStreamGetDevice(nullptr, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamGetDevice(dead, &n));
  REFUSES(npuErrorInvalidValue, npuStreamGetId(nullptr, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamGetId(dead, &id));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamCopyAttributes(dead, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamCopyAttributes(nullptr, dead));
  REFUSES(npuErrorInvalidValue, npuStreamSetAttribute(nullptr, npuLaunchAttributePriority, nullptr));
  REFUSES(npuErrorInvalidValue, npuStreamSetAttribute(nullptr, npuLaunchAttributeID(77), &value));
  value.syncPolicy = npuSyncPolicyYield;
  REFUSES(npuErrorInvalidResourceHandle,
          npuStreamSetAttribute(dead, npuLaunchAttributeSynchronizationPolicy, &value));
  REFUSES(npuErrorInvalidValue, npuStreamIsCapturing(nullptr, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamIsCapturing(dead, &status));
  REFUSES(npuErrorInvalidValue, npuStreamGetCaptureInfo(nullptr, nullptr));
  REFUSES(npuErrorInvalidResourceHandle, npuStreamGetCaptureInfo(dead, &status));
  REFUSES(npuErrorInvalidValue, npuThreadExchangeStreamCaptureMode(nullptr));
  npuStreamCaptureMode mode = npuStreamCaptureMode(9);
  REFUSES(npuErrorInvalidValue, npuThreadExchangeStreamCaptureMode(&mode));
}

TEST(ErrorReturns, Functions) {
  const char *name = nullptr;
  npuFunction_t function = nullptr;
  int blocks = 0, threads = 0;
  size_t size = 0;
  npuLaunchConfig_t config = {};
  config.gridDim = config.blockDim = dim3(1);
  const void *known = reinterpret_cast<const void *>(&kernel);
  REFUSES(npuErrorInvalidValue, npuFuncGetName(nullptr, kernel));
  REFUSES(npuErrorInvalidValue, npuGetFuncBySymbol(nullptr, kernel));
  REFUSES(npuErrorInvalidDeviceFunction, npuFuncGetName(&name, not_a_kernel));
  REFUSES(npuErrorInvalidDeviceFunction, npuGetFuncBySymbol(&function, not_a_kernel));
  REFUSES(npuErrorInvalidValue, npuLaunchKernelExC(nullptr, known, nullptr));
  REFUSES(npuErrorInvalidDeviceFunction, npuLaunchKernelExC(&config, not_a_kernel, nullptr));
  config.numAttrs = 1; // and no list
  REFUSES(npuErrorInvalidValue, npuLaunchKernelExC(&config, known, nullptr));
  REFUSES(npuErrorInvalidValue, npuOccupancyMaxPotentialBlockSize(nullptr, &threads, kernel));
  REFUSES(npuErrorInvalidValue, npuOccupancyMaxPotentialBlockSize(&blocks, nullptr, kernel));
  const auto per_thread = [](int n) { return size_t(n); };
  REFUSES(npuErrorInvalidValue,
          npuOccupancyMaxPotentialBlockSizeVariableSMem(nullptr, &threads, kernel, per_thread));
  REFUSES(npuErrorInvalidValue, npuOccupancyAvailableDynamicSMemPerBlock(nullptr, kernel, 1, 64));
  REFUSES(npuErrorInvalidValue, npuOccupancyAvailableDynamicSMemPerBlock(&size, kernel, 1000, 64));
}

TEST(ErrorReturns, Graphs) {
  npuGraph_t graph = nullptr, other = nullptr;
  npuGraphNode_t node = nullptr, found = nullptr;
  npuGraphExec_t executable = nullptr;
  npuEvent_t event = nullptr;
  size_t n = 0;
  unsigned enabled = 0;
  int *p = nullptr;
  ASSERT_NPU_SUCCESS(npuMalloc(&p, 64));
  ASSERT_NPU_SUCCESS(npuEventCreate(&event));
  ASSERT_NPU_SUCCESS(npuGraphCreate(&graph, 0));
  ASSERT_NPU_SUCCESS(npuGraphAddEmptyNode(&node, graph, nullptr, 0));
  REFUSES(npuErrorInvalidValue, npuGraphCreate(nullptr, 0));
  REFUSES(npuErrorInvalidValue, npuGraphCreate(&other, 1));
  REFUSES(npuErrorInvalidValue, npuGraphClone(nullptr, graph));
  REFUSES(npuErrorInvalidValue, npuGraphClone(&other, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphDestroy(nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphDestroyNode(nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphGetNodes(graph, nullptr, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphGetNodes(nullptr, nullptr, &n));
  REFUSES(npuErrorInvalidValue, npuGraphGetRootNodes(graph, nullptr, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphGetEdges(graph, nullptr, nullptr, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphNodeGetDependencies(node, nullptr, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphNodeGetDependentNodes(nullptr, nullptr, &n));
  ASSERT_NPU_SUCCESS(npuGraphClone(&other, graph));
  REFUSES(npuErrorInvalidValue, npuGraphNodeFindInClone(nullptr, node, other));
  REFUSES(npuErrorInvalidValue, npuGraphNodeFindInClone(&found, node, graph)); // no clone

  const npuHostNodeParams no_function = {nullptr, nullptr};
  npuKernelNodeParams kernel_node = {};
  kernel_node.func = const_cast<void *>(not_a_kernel);
  kernel_node.gridDim = kernel_node.blockDim = dim3(1);
  npuMemAllocNodeParams allocation = {};
  REFUSES(npuErrorInvalidValue, npuGraphAddChildGraphNode(nullptr, graph, nullptr, 0, other));
  REFUSES(npuErrorInvalidValue, npuGraphAddChildGraphNode(&found, graph, nullptr, 0, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphAddEventRecordNode(nullptr, graph, nullptr, 0, event));
  REFUSES(npuErrorInvalidValue, npuGraphAddHostNode(&found, graph, nullptr, 0, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphAddHostNode(&found, graph, nullptr, 0, &no_function));
  REFUSES(npuErrorInvalidValue, npuGraphAddKernelNode(&found, graph, nullptr, 0, nullptr));
  REFUSES(npuErrorInvalidDeviceFunction, npuGraphAddKernelNode(&found, graph, nullptr, 0, &kernel_node));
  REFUSES(npuErrorInvalidValue, npuGraphAddKernelNode(&found, graph, nullptr, 1, &kernel_node));
  REFUSES(npuErrorInvalidValue, npuGraphAddMemAllocNode(&found, graph, nullptr, 0, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphAddMemAllocNode(&found, graph, nullptr, 0, &allocation));
  REFUSES(npuErrorInvalidValue,
          npuGraphAddMemcpyNode1D(&found, nullptr, nullptr, 0, p, p + 8, 4, npuMemcpyDefault));

  npuGraph_t child = nullptr;
  npuKernelNodeParams read = {};
  void *freed = nullptr;
  REFUSES(npuErrorInvalidValue, npuGraphChildGraphNodeGetGraph(node, &child)); // of another kind
  REFUSES(npuErrorInvalidValue, npuGraphKernelNodeGetParams(node, &read));
  REFUSES(npuErrorInvalidValue, npuGraphMemFreeNodeGetParams(node, &freed));
  REFUSES(npuErrorInvalidValue, npuGraphMemFreeNodeGetParams(nullptr, &freed));

  ASSERT_NPU_SUCCESS(npuGraphInstantiate(&executable, graph, 0));
  REFUSES(npuErrorInvalidValue, npuGraphExecKernelNodeSetParams(executable, node, &kernel_node));
  REFUSES(npuErrorInvalidValue, npuGraphNodeGetEnabled(executable, node, nullptr));
  REFUSES(npuErrorInvalidValue, npuGraphNodeGetEnabled(executable, node, &enabled)); // an empty node
  REFUSES(npuErrorInvalidValue, npuGraphNodeSetEnabled(executable, node, 0));
  REFUSES(npuErrorInvalidValue, npuGraphUpload(nullptr, nullptr));
  EXPECT_NPU_SUCCESS(npuGraphExecDestroy(executable));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(other));
  EXPECT_NPU_SUCCESS(npuGraphDestroy(graph));
  EXPECT_NPU_SUCCESS(npuEventDestroy(event));
  EXPECT_NPU_SUCCESS(npuFree(p));
}

} // namespace
