// SPDX-License-Identifier: Apache-2.0
// Types of the host API that describe devices: properties, attributes, limits, flags. C and C++.
#ifndef NPU_DEVICE_TYPES_H
#define NPU_DEVICE_TYPES_H

#include <stddef.h>

// Flags of npuSetDeviceFlags.
#define npuDeviceScheduleAuto 0x00
#define npuDeviceScheduleSpin 0x01
#define npuDeviceScheduleYield 0x02
#define npuDeviceScheduleBlockingSync 0x04
#define npuDeviceBlockingSync 0x04
#define npuDeviceScheduleMask 0x07
#define npuDeviceMapHost 0x08
#define npuDeviceLmemResizeToMax 0x10
#define npuDeviceSyncMemops 0x80
#define npuDeviceMask 0xff

struct NPUuuid_st {
  char bytes[16];
};
typedef struct NPUuuid_st NPUuuid;
typedef struct NPUuuid_st npuUUID_t;

// What npuGetDeviceProperties fills in. Sizes are in bytes, clock rates in kHz, bus widths in bits; what is a
// flag is 0 or 1. Holds the fields of every CUDA version, the removed ones (clockRate, computeMode, ...) too.
struct npuDeviceProp {
  char name[256];
  npuUUID_t uuid;
  char luid[8];
  unsigned int luidDeviceNodeMask;
  size_t totalGlobalMem;
  size_t sharedMemPerBlock;
  int regsPerBlock;
  int warpSize;
  size_t memPitch;
  int maxThreadsPerBlock;
  int maxThreadsDim[3];
  int maxGridSize[3];
  int clockRate;
  size_t totalConstMem;
  int major;
  int minor;
  size_t textureAlignment;
  size_t texturePitchAlignment;
  int deviceOverlap;
  int multiProcessorCount;
  int kernelExecTimeoutEnabled;
  int integrated;
  int canMapHostMemory;
  int computeMode;
  int maxTexture1D;
  int maxTexture1DMipmap;
  int maxTexture1DLinear;
  int maxTexture2D[2];
  int maxTexture2DMipmap[2];
  int maxTexture2DLinear[3];
  int maxTexture2DGather[2];
  int maxTexture3D[3];
  int maxTexture3DAlt[3];
  int maxTextureCubemap;
  int maxTexture1DLayered[2];
  int maxTexture2DLayered[3];
  int maxTextureCubemapLayered[2];
  int maxSurface1D;
  int maxSurface2D[2];
  int maxSurface3D[3];
  int maxSurface1DLayered[2];
  int maxSurface2DLayered[3];
  int maxSurfaceCubemap;
  int maxSurfaceCubemapLayered[2];
  size_t surfaceAlignment;
  int concurrentKernels;
  int ECCEnabled;
  int pciBusID;
  int pciDeviceID;
  int pciDomainID;
  int tccDriver;
  int asyncEngineCount;
  int unifiedAddressing;
  int memoryClockRate;
  int memoryBusWidth;
  int l2CacheSize;
  int persistingL2CacheMaxSize;
  int maxThreadsPerMultiProcessor;
  int streamPrioritiesSupported;
  int globalL1CacheSupported;
  int localL1CacheSupported;
  size_t sharedMemPerMultiprocessor;
  int regsPerMultiprocessor;
  int managedMemory;
  int isMultiGpuBoard;
  int multiGpuBoardGroupID;
  int hostNativeAtomicSupported;
  int singleToDoublePrecisionPerfRatio;
  int pageableMemoryAccess;
  int concurrentManagedAccess;
  int computePreemptionSupported;
  int canUseHostPointerForRegisteredMem;
  int cooperativeLaunch;
  int cooperativeMultiDeviceLaunch;
  size_t sharedMemPerBlockOptin;
  int pageableMemoryAccessUsesHostPageTables;
  int directManagedMemAccessFromHost;
  int maxBlocksPerMultiProcessor;
  int accessPolicyMaxWindowSize;
  size_t reservedSharedMemPerBlock;
  int hostRegisterSupported;
  int sparseCudaArraySupported;
  int hostRegisterReadOnlySupported;
  int timelineSemaphoreInteropSupported;
  int memoryPoolsSupported;
  int gpuDirectRDMASupported;
  unsigned int gpuDirectRDMAFlushWritesOptions;
  int gpuDirectRDMAWritesOrdering;
  unsigned int memoryPoolSupportedHandleTypes;
  int deferredMappingCudaArraySupported;
  int ipcEventSupported;
  int clusterLaunch;
  int unifiedFunctionPointers;
};

