// SPDX-License-Identifier: Apache-2.0
#include "api/elf_symbols.h"

#include <elf.h>
#include <string.h>

#include <algorithm>

namespace npu::api {
namespace {

#if defined(__x86_64__)
constexpr unsigned this_machine = EM_X86_64;
#elif defined(__aarch64__)
constexpr unsigned this_machine = EM_AARCH64;
#endif

// Headers are copied out, because an image that a program hands over may lie at any address.
template <class T> T read(const void *image, size_t offset) {
  T value;
  memcpy(&value, static_cast<const char *>(image) + offset, sizeof value);
  return value;
}

Elf64_Ehdr header_of(const void *image) { return read<Elf64_Ehdr>(image, 0); }

class symbol_tables {
public:
  symbol_tables(const void *image, size_t size) : image_(image), size_(size) {}

  elf_symbol find(const std::string &name, unsigned type, unsigned table_type) const {
    const Elf64_Ehdr header = header_of(image_);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      Elf64_Shdr table, strings;
      if (!section(header, i, table) || table.sh_type != table_type ||
          !section(header, table.sh_link, strings))
        continue;
      if (const elf_symbol found = find_in(table, strings, name, type))
        return found;
    }
    return {};
  }

  // The first symbol of a function or variable with this value.
  std::string name_at(uint64_t value) const {
    const Elf64_Ehdr header = header_of(image_);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      Elf64_Shdr table, strings;
      if (!section(header, i, table) || (table.sh_type != SHT_SYMTAB && table.sh_type != SHT_DYNSYM) ||
          !section(header, table.sh_link, strings))
        continue;
      for (uint64_t s = 0; s < table.sh_size / sizeof(Elf64_Sym); ++s) {
        const auto symbol = read<Elf64_Sym>(image_, table.sh_offset + s * sizeof(Elf64_Sym));
        const unsigned type = ELF64_ST_TYPE(symbol.st_info);
        if (symbol.st_value != value || (type != STT_FUNC && type != STT_OBJECT) ||
            symbol.st_shndx == SHN_UNDEF)
          continue;
        return name_of(symbol, strings);
      }
    }
    return {};
  }

  // By the relocation of the pointer: it names a symbol, or an address in the image.
  std::string target_of(uint64_t pointer) const {
    const Elf64_Ehdr header = header_of(image_);
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      Elf64_Shdr relocations, symbols, strings;
      if (!section(header, i, relocations) || relocations.sh_type != SHT_RELA)
        continue;
      for (uint64_t r = 0; r < relocations.sh_size / sizeof(Elf64_Rela); ++r) {
        const auto relocation = read<Elf64_Rela>(image_, relocations.sh_offset + r * sizeof(Elf64_Rela));
        if (relocation.r_offset != pointer)
          continue;
        const uint64_t index = ELF64_R_SYM(relocation.r_info);
        if (index == 0)
          return name_at(uint64_t(relocation.r_addend));
        if (!section(header, relocations.sh_link, symbols) || !section(header, symbols.sh_link, strings) ||
            index >= symbols.sh_size / sizeof(Elf64_Sym))
          return {};
        return name_of(read<Elf64_Sym>(image_, symbols.sh_offset + index * sizeof(Elf64_Sym)), strings);
      }
    }
    return {};
  }

  std::vector<char> contents(std::string_view name) const {
    const Elf64_Ehdr header = header_of(image_);
    Elf64_Shdr names, s;
    if (!section(header, header.e_shstrndx, names))
      return {};
    for (unsigned i = 0; i < header.e_shnum; ++i) {
      if (!section(header, i, s) || s.sh_type != SHT_PROGBITS || s.sh_name > names.sh_size ||
          names.sh_size - s.sh_name <= name.size())
        continue;
      const char *text = static_cast<const char *>(image_);
      const char *found = text + names.sh_offset + s.sh_name;
      if (std::string_view(found, name.size()) == name && found[name.size()] == 0)
        return {text + s.sh_offset, text + s.sh_offset + s.sh_size};
    }
    return {};
  }

