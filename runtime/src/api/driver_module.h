// SPDX-License-Identifier: Apache-2.0
// What loading and linking of modules share: images and their outcomes.
#ifndef NPU_API_DRIVER_MODULE_H
#define NPU_API_DRIVER_MODULE_H

#include "npu/driver.h"

#include <stddef.h>

#include <string>
#include <vector>

namespace npu::driver {

// An outcome, with a message where it failed.
struct load_result {
  NPUresult code;
  std::string message;
};

// What an image holds: a shared library, or else the text of PTX.
struct module_image {
  std::vector<char> library;
  std::string ptx;
};

// Reads an image of at most `limit` bytes; its first bytes tell what it is. A text ends in a zero, and
// elf_header_size bytes can be read of anything else.
load_result read_image(const void *image, size_t limit, module_image &read);

struct module_variable {
  void *address = nullptr;
  size_t size = 0;
};
// NPU_ERROR_NOT_FOUND if the module has no such variable.
NPUresult find_variable(NPUmodule module, const char *name, module_variable &variable);

// The log buffers among options for the compiler of PTX; the others tell it what to do.
struct jit_options {
  unsigned count;
  NPUjit_option *options;
  void **values;

  bool valid() const { return !count || (options && values); }
  void write_logs(const std::string &errors) const;
};

// Says on stderr what failed.
NPUresult finish(const load_result &result, const char *what);

} // namespace npu::driver

#endif
