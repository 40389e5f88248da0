// SPDX-License-Identifier: Apache-2.0
// The transform of a plan: tables and memory that all its runs use.
#ifndef NPU_FFT_EXECUTOR_H
#define NPU_FFT_EXECUTOR_H

#include "layout.h"

#include <memory>

namespace npu::fft {

class executor {
public:
  virtual ~executor() = default;
  // Runs of one plan in several streams run one after the other.
  virtual void run(const void *from, void *to, bool inverse) = 0;
};

// None for types that cannot be transformed.
std::shared_ptr<executor> make_executor(const layout &plan);

} // namespace npu::fft

#endif
