// SPDX-License-Identifier: Apache-2.0
// Planning and running executable graphs. Independent branches run in streams of their own, up to a number;
// events order them where they depend on each other.
#include "api/graph_exec.h"

#include "api/resources.h"

#include <algorithm>

NPUgraphExec_st::~NPUgraphExec_st() {
  for (size_t i = 1; i < lanes.size(); ++i)
    npu::core::destroy_stream(lanes[i]);
  for (const step &s : plan)
    if (s.event)
      npu::core::destroy_event(s.event);
  if (started)
    npu::core::destroy_event(started);
  if (finished)
    npu::core::destroy_event(finished);
  if (own_stream)
    npu::core::destroy_stream(own_stream);
}

namespace npu::api::graph {

namespace {

constexpr size_t most_lanes = 8;

class planner {
public:
  explicit planner(NPUgraphExec_st &exec) : exec_(exec) {}

  bool plan(const std::shared_ptr<NPUgraph_st> &graph) {
    exec_.graph = graph;
    std::vector<size_t> ends;
    if (!expand(*graph, {}, ends))
      return false;
    exec_.lanes.resize(std::max<size_t>(tails_.size(), 1));
    for (size_t i = 1; i < exec_.lanes.size(); ++i) {
      exec_.lanes[i] = core::create_stream(npuStreamNonBlocking, 0);
      make_event(tails_[i]); // the end of the run waits for it
    }
    exec_.started = core::create_event(npuEventDisableTiming);
    exec_.finished = core::create_event(npuEventDisableTiming);
    return true;
  }

private:
  // Appends the steps of a graph that starts after `before`; `ends` are the steps after which it has ended.
  bool expand(const NPUgraph_st &graph, const std::vector<size_t> &before, std::vector<size_t> &ends) {
    std::vector<npuGraphNode_t> order;
    if (!sort(graph, order))
      return false;
    for (const auto &c : graph.conditions)
      if (c->assigned)
        exec_.assigned.push_back(c);
    std::unordered_map<npuGraphNode_t, std::vector<size_t>> ends_of;
    ends = order.empty() ? before : std::vector<size_t>{};
    for (npuGraphNode_t node : order) {
      std::vector<size_t> after;
      for (npuGraphNode_t d : node->dependencies)
        after.insert(after.end(), ends_of[d].begin(), ends_of[d].end());
      if (node->dependencies.empty())
        after = before;
      std::sort(after.begin(), after.end());
      after.erase(std::unique(after.begin(), after.end()), after.end());
      std::vector<size_t> &own_ends = ends_of[node];
      if (const auto *child = std::get_if<child_work>(&node->work)) {
        if (!expand(*child->graph, after, own_ends))
          return false;
      } else {
        if (auto *conditional = std::get_if<conditional_work>(&node->work))
          if (!plan_branches(*conditional))
            return false;
        own_ends = {append(node, after)};
      }
      if (node->dependents.empty())
        ends.insert(ends.end(), own_ends.begin(), own_ends.end());
    }
    return true;
  }

  bool plan_branches(conditional_work &c) {
    exec_.conditional = true;
    c.branches.clear();
    for (const auto &body : c.bodies) {
      auto branch = std::make_shared<NPUgraphExec_st>();
      branch->own_stream = core::create_stream(npuStreamNonBlocking, 0);
      if (!planner(*branch).plan(body))
        return false;
      // The launch of the whole assigns the values of its inner graphs too.
      exec_.assigned.insert(exec_.assigned.end(), branch->assigned.begin(), branch->assigned.end());
      branch->assigned.clear();
      c.branches.push_back(std::move(branch));
    }
    return true;
  }

  // A step goes on in a lane that one of its predecessors ended, else opens a lane.
  size_t append(npuGraphNode_t node, const std::vector<size_t> &after) {
    size_t lane = tails_.size();
    for (size_t d : after)
      if (tails_[exec_.plan[d].lane] == d) {
        lane = exec_.plan[d].lane;
        break;
      }
    if (lane == most_lanes)
      lane = exec_.plan.size() % most_lanes;
    const size_t index = exec_.plan.size();
    if (lane == tails_.size())
      tails_.push_back(index);
    tails_[lane] = index;
    NPUgraphExec_st::step step = {node, lane, {}};
    for (size_t d : after)
      if (exec_.plan[d].lane != lane) {
        make_event(d);
        step.waits.push_back(d);
      }
    exec_.plan.push_back(std::move(step));
    return index;
  }

  void make_event(size_t step) {
    npuEvent_t &event = exec_.plan[step].event;
    if (!event)
      event = core::create_event(npuEventDisableTiming);
  }

