// SPDX-License-Identifier: Apache-2.0
// Two pointers per expression go into the program's text: the relocation of one tells in the compiled library
// what the kernel or variable is called there; the other one, for it is cast, makes kernels known when the
// library is loaded (npu::kernel_address).
#include "rtc/names.h"

#include "api/elf_symbols.h"

namespace npu::rtc {

namespace {

std::string pointer_name(size_t index) { return "npurtc_name_" + std::to_string(index); }

} // namespace

std::string uses_of(const std::vector<std::string> &expressions) {
  std::string text;
  for (size_t i = 0; i < expressions.size(); ++i) {
    const std::string &value = expressions[i], name = pointer_name(i);
    text += "\nextern \"C\" { __attribute__((used, weak)) auto " + name + " = (" + value + "); }\n";
    text += "__attribute__((used)) static const void *" + name + "_known = (const void *)(" + value + ");\n";
  }
  return text;
}

bool find_names(const std::vector<char> &library, size_t expressions, std::vector<std::string> &names) {
  for (size_t i = 0; i < expressions; ++i) {
    const api::elf_symbol pointer =
        api::find_symbol(library.data(), library.size(), pointer_name(i), api::symbol_kind::variable);
    std::string name =
        pointer ? api::pointee_name(library.data(), library.size(), pointer.value) : std::string();
    if (name.empty())
      return false;
    names.push_back(std::move(name));
  }
  return true;
}

} // namespace npu::rtc
