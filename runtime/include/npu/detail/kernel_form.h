// SPDX-License-Identifier: Apache-2.0
// How a kernel compiler makes the compiled form of a kernel known to the runtime. npucc emits a kernel_form
// for each kernel and a call of register_kernel_form that runs before main; programs do not use this header.
#ifndef NPU_DETAIL_KERNEL_FORM_H
#define NPU_DETAIL_KERNEL_FORM_H

#include "npu/detail/export.h"
#include "npu/detail/signature.h"

#include <stddef.h>
#include <stdint.h>

namespace npu {
namespace detail {

// A function that runs a whole block per call, with the kernel's own signature. At entry blockIdx, blockDim,
// gridDim and `now` (dynamic shared memory included) are those of the block, threadIdx and now.thread are 0.
// It may change threadIdx and now.thread.
struct kernel_form {
  kernel_function kernel;
  kernel_function block;       // null: the kernel's threads run on fibers
  const char *name;            // for messages; null: unknown
  const char *fallback_reason; // why `block` is null; null: unknown
  uint32_t flags;              // of kernel_form_flags
  uint32_t version;            // kernel_form_version of the headers that the compiler knows
  uint32_t static_shared = 0;  // bytes
  uint32_t max_threads = 0;    // of a block, as its launch bounds say; 0: no bounds
  // In blocks of column_x times column_y times 1 threads, `block` runs `now.blocks` blocks of their column,
  // from blockIdx on along y: 1 or column_blocks.
  uint32_t column_x = 0, column_y = 0, column_blocks = 0;
  // Blocks are joined if they have so many threads along the axis; 0: whatever they have. The kernel takes
  // them to have as many where it computes an index in the grid.
  uint32_t joined_extent = 0;
};

enum kernel_form_flags : uint32_t {
  // Neither `block` nor what it calls waits at a barrier or for other lanes, or yields to the block's other
  // threads: there are none. The block then runs on the OS thread's own stack.
  form_never_suspends = 1,
  // `block` does not read threadIdx and now.thread before it has written them.
  form_sets_thread_index = 2,
  // In blocks with blockDim.y == blockDim.z == 1, `block` runs `now.blocks` blocks of its row, from blockIdx
  // on, together most_joined_threads threads at most.
  form_joins_blocks = 4,
  // No block waits for another one in any way, polling of memory included.
  form_independent_blocks = 8,
  // `block` is for blocks with blockDim.y == blockDim.z == 1; others run on fibers.
  form_lines_only = 16,
  // As form_joins_blocks, in blocks of any shape.
  form_joins_rows = 32,
  // The same along y: `now.blocks` blocks of a column.
  form_joins_along_y = 64,
};

constexpr uint32_t kernel_form_version = 6;
constexpr uint32_t most_joined_threads = 4096;

// The form and its strings are kept by address. A form of another version is not used: the kernel runs on
// fibers.
NPU_API void register_kernel_form(const kernel_form *form);

// A variable that NPU_MANAGED marks.
NPU_API void register_managed(const void *variable, size_t size);

} // namespace detail
} // namespace npu

#endif
