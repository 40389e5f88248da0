// SPDX-License-Identifier: Apache-2.0
// Adding nodes to graphs, and reading and changing their parameters.
#include "api/allocations.h"
#include "api/devices.h"
#include "api/graph.h"
#include "core/error.h"

#include <algorithm>

using namespace npu;
using namespace npu::api::graph;
using core::report;

namespace {

using lock_all = std::lock_guard<std::recursive_mutex>;

// Adds a node whose work `make` gives: npuError_t make(work &).
template <class Make>
npuError_t add_node(npuGraphNode_t *out, npuGraph_t graph, const npuGraphNode_t *dependencies, size_t count,
                    Make make) {
  lock_all lock(mutex());
  if (!out || !is_graph(graph) || (count > 0 && !dependencies))
    return report(npuErrorInvalidValue);
  for (size_t i = 0; i < count; ++i)
    if (!is_node(dependencies[i]) || dependencies[i]->graph != graph)
      return report(npuErrorInvalidValue);
  work w;
  if (const npuError_t error = make(w); error != npuSuccess)
    return report(error);
  *out = add(graph, std::move(w), dependencies, count);
  return npuSuccess;
}

// The node's work, if the node is of that kind.
template <class Work> Work *work_of(npuGraphNode_t node) {
  return is_node(node) ? std::get_if<Work>(&node->work) : nullptr;
}

// Replaces the work of a node of the same kind by what `make` gives.
template <class Work, class Make> npuError_t set_work(npuGraphNode_t node, Make make) {
  lock_all lock(mutex());
  if (!work_of<Work>(node))
    return report(npuErrorInvalidValue);
  work w;
  if (const npuError_t error = make(w); error != npuSuccess)
    return report(error);
  node->work = std::move(w);
  return npuSuccess;
}

const char *symbol_address(const void *symbol, size_t offset) {
  return static_cast<const char *>(symbol) + offset;
}

} // namespace

extern "C" {

// --- kernels

npuError_t npuGraphAddKernelNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuKernelNodeParams *pNodeParams) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_kernel(pNodeParams, w); });
}

npuError_t npuGraphKernelNodeGetParams(npuGraphNode_t node, struct npuKernelNodeParams *pNodeParams) {
  lock_all lock(mutex());
  kernel_work *k = work_of<kernel_work>(node);
  if (!pNodeParams || !k)
    return report(npuErrorInvalidValue);
  *pNodeParams = {reinterpret_cast<void *>(k->kernel), k->config.grid,      k->config.block,
                  unsigned(k->config.shared),          k->addresses.data(), nullptr};
  return npuSuccess;
}

npuError_t npuGraphKernelNodeSetParams(npuGraphNode_t node, const struct npuKernelNodeParams *pNodeParams) {
  return set_work<kernel_work>(node, [&](work &w) { return make_kernel(pNodeParams, w); });
}

// --- copies

npuError_t npuGraphAddMemcpyNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuMemcpy3DParms *pCopyParams) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_copy(pCopyParams, w); });
}

npuError_t npuGraphAddMemcpyNode1D(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                   const npuGraphNode_t *pDependencies, size_t numDependencies, void *dst,
                                   const void *src, size_t count, enum npuMemcpyKind kind) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_copy(api::flat_copy(dst, src, count), kind, w); });
}

npuError_t npuGraphAddMemcpyNodeToSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                         const npuGraphNode_t *pDependencies, size_t numDependencies,
                                         const void *symbol, const void *src, size_t count, size_t offset,
                                         enum npuMemcpyKind kind) {
  if (!symbol || !api::is_static_data(symbol, 1, /*writable=*/true))
    return report(npuErrorInvalidSymbol);
  return npuGraphAddMemcpyNode1D(pGraphNode, graph, pDependencies, numDependencies,
                                 const_cast<char *>(symbol_address(symbol, offset)), src, count, kind);
}

