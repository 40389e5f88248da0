// SPDX-License-Identifier: Apache-2.0
// Graphs: work recorded once (by capturing a stream, or node by node) and launched many times. npu/runtime.h
// includes this file. Getters that fill an array take its capacity in *num and store the number there; with a
// null array they only store the number.
#ifndef NPU_GRAPH_API_H
#define NPU_GRAPH_API_H

#include "npu/detail/api.h"
#include "npu/graph_types.h"

NPU_API_BEGIN

// Capture
npuError_t npuStreamBeginCapture(npuStream_t stream, enum npuStreamCaptureMode mode);
// Into a graph that is there, after these of its nodes; dependencyData must be null.
npuError_t npuStreamBeginCaptureToGraph(npuStream_t stream, npuGraph_t graph,
                                        const npuGraphNode_t *dependencies, const void *dependencyData,
                                        size_t numDependencies, enum npuStreamCaptureMode mode);
npuError_t npuStreamEndCapture(npuStream_t stream, npuGraph_t *pGraph);
npuError_t npuStreamIsCapturing(npuStream_t stream, enum npuStreamCaptureStatus *pCaptureStatus);

npuError_t npuStreamGetCaptureInfo(npuStream_t stream, enum npuStreamCaptureStatus *captureStatus_out,
                                   unsigned long long *id_out NPU_DEFAULT(0),
                                   npuGraph_t *graph_out NPU_DEFAULT(0),
                                   const npuGraphNode_t **dependencies_out NPU_DEFAULT(0),
                                   size_t *numDependencies_out NPU_DEFAULT(0));
// What the next captured node depends on.
npuError_t npuStreamUpdateCaptureDependencies(npuStream_t stream, npuGraphNode_t *dependencies,
                                              size_t numDependencies, unsigned int flags NPU_DEFAULT(0));
npuError_t npuThreadExchangeStreamCaptureMode(enum npuStreamCaptureMode *mode);

// Building
npuError_t npuGraphCreate(npuGraph_t *pGraph, unsigned int flags);
npuError_t npuGraphClone(npuGraph_t *pGraphClone, npuGraph_t originalGraph);
npuError_t npuGraphDestroy(npuGraph_t graph);
npuError_t npuGraphAddKernelNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuKernelNodeParams *pNodeParams);
npuError_t npuGraphAddMemcpyNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuMemcpy3DParms *pCopyParams);
npuError_t npuGraphAddMemcpyNode1D(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                   const npuGraphNode_t *pDependencies, size_t numDependencies, void *dst,
                                   const void *src, size_t count, enum npuMemcpyKind kind);
npuError_t npuGraphAddMemcpyNodeToSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                         const npuGraphNode_t *pDependencies, size_t numDependencies,
                                         const void *symbol, const void *src, size_t count, size_t offset,
                                         enum npuMemcpyKind kind);
npuError_t npuGraphAddMemcpyNodeFromSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                           const npuGraphNode_t *pDependencies, size_t numDependencies,
                                           void *dst, const void *symbol, size_t count, size_t offset,
                                           enum npuMemcpyKind kind);
npuError_t npuGraphAddMemsetNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuMemsetParams *pMemsetParams);
npuError_t npuGraphAddHostNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                               const npuGraphNode_t *pDependencies, size_t numDependencies,
                               const struct npuHostNodeParams *pNodeParams);
npuError_t npuGraphAddChildGraphNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                     const npuGraphNode_t *pDependencies, size_t numDependencies,
                                     npuGraph_t childGraph);
npuError_t npuGraphAddEmptyNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                const npuGraphNode_t *pDependencies, size_t numDependencies);
npuError_t npuGraphAddEventRecordNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                      const npuGraphNode_t *pDependencies, size_t numDependencies,
                                      npuEvent_t event);
npuError_t npuGraphAddEventWaitNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                    const npuGraphNode_t *pDependencies, size_t numDependencies,
                                    npuEvent_t event);
npuError_t npuGraphAddMemAllocNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                   const npuGraphNode_t *pDependencies, size_t numDependencies,
                                   struct npuMemAllocNodeParams *nodeParams);
npuError_t npuGraphAddMemFreeNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                  const npuGraphNode_t *pDependencies, size_t numDependencies, void *dptr);
// The handle belongs to the graph, its clones and what is instantiated from them. With
// npuGraphCondAssignDefault every launch begins with the default value.
npuError_t npuGraphConditionalHandleCreate(npuGraphConditionalHandle *pHandle_out, npuGraph_t graph,
                                           unsigned int defaultLaunchValue NPU_DEFAULT(0),
                                           unsigned int flags NPU_DEFAULT(0));
