// SPDX-License-Identifier: Apache-2.0
// libnpublas: every routine against sums written out over dense matrices of complex double.
#include "npu/blas.h"
#include "npu/blas_legacy.h"
#include "npu/blas_lt.h"
#include "npu/fp8.h"

#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <cstring>
#include <numeric>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace {

using Z = std::complex<double>;

template <class T> struct traits {
  using real = T;
  static constexpr bool complex = false;
};
template <> struct traits<npuComplex> {
  using real = float;
  static constexpr bool complex = true;
};
template <> struct traits<npuDoubleComplex> {
  using real = double;
  static constexpr bool complex = true;
};
template <class T> using real = typename traits<T>::real;

template <class T> Z wide(const T &x) {
  if constexpr (traits<T>::complex)
    return {x.x, x.y};
  else
    return static_cast<double>(x);
}
template <class T> T narrow(Z x) {
  if constexpr (traits<T>::complex)
    return T{static_cast<real<T>>(x.real()), static_cast<real<T>>(x.imag())};
  else
    return static_cast<T>(x.real());
}

std::mt19937 generator(7);
template <class T> T random_element() {
  std::uniform_real_distribution<double> d(-1, 1);
  const double re = d(generator), im = d(generator);
  return narrow<T>(Z(re, im));
}
template <class T> std::vector<T> random_vector(size_t n) {
  std::vector<T> v(n);
  for (T &x : v)
    x = random_element<T>();
  return v;
}

// A dense matrix of the reference.
struct dense {
  int rows, columns;
  std::vector<Z> data;
  dense(int r, int c) : rows(r), columns(c), data(size_t(r) * c) {}
  Z &operator()(int i, int j) { return data[i + size_t(j) * rows]; }
  const Z &operator()(int i, int j) const { return data[i + size_t(j) * rows]; }
};
template <class T> dense read(const T *a, int rows, int columns, int ld) {
  dense m(rows, columns);
  for (int j = 0; j < columns; j++)
    for (int i = 0; i < rows; i++)
      m(i, j) = wide(a[i + size_t(j) * ld]);
  return m;
}
dense op(npublasOperation_t o, const dense &a) {
  if (o == NPUBLAS_OP_N)
    return a;
  dense m(a.columns, a.rows);
  for (int j = 0; j < a.rows; j++)
    for (int i = 0; i < a.columns; i++)
      m(i, j) = o == NPUBLAS_OP_C ? std::conj(a(j, i)) : a(j, i);
  return m;
}
dense operator*(const dense &a, const dense &b) {
  dense m(a.rows, b.columns);
  for (int i = 0; i < a.rows; i++)
    for (int j = 0; j < b.columns; j++)
      for (int k = 0; k < a.columns; k++)
        m(i, j) += a(i, k) * b(k, j);
  return m;
}
dense operator*(Z x, dense a) {
  for (Z &e : a.data)
    e *= x;
  return a;
}
dense operator+(dense a, const dense &b) {
  for (size_t i = 0; i < a.data.size(); i++)
    a.data[i] += b.data[i];
  return a;
}

// Vectors with an increment; those with a negative one begin at their end.
int place(int n, int inc, int i) { return inc < 0 ? (i + 1 - n) * inc : i * inc; }
template <class T> dense column(const std::vector<T> &v, int n, int inc) {
  dense m(n, 1);
  for (int i = 0; i < n; i++)
    m(i, 0) = wide(v[place(n, inc, i)]);
  return m;
}

template <class T> double tolerance() { return sizeof(real<T>) == 4 ? 2e-5 : 1e-12; }
template <class T> void expect_near(const dense &got, const dense &want, const char *what) {
  for (int j = 0; j < want.columns; j++)
    for (int i = 0; i < want.rows; i++)
      ASSERT_NEAR(0, std::abs(got(i, j) - want(i, j)), tolerance<T>() * (1 + std::abs(want(i, j))))
          << what << " at " << i << ", " << j;
}

// The routines by element type.
template <class T> struct api;
#define ROUTINE(name, routine)                                                                               \
  template <class... Args> static npublasStatus_t name(Args... args) { return routine(args...); }
