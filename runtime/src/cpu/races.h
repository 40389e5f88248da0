// SPDX-License-Identifier: Apache-2.0
// Finds races on shared memory in kernels that npucc -racecheck compiled: two warps of a block that access
// the same byte, one of them to write it, with nothing that orders the two. What threads of one warp do is
// taken to be in order. Barriers order, and so do atomic and volatile accesses with fences as the CUDA memory
// model describes, except that the reader needs no fence.
//
// Each warp has a vector clock; each byte remembers its last write and two reads by different warps (Flanagan
// and Freund, "FastTrack", 2009, with warps in place of threads).
#ifndef NPU_CPU_RACES_H
#define NPU_CPU_RACES_H

#include <stddef.h>
#include <stdint.h>

#include <array>
#include <memory>
#include <unordered_map>
#include <vector>

namespace npu::cpu {

struct block_task;

class race_checker {
public:
  race_checker() { start_block(); }

  void start_block();
  void end_block(const block_task &task);
  // Everything that the block's threads did is before everything they do from now on.
  void barrier(const block_task &task);
  // Threads of these warps (bits) have met.
  void meet(uint32_t warps);
  void add_shared(const void *memory, size_t size);
  void access(const block_task &task, unsigned thread, const void *address, size_t size, uint32_t flags,
              uint64_t value, const char *where);
  void fence(unsigned warp);

private:
  static constexpr unsigned most_warps = 32;
  static constexpr size_t page_bytes = 256;
  using clock_vector = std::array<uint32_t, most_warps>;

  struct record {
    uint32_t clock = 0; // of its warp; 0: none
    uint16_t thread = 0;
    uint16_t flags = 0;
    const char *where = nullptr;
    unsigned warp() const { return thread / 32; }
  };
  // Plain accesses, and those that atomic and volatile ones do not race with.
  struct cell {
    record writes[2], reads[2];
  };
  using page = std::array<cell, page_bytes>;

  // A plain read beside atomic updates. It begins a loop around compare-and-swap if the thread goes on with
  // an atomic access of the place; else it is a race.
  struct suspicion {
    uintptr_t address;
    record earlier, read;
  };

  void synchronise_all();
  void tell(const block_task &task);
  static void tell(const block_task &task, const record &earlier, const record &later);
  void clear(unsigned thread, uintptr_t address, size_t size);
  bool is_shared(uintptr_t address) const;
  cell &cell_of(uintptr_t address);
  // Whether the warp knows of the access.
  bool is_before(const record &earlier, unsigned warp) const {
    return clocks_[warp][earlier.warp()] >= earlier.clock;
  }
  bool conflict(const record &earlier, unsigned warp, uint32_t flags) const;
  void synchronise(unsigned warp, uintptr_t address, uint32_t flags);
  static void join(clock_vector &to, const clock_vector &from);

  std::array<clock_vector, most_warps> clocks_{}; // what each warp knows of the others
  std::array<clock_vector, most_warps> fenced_{}; // what it knew at its last fence
  uint32_t has_fenced_ = 0;                       // warps that have met a fence since the last barrier
  std::unordered_map<uintptr_t, clock_vector> released_;
  std::vector<suspicion> suspicions_;
  struct range {
    uintptr_t begin, end;
  };
  std::vector<range> shared_;
  std::unordered_map<uintptr_t, std::unique_ptr<page>> pages_;
  uintptr_t last_key_ = 0; // of the page that was used last
  page *last_page_ = nullptr;
};

} // namespace npu::cpu

#endif
