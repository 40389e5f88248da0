// SPDX-License-Identifier: Apache-2.0
// Types of the host API that describe execution: streams, events, capture, functions, launches.
// C and C++.
#ifndef NPU_STREAM_TYPES_H
#define NPU_STREAM_TYPES_H

#include "npu/device_types.h"
#include "npu/error_codes.h"
#include "npu/vector_types.h"

typedef struct NPUstream_st *npuStream_t;
typedef struct NPUevent_st *npuEvent_t;
typedef struct NPUfunc_st *npuFunction_t;
typedef struct NPUkern_st *npuKernel_t;

#define npuStreamDefault 0x00
#define npuStreamNonBlocking 0x01
#define npuStreamLegacy ((npuStream_t)0x1)
#define npuStreamPerThread ((npuStream_t)0x2)
#define npuEventDefault 0x00
#define npuEventBlockingSync 0x01
#define npuEventDisableTiming 0x02
#define npuEventInterprocess 0x04
#define npuEventRecordDefault 0x00
#define npuEventRecordExternal 0x01
#define npuEventWaitDefault 0x00
#define npuEventWaitExternal 0x01
#define npuOccupancyDefault 0x00
#define npuOccupancyDisableCachingOverride 0x01

typedef void (*npuStreamCallback_t)(npuStream_t stream, npuError_t status, void *userData);
typedef void (*npuHostFn_t)(void *userData);

enum npuStreamCaptureStatus {
  npuStreamCaptureStatusNone = 0,
  npuStreamCaptureStatusActive = 1,
  npuStreamCaptureStatusInvalidated = 2
};
enum npuStreamCaptureMode {
  npuStreamCaptureModeGlobal = 0,
  npuStreamCaptureModeThreadLocal = 1,
  npuStreamCaptureModeRelaxed = 2
};
enum npuStreamUpdateCaptureDependenciesFlags {
  npuStreamAddCaptureDependencies = 0,
  npuStreamSetCaptureDependencies = 1
};

struct npuFuncAttributes {
  size_t sharedSizeBytes;
  size_t constSizeBytes;
  size_t localSizeBytes;
  int maxThreadsPerBlock;
  int numRegs;
  int ptxVersion;
  int binaryVersion;
  int cacheModeCA;
  int maxDynamicSharedSizeBytes;
  int preferredShmemCarveout;
};
enum npuFuncAttribute {
  npuFuncAttributeMaxDynamicSharedMemorySize = 8,
  npuFuncAttributePreferredSharedMemoryCarveout = 9,
  npuFuncAttributeClusterDimMustBeSet = 10,
  npuFuncAttributeRequiredClusterWidth = 11,
  npuFuncAttributeRequiredClusterHeight = 12,
  npuFuncAttributeRequiredClusterDepth = 13,
  npuFuncAttributeNonPortableClusterSizeAllowed = 14,
  npuFuncAttributeClusterSchedulingPolicyPreference = 15
};

enum npuAccessProperty {
  npuAccessPropertyNormal = 0,
  npuAccessPropertyStreaming = 1,
  npuAccessPropertyPersisting = 2
};
struct npuAccessPolicyWindow {
  void *base_ptr;
  size_t num_bytes;
  float hitRatio;
  enum npuAccessProperty hitProp, missProp;
};
enum npuSynchronizationPolicy {
  npuSyncPolicyAuto = 1,
  npuSyncPolicySpin = 2,
  npuSyncPolicyYield = 3,
  npuSyncPolicyBlockingSync = 4
};
enum npuClusterSchedulingPolicy {
  npuClusterSchedulingPolicyDefault = 0,
  npuClusterSchedulingPolicySpread = 1,
  npuClusterSchedulingPolicyLoadBalancing = 2
};

enum npuLaunchAttributeID {
  npuLaunchAttributeIgnore = 0,
  npuLaunchAttributeAccessPolicyWindow = 1,
  npuLaunchAttributeCooperative = 2,
  npuLaunchAttributeSynchronizationPolicy = 3,
  npuLaunchAttributeClusterDimension = 4,
  npuLaunchAttributeClusterSchedulingPolicyPreference = 5,
  npuLaunchAttributeProgrammaticStreamSerialization = 6,
  npuLaunchAttributeProgrammaticEvent = 7,
  npuLaunchAttributePriority = 8
};
union npuLaunchAttributeValue {
  char pad[64];
  struct npuAccessPolicyWindow accessPolicyWindow;
  int cooperative;
  enum npuSynchronizationPolicy syncPolicy;
  struct {
    unsigned int x, y, z;
  } clusterDim;
  enum npuClusterSchedulingPolicy clusterSchedulingPolicyPreference;
  int programmaticStreamSerializationAllowed;
  struct {
    npuEvent_t event;
    int flags;
    int triggerAtBlockStart;
  } programmaticEvent;
  int priority;
};
struct npuLaunchAttribute_st {
  enum npuLaunchAttributeID id;
  union npuLaunchAttributeValue val;
};
typedef struct npuLaunchAttribute_st npuLaunchAttribute;
struct npuLaunchConfig_st {
  dim3 gridDim, blockDim;
  size_t dynamicSmemBytes;
  npuStream_t stream;
  npuLaunchAttribute *attrs;
  unsigned int numAttrs;
};
typedef struct npuLaunchConfig_st npuLaunchConfig_t;

#define npuStreamAttrID npuLaunchAttributeID
#define npuStreamAttrValue npuLaunchAttributeValue
#define npuStreamAttributeAccessPolicyWindow npuLaunchAttributeAccessPolicyWindow
#define npuStreamAttributeSynchronizationPolicy npuLaunchAttributeSynchronizationPolicy
#define npuStreamAttributePriority npuLaunchAttributePriority

#endif
