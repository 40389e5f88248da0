// SPDX-License-Identifier: Apache-2.0
// What kind of memory an address of a kernel lies in.
#include "npu/detail/block.h"
#include "npu/detail/kernel_group.h"

#include "cpu/block_runner.h"

#include <link.h>
#include <pthread.h>

namespace npu::detail {
namespace {

bool lies_in(const void *p, const void *begin, size_t size) {
  return reinterpret_cast<uintptr_t>(p) - reinterpret_cast<uintptr_t>(begin) < size;
}

// Static shared memory is thread-local storage.
bool is_thread_local(const void *p) {
  return dl_iterate_phdr(
             [](dl_phdr_info *object, size_t, void *address) -> int {
               if (object->dlpi_tls_data)
                 for (int i = 0; i < object->dlpi_phnum; ++i)
                   if (object->dlpi_phdr[i].p_type == PT_TLS &&
                       lies_in(address, object->dlpi_tls_data, object->dlpi_phdr[i].p_memsz))
                     return 1;
               return 0;
             },
             const_cast<void *>(p)) != 0;
}

bool is_on_own_stack(const void *p) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0)
    return false;
  void *begin = nullptr;
  size_t size = 0;
  pthread_attr_getstack(&attributes, &begin, &size);
  pthread_attr_destroy(&attributes);
  return lies_in(p, begin, size) && !is_thread_local(p); // which pthreads puts at the end of the stack
}

} // namespace

bool is_shared(const void *p) {
  return lies_in(p, dynamic_shared(), dynamic_shared_size()) || is_thread_local(p);
}

bool is_local(const void *p) {
  return (in_kernel() && cpu::block_runner::running().is_on_stack(p)) || is_in_kernel_context(p) ||
         is_on_own_stack(p);
}

} // namespace npu::detail
