// SPDX-License-Identifier: Apache-2.0
// Switching between stacks: the machine-dependent part of fibers.
#ifndef NPU_CPU_CONTEXT_H
#define NPU_CPU_CONTEXT_H

// Saves the callee-saved registers on the current stack, stores the stack pointer in *from and continues
// where `to` was saved. The floating-point control registers are shared by all contexts of an OS thread.
extern "C" void npu_switch_context(void **from, void *to) __attribute__((visibility("hidden")));

namespace npu::cpu {

// A context that starts `entry` on an empty stack below `top` (aligned to 16). entry must not return.
void *make_context(void *top, void (*entry)());

} // namespace npu::cpu

#endif
