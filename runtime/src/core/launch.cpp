// SPDX-License-Identifier: Apache-2.0
// From a launch configuration to an operation in a stream.
#include "npu/launch.h"

#include "core/blocking.h"
#include "core/capture_hook.h"
#include "core/device.h"
#include "core/error.h"
#include "core/kernels.h"
#include "core/scheduler.h"
#include "cpu/pool.h"

#include <string.h>

#include <algorithm>
#include <atomic>

namespace npu {
namespace {

using core::operation;

bool in_range(dim3 extent, unsigned x, unsigned y, unsigned z) {
  return extent.x - 1 < x && extent.y - 1 < y && extent.z - 1 < z; // 0 wraps around
}

} // namespace

npuError_t core::check_launch(const detail::launch_config &config, const kernel_record &kernel) {
  const uint64_t threads = uint64_t(config.block.x) * config.block.y * config.block.z;
  if (!in_range(config.grid, core::max_grid_x, core::max_grid_y, core::max_grid_z) ||
      !in_range(config.block, core::max_block_x, core::max_block_y, core::max_block_z) ||
      threads > core::max_threads_per_block)
    return npuErrorInvalidConfiguration;
  const uint32_t bound = kernel.max_threads.load(std::memory_order_relaxed);
  if ((bound && threads > bound) || config.shared > kernel.max_dynamic_shared())
    return npuErrorInvalidValue;
  if (config.cooperative) {
    const uint64_t blocks = uint64_t(config.grid.x) * config.grid.y * config.grid.z;
    const uint64_t resident =
        core::resident_blocks(unsigned(threads), config.shared + kernel.static_shared.load());
    if (blocks > resident * core::multiprocessors())
      return npuErrorCooperativeLaunchTooLarge;
  }
  return npuSuccess;
}

namespace {

// Blocks that a call of the form may run together.
void join_blocks(cpu::block_task &task, const detail::kernel_form *form) {
  task.joined_blocks = 1;
  task.in_columns = task.all_or_one = false;
  if (!task.independent_blocks)
    return;
  const dim3 block = task.block, grid = task.grid;
  if (block.x == form->column_x && block.y == form->column_y && block.z == 1) {
    // Each worker should get some.
    if (uint64_t(grid.x) * (grid.y / form->column_blocks) * grid.z >= 4 * cpu::pool::get().size()) {
      task.joined_blocks = form->column_blocks;
      task.in_columns = task.all_or_one = true;
    }
  } else if (form->joined_extent &&
             form->joined_extent != (form->flags & detail::form_joins_along_y ? block.y : block.x)) {
    return;
  } else if (form->flags & detail::form_joins_along_y) {
    task.joined_blocks = std::min(detail::most_joined_threads / task.threads, grid.y);
    task.in_columns = true;
  } else if (form->flags & detail::form_joins_rows ||
             (form->flags & detail::form_joins_blocks && block.x == task.threads)) {
    task.joined_blocks = detail::most_joined_threads / task.threads;
  }
}

operation *prepare(const detail::launch_config &config, core::kernel_record &kernel,
                   const detail::kernel_signature &signature) {
  operation *op = core::new_operation(core::operation_kind::kernel);
  op->record = &kernel;
  op->signature = &signature;
  op->blocks = uint64_t(config.grid.x) * config.grid.y * config.grid.z;

  cpu::block_task &task = op->task;
  core::kernel_path path = kernel.path.load(std::memory_order_acquire);
  if (__builtin_expect(path == core::kernel_path::unknown, 0))
    path = core::choose_path(kernel);
  const detail::kernel_form *form = kernel.form.load(std::memory_order_relaxed);
  // Compiled forms take the index of a thread in its grid to fit an int; along y and z it always does.
  if (path != core::kernel_path::fibers &&
      uint64_t(config.grid.x) * std::max(config.block.x, form->joined_extent) > 0x7fffffff)
    path = core::kernel_path::fibers;
  task.threads = config.block.x * config.block.y * config.block.z;
  const bool line = config.block.x == task.threads;
  if (!line && path != core::kernel_path::fibers && form->flags & detail::form_lines_only)
    path = core::kernel_path::fibers;
  task.whole_block = path != core::kernel_path::fibers;
  task.on_fiber = path != core::kernel_path::compiled;
  task.function = task.whole_block ? form->block : kernel.address;
  task.call = signature.call;
  task.arguments = core::allocate_payload(*op, signature.size, signature.align);
  task.grid = config.grid;
  task.block = config.block;
  task.independent_blocks =
      task.whole_block && !task.on_fiber && form->flags & detail::form_independent_blocks;
  join_blocks(task, form);
  task.shared = config.shared;
  task.error.store(0, std::memory_order_relaxed);
  if (config.cooperative)
    task.meeting = &op->meeting.emplace(op->blocks);
  op->all_blocks_at_once = config.cooperative || (op->blocks <= cpu::max_crew &&
                                                  kernel.needs_all_blocks.load(std::memory_order_relaxed));
  return op;
}

void join_parent(operation &op) {
  op.parent = static_cast<operation *>(cpu::block_runner::running().task().owner);
  op.parent->parts.fetch_add(1, std::memory_order_relaxed);
}

} // namespace

namespace detail {

static npuError_t launch_with(const launch_config &config, kernel_function function,
                              const kernel_signature &signature, void *packed, void *const *unpacked) {
  if (!function)
    return npuErrorInvalidDeviceFunction;
  if (const npuError_t failed = core::sticky_error(); failed != npuSuccess)
    return failed;
  core::kernel_record &kernel = core::kernel(function);
  if (!kernel.signature.load(std::memory_order_relaxed))
    kernel.signature.store(&signature, std::memory_order_release);
  if (config.name && !kernel.spelling.load(std::memory_order_relaxed))
    kernel.spelling.store(config.name, std::memory_order_relaxed);
  if (const npuError_t error = core::check_launch(config, kernel); error != npuSuccess)
    return error;
  if (const core::capture_hook *capture = core::capture.load(std::memory_order_acquire);
      capture && !in_kernel())
    if (npuError_t result; capture->kernel(config, function, signature, packed, unpacked, result))
      return result;
  core::scheduler &scheduler = core::scheduler::get();
  NPUstream_st *stream = scheduler.resolve(config.stream);
  if (!stream)
    return npuErrorInvalidResourceHandle;

  operation *op = prepare(config, kernel, signature);
  if (unpacked)
    signature.unpack(op->payload, unpacked);
  else if (signature.move)
    signature.move(op->payload, packed);
  else
    memcpy(op->payload, packed, signature.size);
  const bool child = in_kernel();
  if (child)
    join_parent(*op);
  scheduler.submit(op, *stream);
  if (!child)
    core::wait_if_blocking(config.stream);
  return npuSuccess;
}

npuError_t launch(const launch_config &config, kernel_function kernel, const kernel_signature &signature,
                  void *arguments) {
  return core::report(launch_with(config, kernel, signature, arguments, nullptr));
}

npuError_t launch_unpacked(const launch_config &config, kernel_function kernel,
                           const kernel_signature *signature, void *const *arguments) {
  if (!signature) {
    const core::kernel_record *known = core::find_kernel(kernel);
    signature = known ? known->signature.load(std::memory_order_acquire) : nullptr;
    if (!signature)
      return core::report(npuErrorInvalidDeviceFunction);
  }
  static void *const none[1] = {nullptr};
  return core::report(launch_with(config, kernel, *signature, nullptr, arguments ? arguments : none));
}

} // namespace detail

uint64_t launch_count() { return core::scheduler::get().kernels(); }

} // namespace npu
