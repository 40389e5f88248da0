// SPDX-License-Identifier: Apache-2.0
// Graphs: nodes of work and the order between them.
#ifndef NPU_API_GRAPH_H
#define NPU_API_GRAPH_H

#include "api/copy.h"
#include "core/stream.h"
#include "npu/launch.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <variant>
#include <vector>

namespace npu::api::graph {

// What a node does. Works are values: clones and executable graphs copy them and share what is behind the
// pointers.

struct kernel_work {
  detail::launch_config config;
  detail::kernel_function kernel;
  const detail::kernel_signature *signature;
  std::shared_ptr<void> packed; // the arguments; never changed once made

  std::vector<void *> addresses; // of the arguments, for npuGraphKernelNodeGetParams
};

struct copy_work {
  api::copy copy;
  npuMemcpyKind kind;
  npuMemcpy3DParms parms; // as given, or as good as it can be told
};

struct fill_work {
  api::fill fill;
  npuMemsetParams parms;
};

struct host_work {
  npuHostNodeParams parms;
};

struct child_work {
  std::shared_ptr<NPUgraph_st> graph;
};

// The value behind a handle. Graphs made from one another share it, because kernels know its address.
struct condition {
  unsigned initial;
  bool assigned; // to the initial value, when a launch begins
  bool used = false;
  std::atomic<unsigned> value;
};
struct conditional_work {
  npuConditionalNodeParams parms;
  std::shared_ptr<condition> value;
  std::vector<std::shared_ptr<NPUgraph_st>> bodies;
  std::shared_ptr<npuGraph_t[]> handles;                  // of the bodies, for the user
  std::vector<std::shared_ptr<NPUgraphExec_st>> branches; // in an executable graph: how the bodies are run
};

struct empty_work {};

struct record_work {
  npuEvent_t event;
};
struct wait_work {
  npuEvent_t event;
};

// Memory of an allocation node: there from the making of the node until the last graph with it is gone.
struct graph_memory {
  npuMemAllocNodeParams parms;
  std::shared_ptr<void> keep;
};
struct alloc_work {
  graph_memory memory;
};
struct free_work {
  void *pointer;
};

// An operation that a library put into a captured stream. It may run many times.
struct operation_work {
  const core::operation_type *type;
  std::shared_ptr<void> payload;
};

using work = std::variant<empty_work, kernel_work, copy_work, fill_work, host_work, child_work, record_work,
                          wait_work, alloc_work, free_work, operation_work, conditional_work>;

// The graphs inside of a node.
struct inner_graphs {
  const std::shared_ptr<NPUgraph_st> *first = nullptr;
  size_t count = 0;
  const std::shared_ptr<NPUgraph_st> *begin() const { return first; }
  const std::shared_ptr<NPUgraph_st> *end() const { return first + count; }
};
inner_graphs inside(const work &w);

npuGraphNodeType type_of(const work &w);

// The works of nodes, checked. Each gives npuSuccess or the error of the node function.
npuError_t make_kernel(const npuKernelNodeParams *parms, work &w);
npuError_t make_copy(const npuMemcpy3DParms *parms, work &w);
npuError_t make_copy(const api::copy &c, npuMemcpyKind kind, work &w);
npuError_t make_fill(const npuMemsetParams *parms, work &w);
npuError_t make_fill(const api::fill &f, work &w);
npuError_t make_host(const npuHostNodeParams *parms, work &w);
npuError_t make_alloc(npuMemAllocNodeParams *parms, work &w);
npuError_t make_free(void *pointer, work &w);
npuError_t make_child(npuGraph_t child, npuGraph_t parent, work &w);
npuError_t make_record(npuEvent_t event, work &w);
npuError_t make_wait(npuEvent_t event, work &w);
npuError_t make_conditional(npuConditionalNodeParams *parms, work &w);
// A launch as detail::launch gets it; either packed (moved from) or unpacked arguments.
work make_launch(const detail::launch_config &config, detail::kernel_function kernel,
                 const detail::kernel_signature &signature, void *packed, void *const *unpacked);

// One lock for all graphs, their nodes and captures. Functions below expect it to be held.
std::recursive_mutex &mutex();

bool is_graph(npuGraph_t graph);
bool is_node(npuGraphNode_t node);

// A copy with the same order of nodes; each new node knows its origin. Users see it only once it is
// published.
std::unique_ptr<NPUgraph_st> clone(const NPUgraph_st &graph);
// Makes a graph, its nodes and the graphs inside of them known to is_graph and is_node, until they are
// destroyed.
void publish(NPUgraph_st &graph);
// `dependencies` may repeat a node.
npuGraphNode_t add(npuGraph_t graph, work w, const npuGraphNode_t *dependencies, size_t count);
// False if the nodes' order has a cycle. Nodes come after those they depend on.
bool sort(const NPUgraph_st &graph, std::vector<npuGraphNode_t> &order);

} // namespace npu::api::graph

struct NPUgraphNode_st {
  npuGraph_t graph;
  npu::api::graph::work work;
  std::vector<npuGraphNode_t> dependencies, dependents;
  npuGraphNode_t origin = nullptr; // of a clone: the node it was made from
  bool enabled = true;
};

struct NPUgraph_st {
  std::vector<std::unique_ptr<NPUgraphNode_st>> nodes; // in the order they were made
  std::vector<std::shared_ptr<npu::api::graph::condition>> conditions;

  NPUgraph_st() = default;
  NPUgraph_st(const NPUgraph_st &) = delete;
  NPUgraph_st &operator=(const NPUgraph_st &) = delete;
  ~NPUgraph_st();
};

#endif