// For kernels.
void npuGraphSetConditional(npuGraphConditionalHandle handle, unsigned int value);
// A node of any type; a conditional one can be made by this function only.
npuError_t npuGraphAddNode(npuGraphNode_t *pGraphNode, npuGraph_t graph, const npuGraphNode_t *pDependencies,
                           size_t numDependencies, struct npuGraphNodeParams *nodeParams);
npuError_t npuGraphAddDependencies(npuGraph_t graph, const npuGraphNode_t *from, const npuGraphNode_t *to,
                                   size_t numDependencies);
npuError_t npuGraphRemoveDependencies(npuGraph_t graph, const npuGraphNode_t *from, const npuGraphNode_t *to,
                                      size_t numDependencies);
npuError_t npuGraphDestroyNode(npuGraphNode_t node);

// Looking at a graph
npuError_t npuGraphGetNodes(npuGraph_t graph, npuGraphNode_t *nodes, size_t *numNodes);
npuError_t npuGraphGetRootNodes(npuGraph_t graph, npuGraphNode_t *pRootNodes, size_t *pNumRootNodes);
npuError_t npuGraphGetEdges(npuGraph_t graph, npuGraphNode_t *from, npuGraphNode_t *to, size_t *numEdges);
npuError_t npuGraphNodeGetType(npuGraphNode_t node, enum npuGraphNodeType *pType);
npuError_t npuGraphNodeGetDependencies(npuGraphNode_t node, npuGraphNode_t *pDependencies,
                                       size_t *pNumDependencies);
npuError_t npuGraphNodeGetDependentNodes(npuGraphNode_t node, npuGraphNode_t *pDependentNodes,
                                         size_t *pNumDependentNodes);
npuError_t npuGraphNodeFindInClone(npuGraphNode_t *pNode, npuGraphNode_t originalNode,
                                   npuGraph_t clonedGraph);
npuError_t npuGraphChildGraphNodeGetGraph(npuGraphNode_t node, npuGraph_t *pGraph);
npuError_t npuGraphKernelNodeGetParams(npuGraphNode_t node, struct npuKernelNodeParams *pNodeParams);
npuError_t npuGraphKernelNodeSetParams(npuGraphNode_t node, const struct npuKernelNodeParams *pNodeParams);
npuError_t npuGraphMemcpyNodeGetParams(npuGraphNode_t node, struct npuMemcpy3DParms *pNodeParams);
npuError_t npuGraphMemcpyNodeSetParams(npuGraphNode_t node, const struct npuMemcpy3DParms *pNodeParams);
npuError_t npuGraphMemcpyNodeSetParams1D(npuGraphNode_t node, void *dst, const void *src, size_t count,
                                         enum npuMemcpyKind kind);
npuError_t npuGraphMemsetNodeGetParams(npuGraphNode_t node, struct npuMemsetParams *pNodeParams);
npuError_t npuGraphMemsetNodeSetParams(npuGraphNode_t node, const struct npuMemsetParams *pNodeParams);
npuError_t npuGraphHostNodeGetParams(npuGraphNode_t node, struct npuHostNodeParams *pNodeParams);
npuError_t npuGraphHostNodeSetParams(npuGraphNode_t node, const struct npuHostNodeParams *pNodeParams);
npuError_t npuGraphMemFreeNodeGetParams(npuGraphNode_t node, void *dptr_out);
npuError_t npuGraphEventRecordNodeGetEvent(npuGraphNode_t node, npuEvent_t *event_out);
npuError_t npuGraphEventRecordNodeSetEvent(npuGraphNode_t node, npuEvent_t event);
npuError_t npuGraphEventWaitNodeGetEvent(npuGraphNode_t node, npuEvent_t *event_out);
npuError_t npuGraphEventWaitNodeSetEvent(npuGraphNode_t node, npuEvent_t event);
npuError_t npuGraphMemAllocNodeGetParams(npuGraphNode_t node, struct npuMemAllocNodeParams *params_out);
npuError_t npuGraphDebugDotPrint(npuGraph_t graph, const char *path, unsigned int flags);

// Running. npuGraphInstantiate checks and copies the graph: later changes of the graph do not reach the
// executable one.
npuError_t npuGraphInstantiate(npuGraphExec_t *pGraphExec, npuGraph_t graph,
                               unsigned long long flags NPU_DEFAULT(0));
npuError_t npuGraphInstantiateWithFlags(npuGraphExec_t *pGraphExec, npuGraph_t graph,
                                        unsigned long long flags NPU_DEFAULT(0));
