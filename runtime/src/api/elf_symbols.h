// SPDX-License-Identifier: Apache-2.0
// Images of programs and libraries in memory (64-bit ELF of this machine's byte order): what they are, and
// where their symbols lie. Unlike dlsym this finds static symbols, and those of a program linked without
// -rdynamic.
#ifndef NPU_API_ELF_SYMBOLS_H
#define NPU_API_ELF_SYMBOLS_H

#include <stddef.h>
#include <stdint.h>

#include <string>
#include <string_view>
#include <vector>

namespace npu::api {

constexpr size_t elf_header_size = 64; // bytes that the functions below read

// Whether these bytes begin an ELF file. Reads four of them.
bool is_elf(const void *image);
// Its machine (EM_X86_64, ...).
unsigned elf_machine(const void *image);
// True for a shared library, or a position-independent program, for this machine.
bool is_loadable(const void *image);
// The size of the file, as its headers give it; 0 if that, or a header, lies beyond `limit`. The image must
// be loadable.
size_t elf_size(const void *image, size_t limit);

enum class symbol_kind { function, variable };
struct elf_symbol {
  uint64_t value = 0; // address relative to where the image is loaded; 0: not found
  size_t size = 0;

  explicit operator bool() const { return value != 0; }
};

// The symbol with this name, defined in the image: global or static, from the full symbol table or else the
// dynamic one. `image` is the whole file, `size` its size in bytes; a damaged one has no symbols.
elf_symbol find_symbol(const void *image, size_t size, const std::string &name, symbol_kind kind);

// The bytes of a section; empty if there is none of this name.
std::vector<char> section_contents(const void *image, size_t size, std::string_view name);

// The name of the function or variable that the pointer at this address, relative to where the image is
// loaded, will point to; empty if it is none.
std::string pointee_name(const void *image, size_t size, uint64_t pointer);

} // namespace npu::api

#endif
