// SPDX-License-Identifier: Apache-2.0
// Divisions of integers in loops over threads, which a compiled form does by floating-point arithmetic: exact
// for every pair of operands.
#include "test_support.h"

#include <cstdint>
#include <limits>
#include <random>
#include <type_traits>

namespace {

// The divisor is the same for all threads.
template <class T> NPU_GLOBAL void by_one(const T *x, T y, T *quotient, T *remainder, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n) {
    quotient[i] = T(x[i] / y);
    remainder[i] = T(x[i] % y);
  }
}

template <class T> NPU_GLOBAL void by_own(const T *x, const T *y, T *quotient, T *remainder, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n) {
    quotient[i] = T(x[i] / y[i]);
    remainder[i] = T(x[i] % y[i]);
  }
}

/// Powers of two and their neighbours, the ends of the range, and numbers of every length.
template <class T> std::vector<T> operands() {
  std::vector<T> found = {std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), T(0)};
  std::mt19937_64 random(7);
  for (unsigned bits = 0; bits < 8 * sizeof(T); ++bits) {
    const uint64_t power = uint64_t(1) << bits;
    for (uint64_t near : {power - 1, power, power + 1, power | (random() & (power - 1))}) {
      found.push_back(T(near));
      if (std::is_signed<T>::value)
        found.push_back(T(0 - near));
    }
  }
  return found;
}

template <class T> bool defined(T x, T y) {
  return y != 0 && !(std::is_signed<T>::value && x == std::numeric_limits<T>::min() && y == T(-1));
}

template <class T> class DeviceDivision : public testing::Test {
protected:
  T *x = nullptr, *y = nullptr, *quotient = nullptr, *remainder = nullptr;
  int n = 0;

  /// Room for \p count pairs of operands.
  void start(size_t count) {
    for (T **memory : {&x, &y, &quotient, &remainder})
      ASSERT_NPU_SUCCESS(npuMallocManaged(memory, count * sizeof(T)));
    n = 0;
  }
  void add(T a, T b) {
    x[n] = a;
    y[n++] = b;
  }
  void check() {
    EXPECT_ALL_DONE();
    for (int i = 0; i < n; ++i) {
      ASSERT_EQ(T(x[i] / y[i]), quotient[i]) << +x[i] << " / " << +y[i];
      ASSERT_EQ(T(x[i] % y[i]), remainder[i]) << +x[i] << " % " << +y[i];
    }
  }
  void TearDown() override {
    for (T *memory : {x, y, quotient, remainder})
      EXPECT_NPU_SUCCESS(npuFree(memory));
  }
};

using Types = testing::Types<int8_t, uint8_t, int16_t, uint16_t, int32_t, uint32_t, int64_t, uint64_t>;
TYPED_TEST_SUITE(DeviceDivision, Types);

TYPED_TEST(DeviceDivision, ByAnOperandOfAllThreads) {
  const std::vector<TypeParam> values = operands<TypeParam>();
  this->start(values.size() * 2);
  for (TypeParam divisor : values) {
    if (divisor == 0)
      continue;
    this->n = 0;
    for (TypeParam value : values)
      if (defined(value, divisor))
        this->add(value, divisor);
    for (TypeParam factor : values) // whole multiples and what is one less
      if (const TypeParam multiple = TypeParam(uint64_t(factor) * uint64_t(divisor));
          this->n < int(values.size() * 2) && defined(multiple, divisor))
        this->add(multiple, divisor);
    NPU_LAUNCH(by_one<TypeParam>, ((this->n + 255) / 256, 256), this->x, divisor, this->quotient,
               this->remainder, this->n);
    this->check();
    if (this->HasFatalFailure())
      return;
  }
}

TYPED_TEST(DeviceDivision, ByAnOperandOfEachThread) {
  const std::vector<TypeParam> values = operands<TypeParam>();
  this->start(values.size() * values.size());
  for (TypeParam value : values)
    for (TypeParam divisor : values)
      if (defined(value, divisor))
        this->add(value, divisor);
  NPU_LAUNCH(by_own<TypeParam>, ((this->n + 255) / 256, 256), this->x, this->y, this->quotient,
             this->remainder, this->n);
  this->check();
}

