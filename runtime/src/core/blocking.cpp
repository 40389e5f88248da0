// SPDX-License-Identifier: Apache-2.0
#include "core/blocking.h"

#include "core/stream.h"
#include "cpu/strict.h"
#include "npu/detail/export.h"

#include <stdlib.h>
#include <string.h>

#include <atomic>

namespace npu {
namespace {

std::atomic<bool> blocking = [] {
  const char *text = getenv("NPU_LAUNCH_BLOCKING");
  return text && strcmp(text, "0") != 0 && *text;
}();

std::atomic<bool> with_thrust{false};

} // namespace

void core::wait_if_blocking(npuStream_t stream) {
  if (__builtin_expect(blocking.load(std::memory_order_relaxed), 0))
    synchronize(stream);
}

bool core::any_memory_is_device() { return with_thrust.load(std::memory_order_relaxed); }

namespace detail {
NPU_API void block_after_each_operation();
void block_after_each_operation() {
  blocking.store(true, std::memory_order_relaxed);
  with_thrust.store(true, std::memory_order_relaxed);
  if (cpu::strict())
    cpu::stop_hiding();
}
} // namespace detail

} // namespace npu
