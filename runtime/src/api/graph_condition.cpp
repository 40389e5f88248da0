// SPDX-License-Identifier: Apache-2.0
// Conditional nodes: handles, and the nodes that run graphs of their own depending on a value.
#include "api/graph.h"
#include "core/error.h"

#include <algorithm>

using namespace npu;
using namespace npu::api::graph;
using core::report;

namespace {

// The values of handles that are in use, by address.
std::unordered_map<npuGraphConditionalHandle, std::weak_ptr<condition>> &conditions() {
  static auto *map = new std::unordered_map<npuGraphConditionalHandle, std::weak_ptr<condition>>;
  return *map;
}

} // namespace

namespace npu::api::graph {

npuError_t make_conditional(npuConditionalNodeParams *p, work &w) {
  const auto found = conditions().find(p->handle);
  const std::shared_ptr<condition> value = found == conditions().end() ? nullptr : found->second.lock();
  if (!value || value->used) // a handle is for one node
    return npuErrorInvalidValue;
  const bool fits = p->type == npuGraphCondTypeIf       ? p->size == 1 || p->size == 2
                    : p->type == npuGraphCondTypeWhile  ? p->size == 1
                    : p->type == npuGraphCondTypeSwitch ? p->size >= 1
                                                        : false;
  if (!fits)
    return npuErrorInvalidValue;
  value->used = true;
  conditional_work made = {*p, value, {}, std::shared_ptr<npuGraph_t[]>(new npuGraph_t[p->size]), {}};
  for (unsigned i = 0; i < p->size; ++i) {
    made.bodies.push_back(std::make_shared<NPUgraph_st>());
    publish(*made.bodies.back());
    made.handles[i] = made.bodies.back().get();
  }
  p->phGraph_out = made.parms.phGraph_out = made.handles.get();
  w = std::move(made);
  return npuSuccess;
}

} // namespace npu::api::graph

extern "C" {

npuError_t npuGraphConditionalHandleCreate(npuGraphConditionalHandle *pHandle_out, npuGraph_t graph,
                                           unsigned int defaultLaunchValue, unsigned int flags) {
  std::lock_guard lock(mutex());
  if (!pHandle_out || !is_graph(graph) || (flags & ~unsigned(npuGraphCondAssignDefault)))
    return report(npuErrorInvalidValue);
  const bool assigned = flags & npuGraphCondAssignDefault;
  std::shared_ptr<condition> made(new condition{defaultLaunchValue, assigned, false, {0}}, [](condition *c) {
    std::lock_guard last(mutex());
    conditions().erase(reinterpret_cast<npuGraphConditionalHandle>(c));
    delete c;
  });
  *pHandle_out = reinterpret_cast<npuGraphConditionalHandle>(made.get());
  conditions()[*pHandle_out] = made;
  graph->conditions.push_back(std::move(made));
  return npuSuccess;
}

// Called by kernels: the graph that runs them keeps the value.
void npuGraphSetConditional(npuGraphConditionalHandle handle, unsigned int value) {
  reinterpret_cast<condition *>(handle)->value.store(value, std::memory_order_relaxed);
}

} // extern "C"
