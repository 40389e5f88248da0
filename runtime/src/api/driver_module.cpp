// SPDX-License-Identifier: Apache-2.0
// Driver API: modules. A module is a shared library with kernels (npucc -fatbin, -cubin or -ptx makes one),
// loaded from a file or from memory, or, for PTX whose kernels are all part of the running program, that
// program.
#include "api/driver_module.h"
#include "api/allocations.h"
#include "api/driver_calls.h"
#include "api/elf_symbols.h"
#include "core/stream.h"
#include "npu/module.h"
#include "rtc/module_text.h"

#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

struct NPUmod_st {
  void *library;  // of dlopen; null: the running program
  uintptr_t base; // where it is loaded
  std::vector<char> image;
};

using namespace npu;
using namespace npu::driver;

namespace {

// --- kernels by name

struct exported_kernels {
  std::mutex mutex;
  std::unordered_multimap<std::string, detail::kernel_function> by_name;
};
exported_kernels &exported() {
  static auto *e = new exported_kernels; // never destroyed
  return *e;
}

// Where the library or program is loaded that holds this address.
uintptr_t base_of(const void *address) {
  Dl_info info;
  link_map *map = nullptr;
  return dladdr1(address, &info, reinterpret_cast<void **>(&map), RTLD_DL_LINKMAP) && map ? map->l_addr : 0;
}

// The program's kernels are also those of the libraries it uses.
detail::kernel_function find_exported(const NPUmod_st &module, const std::string &name) {
  exported_kernels &e = exported();
  std::lock_guard lock(e.mutex);
  const auto range = e.by_name.equal_range(name);
  for (auto i = range.first; i != range.second; ++i)
    if (!module.library || base_of(reinterpret_cast<const void *>(i->second)) == module.base)
      return i->second;
  return nullptr;
}

// How a compiler names what CUDA calls `name`: the same, or, for a static function or variable, its mangled
// form.
std::vector<std::string> spellings(const std::string &name) {
  if (name.compare(0, 3, "_ZN") == 0) { // an L before the last component
    size_t last = 3;
    for (size_t at = 3; at < name.size() && isdigit(name[at]);) {
      last = at;
      char *end = nullptr;
      const size_t length = strtoul(&name[at], &end, 10);
      at = static_cast<size_t>(end - name.data()) + length;
    }
    return {name, name.substr(0, last) + "L" + name.substr(last)};
  }
  if (name.compare(0, 2, "_Z") == 0)
    return {name, "_ZL" + name.substr(2)};
  return {name, "_ZL" + std::to_string(name.size()) + name};
}

module_variable find(const NPUmod_st &module, const std::string &name, api::symbol_kind kind) {
  for (const std::string &spelling : spellings(name))
    if (const api::elf_symbol s = api::find_symbol(module.image.data(), module.image.size(), spelling, kind))
      return {reinterpret_cast<void *>(module.base + s.value), s.size};
  if (module.library)
    return {};
  // In a library that the program uses: what it exports.
  void *address = dlsym(RTLD_DEFAULT, name.c_str());
  Dl_info info;
  const ElfW(Sym) *symbol = nullptr;
  if (!address ||
      !dladdr1(address, &info, const_cast<void **>(reinterpret_cast<const void **>(&symbol)), RTLD_DL_SYMENT))
    return {};
  return {address, symbol ? symbol->st_size : 0};
}

// Null if there is none of that name; `known` tells whether its parameters are known too.
detail::kernel_function find_kernel(const NPUmod_st &module, const std::string &name, bool &known) {
  detail::kernel_function kernel = find_exported(module, name);
  if (!kernel)
    kernel =
        reinterpret_cast<detail::kernel_function>(find(module, name, api::symbol_kind::function).address);
  const core::kernel_record *record = kernel ? core::find_kernel(kernel) : nullptr;
  known = record && record->signature.load();
  return kernel;
}

// --- loading

struct modules {
  std::mutex mutex;
  std::unordered_set<NPUmodule> live;
};
modules &all() {
  static auto *m = new modules; // never destroyed
  return *m;
}

bool is_live(NPUmodule module) {
  std::lock_guard lock(all().mutex);
  return all().live.count(module) != 0;
}

NPUmodule publish(NPUmod_st &&made) {
  auto *module = new NPUmod_st(std::move(made));
  std::lock_guard lock(all().mutex);
  all().live.insert(module);
  return module;
}

bool read_file(const char *path, std::vector<char> &bytes) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return false;
  bytes.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  return !file.bad();
}

// Loads a copy of the image, so that, as in CUDA, every load has variables of its own.
load_result load_library(std::vector<char> image, NPUmodule *module) {
  const int file = memfd_create("npu-module", MFD_CLOEXEC);
  if (file < 0)
    return {NPU_ERROR_OPERATING_SYSTEM, strerror(errno)};
  const bool written = write(file, image.data(), image.size()) == ssize_t(image.size());
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  void *library = written ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : nullptr;
  const char *error = written ? dlerror() : strerror(errno);
  // Kept open like the library: dlopen knows a library by its name, and the next file must not get this
  // one's.
  if (!library) {
    close(file);
    return {NPU_ERROR_SHARED_OBJECT_INIT_FAILED, error ? error : "cannot load the library"};
  }
  link_map *map = nullptr;
  dlinfo(library, RTLD_DI_LINKMAP, &map);
  *module = publish({library, map->l_addr, std::move(image)});
  return {NPU_SUCCESS, {}};
}