// 64 bits of which the compiler knows that 32 suffice.
NPU_GLOBAL void of_indices(unsigned width, unsigned long long *out, int n) {
  const unsigned long long i = npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x, w = width;
  if (i < (unsigned long long)(n))
    out[i] = i / w * 1000003 + i % w;
}
TEST(DeviceDivisions, OfWideIndices) {
  constexpr int n = 10000;
  unsigned long long *out;
  ASSERT_NPU_SUCCESS(npuMallocManaged(&out, n * sizeof(*out)));
  for (unsigned width : {1u, 7u, 640u, 9999u, 4000000000u}) {
    NPU_LAUNCH(of_indices, ((n + 255) / 256, 256), width, out, n);
    EXPECT_ALL_DONE();
    for (unsigned i = 0; i < n; ++i)
      ASSERT_EQ(uint64_t(i / width) * 1000003 + i % width, out[i]) << i << " " << width;
  }
  EXPECT_NPU_SUCCESS(npuFree(out));
}

// The divisor is zero for threads that do not divide, or for all of them.
NPU_GLOBAL void where_possible(const int *x, const int *y, int z, int *out, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n)
    out[i] = (y[i] != 0 ? x[i] / y[i] : -1) + (z != 0 ? x[i] / z : -2);
}
TEST(DeviceDivisions, AreLeftOutWhereTheDivisorIsZero) {
  constexpr int n = 1000;
  int *x, *y, *out;
  for (int **memory : {&x, &y, &out})
    ASSERT_NPU_SUCCESS(npuMallocManaged(memory, n * sizeof(int)));
  for (int i = 0; i < n; ++i) {
    x[i] = 77 * i - 30000;
    y[i] = i % 5 - 2;
  }
  for (int z : {0, 9}) {
    NPU_LAUNCH(where_possible, ((n + 127) / 128, 128), x, y, z, out, n);
    EXPECT_ALL_DONE();
    for (int i = 0; i < n; ++i)
      ASSERT_EQ((y[i] ? x[i] / y[i] : -1) + (z ? x[i] / z : -2), out[i]) << i << " " << z;
  }
  for (int *memory : {x, y, out})
    EXPECT_NPU_SUCCESS(npuFree(memory));
}

#ifdef NPU_KERNEL_PASSES // other compilers leave what a processor does: it ends the process
// No vector takes these divisions: one thread does them alone, and a function that calls itself.
template <class T> NPU_DEVICE NPU_NOINLINE T gcd(T x, T y, int depth) {
  return depth == 0 ? T(x / y) : gcd(y, T(x % y), depth - 1);
}
template <class T> NPU_GLOBAL void by_anything(const T *x, const T *y, T *out, int n) {
  const int i = int(npu::blockIdx.x * npu::blockDim.x + npu::threadIdx.x);
  if (i < n)
    out[i] = T(x[i] / y[i] + x[i] % y[i]);
  if (i == 0) {
    T sum = 0;
    for (int k = 0; k < n; ++k)
      sum = T(sum ^ T(x[k] / y[k]) ^ T(x[k] % y[k]) ^ T(sum / y[k]));
    out[n] = sum;
    out[n + 1] = gcd(x[1], y[0], 3);
  }
}
TYPED_TEST(DeviceDivision, GiveSomeNumberWhereThereIsNone) {
  const std::vector<TypeParam> values = operands<TypeParam>();
  this->start(values.size() * values.size() + 2);
  for (TypeParam value : values)
    for (TypeParam divisor : values)
      this->add(value, divisor);
  NPU_LAUNCH(by_anything<TypeParam>, ((this->n + 255) / 256, 256), this->x, this->y, this->quotient, this->n);
  EXPECT_ALL_DONE();
  for (int i = 0; i < this->n; ++i) {
    const TypeParam x = this->x[i], y = this->y[i];
    if (defined(x, y))
      ASSERT_EQ(TypeParam(x / y + x % y), this->quotient[i]) << +x << " by " << +y;
  }
}
#endif

} // namespace
