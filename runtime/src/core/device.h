// SPDX-License-Identifier: Apache-2.0
// The device that the CPU back end plays: limits that launches check and that the host API reports.
#ifndef NPU_CORE_DEVICE_H
#define NPU_CORE_DEVICE_H

#include <stddef.h>
#include <stdint.h>

namespace npu::core {

constexpr unsigned max_threads_per_block = 1024;
constexpr unsigned max_block_x = 1024, max_block_y = 1024, max_block_z = 64;
constexpr unsigned max_grid_x = 0x7fffffff, max_grid_y = 65535, max_grid_z = 65535;
constexpr unsigned max_threads_per_multiprocessor = 2048;
constexpr unsigned max_blocks_per_multiprocessor = 32;
constexpr size_t shared_per_multiprocessor = 228 * 1024; // bytes

// One per processor that the runtime uses (NPU_CPU_THREADS, else those the process may run on).
unsigned multiprocessors();

// Blocks of this many threads, with this much dynamic shared memory in bytes each, that a multiprocessor
// holds at the same time; 0 if not even one. All multiprocessors together bound a cooperative launch.
unsigned resident_blocks(unsigned threads, size_t shared);

} // namespace npu::core

#endif
