// SPDX-License-Identifier: Apache-2.0
// Complex numbers against std::complex.
#include <npu/complex.h>

#include <gtest/gtest.h>

#include <complex>

namespace {

std::complex<double> value(npuDoubleComplex z) { return {z.x, z.y}; }
std::complex<double> value(npuFloatComplex z) { return {z.x, z.y}; }

TEST(DeviceComplex, Arithmetic) {
  const npuDoubleComplex a = make_npuDoubleComplex(3, -4), b = make_npuDoubleComplex(0.5, 2);
  EXPECT_EQ(value(npuCadd(a, b)), value(a) + value(b));
  EXPECT_EQ(value(npuCsub(a, b)), value(a) - value(b));
  EXPECT_EQ(value(npuCmul(a, b)), value(a) * value(b));
  EXPECT_NEAR(std::abs(value(npuCdiv(a, b)) - value(a) / value(b)), 0, 1e-15);
  EXPECT_EQ(value(npuCfma(a, b, a)), value(a) * value(b) + value(a));
  EXPECT_EQ(value(npuConj(a)), std::conj(value(a)));
  EXPECT_EQ(npuCabs(a), 5);
  EXPECT_EQ(npuCreal(a), 3);
  EXPECT_EQ(npuCimag(a), -4);
  const npuComplex f = make_npuComplex(1.5f, -2);
  EXPECT_EQ(value(npuCmulf(f, npuComplexDoubleToFloat(a))), value(f) * value(a));
  EXPECT_EQ(value(npuComplexFloatToDouble(f)), value(f));
}

TEST(DeviceComplex, ScalesAgainstOverflow) {
  const npuFloatComplex large = make_npuFloatComplex(3e30f, 4e30f);
  EXPECT_FLOAT_EQ(npuCabsf(large), 5e30f);
  EXPECT_FLOAT_EQ(npuCdivf(large, large).x, 1.0f);
  EXPECT_FLOAT_EQ(npuCdivf(large, large).y, 0.0f);
}

} // namespace
