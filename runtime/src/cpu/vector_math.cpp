// SPDX-License-Identifier: Apache-2.0
// What compiled kernels call for the mathematics of several lanes at once: npu_vector_<function>_<f or
// d><lanes>, with vectors in registers. These are jumps into SLEEF, so that programs link libnpu only.
#ifdef NPU_VECTOR_MATH

#if defined(__x86_64__)
#define FORM(name, lanes, target)                                                                            \
  asm(".globl npu_vector_" name lanes "\n"                                                                   \
      ".type npu_vector_" name lanes ", @function\n"                                                         \
      "npu_vector_" name lanes ": jmp Sleef_" target "@PLT\n");
#define FUNCTION(name, error, arguments)                                                                     \
  FORM(#name "_f", "4", #name "f4_" #error "avx2128")                                                        \
  FORM(#name "_f", "8", #name "f8_" #error "avx2")                                                           \
  FORM(#name "_f", "16", #name "f16_" #error "avx512f")                                                      \
  FORM(#name "_d", "2", #name "d2_" #error "avx2128")                                                        \
  FORM(#name "_d", "4", #name "d4_" #error "avx2")                                                           \
  FORM(#name "_d", "8", #name "d8_" #error "avx512f")
#elif defined(__aarch64__)
#define FORM(name, lanes, target)                                                                            \
  asm(".globl npu_vector_" name lanes "\n"                                                                   \
      ".type npu_vector_" name lanes ", %function\n"                                                         \
      "npu_vector_" name lanes ": b Sleef_" target "\n");
#define FUNCTION(name, error, arguments)                                                                     \
  FORM(#name "_f", "4", #name "f4_" #error "advsimd")                                                        \
  FORM(#name "_d", "2", #name "d2_" #error "advsimd")
#endif

asm(".text\n");
#include "vector_math.def"

#endif