npuError_t npuGraphAddMemcpyNodeFromSymbol(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                           const npuGraphNode_t *pDependencies, size_t numDependencies,
                                           void *dst, const void *symbol, size_t count, size_t offset,
                                           enum npuMemcpyKind kind) {
  if (!symbol || !api::is_static_data(symbol, 1, /*writable=*/false))
    return report(npuErrorInvalidSymbol);
  return npuGraphAddMemcpyNode1D(pGraphNode, graph, pDependencies, numDependencies, dst,
                                 symbol_address(symbol, offset), count, kind);
}

npuError_t npuGraphMemcpyNodeGetParams(npuGraphNode_t node, struct npuMemcpy3DParms *pNodeParams) {
  lock_all lock(mutex());
  const copy_work *c = work_of<copy_work>(node);
  if (!pNodeParams || !c)
    return report(npuErrorInvalidValue);
  *pNodeParams = c->parms;
  return npuSuccess;
}

npuError_t npuGraphMemcpyNodeSetParams(npuGraphNode_t node, const struct npuMemcpy3DParms *pNodeParams) {
  return set_work<copy_work>(node, [&](work &w) { return make_copy(pNodeParams, w); });
}

npuError_t npuGraphMemcpyNodeSetParams1D(npuGraphNode_t node, void *dst, const void *src, size_t count,
                                         enum npuMemcpyKind kind) {
  return set_work<copy_work>(node,
                             [&](work &w) { return make_copy(api::flat_copy(dst, src, count), kind, w); });
}

// --- fills

npuError_t npuGraphAddMemsetNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                 const npuGraphNode_t *pDependencies, size_t numDependencies,
                                 const struct npuMemsetParams *pMemsetParams) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_fill(pMemsetParams, w); });
}

npuError_t npuGraphMemsetNodeGetParams(npuGraphNode_t node, struct npuMemsetParams *pNodeParams) {
  lock_all lock(mutex());
  const fill_work *f = work_of<fill_work>(node);
  if (!pNodeParams || !f)
    return report(npuErrorInvalidValue);
  *pNodeParams = f->parms;
  return npuSuccess;
}

npuError_t npuGraphMemsetNodeSetParams(npuGraphNode_t node, const struct npuMemsetParams *pNodeParams) {
  return set_work<fill_work>(node, [&](work &w) { return make_fill(pNodeParams, w); });
}

// --- functions of the host

npuError_t npuGraphAddHostNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                               const npuGraphNode_t *pDependencies, size_t numDependencies,
                               const struct npuHostNodeParams *pNodeParams) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_host(pNodeParams, w); });
}

npuError_t npuGraphHostNodeGetParams(npuGraphNode_t node, struct npuHostNodeParams *pNodeParams) {
  lock_all lock(mutex());
  const host_work *h = work_of<host_work>(node);
  if (!pNodeParams || !h)
    return report(npuErrorInvalidValue);
  *pNodeParams = h->parms;
  return npuSuccess;
}

npuError_t npuGraphHostNodeSetParams(npuGraphNode_t node, const struct npuHostNodeParams *pNodeParams) {
  return set_work<host_work>(node, [&](work &w) { return make_host(pNodeParams, w); });
}

// --- graphs in graphs, empty nodes

npuError_t npuGraphAddChildGraphNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                     const npuGraphNode_t *pDependencies, size_t numDependencies,
                                     npuGraph_t childGraph) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_child(childGraph, graph, w); });
}

npuError_t npuGraphChildGraphNodeGetGraph(npuGraphNode_t node, npuGraph_t *pGraph) {
  lock_all lock(mutex());
  const child_work *c = work_of<child_work>(node);
  if (!pGraph || !c)
    return report(npuErrorInvalidValue);
  *pGraph = c->graph.get();
  return npuSuccess;
}

npuError_t npuGraphAddEmptyNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                const npuGraphNode_t *pDependencies, size_t numDependencies) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies, [](work &w) {
    w = empty_work{};
    return npuSuccess;
  });
}

// --- events

npuError_t npuGraphAddEventRecordNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                      const npuGraphNode_t *pDependencies, size_t numDependencies,
                                      npuEvent_t event) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_record(event, w); });
}

npuError_t npuGraphAddEventWaitNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                    const npuGraphNode_t *pDependencies, size_t numDependencies,
                                    npuEvent_t event) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_wait(event, w); });
}

