// SPDX-License-Identifier: Apache-2.0
// What is known about kernels, by address: their attributes, signature and compiled form.
#ifndef NPU_CORE_KERNELS_H
#define NPU_CORE_KERNELS_H

#include "npu/detail/kernel_form.h"
#include "npu/detail/signature.h"

#include <stddef.h>
#include <stdint.h>

#include <atomic>

namespace npu::core {

constexpr size_t default_dynamic_shared = 48 * 1024;  // bytes; what a kernel may use without asking
constexpr size_t largest_dynamic_shared = 227 * 1024; // bytes; what its attribute may be raised to

// How the blocks of a kernel run. Chosen at its first launch.
enum class kernel_path : unsigned char {
  unknown,
  fibers,            // call by call, the threads that wait on fibers of their own
  compiled_on_fiber, // its block function, on a fiber
  compiled,          // its block function, on the OS thread's own stack
};

struct kernel_record {
  detail::kernel_function address = nullptr;
  std::atomic<const detail::kernel_signature *> signature{nullptr};
  std::atomic<const detail::kernel_form *> form{nullptr};
  std::atomic<const char *> name{nullptr};     // null: looked up in the symbol table
  std::atomic<const char *> spelling{nullptr}; // how the program wrote it at the first launch
  std::atomic<kernel_path> path{kernel_path::unknown};
  std::atomic<uint32_t> static_shared{0}; // bytes; what the compiler has told
  std::atomic<uint32_t> max_threads{0};   // of its launch bounds; 0: none, or not told
  std::atomic<size_t> opted_shared{0}; // dynamic shared memory that the program has asked for; 0: the default
  std::atomic<int> carveout{-1};       // npuFuncAttributePreferredSharedMemoryCarveout: a hint without effect
  std::atomic<uint32_t> thread_time{0}; // what a thread of it took of late, in picoseconds; 0: not known
  // The blocks of this kernel wait for each other: give every block a thread at once. Found out by the
  // monitor.
  std::atomic<bool> needs_all_blocks{false};

  // Static and dynamic memory share the limit.
  size_t max_dynamic_shared() const {
    if (const size_t opted = opted_shared.load(std::memory_order_relaxed))
      return opted;
    const size_t taken = static_shared.load(std::memory_order_relaxed);
    return taken < default_dynamic_shared ? default_dynamic_shared - taken : 0;
  }
};

// The record of a kernel, made on first use. It lives as long as the process.
kernel_record &kernel(detail::kernel_function address);
// Null if there is none.
kernel_record *find_kernel(detail::kernel_function address);
// Chooses the path. NPU_KERNELS=fibers and NPU_SERIAL=1 leave the compiled forms out; NPU_TRACE=1 tells on
// stderr.
kernel_path choose_path(kernel_record &record);
// The kernel's name for messages, demangled where possible. Never null; the pointer stays valid.
const char *name_of(kernel_record &record);

} // namespace npu::core

#endif
