// SPDX-License-Identifier: Apache-2.0
// Types of the graph part of the host API. C and C++.
#ifndef NPU_GRAPH_TYPES_H
#define NPU_GRAPH_TYPES_H

#include "npu/memory_types.h"
#include "npu/stream_types.h"

typedef struct NPUgraph_st *npuGraph_t;
typedef struct NPUgraphNode_st *npuGraphNode_t;
typedef struct NPUgraphExec_st *npuGraphExec_t;

// kernelParams[i] points to the i-th argument, which is copied when the node is made. extra must be null.
struct npuKernelNodeParams {
  void *func;
  dim3 gridDim, blockDim;
  unsigned int sharedMemBytes;
  void **kernelParams;
  void **extra;
};
struct npuHostNodeParams {
  npuHostFn_t fn;
  void *userData;
};

enum npuGraphNodeType {
  npuGraphNodeTypeKernel = 0,
  npuGraphNodeTypeMemcpy = 1,
  npuGraphNodeTypeMemset = 2,
  npuGraphNodeTypeHost = 3,
  npuGraphNodeTypeGraph = 4,
  npuGraphNodeTypeEmpty = 5,
  npuGraphNodeTypeWaitEvent = 6,
  npuGraphNodeTypeEventRecord = 7,
  npuGraphNodeTypeExtSemaphoreSignal = 8,
  npuGraphNodeTypeExtSemaphoreWait = 9,
  npuGraphNodeTypeMemAlloc = 10,
  npuGraphNodeTypeMemFree = 11,
  npuGraphNodeTypeConditional = 13,
  npuGraphNodeTypeCount = 14
};

enum npuGraphExecUpdateResult {
  npuGraphExecUpdateSuccess = 0,
  npuGraphExecUpdateError = 1,
  npuGraphExecUpdateErrorTopologyChanged = 2,
  npuGraphExecUpdateErrorNodeTypeChanged = 3,
  npuGraphExecUpdateErrorFunctionChanged = 4,
  npuGraphExecUpdateErrorParametersChanged = 5,
  npuGraphExecUpdateErrorNotSupported = 6,
  npuGraphExecUpdateErrorUnsupportedFunctionChange = 7,
  npuGraphExecUpdateErrorAttributesChanged = 8
};
struct npuGraphExecUpdateResultInfo_st {
  enum npuGraphExecUpdateResult result;
  npuGraphNode_t errorNode, errorFromNode;
};
typedef struct npuGraphExecUpdateResultInfo_st npuGraphExecUpdateResultInfo;

enum npuGraphInstantiateFlags {
  npuGraphInstantiateFlagAutoFreeOnLaunch = 1,
  npuGraphInstantiateFlagUpload = 2,
  npuGraphInstantiateFlagDeviceLaunch = 4,
  npuGraphInstantiateFlagUseNodePriority = 8
};
enum npuGraphDebugDotFlags {
  npuGraphDebugDotFlagsVerbose = 1 << 0,
  npuGraphDebugDotFlagsKernelNodeParams = 1 << 2,
  npuGraphDebugDotFlagsMemcpyNodeParams = 1 << 3,
  npuGraphDebugDotFlagsMemsetNodeParams = 1 << 4,
  npuGraphDebugDotFlagsHostNodeParams = 1 << 5,
  npuGraphDebugDotFlagsEventNodeParams = 1 << 6,
  npuGraphDebugDotFlagsKernelNodeAttributes = 1 << 9,
  npuGraphDebugDotFlagsHandles = 1 << 10
};

#endif
