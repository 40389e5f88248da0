// SPDX-License-Identifier: Apache-2.0
#include "core/kernels.h"

#include "npu/launch.h"

#include "cpu/pool.h"

#include <cxxabi.h>
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>

namespace npu::core {
namespace {

struct registry {
  std::shared_mutex lock;
  std::unordered_map<detail::kernel_function, std::unique_ptr<kernel_record>> records;
};
registry &all() {
  static registry *r = new registry; // never destroyed
  return *r;
}

// The last kernels that a thread asked for; records never move.
struct known_kernel {
  detail::kernel_function address;
  kernel_record *record;
};

// Apart from kernel(), which a launch calls.
__attribute__((noinline)) kernel_record &look_up(detail::kernel_function address, known_kernel &known) {
  known = {address, find_kernel(address)};
  if (!known.record) {
    std::lock_guard<std::shared_mutex> hold(all().lock);
    std::unique_ptr<kernel_record> &record = all().records[address];
    if (!record) {
      record = std::make_unique<kernel_record>();
      record->address = address;
    }
    known.record = record.get();
  }
  return *known.record;
}

} // namespace

kernel_record *find_kernel(detail::kernel_function address) {
  std::shared_lock<std::shared_mutex> hold(all().lock);
  const auto found = all().records.find(address);
  return found == all().records.end() ? nullptr : found->second.get();
}

kernel_record &kernel(detail::kernel_function address) {
  static __thread known_kernel recent[8];
  known_kernel &slot = recent[reinterpret_cast<uintptr_t>(address) / 16 % 8];
  return __builtin_expect(slot.address == address && address, 1) ? *slot.record : look_up(address, slot);
}

const char *name_of(kernel_record &record) {
  if (const char *known = record.name.load())
    return known;
  Dl_info info;
  std::string text;
  if (dladdr(reinterpret_cast<void *>(record.address), &info) && info.dli_sname &&
      info.dli_saddr == reinterpret_cast<void *>(record.address)) {
    int status;
    char *readable = abi::__cxa_demangle(info.dli_sname, nullptr, nullptr, &status);
    text = readable ? readable : info.dli_sname;
    free(readable);
  } else if (const char *spelling = record.spelling.load()) {
    // A static function, or a program whose symbols are not exported.
    text = spelling;
    if (text.front() == '(' && text.back() == ')')
      text = text.substr(1, text.size() - 2);
  } else {
    char address[32];
    snprintf(address, sizeof address, "%p", reinterpret_cast<void *>(record.address));
    text = address;
  }
  char *made = strdup(text.c_str()); // kept as long as the process lives
  const char *none = nullptr;
  if (record.name.compare_exchange_strong(none, made))
    return made;
  free(made);
  return none;
}

namespace {

bool is(const char *variable, const char *value) {
  const char *text = getenv(variable);
  return text && !strcmp(text, value);
}

// Null if the compiled form is to be used.
const char *reason_for_fibers(const detail::kernel_form *form) {
  if (!form)
    return "not compiled by npucc";
  if (form->version != detail::kernel_form_version)
    return "compiled by an npucc of another release";
  if (!form->block)
    return form->fallback_reason ? form->fallback_reason : "npucc gave no reason";
  if (is("NPU_KERNELS", "fibers"))
    return "NPU_KERNELS=fibers";
  // The serial mode is the oracle of the compiled forms.
  if (cpu::pool::get().serial() && !is("NPU_KERNELS", "compiled"))
    return "NPU_SERIAL=1";
  return nullptr;
}

} // namespace

kernel_path choose_path(kernel_record &record) {
  const detail::kernel_form *form = record.form.load(std::memory_order_acquire);
  const char *reason = reason_for_fibers(form);
  kernel_path path = kernel_path::fibers;
  if (!reason)
    path = form->flags & detail::form_never_suspends ? kernel_path::compiled : kernel_path::compiled_on_fiber;
  kernel_path unknown = kernel_path::unknown;
  if (record.path.compare_exchange_strong(unknown, path, std::memory_order_acq_rel) && is("NPU_TRACE", "1"))
    fprintf(stderr, "npu: kernel '%s': %s%s\n", name_of(record), reason ? "fibers: " : "compiled",
            reason ? reason : "");
  return path;
}

} // namespace npu::core

namespace npu::detail {

void register_kernel(kernel_function kernel, const kernel_signature &signature) {
  core::kernel(kernel).signature.store(&signature, std::memory_order_release);
}

void register_kernel_form(const kernel_form *form) {
  core::kernel_record &record = core::kernel(form->kernel);
  if (form->name)
    record.name.store(form->name, std::memory_order_release);
  if (form->version == kernel_form_version) {
    record.static_shared.store(form->static_shared, std::memory_order_relaxed);
    record.max_threads.store(form->max_threads, std::memory_order_relaxed);
  }
  record.form.store(form, std::memory_order_release);
  record.path.store(core::kernel_path::unknown, std::memory_order_release);
}

void register_block_function(kernel_function kernel, kernel_function block_function, const char *name) {
  register_kernel_form(
      new kernel_form{kernel, block_function, name, nullptr, form_never_suspends, kernel_form_version, 0, 0});
}

} // namespace npu::detail
