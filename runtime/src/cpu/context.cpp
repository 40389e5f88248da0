// SPDX-License-Identifier: Apache-2.0
// npu_switch_context in assembly for x86-64 (System V) and AArch64 (AAPCS64), and the matching initial stack
// frame.
#include "cpu/context.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)

// The final return is predicted well although it returns on another stack: threads that wait for each other
// were suspended at the same place, so the processor's stack of return addresses holds the right ones. (With
// a jump in its place a thread took 16 ns for a barrier, so 7.)
asm(R"(
    .text
    .p2align 4
    .globl npu_switch_context
    .hidden npu_switch_context
    .type npu_switch_context,@function
npu_switch_context:
    .cfi_startproc
    endbr64
    pushq %rbp
    pushq %rbx
    pushq %r12
    pushq %r13
    pushq %r14
    pushq %r15
    movq %rsp, (%rdi)
    movq %rsi, %rsp
    popq %r15
    popq %r14
    popq %r13
    popq %r12
    popq %rbx
    popq %rbp
    ret
    .cfi_endproc
    .size npu_switch_context,.-npu_switch_context
)");

void *npu::cpu::make_context(void *top, void (*entry)()) {
  // From the top: the return address of entry (none), what the switch returns to, six registers. At entry the
  // stack pointer is 8 below a multiple of 16, as after a call.
  void **sp = static_cast<void **>(top);
  *--sp = nullptr;
  *--sp = reinterpret_cast<void *>(entry);
  for (int i = 0; i < 6; ++i)
    *--sp = nullptr;
  return sp;
}

#elif defined(__aarch64__)

asm(R"(
    .text
    .p2align 4
    .globl npu_switch_context
    .hidden npu_switch_context
    .type npu_switch_context,%function
npu_switch_context:
    .cfi_startproc
    hint #34
    stp x19, x20, [sp, #-160]!
    stp x21, x22, [sp, #16]
    stp x23, x24, [sp, #32]
    stp x25, x26, [sp, #48]
    stp x27, x28, [sp, #64]
    stp x29, x30, [sp, #80]
    stp d8, d9, [sp, #96]
    stp d10, d11, [sp, #112]
    stp d12, d13, [sp, #128]
    stp d14, d15, [sp, #144]
    mov x9, sp
    str x9, [x0]
    mov sp, x1
    ldp x21, x22, [sp, #16]
    ldp x23, x24, [sp, #32]
    ldp x25, x26, [sp, #48]
    ldp x27, x28, [sp, #64]
    ldp x29, x30, [sp, #80]
    ldp d8, d9, [sp, #96]
    ldp d10, d11, [sp, #112]
    ldp d12, d13, [sp, #128]
    ldp d14, d15, [sp, #144]
    ldp x19, x20, [sp], #160
    ret
    .cfi_endproc
    .size npu_switch_context,.-npu_switch_context
)");

void *npu::cpu::make_context(void *top, void (*entry)()) {
  constexpr int frame = 160, x30 = 88;
  char *sp = static_cast<char *>(top) - frame;
  memset(sp, 0, frame);
  memcpy(sp + x30, &entry, sizeof(entry));
  return sp;
}

#else
#error "The CPU runtime switches fibers in assembly; this processor has none yet (x86-64 and AArch64 do)."
#endif
