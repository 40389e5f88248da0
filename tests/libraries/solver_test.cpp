// SPDX-License-Identifier: Apache-2.0
// npu/solver.h: every routine for the four element types, judged by products of what it returns.
#include "solver_matrix.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace solver_test;

namespace {

// The routines of one element type under names without the letter.
template <class T> struct Dn;
#define DN(P, U, H, TYPE, REAL)                                                                              \
  template <> struct Dn<TYPE> {                                                                              \
    using Real = REAL;                                                                                       \
    static constexpr auto potrf = npusolverDn##P##potrf;                                                     \
    static constexpr auto potrf_size = npusolverDn##P##potrf_bufferSize;                                     \
    static constexpr auto potrs = npusolverDn##P##potrs;                                                     \
    static constexpr auto potri = npusolverDn##P##potri;                                                     \
    static constexpr auto potri_size = npusolverDn##P##potri_bufferSize;                                     \
    static constexpr auto potrf_batched = npusolverDn##P##potrfBatched;                                      \
    static constexpr auto potrs_batched = npusolverDn##P##potrsBatched;                                      \
    static constexpr auto getrf = npusolverDn##P##getrf;                                                     \
    static constexpr auto getrf_size = npusolverDn##P##getrf_bufferSize;                                     \
    static constexpr auto getrs = npusolverDn##P##getrs;                                                     \
    static constexpr auto laswp = npusolverDn##P##laswp;                                                     \
    static constexpr auto sytrf = npusolverDn##P##sytrf;                                                     \
    static constexpr auto sytrf_size = npusolverDn##P##sytrf_bufferSize;                                     \
    static constexpr auto sytri = npusolverDn##P##sytri;                                                     \
    static constexpr auto sytri_size = npusolverDn##P##sytri_bufferSize;                                     \
    static constexpr auto geqrf = npusolverDn##P##geqrf;                                                     \
    static constexpr auto geqrf_size = npusolverDn##P##geqrf_bufferSize;                                     \
    static constexpr auto ungqr = npusolverDn##P##U##gqr;                                                    \
    static constexpr auto ungqr_size = npusolverDn##P##U##gqr_bufferSize;                                    \
    static constexpr auto unmqr = npusolverDn##P##U##mqr;                                                    \
    static constexpr auto unmqr_size = npusolverDn##P##U##mqr_bufferSize;                                    \
    static constexpr auto gebrd = npusolverDn##P##gebrd;                                                     \
    static constexpr auto gebrd_size = npusolverDn##P##gebrd_bufferSize;                                     \
    static constexpr auto ungbr = npusolverDn##P##U##gbr;                                                    \
    static constexpr auto ungbr_size = npusolverDn##P##U##gbr_bufferSize;                                    \
    static constexpr auto hetrd = npusolverDn##P##H##trd;                                                    \
    static constexpr auto hetrd_size = npusolverDn##P##H##trd_bufferSize;                                    \
    static constexpr auto ungtr = npusolverDn##P##U##gtr;                                                    \
    static constexpr auto ungtr_size = npusolverDn##P##U##gtr_bufferSize;                                    \
    static constexpr auto unmtr = npusolverDn##P##U##mtr;                                                    \
    static constexpr auto unmtr_size = npusolverDn##P##U##mtr_bufferSize;                                    \
    static constexpr auto heevd = npusolverDn##P##H##evd;                                                    \
    static constexpr auto heevd_size = npusolverDn##P##H##evd_bufferSize;                                    \
    static constexpr auto heevdx = npusolverDn##P##H##evdx;                                                  \
    static constexpr auto heevdx_size = npusolverDn##P##H##evdx_bufferSize;                                  \
    static constexpr auto hegvd = npusolverDn##P##H##gvd;                                                    \
    static constexpr auto hegvd_size = npusolverDn##P##H##gvd_bufferSize;                                    \
    static constexpr auto hegvdx = npusolverDn##P##H##gvdx;                                                  \
    static constexpr auto hegvdx_size = npusolverDn##P##H##gvdx_bufferSize;                                  \
    static constexpr auto heevj = npusolverDn##P##H##evj;                                                    \
    static constexpr auto heevj_size = npusolverDn##P##H##evj_bufferSize;                                    \
    static constexpr auto heevj_batched = npusolverDn##P##H##evjBatched;                                     \
    static constexpr auto heevj_batched_size = npusolverDn##P##H##evjBatched_bufferSize;                     \
    static constexpr auto hegvj = npusolverDn##P##H##gvj;                                                    \
    static constexpr auto hegvj_size = npusolverDn##P##H##gvj_bufferSize;                                    \
    static constexpr auto gesvd = npusolverDn##P##gesvd;                                                     \
    static constexpr auto gesvd_size = npusolverDn##P##gesvd_bufferSize;                                     \
    static constexpr auto gesvdj = npusolverDn##P##gesvdj;                                                   \
    static constexpr auto gesvdj_size = npusolverDn##P##gesvdj_bufferSize;                                   \
    static constexpr auto gesvdj_batched = npusolverDn##P##gesvdjBatched;                                    \
    static constexpr auto gesvdj_batched_size = npusolverDn##P##gesvdjBatched_bufferSize;                    \
    static constexpr auto gesvda = npusolverDn##P##gesvdaStridedBatched;                                     \
    static constexpr auto gesvda_size = npusolverDn##P##gesvdaStridedBatched_bufferSize;                     \
    static constexpr auto gesv = npusolverDn##P##P##gesv;                                                    \
    static constexpr auto gesv_size = npusolverDn##P##P##gesv_bufferSize;                                    \
    static constexpr auto gels = npusolverDn##P##P##gels;                                                    \
    static constexpr auto gels_size = npusolverDn##P##P##gels_bufferSize;                                    \
  };
DN(S, or, sy, float, float)
DN(D, or, sy, double, double)
DN(C, un, he, npuComplex, float)
DN(Z, un, he, npuDoubleComplex, double)

constexpr npusolverStatus_t ok = NPUSOLVER_STATUS_SUCCESS;
constexpr auto upper = NPUBLAS_FILL_MODE_UPPER, lower = NPUBLAS_FILL_MODE_LOWER;
constexpr auto with_vectors = NPUSOLVER_EIG_MODE_VECTOR, no_vectors = NPUSOLVER_EIG_MODE_NOVECTOR;

template <class T> class SolverDn : public testing::Test {
protected:
  using Real = typename Dn<T>::Real;
  npusolverDnHandle_t handle = nullptr;
  npuStream_t stream = nullptr;
  int size = 0, info = -99;
  std::vector<T> room;

  void SetUp() override {
    ASSERT_EQ(npusolverDnCreate(&handle), ok);
    ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
    ASSERT_EQ(npusolverDnSetStream(handle, stream), ok);
  }
  void TearDown() override {
    EXPECT_EQ(npusolverDnDestroy(handle), ok);
    npuStreamDestroy(stream);
  }
  // The workspace that a query has told the size of.
  T *work() {
    EXPECT_GT(size, 0);
    room.resize(size);
    return room.data();
  }
  void finish(int expected = 0) {
    EXPECT_EQ(npuStreamSynchronize(stream), npuSuccess);
    EXPECT_EQ(info, expected);
  }
};
using Types = testing::Types<float, double, npuComplex, npuDoubleComplex>;
TYPED_TEST_SUITE(SolverDn, Types);

#define ALIASES                                                                                              \
  using T = TypeParam;                                                                                       \
  using M = Matrix<T>;                                                                                       \
  using D = Dn<T>;                                                                                           \
  using R [[maybe_unused]] = typename D::Real;                                                               \
  [[maybe_unused]] const double eps = M::tolerance;                                                          \
  [[maybe_unused]] auto &info = this->info;                                                                  \
  [[maybe_unused]] auto &size = this->size;                                                                  \
  [[maybe_unused]] auto h = this->handle;

TYPED_TEST(SolverDn, CholeskySolvesAndInverts) {
  ALIASES
  const int n = 6;
  for (const auto uplo : {lower, upper}) {
    const M a = M::positive(n), b = M::random(n, 2);
    M factor = a, x = b;
    ASSERT_EQ(D::potrf_size(h, uplo, n, factor.data(), n, &size), ok);
    ASSERT_EQ(D::potrf(h, uplo, n, factor.data(), n, this->work(), size, &info), ok);
    ASSERT_EQ(D::potrs(h, uplo, n, 2, factor.data(), n, x.data(), n, &info), ok);
    this->finish();
    EXPECT_LT(distance(a * x, b), eps);
    ASSERT_EQ(D::potri_size(h, uplo, n, factor.data(), n, &size), ok);
    ASSERT_EQ(D::potri(h, uplo, n, factor.data(), n, this->work(), size, &info), ok);
    this->finish();
    EXPECT_LT(distance(a * factor.hermitian(uplo == upper), M::identity(n)), eps);
  }
}

TYPED_TEST(SolverDn, CholeskyNamesTheMinorThatIsNotPositive) {
  ALIASES
  M a = M::identity(4);
  a(2, 2) = -1;
  ASSERT_EQ(D::potrf(h, lower, 4, a.data(), 4, nullptr, 0, &info), ok);
  this->finish(3);
}

TYPED_TEST(SolverDn, CholeskyOfBatches) {
  ALIASES
  const int n = 5, batch = 3;
  std::vector<M> as, factors, bs, xs;
  std::vector<T *> a, b;
  std::vector<int> infos(batch, -1);
  for (int i = 0; i < batch; ++i) {
    as.push_back(M::positive(n));
    bs.push_back(M::random(n, 1));
  }
  factors = as, xs = bs;
  for (int i = 0; i < batch; ++i) {
    a.push_back(factors[i].data());
    b.push_back(xs[i].data());
  }
  ASSERT_EQ(D::potrf_batched(h, lower, n, a.data(), n, infos.data(), batch), ok);
  ASSERT_EQ(D::potrs_batched(h, lower, n, 1, a.data(), n, b.data(), n, &info, batch), ok);
  this->finish();
  EXPECT_EQ(infos, std::vector<int>(batch, 0));
  for (int i = 0; i < batch; ++i)
    EXPECT_LT(distance(as[i] * xs[i], bs[i]), eps);
}

TYPED_TEST(SolverDn, LuSolvesWithAndWithoutPivots) {
  ALIASES
  const int n = 7;
  for (const bool pivots : {true, false})
    for (const auto trans : {NPUBLAS_OP_N, NPUBLAS_OP_T, NPUBLAS_OP_C}) {
      const M a = M::positive(n), b = M::random(n, 3);
      M lu = a, x = b;
      std::vector<int> pivot(n);
      int *p = pivots ? pivot.data() : nullptr;
      ASSERT_EQ(D::getrf_size(h, n, n, lu.data(), n, &size), ok);
      ASSERT_EQ(D::getrf(h, n, n, lu.data(), n, this->work(), p, &info), ok);
      ASSERT_EQ(D::getrs(h, trans, n, 3, lu.data(), n, p, x.data(), n, &info), ok);
      this->finish();
      EXPECT_LT(distance(a.op(trans) * x, b), eps);
    }
}

TYPED_TEST(SolverDn, LuFactorsMultiplyToTheExchangedRows) {
  ALIASES
  const int m = 6, n = 4;
  const M a = M::random(m, n);
  M lu = a, rows = a;
  std::vector<int> pivot(n);
  ASSERT_EQ(D::getrf(h, m, n, lu.data(), m, nullptr, pivot.data(), &info), ok);
  ASSERT_EQ(D::laswp(h, n, rows.data(), m, 1, n, pivot.data(), 1), ok);
  this->finish();
  M l(m, n), u(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < m; ++i)
      if (i > j)
        l(i, j) = lu(i, j);
      else
        u(i, j) = lu(i, j), l(i, j) = i == j ? 1 : 0;
  EXPECT_LT(distance(l * u, rows), eps);
}

TYPED_TEST(SolverDn, LuNamesThePivotThatIsZero) {
  ALIASES
  for (const bool pivots : {true, false}) {
    M a(3, 3);
    a(0, 0) = 1;
    std::vector<int> pivot(3);
    ASSERT_EQ(D::getrf(h, 3, 3, a.data(), 3, nullptr, pivots ? pivot.data() : nullptr, &info), ok);
    this->finish(2);
  }
}

TYPED_TEST(SolverDn, SymmetricFactorizationInverts) {
  ALIASES
  const int n = 6;
  const M a = M::symmetric(n);
  M f = a;
  std::vector<int> pivot(n);
  ASSERT_EQ(D::sytrf_size(h, n, f.data(), n, &size), ok);
  ASSERT_EQ(D::sytrf(h, lower, n, f.data(), n, pivot.data(), this->work(), size, &info), ok);
  ASSERT_EQ(D::sytri_size(h, lower, n, f.data(), n, pivot.data(), &size), ok);
  ASSERT_EQ(D::sytri(h, lower, n, f.data(), n, pivot.data(), this->work(), size, &info), ok);
  this->finish();
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < j; ++i)
      f(i, j) = f(j, i);
  EXPECT_LT(distance(a * f, M::identity(n)), eps);
}