// Attributes of npuDeviceGetAttribute; the same facts and units as in npuDeviceProp.
enum npuDeviceAttr {
  npuDevAttrMaxThreadsPerBlock = 1,
  npuDevAttrMaxBlockDimX = 2,
  npuDevAttrMaxBlockDimY = 3,
  npuDevAttrMaxBlockDimZ = 4,
  npuDevAttrMaxGridDimX = 5,
  npuDevAttrMaxGridDimY = 6,
  npuDevAttrMaxGridDimZ = 7,
  npuDevAttrMaxSharedMemoryPerBlock = 8,
  npuDevAttrTotalConstantMemory = 9,
  npuDevAttrWarpSize = 10,
  npuDevAttrMaxPitch = 11,
  npuDevAttrMaxRegistersPerBlock = 12,
  npuDevAttrClockRate = 13,
  npuDevAttrTextureAlignment = 14,
  npuDevAttrGpuOverlap = 15,
  npuDevAttrMultiProcessorCount = 16,
  npuDevAttrKernelExecTimeout = 17,
  npuDevAttrIntegrated = 18,
  npuDevAttrCanMapHostMemory = 19,
  npuDevAttrComputeMode = 20,
  npuDevAttrMaxTexture1DWidth = 21,
  npuDevAttrMaxTexture2DWidth = 22,
  npuDevAttrMaxTexture2DHeight = 23,
  npuDevAttrMaxTexture3DWidth = 24,
  npuDevAttrMaxTexture3DHeight = 25,
  npuDevAttrMaxTexture3DDepth = 26,
  npuDevAttrMaxTexture2DLayeredWidth = 27,
  npuDevAttrMaxTexture2DLayeredHeight = 28,
  npuDevAttrMaxTexture2DLayeredLayers = 29,
  npuDevAttrSurfaceAlignment = 30,
  npuDevAttrConcurrentKernels = 31,
  npuDevAttrEccEnabled = 32,
  npuDevAttrPciBusId = 33,
  npuDevAttrPciDeviceId = 34,
  npuDevAttrTccDriver = 35,
  npuDevAttrMemoryClockRate = 36,
  npuDevAttrGlobalMemoryBusWidth = 37,
  npuDevAttrL2CacheSize = 38,
  npuDevAttrMaxThreadsPerMultiProcessor = 39,
  npuDevAttrAsyncEngineCount = 40,
  npuDevAttrUnifiedAddressing = 41,
  npuDevAttrMaxTexture1DLayeredWidth = 42,
  npuDevAttrMaxTexture1DLayeredLayers = 43,
  npuDevAttrMaxTexture2DGatherWidth = 45,
  npuDevAttrMaxTexture2DGatherHeight = 46,
  npuDevAttrMaxTexture3DWidthAlt = 47,
  npuDevAttrMaxTexture3DHeightAlt = 48,
  npuDevAttrMaxTexture3DDepthAlt = 49,
  npuDevAttrPciDomainId = 50,
  npuDevAttrTexturePitchAlignment = 51,
  npuDevAttrMaxTextureCubemapWidth = 52,
  npuDevAttrMaxTextureCubemapLayeredWidth = 53,
  npuDevAttrMaxTextureCubemapLayeredLayers = 54,
  npuDevAttrMaxSurface1DWidth = 55,
  npuDevAttrMaxSurface2DWidth = 56,
  npuDevAttrMaxSurface2DHeight = 57,
  npuDevAttrMaxSurface3DWidth = 58,
  npuDevAttrMaxSurface3DHeight = 59,
  npuDevAttrMaxSurface3DDepth = 60,
  npuDevAttrMaxSurface1DLayeredWidth = 61,
  npuDevAttrMaxSurface1DLayeredLayers = 62,
  npuDevAttrMaxSurface2DLayeredWidth = 63,
  npuDevAttrMaxSurface2DLayeredHeight = 64,
  npuDevAttrMaxSurface2DLayeredLayers = 65,
  npuDevAttrMaxSurfaceCubemapWidth = 66,
  npuDevAttrMaxSurfaceCubemapLayeredWidth = 67,
  npuDevAttrMaxSurfaceCubemapLayeredLayers = 68,
  npuDevAttrMaxTexture1DLinearWidth = 69,
  npuDevAttrMaxTexture2DLinearWidth = 70,
  npuDevAttrMaxTexture2DLinearHeight = 71,
  npuDevAttrMaxTexture2DLinearPitch = 72,
  npuDevAttrMaxTexture2DMipmappedWidth = 73,
  npuDevAttrMaxTexture2DMipmappedHeight = 74,
  npuDevAttrComputeCapabilityMajor = 75,
  npuDevAttrComputeCapabilityMinor = 76,
  npuDevAttrMaxTexture1DMipmappedWidth = 77,
  npuDevAttrStreamPrioritiesSupported = 78,
  npuDevAttrGlobalL1CacheSupported = 79,
  npuDevAttrLocalL1CacheSupported = 80,
  npuDevAttrMaxSharedMemoryPerMultiprocessor = 81,
  npuDevAttrMaxRegistersPerMultiprocessor = 82,
  npuDevAttrManagedMemory = 83,
  npuDevAttrIsMultiGpuBoard = 84,
  npuDevAttrMultiGpuBoardGroupID = 85,
  npuDevAttrHostNativeAtomicSupported = 86,
  npuDevAttrSingleToDoublePrecisionPerfRatio = 87,
  npuDevAttrPageableMemoryAccess = 88,
  npuDevAttrConcurrentManagedAccess = 89,
  npuDevAttrComputePreemptionSupported = 90,
  npuDevAttrCanUseHostPointerForRegisteredMem = 91,
  npuDevAttrCooperativeLaunch = 95,
  npuDevAttrCooperativeMultiDeviceLaunch = 96,
  npuDevAttrMaxSharedMemoryPerBlockOptin = 97,
  npuDevAttrCanFlushRemoteWrites = 98,
  npuDevAttrHostRegisterSupported = 99,
  npuDevAttrPageableMemoryAccessUsesHostPageTables = 100,
  npuDevAttrDirectManagedMemAccessFromHost = 101,
  npuDevAttrMaxBlocksPerMultiprocessor = 106,
  npuDevAttrMaxPersistingL2CacheSize = 108,
  npuDevAttrMaxAccessPolicyWindowSize = 109,
  npuDevAttrReservedSharedMemoryPerBlock = 111,
  npuDevAttrSparseCudaArraySupported = 112,
  npuDevAttrHostRegisterReadOnlySupported = 113,
  npuDevAttrTimelineSemaphoreInteropSupported = 114,
  npuDevAttrMemoryPoolsSupported = 115,
  npuDevAttrGPUDirectRDMASupported = 116,
  npuDevAttrGPUDirectRDMAFlushWritesOptions = 117,
  npuDevAttrGPUDirectRDMAWritesOrdering = 118,
  npuDevAttrMemoryPoolSupportedHandleTypes = 119,
  npuDevAttrClusterLaunch = 120,
  npuDevAttrDeferredMappingCudaArraySupported = 121,
  npuDevAttrIpcEventSupport = 125
};

