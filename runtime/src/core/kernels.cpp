// SPDX-License-Identifier: Apache-2.0
#include "core/kernels.h"

#include "npu/launch.h"

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

kernel_record &look_up(detail::kernel_function address) {
  if (kernel_record *known = find_kernel(address))
    return *known;
  std::lock_guard<std::shared_mutex> hold(all().lock);
  std::unique_ptr<kernel_record> &record = all().records[address];
  if (!record) {
    record = std::make_unique<kernel_record>();
    record->address = address;
  }
  return *record;
}

} // namespace

kernel_record *find_kernel(detail::kernel_function address) {
  std::shared_lock<std::shared_mutex> hold(all().lock);
  const auto found = all().records.find(address);
  return found == all().records.end() ? nullptr : found->second.get();
}

kernel_record &kernel(detail::kernel_function address) {
  // The last kernels each thread asked for; records never move.
  struct known_kernel {
    detail::kernel_function address;
    kernel_record *record;
  };
  static __thread known_kernel recent[16];
  known_kernel &slot = recent[reinterpret_cast<uintptr_t>(address) / 16 % 16];
  if (slot.address != address || !address)
    slot = {address, &look_up(address)};
  return *slot.record;
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

} // namespace npu::core

namespace npu::detail {

void register_kernel(kernel_function kernel, const kernel_signature &signature) {
  core::kernel(kernel).signature.store(&signature, std::memory_order_release);
}

void register_block_function(kernel_function kernel, kernel_function block_function, const char *name) {
  core::kernel_record &record = core::kernel(kernel);
  if (block_function)
    record.block_function.store(block_function, std::memory_order_release);
  if (name)
    record.name.store(name, std::memory_order_release);
}

} // namespace npu::detail
