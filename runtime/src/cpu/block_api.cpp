// SPDX-License-Identifier: Apache-2.0
// The functions of npu/detail/block.h.
#include "npu/detail/block.h"

#include "npu/runtime.h"

#include "cpu/block_runner.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

namespace npu::detail {
namespace {

cpu::block_runner &here(const char *what) {
  if (__builtin_expect(!in_kernel(), 0)) {
    fprintf(stderr, "npu: %s was called outside of a kernel\n", what);
    abort();
  }
  return cpu::block_runner::running();
}

} // namespace

void barrier() { here("a block barrier").barrier(false, false); }
barrier_votes barrier_reduce(bool predicate) { return here("a block barrier").barrier(predicate, false); }

// Barrier 0 with all threads is the plain one.
void named_barrier(unsigned id, unsigned count) {
  cpu::block_runner &block = here("a named barrier");
  if (id == 0 && count >= now.threads)
    block.barrier(false, false);
  else
    block.named_barrier(id, count, true);
}
void named_barrier_arrive(unsigned id, unsigned count) {
  here("a named barrier").named_barrier(id, count, false);
}

const warp_view &warp_rendezvous(unsigned mask, const void *value, size_t size) {
  return here("a warp operation").rendezvous(mask, value, size);
}

// A lane that does not take part reads as zero. CUDA leaves it undefined; reductions over the lanes of a mask
// rely on it (the reduction of the CUDA samples among them).
uint32_t warp_shuffle32(unsigned mask, uint32_t value, unsigned source) {
  const warp_view &view = warp_rendezvous(mask, &value, sizeof value);
  return view.arrived >> (source & 31) & 1u ? view.get<uint32_t>(source) : 0;
}
uint64_t warp_shuffle64(unsigned mask, uint64_t value, unsigned source) {
  const warp_view &view = warp_rendezvous(mask, &value, sizeof value);
  return view.arrived >> (source & 31) & 1u ? view.get<uint64_t>(source) : 0;
}
unsigned warp_ballot(unsigned mask, bool predicate) {
  const warp_view &view = warp_rendezvous(mask, static_cast<unsigned char>(predicate));
  unsigned result = 0;
  for (unsigned lane = 0; lane < 32; ++lane)
    result |= (view.arrived >> lane & view.value[lane][0] & 1u) << lane;
  return result;
}
void syncwarp(unsigned mask) { here("a warp barrier").rendezvous(mask, nullptr, 0); }
unsigned warp_converge(const void *site) { return here("a warp operation").converge(site); }
unsigned warp_live() { return here("a warp operation").warp_live(); }

void yield() {
  if (in_kernel())
    cpu::block_runner::running().yield();
  else
    sched_yield();
}

bool grid_is_cooperative() { return here("a grid operation").task().meeting != nullptr; }

void grid_barrier() {
  cpu::block_runner &block = here("a grid barrier");
  if (!block.task().meeting)
    block.abort(npuErrorLaunchFailure, "a grid barrier needs a cooperative launch");
  block.barrier(false, true);
}

void abort_kernel(int error, const char *message) {
  if (in_kernel())
    cpu::block_runner::running().abort(error, message);
  fprintf(stderr, "npu: %s\n", message ? message : "abort outside of a kernel");
  abort();
}

} // namespace npu::detail
