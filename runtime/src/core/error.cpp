// SPDX-License-Identifier: Apache-2.0
#include "core/error.h"

#include "core/host_use.h"

#include <atomic>

namespace npu::core {
namespace {
__thread npuError_t last = npuSuccess;
std::atomic<npuError_t> sticky{npuSuccess};
} // namespace

npuError_t report(npuError_t error) {
  use_host_api();
  if (error != npuSuccess && error != npuErrorNotReady) // that one is an answer, not an error
    last = error;
  return error;
}

npuError_t peek_last_error() { return last; }

npuError_t take_last_error() {
  const npuError_t error = peek_last_error();
  last = npuSuccess;
  return error;
}

void set_sticky_error(npuError_t error) {
  npuError_t none = npuSuccess;
  sticky.compare_exchange_strong(none, error);
}
npuError_t sticky_error() { return sticky.load(std::memory_order_acquire); }
void clear_sticky_error() { sticky.store(npuSuccess, std::memory_order_release); }

} // namespace npu::core