TYPED_TEST(SolverDn, QrMakesAndAppliesQ) {
  ALIASES
  const int m = 8, n = 5;
  const M a = M::random(m, n);
  M f = a, q, c = a;
  std::vector<T> tau(n);
  ASSERT_EQ(D::geqrf_size(h, m, n, f.data(), m, &size), ok);
  ASSERT_EQ(D::geqrf(h, m, n, f.data(), m, tau.data(), this->work(), size, &info), ok);
  this->finish();
  q = f;
  ASSERT_EQ(D::ungqr_size(h, m, n, n, q.data(), m, tau.data(), &size), ok);
  ASSERT_EQ(D::ungqr(h, m, n, n, q.data(), m, tau.data(), this->work(), size, &info), ok);
  // Q^H A = R, also for real elements, whose conjugate transpose is the transpose
  ASSERT_EQ(
      D::unmqr_size(h, NPUBLAS_SIDE_LEFT, NPUBLAS_OP_C, m, n, n, f.data(), m, tau.data(), c.data(), m, &size),
      ok);
  ASSERT_EQ(D::unmqr(h, NPUBLAS_SIDE_LEFT, NPUBLAS_OP_C, m, n, n, f.data(), m, tau.data(), c.data(), m,
                     this->work(), size, &info),
            ok);
  this->finish();
  M r(n, n), full(m, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i <= j; ++i)
      r(i, j) = full(i, j) = f.get(i, j);
  EXPECT_LT(distance(q.adjoint() * q, M::identity(n)), eps);
  EXPECT_LT(distance(q * r, a), eps);
  EXPECT_LT(distance(c, full), eps);
}

TYPED_TEST(SolverDn, BidiagonalForm) {
  ALIASES
  const int m = 7, n = 5;
  const M a = M::random(m, n);
  M f = a;
  std::vector<R> d(n), e(n);
  std::vector<T> tauq(n), taup(n);
  ASSERT_EQ(D::gebrd_size(h, m, n, &size), ok);
  ASSERT_EQ(
      D::gebrd(h, m, n, f.data(), m, d.data(), e.data(), tauq.data(), taup.data(), this->work(), size, &info),
      ok);
  this->finish();
  M q = f, p(n, n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < n; ++i)
      p(i, j) = f.get(i, j);
  ASSERT_EQ(D::ungbr_size(h, NPUBLAS_SIDE_LEFT, m, n, n, q.data(), m, tauq.data(), &size), ok);
  ASSERT_EQ(D::ungbr(h, NPUBLAS_SIDE_LEFT, m, n, n, q.data(), m, tauq.data(), this->work(), size, &info), ok);
  ASSERT_EQ(D::ungbr(h, NPUBLAS_SIDE_RIGHT, n, n, m, p.data(), n, taup.data(), this->work(), size, &info),
            ok);
  this->finish();
  M b(n, n);
  for (int i = 0; i < n; ++i) {
    b(i, i) = d[i];
    if (i + 1 < n)
      b(i, i + 1) = e[i];
  }
  EXPECT_LT(distance(q * b * p, a), eps);
}

TYPED_TEST(SolverDn, TridiagonalForm) {
  ALIASES
  const int n = 6;
  const M a = M::positive(n);
  M f = a, c = M::identity(n);
  std::vector<R> d(n), e(n);
  std::vector<T> tau(n);
  ASSERT_EQ(D::hetrd_size(h, lower, n, f.data(), n, d.data(), e.data(), tau.data(), &size), ok);
  ASSERT_EQ(D::hetrd(h, lower, n, f.data(), n, d.data(), e.data(), tau.data(), this->work(), size, &info),
            ok);
  this->finish();
  M q = f;
  ASSERT_EQ(D::ungtr_size(h, lower, n, q.data(), n, tau.data(), &size), ok);
  ASSERT_EQ(D::ungtr(h, lower, n, q.data(), n, tau.data(), this->work(), size, &info), ok);
  ASSERT_EQ(D::unmtr_size(h, NPUBLAS_SIDE_LEFT, lower, NPUBLAS_OP_N, n, n, f.data(), n, tau.data(), c.data(),
                          n, &size),
            ok);
  ASSERT_EQ(D::unmtr(h, NPUBLAS_SIDE_LEFT, lower, NPUBLAS_OP_N, n, n, f.data(), n, tau.data(), c.data(), n,
                     this->work(), size, &info),
            ok);
  this->finish();
  M t(n, n);
  for (int i = 0; i < n; ++i) {
    t(i, i) = d[i];
    if (i + 1 < n)
      t(i, i + 1) = t(i + 1, i) = e[i];
  }
  EXPECT_LT(distance(q * t * q.adjoint(), a), eps);
  EXPECT_LT(distance(c, q), eps);
}

TYPED_TEST(SolverDn, Eigenvalues) {
  ALIASES
  const int n = 6;
  for (const auto uplo : {lower, upper}) {
    const M a = M::positive(n);
    M v = a, gone = a;
    std::vector<R> w(n), alone(n);
    ASSERT_EQ(D::heevd_size(h, with_vectors, uplo, n, v.data(), n, w.data(), &size), ok);
    ASSERT_EQ(D::heevd(h, with_vectors, uplo, n, v.data(), n, w.data(), this->work(), size, &info), ok);
    ASSERT_EQ(D::heevd(h, no_vectors, uplo, n, gone.data(), n, alone.data(), this->work(), size, &info), ok);
    this->finish();
    EXPECT_LT(distance(a * v, v * M::diagonal(w)), eps);
    EXPECT_LT(distance(v.adjoint() * v, M::identity(n)), eps);
    for (int i = 0; i < n; ++i)
      EXPECT_NEAR(w[i], alone[i], eps);
  }
}

