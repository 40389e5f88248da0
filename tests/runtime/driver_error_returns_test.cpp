// SPDX-License-Identifier: Apache-2.0
// What functions of the driver API refuse, where the tests of their area do not say it.
#include "driver_support.h"

#define REFUSES(error, call) EXPECT_EQ(error, (call)) << #call

namespace {

NPUstream dead_stream() {
  NPUstream s = nullptr;
  EXPECT_DRV_SUCCESS(npudrvStreamCreate(&s, 0));
  EXPECT_DRV_SUCCESS(npudrvStreamDestroy(s));
  return s;
}

TEST(DriverErrorReturns, DevicesAndContexts) {
  NPUdevice device = 0;
  char text[32] = {};
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetByPCIBusId(nullptr, "0000:00:00.0"));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetByPCIBusId(&device, nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetByPCIBusId(&device, "no address"));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvDeviceGetPCIBusId(nullptr, sizeof text, 0));
  REFUSES(NPU_ERROR_INVALID_DEVICE, npudrvDeviceGetPCIBusId(text, sizeof text, 99));
  REFUSES(NPU_ERROR_INVALID_DEVICE, npudrvDevicePrimaryCtxReset(99));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvCtxGetFlags(nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvCtxGetCacheConfig(nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvCtxGetSharedMemConfig(nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvCtxSetSharedMemConfig(NPUsharedconfig(9)));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvCtxSetLimit(NPUlimit(77), 1));
  EXPECT_DRV_SUCCESS(npudrvCtxGetStreamPriorityRange(nullptr, nullptr)); // either may be left out
}

TEST(DriverErrorReturns, Memory) {
  driver_memory a(64), b(64);
  char host[64] = {};
  unsigned flags = 0;
  unsigned long long access = 0;
  NPUmemLocation here = {NPU_MEM_LOCATION_TYPE_DEVICE, 0}, nowhere = {NPU_MEM_LOCATION_TYPE_DEVICE, 99};
  const NPUstream dead = dead_stream();
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemHostGetFlags(nullptr, host));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemHostGetFlags(&flags, host));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemFreeAsync(a + 1, nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemGetAccess(nullptr, &here, a));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemGetAccess(&access, nullptr, a));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemGetAccess(&access, &here, a)); // not mapped by this API
  REFUSES(NPU_ERROR_INVALID_DEVICE, npudrvMemGetAccess(&access, &nowhere, a));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvStreamAttachMemAsync(nullptr, a, 0, 77));

  // One byte more than there is; a stream that is gone.
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy(a, b, 65));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyAsync(a, b, 65, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyAsync(a, b, 64, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyDtoD(a, b, 65));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyDtoDAsync(a, b, 65, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyDtoDAsync(a, b, 64, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyDtoHAsync(host, a + 1, 64, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyDtoHAsync(host, a, 64, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoDAsync(a + 1, host, 64, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyHtoDAsync(a, host, 64, dead));
  NPUcontext context = nullptr;
  ASSERT_DRV_SUCCESS(npudrvCtxGetCurrent(&context));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyPeerAsync(a, context, b, context, 65, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyPeerAsync(a, context, b, context, 64, dead));

  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD8(a, 1, 65));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD8Async(a, 1, 65, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemsetD8Async(a, 1, 64, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD16Async(a + 1, 1, 1, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemsetD16Async(a, 1, 1, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD32Async(a + 2, 1, 1, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemsetD32Async(a, 1, 1, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D8(a, 16, 1, 17, 2));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemsetD2D16(a, 16, 1, 8, 5));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemsetD2D8Async(a, 16, 1, 16, 2, dead));
}

TEST(DriverErrorReturns, Copies) {
  driver_memory a(64);
  char host[64] = {};
  NPU_MEMCPY2D rows = {};
  rows.srcMemoryType = NPU_MEMORYTYPE_HOST;
  rows.srcHost = host;
  rows.srcPitch = 16;
  rows.dstMemoryType = NPU_MEMORYTYPE_DEVICE;
  rows.dstDevice = a;
  rows.dstPitch = 16;
  rows.WidthInBytes = 16;
  rows.Height = 5; // of 4
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2DAsync(&rows, nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2DUnaligned(&rows));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2DAsync(nullptr, nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2DUnaligned(nullptr));
  rows.Height = 4;
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpy2DAsync(&rows, dead_stream()));
  rows.dstPitch = 8;
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy2DUnaligned(&rows));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpy3DAsync(nullptr, nullptr));

  NPU_ARRAY_DESCRIPTOR description = {16, 0, NPU_AD_FORMAT_FLOAT, 1};
  NPUarray array = nullptr, dead = nullptr;
  ASSERT_DRV_SUCCESS(npudrvArrayCreate(&array, &description));
  ASSERT_DRV_SUCCESS(npudrvArrayCreate(&dead, &description));
  ASSERT_DRV_SUCCESS(npudrvArrayDestroy(dead));
  NPU_ARRAY3D_DESCRIPTOR read;
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvArray3DGetDescriptor(nullptr, array));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvArray3DGetDescriptor(&read, dead));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyAtoD(a, array, 4, 64));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyAtoD(a, dead, 0, 64));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyDtoA(array, 4, a, 64));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyDtoA(dead, 0, a, 64));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyAtoHAsync(host, array, 4, 64, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyAtoHAsync(host, dead, 0, 64, nullptr));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvMemcpyHtoAAsync(array, 4, host, 64, nullptr));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvMemcpyHtoAAsync(dead, 0, host, 64, nullptr));
  EXPECT_DRV_SUCCESS(npudrvArrayDestroy(array));
}

