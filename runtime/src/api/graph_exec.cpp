// SPDX-License-Identifier: Apache-2.0
// Executable graphs in the API: instantiation, launch, and changes of parameters without a new instantiation.
#include "api/graph_exec.h"

#include "api/capture.h"
#include "core/error.h"

#include <algorithm>
#include <unordered_set>

using namespace npu;
using namespace npu::api::graph;
using core::report;

namespace {

using lock_all = std::lock_guard<std::recursive_mutex>;

std::unordered_set<npuGraphExec_t> &execs() {
  static auto *set = new std::unordered_set<npuGraphExec_t>;
  return *set;
}

bool is_exec(npuGraphExec_t exec) { return execs().count(exec) != 0; }

// The node of the executable graph that was made from `origin`, in graphs inside of it too.
npuGraphNode_t counterpart(const NPUgraph_st &graph, npuGraphNode_t origin) {
  for (const auto &node : graph.nodes) {
    if (node->origin == origin)
      return node.get();
    for (const auto &inner : inside(node->work))
      if (npuGraphNode_t found = counterpart(*inner, origin))
        return found;
  }
  return nullptr;
}

// The graphs of conditional nodes are launched while the whole runs, so that has to end before they change.
void settle(npuGraphExec_t exec) {
  {
    lock_all lock(mutex());
    if (!is_exec(exec) || !exec->conditional || !exec->launched)
      return;
  }
  core::synchronize(exec->finished);
}

// Replaces the work of a node of the executable graph by what `make` gives.
template <class Work, class Make> npuError_t set_work(npuGraphExec_t exec, npuGraphNode_t origin, Make make) {
  settle(exec);
  lock_all lock(mutex());
  npuGraphNode_t node = is_exec(exec) && origin ? counterpart(*exec->graph, origin) : nullptr;
  if (!node || !std::holds_alternative<Work>(node->work))
    return report(npuErrorInvalidValue);
  work w;
  if (const npuError_t error = make(w); error != npuSuccess)
    return report(error);
  node->work = std::move(w);
  return npuSuccess;
}

// The positions of the nodes that each node depends on, to compare the order of two graphs.
std::vector<std::vector<size_t>> shape_of(const NPUgraph_st &graph) {
  std::unordered_map<npuGraphNode_t, size_t> position;
  std::vector<std::vector<size_t>> shape;
  for (const auto &node : graph.nodes)
    position.emplace(node.get(), position.size());
  for (const auto &node : graph.nodes) {
    std::vector<size_t> list;
    for (npuGraphNode_t d : node->dependencies)
      list.push_back(position[d]);
    std::sort(list.begin(), list.end());
    shape.push_back(std::move(list));
  }
  return shape;
}

// Compares an executable graph with the graph that shall replace its works. Nodes correspond in the order
// they were made.
npuGraphExecUpdateResultInfo compare(const NPUgraph_st &exec, const NPUgraph_st &graph) {
  if (exec.nodes.size() != graph.nodes.size())
    return {npuGraphExecUpdateErrorTopologyChanged, nullptr, nullptr};
  const auto exec_shape = shape_of(exec), graph_shape = shape_of(graph);
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    const npuGraphNode_t node = graph.nodes[i].get();
    if (exec_shape[i] != graph_shape[i])
      return {npuGraphExecUpdateErrorTopologyChanged, node, nullptr};
    const work &before = exec.nodes[i]->work, &after = node->work;
    if (type_of(before) != type_of(after) || before.index() != after.index())
      return {npuGraphExecUpdateErrorNodeTypeChanged, node, nullptr};
    const auto old_graphs = inside(before), new_graphs = inside(after);
    if (old_graphs.count != new_graphs.count)
      return {npuGraphExecUpdateErrorParametersChanged, node, nullptr};
    for (size_t g = 0; g < new_graphs.count; ++g)
      if (const auto inner = compare(*old_graphs.first[g], *new_graphs.first[g]);
          inner.result != npuGraphExecUpdateSuccess)
        return inner;
  }
  return {npuGraphExecUpdateSuccess, nullptr, nullptr};
}

void take_works(NPUgraph_st &exec, const NPUgraph_st &graph) {
  for (size_t i = 0; i < graph.nodes.size(); ++i) {
    NPUgraphNode_st &node = *exec.nodes[i];
    node.origin = graph.nodes[i].get();
    const auto old_graphs = inside(node.work), new_graphs = inside(graph.nodes[i]->work);
    for (size_t g = 0; g < new_graphs.count; ++g)
      take_works(*old_graphs.first[g], *new_graphs.first[g]);
    if (new_graphs.count == 0)
      node.work = graph.nodes[i]->work;
  }
}

} // namespace

