// SPDX-License-Identifier: Apache-2.0
// SIMD within a word: two halfwords or four bytes of an unsigned int at once.
#ifndef NPUIFY_SIMD_INTRINSICS_H
#define NPUIFY_SIMD_INTRINSICS_H

// NAME##2 works on halfwords, NAME##4 on bytes.
#define NPUIFY_UNARY(NAME)                                                                                   \
  unsigned int NAME##2(unsigned int a);                                                                      \
  unsigned int NAME##4(unsigned int a);
#define NPUIFY_BINARY(NAME)                                                                                  \
  unsigned int NAME##2(unsigned int a, unsigned int b);                                                      \
  unsigned int NAME##4(unsigned int a, unsigned int b);

NPUIFY_UNARY(__vabs)
NPUIFY_UNARY(__vabsss)
NPUIFY_UNARY(__vneg)
NPUIFY_UNARY(__vnegss)
NPUIFY_BINARY(__vabsdiffs)
NPUIFY_BINARY(__vabsdiffu)
NPUIFY_BINARY(__vadd)
NPUIFY_BINARY(__vaddss)
NPUIFY_BINARY(__vaddus)
NPUIFY_BINARY(__vavgs)
NPUIFY_BINARY(__vavgu)
NPUIFY_BINARY(__vcmpeq)
NPUIFY_BINARY(__vcmpges)
NPUIFY_BINARY(__vcmpgeu)
NPUIFY_BINARY(__vcmpgts)
NPUIFY_BINARY(__vcmpgtu)
NPUIFY_BINARY(__vcmples)
NPUIFY_BINARY(__vcmpleu)
NPUIFY_BINARY(__vcmplts)
NPUIFY_BINARY(__vcmpltu)
NPUIFY_BINARY(__vcmpne)
NPUIFY_BINARY(__vhaddu)
NPUIFY_BINARY(__vmaxs)
NPUIFY_BINARY(__vmaxu)
NPUIFY_BINARY(__vmins)
NPUIFY_BINARY(__vminu)
NPUIFY_BINARY(__vsads)
NPUIFY_BINARY(__vsadu)
NPUIFY_BINARY(__vseteq)
NPUIFY_BINARY(__vsetges)
NPUIFY_BINARY(__vsetgeu)
NPUIFY_BINARY(__vsetgts)
NPUIFY_BINARY(__vsetgtu)
NPUIFY_BINARY(__vsetles)
NPUIFY_BINARY(__vsetleu)
NPUIFY_BINARY(__vsetlts)
NPUIFY_BINARY(__vsetltu)
NPUIFY_BINARY(__vsetne)
NPUIFY_BINARY(__vsub)
NPUIFY_BINARY(__vsubss)
NPUIFY_BINARY(__vsubus)
#undef NPUIFY_UNARY
#undef NPUIFY_BINARY

// Minimum, maximum and addition of three operands, with and without clamping at zero; b: and which one won
#define NPUIFY_MINMAX3(NAME)                                                                                 \
  int __vi##NAME##_s32_relu(int a, int b);                                                                   \
  int __vi##NAME##3_s32(int a, int b, int c);                                                                \
  int __vi##NAME##3_s32_relu(int a, int b, int c);                                                           \
  unsigned int __vi##NAME##3_u32(unsigned int a, unsigned int b, unsigned int c);                            \
  int __viadd##NAME##_s32(int a, int b, int c);                                                              \
  int __viadd##NAME##_s32_relu(int a, int b, int c);                                                         \
  unsigned int __viadd##NAME##_u32(unsigned int a, unsigned int b, unsigned int c);                          \
  unsigned int __vi##NAME##_s16x2_relu(unsigned int a, unsigned int b);                                      \
  unsigned int __vi##NAME##3_s16x2(unsigned int a, unsigned int b, unsigned int c);                          \
  unsigned int __vi##NAME##3_s16x2_relu(unsigned int a, unsigned int b, unsigned int c);                     \
  unsigned int __vi##NAME##3_u16x2(unsigned int a, unsigned int b, unsigned int c);                          \
  unsigned int __viadd##NAME##_s16x2(unsigned int a, unsigned int b, unsigned int c);                        \
  unsigned int __viadd##NAME##_s16x2_relu(unsigned int a, unsigned int b, unsigned int c);                   \
  unsigned int __viadd##NAME##_u16x2(unsigned int a, unsigned int b, unsigned int c);                        \
  int __vib##NAME##_s32(int a, int b, bool *pred);                                                           \
  unsigned int __vib##NAME##_u32(unsigned int a, unsigned int b, bool *pred);                                \
  unsigned int __vib##NAME##_s16x2(unsigned int a, unsigned int b, bool *high, bool *low);                   \
  unsigned int __vib##NAME##_u16x2(unsigned int a, unsigned int b, bool *high, bool *low);
NPUIFY_MINMAX3(max)
NPUIFY_MINMAX3(min)
#undef NPUIFY_MINMAX3

#endif
