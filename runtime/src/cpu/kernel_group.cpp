// SPDX-License-Identifier: Apache-2.0
// What compiled kernels ask of the runtime where their lanes part (npu/detail/kernel_group.h).
#include "npu/detail/kernel_group.h"

#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <memory>

namespace npu::detail {
namespace {

// Bits of kernel_group::run.
constexpr uint8_t runs = 1; // goes on now
constexpr uint8_t due = 2;  // goes on once those before it have

bool is_barrier(sync_kind kind) { return kind == sync_kind::barrier || kind == sync_kind::barrier_reduce; }

// Marks the due lanes that wait where the first of them does; -1 if none is due.
int run_due(kernel_group &g) {
  uint32_t first = 0;
  while (first < g.lanes && !(g.run[first] & due))
    ++first;
  if (first == g.lanes)
    return -1;
  const uint8_t state = g.state[first];
  uint32_t count = 0;
  for (uint32_t l = first; l < g.lanes; ++l)
    if ((g.run[l] & due) && g.state[l] == state) {
      g.run[l] = runs;
      ++count;
    }
  return count == g.lanes ? state + 256 : state;
}

// The barrier of a group that is the whole block, or a step of all threads in a loop.
int resolve_block(kernel_group &g) {
  bool any = false, reduce = false;
  for (uint32_t l = 0; l < g.lanes; ++l)
    if (g.state[l] != exit_state) {
      any = true;
      reduce |= g.kinds[g.state[l]] == sync_kind::barrier_reduce;
    }
  if (!any)
    return -1;
  // Steps of a loop are no barrier: the threads that still turn go on first.
  bool steps = false;
  for (uint32_t l = 0; l < g.lanes; ++l)
    steps |= g.state[l] != exit_state && g.kinds[g.state[l]] == sync_kind::step;
  if (!steps && reduce)
    g.votes = kernel_votes(g.predicates, g.lanes);
  for (uint32_t l = 0; l < g.lanes; ++l)
    if (g.state[l] != exit_state && (!steps || g.kinds[g.state[l]] == sync_kind::step))
      g.run[l] = due;
  return run_due(g);
}

void open(kernel_group &g, uint32_t lanes) {
  g.arrived = lanes;
  uint32_t ballot = 0;
  for (uint32_t l = 0; l < 32; ++l)
    if (lanes >> l & 1) {
      g.words.seen[l] = g.words.published[l];
      g.long_words.seen[l] = g.long_words.published[l];
      memcpy(g.seen.value[l], g.published.value[l], 16);
      ballot |= uint32_t(g.votes_cast[l] & 1) << l;
      g.run[l] = due;
    }
  g.ballot = ballot;
  g.seen.arrived = lanes;
}

// One operation of a warp: the rules are those of detail/block.h.
int resolve_warp(kernel_group &g) {
  uint32_t live = 0, steps = 0, waiting = 0, converging = 0;
  for (uint32_t l = 0; l < g.lanes; ++l) {
    if (g.state[l] == exit_state)
      continue;
    live |= 1u << l;
    const sync_kind kind = g.kinds[g.state[l]];
    if (kind == sync_kind::step || kind == sync_kind::entry)
      steps |= 1u << l;
    else if (kind == sync_kind::converge)
      converging |= 1u << l;
    else if (!is_barrier(kind))
      waiting |= 1u << l;
  }
  g.live = live;
  if (steps) {
    for (uint32_t l = 0; l < 32; ++l)
      if (steps >> l & 1)
        g.run[l] = due;
    return run_due(g);
  }
  // A rendezvous whose lanes are all here, together with the others at the same place: lanes that go the same
  // way stay in step.
  const auto group_of = [&](uint32_t l) {
    const uint32_t mask = g.masks[l] | 1u << l;
    uint32_t lanes = 0;
    for (uint32_t m = 0; m < 32; ++m)
      if ((waiting & mask) >> m & 1 && (g.masks[m] | 1u << m) == mask)
        lanes |= 1u << m;
    return lanes;
  };
  const auto is_complete = [&](uint32_t l, uint32_t lanes) {
    return !((g.masks[l] | 1u << l) & live & ~lanes);
  };
  uint32_t partial = 0;
  for (uint32_t rest = waiting; rest; rest &= rest - 1) {
    const uint32_t l = uint32_t(__builtin_ctz(rest)), lanes = group_of(l);
    if (!is_complete(l, lanes)) {
      partial = partial ? partial : lanes;
      continue;
    }
    uint32_t together = lanes;
    for (uint32_t others = waiting & ~lanes; others; others &= others - 1) {
      const uint32_t m = uint32_t(__builtin_ctz(others));
      if (const uint32_t also = group_of(m); g.state[m] == g.state[l] && is_complete(m, also))
        together |= also;
    }
    open(g, together);
    return run_due(g);
  }
  // Nothing else can go on: those that converge, place by place; then a rendezvous that misses lanes.
  uint32_t lanes = partial;
  if (converging) {
    const uint8_t state = g.state[__builtin_ctz(converging)];
    lanes = 0;
    for (uint32_t l = 0; l < 32; ++l)
      if (converging >> l & 1 && g.state[l] == state)
        lanes |= 1u << l;
  }
  if (!lanes)
    return live ? -2 : -1;
  open(g, lanes);
  return run_due(g);
}

} // namespace

namespace {
thread_local std::unique_ptr<char, decltype(&free)> context(nullptr, &free);
thread_local size_t context_size = 0;
} // namespace

void *kernel_context(size_t bytes) {
  if (bytes > context_size) {
    context_size = (std::max(bytes, context_size * 2) + 4095) / 4096 * 4096;
    context.reset(static_cast<char *>(aligned_alloc(4096, context_size)));
  }
  return context.get();
}

bool is_in_kernel_context(const void *p) { return p >= context.get() && p < context.get() + context_size; }

int kernel_uniform_state(const uint8_t *states, uint32_t lanes) {
  return memcmp(states, states + 1, lanes - 1) == 0 ? states[0] : -1;
}

bool kernel_masks_partition(const uint32_t *masks) {
  for (uint32_t rest = ~0u; rest;) {
    const uint32_t first = uint32_t(__builtin_ctz(rest)), mask = masks[first];
    if (!(mask >> first & 1) || (mask & ~rest))
      return false;
    for (uint32_t lanes = mask; lanes; lanes &= lanes - 1)
      if (masks[__builtin_ctz(lanes)] != mask)
        return false;
    rest &= ~mask;
  }
  return true;
}

uint64_t kernel_votes(uint8_t *predicates, uint32_t threads) {
  uint32_t arrived = 0, yes = 0;
  for (uint32_t t = 0; t < threads; ++t) {
    arrived += predicates[t] < 2;
    yes += predicates[t] == 1;
  }
  memset(predicates, 2, threads);
  return arrived | uint64_t(yes) << 32;
}

void kernel_open_barrier(kernel_group *group) {
  for (uint32_t l = 0; l < group->lanes; ++l)
    group->run[l] = group->state[l] == exit_state ? 0 : due;
}

int kernel_resolve(kernel_group *group) {
  kernel_group &g = *group;
  for (uint32_t l = 0; l < g.lanes; ++l)
    g.run[l] &= due;
  if (const int state = run_due(g); state >= 0)
    return state;
  return g.is_warp ? resolve_warp(g) : resolve_block(g);
}

} // namespace npu::detail