npuError_t npuGraphEventRecordNodeGetEvent(npuGraphNode_t node, npuEvent_t *event_out) {
  lock_all lock(mutex());
  const record_work *r = work_of<record_work>(node);
  if (!event_out || !r)
    return report(npuErrorInvalidValue);
  *event_out = r->event;
  return npuSuccess;
}

npuError_t npuGraphEventRecordNodeSetEvent(npuGraphNode_t node, npuEvent_t event) {
  return set_work<record_work>(node, [&](work &w) { return make_record(event, w); });
}

npuError_t npuGraphEventWaitNodeGetEvent(npuGraphNode_t node, npuEvent_t *event_out) {
  lock_all lock(mutex());
  const wait_work *r = work_of<wait_work>(node);
  if (!event_out || !r)
    return report(npuErrorInvalidValue);
  *event_out = r->event;
  return npuSuccess;
}

npuError_t npuGraphEventWaitNodeSetEvent(npuGraphNode_t node, npuEvent_t event) {
  return set_work<wait_work>(node, [&](work &w) { return make_wait(event, w); });
}

// --- memory

npuError_t npuGraphAddMemAllocNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                   const npuGraphNode_t *pDependencies, size_t numDependencies,
                                   struct npuMemAllocNodeParams *nodeParams) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies,
                  [&](work &w) { return make_alloc(nodeParams, w); });
}

npuError_t npuGraphMemAllocNodeGetParams(npuGraphNode_t node, struct npuMemAllocNodeParams *params_out) {
  lock_all lock(mutex());
  const alloc_work *a = work_of<alloc_work>(node);
  if (!params_out || !a)
    return report(npuErrorInvalidValue);
  *params_out = a->memory.parms;
  return npuSuccess;
}

npuError_t npuGraphAddMemFreeNode(npuGraphNode_t *pGraphNode, npuGraph_t graph,
                                  const npuGraphNode_t *pDependencies, size_t numDependencies, void *dptr) {
  return add_node(pGraphNode, graph, pDependencies, numDependencies, [&](work &w) {
    for (const auto &node : graph->nodes) // once only
      if (const auto *freed = std::get_if<free_work>(&node->work); freed && freed->pointer == dptr)
        return npuErrorInvalidValue;
    return make_free(dptr, w);
  });
}

npuError_t npuGraphMemFreeNodeGetParams(npuGraphNode_t node, void *dptr_out) {
  lock_all lock(mutex());
  const free_work *f = work_of<free_work>(node);
  if (!dptr_out || !f)
    return report(npuErrorInvalidValue);
  *static_cast<void **>(dptr_out) = f->pointer;
  return npuSuccess;
}

// --- any type

npuError_t npuGraphAddNode(npuGraphNode_t *pGraphNode, npuGraph_t graph, const npuGraphNode_t *pDependencies,
                           size_t numDependencies, struct npuGraphNodeParams *p) {
  if (!p)
    return report(npuErrorInvalidValue);
  return add_node(pGraphNode, graph, pDependencies, numDependencies, [&](work &w) {
    switch (p->type) {
    case npuGraphNodeTypeKernel:
      return make_kernel(&p->kernel, w);
    case npuGraphNodeTypeMemcpy:
      return make_copy(&p->memcpy.copyParams, w);
    case npuGraphNodeTypeMemset:
      return make_fill(&p->memset, w);
    case npuGraphNodeTypeHost:
      return make_host(&p->host, w);
    case npuGraphNodeTypeGraph:
      return make_child(p->graph.graph, graph, w);
    case npuGraphNodeTypeEmpty:
      w = empty_work{};
      return npuSuccess;
    case npuGraphNodeTypeWaitEvent:
      return make_wait(p->eventWait.event, w);
    case npuGraphNodeTypeEventRecord:
      return make_record(p->eventRecord.event, w);
    case npuGraphNodeTypeMemAlloc:
      return make_alloc(&p->alloc, w);
    case npuGraphNodeTypeMemFree:
      return make_free(p->free.dptr, w);
    case npuGraphNodeTypeConditional:
      return make_conditional(&p->conditional, w);
    default:
      return npuErrorNotSupported;
    }
  });
}

} // extern "C"