// The running program as a module.
bool load_program(NPUmod_st &module) {
  const auto first = [](dl_phdr_info *info, size_t, void *base) {
    *static_cast<uintptr_t *>(base) = info->dlpi_addr;
    return 1; // the program comes first
  };
  module.library = nullptr;
  dl_iterate_phdr(first, &module.base);
  return read_file("/proc/self/exe", module.image);
}

// The kernels that a PTX text defines.
std::vector<std::string> ptx_entries(const std::string &text) {
  std::vector<std::string> names;
  for (size_t at = text.find(".entry"); at != std::string::npos; at = text.find(".entry", at)) {
    at = text.find_first_not_of(" \t\r\n", at + strlen(".entry"));
    const size_t end = text.find_first_of(" \t\r\n(,;{", at);
    if (at != std::string::npos && end != std::string::npos && end > at)
      names.push_back(text.substr(at, end - at));
  }
  return names;
}

load_result load_ptx(const std::string &text, NPUmodule *module) {
  NPUmod_st program = {};
  if (!load_program(program))
    return {NPU_ERROR_OPERATING_SYSTEM, "cannot read the running program"};
  const std::vector<std::string> names = ptx_entries(text);
  for (const std::string &name : names)
    if (bool known; !find_kernel(program, name, known) || !known)
      return {NPU_ERROR_NO_BINARY_FOR_GPU,
              "PTX cannot be compiled, and its kernel '" + name +
                  "' is not part of this program; build the kernel's source with npucc "
                  "-fatbin and load that, or add it and NPU_EXPORT_KERNEL to the program"};
  if (names.empty())
    return {NPU_ERROR_NO_BINARY_FOR_GPU, "PTX without a kernel"};
  *module = publish(std::move(program));
  return {NPU_SUCCESS, {}};
}

bool is_ptx(const char *text) {
  // Comments and the version directive come first.
  const size_t length = strnlen(text, 1 << 16);
  const std::string head(text, length);
  return head.find(".version") != std::string::npos && head.find(".target") != std::string::npos;
}

constexpr uint32_t fatbin_magic = 0xba55ed50, fatbin_wrapper_magic = 0x466243b1;
constexpr unsigned cubin_machine = 190; // EM_CUDA

load_result load_image(const void *image, size_t limit, NPUmodule *module) {
  module_image read;
  if (const load_result result = read_image(image, limit, read); result.code != NPU_SUCCESS)
    return result;
  return read.library.empty() ? load_ptx(read.ptx, module) : load_library(std::move(read.library), module);
}

} // namespace

namespace npu::driver {

load_result read_image(const void *image, size_t limit, module_image &read) {
  constexpr const char *no_gpu_code =
      "the image holds code for a GPU, which cannot run here; build the kernels' source "
      "with npucc -fatbin and load that";
  const auto *text = static_cast<const char *>(image);
  uint32_t magic;
  if (strnlen(text, sizeof magic) < sizeof magic) // no kind has a zero there
    return {NPU_ERROR_INVALID_IMAGE, "the image is empty"};
  memcpy(&magic, image, sizeof magic);
  if (api::is_elf(image)) {
    constexpr const char *cut_off = "the shared library is cut off";
    if (limit < api::elf_header_size)
      return {NPU_ERROR_INVALID_IMAGE, cut_off};
    if (api::is_loadable(image)) {
      const size_t size = api::elf_size(image, limit);
      if (size == 0)
        return {NPU_ERROR_INVALID_IMAGE, cut_off};
      read.library.assign(text, text + size);
      return {NPU_SUCCESS, {}};
    }
    if (api::elf_machine(image) == cubin_machine)
      return {NPU_ERROR_NO_BINARY_FOR_GPU, no_gpu_code};
    return {NPU_ERROR_NO_BINARY_FOR_GPU, "the image is not a shared library for this machine"};
  }
  if (magic == fatbin_magic || magic == fatbin_wrapper_magic)
    return {NPU_ERROR_NO_BINARY_FOR_GPU, no_gpu_code};
  if (rtc::is_module_text(text)) {
    read.library = rtc::from_text(text);
    const void *library = read.library.data();
    if (read.library.size() < api::elf_header_size || !api::is_elf(library) || !api::is_loadable(library) ||
        api::elf_size(library, read.library.size()) == 0)
      return {NPU_ERROR_INVALID_IMAGE, "the module is cut off"};
    return {NPU_SUCCESS, {}};
  }
  if (!is_ptx(text))
    return {NPU_ERROR_INVALID_IMAGE, "the image is neither a module made by npucc nor GPU code"};
  read.ptx = text;
  return {NPU_SUCCESS, {}};
}

// A buffer's size comes in as the value itself and goes out as what was written.
static void write_log(const jit_options &jit, NPUjit_option buffer, NPUjit_option size_option,
                      const std::string &text) {
  char *to = nullptr;
  void **size = nullptr;
  for (unsigned i = 0; i < jit.count; ++i) {
    if (jit.options[i] == buffer)
      to = static_cast<char *>(jit.values[i]);
    else if (jit.options[i] == size_option)
      size = &jit.values[i];
  }
  if (!to || !size)
    return;
  const size_t room = unsigned(reinterpret_cast<uintptr_t>(*size));
  const size_t length = room ? std::min(text.size(), room - 1) : 0;
  if (room) {
    memcpy(to, text.data(), length);
    to[length] = '\0';
  }
  *size = reinterpret_cast<void *>(uintptr_t(length));
}

void jit_options::write_logs(const std::string &errors) const {
  write_log(*this, NPU_JIT_ERROR_LOG_BUFFER, NPU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, errors);
  write_log(*this, NPU_JIT_INFO_LOG_BUFFER, NPU_JIT_INFO_LOG_BUFFER_SIZE_BYTES, {});
}

NPUresult find_variable(NPUmodule module, const char *name, module_variable &variable) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  if (!is_live(module))
    return NPU_ERROR_INVALID_HANDLE;
  variable = find(*module, name, api::symbol_kind::variable);
  return variable.address ? NPU_SUCCESS : NPU_ERROR_NOT_FOUND;
}