extern "C" {

npuError_t npuGraphInstantiate(npuGraphExec_t *pGraphExec, npuGraph_t graph, unsigned long long flags) {
  lock_all lock(mutex());
  if (!pGraphExec || !is_graph(graph))
    return report(npuErrorInvalidValue);
  std::unique_ptr<NPUgraphExec_st> exec;
  if (const npuError_t error = instantiate(*graph, flags, exec); error != npuSuccess)
    return report(error);
  execs().insert(exec.get());
  *pGraphExec = exec.release();
  return npuSuccess;
}

npuError_t npuGraphInstantiateWithFlags(npuGraphExec_t *pGraphExec, npuGraph_t graph,
                                        unsigned long long flags) {
  return npuGraphInstantiate(pGraphExec, graph, flags);
}

npuError_t npuGraphExecGetFlags(npuGraphExec_t graphExec, unsigned long long *flags) {
  lock_all lock(mutex());
  if (!flags || !is_exec(graphExec))
    return report(npuErrorInvalidValue);
  *flags = graphExec->flags;
  return npuSuccess;
}

npuError_t npuGraphLaunch(npuGraphExec_t graphExec, npuStream_t stream) {
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  lock_all lock(mutex());
  if (!is_exec(graphExec))
    return report(npuErrorInvalidValue);
  if (npuError_t result; api::capture_graph(stream, *graphExec->graph, result))
    return report(result);
  return report(launch(*graphExec, stream));
}

// There is nothing to bring to the device in advance.
npuError_t npuGraphUpload(npuGraphExec_t graphExec, npuStream_t stream) {
  if (!core::is_valid(stream))
    return report(npuErrorInvalidResourceHandle);
  lock_all lock(mutex());
  return report(is_exec(graphExec) ? npuSuccess : npuErrorInvalidValue);
}

npuError_t npuGraphExecDestroy(npuGraphExec_t graphExec) {
  {
    lock_all lock(mutex());
    if (!execs().erase(graphExec))
      return report(npuErrorInvalidValue);
  }
  // Launches in flight own what they use, but not the memory of allocation nodes.
  if (graphExec->launched)
    core::synchronize(graphExec->finished);
  lock_all lock(mutex());
  delete graphExec;
  return npuSuccess;
}

npuError_t npuGraphExecUpdate(npuGraphExec_t hGraphExec, npuGraph_t hGraph,
                              npuGraphExecUpdateResultInfo *resultInfo) {
  settle(hGraphExec);
  lock_all lock(mutex());
  if (!resultInfo || !is_exec(hGraphExec) || !is_graph(hGraph))
    return report(npuErrorInvalidValue);
  *resultInfo = compare(*hGraphExec->graph, *hGraph);
  if (resultInfo->result != npuGraphExecUpdateSuccess)
    return report(npuErrorGraphExecUpdateFailure);
  take_works(*hGraphExec->graph, *hGraph);
  return npuSuccess;
}

npuError_t npuGraphExecKernelNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuKernelNodeParams *pNodeParams) {
  return set_work<kernel_work>(hGraphExec, node, [&](work &w) { return make_kernel(pNodeParams, w); });
}

npuError_t npuGraphExecMemcpyNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuMemcpy3DParms *pNodeParams) {
  return set_work<copy_work>(hGraphExec, node, [&](work &w) { return make_copy(pNodeParams, w); });
}

npuError_t npuGraphExecMemcpyNodeSetParams1D(npuGraphExec_t hGraphExec, npuGraphNode_t node, void *dst,
                                             const void *src, size_t count, enum npuMemcpyKind kind) {
  return set_work<copy_work>(hGraphExec, node,
                             [&](work &w) { return make_copy(api::flat_copy(dst, src, count), kind, w); });
}

npuError_t npuGraphExecMemsetNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                           const struct npuMemsetParams *pNodeParams) {
  return set_work<fill_work>(hGraphExec, node, [&](work &w) { return make_fill(pNodeParams, w); });
}

npuError_t npuGraphExecHostNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                         const struct npuHostNodeParams *pNodeParams) {
  return set_work<host_work>(hGraphExec, node, [&](work &w) { return make_host(pNodeParams, w); });
}

npuError_t npuGraphExecChildGraphNodeSetParams(npuGraphExec_t hGraphExec, npuGraphNode_t node,
                                               npuGraph_t childGraph) {
  settle(hGraphExec);
  lock_all lock(mutex());
  npuGraphNode_t own = is_exec(hGraphExec) && node ? counterpart(*hGraphExec->graph, node) : nullptr;
  auto *child = own ? std::get_if<child_work>(&own->work) : nullptr;
  if (!child || !is_graph(childGraph))
    return report(npuErrorInvalidValue);
  if (compare(*child->graph, *childGraph).result != npuGraphExecUpdateSuccess)
    return report(npuErrorInvalidValue);
  take_works(*child->graph, *childGraph);
  return npuSuccess;
}

npuError_t npuGraphExecEventRecordNodeSetEvent(npuGraphExec_t hGraphExec, npuGraphNode_t hNode,
                                               npuEvent_t event) {
  return set_work<record_work>(hGraphExec, hNode, [&](work &w) { return make_record(event, w); });
}

npuError_t npuGraphExecEventWaitNodeSetEvent(npuGraphExec_t hGraphExec, npuGraphNode_t hNode,
                                             npuEvent_t event) {
  return set_work<wait_work>(hGraphExec, hNode, [&](work &w) { return make_wait(event, w); });
}

// Only kernels, copies and fills can be disabled.
npuError_t npuGraphNodeSetEnabled(npuGraphExec_t hGraphExec, npuGraphNode_t hNode, unsigned int isEnabled) {
  settle(hGraphExec);
  lock_all lock(mutex());
  npuGraphNode_t node = is_exec(hGraphExec) && hNode ? counterpart(*hGraphExec->graph, hNode) : nullptr;
  if (!node || type_of(node->work) > npuGraphNodeTypeMemset)
    return report(npuErrorInvalidValue);
  node->enabled = isEnabled != 0;
  return npuSuccess;
}

npuError_t npuGraphNodeGetEnabled(npuGraphExec_t hGraphExec, npuGraphNode_t hNode, unsigned int *isEnabled) {
  lock_all lock(mutex());
  npuGraphNode_t node = is_exec(hGraphExec) && hNode ? counterpart(*hGraphExec->graph, hNode) : nullptr;
  if (!isEnabled || !node || type_of(node->work) > npuGraphNodeTypeMemset)
    return report(npuErrorInvalidValue);
  *isEnabled = node->enabled;
  return npuSuccess;
}

} // extern "C"