TYPED_TEST(SolverDn, EigenvaluesOfARange) {
  ALIASES
  const int n = 6;
  const M a = M::positive(n);
  M all = a;
  std::vector<R> w(n);
  ASSERT_EQ(D::heevd(h, with_vectors, lower, n, all.data(), n, w.data(), nullptr, 0, &info), ok);
  this->finish();
  struct Case {
    npusolverEigRange_t range;
    int first, count;
  };
  for (const Case c : {Case{NPUSOLVER_EIG_RANGE_ALL, 0, n}, Case{NPUSOLVER_EIG_RANGE_I, 2, 3},
                       Case{NPUSOLVER_EIG_RANGE_V, 2, 3}}) {
    M v = a;
    std::vector<R> some(n);
    const R vl = (w[1] + w[2]) / 2, vu = (w[4] + w[5]) / 2;
    int found = -1;
    ASSERT_EQ(D::heevdx_size(h, with_vectors, c.range, lower, n, v.data(), n, vl, vu, 3, 5, &found,
                             some.data(), &size),
              ok);
    ASSERT_EQ(D::heevdx(h, with_vectors, c.range, lower, n, v.data(), n, vl, vu, 3, 5, &found, some.data(),
                        this->work(), size, &info),
              ok);
    EXPECT_EQ(found, c.count); // host memory: there without waiting for the stream
    EXPECT_EQ(info, 0);
    some.resize(c.count);
    const M vectors = v.columns(0, c.count);
    EXPECT_LT(distance(a * vectors, vectors * M::diagonal(some)), eps);
    for (int i = 0; i < c.count; ++i)
      EXPECT_NEAR(some[i], w[c.first + i], eps);
  }
  int found = 0;
  EXPECT_EQ(D::heevdx(h, with_vectors, NPUSOLVER_EIG_RANGE_I, lower, n, all.data(), n, 0, 0, 0, 3, &found,
                      w.data(), nullptr, 0, &info),
            NPUSOLVER_STATUS_INVALID_VALUE);
}

TYPED_TEST(SolverDn, GeneralizedEigenvalues) {
  ALIASES
  const int n = 5;
  const M a = M::positive(n), b = M::positive(n);
  npusolverSyevjInfo_t params = nullptr;
  ASSERT_EQ(npusolverDnCreateSyevjInfo(&params), ok);
  for (const bool jacobi : {false, true}) {
    M v = a, factor = b;
    std::vector<R> w(n);
    if (jacobi) {
      ASSERT_EQ(D::hegvj_size(h, NPUSOLVER_EIG_TYPE_1, with_vectors, lower, n, v.data(), n, factor.data(), n,
                              w.data(), &size, params),
                ok);
      ASSERT_EQ(D::hegvj(h, NPUSOLVER_EIG_TYPE_1, with_vectors, lower, n, v.data(), n, factor.data(), n,
                         w.data(), this->work(), size, &info, params),
                ok);
    } else {
      ASSERT_EQ(D::hegvd_size(h, NPUSOLVER_EIG_TYPE_1, with_vectors, lower, n, v.data(), n, factor.data(), n,
                              w.data(), &size),
                ok);
      ASSERT_EQ(D::hegvd(h, NPUSOLVER_EIG_TYPE_1, with_vectors, lower, n, v.data(), n, factor.data(), n,
                         w.data(), this->work(), size, &info),
                ok);
    }
    this->finish();
    EXPECT_LT(distance(a * v, b * v * M::diagonal(w)), eps);
    M part = a;
    factor = b;
    std::vector<R> some(n);
    int found = 0;
    ASSERT_EQ(D::hegvdx_size(h, NPUSOLVER_EIG_TYPE_1, with_vectors, NPUSOLVER_EIG_RANGE_I, lower, n,
                             part.data(), n, factor.data(), n, 0, 0, 2, 3, &found, some.data(), &size),
              ok);
    ASSERT_EQ(D::hegvdx(h, NPUSOLVER_EIG_TYPE_1, with_vectors, NPUSOLVER_EIG_RANGE_I, lower, n, part.data(),
                        n, factor.data(), n, 0, 0, 2, 3, &found, some.data(), this->work(), size, &info),
              ok);
    EXPECT_EQ(found, 2);
    EXPECT_NEAR(some[0], w[1], eps);
    EXPECT_NEAR(some[1], w[2], eps);
  }
  npusolverDnDestroySyevjInfo(params);
}

