// SPDX-License-Identifier: Apache-2.0
// assert() in kernels. The C library's macro calls __assert_fail, which this library defines ahead of the C
// library: in a kernel it ends the kernel and leaves npuErrorAssert behind, as a device does; on the host it
// does what the C library does. So no header has to redefine assert().
#include "npu/detail/block.h"
#include "npu/runtime.h"

#include <stdio.h>
#include <stdlib.h>

extern "C" [[noreturn]] NPU_API void __assert_fail(const char *assertion, const char *file, unsigned line,
                                                   const char *function) noexcept {
  char text[1024];
  snprintf(text, sizeof text, "%s:%u: %s: Assertion `%s' failed.", file, line, function ? function : "?",
           assertion);
  if (npu::in_kernel())
    npu::detail::abort_kernel(npuErrorAssert, text);
  fprintf(stderr, "%s\n", text);
  fflush(nullptr);
  abort();
}

// What assert() calls on CUDA devices; programs declare and call it themselves where they have an assert of
// their own.
extern "C" [[noreturn]] NPU_API void __assertfail(const char *assertion, const char *file, unsigned line,
                                                  const char *function, size_t) noexcept {
  __assert_fail(assertion, file, line, function);
}