NPUresult finish(const load_result &result, const char *what) {
  if (result.code != NPU_SUCCESS)
    fprintf(stderr, "npu: %s: %s\n", what, result.message.c_str());
  return result.code;
}

} // namespace npu::driver

namespace npu::detail {

bool export_kernel(const char *name, kernel_function kernel) {
  exported_kernels &e = exported();
  std::lock_guard lock(e.mutex);
  e.by_name.emplace(name, kernel);
  return true;
}

} // namespace npu::detail

extern "C" {

NPUresult npudrvModuleLoad(NPUmodule *module, const char *fname) {
  if (!module || !fname)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  std::vector<char> image;
  if (!read_file(fname, image))
    return finish({NPU_ERROR_FILE_NOT_FOUND, strerror(errno)}, fname);
  const size_t size = image.size();
  image.resize(size +
               api::elf_header_size); // a text ends in a zero, and the header of a short file can be read
  return finish(load_image(image.data(), size, module), fname);
}

NPUresult npudrvModuleLoadData(NPUmodule *module, const void *image) {
  return npudrvModuleLoadDataEx(module, image, 0, nullptr, nullptr);
}

NPUresult npudrvModuleLoadDataEx(NPUmodule *module, const void *image, unsigned int numOptions,
                                 NPUjit_option *options, void **optionValues) {
  const jit_options jit{numOptions, options, optionValues};
  if (!module || !image || !jit.valid())
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  const load_result result = load_image(image, SIZE_MAX, module); // CUDA hands it over without its size
  jit.write_logs(result.message);
  return finish(result, "module in memory");
}

NPUresult npudrvModuleLoadFatBinary(NPUmodule *module, const void *fatCubin) {
  return npudrvModuleLoadData(module, fatCubin);
}

// The library stays in memory: host threads may still hold pointers into it, and unloading would leave the
// addresses of its kernels to those of other modules.
NPUresult npudrvModuleUnload(NPUmodule hmod) {
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  {
    std::lock_guard lock(all().mutex);
    if (!all().live.erase(hmod))
      return NPU_ERROR_INVALID_HANDLE;
  }
  delete hmod;
  return run([] { return npuDeviceSynchronize(); });
}

NPUresult npudrvModuleGetFunction(NPUfunction *hfunc, NPUmodule hmod, const char *name) {
  if (!hfunc || !name)
    return NPU_ERROR_INVALID_VALUE;
  if (const NPUresult usable = check_context(); usable != NPU_SUCCESS)
    return usable;
  if (!is_live(hmod))
    return NPU_ERROR_INVALID_HANDLE;
  bool known;
  const detail::kernel_function kernel = find_kernel(*hmod, name, known);
  if (!kernel)
    return NPU_ERROR_NOT_FOUND;
  if (!known)
    return finish({NPU_ERROR_NOT_FOUND,
                   "the parameters of this kernel are not known; add NPU_EXPORT_KERNEL(kernel) "
                   "(npu/module.h) after its definition"},
                  name);
  *hfunc = handle_of(kernel);
  return NPU_SUCCESS;
}

NPUresult npudrvModuleGetGlobal(NPUdeviceptr *dptr, size_t *bytes, NPUmodule hmod, const char *name) {
  if ((!dptr && !bytes) || !name)
    return NPU_ERROR_INVALID_VALUE;
  module_variable variable;
  if (const NPUresult error = find_variable(hmod, name, variable); error != NPU_SUCCESS)
    return error;
  if (dptr) {
    *dptr = number(variable.address);
    api::know_variable(variable.address, variable.size);
  }
  if (bytes)
    *bytes = variable.size;
  return NPU_SUCCESS;
}

} // extern "C"
