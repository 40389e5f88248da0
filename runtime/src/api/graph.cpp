// SPDX-License-Identifier: Apache-2.0
// Graphs as such: making, cloning, the order between nodes, and questions about them.
#include "api/graph.h"

#include "core/error.h"

#include <stdio.h>

#include <algorithm>
#include <unordered_set>

using namespace npu;
using namespace npu::api::graph;
using core::report;

namespace npu::api::graph {

namespace {

std::unordered_set<npuGraph_t> &graphs() {
  static auto *set = new std::unordered_set<npuGraph_t>;
  return *set;
}

// Nodes of all graphs, those inside of other nodes too.
std::unordered_set<npuGraphNode_t> &nodes() {
  static auto *set = new std::unordered_set<npuGraphNode_t>;
  return *set;
}

void erase(std::vector<npuGraphNode_t> &list, npuGraphNode_t node) {
  list.erase(std::remove(list.begin(), list.end(), node), list.end());
}

} // namespace

std::recursive_mutex &mutex() {
  static auto *m = new std::recursive_mutex;
  return *m;
}

bool is_graph(npuGraph_t graph) { return graphs().count(graph) != 0; }
bool is_node(npuGraphNode_t node) { return nodes().count(node) != 0; }

npuGraphNodeType type_of(const work &w) {
  struct visitor {
    npuGraphNodeType operator()(const kernel_work &) { return npuGraphNodeTypeKernel; }
    npuGraphNodeType operator()(const copy_work &) { return npuGraphNodeTypeMemcpy; }
    npuGraphNodeType operator()(const fill_work &) { return npuGraphNodeTypeMemset; }
    npuGraphNodeType operator()(const host_work &) { return npuGraphNodeTypeHost; }
    npuGraphNodeType operator()(const child_work &) { return npuGraphNodeTypeGraph; }
    npuGraphNodeType operator()(const empty_work &) { return npuGraphNodeTypeEmpty; }
    npuGraphNodeType operator()(const record_work &) { return npuGraphNodeTypeEventRecord; }
    npuGraphNodeType operator()(const wait_work &) { return npuGraphNodeTypeWaitEvent; }
    npuGraphNodeType operator()(const alloc_work &) { return npuGraphNodeTypeMemAlloc; }
    npuGraphNodeType operator()(const free_work &) { return npuGraphNodeTypeMemFree; }
    npuGraphNodeType operator()(const operation_work &) { return npuGraphNodeTypeKernel; }
    npuGraphNodeType operator()(const conditional_work &) { return npuGraphNodeTypeConditional; }
  };
  return std::visit(visitor{}, w);
}

inner_graphs inside(const work &w) {
  if (const auto *child = std::get_if<child_work>(&w))
    return {&child->graph, 1};
  if (const auto *conditional = std::get_if<conditional_work>(&w))
    return {conditional->bodies.data(), conditional->bodies.size()};
  return {};
}

void publish(NPUgraph_st &graph) {
  graphs().insert(&graph);
  for (const auto &node : graph.nodes) {
    nodes().insert(node.get());
    for (const auto &inner : inside(node->work))
      publish(*inner);
  }
}

npuGraphNode_t add(npuGraph_t graph, work w, const npuGraphNode_t *dependencies, size_t count) {
  auto node = std::make_unique<NPUgraphNode_st>();
  node->graph = graph;
  node->work = std::move(w);
  for (size_t i = 0; i < count; ++i) {
    auto &list = node->dependencies;
    if (std::find(list.begin(), list.end(), dependencies[i]) != list.end())
      continue;
    list.push_back(dependencies[i]);
    dependencies[i]->dependents.push_back(node.get());
  }
  nodes().insert(node.get());
  graph->nodes.push_back(std::move(node));
  return graph->nodes.back().get();
}

std::unique_ptr<NPUgraph_st> clone(const NPUgraph_st &graph) {
  auto copy = std::make_unique<NPUgraph_st>();
  copy->conditions = graph.conditions;
  std::unordered_map<npuGraphNode_t, npuGraphNode_t> counterpart;
  for (const auto &node : graph.nodes) {
    work w = node->work;
    if (auto *child = std::get_if<child_work>(&w)) {
      child->graph = clone(*child->graph);
    } else if (auto *conditional = std::get_if<conditional_work>(&w)) {
      conditional->handles.reset(new npuGraph_t[conditional->bodies.size()]);
      for (size_t i = 0; i < conditional->bodies.size(); ++i) {
        conditional->bodies[i] = clone(*conditional->bodies[i]);
        conditional->handles[i] = conditional->bodies[i].get();
      }
      conditional->parms.phGraph_out = conditional->handles.get();
    }
    auto made = std::make_unique<NPUgraphNode_st>();
    made->graph = copy.get();
    made->work = std::move(w);
    made->origin = node.get();
    made->enabled = node->enabled;
    counterpart[node.get()] = made.get();
    copy->nodes.push_back(std::move(made));
  }
  for (const auto &node : graph.nodes) {
    NPUgraphNode_st &made = *counterpart[node.get()];
    for (npuGraphNode_t d : node->dependencies)
      made.dependencies.push_back(counterpart[d]);
    for (npuGraphNode_t d : node->dependents)
      made.dependents.push_back(counterpart[d]);
  }
  return copy;
}

bool sort(const NPUgraph_st &graph, std::vector<npuGraphNode_t> &order) {
  std::unordered_map<npuGraphNode_t, size_t> unmet;
  order.clear();
  for (const auto &node : graph.nodes) {
    unmet[node.get()] = node->dependencies.size();
    if (node->dependencies.empty())
      order.push_back(node.get());
  }
  for (size_t i = 0; i < order.size(); ++i)
    for (npuGraphNode_t next : order[i]->dependents)
      if (--unmet[next] == 0)
        order.push_back(next);
  return order.size() == graph.nodes.size();
}

} // namespace npu::api::graph

