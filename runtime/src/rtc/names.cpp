// SPDX-License-Identifier: Apache-2.0
// A pointer per expression goes into the program's text. Loaded, the library tells by it where the kernel or
// variable lies, and the symbol table what it is called there.
#include "rtc/names.h"

#include "api/elf_symbols.h"

#include <dlfcn.h>
#include <link.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

namespace npu::rtc {

namespace {

std::string pointer_name(size_t index) { return "npurtc_name_" + std::to_string(index); }

} // namespace

std::string uses_of(const std::vector<std::string> &expressions) {
  std::string text;
  for (size_t i = 0; i < expressions.size(); ++i)
    text += "\nextern \"C\" { __attribute__((used)) const void *" + pointer_name(i) + " = (const void *)(" +
            expressions[i] + "); }\n";
  return text;
}

bool find_names(const std::vector<char> &library, size_t expressions, std::vector<std::string> &names) {
  if (expressions == 0)
    return true;
  const int file = memfd_create("npurtc-module", MFD_CLOEXEC);
  if (file < 0 || write(file, library.data(), library.size()) != ssize_t(library.size()))
    return false;
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  // Neither closed nor unloaded: the runtime knows the kernels by their addresses, and dlopen libraries by
  // their names.
  void *loaded = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  link_map *map = nullptr;
  if (!loaded || dlinfo(loaded, RTLD_DI_LINKMAP, &map) != 0)
    return false;
  for (size_t i = 0; i < expressions; ++i) {
    const auto *pointer = static_cast<const uintptr_t *>(dlsym(loaded, pointer_name(i).c_str()));
    std::string name = pointer ? api::symbol_at(library.data(), library.size(), *pointer - map->l_addr) : "";
    if (name.empty())
      return false;
    names.push_back(std::move(name));
  }
  return true;
}

} // namespace npu::rtc