#define ANY(P, norm, i)                                                                                      \
  ROUTINE(axpy, npublas##P##axpy)                                                                            \
  ROUTINE(copy, npublas##P##copy)                                                                            \
  ROUTINE(swap, npublas##P##swap)                                                                            \
  ROUTINE(scal, npublas##P##scal)                                                                            \
  ROUTINE(nrm2, npublas##norm##nrm2)                                                                         \
  ROUTINE(asum, npublas##norm##asum)                                                                         \
  ROUTINE(amax, npublas##i##amax)                                                                            \
  ROUTINE(amin, npublas##i##amin)                                                                            \
  ROUTINE(rot, npublas##P##rot)                                                                              \
  ROUTINE(rotg, npublas##P##rotg)                                                                            \
  ROUTINE(gemv, npublas##P##gemv)                                                                            \
  ROUTINE(gbmv, npublas##P##gbmv)                                                                            \
  ROUTINE(trmv, npublas##P##trmv)                                                                            \
  ROUTINE(trsv, npublas##P##trsv)                                                                            \
  ROUTINE(tbmv, npublas##P##tbmv)                                                                            \
  ROUTINE(tbsv, npublas##P##tbsv)                                                                            \
  ROUTINE(tpmv, npublas##P##tpmv)                                                                            \
  ROUTINE(tpsv, npublas##P##tpsv)                                                                            \
  ROUTINE(symv, npublas##P##symv)                                                                            \
  ROUTINE(syr, npublas##P##syr)                                                                              \
  ROUTINE(syr2, npublas##P##syr2)                                                                            \
  ROUTINE(gemm, npublas##P##gemm)                                                                            \
  ROUTINE(gemmBatched, npublas##P##gemmBatched)                                                              \
  ROUTINE(gemmStridedBatched, npublas##P##gemmStridedBatched)                                                \
  ROUTINE(symm, npublas##P##symm)                                                                            \
  ROUTINE(syrk, npublas##P##syrk)                                                                            \
  ROUTINE(syr2k, npublas##P##syr2k)                                                                          \
  ROUTINE(syrkx, npublas##P##syrkx)                                                                          \
  ROUTINE(trmm, npublas##P##trmm)                                                                            \
  ROUTINE(trsm, npublas##P##trsm)                                                                            \
  ROUTINE(trsmBatched, npublas##P##trsmBatched)                                                              \
  ROUTINE(geam, npublas##P##geam)                                                                            \
  ROUTINE(dgmm, npublas##P##dgmm)                                                                            \
  ROUTINE(getrfBatched, npublas##P##getrfBatched)                                                            \
  ROUTINE(getriBatched, npublas##P##getriBatched)                                                            \
  ROUTINE(getrsBatched, npublas##P##getrsBatched)                                                            \
  ROUTINE(geqrfBatched, npublas##P##geqrfBatched)                                                            \
  ROUTINE(gelsBatched, npublas##P##gelsBatched)                                                              \
  ROUTINE(matinvBatched, npublas##P##matinvBatched)
#define REAL(P)                                                                                              \
  ROUTINE(dot, npublas##P##dot)                                                                              \
  ROUTINE(rotm, npublas##P##rotm)                                                                            \
  ROUTINE(rotmg, npublas##P##rotmg)                                                                          \
  ROUTINE(ger, npublas##P##ger)                                                                              \
  ROUTINE(spr, npublas##P##spr)                                                                              \
  ROUTINE(spr2, npublas##P##spr2)                                                                            \
  ROUTINE(sbmv, npublas##P##sbmv)                                                                            \
  ROUTINE(spmv, npublas##P##spmv)
#define COMPLEX(P, p)                                                                                        \
  ROUTINE(dotu, npublas##P##dotu)                                                                            \
  ROUTINE(dotc, npublas##P##dotc)                                                                            \
  ROUTINE(real_scal, npublas##P##p##scal)                                                                    \
  ROUTINE(real_rot, npublas##P##p##rot)                                                                      \
  ROUTINE(geru, npublas##P##geru)                                                                            \
  ROUTINE(gerc, npublas##P##gerc)                                                                            \
  ROUTINE(hemv, npublas##P##hemv)                                                                            \
  ROUTINE(hbmv, npublas##P##hbmv)                                                                            \
  ROUTINE(hpmv, npublas##P##hpmv)                                                                            \
  ROUTINE(her, npublas##P##her)                                                                              \
  ROUTINE(her2, npublas##P##her2)                                                                            \
  ROUTINE(hpr, npublas##P##hpr)                                                                              \
  ROUTINE(hpr2, npublas##P##hpr2)                                                                            \
  ROUTINE(hemm, npublas##P##hemm)                                                                            \
  ROUTINE(herk, npublas##P##herk)                                                                            \
  ROUTINE(her2k, npublas##P##her2k)                                                                          \
  ROUTINE(herkx, npublas##P##herkx)                                                                          \
  ROUTINE(gemm3m, npublas##P##gemm3m)
template <> struct api<float> {
  ANY(S, S, Is)
  REAL(S)
};
template <> struct api<double> {
  ANY(D, D, Id)
  REAL(D)
};
template <> struct api<npuComplex> {
  ANY(C, Sc, Ic)
  COMPLEX(C, s)
};
template <> struct api<npuDoubleComplex> {
  ANY(Z, Dz, Iz)
  COMPLEX(Z, d)
};
#undef ROUTINE
#undef ANY
#undef REAL
#undef COMPLEX

#define OK(call) ASSERT_EQ(NPUBLAS_STATUS_SUCCESS, call)

template <class T> class Blas : public testing::Test {
protected:
  void SetUp() override { OK(npublasCreate(&handle)); }
  void TearDown() override { OK(npublasDestroy(handle)); }
  void sync() { ASSERT_EQ(npuSuccess, npuDeviceSynchronize()); }
  npublasHandle_t handle = nullptr;
};
using Elements = testing::Types<float, double, npuComplex, npuDoubleComplex>;
TYPED_TEST_SUITE(Blas, Elements);

const npublasOperation_t operations[] = {NPUBLAS_OP_N, NPUBLAS_OP_T, NPUBLAS_OP_C};
const npublasFillMode_t fills[] = {NPUBLAS_FILL_MODE_LOWER, NPUBLAS_FILL_MODE_UPPER};
const npublasDiagType_t diagonals[] = {NPUBLAS_DIAG_NON_UNIT, NPUBLAS_DIAG_UNIT};
const npublasSideMode_t sides[] = {NPUBLAS_SIDE_LEFT, NPUBLAS_SIDE_RIGHT};
bool in_triangle(npublasFillMode_t fill, int i, int j) {
  return fill == NPUBLAS_FILL_MODE_UPPER ? i <= j : i >= j;
}

// What a triangular, symmetric or Hermitian routine sees of a stored matrix.
dense triangle(npublasFillMode_t fill, npublasDiagType_t diag, const dense &a) {
  dense m(a.rows, a.columns);
  for (int i = 0; i < a.rows; i++)
    for (int j = 0; j < a.columns; j++)
      m(i, j) = i == j && diag == NPUBLAS_DIAG_UNIT ? Z(1) : in_triangle(fill, i, j) ? a(i, j) : Z(0);
  return m;
}
dense mirrored(npublasFillMode_t fill, bool hermitian, const dense &a) {
  dense m(a.rows, a.columns);
  for (int i = 0; i < a.rows; i++)
    for (int j = 0; j < a.columns; j++) {
      m(i, j) = in_triangle(fill, i, j) ? a(i, j) : hermitian ? std::conj(a(j, i)) : a(j, i);
      if (i == j && hermitian)
        m(i, j) = m(i, j).real();
    }
  return m;
}
// The triangle of `want`, and what was elsewhere.
dense updated(npublasFillMode_t fill, const dense &before, const dense &want) {
  dense m = before;
  for (int i = 0; i < m.rows; i++)
    for (int j = 0; j < m.columns; j++)
      if (in_triangle(fill, i, j))
        m(i, j) = want(i, j);
  return m;
}

// The packed and the banded form of a square matrix.
template <class T> std::vector<T> pack(npublasFillMode_t fill, const dense &a) {
  std::vector<T> p;
  for (int j = 0; j < a.columns; j++)
    for (int i = 0; i < a.rows; i++)
      if (in_triangle(fill, i, j))
        p.push_back(narrow<T>(a(i, j)));
  return p;
}
template <class T> std::vector<T> band(const dense &a, int below, int above) {
  const int ld = below + above + 1;
  std::vector<T> b(size_t(ld) * a.columns);
  for (int j = 0; j < a.columns; j++)
    for (int i = std::max(0, j - above); i <= std::min(a.rows - 1, j + below); i++)
      b[above + i - j + size_t(j) * ld] = narrow<T>(a(i, j));
  return b;
}
dense only_band(dense a, int below, int above) {
  for (int i = 0; i < a.rows; i++)
    for (int j = 0; j < a.columns; j++)
      if (i - j > below || j - i > above)
        a(i, j) = 0;
  return a;
}
// A random matrix far from singular.
template <class T> std::vector<T> dominant(int n, int ld) {
  std::vector<T> a = random_vector<T>(size_t(ld) * n);
  for (int i = 0; i < n; i++)
    a[i + size_t(i) * ld] = narrow<T>(wide(a[i + size_t(i) * ld]) + Z(n));
  return a;
}

TYPED_TEST(Blas, Vectors) {
  using T = TypeParam;
  using B = api<T>;
  for (int n : {0, 1, 7, 300})
    for (int incx : {1, 2, -2})
      for (int incy : {1, -1, 3}) {
        auto x = random_vector<T>(2 * n + 1), y = random_vector<T>(3 * n + 1);
        const T alpha = random_element<T>();
        const dense x0 = column(x, n, incx), y0 = column(y, n, incy);
        OK(B::axpy(this->handle, n, &alpha, x.data(), incx, y.data(), incy));
        this->sync();
        expect_near<T>(column(y, n, incy), wide(alpha) * x0 + y0, "axpy");
        const dense y1 = column(y, n, incy);
        OK(B::swap(this->handle, n, x.data(), incx, y.data(), incy));
        this->sync();
        expect_near<T>(column(x, n, incx), y1, "swap");
        expect_near<T>(column(y, n, incy), x0, "swap");
        OK(B::copy(this->handle, n, x.data(), incx, y.data(), incy));
        this->sync();
        expect_near<T>(column(y, n, incy), y1, "copy");

        y = random_vector<T>(3 * n + 1);
        Z u = 0, c = 0;
        for (int i = 0; i < n; i++) {
          const Z a = wide(x[place(n, incx, i)]), b = wide(y[place(n, incy, i)]);
          u += a * b;
          c += std::conj(a) * b;
        }
        T dot;
        if constexpr (traits<T>::complex) {
          OK(B::dotu(this->handle, n, x.data(), incx, y.data(), incy, &dot));
          ASSERT_NEAR(0, std::abs(wide(dot) - u), tolerance<T>() * (1 + n));
          OK(B::dotc(this->handle, n, x.data(), incx, y.data(), incy, &dot));
          ASSERT_NEAR(0, std::abs(wide(dot) - c), tolerance<T>() * (1 + n));
        } else {
          OK(B::dot(this->handle, n, x.data(), incx, y.data(), incy, &dot));
          ASSERT_NEAR(0, std::abs(wide(dot) - u), tolerance<T>() * (1 + n));
        }

        const auto before = x;
        OK(B::scal(this->handle, n, &alpha, x.data(), incx));
        this->sync();
        expect_near<T>(column(x, n, incx), (incx > 0 ? wide(alpha) : Z(1)) * column(before, n, incx), "scal");
        if constexpr (traits<T>::complex) {
          x = before;
          const real<T> r = real<T>(0.5);
          OK(B::real_scal(this->handle, n, &r, x.data(), incx));
          this->sync();
          expect_near<T>(column(x, n, incx), Z(incx > 0 ? 0.5 : 1) * column(before, n, incx), "real scal");
        }
      }
}

TYPED_TEST(Blas, NormsAndExtremes) {
  using T = TypeParam;
  using B = api<T>;
  for (int n : {0, 1, 5, 64, 1000})
    for (int inc : {1, 3, -1}) {
      const auto x = random_vector<T>(3 * n + 1);
      double squares = 0, sum = 0;
      int largest = 0, smallest = 0;
      const auto size = [&](int i) {
        const Z z = wide(x[(i - 1) * inc]);
        return std::abs(z.real()) + std::abs(z.imag());
      };
      if (inc > 0)
        for (int i = 1; i <= n; i++) {
          squares += std::norm(wide(x[(i - 1) * inc]));
          sum += size(i);
          largest = largest == 0 || size(i) > size(largest) ? i : largest;
          smallest = smallest == 0 || size(i) < size(smallest) ? i : smallest;
        }
      real<T> norm = -1, total = -1;
      int most = -1, least = -1;
      OK(B::nrm2(this->handle, n, x.data(), inc, &norm));
      OK(B::asum(this->handle, n, x.data(), inc, &total));
      OK(B::amax(this->handle, n, x.data(), inc, &most));
      OK(B::amin(this->handle, n, x.data(), inc, &least));
      EXPECT_NEAR(norm, std::sqrt(squares), tolerance<T>() * (1 + norm));
      EXPECT_NEAR(total, sum, tolerance<T>() * (1 + sum));
      EXPECT_EQ(most, largest);
      EXPECT_EQ(least, smallest);
    }
  // Of equal ones the first.
  for (int n : {3, 40, 500}) {
    std::vector<T> x(n, narrow<T>(1));
    x[0] = narrow<T>(0.5);
    x[n - 1] = narrow<T>(0.5);
    int most = 0, least = 0;
    OK(B::amax(this->handle, n, x.data(), 1, &most));
    OK(B::amin(this->handle, n, x.data(), 1, &least));
    EXPECT_EQ(2, most);
    EXPECT_EQ(1, least);
  }
}

TYPED_TEST(Blas, Rotations) {
  using T = TypeParam;
  using B = api<T>;
  const int n = 9;
  for (int incx : {1, -2}) {
    auto x = random_vector<T>(2 * n), y = random_vector<T>(n);
    const dense x0 = column(x, n, incx), y0 = column(y, n, 1);
    const real<T> c = real<T>(0.6);
    const T s = narrow<T>(Z(0.4, 0.3));
    OK(B::rot(this->handle, n, x.data(), incx, y.data(), 1, &c, &s));
    this->sync();
    expect_near<T>(column(x, n, incx), Z(c) * x0 + wide(s) * y0, "rot");
    expect_near<T>(column(y, n, 1), Z(c) * y0 + -std::conj(wide(s)) * x0, "rot");
    if constexpr (traits<T>::complex) {
      const dense x1 = column(x, n, incx), y1 = column(y, n, 1);
      const real<T> r = real<T>(0.8);
      OK(B::real_rot(this->handle, n, x.data(), incx, y.data(), 1, &c, &r));
      this->sync();
      expect_near<T>(column(x, n, incx), Z(c) * x1 + Z(r) * y1, "real rot");
      expect_near<T>(column(y, n, 1), Z(c) * y1 + Z(-r) * x1, "real rot");
    }
  }
  T a = narrow<T>(Z(3, 1)), b = narrow<T>(Z(4, -2)), s;
  const Z a0 = wide(a), b0 = wide(b);
  real<T> c;
  OK(B::rotg(this->handle, &a, &b, &c, &s));
  EXPECT_NEAR(0, std::abs(Z(c) * a0 + wide(s) * b0 - wide(a)), tolerance<T>() * 10);
  EXPECT_NEAR(0, std::abs(Z(c) * b0 - std::conj(wide(s)) * a0), tolerance<T>() * 10);
  EXPECT_NEAR(1, c * c + std::norm(wide(s)), tolerance<T>() * 10);
}

// A modified rotation brings y1 to 0, and rotm applies it.
template <class T> void modified_rotation(npublasHandle_t handle) {
  T d1 = 2, d2 = 3, x1 = T(1.5), y1 = T(0.75), param[5];
  T x = x1, y = y1;
  OK(api<T>::rotmg(handle, &d1, &d2, &x1, &y1, param));
  OK(api<T>::rotm(handle, 1, &x, 1, &y, 1, param));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_NEAR(x, x1, 1e-5);
  EXPECT_NEAR(y, 0, 1e-5);
  EXPECT_NEAR(d1 * x1 * x1, 2 * 1.5 * 1.5 + 3 * 0.75 * 0.75, 1e-4);
}
TEST(BlasReal, ModifiedRotations) {
  npublasHandle_t handle;
  OK(npublasCreate(&handle));
  modified_rotation<float>(handle);
  modified_rotation<double>(handle);
  OK(npublasDestroy(handle));
}

TYPED_TEST(Blas, MatrixVector) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 7, n = 5, ld = 9, below = 2, above = 1;
  for (auto trans : operations)
    for (int incx : {1, -2})
      for (int incy : {1, -3}) {
        const int nx = trans == NPUBLAS_OP_N ? n : m, ny = trans == NPUBLAS_OP_N ? m : n;
        const auto a = random_vector<T>(ld * n), x = random_vector<T>(2 * nx);
        auto y = random_vector<T>(3 * ny);
        const T alpha = random_element<T>(), beta = random_element<T>();
        const dense A = read(a.data(), m, n, ld);
        dense y0 = column(y, ny, incy);
        OK(B::gemv(this->handle, trans, m, n, &alpha, a.data(), ld, x.data(), incx, &beta, y.data(), incy));
        this->sync();
        expect_near<T>(column(y, ny, incy),
                       wide(alpha) * (op(trans, A) * column(x, nx, incx)) + wide(beta) * y0, "gemv");
        y0 = column(y, ny, incy);
        const auto ab = band<T>(A, below, above);
        OK(B::gbmv(this->handle, trans, m, n, below, above, &alpha, ab.data(), below + above + 1, x.data(),
                   incx, &beta, y.data(), incy));
        this->sync();
        expect_near<T>(column(y, ny, incy),
                       wide(alpha) * (op(trans, only_band(A, below, above)) * column(x, nx, incx)) +
                           wide(beta) * y0,
                       "gbmv");
      }
}

TYPED_TEST(Blas, BetaZeroDoesNotReadTheResult) {
  using T = TypeParam;
  using B = api<T>;
  const auto a = random_vector<T>(4), x = random_vector<T>(4);
  std::vector<T> y(4, narrow<T>(Z(NAN, NAN)));
  const T one = narrow<T>(1), zero = narrow<T>(0);
  OK(B::gemv(this->handle, NPUBLAS_OP_N, 2, 2, &one, a.data(), 2, x.data(), 1, &zero, y.data(), 1));
  this->sync();
  expect_near<T>(column(y, 2, 1), read(a.data(), 2, 2, 2) * column(x, 2, 1), "gemv");
  y.assign(4, narrow<T>(Z(NAN, NAN)));
  OK(B::gemm(this->handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 2, 2, 2, &one, a.data(), 2, x.data(), 2, &zero,
             y.data(), 2));
  this->sync();
  expect_near<T>(read(y.data(), 2, 2, 2), read(a.data(), 2, 2, 2) * read(x.data(), 2, 2, 2), "gemm");
}

TYPED_TEST(Blas, TriangularVectors) {
  using T = TypeParam;
  using B = api<T>;
  const int n = 6, ld = 8, k = 2;
  for (auto fill : fills)
    for (auto trans : operations)
      for (auto diag : diagonals)
        for (int inc : {1, -2}) {
          const auto a = dominant<T>(n, ld);
          const dense A = triangle(fill, diag, read(a.data(), n, n, ld));
          const bool upper = fill == NPUBLAS_FILL_MODE_UPPER;
          const dense banded = only_band(A, upper ? 0 : k, upper ? k : 0);
          const auto packed = pack<T>(fill, A), ab = band<T>(banded, upper ? 0 : k, upper ? k : 0);
          auto x = random_vector<T>(2 * n);
          const dense x0 = column(x, n, inc);
          OK(B::trmv(this->handle, fill, trans, diag, n, a.data(), ld, x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), op(trans, A) * x0, "trmv");
          OK(B::trsv(this->handle, fill, trans, diag, n, a.data(), ld, x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), x0, "trsv");
          OK(B::tpmv(this->handle, fill, trans, diag, n, packed.data(), x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), op(trans, A) * x0, "tpmv");
          OK(B::tpsv(this->handle, fill, trans, diag, n, packed.data(), x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), x0, "tpsv");
          OK(B::tbmv(this->handle, fill, trans, diag, n, k, ab.data(), k + 1, x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), op(trans, banded) * x0, "tbmv");
          OK(B::tbsv(this->handle, fill, trans, diag, n, k, ab.data(), k + 1, x.data(), inc));
          this->sync();
          expect_near<T>(column(x, n, inc), x0, "tbsv");
        }
}

TYPED_TEST(Blas, SymmetricVectors) {
  using T = TypeParam;
  using B = api<T>;
  const int n = 6, ld = 7, k = 2;
  for (auto fill : fills)
    for (int incx : {1, -2})
      for (int incy : {1, -1}) {
        const bool upper = fill == NPUBLAS_FILL_MODE_UPPER;
        auto a = random_vector<T>(ld * n);
        const auto x = random_vector<T>(2 * n);
        auto y = random_vector<T>(n);
        const dense xs = column(x, n, incx);
        const T alpha = random_element<T>(), beta = random_element<T>();
        const real<T> alpha_real = real<T>(0.7);
        const dense stored = read(a.data(), n, n, ld);
        dense y0 = column(y, n, incy);
        const auto product = [&](const dense &A) { return wide(alpha) * (A * xs) + wide(beta) * y0; };
        OK(B::symv(this->handle, fill, n, &alpha, a.data(), ld, x.data(), incx, &beta, y.data(), incy));
        this->sync();
        expect_near<T>(column(y, n, incy), product(mirrored(fill, false, stored)), "symv");
        const dense yt = op(NPUBLAS_OP_T, column(y, n, incy)), xt = op(NPUBLAS_OP_T, xs);
        const dense ys = column(y, n, incy);

        auto c = a;
        OK(B::syr(this->handle, fill, n, &alpha, x.data(), incx, c.data(), ld));
        this->sync();
        expect_near<T>(read(c.data(), n, n, ld), updated(fill, stored, stored + wide(alpha) * (xs * xt)),
                       "syr");
        c = a;
        OK(B::syr2(this->handle, fill, n, &alpha, x.data(), incx, y.data(), incy, c.data(), ld));
        this->sync();
        expect_near<T>(read(c.data(), n, n, ld),
                       updated(fill, stored, stored + wide(alpha) * (xs * yt + ys * xt)), "syr2");
        auto packed = pack<T>(fill, stored);
        if constexpr (traits<T>::complex) {
          const dense H = mirrored(fill, true, stored), xh = op(NPUBLAS_OP_C, xs), yh = op(NPUBLAS_OP_C, ys);
          y0 = ys;
          OK(B::hemv(this->handle, fill, n, &alpha, a.data(), ld, x.data(), incx, &beta, y.data(), incy));
          this->sync();
          expect_near<T>(column(y, n, incy), product(H), "hemv");
          y0 = column(y, n, incy);
          OK(B::hpmv(this->handle, fill, n, &alpha, packed.data(), x.data(), incx, &beta, y.data(), incy));
          this->sync();
          expect_near<T>(column(y, n, incy), product(H), "hpmv");
          y0 = column(y, n, incy);
          const auto ab = band<T>(stored, upper ? 0 : k, upper ? k : 0);
          OK(B::hbmv(this->handle, fill, n, k, &alpha, ab.data(), k + 1, x.data(), incx, &beta, y.data(),
                     incy));
          this->sync();
          expect_near<T>(column(y, n, incy), product(only_band(H, k, k)), "hbmv");

          // A Hermitian matrix has a real diagonal.
          for (int i = 0; i < n; i++)
            a[i + i * ld] = narrow<T>(wide(a[i + i * ld]).real());
          const dense real_stored = read(a.data(), n, n, ld);
          const dense yn = column(y, n, incy), ynh = op(NPUBLAS_OP_C, yn);
          const dense one = real_stored + Z(alpha_real) * (xs * xh);
          const dense two = real_stored + (wide(alpha) * (xs * ynh) + std::conj(wide(alpha)) * (yn * xh));
          c = a;
          OK(B::her(this->handle, fill, n, &alpha_real, x.data(), incx, c.data(), ld));
          this->sync();
          expect_near<T>(read(c.data(), n, n, ld), updated(fill, real_stored, one), "her");
          c = a;
          OK(B::her2(this->handle, fill, n, &alpha, x.data(), incx, y.data(), incy, c.data(), ld));
          this->sync();
          expect_near<T>(read(c.data(), n, n, ld), updated(fill, real_stored, two), "her2");
          packed = pack<T>(fill, real_stored);
          OK(B::hpr(this->handle, fill, n, &alpha_real, x.data(), incx, packed.data()));
          this->sync();
          const int count = n * (n + 1) / 2;
          expect_near<T>(column(packed, count, 1), column(pack<T>(fill, one), count, 1), "hpr");
          packed = pack<T>(fill, real_stored);
          OK(B::hpr2(this->handle, fill, n, &alpha, x.data(), incx, y.data(), incy, packed.data()));
          this->sync();
          expect_near<T>(column(packed, count, 1), column(pack<T>(fill, two), count, 1), "hpr2");
        } else {
          const dense S = mirrored(fill, false, stored);
          y0 = ys;
          OK(B::spmv(this->handle, fill, n, &alpha, packed.data(), x.data(), incx, &beta, y.data(), incy));
          this->sync();
          expect_near<T>(column(y, n, incy), product(S), "spmv");
          y0 = column(y, n, incy);
          const auto ab = band<T>(stored, upper ? 0 : k, upper ? k : 0);
          OK(B::sbmv(this->handle, fill, n, k, &alpha, ab.data(), k + 1, x.data(), incx, &beta, y.data(),
                     incy));
          this->sync();
          expect_near<T>(column(y, n, incy), product(only_band(S, k, k)), "sbmv");
          const dense yn = column(y, n, incy);
          const int count = n * (n + 1) / 2;
          OK(B::spr(this->handle, fill, n, &alpha, x.data(), incx, packed.data()));
          this->sync();
          expect_near<T>(column(packed, count, 1),
                         column(pack<T>(fill, stored + wide(alpha) * (xs * xt)), count, 1), "spr");
          packed = pack<T>(fill, stored);
          OK(B::spr2(this->handle, fill, n, &alpha, x.data(), incx, y.data(), incy, packed.data()));
          this->sync();
          expect_near<T>(
              column(packed, count, 1),
              column(pack<T>(fill, stored + wide(alpha) * (xs * op(NPUBLAS_OP_T, yn) + yn * xt)), count, 1),
              "spr2");
        }
      }
}

TYPED_TEST(Blas, OuterProducts) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 5, n = 3, ld = 6;
  for (int incx : {1, -2}) {
    const auto x = random_vector<T>(2 * m), y = random_vector<T>(n);
    const T alpha = random_element<T>();
    auto a = random_vector<T>(ld * n);
    const dense A = read(a.data(), m, n, ld), xs = column(x, m, incx), ys = column(y, n, 1);
    const dense want = A + wide(alpha) * (xs * op(NPUBLAS_OP_T, ys));
    if constexpr (traits<T>::complex) {
      auto c = a;
      OK(B::geru(this->handle, m, n, &alpha, x.data(), incx, y.data(), 1, c.data(), ld));
      this->sync();
      expect_near<T>(read(c.data(), m, n, ld), want, "geru");
      OK(B::gerc(this->handle, m, n, &alpha, x.data(), incx, y.data(), 1, a.data(), ld));
      this->sync();
      expect_near<T>(read(a.data(), m, n, ld), A + wide(alpha) * (xs * op(NPUBLAS_OP_C, ys)), "gerc");
    } else {
      OK(B::ger(this->handle, m, n, &alpha, x.data(), incx, y.data(), 1, a.data(), ld));
      this->sync();
      expect_near<T>(read(a.data(), m, n, ld), want, "ger");
    }
  }
}

TYPED_TEST(Blas, Products) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 6, n = 5, k = 7, ld = 8, count = 3;
  for (auto ta : operations)
    for (auto tb : operations) {
      const int ca = ta == NPUBLAS_OP_N ? k : m, cb = tb == NPUBLAS_OP_N ? n : k;
      const auto a = random_vector<T>(ld * ca * count), b = random_vector<T>(ld * cb * count);
      const auto c = random_vector<T>(ld * n * count);
      const T alpha = random_element<T>(), beta = random_element<T>();
      const auto want = [&](int i) {
        const dense A = read(a.data() + i * ld * ca, ta == NPUBLAS_OP_N ? m : k, ca, ld);
        const dense D = read(b.data() + i * ld * cb, tb == NPUBLAS_OP_N ? k : n, cb, ld);
        return wide(alpha) * (op(ta, A) * op(tb, D)) + wide(beta) * read(c.data() + i * ld * n, m, n, ld);
      };
      auto r = c;
      OK(B::gemm(this->handle, ta, tb, m, n, k, &alpha, a.data(), ld, b.data(), ld, &beta, r.data(), ld));
      this->sync();
      expect_near<T>(read(r.data(), m, n, ld), want(0), "gemm");
      r = c;
      OK(B::gemmStridedBatched(this->handle, ta, tb, m, n, k, &alpha, a.data(), ld, (long long)(ld * ca),
                               b.data(), ld, (long long)(ld * cb), &beta, r.data(), ld, (long long)(ld * n),
                               count));
      this->sync();
      for (int i = 0; i < count; i++)
        expect_near<T>(read(r.data() + i * ld * n, m, n, ld), want(i), "gemmStridedBatched");
      r = c;
      const T *as[count], *bs[count];
      T *cs[count];
      for (int i = 0; i < count; i++) {
        as[i] = a.data() + i * ld * ca;
        bs[i] = b.data() + i * ld * cb;
        cs[i] = r.data() + i * ld * n;
      }
      OK(B::gemmBatched(this->handle, ta, tb, m, n, k, &alpha, as, ld, bs, ld, &beta, cs, ld, count));
      this->sync();
      for (int i = 0; i < count; i++)
        expect_near<T>(read(cs[i], m, n, ld), want(i), "gemmBatched");
      if constexpr (traits<T>::complex) {
        r = c;
        OK(B::gemm3m(this->handle, ta, tb, m, n, k, &alpha, a.data(), ld, b.data(), ld, &beta, r.data(), ld));
        this->sync();
        expect_near<T>(read(r.data(), m, n, ld), want(0), "gemm3m");
      }
    }
}

TYPED_TEST(Blas, SymmetricMatrices) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 5, n = 4, ld = 7;
  for (auto side : sides)
    for (auto fill : fills) {
      const int na = side == NPUBLAS_SIDE_LEFT ? m : n;
      const auto a = random_vector<T>(ld * na), b = random_vector<T>(ld * n), c = random_vector<T>(ld * n);
      const T alpha = random_element<T>(), beta = random_element<T>();
      const dense stored = read(a.data(), na, na, ld), D = read(b.data(), m, n, ld),
                  C = read(c.data(), m, n, ld);
      const auto want = [&](bool hermitian) {
        const dense A = mirrored(fill, hermitian, stored);
        return wide(alpha) * (side == NPUBLAS_SIDE_LEFT ? A * D : D * A) + wide(beta) * C;
      };
      auto r = c;
      OK(B::symm(this->handle, side, fill, m, n, &alpha, a.data(), ld, b.data(), ld, &beta, r.data(), ld));
      this->sync();
      expect_near<T>(read(r.data(), m, n, ld), want(false), "symm");
      if constexpr (traits<T>::complex) {
        r = c;
        OK(B::hemm(this->handle, side, fill, m, n, &alpha, a.data(), ld, b.data(), ld, &beta, r.data(), ld));
        this->sync();
        expect_near<T>(read(r.data(), m, n, ld), want(true), "hemm");
      }
    }
}

TYPED_TEST(Blas, RankUpdates) {
  using T = TypeParam;
  using B = api<T>;
  const int n = 5, k = 3, ld = 7;
  for (auto fill : fills)
    for (auto trans : operations) {
      const int columns = trans == NPUBLAS_OP_N ? k : n, rows = trans == NPUBLAS_OP_N ? n : k;
      const auto a = random_vector<T>(ld * columns), b = random_vector<T>(ld * columns);
      auto c = random_vector<T>(ld * n);
      const T alpha = random_element<T>(), beta = random_element<T>();
      const dense A = op(trans, read(a.data(), rows, columns, ld)),
                  D = op(trans, read(b.data(), rows, columns, ld));
      const auto call = [&](auto routine, dense want, const char *what) {
        const dense before = read(c.data(), n, n, ld);
        auto r = c;
        routine(r.data());
        this->sync();
        expect_near<T>(read(r.data(), n, n, ld), updated(fill, before, want), what);
      };
      if (!traits<T>::complex || trans != NPUBLAS_OP_C) {
        const dense C = read(c.data(), n, n, ld), At = op(NPUBLAS_OP_T, A), Dt = op(NPUBLAS_OP_T, D);
        call([&](T *r) { OK(B::syrk(this->handle, fill, trans, n, k, &alpha, a.data(), ld, &beta, r, ld)); },
             wide(alpha) * (A * At) + wide(beta) * C, "syrk");
        call(
            [&](T *r) {
              OK(B::syr2k(this->handle, fill, trans, n, k, &alpha, a.data(), ld, b.data(), ld, &beta, r, ld));
            },
            wide(alpha) * (A * Dt + D * At) + wide(beta) * C, "syr2k");
        call(
            [&](T *r) {
              OK(B::syrkx(this->handle, fill, trans, n, k, &alpha, a.data(), ld, b.data(), ld, &beta, r, ld));
            },
            wide(alpha) * (A * Dt) + wide(beta) * C, "syrkx");
      } else {
        EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
                  B::syrk(this->handle, fill, trans, n, k, &alpha, a.data(), ld, &beta, c.data(), ld));
      }
      if constexpr (traits<T>::complex)
        if (trans != NPUBLAS_OP_T) {
          for (int i = 0; i < n; i++)
            c[i + i * ld] = narrow<T>(wide(c[i + i * ld]).real());
          const real<T> alpha_real = real<T>(0.6), beta_real = real<T>(0.3);
          const dense C = read(c.data(), n, n, ld), Ah = op(NPUBLAS_OP_C, A), Dh = op(NPUBLAS_OP_C, D);
          call(
              [&](T *r) {
                OK(B::herk(this->handle, fill, trans, n, k, &alpha_real, a.data(), ld, &beta_real, r, ld));
              },
              Z(alpha_real) * (A * Ah) + Z(beta_real) * C, "herk");
          call(
              [&](T *r) {
                OK(B::her2k(this->handle, fill, trans, n, k, &alpha, a.data(), ld, b.data(), ld, &beta_real,
                            r, ld));
              },
              wide(alpha) * (A * Dh) + std::conj(wide(alpha)) * (D * Ah) + Z(beta_real) * C, "her2k");
          // With B = A and a real alpha the product is Hermitian, as herkx expects.
          const T real_alpha = narrow<T>(0.6);
          call(
              [&](T *r) {
                OK(B::herkx(this->handle, fill, trans, n, k, &real_alpha, a.data(), ld, a.data(), ld,
                            &beta_real, r, ld));
              },
              wide(real_alpha) * (A * Ah) + Z(beta_real) * C, "herkx");
        }
    }
}

TYPED_TEST(Blas, TriangularMatrices) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 5, n = 4, ld = 7;
  for (auto side : sides)
    for (auto fill : fills)
      for (auto trans : operations)
        for (auto diag : diagonals) {
          const int na = side == NPUBLAS_SIDE_LEFT ? m : n;
          const auto a = dominant<T>(na, ld), b = random_vector<T>(ld * n);
          std::vector<T> c(ld * n);
          const T alpha = random_element<T>(), one = narrow<T>(1);
          const dense A = op(trans, triangle(fill, diag, read(a.data(), na, na, ld))),
                      D = read(b.data(), m, n, ld);
          const dense want = wide(alpha) * (side == NPUBLAS_SIDE_LEFT ? A * D : D * A);
          OK(B::trmm(this->handle, side, fill, trans, diag, m, n, &alpha, a.data(), ld, b.data(), ld,
                     c.data(), ld));
          this->sync();
          expect_near<T>(read(c.data(), m, n, ld), want, "trmm");
          auto in_place = b;
          OK(B::trmm(this->handle, side, fill, trans, diag, m, n, &alpha, a.data(), ld, in_place.data(), ld,
                     in_place.data(), ld));
          this->sync();
          expect_near<T>(read(in_place.data(), m, n, ld), want, "trmm in place");
          OK(B::trsm(this->handle, side, fill, trans, diag, m, n, &one, a.data(), ld, c.data(), ld));
          this->sync();
          expect_near<T>(read(c.data(), m, n, ld), wide(alpha) * D, "trsm");
          const T *as[] = {a.data(), a.data()};
          T *bs[] = {in_place.data(), c.data()};
          OK(B::trsmBatched(this->handle, side, fill, trans, diag, m, n, &one, as, ld, bs, ld, 1));
          this->sync();
          expect_near<T>(read(in_place.data(), m, n, ld), wide(alpha) * D, "trsmBatched");
        }
}

TYPED_TEST(Blas, SumsAndDiagonals) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 5, n = 4, ld = 6;
  for (auto ta : operations)
    for (auto tb : operations) {
      const auto a = random_vector<T>(ld * ld), b = random_vector<T>(ld * ld);
      std::vector<T> c(ld * n);
      const T alpha = random_element<T>(), beta = random_element<T>(), zero = narrow<T>(0);
      const bool na = ta == NPUBLAS_OP_N, nb = tb == NPUBLAS_OP_N;
      const dense A = op(ta, read(a.data(), na ? m : n, na ? n : m, ld));
      const dense D = op(tb, read(b.data(), nb ? m : n, nb ? n : m, ld));
      OK(B::geam(this->handle, ta, tb, m, n, &alpha, a.data(), ld, &beta, b.data(), ld, c.data(), ld));
      this->sync();
      expect_near<T>(read(c.data(), m, n, ld), wide(alpha) * A + wide(beta) * D, "geam");
      OK(B::geam(this->handle, ta, tb, m, n, &alpha, a.data(), ld, &zero, (const T *)nullptr, ld, c.data(),
                 ld));
      this->sync();
      expect_near<T>(read(c.data(), m, n, ld), wide(alpha) * A, "geam of one");
    }
  for (auto side : sides)
    for (int inc : {1, -2}) {
      const auto a = random_vector<T>(ld * n), x = random_vector<T>(2 * ld);
      std::vector<T> c(ld * n);
      const int nx = side == NPUBLAS_SIDE_LEFT ? m : n;
      dense d(nx, nx);
      for (int i = 0; i < nx; i++)
        d(i, i) = wide(x[place(nx, inc, i)]);
      const dense A = read(a.data(), m, n, ld);
      OK(B::dgmm(this->handle, side, m, n, a.data(), ld, x.data(), inc, c.data(), ld));
      this->sync();
      expect_near<T>(read(c.data(), m, n, ld), side == NPUBLAS_SIDE_LEFT ? d * A : A * d, "dgmm");
    }
}

TYPED_TEST(Blas, Factorisations) {
  using T = TypeParam;
  using B = api<T>;
  const int n = 6, ld = 7, nrhs = 2, count = 2;
  dense unit(n, n);
  for (int i = 0; i < n; i++)
    unit(i, i) = 1;
  for (bool pivoted : {true, false}) {
    const auto a = dominant<T>(n * count, ld); // its second matrix is random, the first dominant
    auto lu = dominant<T>(n, ld);
    auto lu2 = dominant<T>(n, ld);
    const dense A[] = {read(lu.data(), n, n, ld), read(lu2.data(), n, n, ld)};
    T *factors[] = {lu.data(), lu2.data()};
    std::vector<int> pivots(n * count, -1), info(count, -1);
    int *pivot = pivoted ? pivots.data() : nullptr;
    OK(B::getrfBatched(this->handle, n, factors, ld, pivot, info.data(), count));
    this->sync();
    EXPECT_EQ(0, info[0]);
    EXPECT_EQ(0, info[1]);
    for (auto trans : operations) {
      auto b = random_vector<T>(ld * nrhs), b2 = random_vector<T>(ld * nrhs);
      const dense want[] = {read(b.data(), n, nrhs, ld), read(b2.data(), n, nrhs, ld)};
      T *xs[] = {b.data(), b2.data()};
      int one_info = -1;
      OK(B::getrsBatched(this->handle, trans, n, nrhs, (const T *const *)factors, ld, (const int *)pivot, xs,
                         ld, &one_info, count));
      this->sync();
      EXPECT_EQ(0, one_info);
      for (int i = 0; i < count; i++)
        expect_near<T>(op(trans, A[i]) * read(xs[i], n, nrhs, ld), want[i], "getrsBatched");
    }
    std::vector<T> inverse(ld * n), inverse2(ld * n);
    T *inverses[] = {inverse.data(), inverse2.data()};
    OK(B::getriBatched(this->handle, n, (const T *const *)factors, ld, (const int *)pivot, inverses, ld,
                       info.data(), count));
    this->sync();
    for (int i = 0; i < count; i++) {
      EXPECT_EQ(0, info[i]);
      expect_near<T>(A[i] * read(inverses[i], n, n, ld), unit, "getriBatched");
    }
  }
  const auto a = random_vector<T>(ld * n);
  std::vector<T> singular(ld * n), inverse(ld * n);
  const T *as[] = {a.data(), singular.data()};
  T *inverses[] = {inverse.data(), inverse.data()};
  std::vector<int> info(2, -1);
  OK(B::matinvBatched(this->handle, n, as, ld, inverses, ld, info.data(), 2));
  this->sync();
  EXPECT_EQ(0, info[0]);
  EXPECT_EQ(1, info[1]);
  const dense residual = read(a.data(), n, n, ld) * read(inverse.data(), n, n, ld) + Z(-1) * unit;
  for (const Z &r : residual.data)
    EXPECT_NEAR(0, std::abs(r), tolerance<T>() * 100);
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            B::matinvBatched(this->handle, 33, as, 33, inverses, 33, info.data(), 1));
}

TYPED_TEST(Blas, LeastSquares) {
  using T = TypeParam;
  using B = api<T>;
  const int m = 8, n = 4, ld = 9;
  const auto a = random_vector<T>(ld * n), b = random_vector<T>(ld);
  const dense A = read(a.data(), m, n, ld), D = read(b.data(), m, 1, ld), Ah = op(NPUBLAS_OP_C, A);
  auto qr = a;
  std::vector<T> tau(n);
  T *as[] = {qr.data()}, *taus[] = {tau.data()};
  int info = -1;
  OK(B::geqrfBatched(this->handle, m, n, as, ld, taus, &info, 1));
  this->sync();
  EXPECT_EQ(0, info);
  const dense R = triangle(NPUBLAS_FILL_MODE_UPPER, NPUBLAS_DIAG_NON_UNIT, read(qr.data(), n, n, ld));
  expect_near<T>(op(NPUBLAS_OP_C, R) * R, Ah * A, "geqrfBatched");
  qr = a;
  auto x = b;
  T *xs[] = {x.data()};
  int place = -1;
  OK(B::gelsBatched(this->handle, NPUBLAS_OP_N, m, n, 1, as, ld, xs, ld, &info, &place, 1));
  this->sync();
  EXPECT_EQ(0, info);
  EXPECT_EQ(0, place);
  expect_near<T>(Ah * (A * read(x.data(), n, 1, ld)), Ah * D, "gelsBatched");
  EXPECT_EQ(NPUBLAS_STATUS_NOT_SUPPORTED,
            B::gelsBatched(this->handle, NPUBLAS_OP_N, n, m, 1, as, ld, xs, ld, &info, &place, 1));
}

TYPED_TEST(Blas, DevicePointers) {
  using T = TypeParam;
  using B = api<T>;
  npuStream_t stream;
  ASSERT_EQ(npuSuccess, npuStreamCreateWithFlags(&stream, npuStreamNonBlocking));
  OK(npublasSetStream(this->handle, stream));
  OK(npublasSetPointerMode(this->handle, NPUBLAS_POINTER_MODE_DEVICE));
  auto x = random_vector<T>(5);
  const dense x0 = column(x, 5, 1);
  T alpha = narrow<T>(0);
  // The scalar is what the stream wrote before.
  const T later = narrow<T>(Z(2, 1));
  real<T> norm = 0;
  ASSERT_EQ(npuSuccess, npuMemcpyAsync(&alpha, &later, sizeof alpha, npuMemcpyHostToHost, stream));
  OK(B::scal(this->handle, 5, &alpha, x.data(), 1));
  OK(B::nrm2(this->handle, 5, x.data(), 1, &norm));
  ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
  expect_near<T>(column(x, 5, 1), wide(later) * x0, "scal");
  double squares = 0;
  for (const T &e : x)
    squares += std::norm(wide(e));
  EXPECT_NEAR(norm, std::sqrt(squares), tolerance<T>() * 10);
  OK(npublasSetStream(this->handle, nullptr));
  ASSERT_EQ(npuSuccess, npuStreamDestroy(stream));
}

class BlasHandle : public testing::Test {
protected:
  void SetUp() override { OK(npublasCreate(&handle)); }
  void TearDown() override { OK(npublasDestroy(handle)); }
  npublasHandle_t handle = nullptr;
};

TEST_F(BlasHandle, Capture) {
  npuStream_t stream;
  ASSERT_EQ(npuSuccess, npuStreamCreate(&stream));
  OK(npublasSetStream(handle, stream));
  std::vector<float> x{1, 2, 3};
  npuGraph_t graph;
  npuGraphExec_t program;
  ASSERT_EQ(npuSuccess, npuStreamBeginCapture(stream, npuStreamCaptureModeGlobal));
  {
    const float twice = 2; // read at the call
    OK(npublasSscal(handle, 3, &twice, x.data(), 1));
  }
  ASSERT_EQ(npuSuccess, npuStreamEndCapture(stream, &graph));
  EXPECT_EQ(x, (std::vector<float>{1, 2, 3}));
  ASSERT_EQ(npuSuccess, npuGraphInstantiate(&program, graph, 0));
  for (int i = 0; i < 3; i++)
    ASSERT_EQ(npuSuccess, npuGraphLaunch(program, stream));
  ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
  EXPECT_EQ(x, (std::vector<float>{8, 16, 24}));
  ASSERT_EQ(npuSuccess, npuGraphExecDestroy(program));
  ASSERT_EQ(npuSuccess, npuGraphDestroy(graph));
  OK(npublasSetStream(handle, nullptr));
  ASSERT_EQ(npuSuccess, npuStreamDestroy(stream));
}

TEST_F(BlasHandle, ModesAndVersions) {
  npublasPointerMode_t pointers;
  OK(npublasGetPointerMode(handle, &pointers));
  EXPECT_EQ(NPUBLAS_POINTER_MODE_HOST, pointers);
  OK(npublasSetPointerMode(handle, NPUBLAS_POINTER_MODE_DEVICE));
  OK(npublasGetPointerMode(handle, &pointers));
  EXPECT_EQ(NPUBLAS_POINTER_MODE_DEVICE, pointers);
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            npublasSetPointerMode(handle, static_cast<npublasPointerMode_t>(2)));
  npublasMath_t math;
  OK(npublasSetMathMode(handle, NPUBLAS_TF32_TENSOR_OP_MATH));
  OK(npublasGetMathMode(handle, &math));
  EXPECT_EQ(NPUBLAS_TF32_TENSOR_OP_MATH, math);
  npublasAtomicsMode_t atomics;
  OK(npublasSetAtomicsMode(handle, NPUBLAS_ATOMICS_ALLOWED));
  OK(npublasGetAtomicsMode(handle, &atomics));
  EXPECT_EQ(NPUBLAS_ATOMICS_ALLOWED, atomics);
  npuStream_t stream = reinterpret_cast<npuStream_t>(1);
  OK(npublasGetStream(handle, &stream));
  EXPECT_EQ(nullptr, stream);
  int version = 0, major = 0, minor = 0, patch = 0;
  OK(npublasGetVersion(handle, &version));
  OK(npublasGetProperty(NPU_MAJOR_VERSION, &major));
  OK(npublasGetProperty(NPU_MINOR_VERSION, &minor));
  OK(npublasGetProperty(NPU_PATCH_LEVEL, &patch));
  EXPECT_EQ(NPUBLAS_VERSION, version);
  EXPECT_EQ(version, major * 10000 + minor * 100 + patch);
  OK(npublasSetWorkspace(handle, nullptr, 0));
  EXPECT_STREQ("NPUBLAS_STATUS_NOT_SUPPORTED", npublasGetStatusName(NPUBLAS_STATUS_NOT_SUPPORTED));
  EXPECT_STRNE(npublasGetStatusString(NPUBLAS_STATUS_SUCCESS),
               npublasGetStatusString(NPUBLAS_STATUS_INVALID_VALUE));
}

TEST_F(BlasHandle, Errors) {
  float a[4] = {}, alpha = 1;
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasCreate(nullptr));
  EXPECT_EQ(NPUBLAS_STATUS_NOT_INITIALIZED, npublasDestroy(nullptr));
  EXPECT_EQ(NPUBLAS_STATUS_NOT_INITIALIZED, npublasSscal(nullptr, 1, &alpha, a, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasSscal(handle, 1, nullptr, a, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasSnrm2(handle, 1, a, 1, nullptr));
  const auto gemm = [&](npublasOperation_t ta, int m, int k, int lda, int ldc) {
    return npublasSgemm(handle, ta, NPUBLAS_OP_N, m, 1, k, &alpha, a, lda, a, 2, &alpha, a, ldc);
  };
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, gemm(static_cast<npublasOperation_t>(9), 1, 1, 1, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, gemm(NPUBLAS_OP_N, -1, 1, 1, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, gemm(NPUBLAS_OP_N, 2, 1, 1, 2));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, gemm(NPUBLAS_OP_N, 2, 1, 2, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, gemm(NPUBLAS_OP_T, 1, 2, 1, 1));
  EXPECT_EQ(NPUBLAS_STATUS_SUCCESS, gemm(NPUBLAS_OP_T, 0, 0, 1, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            npublasSgemv(handle, NPUBLAS_OP_N, 1, 1, &alpha, a, 1, a, 0, &alpha, a, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasSetVector(1, 4, a, 0, a, 1));
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasSetMatrix(2, 1, 4, a, 1, a, 2));
  EXPECT_EQ(NPUBLAS_STATUS_NOT_SUPPORTED,
            npublasGemmEx(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 1, 1, 1, &alpha, a, NPU_R_32F, 1, a, NPU_R_16F,
                          1, &alpha, a, NPU_R_32F, 1, NPUBLAS_COMPUTE_32F, NPUBLAS_GEMM_DEFAULT));
}

TEST_F(BlasHandle, Copies) {
  std::vector<int> from(12), back(12, -1);
  std::iota(from.begin(), from.end(), 0);
  int *device;
  ASSERT_EQ(npuSuccess, npuMalloc(reinterpret_cast<void **>(&device), 12 * sizeof(int)));
  OK(npublasSetVector(4, sizeof(int), from.data(), 3, device, 1));
  OK(npublasGetVector(4, sizeof(int), device, 1, back.data(), 2));
  for (int i = 0; i < 4; i++)
    EXPECT_EQ(3 * i, back[2 * i]);
  EXPECT_EQ(-1, back[1]);
  OK(npublasSetMatrix(2, 3, sizeof(int), from.data(), 4, device, 2));
  OK(npublasGetMatrix(2, 3, sizeof(int), device, 2, back.data(), 2));
  EXPECT_EQ((std::vector<int>{0, 1, 4, 5, 8, 9}), std::vector<int>(back.begin(), back.begin() + 6));
  npuStream_t stream;
  ASSERT_EQ(npuSuccess, npuStreamCreate(&stream));
  OK(npublasSetVectorAsync(3, sizeof(int), from.data() + 5, 1, device, 1, stream));
  OK(npublasGetVectorAsync(3, sizeof(int), device, 1, back.data(), 1, stream));
  OK(npublasSetMatrixAsync(2, 2, sizeof(int), from.data(), 3, device + 4, 2, stream));
  OK(npublasGetMatrixAsync(2, 2, sizeof(int), device + 4, 2, back.data() + 4, 2, stream));
  ASSERT_EQ(npuSuccess, npuStreamSynchronize(stream));
  EXPECT_EQ((std::vector<int>{5, 6, 7}), std::vector<int>(back.begin(), back.begin() + 3));
  EXPECT_EQ((std::vector<int>{0, 1, 3, 4}), std::vector<int>(back.begin() + 4, back.begin() + 8));
  ASSERT_EQ(npuSuccess, npuStreamDestroy(stream));
  ASSERT_EQ(npuSuccess, npuFree(device));
}

using npu::bfloat16;
using npu::half;

template <class T> constexpr npuDataType type_of() {
  return std::is_same_v<T, float>              ? NPU_R_32F
         : std::is_same_v<T, double>           ? NPU_R_64F
         : std::is_same_v<T, half>             ? NPU_R_16F
         : std::is_same_v<T, bfloat16>         ? NPU_R_16BF
         : std::is_same_v<T, int8_t>           ? NPU_R_8I
         : std::is_same_v<T, int32_t>          ? NPU_R_32I
         : std::is_same_v<T, npu::fp8_e4m3>    ? NPU_R_8F_E4M3
         : std::is_same_v<T, npuComplex>       ? NPU_C_32F
         : std::is_same_v<T, npuDoubleComplex> ? NPU_C_64F
                                               : static_cast<npuDataType>(-1);
}
// Small whole numbers, which every type holds.
template <class T> std::vector<T> whole(int n, int step) {
  std::vector<T> v(n);
  for (int i = 0; i < n; i++) {
    const int x = (i * step) % 7 - 3;
    if constexpr (traits<T>::complex)
      v[i] = T{real<T>(x), real<T>(x + 1)};
    else
      v[i] = T(static_cast<float>(x));
  }
  return v;
}
template <class T> Z value(const T &x) {
  if constexpr (traits<T>::complex)
    return {x.x, x.y};
  else
    return static_cast<double>(static_cast<float>(x));
}

template <class AB, class C, class Scale>
void typed_product(npublasHandle_t handle, npublasComputeType_t compute, int alpha_, int beta_) {
  const int m = 4, n = 3, k = 5, count = 2;
  Scale alpha, beta;
  if constexpr (traits<Scale>::complex) {
    alpha = Scale{real<Scale>(alpha_), 0};
    beta = Scale{real<Scale>(beta_), 0};
  } else {
    alpha = Scale(static_cast<float>(alpha_));
    beta = Scale(static_cast<float>(beta_));
  }
  for (auto ta : {NPUBLAS_OP_N, NPUBLAS_OP_T})
    for (auto tb : {NPUBLAS_OP_N, NPUBLAS_OP_T}) {
      const auto a = whole<AB>(m * k * count, 5), b = whole<AB>(k * n * count, 3);
      const auto c = whole<C>(m * n * count, 2);
      const int lda = ta == NPUBLAS_OP_N ? m : k, ldb = tb == NPUBLAS_OP_N ? k : n;
      const auto check = [&](const std::vector<C> &r, int count) {
        for (int batch = 0; batch < count; batch++)
          for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) {
              Z sum = 0;
              for (int l = 0; l < k; l++)
                sum += value(a[batch * m * k + (ta == NPUBLAS_OP_N ? i + l * m : l + i * k)]) *
                       value(b[batch * k * n + (tb == NPUBLAS_OP_N ? l + j * k : j + l * n)]);
              const int place = batch * m * n + i + j * m;
              ASSERT_EQ(double(alpha_) * sum + double(beta_) * value(c[place]), value(r[place]));
            }
      };
      auto r = c;
      OK(npublasGemmEx(handle, ta, tb, m, n, k, &alpha, a.data(), type_of<AB>(), lda, b.data(), type_of<AB>(),
                       ldb, &beta, r.data(), type_of<C>(), m, compute, NPUBLAS_GEMM_DEFAULT));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      check(r, 1);
      r = c;
      OK(npublasGemmStridedBatchedEx(handle, ta, tb, m, n, k, &alpha, a.data(), type_of<AB>(), lda, m * k,
                                     b.data(), type_of<AB>(), ldb, k * n, &beta, r.data(), type_of<C>(), m,
                                     m * n, count, compute, NPUBLAS_GEMM_DEFAULT));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      check(r, count);
      r = c;
      const void *as[] = {a.data(), a.data() + m * k}, *bs[] = {b.data(), b.data() + k * n};
      void *cs[] = {r.data(), r.data() + m * n};
      OK(npublasGemmBatchedEx(handle, ta, tb, m, n, k, &alpha, as, type_of<AB>(), lda, bs, type_of<AB>(), ldb,
                              &beta, cs, type_of<C>(), m, count, compute, NPUBLAS_GEMM_DEFAULT));
      ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
      check(r, count);
    }
}

TEST_F(BlasHandle, TypedProducts) {
  for (int beta : {0, 2}) {
    typed_product<float, float, float>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<float, float, float>(handle, NPUBLAS_COMPUTE_32F_FAST_TF32, 3, beta);
    typed_product<double, double, double>(handle, NPUBLAS_COMPUTE_64F, 3, beta);
    typed_product<half, half, float>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<half, float, float>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<half, half, half>(handle, NPUBLAS_COMPUTE_16F, 2, beta);
    typed_product<bfloat16, float, float>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<bfloat16, bfloat16, float>(handle, NPUBLAS_COMPUTE_32F, 1, 0);
    typed_product<int8_t, int32_t, int32_t>(handle, NPUBLAS_COMPUTE_32I, 3, beta);
    typed_product<int8_t, float, float>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<npuComplex, npuComplex, npuComplex>(handle, NPUBLAS_COMPUTE_32F, 3, beta);
    typed_product<npuDoubleComplex, npuDoubleComplex, npuDoubleComplex>(handle, NPUBLAS_COMPUTE_64F, 3, beta);
  }
  // The compute type of older programs is an element type.
  const float one = 1, zero = 0, a = 3, b = 4;
  float c = 0;
  OK(npublasGemmEx(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 1, 1, 1, &one, &a, NPU_R_32F, 1, &b, NPU_R_32F, 1,
                   &zero, &c, NPU_R_32F, 1, NPU_R_32F, NPUBLAS_GEMM_DEFAULT));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(12, c);
  c = 0;
  OK(npublasSgemmEx(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 1, 1, 1, &one, &a, NPU_R_32F, 1, &b, NPU_R_32F, 1,
                    &zero, &c, NPU_R_32F, 1));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(12, c);
}

TEST_F(BlasHandle, ProductsOfHalves) {
  const half one = 1.f, zero = 0.f;
  const std::vector<half> a{half(1.f), half(2.f), half(3.f), half(4.f)};
  std::vector<half> c(4, half(0.f)), d(8, half(0.f));
  OK(npublasHgemm(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 2, 2, 2, &one, a.data(), 2, a.data(), 2, &zero,
                  c.data(), 2));
  OK(npublasHgemmStridedBatched(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 2, 2, 2, &one, a.data(), 2, 0, a.data(),
                                2, 0, &zero, d.data(), 2, 4, 2));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  const float want[] = {7, 10, 15, 22};
  for (int i = 0; i < 4; i++) {
    EXPECT_EQ(want[i], float(c[i]));
    EXPECT_EQ(want[i], float(d[i]));
    EXPECT_EQ(want[i], float(d[4 + i]));
  }
  const half *as[] = {a.data()};
  half *cs[] = {d.data()};
  d.assign(8, half(0.f));
  OK(npublasHgemmBatched(handle, NPUBLAS_OP_N, NPUBLAS_OP_N, 2, 2, 2, &one, as, 2, as, 2, &zero, cs, 2, 1));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(22, float(d[3]));
}

template <class T, class Scale> void typed_vectors(npublasHandle_t handle, npuDataType execution) {
  const npuDataType type = type_of<T>();
  const int n = 6;
  const auto x0 = whole<T>(n, 5);
  auto x = x0, y = whole<T>(n, 3);
  const auto y0 = y;
  Z u = 0, c = 0;
  double squares = 0;
  for (int i = 0; i < n; i++) {
    u += value(x[i]) * value(y[i]);
    c += std::conj(value(x[i])) * value(y[i]);
    squares += std::norm(value(x[i]));
  }
  T dot;
  OK(npublasDotEx(handle, n, x.data(), type, 1, y.data(), type, 1, &dot, type, execution));
  EXPECT_EQ(u, value(dot));
  OK(npublasDotcEx(handle, n, x.data(), type, 1, y.data(), type, 1, &dot, type, execution));
  EXPECT_EQ(c, value(dot));
  if constexpr (traits<T>::complex) {
    real<T> norm;
    OK(npublasNrm2Ex(handle, n, x.data(), type, 1, &norm, type_of<real<T>>(), type_of<real<T>>()));
    EXPECT_NEAR(std::sqrt(squares), norm, 1e-5);
  } else {
    T norm;
    OK(npublasNrm2Ex(handle, n, x.data(), type, 1, &norm, type, execution));
    EXPECT_NEAR(std::sqrt(squares), value(norm).real(), 0.02 * std::sqrt(squares));
  }
  Scale alpha;
  if constexpr (traits<Scale>::complex)
    alpha = Scale{2, 0};
  else
    alpha = Scale(2.f);
  OK(npublasAxpyEx(handle, n, &alpha, type_of<Scale>(), x.data(), type, 1, y.data(), type, -1, execution));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < n; i++)
    EXPECT_EQ(2.0 * value(x[i]) + value(y0[n - 1 - i]), value(y[n - 1 - i]));
  OK(npublasScalEx(handle, n / 2, &alpha, type_of<Scale>(), x.data(), type, 2, execution));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < n; i++)
    EXPECT_EQ((i % 2 ? 1.0 : 2.0) * value(x0[i]), value(x[i]));
  x = x0;
  y = y0;
  if constexpr (!traits<T>::complex) {
    const T cosine = T(2.f), sine = T(1.f);
    OK(npublasRotEx(handle, n, x.data(), type, 1, y.data(), type, 1, &cosine, &sine, type, execution));
  } else {
    const real<T> cosine = 2, sine = 1;
    OK(npublasRotEx(handle, n, x.data(), type, 1, y.data(), type, 1, &cosine, &sine, type_of<real<T>>(),
                    execution));
  }
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < n; i++) {
    EXPECT_EQ(2.0 * value(x0[i]) + value(y0[i]), value(x[i]));
    EXPECT_EQ(2.0 * value(y0[i]) - value(x0[i]), value(y[i]));
  }
}

TEST_F(BlasHandle, TypedVectors) {
  typed_vectors<half, float>(handle, NPU_R_32F);
  typed_vectors<half, half>(handle, NPU_R_32F);
  typed_vectors<bfloat16, float>(handle, NPU_R_32F);
  typed_vectors<float, float>(handle, NPU_R_32F);
  typed_vectors<double, double>(handle, NPU_R_64F);
  typed_vectors<npuComplex, npuComplex>(handle, NPU_C_32F);
  typed_vectors<npuDoubleComplex, npuDoubleComplex>(handle, NPU_C_64F);
  float x = 1;
  EXPECT_EQ(NPUBLAS_STATUS_NOT_SUPPORTED,
            npublasScalEx(handle, 1, &x, NPU_R_32F, &x, NPU_R_8I, 1, NPU_R_32F));
}

// Described products
class BlasLt : public testing::Test {
protected:
  void SetUp() override { OK(npublasLtCreate(&handle)); }
  void TearDown() override { OK(npublasLtDestroy(handle)); }

  // D = epilogue(alpha op(A) op(B) + beta C), with matrices of m, n and k in the order given.
  template <class T> struct call {
    int m, n, k, batches = 1;
    npublasLtOrder_t order = NPUBLASLT_ORDER_COL;
    npublasOperation_t ta = NPUBLAS_OP_N, tb = NPUBLAS_OP_N;
    float alpha = 1, beta = 0;
    npublasLtEpilogue_t epilogue = NPUBLASLT_EPILOGUE_DEFAULT;
    const T *bias = nullptr;
    void *auxiliary = nullptr;
    int64_t auxiliary_ld = 0;
  };
  template <class T>
  npublasStatus_t multiply(const call<T> &c, const T *a, const T *b, const T *from, T *to) {
    npublasLtMatmulDesc_t desc;
    npublasLtMatrixLayout_t A, B, C;
    npublasLtMatmulDescCreate(&desc, NPUBLAS_COMPUTE_32F, NPU_R_32F);
    const auto set = [&](npublasLtMatmulDescAttributes_t name, const auto &value) {
      EXPECT_EQ(NPUBLAS_STATUS_SUCCESS, npublasLtMatmulDescSetAttribute(desc, name, &value, sizeof value));
    };
    set(NPUBLASLT_MATMUL_DESC_TRANSA, c.ta);
    set(NPUBLASLT_MATMUL_DESC_TRANSB, c.tb);
    set(NPUBLASLT_MATMUL_DESC_EPILOGUE, c.epilogue);
    set(NPUBLASLT_MATMUL_DESC_BIAS_POINTER, c.bias);
    set(NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_POINTER, c.auxiliary);
    set(NPUBLASLT_MATMUL_DESC_EPILOGUE_AUX_LD, c.auxiliary_ld);
    const auto layout = [&](npublasLtMatrixLayout_t &l, int rows, int columns) {
      npublasLtMatrixLayoutCreate(&l, type_of<T>(), rows, columns,
                                  c.order == NPUBLASLT_ORDER_ROW ? columns : rows);
      const int32_t order = c.order, batches = c.batches;
      const int64_t stride = int64_t(rows) * columns;
      npublasLtMatrixLayoutSetAttribute(l, NPUBLASLT_MATRIX_LAYOUT_ORDER, &order, sizeof order);
      npublasLtMatrixLayoutSetAttribute(l, NPUBLASLT_MATRIX_LAYOUT_BATCH_COUNT, &batches, sizeof batches);
      npublasLtMatrixLayoutSetAttribute(l, NPUBLASLT_MATRIX_LAYOUT_STRIDED_BATCH_OFFSET, &stride,
                                        sizeof stride);
    };
    layout(A, c.ta == NPUBLAS_OP_N ? c.m : c.k, c.ta == NPUBLAS_OP_N ? c.k : c.m);
    layout(B, c.tb == NPUBLAS_OP_N ? c.k : c.n, c.tb == NPUBLAS_OP_N ? c.n : c.k);
    layout(C, c.m, c.n);
    npublasLtMatmulPreference_t preference;
    npublasLtMatmulPreferenceCreate(&preference);
    const size_t workspace = 1 << 20;
    npublasLtMatmulPreferenceSetAttribute(preference, NPUBLASLT_MATMUL_PREF_MAX_WORKSPACE_BYTES, &workspace,
                                          sizeof workspace);
    npublasLtMatmulHeuristicResult_t found;
    int count = 0;
    npublasStatus_t status =
        npublasLtMatmulAlgoGetHeuristic(handle, desc, A, B, C, C, preference, 1, &found, &count);
    if (status == NPUBLAS_STATUS_SUCCESS) {
      EXPECT_EQ(1, count);
      status = npublasLtMatmul(handle, desc, &c.alpha, a, A, b, B, &c.beta, from, C, to, C, &found.algo,
                               nullptr, 0, nullptr);
      npuDeviceSynchronize();
    }
    npublasLtMatmulPreferenceDestroy(preference);
    npublasLtMatrixLayoutDestroy(A);
    npublasLtMatrixLayoutDestroy(B);
    npublasLtMatrixLayoutDestroy(C);
    npublasLtMatmulDescDestroy(desc);
    return status;
  }
  npublasLtHandle_t handle = nullptr;
};

TEST_F(BlasLt, OrdersAndBatches) {
  const int m = 4, n = 3, k = 5;
  for (auto order : {NPUBLASLT_ORDER_COL, NPUBLASLT_ORDER_ROW})
    for (auto ta : {NPUBLAS_OP_N, NPUBLAS_OP_T})
      for (auto tb : {NPUBLAS_OP_N, NPUBLAS_OP_T})
        for (float beta : {0.f, 2.f}) {
          call<float> c{m, n, k};
          c.batches = 2;
          c.order = order;
          c.ta = ta;
          c.tb = tb;
          c.alpha = 3;
          c.beta = beta;
          const auto a = whole<float>(m * k * 2, 5), b = whole<float>(k * n * 2, 3),
                     from = whole<float>(m * n * 2, 2);
          std::vector<float> to(m * n * 2, NAN);
          OK(multiply(c, a.data(), b.data(), from.data(), to.data()));
          auto in_place = from;
          OK(multiply(c, a.data(), b.data(), in_place.data(), in_place.data()));
          EXPECT_EQ(to, in_place);
          const auto at = [&](int rows, int columns, int i, int j) {
            return order == NPUBLASLT_ORDER_COL ? i + j * rows : i * columns + j;
          };
          for (int batch = 0; batch < 2; batch++)
            for (int i = 0; i < m; i++)
              for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int l = 0; l < k; l++)
                  sum += a[batch * m * k + (ta == NPUBLAS_OP_N ? at(m, k, i, l) : at(k, m, l, i))] *
                         b[batch * k * n + (tb == NPUBLAS_OP_N ? at(k, n, l, j) : at(n, k, j, l))];
                const int place = batch * m * n + at(m, n, i, j);
                ASSERT_EQ(3 * sum + beta * from[place], to[place]);
              }
        }
}

template <class T> double gelu(T x) {
  return 0.5 * x * (1 + std::tanh(std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)));
}

TEST_F(BlasLt, Epilogues) {
  const int m = 3, n = 4, k = 2;
  const auto a = random_vector<float>(m * k), b = random_vector<float>(k * n), bias = random_vector<float>(m);
  std::vector<float> plain(m * n), d(m * n), saved(m * n);
  call<float> c{m, n, k};
  OK(multiply<float>(c, a.data(), b.data(), plain.data(), plain.data()));
  const auto biased = [&](int i) { return plain[i] + bias[i % m]; };
  c.bias = bias.data();
  const auto expect = [&](npublasLtEpilogue_t epilogue, auto want) {
    c.epilogue = epilogue;
    OK(multiply<float>(c, a.data(), b.data(), d.data(), d.data()));
    for (int i = 0; i < m * n; i++)
      EXPECT_NEAR(want(i), d[i], 1e-5) << epilogue << " at " << i;
  };
  expect(NPUBLASLT_EPILOGUE_RELU, [&](int i) { return std::max(0.f, plain[i]); });
  expect(NPUBLASLT_EPILOGUE_BIAS, biased);
  expect(NPUBLASLT_EPILOGUE_RELU_BIAS, [&](int i) { return std::max(0.f, biased(i)); });
  expect(NPUBLASLT_EPILOGUE_GELU, [&](int i) { return gelu(plain[i]); });
  expect(NPUBLASLT_EPILOGUE_GELU_BIAS, [&](int i) { return gelu(biased(i)); });
  c.auxiliary = saved.data();
  c.auxiliary_ld = m;
  expect(NPUBLASLT_EPILOGUE_GELU_AUX, [&](int i) { return gelu(plain[i]); });
  EXPECT_EQ(plain, saved);
  expect(NPUBLASLT_EPILOGUE_GELU_AUX_BIAS, [&](int i) { return gelu(biased(i)); });
  EXPECT_FLOAT_EQ(biased(1), saved[1]);
  // The derivative by differences.
  const auto slope = [&](int i) { return (gelu(saved[i] + 1e-4) - gelu(saved[i] - 1e-4)) / 2e-4; };
  expect(NPUBLASLT_EPILOGUE_DGELU, [&](int i) { return plain[i] * slope(i); });
  std::vector<float> gradient(m, -1);
  c.bias = gradient.data();
  expect(NPUBLASLT_EPILOGUE_DGELU_BGRAD, [&](int i) { return plain[i] * slope(i); });
  for (int i = 0; i < m; i++)
    EXPECT_NEAR(d[i] + d[i + m] + d[i + 2 * m] + d[i + 3 * m], gradient[i], 1e-5);
  expect(NPUBLASLT_EPILOGUE_BGRADA, [&](int i) { return plain[i]; });
  for (int i = 0; i < m; i++)
    EXPECT_NEAR(a[i] + a[i + m], gradient[i], 1e-5);
  gradient.assign(n, -1);
  c.bias = gradient.data();
  expect(NPUBLASLT_EPILOGUE_BGRADB, [&](int i) { return plain[i]; });
  for (int j = 0; j < n; j++)
    EXPECT_NEAR(b[j * k] + b[j * k + 1], gradient[j], 1e-5);
  // The mask of ReLU: a bit for each element.
  std::vector<uint8_t> mask(128 / 8 * n);
  c.auxiliary = mask.data();
  c.auxiliary_ld = 128;
  c.bias = bias.data();
  expect(NPUBLASLT_EPILOGUE_RELU_AUX_BIAS, [&](int i) { return std::max(0.f, biased(i)); });
  expect(NPUBLASLT_EPILOGUE_DRELU, [&](int i) { return biased(i) > 0 ? plain[i] : 0; });
  gradient.assign(m, -1);
  c.bias = gradient.data();
  expect(NPUBLASLT_EPILOGUE_DRELU_BGRAD, [&](int i) { return biased(i) > 0 ? plain[i] : 0; });
  for (int i = 0; i < m; i++)
    EXPECT_NEAR(d[i] + d[i + m] + d[i + 2 * m] + d[i + 3 * m], gradient[i], 1e-5);
  c.bias = nullptr;
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, multiply<float>(c, a.data(), b.data(), d.data(), d.data()));
}

TEST_F(BlasLt, SmallTypes) {
  const int m = 4, n = 3, k = 5;
  const auto check = [&](auto element, auto result, npublasComputeType_t compute, npuDataType scale,
                         auto alpha) {
    using T = decltype(element);
    using D = decltype(result);
    const auto a = whole<T>(m * k, 5), b = whole<T>(k * n, 3);
    std::vector<D> d(m * n);
    npublasLtMatmulDescOpaque_t desc;
    npublasLtMatrixLayoutOpaque_t A, B, C;
    OK(npublasLtMatmulDescInit(&desc, compute, scale));
    OK(npublasLtMatrixLayoutInit(&A, type_of<T>(), m, k, m));
    OK(npublasLtMatrixLayoutInit(&B, type_of<T>(), k, n, k));
    OK(npublasLtMatrixLayoutInit(&C, type_of<D>(), m, n, m));
    decltype(alpha) beta;
    std::memset(static_cast<void *>(&beta), 0, sizeof beta);
    OK(npublasLtMatmul(handle, &desc, &alpha, a.data(), &A, b.data(), &B, &beta, d.data(), &C, d.data(), &C,
                       nullptr, nullptr, 0, nullptr));
    ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
    for (int i = 0; i < m; i++)
      for (int j = 0; j < n; j++) {
        Z sum = 0;
        for (int l = 0; l < k; l++)
          sum += value(a[i + l * m]) * value(b[l + j * k]);
        EXPECT_EQ(sum, value(d[i + j * m]));
      }
  };
  check(half(), half(), NPUBLAS_COMPUTE_32F, NPU_R_32F, 1.f);
  check(half(), half(), NPUBLAS_COMPUTE_16F, NPU_R_16F, half(1.f));
  check(bfloat16(), bfloat16(), NPUBLAS_COMPUTE_32F, NPU_R_32F, 1.f);
  check(int8_t(), int32_t(), NPUBLAS_COMPUTE_32I, NPU_R_32I, int32_t(1));
  check(int8_t(), int8_t(), NPUBLAS_COMPUTE_32I, NPU_R_32F, 1.f);
  check(npu::fp8_e4m3(), bfloat16(), NPUBLAS_COMPUTE_32F, NPU_R_32F, 1.f);
  check(npuDoubleComplex(), npuDoubleComplex(), NPUBLAS_COMPUTE_64F, NPU_C_64F, npuDoubleComplex{1, 0});
}

// Eight-bit results: operands and result are scaled, and the largest magnitude is told.
TEST_F(BlasLt, Scales) {
  using npu::fp8_e4m3;
  const std::vector<fp8_e4m3> a(16, fp8_e4m3(2.f)), b(16, fp8_e4m3(-3.f));
  std::vector<bfloat16> c(1);
  std::vector<fp8_e4m3> d(1);
  const float one = 1, zero = 0, scale_a = 0.5f, scale_b = 0.25f, scale_d = 2;
  float amax = 0;
  npublasLtMatmulDesc_t desc;
  npublasLtMatrixLayout_t A, B, C, D;
  OK(npublasLtMatmulDescCreate(&desc, NPUBLAS_COMPUTE_32F, NPU_R_32F));
  const auto set = [&](npublasLtMatmulDescAttributes_t name, const auto &value) {
    OK(npublasLtMatmulDescSetAttribute(desc, name, &value, sizeof value));
  };
  const npublasOperation_t transposed = NPUBLAS_OP_T;
  set(NPUBLASLT_MATMUL_DESC_TRANSA, transposed);
  const float *pa = &scale_a, *pb = &scale_b, *pd = &scale_d;
  float *largest = &amax;
  set(NPUBLASLT_MATMUL_DESC_A_SCALE_POINTER, pa);
  set(NPUBLASLT_MATMUL_DESC_B_SCALE_POINTER, pb);
  set(NPUBLASLT_MATMUL_DESC_D_SCALE_POINTER, pd);
  set(NPUBLASLT_MATMUL_DESC_AMAX_D_POINTER, largest);
  OK(npublasLtMatrixLayoutCreate(&A, NPU_R_8F_E4M3, 16, 1, 16));
  OK(npublasLtMatrixLayoutCreate(&B, NPU_R_8F_E4M3, 16, 1, 16));
  OK(npublasLtMatrixLayoutCreate(&C, NPU_R_16BF, 1, 1, 1));
  OK(npublasLtMatrixLayoutCreate(&D, NPU_R_8F_E4M3, 1, 1, 1));
  OK(npublasLtMatmul(handle, desc, &one, a.data(), A, b.data(), B, &zero, c.data(), C, d.data(), D, nullptr,
                     nullptr, 0, nullptr));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(-24, float(d[0])); // 16 * 2 * 0.5 * -3 * 0.25 * 2
  EXPECT_EQ(12, amax);
  for (auto l : {A, B, C, D})
    npublasLtMatrixLayoutDestroy(l);
  npublasLtMatmulDescDestroy(desc);
}

TEST_F(BlasLt, Transformations) {
  const int rows = 3, columns = 40;
  const auto a = whole<int8_t>(rows * columns, 5);
  std::vector<int8_t> tiled(2 * 32 * rows), back(rows * columns);
  std::vector<float> wide(rows * columns);
  npublasLtMatrixTransformDesc_t desc;
  npublasLtMatrixLayout_t plain, tiles, floats;
  OK(npublasLtMatrixTransformDescCreate(&desc, NPU_R_32F));
  OK(npublasLtMatrixLayoutCreate(&plain, NPU_R_8I, rows, columns, rows));
  OK(npublasLtMatrixLayoutCreate(&tiles, NPU_R_8I, rows, columns, 32 * rows));
  OK(npublasLtMatrixLayoutCreate(&floats, NPU_R_32F, columns, rows, rows));
  npublasLtOrder_t order = NPUBLASLT_ORDER_COL32;
  OK(npublasLtMatrixLayoutSetAttribute(tiles, NPUBLASLT_MATRIX_LAYOUT_ORDER, &order, sizeof order));
  order = NPUBLASLT_ORDER_ROW;
  OK(npublasLtMatrixLayoutSetAttribute(floats, NPUBLASLT_MATRIX_LAYOUT_ORDER, &order, sizeof order));
  const float one = 1, zero = 0, two = 2;
  OK(npublasLtMatrixTransform(handle, desc, &one, a.data(), plain, &zero, nullptr, nullptr, tiled.data(),
                              tiles, nullptr));
  OK(npublasLtMatrixTransform(handle, desc, &one, tiled.data(), tiles, &zero, nullptr, nullptr, back.data(),
                              plain, nullptr));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(a, back);
  EXPECT_EQ(a[1 + 35 * rows], tiled[32 * rows + 1 * 32 + 3]);
  const npublasOperation_t transposed = NPUBLAS_OP_T;
  for (auto name : {NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSA, NPUBLASLT_MATRIX_TRANSFORM_DESC_TRANSB})
    OK(npublasLtMatrixTransformDescSetAttribute(desc, name, &transposed, sizeof transposed));
  OK(npublasLtMatrixTransform(handle, desc, &two, a.data(), plain, &one, a.data(), plain, wide.data(), floats,
                              nullptr));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++)
      EXPECT_EQ(3.f * a[i + j * rows], wide[i + j * rows]); // rows of the transpose are columns
  npublasLtMatrixTransformDescDestroy(desc);
  for (auto l : {plain, tiles, floats})
    npublasLtMatrixLayoutDestroy(l);
}

TEST_F(BlasLt, AttributesAndErrors) {
  npublasLtMatmulDesc_t desc;
  npublasLtMatrixLayout_t layout;
  OK(npublasLtMatmulDescCreate(&desc, NPUBLAS_COMPUTE_32F, NPU_R_32F));
  OK(npublasLtMatrixLayoutCreate(&layout, NPU_R_32F, 2, 3, 4));
  uint64_t columns = 0;
  size_t written = 0;
  OK(npublasLtMatrixLayoutGetAttribute(layout, NPUBLASLT_MATRIX_LAYOUT_COLS, &columns, sizeof columns,
                                       &written));
  EXPECT_EQ(3u, columns);
  EXPECT_EQ(sizeof columns, written);
  npublasComputeType_t compute;
  OK(npublasLtMatmulDescGetAttribute(desc, NPUBLASLT_MATMUL_DESC_COMPUTE_TYPE, nullptr, 0, &written));
  EXPECT_EQ(sizeof compute, written);
  OK(npublasLtMatmulDescGetAttribute(desc, NPUBLASLT_MATMUL_DESC_COMPUTE_TYPE, &compute, sizeof compute,
                                     nullptr));
  EXPECT_EQ(NPUBLAS_COMPUTE_32F, compute);
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            npublasLtMatmulDescSetAttribute(desc, NPUBLASLT_MATMUL_DESC_TRANSA, &compute, 1));
  // Sizes that do not fit, and a layout whose columns overlap.
  npublasLtMatrixLayout_t overlapping;
  OK(npublasLtMatrixLayoutCreate(&overlapping, NPU_R_32F, 2, 2, 1));
  npublasLtMatmulPreferenceOpaque_t preference;
  OK(npublasLtMatmulPreferenceInit(&preference));
  npublasLtMatmulHeuristicResult_t found;
  int count = -1;
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            npublasLtMatmulAlgoGetHeuristic(handle, desc, layout, layout, layout, layout, &preference, 1,
                                            &found, &count));
  EXPECT_EQ(0, count);
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE,
            npublasLtMatmulAlgoGetHeuristic(handle, desc, overlapping, overlapping, overlapping, overlapping,
                                            &preference, 1, &found, &count));
  EXPECT_EQ(size_t(NPUBLAS_VERSION), npublasLtGetVersion());
  npublasLtMatrixTransformDescOpaque_t transformation;
  OK(npublasLtMatrixTransformDescInit(&transformation, NPU_R_32F));
  npublasLtMatrixLayoutDestroy(layout);
  npublasLtMatrixLayoutDestroy(overlapping);
  npublasLtMatmulDescDestroy(desc);
}

// The older interface
TEST(BlasLegacy, HandleOfTheProcess) {
  EXPECT_EQ(NPUBLAS_STATUS_SUCCESS, npublasGetError());
  float x[] = {3, -4};
  npublasSscal(2, 2.f, x, 1); // not initialised
  EXPECT_EQ(NPUBLAS_STATUS_NOT_INITIALIZED, npublasGetError());
  EXPECT_EQ(NPUBLAS_STATUS_SUCCESS, npublasGetError());
  OK(npublasInit());
  float *device = nullptr;
  OK(npublasAlloc(2, sizeof(float), reinterpret_cast<void **>(&device)));
  OK(npublasSetVector(2, sizeof(float), x, 1, device, 1));
  EXPECT_EQ(5, npublasSnrm2(2, device, 1));
  EXPECT_EQ(7, npublasSasum(2, device, 1));
  EXPECT_EQ(2, npublasIsamax(2, device, 1));
  EXPECT_EQ(25, npublasSdot(2, device, 1, device, 1));
  npublasSscal(2, 2.f, device, 1);
  OK(npublasGetVector(2, sizeof(float), device, 1, x, 1));
  EXPECT_EQ(6, x[0]);
  EXPECT_EQ(-8, x[1]);
  OK(npublasFree(device));
  const double a[] = {1, 2, 3, 4};
  double c[4] = {1, 1, 1, 1};
  npublasDgemm('n', 'T', 2, 2, 2, 1., a, 2, a, 2, 2., c, 2);
  OK(npublasSetKernelStream(nullptr));
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(12, c[0]);
  EXPECT_EQ(16, c[1]);
  EXPECT_EQ(22, c[3]);
  double b[] = {1, 1};
  npublasDtrmm('L', 'U', 'N', 'N', 2, 1, 1., a, 2, b, 2);
  ASSERT_EQ(npuSuccess, npuDeviceSynchronize());
  EXPECT_EQ(4, b[0]);
  EXPECT_EQ(4, b[1]);
  const npuComplex z[] = {{1, 2}, {3, 4}};
  const npuComplex u = npublasCdotu(2, z, 1, z, 1), h = npublasCdotc(2, z, 1, z, 1);
  EXPECT_EQ(-10, u.x);
  EXPECT_EQ(28, u.y);
  EXPECT_EQ(30, h.x);
  EXPECT_EQ(0, h.y);
  EXPECT_EQ(NPUBLAS_STATUS_SUCCESS, npublasGetError());
  npublasDgemm('x', 'n', 2, 2, 2, 1., a, 2, a, 2, 2., c, 2);
  EXPECT_EQ(NPUBLAS_STATUS_INVALID_VALUE, npublasGetError());
  OK(npublasShutdown());
}

} // namespace