NPUgraph_st::~NPUgraph_st() {
  std::lock_guard lock(npu::api::graph::mutex());
  graphs().erase(this);
  for (const auto &node : nodes)
    npu::api::graph::nodes().erase(node.get());
}

namespace {

using lock_all = std::lock_guard<std::recursive_mutex>;

// Gives a list to the caller, as all getters of the graph API do: null asks for the length; entries beyond
// the list become null.
npuError_t give(const std::vector<npuGraphNode_t> &list, npuGraphNode_t *out, size_t *count) {
  if (!count)
    return npuErrorInvalidValue;
  if (out) {
    for (size_t i = 0; i < *count; ++i)
      out[i] = i < list.size() ? list[i] : nullptr;
    *count = std::min(*count, list.size());
  } else {
    *count = list.size();
  }
  return npuSuccess;
}

npuError_t check_edges(npuGraph_t graph, const npuGraphNode_t *from, const npuGraphNode_t *to, size_t count) {
  if (!is_graph(graph) || (count > 0 && (!from || !to)))
    return npuErrorInvalidValue;
  for (size_t i = 0; i < count; ++i)
    if (!is_node(from[i]) || !is_node(to[i]) || from[i]->graph != graph || to[i]->graph != graph ||
        from[i] == to[i])
      return npuErrorInvalidValue;
  return npuSuccess;
}

bool depends(npuGraphNode_t on, npuGraphNode_t node) {
  const auto &list = node->dependencies;
  return std::find(list.begin(), list.end(), on) != list.end();
}

// CUDA keeps graphs with such nodes as they are.
bool is_memory_node(const NPUgraphNode_st &node) {
  const npuGraphNodeType type = type_of(node.work);
  return type == npuGraphNodeTypeMemAlloc || type == npuGraphNodeTypeMemFree;
}

const char *name_of(npuGraphNodeType type) {
  switch (type) {
  case npuGraphNodeTypeKernel:
    return "kernel";
  case npuGraphNodeTypeMemcpy:
    return "memcpy";
  case npuGraphNodeTypeMemset:
    return "memset";
  case npuGraphNodeTypeHost:
    return "host";
  case npuGraphNodeTypeGraph:
    return "graph";
  case npuGraphNodeTypeWaitEvent:
    return "wait event";
  case npuGraphNodeTypeEventRecord:
    return "record event";
  case npuGraphNodeTypeMemAlloc:
    return "allocate";
  case npuGraphNodeTypeMemFree:
    return "free";
  case npuGraphNodeTypeConditional:
    return "conditional";
  default:
    return "empty";
  }
}

} // namespace

