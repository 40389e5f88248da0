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

// Of edges; all of them are plain ones.
typedef struct npuGraphEdgeData_st {
  unsigned char from_port, to_port, type, reserved[5];
} npuGraphEdgeData;

// The value that decides about a conditional node: kernels set it (npuGraphSetConditional).
typedef unsigned long long npuGraphConditionalHandle;
enum npuGraphConditionalHandleFlags { npuGraphCondAssignDefault = 1 };
enum npuGraphConditionalNodeType {
  npuGraphCondTypeIf = 0,    // graph 0 if the value is not 0, else graph 1, if there is one
  npuGraphCondTypeWhile = 1, // graph 0 as long as the value is not 0
  npuGraphCondTypeSwitch = 2 // the graph with the value's number, if there is one
};
struct npuConditionalNodeParams {
  npuGraphConditionalHandle handle;
  enum npuGraphConditionalNodeType type;
  unsigned int size;       // number of graphs
  npuGraph_t *phGraph_out; // set: the graphs, empty at first; they belong to the node
};

struct npuEventRecordNodeParams {
  npuEvent_t event;
};
struct npuEventWaitNodeParams {
  npuEvent_t event;
};
struct npuChildGraphNodeParams {
  npuGraph_t graph;
};
struct npuMemFreeNodeParams {
  void *dptr;
};
struct npuMemcpyNodeParams {
  int flags, reserved[3];
  struct npuMemcpy3DParms copyParams;
};
// What npuGraphAddNode takes: the type and the parameters that belong to it.
struct npuGraphNodeParams {
  enum npuGraphNodeType type;
  int reserved0[3];
  union {
    long long reserved1[29];
    struct npuKernelNodeParams kernel;
    struct npuMemcpyNodeParams memcpy;
    struct npuMemsetParams memset;
    struct npuHostNodeParams host;
    struct npuChildGraphNodeParams graph;
    struct npuEventWaitNodeParams eventWait;
    struct npuEventRecordNodeParams eventRecord;
    struct npuMemAllocNodeParams alloc;
    struct npuMemFreeNodeParams free;
    struct npuConditionalNodeParams conditional;
  };
  long long reserved2;
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
enum npuGraphMemAttributeType {
  npuGraphMemAttrUsedMemCurrent = 0,
  npuGraphMemAttrUsedMemHigh = 1,
  npuGraphMemAttrReservedMemCurrent = 2,
  npuGraphMemAttrReservedMemHigh = 3
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
