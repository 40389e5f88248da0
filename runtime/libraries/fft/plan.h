// SPDX-License-Identifier: Apache-2.0
// Plans and their handles.
#ifndef NPU_FFT_PLAN_H
#define NPU_FFT_PLAN_H

#include "executor.h"
#include "npu/fft.h"

#include <memory>
#include <vector>

namespace npu::fft {

struct plan {
  layout of;
  std::shared_ptr<executor> transform; // none until the plan is made; work in a stream keeps it
  npuStream_t stream = nullptr;
  std::vector<int> devices; // named by npufftXtSetGPUs
};

npufftHandle enter(std::shared_ptr<plan> made);
bool leave(npufftHandle handle);

// None for what is no handle.
std::shared_ptr<plan> find(npufftHandle handle);

// Runs the transform in the plan's stream.
npufftResult execute(const plan &of, const void *from, void *to, int direction);

} // namespace npu::fft

#endif
