// SPDX-License-Identifier: Apache-2.0
#include "core/device.h"

#include "cpu/pool.h"

#include <algorithm>

namespace npu::core {

unsigned multiprocessors() { return cpu::pool::get().size(); }

unsigned resident_blocks(unsigned threads, size_t shared) {
  if (threads == 0 || threads > max_threads_per_block)
    return 0;
  const unsigned whole_warps = (threads + 31) / 32 * 32;
  unsigned blocks = std::min(max_blocks_per_multiprocessor, max_threads_per_multiprocessor / whole_warps);
  if (shared)
    blocks = unsigned(std::min<size_t>(blocks, shared_per_multiprocessor / shared));
  return blocks;
}

} // namespace npu::core