npuError_t npuGraphExecGetFlags(npuGraphExec_t graphExec, unsigned long long *flags);
npuError_t npuGraphLaunch(npuGraphExec_t graphExec, npuStream_t stream);
npuError_t npuGraphUpload(npuGraphExec_t graphExec, npuStream_t stream);
npuError_t npuGraphExecDestroy(npuGraphExec_t graphExec);
npuError_t npuDeviceGraphMemTrim(int device);
// value: a uint64_t. Of the high marks 0 can be set: they start again from what is in use.
npuError_t npuDeviceGetGraphMemAttribute(int device, enum npuGraphMemAttributeType attr, void *value);
npuError_t npuDeviceSetGraphMemAttribute(int device, enum npuGraphMemAttributeType attr, void *value);
npuError_t npuGraphExecUpdate(npuGraphExec_t hGraphExec, npuGraph_t hGraph,
                              npuGraphExecUpdateResultInfo *resultInfo);
npuError_t npuGraphExecKernelNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuKernelNodeParams *pNodeParams);
npuError_t npuGraphExecMemcpyNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuMemcpy3DParms *pNodeParams);
npuError_t npuGraphExecMemcpyNodeSetParams1D(npuGraphExec_t hGraphExec, npuGraphNode_t node, void *dst,
                                             const void *src, size_t count, enum npuMemcpyKind kind);
npuError_t npuGraphExecMemsetNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuMemsetParams *pNodeParams);
npuError_t npuGraphExecHostNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                         const struct npuHostNodeParams *pNodeParams);
npuError_t npuGraphExecChildGraphNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                               npuGraph_t childGraph);
npuError_t npuGraphExecEventRecordNodeSetEvent(npuGraphExec_t hGraphExec, npuGraphNode_t hNode,
                                               npuEvent_t event);
npuError_t npuGraphExecEventWaitNodeSetEvent(npuGraphExec_t hGraphExec, npuGraphNode_t hNode,
                                             npuEvent_t event);
npuError_t npuGraphNodeSetEnabled(npuGraphExec_t hGraphExec, npuGraphNode_t hNode, unsigned int isEnabled);
npuError_t npuGraphNodeGetEnabled(npuGraphExec_t hGraphExec, npuGraphNode_t hNode, unsigned int *isEnabled);

NPU_API_END

#ifdef __cplusplus
// The parameter lists of CUDA 12.3 and later: the data of edges must be null, as programmatic edges are not
// offered, and is given as null.
inline npuError_t npuStreamGetCaptureInfo(npuStream_t stream, npuStreamCaptureStatus *captureStatus_out,
                                          unsigned long long *id_out, npuGraph_t *graph_out,
                                          const npuGraphNode_t **dependencies_out,
                                          const npuGraphEdgeData **edgeData_out,
                                          size_t *numDependencies_out) {
  if (edgeData_out)
    *edgeData_out = nullptr;
  return npuStreamGetCaptureInfo(stream, captureStatus_out, id_out, graph_out, dependencies_out,
                                 numDependencies_out);
}
inline npuError_t npuStreamUpdateCaptureDependencies(npuStream_t stream, npuGraphNode_t *dependencies,
                                                     const void *dependencyData, size_t numDependencies,
                                                     unsigned int flags = 0) {
  return dependencyData ? npuErrorNotSupported
                        : npuStreamUpdateCaptureDependencies(stream, dependencies, numDependencies, flags);
}
inline npuError_t npuGraphAddNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                  const npuGraphNode_t *pDependencies, const void *dependencyData,
                                  size_t numDependencies, npuGraphNodeParams *nodeParams) {
  return dependencyData ? npuErrorNotSupported
                        : npuGraphAddNode(pGraphNode, graph, pDependencies, numDependencies, nodeParams);
}
// The parameter lists of CUDA 11.
inline npuError_t npuGraphInstantiate(npuGraphExec_t *pGraphExec, npuGraph_t graph,
                                      npuGraphNode_t *pErrorNode, char *pLogBuffer, size_t bufferSize) {
  const npuError_t error = npuGraphInstantiate(pGraphExec, graph, 0);
  if (pErrorNode)
    *pErrorNode = nullptr;
  if (pLogBuffer && bufferSize)
    pLogBuffer[0] = 0;
  return error;
}
inline npuError_t npuGraphExecUpdate(npuGraphExec_t hGraphExec, npuGraph_t hGraph,
                                     npuGraphNode_t *hErrorNode_out,
                                     enum npuGraphExecUpdateResult *updateResult_out) {
  npuGraphExecUpdateResultInfo info = {npuGraphExecUpdateSuccess, nullptr, nullptr};
  const npuError_t error = npuGraphExecUpdate(hGraphExec, hGraph, &info);
  if (hErrorNode_out)
    *hErrorNode_out = info.errorNode;
  if (updateResult_out)
    *updateResult_out = info.result;
  return error;
}
#endif

#endif
