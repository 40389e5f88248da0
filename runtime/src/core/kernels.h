// SPDX-License-Identifier: Apache-2.0
// What is known about kernels, by address: their attributes, signature and compiled form.
#ifndef NPU_CORE_KERNELS_H
#define NPU_CORE_KERNELS_H

#include "npu/detail/signature.h"

#include <stddef.h>

#include <atomic>

namespace npu::core {

constexpr size_t default_dynamic_shared = 48 * 1024;  // bytes; what a kernel may use without asking
constexpr size_t largest_dynamic_shared = 227 * 1024; // bytes; what its attribute may be raised to

struct kernel_record {
  detail::kernel_function address = nullptr;
  std::atomic<const detail::kernel_signature *> signature{nullptr};
  std::atomic<detail::kernel_function> block_function{nullptr}; // compiled form, null: fibers
  std::atomic<const char *> name{nullptr};                      // null: looked up in the symbol table
  std::atomic<const char *> spelling{nullptr}; // how the program wrote it at the first launch
  std::atomic<size_t> max_dynamic_shared{default_dynamic_shared};
  // The blocks of this kernel wait for each other: give every block a thread at once. Found out by the
  // monitor.
  std::atomic<bool> needs_all_blocks{false};
};

// The record of a kernel, made on first use. It lives as long as the process.
kernel_record &kernel(detail::kernel_function address);
// Null if there is none.
kernel_record *find_kernel(detail::kernel_function address);
// The kernel's name for messages, demangled where possible. Never null; the pointer stays valid.
const char *name_of(kernel_record &record);

} // namespace npu::core

#endif
