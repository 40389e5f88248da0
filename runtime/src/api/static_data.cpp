// SPDX-License-Identifier: Apache-2.0
// Tells the static variables and the code of the program from other memory, by the segments of the loaded
// objects.
#include "api/allocations.h"

#include "npu/detail/kernel_form.h"

#include <link.h>

#include <algorithm>
#include <map>
#include <mutex>

namespace npu::api {

namespace {

struct query {
  uintptr_t begin, end;
  bool writable, code;
  bool found = false;
};

bool lies_in(const query &q, uintptr_t base, const ElfW(Phdr) & segment) {
  const uintptr_t begin = base + segment.p_vaddr, end = begin + segment.p_memsz;
  return q.begin >= begin && q.end <= end;
}

int visit(dl_phdr_info *object, size_t, void *data) {
  query &q = *static_cast<query *>(data);
  bool loaded = false, read_only_after_relocation = false;
  for (int i = 0; i < object->dlpi_phnum; ++i) {
    const ElfW(Phdr) &segment = object->dlpi_phdr[i];
    const bool code = segment.p_flags & PF_X;
    if (segment.p_type == PT_LOAD && code == q.code && (!q.writable || (segment.p_flags & PF_W)))
      loaded = loaded || lies_in(q, object->dlpi_addr, segment);
    if (segment.p_type == PT_GNU_RELRO)
      read_only_after_relocation = read_only_after_relocation || lies_in(q, object->dlpi_addr, segment);
  }
  q.found = loaded && !(q.writable && read_only_after_relocation);
  return q.found; // not 0: stop
}

} // namespace

bool is_static_data(const void *p, size_t n, bool writable) {
  const uintptr_t begin = reinterpret_cast<uintptr_t>(p);
  query q = {begin, begin + n, writable, false};
  dl_iterate_phdr(visit, &q);
  return q.found;
}

namespace {

class variables {
public:
  void add(const void *p, size_t n) {
    std::lock_guard lock(mutex_);
    size_t &size = sizes_[reinterpret_cast<uintptr_t>(p)];
    size = std::max(size, n);
  }
  bool hold(const void *p) {
    const uintptr_t address = reinterpret_cast<uintptr_t>(p);
    std::lock_guard lock(mutex_);
    auto next = sizes_.upper_bound(address);
    return next != sizes_.begin() && address - (--next)->first < next->second;
  }

private:
  std::mutex mutex_;
  std::map<uintptr_t, size_t> sizes_; // by address
};
variables &known() {
  static auto *v = new variables; // never destroyed
  return *v;
}
variables &managed() {
  static auto *v = new variables; // never destroyed
  return *v;
}

} // namespace

void know_variable(const void *p, size_t n) { known().add(p, n); }
bool is_known_variable(const void *p) { return known().hold(p); }
// The module of the variable may have been unloaded since.
bool is_managed_variable(const void *p) { return managed().hold(p) && is_static_data(p, 1, true); }

bool is_code(const void *p) {
  const uintptr_t begin = reinterpret_cast<uintptr_t>(p);
  query q = {begin, begin + 1, false, true};
  dl_iterate_phdr(visit, &q);
  return q.found;
}

} // namespace npu::api

void npu::detail::register_managed(const void *variable, size_t size) {
  npu::api::managed().add(variable, size);
}
