// SPDX-License-Identifier: Apache-2.0
#include "process.h"

#include <c10/util/Exception.h>

#include <pthread.h>

#include <atomic>

namespace npu {
namespace torch {
namespace {

std::atomic<bool> forked{false}, other_streams{false};
const int registered = pthread_atfork(nullptr, nullptr, [] { forked = true; });

} // namespace

bool in_forked_child() { return forked.load(std::memory_order_relaxed); }

void check_not_forked() {
  TORCH_CHECK(!in_forked_child(),
              "the npu device cannot be used in a forked process. With multiprocessing, use the "
              "start method 'spawn'");
}

bool other_streams_in_use() { return other_streams.load(std::memory_order_relaxed); }
void note_other_stream() { other_streams.store(true, std::memory_order_relaxed); }

} // namespace torch
} // namespace npu
