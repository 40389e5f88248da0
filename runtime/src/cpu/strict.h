// SPDX-License-Identifier: Apache-2.0
// The checking mode NPU_STRICT=1. Each allocation lies between pages that fault, with its end at such a page.
// A fault in a kernel ends the kernel with npuErrorIllegalAddress and a report, instead of the process.
// Device memory faults when the host touches it while no device work runs.
//
// Builds with AddressSanitizer or ThreadSanitizer have their own ways; there the mode does nothing.
#ifndef NPU_CPU_STRICT_H
#define NPU_CPU_STRICT_H

#include <stddef.h>

namespace npu::cpu {

bool strict();

// Memory between guard pages; null if there is none. The address is a multiple of `align` (at most a page).
// device: hidden from the host.
void *allocate_guarded(size_t size, size_t align, bool device);
void free_guarded(void *memory, size_t size);

// The host may use device memory like its own from now on.
void stop_hiding();

// Makes faults of the calling thread's kernels errors.
void watch_faults();

// While one exists device memory is accessible.
class device_access {
public:
  device_access() : on_(strict()) {
    if (__builtin_expect(on_, 0))
      begin();
  }
  ~device_access() {
    if (__builtin_expect(on_, 0))
      end();
  }
  device_access(const device_access &) = delete;

private:
  static void begin();
  static void end();
  bool on_;
};

} // namespace npu::cpu

#endif
