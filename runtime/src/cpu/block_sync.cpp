// SPDX-License-Identifier: Apache-2.0
// What the threads of a block do together: barriers, rendezvous of lanes, yielding.
#include "cpu/switching.h"

#include <sched.h>
#include <string.h>

#include <algorithm>

namespace npu::cpu {

// --- barriers
// -----------------------------------------------------------------------------------------------------------

detail::barrier_votes block_runner::barrier(bool predicate, bool whole_grid) {
  if (!engaged_)
    engage();
  barrier_.true_ += predicate;
  barrier_.whole_grid |= whole_grid;
  if (++barrier_.arrived == live_) {
    open_barrier();
  } else {
    barrier_.waiting.push(current_);
    suspend();
  }
  // Nobody can arrive at the next barrier and change the result before all have read it: all must arrive
  // there.
  return barrier_.result;
}

void block_runner::open_barrier() {
  beat();
  if (barrier_.whole_grid) {
    barrier_.whole_grid = false;
    if (!task_->meeting->wait(task_->error))
      leave_block();
  }
  if (__builtin_expect(races_ != nullptr, 0))
    races_->barrier(*task_);
  barrier_.result = {barrier_.arrived, barrier_.true_};
  barrier_.arrived = barrier_.true_ = 0;
  ready_.take(barrier_.waiting);
}

// All threads of the block means all that have not ended.
unsigned block_runner::needed_now(const counted_barrier &barrier) const {
  return barrier.needed >= to_start_ ? live_ : barrier.needed;
}

void block_runner::named_barrier(unsigned id, unsigned count, bool wait) {
  if (!engaged_)
    engage();
  counted_barrier &b = named_[id % named_barriers];
  b.needed = count;
  ++b.arrived;
  named_in_use_ |= 1u << (id % named_barriers);
  b.warps |= 1u << detail::now.thread / 32;
  if (b.arrived >= needed_now(b)) {
    open_named(b);
  } else if (wait) {
    b.waiting.push(current_);
    suspend();
  }
}

void block_runner::open_named(counted_barrier &barrier) {
  beat();
  if (__builtin_expect(races_ != nullptr, 0))
    races_->meet(barrier.warps);
  barrier.arrived = 0;
  barrier.warps = 0;
  named_in_use_ &= ~(1u << (&barrier - named_));
  ready_.take(barrier.waiting);
}

// --- warps
// ----------------------------------------------------------------------------------------------------------------

warp_slot *warp_slots::take(uint32_t mask, const void *site) {
  warp_slot *slot = free_;
  if (slot) {
    free_ = slot->next;
  } else {
    all_.emplace_back();
    slot = &all_.back();
  }
  slot->view.arrived = 0;
  slot->mask = mask;
  slot->site = site;
  return slot;
}

// Opens a pending slot: its lanes may go on.
void block_runner::open_slot(warp_state &warp, warp_slot *slot) {
  beat();
  for (warp_slot **link = &warp.pending;; link = &(*link)->next)
    if (*link == slot) {
      *link = slot->next;
      break;
    }
  slot->mask = 0;
  slot->readers = unsigned(__builtin_popcount(slot->view.arrived));
  ready_.take(slot->waiting);
}

void block_runner::give_up_view() {
  if (warp_slot *slot = current_->held) {
    current_->held = nullptr;
    if (--slot->readers == 0)
      slots_.give_back(slot);
  }
}

const detail::warp_view &block_runner::rendezvous(uint32_t mask, const void *value, size_t size) {
  if (!engaged_)
    engage();
  give_up_view();
  const unsigned lane = detail::now.thread % 32;
  const uint32_t bit = 1u << lane;
  if (!(mask & bit)) // a mistake of the kernel; it meets nobody
    mask = bit;
  warp_state &warp = my_warp();
  warp_slot *slot = find_pending(warp, mask, nullptr);
  if (!slot) {
    slot = slots_.take(mask, nullptr);
    slot->next = warp.pending;
    warp.pending = slot;
  }
  switch (size) {
  case 0:
    break;
  case 4:
    memcpy(slot->view.value[lane], value, 4);
    break;
  case 8:
    memcpy(slot->view.value[lane], value, 8);
    break;
  default:
    memcpy(slot->view.value[lane], value, std::min<size_t>(size, 16));
  }
  slot->view.arrived |= bit;
  current_->held = slot;
  if (!(mask & warp.live & ~slot->view.arrived)) {
    open_slot(warp, slot);
  } else {
    slot->waiting.push(current_);
    suspend();
  }
  return slot->view;
}

// The first lane at a site lets everything run that can without waiting, above all the other lanes of its
// warp; then the lanes that have come are those that converge.
uint32_t block_runner::converge(const void *site) {
  if (!engaged_)
    engage();
  give_up_view();
  const uint32_t bit = 1u << detail::now.thread % 32;
  warp_state &warp = my_warp();
  warp_slot *slot = find_pending(warp, ~0u, site);
  const bool first = !slot;
  if (first) {
    slot = slots_.take(~0u, site);
    slot->next = warp.pending;
    warp.pending = slot;
  }
  slot->view.arrived |= bit;
  current_->held = slot;
  if (first) {
    if (warp.live != bit) {
      leaders_.push(current_);
      suspend();
    }
    open_slot(warp, slot);
  } else {
    slot->waiting.push(current_);
    suspend();
  }
  const uint32_t arrived = slot->view.arrived;
  give_up_view();
  return arrived;
}

uint32_t block_runner::warp_live() {
  if (!engaged_)
    engage();
  return my_warp().live;
}

// --- progress
// ---------------------------------------------------------------------------------------------------------------

void block_runner::yield() {
  if (!engaged_)
    engage();
  if (task_->error.load(std::memory_order_relaxed))
    leave_block();
  ++yields_in_vain_;
  if (polls_in_vain() && yields_in_vain_ % 16 == 0)
    sched_yield();
  const uint32_t bit = 1u << detail::now.thread % 32;
  my_warp().yielded |= bit;
  yielded_.push(current_);
  suspend();
  my_warp().yielded &= ~bit;
}

} // namespace npu::cpu