TYPED_TEST(SolverDn, JacobiEigenvalues) {
  ALIASES
  const int n = 5, batch = 2;
  const M a = M::positive(n);
  npusolverSyevjInfo_t params = nullptr;
  ASSERT_EQ(npusolverDnCreateSyevjInfo(&params), ok);
  EXPECT_EQ(npusolverDnXsyevjSetTolerance(params, 1e-7), ok);
  EXPECT_EQ(npusolverDnXsyevjSetMaxSweeps(params, 15), ok);
  EXPECT_EQ(npusolverDnXsyevjSetSortEig(params, 1), ok);
  double left = -1;
  int sweeps = -1;
  EXPECT_EQ(npusolverDnXsyevjGetResidual(h, params, &left), NPUSOLVER_STATUS_NOT_SUPPORTED);
  M v = a;
  std::vector<R> w(n);
  ASSERT_EQ(D::heevj_size(h, with_vectors, upper, n, v.data(), n, w.data(), &size, params), ok);
  ASSERT_EQ(D::heevj(h, with_vectors, upper, n, v.data(), n, w.data(), this->work(), size, &info, params),
            ok);
  EXPECT_EQ(npusolverDnXsyevjGetResidual(h, params, &left), ok);
  EXPECT_EQ(npusolverDnXsyevjGetSweeps(h, params, &sweeps), ok);
  this->finish();
  EXPECT_LT(distance(a * v, v * M::diagonal(w)), eps);
  EXPECT_NEAR(left, distance(a, v * M::diagonal(w) * v.adjoint()), eps);
  EXPECT_EQ(sweeps, 0);

  const M second = M::positive(n);
  M both = M::beside(a, second);
  std::vector<R> values(n * batch);
  std::vector<int> infos(batch, -1);
  ASSERT_EQ(
      D::heevj_batched_size(h, with_vectors, lower, n, both.data(), n, values.data(), &size, params, batch),
      ok);
  ASSERT_EQ(D::heevj_batched(h, with_vectors, lower, n, both.data(), n, values.data(), this->work(), size,
                             infos.data(), params, batch),
            ok);
  EXPECT_EQ(npuStreamSynchronize(this->stream), npuSuccess);
  EXPECT_EQ(infos, std::vector<int>(batch, 0));
  const M last = both.columns(n, 2 * n);
  EXPECT_LT(distance(second * last, last * M::diagonal(std::vector<R>(values.begin() + n, values.end()))),
            eps);
  EXPECT_EQ(D::heevj(h, with_vectors, upper, n, v.data(), n, w.data(), nullptr, 0, &info, nullptr),
            NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(npusolverDnDestroySyevjInfo(params), ok);
}

TYPED_TEST(SolverDn, SingularValues) {
  ALIASES
  for (const int m : {7, 4}) {
    const int n = 5, k = std::min(m, n);
    const M a = M::random(m, n);
    for (const char job : {'A', 'S'}) {
      const int columns = job == 'A' ? m : k, rows = job == 'A' ? n : k;
      M f = a, u(m, columns), vt(rows, n);
      std::vector<R> s(k), real_work(k);
      ASSERT_EQ(D::gesvd_size(h, m, n, &size), ok);
      ASSERT_EQ(D::gesvd(h, job, job, m, n, f.data(), m, s.data(), u.data(), m, vt.data(), rows, this->work(),
                         size, real_work.data(), &info),
                ok);
      this->finish();
      EXPECT_LT(distance(u.adjoint() * u, M::identity(columns)), eps);
      EXPECT_LT(distance(u.columns(0, k) * M::diagonal(s) * vt.rows(0, k), a), eps);
    }
    M f = a;
    std::vector<R> s(k);
    ASSERT_EQ(D::gesvd(h, 'N', 'N', m, n, f.data(), m, s.data(), nullptr, 1, nullptr, 1, nullptr, 0, nullptr,
                       &info),
              ok);
    this->finish();
    EXPECT_GT(s[0], s[k - 1]);
  }
  EXPECT_EQ(
      D::gesvd(h, 'O', 'O', 1, 1, nullptr, 1, nullptr, nullptr, 1, nullptr, 1, nullptr, 0, nullptr, &info),
      NPUSOLVER_STATUS_INVALID_VALUE);
}

TYPED_TEST(SolverDn, JacobiSingularValues) {
  ALIASES
  const int m = 6, n = 4, batch = 2;
  const M a = M::random(m, n), second = M::random(m, n);
  npusolverGesvdjInfo_t params = nullptr;
  ASSERT_EQ(npusolverDnCreateGesvdjInfo(&params), ok);
  EXPECT_EQ(npusolverDnXgesvdjSetTolerance(params, 1e-7), ok);
  EXPECT_EQ(npusolverDnXgesvdjSetMaxSweeps(params, 15), ok);
  EXPECT_EQ(npusolverDnXgesvdjSetSortEig(params, 1), ok);
  std::vector<R> plain(n);
  for (const bool economic : {false, true}) {
    M f = a, u(m, economic ? n : m), v(n, n);
    std::vector<R> s(n);
    ASSERT_EQ(D::gesvdj_size(h, with_vectors, economic, m, n, f.data(), m, s.data(), u.data(), m, v.data(), n,
                             &size, params),
              ok);
    ASSERT_EQ(D::gesvdj(h, with_vectors, economic, m, n, f.data(), m, s.data(), u.data(), m, v.data(), n,
                        this->work(), size, &info, params),
              ok);
    this->finish();
    EXPECT_LT(distance(u.columns(0, n) * M::diagonal(s) * v.adjoint(), a), eps);
    plain = s;
  }
  M f = a;
  std::vector<R> s(n);
  ASSERT_EQ(D::gesvdj(h, no_vectors, 0, m, n, f.data(), m, s.data(), nullptr, 1, nullptr, 1, nullptr, 0,
                      &info, params),
            ok);
  double left = -1;
  int sweeps = -1;
  EXPECT_EQ(npusolverDnXgesvdjGetResidual(h, params, &left), ok);
  EXPECT_EQ(npusolverDnXgesvdjGetSweeps(h, params, &sweeps), ok);
  EXPECT_LT(left, eps);
  EXPECT_GE(left, 0);
  EXPECT_EQ(sweeps, 0);
  for (int i = 0; i < n; ++i)
    EXPECT_NEAR(s[i], plain[i], eps);

  M both = M::beside(a, second), u(m, 2 * m), v(n, 2 * n);
  std::vector<R> values(n * batch);
  std::vector<int> infos(batch, -1);
  ASSERT_EQ(D::gesvdj_batched_size(h, with_vectors, m, n, both.data(), m, values.data(), u.data(), m,
                                   v.data(), n, &size, params, batch),
            ok);
  ASSERT_EQ(D::gesvdj_batched(h, with_vectors, m, n, both.data(), m, values.data(), u.data(), m, v.data(), n,
                              this->work(), size, infos.data(), params, batch),
            ok);
  EXPECT_EQ(npuStreamSynchronize(this->stream), npuSuccess);
  EXPECT_EQ(infos, std::vector<int>(batch, 0));
  EXPECT_LT(distance(u.columns(m, m + n) * M::diagonal(std::vector<R>(values.begin() + n, values.end())) *
                         v.columns(n, 2 * n).adjoint(),
                     second),
            eps);

  both = M::beside(a, second);
  const int rank = 2;
  M few(m, rank * batch), few_v(n, rank * batch);
  std::vector<R> largest(rank * batch);
  std::vector<double> distances(batch, -1);
  ASSERT_EQ(D::gesvda_size(h, with_vectors, rank, m, n, both.data(), m, m * n, largest.data(), rank,
                           few.data(), m, m * rank, few_v.data(), n, n * rank, &size, batch),
            ok);
  ASSERT_EQ(D::gesvda(h, with_vectors, rank, m, n, both.data(), m, m * n, largest.data(), rank, few.data(), m,
                      m * rank, few_v.data(), n, n * rank, this->work(), size, infos.data(), distances.data(),
                      batch),
            ok);
  const M near = few.columns(rank, 2 * rank) *
                 M::diagonal(std::vector<R>(largest.begin() + rank, largest.end())) *
                 few_v.columns(rank, 2 * rank).adjoint();
  EXPECT_NEAR(distances[1], distance(near, second), eps);
  EXPECT_NEAR(distances[1], std::hypot(values[n + 2], values[n + 3]), eps); // what the rank leaves out
  EXPECT_EQ(npusolverDnDestroyGesvdjInfo(params), ok);
}

TYPED_TEST(SolverDn, InterfaceOfRefinement) {
  ALIASES
  const int m = 7, n = 4, nrhs = 2;
  {
    const M a = M::random(n, n), b = M::random(n, nrhs);
    M f = a, right = b, x(n, nrhs);
    std::vector<int> pivot(n);
    std::size_t bytes = 0;
    int iterations = -1;
    ASSERT_EQ(
        D::gesv_size(h, n, nrhs, f.data(), n, pivot.data(), right.data(), n, x.data(), n, nullptr, &bytes),
        ok);
    EXPECT_GT(bytes, 0u);
    ASSERT_EQ(D::gesv(h, n, nrhs, f.data(), n, pivot.data(), right.data(), n, x.data(), n, nullptr, bytes,
                      &iterations, &info),
              ok);
    EXPECT_EQ(iterations, 0);
    EXPECT_EQ(info, 0);
    EXPECT_LT(distance(a * x, b), eps);
    EXPECT_EQ(distance(right, b), 0);
  }
  const M a = M::random(m, n), b = M::random(m, nrhs);
  M f = a, right = b, x(n, nrhs);
  std::size_t bytes = 0;
  int iterations = -1;
  ASSERT_EQ(D::gels_size(h, m, n, nrhs, f.data(), m, right.data(), m, x.data(), n, nullptr, &bytes), ok);
  ASSERT_EQ(
      D::gels(h, m, n, nrhs, f.data(), m, right.data(), m, x.data(), n, nullptr, bytes, &iterations, &info),
      ok);
  EXPECT_EQ(info, 0);
  EXPECT_LT(distance(a.adjoint() * (a * x), a.adjoint() * b), eps); // the normal equations
}

TYPED_TEST(SolverDn, RecordedIntoAGraphItRunsAtEachLaunch) {
  ALIASES
  const int n = 4;
  const M a = M::positive(n);
  M f(n, n);
  npuGraph_t graph = nullptr;
  npuGraphExec_t exec = nullptr;
  ASSERT_EQ(npuStreamBeginCapture(this->stream, npuStreamCaptureModeGlobal), npuSuccess);
  ASSERT_EQ(D::potrf(h, lower, n, f.data(), n, nullptr, 0, &info), ok);
  ASSERT_EQ(npuStreamEndCapture(this->stream, &graph), npuSuccess);
  ASSERT_EQ(npuGraphInstantiate(&exec, graph, 0), npuSuccess);
  for (int launch = 0; launch < 2; ++launch) {
    f = a;
    info = -99;
    ASSERT_EQ(npuGraphLaunch(exec, this->stream), npuSuccess);
    this->finish();
    for (int j = 0; j < n; ++j)
      for (int i = 0; i < j; ++i)
        f(i, j) = 0;
    EXPECT_LT(distance(f * f.adjoint(), a), eps);
  }
  npuGraphExecDestroy(exec);
  npuGraphDestroy(graph);
}

TYPED_TEST(SolverDn, RefusesWhatIsWrong) {
  ALIASES
  T a{};
  EXPECT_EQ(D::potrf(nullptr, lower, 1, &a, 1, nullptr, 0, &info), NPUSOLVER_STATUS_NOT_INITIALIZED);
  EXPECT_EQ(D::potrf(h, lower, -1, &a, 1, nullptr, 0, &info), NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(D::potrf(h, lower, 2, &a, 1, nullptr, 0, &info), NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(D::getrf_size(h, 2, 2, &a, 1, &size), NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(D::getrf_size(h, 1, 1, &a, 1, nullptr), NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(D::geqrf(h, 2, 1, &a, 1, nullptr, nullptr, 0, &info), NPUSOLVER_STATUS_INVALID_VALUE);
}

} // namespace

TEST(SolverHandle, KeepsItsStream) {
  npusolverDnHandle_t handle = nullptr;
  npuStream_t stream = nullptr, found = nullptr;
  ASSERT_EQ(npusolverDnCreate(&handle), ok);
  ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
  EXPECT_EQ(npusolverDnSetStream(handle, stream), ok);
  EXPECT_EQ(npusolverDnGetStream(handle, &found), ok);
  EXPECT_EQ(found, stream);
  EXPECT_EQ(npusolverDnDestroy(handle), ok);
  EXPECT_EQ(npusolverDnCreate(nullptr), NPUSOLVER_STATUS_INVALID_VALUE);
  EXPECT_EQ(npusolverDnDestroy(nullptr), NPUSOLVER_STATUS_NOT_INITIALIZED);
  npuStreamDestroy(stream);
}

TEST(SolverHandle, Version) {
  int version = 0, major = 0;
  EXPECT_EQ(npusolverGetVersion(&version), ok);
  EXPECT_EQ(npusolverGetProperty(NPU_MAJOR_VERSION, &major), ok);
  EXPECT_EQ(version / 1000, major);
  EXPECT_EQ(npusolverGetVersion(nullptr), NPUSOLVER_STATUS_INVALID_VALUE);
}

namespace {

template <class T> constexpr npuDataType type_of() {
  return std::is_same_v<T, float>        ? NPU_R_32F
         : std::is_same_v<T, double>     ? NPU_R_64F
         : std::is_same_v<T, npuComplex> ? NPU_C_32F
                                         : NPU_C_64F;
}

template <class T> class SolverGeneric : public SolverDn<T> {
protected:
  npusolverDnParams_t params = nullptr;
  std::vector<char> device_room, host_room;
  std::size_t device = 0, host = 99;
  static constexpr npuDataType type = type_of<T>();
  static constexpr npuDataType real = std::is_same_v<typename Dn<T>::Real, float> ? NPU_R_32F : NPU_R_64F;

  void SetUp() override {
    SolverDn<T>::SetUp();
    ASSERT_EQ(npusolverDnCreateParams(&params), ok);
    EXPECT_EQ(npusolverDnSetAdvOptions(params, NPUSOLVERDN_GETRF, NPUSOLVER_ALG_0), ok);
  }
  void TearDown() override {
    EXPECT_EQ(npusolverDnDestroyParams(params), ok);
    SolverDn<T>::TearDown();
  }
};
TYPED_TEST_SUITE(SolverGeneric, Types);

#define GENERIC_ALIASES                                                                                      \
  ALIASES                                                                                                    \
  [[maybe_unused]] auto p = this->params;                                                                    \
  [[maybe_unused]] auto type = this->type, real = this->real;                                                \
  [[maybe_unused]] auto &device = this->device, &host = this->host;

// The workspaces that the last query asked for.
#define ROOM                                                                                                 \
  (this->device_room.resize(device), this->device_room.data()), device,                                      \
      (this->host_room.resize(host), this->host_room.data()), host

TYPED_TEST(SolverGeneric, Cholesky) {
  GENERIC_ALIASES
  const int n = 5;
  const M a = M::positive(n), b = M::random(n, 2);
  M f = a, x = b;
  ASSERT_EQ(npusolverDnXpotrf_bufferSize(h, p, lower, n, type, f.data(), n, type, &device, &host), ok);
  ASSERT_EQ(npusolverDnXpotrf(h, p, lower, n, type, f.data(), n, type, ROOM, &info), ok);
  ASSERT_EQ(npusolverDnXpotrs(h, p, lower, n, 2, type, f.data(), n, type, x.data(), n, &info), ok);
  this->finish();
  EXPECT_LT(distance(a * x, b), eps);
  std::size_t bytes = 0;
  f = a, x = b;
  ASSERT_EQ(npusolverDnPotrf_bufferSize(h, p, lower, n, type, f.data(), n, type, &bytes), ok);
  ASSERT_EQ(npusolverDnPotrf(h, p, lower, n, type, f.data(), n, type, nullptr, bytes, &info), ok);
  ASSERT_EQ(npusolverDnPotrs(h, p, lower, n, 2, type, f.data(), n, type, x.data(), n, &info), ok);
  this->finish();
  EXPECT_LT(distance(a * x, b), eps);
  EXPECT_EQ(npusolverDnXpotrf(h, p, lower, n, NPU_R_16F, f.data(), n, NPU_R_16F, ROOM, &info),
            NPUSOLVER_STATUS_NOT_SUPPORTED);
  EXPECT_EQ(npusolverDnXpotrf(h, p, lower, n, type, f.data(), n - 1, type, ROOM, &info),
            NPUSOLVER_STATUS_INVALID_VALUE);
}

TYPED_TEST(SolverGeneric, Lu) {
  GENERIC_ALIASES
  const int n = 5;
  for (const bool pivots : {true, false}) {
    const M a = M::positive(n), b = M::random(n, 2);
    M f = a, x = b;
    std::vector<int64_t> pivot(n, -1);
    int64_t *exchanges = pivots ? pivot.data() : nullptr;
    ASSERT_EQ(npusolverDnXgetrf_bufferSize(h, p, n, n, type, f.data(), n, type, &device, &host), ok);
    ASSERT_EQ(npusolverDnXgetrf(h, p, n, n, type, f.data(), n, exchanges, type, ROOM, &info), ok);
    ASSERT_EQ(
        npusolverDnXgetrs(h, p, NPUBLAS_OP_T, n, 2, type, f.data(), n, exchanges, type, x.data(), n, &info),
        ok);
    this->finish();
    EXPECT_LT(distance(a.op(NPUBLAS_OP_T) * x, b), eps);
    std::size_t bytes = 0;
    f = a, x = b;
    ASSERT_EQ(npusolverDnGetrf_bufferSize(h, p, n, n, type, f.data(), n, type, &bytes), ok);
    ASSERT_EQ(npusolverDnGetrf(h, p, n, n, type, f.data(), n, exchanges, type, nullptr, bytes, &info), ok);
    ASSERT_EQ(
        npusolverDnGetrs(h, p, NPUBLAS_OP_N, n, 2, type, f.data(), n, exchanges, type, x.data(), n, &info),
        ok);
    this->finish();
    EXPECT_LT(distance(a * x, b), eps);
  }
}

TYPED_TEST(SolverGeneric, Qr) {
  GENERIC_ALIASES
  const int m = 6, n = 4;
  const M a = M::random(m, n);
  for (const bool first : {false, true}) {
    M f = a;
    std::vector<T> tau(n);
    std::size_t bytes = 0;
    if (first) {
      ASSERT_EQ(npusolverDnGeqrf_bufferSize(h, p, m, n, type, f.data(), m, type, tau.data(), type, &bytes),
                ok);
      ASSERT_EQ(
          npusolverDnGeqrf(h, p, m, n, type, f.data(), m, type, tau.data(), type, nullptr, bytes, &info), ok);
    } else {
      ASSERT_EQ(
          npusolverDnXgeqrf_bufferSize(h, p, m, n, type, f.data(), m, type, tau.data(), type, &device, &host),
          ok);
      ASSERT_EQ(npusolverDnXgeqrf(h, p, m, n, type, f.data(), m, type, tau.data(), type, ROOM, &info), ok);
    }
    this->finish();
    M q = f, r(n, n);
    for (int j = 0; j < n; ++j)
      for (int i = 0; i <= j; ++i)
        r(i, j) = f(i, j);
    ASSERT_EQ(D::ungqr(h, m, n, n, q.data(), m, tau.data(), nullptr, 0, &info), ok);
    this->finish();
    EXPECT_LT(distance(q * r, a), eps);
  }
}

TYPED_TEST(SolverGeneric, Eigenvalues) {
  GENERIC_ALIASES
  const int n = 5;
  const M a = M::positive(n), second = M::positive(n);
  std::vector<R> w(n);
  for (const bool first : {false, true}) {
    M v = a;
    std::size_t bytes = 0;
    if (first) {
      ASSERT_EQ(npusolverDnSyevd_bufferSize(h, p, with_vectors, lower, n, type, v.data(), n, real, w.data(),
                                            type, &bytes),
                ok);
      ASSERT_EQ(npusolverDnSyevd(h, p, with_vectors, lower, n, type, v.data(), n, real, w.data(), type,
                                 nullptr, bytes, &info),
                ok);
    } else {
      ASSERT_EQ(npusolverDnXsyevd_bufferSize(h, p, with_vectors, lower, n, type, v.data(), n, real, w.data(),
                                             type, &device, &host),
                ok);
      ASSERT_EQ(npusolverDnXsyevd(h, p, with_vectors, lower, n, type, v.data(), n, real, w.data(), type, ROOM,
                                  &info),
                ok);
    }
    this->finish();
    EXPECT_LT(distance(a * v, v * M::diagonal(w)), eps);
  }
  for (const bool first : {false, true}) {
    M v = a;
    std::vector<R> some(n);
    R vl = (w[0] + w[1]) / 2, vu = (w[2] + w[3]) / 2;
    int64_t found = -1;
    std::size_t bytes = 0;
    if (first) {
      ASSERT_EQ(npusolverDnSyevdx_bufferSize(h, p, with_vectors, NPUSOLVER_EIG_RANGE_V, lower, n, type,
                                             v.data(), n, &vl, &vu, 0, 0, &found, real, some.data(), type,
                                             &bytes),
                ok);
      ASSERT_EQ(npusolverDnSyevdx(h, p, with_vectors, NPUSOLVER_EIG_RANGE_V, lower, n, type, v.data(), n, &vl,
                                  &vu, 0, 0, &found, real, some.data(), type, nullptr, bytes, &info),
                ok);
    } else {
      ASSERT_EQ(npusolverDnXsyevdx_bufferSize(h, p, with_vectors, NPUSOLVER_EIG_RANGE_V, lower, n, type,
                                              v.data(), n, &vl, &vu, 0, 0, &found, real, some.data(), type,
                                              &device, &host),
                ok);
      ASSERT_EQ(npusolverDnXsyevdx(h, p, with_vectors, NPUSOLVER_EIG_RANGE_V, lower, n, type, v.data(), n,
                                   &vl, &vu, 0, 0, &found, real, some.data(), type, ROOM, &info),
                ok);
    }
    EXPECT_EQ(found, 2);
    EXPECT_NEAR(some[0], w[1], eps);
    EXPECT_NEAR(some[1], w[2], eps);
  }
  M both = M::beside(a, second);
  std::vector<R> values(2 * n);
  std::vector<int> infos(2, -1);
  ASSERT_EQ(npusolverDnXsyevBatched_bufferSize(h, p, with_vectors, lower, n, type, both.data(), n, real,
                                               values.data(), type, &device, &host, 2),
            ok);
  ASSERT_EQ(npusolverDnXsyevBatched(h, p, with_vectors, lower, n, type, both.data(), n, real, values.data(),
                                    type, ROOM, infos.data(), 2),
            ok);
  EXPECT_EQ(npuStreamSynchronize(this->stream), npuSuccess);
  EXPECT_EQ(infos, std::vector<int>(2, 0));
  const M last = both.columns(n, 2 * n);
  EXPECT_LT(distance(second * last, last * M::diagonal(std::vector<R>(values.begin() + n, values.end()))),
            eps);
}

TYPED_TEST(SolverGeneric, SingularValues) {
  GENERIC_ALIASES
  const int m = 6, n = 4;
  const M a = M::random(m, n);
  for (const bool first : {false, true}) {
    M f = a, u(m, n), vt(n, n);
    std::vector<R> s(n);
    std::size_t bytes = 0;
    if (first) {
      ASSERT_EQ(npusolverDnGesvd_bufferSize(h, p, 'S', 'S', m, n, type, f.data(), m, real, s.data(), type,
                                            u.data(), m, type, vt.data(), n, type, &bytes),
                ok);
      ASSERT_EQ(npusolverDnGesvd(h, p, 'S', 'S', m, n, type, f.data(), m, real, s.data(), type, u.data(), m,
                                 type, vt.data(), n, type, nullptr, bytes, &info),
                ok);
    } else {
      ASSERT_EQ(npusolverDnXgesvd_bufferSize(h, p, 'S', 'S', m, n, type, f.data(), m, real, s.data(), type,
                                             u.data(), m, type, vt.data(), n, type, &device, &host),
                ok);
      ASSERT_EQ(npusolverDnXgesvd(h, p, 'S', 'S', m, n, type, f.data(), m, real, s.data(), type, u.data(), m,
                                  type, vt.data(), n, type, ROOM, &info),
                ok);
    }
    this->finish();
    EXPECT_LT(distance(u * M::diagonal(s) * vt, a), eps);
  }
  M f = a, u(m, n), v(n, n);
  std::vector<R> s(n);
  double perturbation = -1;
  ASSERT_EQ(npusolverDnXgesvdp_bufferSize(h, p, with_vectors, 1, m, n, type, f.data(), m, real, s.data(),
                                          type, u.data(), m, type, v.data(), n, type, &device, &host),
            ok);
  ASSERT_EQ(npusolverDnXgesvdp(h, p, with_vectors, 1, m, n, type, f.data(), m, real, s.data(), type, u.data(),
                               m, type, v.data(), n, type, ROOM, &info, &perturbation),
            ok);
  this->finish();
  EXPECT_EQ(perturbation, 0);
  EXPECT_LT(distance(u * M::diagonal(s) * v.adjoint(), a), eps);
}

TYPED_TEST(SolverGeneric, TriangularInverseAndSymmetricSolve) {
  GENERIC_ALIASES
  const int n = 5;
  M triangle = M::positive(n);
  for (int j = 0; j < n; ++j)
    for (int i = 0; i < j; ++i)
      triangle(i, j) = 0;
  M inverse = triangle;
  ASSERT_EQ(npusolverDnXtrtri_bufferSize(h, lower, NPUBLAS_DIAG_NON_UNIT, n, type, inverse.data(), n, &device,
                                         &host),
            ok);
  ASSERT_EQ(npusolverDnXtrtri(h, lower, NPUBLAS_DIAG_NON_UNIT, n, type, inverse.data(), n, ROOM, &info), ok);
  this->finish();
  EXPECT_LT(distance(triangle * inverse, M::identity(n)), eps);

  const M a = M::symmetric(n), b = M::random(n, 2);
  M f = a, x = b;
  std::vector<int> narrow(n);
  ASSERT_EQ(D::sytrf(h, lower, n, f.data(), n, narrow.data(), nullptr, 0, &info), ok);
  this->finish();
  const std::vector<int64_t> pivot(narrow.begin(), narrow.end());
  ASSERT_EQ(npusolverDnXsytrs_bufferSize(h, lower, n, 2, type, f.data(), n, pivot.data(), type, x.data(), n,
                                         &device, &host),
            ok);
  ASSERT_EQ(
      npusolverDnXsytrs(h, lower, n, 2, type, f.data(), n, pivot.data(), type, x.data(), n, ROOM, &info), ok);
  this->finish();
  EXPECT_LT(distance(a * x, b), eps);
}

} // namespace

// --- sparse matrices

namespace {

template <class T> struct Sp;
#define SP(P, TYPE, REAL)                                                                                    \
  template <> struct Sp<TYPE> {                                                                              \
    using Real = REAL;                                                                                       \
    static constexpr auto qr = npusolverSp##P##csrlsvqr;                                                     \
    static constexpr auto qr_host = npusolverSp##P##csrlsvqrHost;                                            \
    static constexpr auto cholesky = npusolverSp##P##csrlsvchol;                                             \
    static constexpr auto cholesky_host = npusolverSp##P##csrlsvcholHost;                                    \
    static constexpr auto lu_host = npusolverSp##P##csrlsvluHost;                                            \
    static constexpr auto least_squares = npusolverSp##P##csrlsqvqrHost;                                     \
    static constexpr auto eigenvalue = npusolverSp##P##csreigvsi;                                            \
    static constexpr auto eigenvalue_host = npusolverSp##P##csreigvsiHost;                                   \
    static constexpr auto lu_size = npusolverSp##P##csrluBufferInfoHost;                                     \
    static constexpr auto lu_factor = npusolverSp##P##csrluFactorHost;                                       \
    static constexpr auto lu_pivot = npusolverSp##P##csrluZeroPivotHost;                                     \
    static constexpr auto lu_solve = npusolverSp##P##csrluSolveHost;                                         \
    static constexpr auto lu_extract = npusolverSp##P##csrluExtractHost;                                     \
    SP_STEPS(P, Host, _host)                                                                                 \
    SP_STEPS(P, , )                                                                                          \
  };
#define SP_STEPS(P, WHERE, SUFFIX)                                                                           \
  static constexpr auto qr_size##SUFFIX = npusolverSp##P##csrqrBufferInfo##WHERE;                            \
  static constexpr auto qr_setup##SUFFIX = npusolverSp##P##csrqrSetup##WHERE;                                \
  static constexpr auto qr_factor##SUFFIX = npusolverSp##P##csrqrFactor##WHERE;                              \
  static constexpr auto qr_pivot##SUFFIX = npusolverSp##P##csrqrZeroPivot##WHERE;                            \
  static constexpr auto qr_solve##SUFFIX = npusolverSp##P##csrqrSolve##WHERE;                                \
  static constexpr auto chol_size##SUFFIX = npusolverSp##P##csrcholBufferInfo##WHERE;                        \
  static constexpr auto chol_factor##SUFFIX = npusolverSp##P##csrcholFactor##WHERE;                          \
  static constexpr auto chol_pivot##SUFFIX = npusolverSp##P##csrcholZeroPivot##WHERE;                        \
  static constexpr auto chol_solve##SUFFIX = npusolverSp##P##csrcholSolve##WHERE;
SP(S, float, float)
SP(D, double, double)
SP(C, npuComplex, float)
SP(Z, npuDoubleComplex, double)

// The nonzero elements of a matrix in compressed rows.
template <class T> struct Rows {
  int base;
  std::vector<int> starts, columns;
  Matrix<T> values; // one column

  Rows(const Matrix<T> &a, int m, int n, int index_base) : base(index_base), starts{index_base} {
    std::vector<typename Matrix<T>::E> found;
    for (int i = 0; i < m; ++i) {
      for (int j = 0; j < n; ++j)
        if (std::abs(a.get(i, j)) != 0) {
          columns.push_back(j + base);
          found.push_back(a.get(i, j));
        }
      starts.push_back(int(columns.size()) + base);
    }
    values = Matrix<T>(int(found.size()), 1);
    for (std::size_t k = 0; k < found.size(); ++k)
      values(int(k), 0) = found[k];
  }
  int count() const { return int(columns.size()); }
  Matrix<T> dense(int m, int n) const {
    Matrix<T> a(m, n);
    for (int i = 0; i < m; ++i)
      for (int k = starts[i] - base; k < starts[i + 1] - base; ++k)
        a(i, columns[k] - base) = values.get(k, 0);
    return a;
  }
};

template <class T> class SolverSp : public testing::Test {
protected:
  using M = Matrix<T>;
  npusolverSpHandle_t handle = nullptr;
  npusparseMatDescr_t descr = nullptr;
  npuStream_t stream = nullptr;

  void SetUp() override {
    ASSERT_EQ(npusolverSpCreate(&handle), ok);
    ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
    ASSERT_EQ(npusolverSpSetStream(handle, stream), ok);
    ASSERT_EQ(npusparseCreateMatDescr(&descr), NPUSPARSE_STATUS_SUCCESS);
  }
  void TearDown() override {
    EXPECT_EQ(npusparseDestroyMatDescr(descr), NPUSPARSE_STATUS_SUCCESS);
    EXPECT_EQ(npusolverSpDestroy(handle), ok);
    npuStreamDestroy(stream);
  }
  void set_base(int base) {
    npusparseSetMatIndexBase(descr, base ? NPUSPARSE_INDEX_BASE_ONE : NPUSPARSE_INDEX_BASE_ZERO);
  }
  // Hermitian, positive definite and sparse: the five points of a grid
  static M grid(int side) {
    const int n = side * side;
    M a(n, n), links = M::random(n, n);
    for (int i = 0; i < n; ++i) {
      a(i, i) = 5;
      for (const int j : {i % side ? i - 1 : -1, i - side})
        if (j >= 0) {
          a(i, j) = links.get(i, j) / std::abs(links.get(i, j));
          a(j, i) = M(a).adjoint().get(j, i);
        }
    }
    return a;
  }
  // No symmetry, and a diagonal with zeros
  static M twisted(int n) {
    M a(n, n), random = M::random(n, n);
    for (int i = 0; i < n; ++i) {
      a(i, (i + 1) % n) = typename M::E(3) + random.get(i, 0);
      a(i, (i * 5 + 2) % n) += random.get(i, 1);
      a(i, (i + 7) % n) += random.get(i, 2);
    }
    return a;
  }
};
TYPED_TEST_SUITE(SolverSp, Types);

#define SP_ALIASES                                                                                           \
  using T = TypeParam;                                                                                       \
  using M = Matrix<T>;                                                                                       \
  using S = Sp<T>;                                                                                           \
  using R [[maybe_unused]] = typename S::Real;                                                               \
  [[maybe_unused]] const double eps = 10 * M::tolerance;                                                     \
  [[maybe_unused]] auto h = this->handle;                                                                    \
  [[maybe_unused]] auto descr = this->descr;

TYPED_TEST(SolverSp, SolvesInOneCall) {
  SP_ALIASES
  const int n = 25;
  for (const int base : {0, 1}) {
    this->set_base(base);
    for (const bool positive : {true, false}) {
      const M a = positive ? this->grid(5) : this->twisted(n), b = M::random(n, 1);
      Rows<T> rows(a, n, n, base);
      const auto solves = [&](auto routine) {
        M right = b, x(n, 1);
        int singular = 99;
        EXPECT_EQ(routine(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(),
                          rows.columns.data(), right.data(), R(1e-7), 0, x.data(), &singular),
                  ok);
        EXPECT_EQ(singular, -1);
        EXPECT_LT(distance(a * x, b), eps);
      };
      solves(S::qr);
      solves(S::qr_host);
      solves(S::lu_host);
      if (positive) {
        solves(S::cholesky);
        solves(S::cholesky_host);
      }
    }
  }
}

TYPED_TEST(SolverSp, NamesAColumnWhereItIsSingular) {
  SP_ALIASES
  const int n = 9;
  M a = this->grid(3);
  for (int i = 0; i < n; ++i)
    a(i, 4) = a(4, i) = 0;
  a(4, 4) = R(1e-30);
  Rows<T> rows(a, n, n, 0);
  M b = M::random(n, 1), x(n, 1);
  for (auto routine : {S::qr, S::qr_host, S::cholesky, S::cholesky_host, S::lu_host}) {
    int singular = 99;
    EXPECT_EQ(routine(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(), rows.columns.data(),
                      b.data(), R(1e-6), 0, x.data(), &singular),
              ok);
    EXPECT_EQ(singular, 4);
  }
  EXPECT_EQ(S::qr(nullptr, n, 0, descr, nullptr, nullptr, nullptr, nullptr, 0, 0, nullptr, nullptr),
            NPUSOLVER_STATUS_NOT_INITIALIZED);
  EXPECT_EQ(S::qr(h, -1, 0, descr, nullptr, nullptr, nullptr, nullptr, 0, 0, nullptr, nullptr),
            NPUSOLVER_STATUS_INVALID_VALUE);
}

TYPED_TEST(SolverSp, LeastSquares) {
  SP_ALIASES
  const int m = 12, n = 5;
  const M a = M::random(m, n);
  Rows<T> rows(a, m, n, 0);
  M b = M::random(m, 1), x(n, 1);
  int rank = 0;
  std::vector<int> order(n, -1);
  R left = -1;
  ASSERT_EQ(S::least_squares(h, m, n, rows.count(), descr, rows.values.data(), rows.starts.data(),
                             rows.columns.data(), b.data(), 0, &rank, x.data(), order.data(), &left),
            ok);
  EXPECT_EQ(rank, n);
  EXPECT_LT(distance(a.adjoint() * (a * x), a.adjoint() * b), eps);
  EXPECT_NEAR(left, distance(a * x, b), eps);
  std::sort(order.begin(), order.end());
  for (int j = 0; j < n; ++j)
    EXPECT_EQ(order[j], j);
}

TYPED_TEST(SolverSp, EigenvalueNearAShift) {
  SP_ALIASES
  const int n = 9;
  const M a = this->grid(3);
  Rows<T> rows(a, n, n, 0);
  for (const bool host : {false, true}) {
    M start = M::random(n, 1), x(n, 1), mu(1, 1), shift(1, 1);
    shift(0, 0) = 2;
    ASSERT_EQ((host ? S::eigenvalue_host : S::eigenvalue)(
                  h, n, rows.count(), descr, rows.values.data(), rows.starts.data(), rows.columns.data(),
                  *shift.data(), start.data(), 1000, R(M::tolerance), mu.data(), x.data()),
              ok);
    EXPECT_LT(distance(a * x, x * mu), eps);
    EXPECT_LT(distance(x.adjoint() * x, M::identity(1)), eps);
  }
}

TYPED_TEST(SolverSp, LuInSteps) {
  SP_ALIASES
  const int n = 20;
  for (const int base : {0, 1}) {
    this->set_base(base);
    const M a = this->twisted(n);
    Rows<T> rows(a, n, n, base);
    M b = M::random(n, 1), x(n, 1);
    npusolverCsrluInfoHost_t info = nullptr;
    std::size_t internal = 0, bytes = 0;
    int singular = 99, lower = 0, upper = 0;
    ASSERT_EQ(npusolverSpCreateCsrluInfoHost(&info), ok);
    ASSERT_EQ(npusolverSpXcsrluAnalysisHost(h, n, rows.count(), descr, rows.starts.data(),
                                            rows.columns.data(), info),
              ok);
    ASSERT_EQ(S::lu_size(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(),
                         rows.columns.data(), info, &internal, &bytes),
              ok);
    EXPECT_EQ(S::lu_solve(h, n, b.data(), x.data(), info, nullptr),
              NPUSOLVER_STATUS_INVALID_VALUE); // not factored
    ASSERT_EQ(S::lu_factor(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(),
                           rows.columns.data(), info, R(1), nullptr),
              ok);
    ASSERT_EQ(S::lu_pivot(h, info, R(1e-7), &singular), ok);
    EXPECT_EQ(singular, -1);
    ASSERT_EQ(S::lu_solve(h, n, b.data(), x.data(), info, nullptr), ok);
    EXPECT_LT(distance(a * x, b), eps);
    ASSERT_EQ(npusolverSpXcsrluNnzHost(h, &lower, &upper, info), ok);
    Rows<T> l(M(), 0, 0, base), u(M(), 0, 0, base);
    l.starts.resize(n + 1), u.starts.resize(n + 1);
    l.columns.resize(lower), u.columns.resize(upper);
    l.values = M(lower, 1), u.values = M(upper, 1);
    std::vector<int> p(n), q(n);
    ASSERT_EQ(S::lu_extract(h, p.data(), q.data(), descr, l.values.data(), l.starts.data(), l.columns.data(),
                            descr, u.values.data(), u.starts.data(), u.columns.data(), info, nullptr),
              ok);
    M moved(n, n), ones = l.dense(n, n);
    for (int i = 0; i < n; ++i) {
      ones(i, i) += 1;
      for (int j = 0; j < n; ++j)
        moved(i, j) = a.get(p[i], q[j]);
    }
    EXPECT_LT(distance(ones * u.dense(n, n), moved), eps);
    EXPECT_EQ(npusolverSpDestroyCsrluInfoHost(info), ok);
  }
}

// QR and Cholesky in steps, on the host and on the device: the same calls with another suffix.
#define IN_STEPS(NAME, WHERE, SUFFIX)                                                                        \
  TYPED_TEST(SolverSp, NAME) {                                                                               \
    SP_ALIASES                                                                                               \
    const int n = 16;                                                                                        \
    std::size_t internal = 0, bytes = 0;                                                                     \
    int singular = 99;                                                                                       \
    {                                                                                                        \
      const M a = this->twisted(n);                                                                          \
      Rows<T> rows(a, n, n, 0);                                                                              \
      M b = M::random(n, 1), x(n, 1), shift(1, 1);                                                           \
      shift(0, 0) = R(0.5);                                                                                  \
      npusolverCsrqrInfo##WHERE##_t info = nullptr;                                                          \
      ASSERT_EQ(npusolverSpCreateCsrqrInfo##WHERE(&info), ok);                                               \
      ASSERT_EQ(npusolverSpXcsrqrAnalysis##WHERE(h, n, n, rows.count(), descr, rows.starts.data(),           \
                                                 rows.columns.data(), info),                                 \
                ok);                                                                                         \
      ASSERT_EQ(S::qr_size##SUFFIX(h, n, n, rows.count(), descr, rows.values.data(), rows.starts.data(),     \
                                   rows.columns.data(), info, &internal, &bytes),                            \
                ok);                                                                                         \
      EXPECT_EQ(S::qr_factor##SUFFIX(h, n, n, rows.count(), nullptr, nullptr, info, nullptr),                \
                NPUSOLVER_STATUS_INVALID_VALUE); /* no matrix yet */                                         \
      ASSERT_EQ(S::qr_setup##SUFFIX(h, n, n, rows.count(), descr, rows.values.data(), rows.starts.data(),    \
                                    rows.columns.data(), *shift.data(), info),                               \
                ok);                                                                                         \
      ASSERT_EQ(S::qr_factor##SUFFIX(h, n, n, rows.count(), nullptr, nullptr, info, nullptr), ok);           \
      ASSERT_EQ(S::qr_pivot##SUFFIX(h, info, R(1e-7), &singular), ok);                                       \
      EXPECT_EQ(singular, -1);                                                                               \
      ASSERT_EQ(S::qr_solve##SUFFIX(h, n, n, b.data(), x.data(), info, nullptr), ok);                        \
      M shifted = a;                                                                                         \
      for (int i = 0; i < n; ++i)                                                                            \
        shifted(i, i) -= R(0.5);                                                                             \
      EXPECT_LT(distance(shifted *x, b), eps);                                                               \
      EXPECT_EQ(npusolverSpDestroyCsrqrInfo##WHERE(info), ok);                                               \
    }                                                                                                        \
    const M a = this->grid(4);                                                                               \
    Rows<T> rows(a, n, n, 0);                                                                                \
    M b = M::random(n, 1), x(n, 1);                                                                          \
    npusolverCsrcholInfo##WHERE##_t info = nullptr;                                                          \
    ASSERT_EQ(npusolverSpCreateCsrcholInfo##WHERE(&info), ok);                                               \
    ASSERT_EQ(npusolverSpXcsrcholAnalysis##WHERE(h, n, rows.count(), descr, rows.starts.data(),              \
                                                 rows.columns.data(), info),                                 \
              ok);                                                                                           \
    ASSERT_EQ(S::chol_size##SUFFIX(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(),        \
                                   rows.columns.data(), info, &internal, &bytes),                            \
              ok);                                                                                           \
    ASSERT_EQ(S::chol_factor##SUFFIX(h, n, rows.count(), descr, rows.values.data(), rows.starts.data(),      \
                                     rows.columns.data(), info, nullptr),                                    \
              ok);                                                                                           \
    ASSERT_EQ(S::chol_pivot##SUFFIX(h, info, R(1e-7), &singular), ok);                                       \
    EXPECT_EQ(singular, -1);                                                                                 \
    ASSERT_EQ(S::chol_solve##SUFFIX(h, n, b.data(), x.data(), info, nullptr), ok);                           \
    EXPECT_LT(distance(a *x, b), eps);                                                                       \
    EXPECT_EQ(npusolverSpDestroyCsrcholInfo##WHERE(info), ok);                                               \
  }
IN_STEPS(StepsOnTheHost, Host, _host)
IN_STEPS(StepsOnTheDevice, , )

using SolverOrder = SolverSp<double>;

// The fill-in of a dense elimination of the pattern in that order.
int fill(Matrix<double> a, const std::vector<int> &order) {
  const int n = int(order.size());
  Matrix<double> moved(n, n);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      moved(i, j) = a(order[i], order[j]) != 0;
  int count = 0;
  for (int k = 0; k < n; ++k)
    for (int i = k + 1; i < n; ++i)
      if (moved(i, k) != 0)
        for (int j = k + 1; j < n; ++j)
          if (moved(k, j) != 0 && moved(i, j) == 0)
            moved(i, j) = 1, ++count;
  return count;
}

TEST_F(SolverOrder, OrdersArePermutationsThatKeepFillInLow) {
  const int side = 12, n = side * side;
  const Matrix<double> a = grid(side);
  std::vector<int> shuffled(n);
  for (int i = 0; i < n; ++i)
    shuffled[i] = i * 61 % n; // 61 and 144 have no common divisor
  Matrix<double> moved(n, n);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j)
      moved(i, j) = a.get(shuffled[i], shuffled[j]);
  Rows<double> rows(moved, n, n, 0);
  std::vector<int> natural(n), order(n);
  for (int i = 0; i < n; ++i)
    natural[i] = i;
  const int before = fill(moved, natural);
  const auto judge = [&] {
    EXPECT_LT(fill(moved, order), before / 2);
    std::sort(order.begin(), order.end());
    EXPECT_EQ(order, natural);
  };
  ASSERT_EQ(npusolverSpXcsrsymrcmHost(handle, n, rows.count(), descr, rows.starts.data(), rows.columns.data(),
                                      order.data()),
            ok);
  judge();
  ASSERT_EQ(npusolverSpXcsrsymamdHost(handle, n, rows.count(), descr, rows.starts.data(), rows.columns.data(),
                                      order.data()),
            ok);
  judge();
  ASSERT_EQ(npusolverSpXcsrsymmdqHost(handle, n, rows.count(), descr, rows.starts.data(), rows.columns.data(),
                                      order.data()),
            ok);
  judge();
  ASSERT_EQ(npusolverSpXcsrmetisndHost(handle, n, rows.count(), descr, rows.starts.data(),
                                       rows.columns.data(), nullptr, order.data()),
            ok);
  judge();
}

TEST_F(SolverOrder, SymmetryOfThePattern) {
  for (const bool symmetric : {true, false}) {
    Rows<double> rows(symmetric ? grid(3) : twisted(9), 9, 9, 0);
    int found = -1;
    ASSERT_EQ(npusolverSpXcsrissymHost(handle, 9, rows.count(), descr, rows.starts.data(),
                                       rows.starts.data() + 1, rows.columns.data(), &found),
              ok);
    EXPECT_EQ(found, symmetric);
  }
}

TEST_F(SolverOrder, MovesRowsAndColumns) {
  const int m = 9, n = 9;
  const Matrix<double> a = twisted(n);
  const std::vector<int> p = {3, 1, 4, 0, 5, 8, 2, 6, 7}, q = {2, 7, 1, 8, 0, 4, 5, 3, 6};
  for (const int base : {0, 1}) {
    set_base(base);
    Rows<double> rows(a, m, n, base);
    const Matrix<double> values = rows.values;
    std::vector<int> map(rows.count());
    for (int k = 0; k < rows.count(); ++k)
      map[k] = k;
    std::size_t bytes = 0;
    ASSERT_EQ(npusolverSpXcsrperm_bufferSizeHost(handle, m, n, rows.count(), descr, rows.starts.data(),
                                                 rows.columns.data(), p.data(), q.data(), &bytes),
              ok);
    EXPECT_GT(bytes, 0u);
    ASSERT_EQ(npusolverSpXcsrpermHost(handle, m, n, rows.count(), descr, rows.starts.data(),
                                      rows.columns.data(), p.data(), q.data(), map.data(), nullptr),
              ok);
    for (int k = 0; k < rows.count(); ++k)
      rows.values(k, 0) = values.get(map[k], 0);
    Matrix<double> moved(m, n);
    for (int i = 0; i < m; ++i)
      for (int j = 0; j < n; ++j)
        moved(i, j) = a.get(p[i], q[j]);
    EXPECT_EQ(distance(rows.dense(m, n), moved), 0);
  }
}

TEST_F(SolverOrder, RefactorsInTheSamePattern) {
  const int n = 20;
  Matrix<double> a = twisted(n);
  Rows<double> rows(a, n, n, 0);
  npusolverCsrluInfoHost_t info = nullptr;
  ASSERT_EQ(npusolverSpCreateCsrluInfoHost(&info), ok);
  ASSERT_EQ(npusolverSpDcsrluFactorHost(handle, n, rows.count(), descr, rows.values.data(),
                                        rows.starts.data(), rows.columns.data(), info, 1, nullptr),
            ok);
  int lower = 0, upper = 0;
  ASSERT_EQ(npusolverSpXcsrluNnzHost(handle, &lower, &upper, info), ok);
  std::vector<double> l(lower), u(upper);
  std::vector<int> l_starts(n + 1), l_columns(lower), u_starts(n + 1), u_columns(upper), p(n), q(n);
  ASSERT_EQ(npusolverSpDcsrluExtractHost(handle, p.data(), q.data(), descr, l.data(), l_starts.data(),
                                         l_columns.data(), descr, u.data(), u_starts.data(), u_columns.data(),
                                         info, nullptr),
            ok);
  npusolverSpDestroyCsrluInfoHost(info);

  npusolverRfHandle_t rf = nullptr;
  ASSERT_EQ(npusolverRfCreate(&rf), ok);
  EXPECT_EQ(
      npusolverRfSetMatrixFormat(rf, NPUSOLVERRF_MATRIX_FORMAT_CSR, NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_L), ok);
  EXPECT_EQ(
      npusolverRfSetMatrixFormat(rf, NPUSOLVERRF_MATRIX_FORMAT_CSC, NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_L),
      NPUSOLVER_STATUS_NOT_SUPPORTED);
  npusolverRfMatrixFormat_t format;
  npusolverRfUnitDiagonal_t diagonal;
  EXPECT_EQ(npusolverRfGetMatrixFormat(rf, &format, &diagonal), ok);
  EXPECT_EQ(diagonal, NPUSOLVERRF_UNIT_DIAGONAL_ASSUMED_L);
  EXPECT_EQ(npusolverRfSetAlgs(rf, NPUSOLVERRF_FACTORIZATION_ALG1, NPUSOLVERRF_TRIANGULAR_SOLVE_ALG2), ok);
  npusolverRfFactorization_t factorization;
  npusolverRfTriangularSolve_t solve;
  EXPECT_EQ(npusolverRfGetAlgs(rf, &factorization, &solve), ok);
  EXPECT_EQ(solve, NPUSOLVERRF_TRIANGULAR_SOLVE_ALG2);
  EXPECT_EQ(npusolverRfSetResetValuesFastMode(rf, NPUSOLVERRF_RESET_VALUES_FAST_MODE_ON), ok);
  npusolverRfResetValuesFastMode_t mode;
  EXPECT_EQ(npusolverRfGetResetValuesFastMode(rf, &mode), ok);
  EXPECT_EQ(mode, NPUSOLVERRF_RESET_VALUES_FAST_MODE_ON);
  EXPECT_EQ(npusolverRfRefactor(rf), NPUSOLVER_STATUS_INVALID_VALUE); // nothing set up
  ASSERT_EQ(npusolverRfSetupDevice(n, rows.count(), rows.starts.data(), rows.columns.data(),
                                   rows.values.data(), lower, l_starts.data(), l_columns.data(), l.data(),
                                   upper, u_starts.data(), u_columns.data(), u.data(), p.data(), q.data(),
                                   rf),
            ok);
  ASSERT_EQ(npusolverRfAnalyze(rf), ok);
  for (int round = 0; round < 2; ++round) { // the first values, then others in the same places
    for (int k = 0; round && k < rows.count(); ++k)
      rows.values(k, 0) *= 1 + 0.01 * (k % 7);
    a = rows.dense(n, n);
    ASSERT_EQ(npusolverRfResetValues(n, rows.count(), rows.starts.data(), rows.columns.data(),
                                     rows.values.data(), p.data(), q.data(), rf),
              ok);
    ASSERT_EQ(npusolverRfRefactor(rf), ok);
    const Matrix<double> b = Matrix<double>::random(n, 1);
    Matrix<double> x = b;
    ASSERT_EQ(npusolverRfSolve(rf, p.data(), q.data(), 1, nullptr, n, x.data(), n), ok);
    EXPECT_LT(distance(a * x, b), 1e-10);
  }
  for (int k = 0; k < rows.count(); ++k)
    rows.values(k, 0) = 0;
  ASSERT_EQ(npusolverRfResetValues(n, rows.count(), rows.starts.data(), rows.columns.data(),
                                   rows.values.data(), p.data(), q.data(), rf),
            ok);
  EXPECT_EQ(npusolverRfRefactor(rf), NPUSOLVER_STATUS_ZERO_PIVOT);
  npusolverRfNumericBoostReport_t report;
  double zero = 0, boost = 0;
  EXPECT_EQ(npusolverRfSetNumericProperties(rf, 1e-9, 1), ok);
  EXPECT_EQ(npusolverRfGetNumericProperties(rf, &zero, &boost), ok);
  EXPECT_EQ(boost, 1);
  EXPECT_EQ(npusolverRfRefactor(rf), ok);
  EXPECT_EQ(npusolverRfGetNumericBoostReport(rf, &report), ok);
  EXPECT_EQ(report, NPUSOLVERRF_NUMERIC_BOOST_USED);
  EXPECT_EQ(npusolverRfDestroy(rf), ok);
}

TEST_F(SolverOrder, SparseHandleKeepsItsStream) {
  npuStream_t found = nullptr;
  EXPECT_EQ(npusolverSpGetStream(handle, &found), ok);
  EXPECT_EQ(found, stream);
  EXPECT_EQ(npusolverSpSetStream(nullptr, stream), NPUSOLVER_STATUS_NOT_INITIALIZED);
}

} // namespace
