/* SPDX-License-Identifier: Apache-2.0 */
/* Complex numbers over float2 and double2 (x real, y imaginary); C and C++, host and device. The suffix f
   means float. Division and absolute value scale their operands, so that they overflow only where the result
   does. */
#ifndef NPU_COMPLEX_H
#define NPU_COMPLEX_H

#include "npu/detail/macros_aside.inc"

#include "npu/vector_types.h"

#include <math.h>

typedef float2 npuFloatComplex;
typedef float2 npuComplex;
typedef double2 npuDoubleComplex;

/* Real and imaginary part, number from parts, conjugate, sum, difference, product, quotient, x * y + z,
 * modulus. */
#define NPU_DETAIL_COMPLEX(suffix, T, Complex, make, absolute, hypotenuse)                                   \
  static inline Complex make(T real, T imaginary) {                                                          \
    Complex z;                                                                                               \
    z.x = real;                                                                                              \
    z.y = imaginary;                                                                                         \
    return z;                                                                                                \
  }                                                                                                          \
  static inline T npuCreal##suffix(Complex z) { return z.x; }                                                \
  static inline T npuCimag##suffix(Complex z) { return z.y; }                                                \
  static inline Complex npuConj##suffix(Complex z) { return make(z.x, -z.y); }                               \
  static inline Complex npuCadd##suffix(Complex a, Complex b) { return make(a.x + b.x, a.y + b.y); }         \
  static inline Complex npuCsub##suffix(Complex a, Complex b) { return make(a.x - b.x, a.y - b.y); }         \
  static inline Complex npuCmul##suffix(Complex a, Complex b) {                                              \
    return make(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);                                               \
  }                                                                                                          \
  static inline Complex npuCdiv##suffix(Complex a, Complex b) {                                              \
    const T scale = 1 / (absolute(b.x) + absolute(b.y));                                                     \
    const T ax = a.x * scale, ay = a.y * scale, bx = b.x * scale, by = b.y * scale;                          \
    const T square = 1 / (bx * bx + by * by);                                                                \
    return make((ax * bx + ay * by) * square, (ay * bx - ax * by) * square);                                 \
  }                                                                                                          \
  static inline Complex npuCfma##suffix(Complex a, Complex b, Complex c) {                                   \
    return make(a.x * b.x + c.x - a.y * b.y, a.x * b.y + c.y + a.y * b.x);                                   \
  }                                                                                                          \
  static inline T npuCabs##suffix(Complex z) { return hypotenuse(z.x, z.y); }
NPU_DETAIL_COMPLEX(f, float, npuFloatComplex, make_npuFloatComplex, fabsf, hypotf)
NPU_DETAIL_COMPLEX(, double, npuDoubleComplex, make_npuDoubleComplex, fabs, hypot)
#undef NPU_DETAIL_COMPLEX

static inline npuComplex make_npuComplex(float real, float imaginary) {
  return make_npuFloatComplex(real, imaginary);
}
static inline npuFloatComplex npuComplexDoubleToFloat(npuDoubleComplex z) {
  return make_npuFloatComplex((float)z.x, (float)z.y);
}
static inline npuDoubleComplex npuComplexFloatToDouble(npuFloatComplex z) {
  return make_npuDoubleComplex(z.x, z.y);
}

#include "npu/detail/macros_restored.inc"

#endif