enum npuDeviceP2PAttr {
  npuDevP2PAttrPerformanceRank = 1,
  npuDevP2PAttrAccessSupported = 2,
  npuDevP2PAttrNativeAtomicSupported = 3,
  npuDevP2PAttrCudaArrayAccessSupported = 4
};

enum npuComputeMode {
  npuComputeModeDefault = 0,
  npuComputeModeExclusive = 1,
  npuComputeModeProhibited = 2,
  npuComputeModeExclusiveProcess = 3
};

enum npuLimit {
  npuLimitStackSize = 0,
  npuLimitPrintfFifoSize = 1,
  npuLimitMallocHeapSize = 2,
  npuLimitDevRuntimeSyncDepth = 3,
  npuLimitDevRuntimePendingLaunchCount = 4,
  npuLimitMaxL2FetchGranularity = 5,
  npuLimitPersistingL2CacheSize = 6
};

enum npuFuncCache {
  npuFuncCachePreferNone = 0,
  npuFuncCachePreferShared = 1,
  npuFuncCachePreferL1 = 2,
  npuFuncCachePreferEqual = 3
};

enum npuSharedMemConfig {
  npuSharedMemBankSizeDefault = 0,
  npuSharedMemBankSizeFourByte = 1,
  npuSharedMemBankSizeEightByte = 2
};

enum npuSharedCarveout {
  npuSharedmemCarveoutDefault = -1,
  npuSharedmemCarveoutMaxShared = 100,
  npuSharedmemCarveoutMaxL1 = 0
};

#ifndef __cplusplus
typedef struct npuDeviceProp npuDeviceProp;
#endif

#endif
