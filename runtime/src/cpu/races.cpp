// SPDX-License-Identifier: Apache-2.0
#include "cpu/races.h"

#include "npu/detail/races.h"

#include "cpu/block_runner.h"

#include <stdio.h>
#include <string.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace npu::cpu {
namespace {

constexpr size_t most_reports = 100;

const char *verb(uint32_t flags, bool past) {
  if (flags & detail::race_atomic)
    return past ? "updated" : "updates";
  if (flags & detail::race_writes)
    return past ? "wrote" : "writes";
  return past ? "read" : "reads";
}

// Whether an access may wait for others, or be what they wait for.
bool waits(uint32_t flags) { return flags & (detail::race_atomic | detail::race_volatile); }

// True the first time for this pair of places.
bool is_news(std::string a, std::string b) {
  if (b < a)
    swap(a, b);
  static std::mutex *mutex = new std::mutex; // never destroyed
  static auto *told = new std::set<std::pair<std::string, std::string>>;
  std::lock_guard hold(*mutex);
  return told->size() < most_reports && told->emplace(std::move(a), std::move(b)).second;
}

struct position {
  unsigned x, y, z;
};
position position_of(unsigned thread, dim3 block) {
  const unsigned row = thread / block.x;
  return {thread - row * block.x, row % block.y, row / block.y};
}

} // namespace

void race_checker::join(clock_vector &to, const clock_vector &from) {
  for (unsigned w = 0; w < most_warps; ++w)
    to[w] = std::max(to[w], from[w]);
}

void race_checker::start_block() {
  shared_.clear();
  suspicions_.clear();
  // Whatever earlier blocks did on this OS thread is before.
  synchronise_all();
}

void race_checker::end_block(const block_task &task) { tell(task); }

void race_checker::barrier(const block_task &task) {
  tell(task);
  synchronise_all();
}

void race_checker::synchronise_all() {
  clock_vector now;
  for (unsigned w = 0; w < most_warps; ++w)
    now[w] = clocks_[w][w];
  for (unsigned w = 0; w < most_warps; ++w) {
    clocks_[w] = fenced_[w] = now;
    ++clocks_[w][w];
  }
  has_fenced_ = 0;
  released_.clear();
}

void race_checker::meet(uint32_t warps) {
  clock_vector all{};
  for (unsigned w = 0; w < most_warps; ++w)
    if (warps >> w & 1)
      join(all, clocks_[w]);
  for (unsigned w = 0; w < most_warps; ++w)
    if (warps >> w & 1) {
      clocks_[w] = fenced_[w] = all;
      ++clocks_[w][w];
    }
}

void race_checker::fence(unsigned warp) {
  fenced_[warp] = clocks_[warp];
  has_fenced_ |= 1u << warp;
  ++clocks_[warp][warp];
}

void race_checker::add_shared(const void *memory, size_t size) {
  const uintptr_t begin = reinterpret_cast<uintptr_t>(memory);
  for (const range &r : shared_)
    if (r.begin == begin && r.end == begin + size)
      return;
  shared_.push_back({begin, begin + size});
}

bool race_checker::is_shared(uintptr_t address) const {
  const uintptr_t dynamic = reinterpret_cast<uintptr_t>(detail::dynamic_shared());
  return address - dynamic < detail::dynamic_shared_size() ||
         std::any_of(
             shared_.begin(), shared_.end(),
             [&](const range &r) { return address - r.begin < r.end - r.begin; });
}

race_checker::cell &race_checker::cell_of(uintptr_t address) {
  const uintptr_t key = address / page_bytes;
  if (key != last_key_ || !last_page_) {
    std::unique_ptr<page> &found = pages_[key];
    if (!found)
      found = std::make_unique<page>();
    last_key_ = key;
    last_page_ = found.get();
  }
  return (*last_page_)[address % page_bytes];
}

bool race_checker::conflict(const record &earlier, unsigned warp, uint32_t flags) const {
  return earlier.clock && earlier.warp() != warp && !(waits(earlier.flags) && waits(flags)) &&
         !is_before(earlier, warp);
}