  NPUgraphExec_st &exec_;
  std::vector<size_t> tails_; // last step of each lane
};

// A launch moves its arguments away, but a graph launches them many times. This signature stands in for one
// whose arguments cannot be copied byte by byte: its own argument is a reference to the kept ones.
struct kept_arguments {
  const detail::kernel_signature *signature;
  std::shared_ptr<void> packed;
};

constexpr detail::kernel_signature kept_signature = {
    sizeof(kept_arguments),
    alignof(kept_arguments),
    [](detail::kernel_function kernel, const void *p) {
      const auto *kept = static_cast<const kept_arguments *>(p);
      kept->signature->call(kernel, kept->packed.get());
    },
    nullptr,
    [](void *to, void *from) { new (to) kept_arguments(std::move(*static_cast<kept_arguments *>(from))); },
    [](void *p) { static_cast<kept_arguments *>(p)->~kept_arguments(); },
    0,
    nullptr,
    nullptr,
};

npuError_t run_branch(NPUgraphExec_st &branch) {
  if (const npuError_t error = launch(branch, branch.own_stream); error != npuSuccess)
    return error;
  return core::synchronize(branch.own_stream);
}

// Runs when everything before the node has: the thread helps with the work that it waits for.
void run_conditional(const conditional_work &c) {
  const auto value = [&] { return c.value->value.load(std::memory_order_relaxed); };
  switch (c.parms.type) {
  case npuGraphCondTypeIf:
    if (const size_t branch = value() != 0 ? 0 : 1; branch < c.branches.size())
      run_branch(*c.branches[branch]);
    break;
  case npuGraphCondTypeWhile:
    while (value() != 0 && run_branch(*c.branches[0]) == npuSuccess) {
    }
    break;
  case npuGraphCondTypeSwitch:
    if (const size_t branch = value(); branch < c.branches.size())
      run_branch(*c.branches[branch]);
    break;
  }
}

struct runner {
  npuStream_t stream;

  npuError_t operator()(const kernel_work &k) const {
    detail::launch_config config = k.config;
    config.stream = stream;
    if (!k.signature->move)
      return detail::launch(config, k.kernel, *k.signature, k.packed.get());
    kept_arguments kept = {k.signature, k.packed};
    return detail::launch(config, k.kernel, kept_signature, &kept);
  }
  npuError_t operator()(const copy_work &c) const {
    if (c.copy.size.empty())
      return npuSuccess;
    return core::enqueue(stream, [copy = c.copy] { run(copy); }, c.copy.size.bytes());
  }
  npuError_t operator()(const fill_work &f) const {
    if (f.fill.size.empty())
      return npuSuccess;
    return core::enqueue(stream, [fill = f.fill] { run(fill); }, f.fill.size.bytes());
  }
  npuError_t operator()(const host_work &h) const {
    return core::enqueue(stream, [p = h.parms] { run_host_function([&] { p.fn(p.userData); }); });
  }
  npuError_t operator()(const record_work &r) const { return core::record(r.event, stream); }
  npuError_t operator()(const wait_work &w) const { return core::wait_for(stream, w.event); }
  npuError_t operator()(const operation_work &o) const {
    return core::enqueue(stream, [o] { o.type->run(o.payload.get()); });
  }
  // The memory of allocation nodes is there all the time.
  npuError_t operator()(const alloc_work &) const { return npuSuccess; }
  npuError_t operator()(const free_work &) const { return npuSuccess; }
  npuError_t operator()(const empty_work &) const { return npuSuccess; }
  npuError_t operator()(const child_work &) const { return npuSuccess; } // its nodes are steps themselves
  npuError_t operator()(const conditional_work &c) const {
    return core::enqueue(stream, [&c] { run_conditional(c); }); // the executable graph outlives its launches
  }
};

} // namespace

npuError_t instantiate(const NPUgraph_st &graph, unsigned long long flags,
                       std::unique_ptr<NPUgraphExec_st> &exec) {
  constexpr unsigned long long offered = npuGraphInstantiateFlagAutoFreeOnLaunch |
                                         npuGraphInstantiateFlagUpload |
                                         npuGraphInstantiateFlagUseNodePriority;
  if (flags & npuGraphInstantiateFlagDeviceLaunch)
    return npuErrorNotSupported;
  if (flags & ~offered)
    return npuErrorInvalidValue;
  exec = std::make_unique<NPUgraphExec_st>();
  exec->flags = flags;
  return planner(*exec).plan(clone(graph)) ? npuSuccess : npuErrorInvalidValue;
}

npuError_t launch(NPUgraphExec_st &exec, npuStream_t stream) {
  npuError_t result = npuSuccess;
  const auto note = [&](npuError_t error) {
    if (result == npuSuccess)
      result = error;
  };
  // Two runs of one executable graph never overlap.
  if (exec.launched && exec.last_stream != stream)
    note(core::wait_for(stream, exec.finished));
  if (!exec.assigned.empty())
    note(core::enqueue(stream, [&values = exec.assigned] {
      for (const auto &c : values)
        c->value.store(c->initial, std::memory_order_relaxed);
    }));
  if (exec.lanes.size() > 1) {
    note(core::record(exec.started, stream));
    for (size_t i = 1; i < exec.lanes.size(); ++i)
      note(core::wait_for(exec.lanes[i], exec.started));
  }
  for (const NPUgraphExec_st::step &step : exec.plan) {
    const npuStream_t lane = step.lane == 0 ? stream : exec.lanes[step.lane];
    for (size_t other : step.waits)
      note(core::wait_for(lane, exec.plan[other].event));
    if (step.node->enabled)
      note(std::visit(runner{lane}, step.node->work));
    if (step.event)
      note(core::record(step.event, lane));
  }
  for (const NPUgraphExec_st::step &step : exec.plan)
    if (step.lane != 0 && step.event)
      note(core::wait_for(stream, step.event));
  note(core::record(exec.finished, stream));
  exec.last_stream = stream;
  exec.launched = true;
  return result;
}

} // namespace npu::api::graph