extern "C" {

npuError_t npuGraphCreate(npuGraph_t *pGraph, unsigned int flags) {
  if (!pGraph || flags != 0)
    return report(npuErrorInvalidValue);
  lock_all lock(mutex());
  *pGraph = new NPUgraph_st;
  publish(**pGraph);
  return npuSuccess;
}

npuError_t npuGraphDestroy(npuGraph_t graph) {
  lock_all lock(mutex());
  if (!is_graph(graph))
    return report(npuErrorInvalidValue);
  delete graph;
  return npuSuccess;
}

npuError_t npuGraphClone(npuGraph_t *pGraphClone, npuGraph_t originalGraph) {
  lock_all lock(mutex());
  if (!pGraphClone || !is_graph(originalGraph))
    return report(npuErrorInvalidValue);
  for (const auto &node : originalGraph->nodes)
    if (is_memory_node(*node))
      return report(npuErrorNotSupported);
  auto copy = clone(*originalGraph);
  publish(*copy);
  *pGraphClone = copy.release();
  return npuSuccess;
}

npuError_t npuGraphNodeFindInClone(npuGraphNode_t *pNode, npuGraphNode_t originalNode,
                                   npuGraph_t clonedGraph) {
  lock_all lock(mutex());
  if (!pNode || !is_node(originalNode) || !is_graph(clonedGraph))
    return report(npuErrorInvalidValue);
  for (const auto &node : clonedGraph->nodes)
    if (node->origin == originalNode) {
      *pNode = node.get();
      return npuSuccess;
    }
  return report(npuErrorInvalidValue);
}

npuError_t npuGraphGetNodes(npuGraph_t graph, npuGraphNode_t *nodes, size_t *numNodes) {
  lock_all lock(mutex());
  if (!is_graph(graph))
    return report(npuErrorInvalidValue);
  std::vector<npuGraphNode_t> list;
  for (const auto &node : graph->nodes)
    list.push_back(node.get());
  return report(give(list, nodes, numNodes));
}

npuError_t npuGraphGetRootNodes(npuGraph_t graph, npuGraphNode_t *pRootNodes, size_t *pNumRootNodes) {
  lock_all lock(mutex());
  if (!is_graph(graph))
    return report(npuErrorInvalidValue);
  std::vector<npuGraphNode_t> list;
  for (const auto &node : graph->nodes)
    if (node->dependencies.empty())
      list.push_back(node.get());
  return report(give(list, pRootNodes, pNumRootNodes));
}

npuError_t npuGraphGetEdges(npuGraph_t graph, npuGraphNode_t *from, npuGraphNode_t *to, size_t *numEdges) {
  lock_all lock(mutex());
  if (!is_graph(graph) || !numEdges || !from != !to)
    return report(npuErrorInvalidValue);
  std::vector<npuGraphNode_t> starts, ends;
  for (const auto &node : graph->nodes)
    for (npuGraphNode_t d : node->dependencies) {
      starts.push_back(d);
      ends.push_back(node.get());
    }
  size_t room = *numEdges;
  give(starts, from, &room);
  return report(give(ends, to, numEdges));
}

npuError_t npuGraphNodeGetType(npuGraphNode_t node, enum npuGraphNodeType *pType) {
  lock_all lock(mutex());
  if (!pType || !is_node(node))
    return report(npuErrorInvalidValue);
  *pType = type_of(node->work);
  return npuSuccess;
}

npuError_t npuGraphNodeGetDependencies(npuGraphNode_t node, npuGraphNode_t *pDependencies,
                                       size_t *pNumDependencies) {
  lock_all lock(mutex());
  return report(is_node(node) ? give(node->dependencies, pDependencies, pNumDependencies)
                              : npuErrorInvalidValue);
}

npuError_t npuGraphNodeGetDependentNodes(npuGraphNode_t node, npuGraphNode_t *pDependentNodes,
                                         size_t *pNumDependentNodes) {
  lock_all lock(mutex());
  return report(is_node(node) ? give(node->dependents, pDependentNodes, pNumDependentNodes)
                              : npuErrorInvalidValue);
}

npuError_t npuGraphAddDependencies(npuGraph_t graph, const npuGraphNode_t *from, const npuGraphNode_t *to,
                                   size_t numDependencies) {
  lock_all lock(mutex());
  if (const npuError_t error = check_edges(graph, from, to, numDependencies); error != npuSuccess)
    return report(error);
  for (size_t i = 0; i < numDependencies; ++i)
    if (depends(from[i], to[i]))
      return report(npuErrorInvalidValue);
  for (size_t i = 0; i < numDependencies; ++i) {
    to[i]->dependencies.push_back(from[i]);
    from[i]->dependents.push_back(to[i]);
  }
  return npuSuccess;
}

npuError_t npuGraphRemoveDependencies(npuGraph_t graph, const npuGraphNode_t *from, const npuGraphNode_t *to,
                                      size_t numDependencies) {
  lock_all lock(mutex());
  if (const npuError_t error = check_edges(graph, from, to, numDependencies); error != npuSuccess)
    return report(error);
  for (size_t i = 0; i < numDependencies; ++i)
    if (!depends(from[i], to[i]))
      return report(npuErrorInvalidValue);
  for (size_t i = 0; i < numDependencies; ++i) {
    erase(to[i]->dependencies, from[i]);
    erase(from[i]->dependents, to[i]);
  }
  return npuSuccess;
}

npuError_t npuGraphDestroyNode(npuGraphNode_t node) {
  lock_all lock(mutex());
  if (!is_node(node))
    return report(npuErrorInvalidValue);
  if (is_memory_node(*node))
    return report(npuErrorNotSupported);
  for (npuGraphNode_t d : node->dependencies)
    erase(d->dependents, node);
  for (npuGraphNode_t d : node->dependents)
    erase(d->dependencies, node);
  nodes().erase(node);
  auto &list = node->graph->nodes;
  list.erase(std::find_if(list.begin(), list.end(), [&](const auto &n) { return n.get() == node; }));
  return npuSuccess;
}

npuError_t npuGraphDebugDotPrint(npuGraph_t graph, const char *path, unsigned int) {
  lock_all lock(mutex());
  if (!is_graph(graph) || !path)
    return report(npuErrorInvalidValue);
  FILE *file = fopen(path, "we");
  if (!file)
    return report(npuErrorOperatingSystem);
  std::unordered_map<npuGraphNode_t, size_t> number;
  fprintf(file, "digraph graph_1 {\n");
  for (const auto &node : graph->nodes) {
    const size_t n = number.size();
    number[node.get()] = n;
    fprintf(file, "  node_%zu [label=\"%zu: %s\"];\n", n, n, name_of(type_of(node->work)));
  }
  for (const auto &node : graph->nodes)
    for (npuGraphNode_t d : node->dependencies)
      fprintf(file, "  node_%zu -> node_%zu;\n", number[d], number[node.get()]);
  fprintf(file, "}\n");
  return report(fclose(file) == 0 ? npuSuccess : npuErrorOperatingSystem);
}

} // extern "C"