// What atomic and volatile accesses tell of other warps.
void race_checker::synchronise(unsigned warp, uintptr_t address, uint32_t flags) {
  if (const auto known = released_.find(address); known != released_.end())
    join(clocks_[warp], known->second);
  if (!(flags & detail::race_writes))
    return;
  if (flags & detail::race_releases) {
    join(released_[address], clocks_[warp]);
    ++clocks_[warp][warp];
  } else if (has_fenced_ >> warp & 1) {
    join(released_[address], fenced_[warp]);
  }
}

void race_checker::tell(const block_task &task, const record &earlier, const record &later) {
  if (!is_news(earlier.where, later.where))
    return;
  const position here = position_of(later.thread, task.block),
                 there = position_of(earlier.thread, task.block);
  fprintf(stderr,
          "npu: kernel '%s', block (%u,%u,%u): race on shared memory: thread (%u,%u,%u) %s at %s what "
          "thread (%u,%u,%u) %s at %s, and no barrier is between\n",
          task.name(task), blockIdx.x, blockIdx.y, blockIdx.z, here.x, here.y, here.z,
          verb(later.flags, false), later.where, there.x, there.y, there.z, verb(earlier.flags, true),
          earlier.where);
}

void race_checker::tell(const block_task &task) {
  for (const suspicion &s : suspicions_)
    tell(task, s.earlier, s.read);
  suspicions_.clear();
}

// The thread's reads of this place belong to its atomic access.
void race_checker::clear(unsigned thread, uintptr_t address, size_t size) {
  suspicions_.erase(std::remove_if(suspicions_.begin(), suspicions_.end(),
                                   [&](const suspicion &s) {
                                     return s.read.thread == thread && s.address - address < size;
                                   }),
                    suspicions_.end());
  for (size_t i = 0; i < size; ++i)
    for (record &read : cell_of(address + i).reads)
      if (read.thread == thread)
        read.flags |= detail::race_atomic;
}

void race_checker::access(const block_task &task, unsigned thread, const void *memory, size_t size,
                          uint32_t flags, uint64_t value, const char *where) {
  const uintptr_t address = reinterpret_cast<uintptr_t>(memory);
  const unsigned warp = thread / 32;
  if (is_shared(address)) {
    const bool writes = flags & detail::race_writes;
    const bool same_value = (flags & detail::race_has_value) && memcmp(memory, &value, size) == 0;
    const record now = {clocks_[warp][warp], uint16_t(thread), uint16_t(flags), where};
    record found; // the other side of the first race
    const auto compare = [&](const record &earlier) {
      if (!found.clock && conflict(earlier, warp, flags))
        found = earlier;
    };
    for (size_t i = 0; i < size; ++i) {
      cell &c = cell_of(address + i);
      // Several threads that write the same value are no mistake.
      if (same_value && (conflict(c.writes[0], warp, flags) || conflict(c.writes[1], warp, flags)))
        continue;
      for (const record &write : c.writes)
        compare(write);
      if (writes) {
        for (const record &read : c.reads)
          compare(read);
        c.writes[waits(flags)] = now;
      } else {
        record &first = c.reads[0];
        const bool others = first.clock && first.warp() != warp && !is_before(first, warp);
        (others ? c.reads[1] : first) = now;
      }
    }
    if (flags & detail::race_atomic)
      clear(thread, address, size);
    if (found.clock && !writes && (found.flags & detail::race_atomic))
      suspicions_.push_back({address, found, now});
    else if (found.clock)
      tell(task, found, now);
  }
  if (waits(flags))
    synchronise(warp, address, flags);
}

} // namespace npu::cpu

namespace npu::detail {

void race_shared(const void *memory, size_t size) {
  if (in_kernel())
    cpu::block_runner::running().races().add_shared(memory, size);
}

void race_access(const void *address, size_t size, uint32_t flags, uint64_t value, const char *where) {
  if (in_kernel()) {
    cpu::block_runner &block = cpu::block_runner::running();
    block.races().access(block.task(), now.thread, address, size, flags, value, where);
  }
}

void race_fence() {
  if (in_kernel())
    cpu::block_runner::running().races().fence(now.thread / 32);
}

} // namespace npu::detail
