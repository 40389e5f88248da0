// SPDX-License-Identifier: Apache-2.0
// Executable graphs: a copy of a graph and the plan by which streams run it.
#ifndef NPU_API_GRAPH_EXEC_H
#define NPU_API_GRAPH_EXEC_H

#include "api/graph.h"

struct NPUgraphExec_st {
  // One node of the graph or of a graph inside of it. Steps of one lane run in one stream, in the order of
  // the plan.
  struct step {
    npuGraphNode_t node;
    size_t lane;
    std::vector<size_t> waits;  // for steps of other lanes
    npuEvent_t event = nullptr; // recorded after it, if a step of another lane or the end waits for it
  };

  std::shared_ptr<NPUgraph_st> graph; // its nodes know the nodes they were made from
  unsigned long long flags = 0;
  std::vector<step> plan;
  std::vector<npuStream_t> lanes; // lane 0 is the stream of the launch: null
  npuEvent_t started = nullptr, finished = nullptr;
  npuStream_t last_stream = nullptr;
  npuStream_t own_stream = nullptr; // of a conditional node's graph: where it runs
  std::vector<std::shared_ptr<npu::api::graph::condition>> assigned; // set when a launch begins
  bool conditional = false;                                          // it has conditional nodes
  bool launched = false;

  ~NPUgraphExec_st();
};

namespace npu::api::graph {

// npuErrorInvalidValue for a graph with a cycle, npuErrorNotSupported for flags that are not offered.
npuError_t instantiate(const NPUgraph_st &graph, unsigned long long flags,
                       std::unique_ptr<NPUgraphExec_st> &exec);
// Enqueues one run. The mutex is held, or the graph is part of one that runs and cannot change.
npuError_t launch(NPUgraphExec_st &exec, npuStream_t stream);

} // namespace npu::api::graph

#endif
