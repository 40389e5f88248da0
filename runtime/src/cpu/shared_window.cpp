// SPDX-License-Identifier: Apache-2.0
// 32-bit addresses of shared memory.
//
// The shared memory of a block lies in a few places: the thread-local storage of the program and of loaded
// modules, and the dynamic part. Each place gets a window of 4 MiB when one of its addresses is first asked
// for. A block's shared memory is far smaller than the margin of a window, so sums and differences of
// addresses of one array stay in it.
#include "npu/detail/block.h"

#include <stdio.h>
#include <stdlib.h>

#include <vector>

namespace npu::detail {
namespace {

constexpr uint64_t window_size = 4 << 20;
constexpr uint64_t unit = 1 << 20;
constexpr uint64_t margin = unit / 2;
constexpr uint64_t most_windows = (uint64_t(1) << 32) / window_size - 1;

thread_local std::vector<uint64_t> begins; // begins[i]: of the memory that window i + 1 shows

} // namespace

uint32_t shared_address(const void *p) {
  const uint64_t address = reinterpret_cast<uintptr_t>(p);
  std::vector<uint64_t> &all = begins;
  uint64_t i = 0;
  while (i < all.size() && !(address >= all[i] + margin && address < all[i] + window_size - margin))
    ++i;
  if (i == all.size()) {
    if (i == most_windows) {
      fputs("npu: shared memory lies in too many places for 32-bit addresses\n", stderr);
      abort();
    }
    all.push_back((address & ~(unit - 1)) - unit);
  }
  return static_cast<uint32_t>((i + 1) * window_size + (address - all[i]));
}

void *shared_pointer(uint64_t address) {
  const std::vector<uint64_t> &all = begins;
  const uint64_t window = address / window_size;
  if (window == 0 || window > all.size())
    return reinterpret_cast<void *>(address);
  return reinterpret_cast<void *>(all[window - 1] + address % window_size);
}

} // namespace npu::detail
