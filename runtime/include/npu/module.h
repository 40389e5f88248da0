// SPDX-License-Identifier: Apache-2.0
// Kernels that are found by name (npudrvModuleGetFunction). C++ only; npu/driver.h includes it.
#ifndef NPU_MODULE_H
#define NPU_MODULE_H

#include "npu/launch.h"

// Makes a kernel known to npudrvModuleGetFunction, at namespace scope after its definition. A kernel that is
// also launched by NPU_LAUNCH in the same library or program needs no such line, unless it is asked for by
// name before its first launch. Needed because a symbol table tells where a kernel is but not which
// parameters it takes.
#define NPU_EXPORT_KERNEL(kernel)                                                                            \
  [[maybe_unused]] static const bool NPU_DETAIL_UNIQUE(npu_exported_) =                                      \
      ::npu::detail::export_kernel_of(#kernel, kernel)

#define NPU_DETAIL_UNIQUE(prefix) NPU_DETAIL_JOIN(prefix, __COUNTER__)
#define NPU_DETAIL_JOIN(a, b) NPU_DETAIL_JOIN_AGAIN(a, b)
#define NPU_DETAIL_JOIN_AGAIN(a, b) a##b

namespace npu {
namespace detail {

// Makes the kernel known under this name (static storage) in the library or program that holds it. Its
// signature must be known. Always true.
NPU_API bool export_kernel(const char *name, kernel_function kernel);

template <class... P> bool export_kernel_of(const char *name, void (*kernel)(P...)) {
  const auto function = reinterpret_cast<kernel_function>(kernel);
  register_kernel(function, signature_of<P...>);
  return export_kernel(name, function);
}

} // namespace detail
} // namespace npu

#endif
