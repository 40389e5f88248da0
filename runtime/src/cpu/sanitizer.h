// SPDX-License-Identifier: Apache-2.0
// Tells the address and thread sanitizers about stack switches. The hooks are weak references, so that an
// ordinary build of libnpu serves programs that are built with a sanitizer too.
#ifndef NPU_CPU_SANITIZER_H
#define NPU_CPU_SANITIZER_H

#include <stddef.h>

extern "C" {
__attribute__((weak)) void __sanitizer_start_switch_fiber(void **fake_stack_save, const void *bottom,
                                                          size_t size);
__attribute__((weak)) void __sanitizer_finish_switch_fiber(void *fake_stack_save, const void **bottom_old,
                                                           size_t *size_old);
__attribute__((weak)) void __asan_unpoison_memory_region(void const volatile *address, size_t size);
__attribute__((weak)) void *__tsan_get_current_fiber(void);
__attribute__((weak)) void *__tsan_create_fiber(unsigned flags);
__attribute__((weak)) void __tsan_destroy_fiber(void *fiber);
__attribute__((weak)) void __tsan_switch_to_fiber(void *fiber, unsigned flags);
}

namespace npu::cpu {

inline bool sanitizer_present() { return __sanitizer_start_switch_fiber || __tsan_switch_to_fiber; }

// What the sanitizers want to know of one stack.
struct sanitizer_stack {
  const void *bottom =
      nullptr; // lowest address; unknown (null) for an OS thread's own stack until it was left once
  size_t size = 0;
  void *fake_stack = nullptr; // of the address sanitizer
  void *fiber = nullptr;      // of the thread sanitizer

  void create() {
    if (__tsan_create_fiber)
      fiber = __tsan_create_fiber(0);
  }
  void adopt_current_thread() {
    if (__tsan_get_current_fiber)
      fiber = __tsan_get_current_fiber();
  }
  void destroy() {
    if (fiber)
      __tsan_destroy_fiber(fiber);
    forget_frames();
  }
  // The frames on this stack are given up without returning.
  void forget_frames() {
    if (__asan_unpoison_memory_region && bottom)
      __asan_unpoison_memory_region(bottom, size);
    fake_stack = nullptr;
  }
};

inline void before_switch(sanitizer_stack &from, const sanitizer_stack &to) {
  if (__sanitizer_start_switch_fiber)
    __sanitizer_start_switch_fiber(&from.fake_stack, to.bottom, to.size);
  if (__tsan_switch_to_fiber)
    __tsan_switch_to_fiber(to.fiber, 0);
}

// On the stack `self`, after control came from `previous`.
inline void after_switch(sanitizer_stack &self, sanitizer_stack &previous) {
  if (__sanitizer_finish_switch_fiber)
    __sanitizer_finish_switch_fiber(self.fake_stack, &previous.bottom, &previous.size);
}

} // namespace npu::cpu

#endif