private:
  std::string name_of(const Elf64_Sym &symbol, const Elf64_Shdr &strings) const {
    if (symbol.st_name >= strings.sh_size)
      return {};
    const char *text = static_cast<const char *>(image_) + strings.sh_offset + symbol.st_name;
    return {text, strnlen(text, strings.sh_size - symbol.st_name)};
  }

  bool inside(uint64_t offset, uint64_t length) const { return offset <= size_ && length <= size_ - offset; }

  bool section(const Elf64_Ehdr &header, unsigned index, Elf64_Shdr &result) const {
    const uint64_t offset = header.e_shoff + uint64_t(index) * sizeof(Elf64_Shdr);
    if (index >= header.e_shnum || header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shoff > size_ ||
        !inside(offset, sizeof(Elf64_Shdr)))
      return false;
    result = read<Elf64_Shdr>(image_, offset);
    return result.sh_type == SHT_NOBITS || inside(result.sh_offset, result.sh_size);
  }

  elf_symbol find_in(const Elf64_Shdr &table, const Elf64_Shdr &strings, const std::string &name,
                     unsigned type) const {
    for (uint64_t i = 0; i < table.sh_size / sizeof(Elf64_Sym); ++i) {
      const auto symbol = read<Elf64_Sym>(image_, table.sh_offset + i * sizeof(Elf64_Sym));
      if (ELF64_ST_TYPE(symbol.st_info) != type || symbol.st_shndx == SHN_UNDEF ||
          symbol.st_name > strings.sh_size || strings.sh_size - symbol.st_name <= name.size())
        continue;
      const char *text = static_cast<const char *>(image_) + strings.sh_offset + symbol.st_name;
      if (memcmp(text, name.c_str(), name.size() + 1) == 0)
        return {symbol.st_value, symbol.st_size};
    }
    return {};
  }

  const void *image_;
  size_t size_;
};

} // namespace

bool is_elf(const void *image) { return memcmp(image, ELFMAG, SELFMAG) == 0; }

unsigned elf_machine(const void *image) { return header_of(image).e_machine; }

bool is_loadable(const void *image) {
  const Elf64_Ehdr header = header_of(image);
  return is_elf(image) && header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_machine == this_machine &&
         header.e_type == ET_DYN;
}

size_t elf_size(const void *image, size_t limit) {
  const Elf64_Ehdr header = header_of(image);
  if (header.e_phoff > limit || limit - header.e_phoff < header.e_phnum * sizeof(Elf64_Phdr))
    return 0;
  uint64_t end = header.e_shoff + uint64_t(header.e_shnum) * header.e_shentsize;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    const auto segment = read<Elf64_Phdr>(image, header.e_phoff + i * sizeof(Elf64_Phdr));
    end = std::max<uint64_t>(end, segment.p_offset + segment.p_filesz);
  }
  return end <= limit ? end : 0;
}

std::string pointee_name(const void *image, size_t size, uint64_t pointer) {
  return size < sizeof(Elf64_Ehdr) || !is_elf(image) ? "" : symbol_tables(image, size).target_of(pointer);
}

std::vector<char> section_contents(const void *image, size_t size, std::string_view name) {
  return size < sizeof(Elf64_Ehdr) || !is_elf(image) ? std::vector<char>()
                                                     : symbol_tables(image, size).contents(name);
}

elf_symbol find_symbol(const void *image, size_t size, const std::string &name, symbol_kind kind) {
  if (size < sizeof(Elf64_Ehdr) || !is_elf(image))
    return {};
  const symbol_tables tables(image, size);
  const unsigned type = kind == symbol_kind::function ? STT_FUNC : STT_OBJECT;
  const elf_symbol found = tables.find(name, type, SHT_SYMTAB);
  return found ? found : tables.find(name, type, SHT_DYNSYM);
}

} // namespace npu::api
