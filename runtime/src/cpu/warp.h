// SPDX-License-Identifier: Apache-2.0
// The rendezvous of a warp's lanes: bookkeeping of one block.
#ifndef NPU_CPU_WARP_H
#define NPU_CPU_WARP_H

#include "npu/detail/block.h"

#include "cpu/fiber.h"

#include <stdint.h>

#include <deque>

namespace npu::cpu {

// One rendezvous. It is pending until its lanes have arrived, then lives on until the last of them has given
// it up.
struct warp_slot {
  detail::warp_view view; // view.arrived: the lanes that published so far
  uint32_t mask;          // the lanes named by the callers
  unsigned readers;       // lanes that have not given it up
  const void *site;       // of warp_converge, else null
  warp_slot *next;        // pending of its warp, or free
  fiber_queue waiting;
};

struct warp_state {
  uint32_t live = 0;            // lanes that have not ended
  uint32_t yielded = 0;         // lanes that gave way to other threads
  warp_slot *pending = nullptr; // newest first
};

// Slots of an OS thread, reused from block to block.
class warp_slots {
public:
  warp_slot *take(uint32_t mask, const void *site);
  void give_back(warp_slot *slot) {
    slot->next = free_;
    free_ = slot;
  }

private:
  std::deque<warp_slot> all_;
  warp_slot *free_ = nullptr;
};

// The pending slot for this mask and site, or null.
inline warp_slot *find_pending(const warp_state &warp, uint32_t mask, const void *site) {
  for (warp_slot *slot = warp.pending; slot; slot = slot->next)
    if (slot->mask == mask && slot->site == site)
      return slot;
  return nullptr;
}

} // namespace npu::cpu

#endif