TEST(DriverErrorReturns, SharingAndStreams) {
  driver_memory a(64);
  NPUipcEventHandle event_handle = {};
  NPUipcMemHandle memory_handle = {};
  NPUevent event = nullptr;
  NPUstream s = nullptr;
  NPUdeviceptr opened = 0;
  int blocks = 0;
  ASSERT_DRV_SUCCESS(npudrvEventCreate(&event, 0)); // not for other processes
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcGetEventHandle(nullptr, event));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvIpcGetEventHandle(&event_handle, event));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcOpenEventHandle(&event, event_handle)); // names nothing
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcGetMemHandle(nullptr, a));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcGetMemHandle(&memory_handle, 4096));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcOpenMemHandle(nullptr, memory_handle, 1));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvIpcOpenMemHandle(&opened, memory_handle, 1));
  EXPECT_DRV_SUCCESS(npudrvEventDestroy(event));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvEventSynchronize(event));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvStreamCreateWithPriority(nullptr, 0, 0));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvStreamCreateWithPriority(&s, 77, 0));
  REFUSES(NPU_ERROR_INVALID_HANDLE,
          npudrvOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(&blocks, nullptr, 64, 0, 0));
  NPUmodule module = nullptr;
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvModuleLoadFatBinary(nullptr, "text"));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvModuleLoadFatBinary(&module, nullptr));
}

TEST(DriverErrorReturns, Textures) {
  NPUaddress_mode address;
  NPUfilter_mode filter;
  NPUarray_format format;
  unsigned flags;
  int channels;
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvTexObjectDestroy(12345));
  NPUtexref reference = nullptr;
  ASSERT_DRV_SUCCESS(npudrvTexRefCreate(&reference));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetAddressMode(nullptr, reference, 0));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetAddressMode(&address, reference, 3));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetFilterMode(nullptr, reference));
  REFUSES(NPU_ERROR_INVALID_VALUE, npudrvTexRefGetFlags(nullptr, reference));
  ASSERT_DRV_SUCCESS(npudrvTexRefDestroy(reference));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvTexRefGetAddressMode(&address, reference, 0));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvTexRefGetFilterMode(&filter, reference));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvTexRefGetFlags(&flags, reference));
  REFUSES(NPU_ERROR_INVALID_HANDLE, npudrvTexRefGetFormat(&format, &channels, reference));
}

} // namespace
