// SPDX-License-Identifier: Apache-2.0
// libnpusparse against loops over dense matrices. Numbers are small integers, so that sums are exact in every
// type. Device memory is ordinary memory: vectors stand for it.
#include <npu/bf16.h>
#include <npu/fp16.h>
#include <npu/sparse.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <complex>
#include <thread>
#include <vector>

namespace {

#define OK(call) ASSERT_EQ(call, NPUSPARSE_STATUS_SUCCESS)

constexpr auto N = NPUSPARSE_OPERATION_NON_TRANSPOSE, T_ = NPUSPARSE_OPERATION_TRANSPOSE,
               H = NPUSPARSE_OPERATION_CONJUGATE_TRANSPOSE;
constexpr npusparseOperation_t operations[] = {N, T_, H};
constexpr npusparseIndexBase_t bases[] = {NPUSPARSE_INDEX_BASE_ZERO, NPUSPARSE_INDEX_BASE_ONE};

template <class T> struct traits;
template <> struct traits<float> {
  using raw = float;
  static constexpr npuDataType type = NPU_R_32F;
};
template <> struct traits<double> {
  using raw = double;
  static constexpr npuDataType type = NPU_R_64F;
};
template <> struct traits<std::complex<float>> {
  using raw = npuComplex;
  static constexpr npuDataType type = NPU_C_32F;
};
template <> struct traits<std::complex<double>> {
  using raw = npuDoubleComplex;
  static constexpr npuDataType type = NPU_C_64F;
};

// of_type<T>(S, D, C, Z): that of T's letter.
template <class T, class S, class D, class C, class Z> auto of_type(S s, D d, C c, Z z) {
  if constexpr (std::is_same_v<T, float>)
    return s;
  else if constexpr (std::is_same_v<T, double>)
    return d;
  else if constexpr (std::is_same_v<T, std::complex<float>>)
    return c;
  else
    return z;
}
#define TYPED(name) of_type<T>(npusparseS##name, npusparseD##name, npusparseC##name, npusparseZ##name)

template <class T> auto *raw(T *p) { return reinterpret_cast<typename traits<T>::raw *>(p); }
template <class T> auto *raw(const T *p) { return reinterpret_cast<const typename traits<T>::raw *>(p); }
template <class T> auto *raw(std::vector<T> &v) { return raw(v.data()); }

template <class T> T number(int re, int im) {
  if constexpr (std::is_floating_point_v<T>)
    return T(re);
  else
    return T(re, im);
}
template <class T> T conjugate(T x) {
  if constexpr (std::is_floating_point_v<T>)
    return x;
  else
    return std::conj(x);
}

template <class T> struct dense {
  int rows, cols;
  std::vector<T> a; // row-major
  dense(int rows, int cols) : rows(rows), cols(cols), a(rows * cols) {}
  T &operator()(int i, int j) { return a[i * cols + j]; }
  T operator()(int i, int j) const { return a[i * cols + j]; }
  dense applied(npusparseOperation_t op) const {
    if (op == N)
      return *this;
    dense r(cols, rows);
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < cols; ++j)
        r(j, i) = op == H ? conjugate((*this)(i, j)) : (*this)(i, j);
    return r;
  }
  // With a leading dimension one larger than needed; what pads is 77.
  std::vector<T> stored(bool by_row) const {
    std::vector<T> s(by_row ? rows * (cols + 1) : cols * (rows + 1), T(77));
    for (int i = 0; i < rows; ++i)
      for (int j = 0; j < cols; ++j)
        s[by_row ? i * (cols + 1) + j : j * (rows + 1) + i] = (*this)(i, j);
    return s;
  }
  int ld(bool by_row) const { return (by_row ? cols : rows) + 1; }
};

template <class T> dense<T> operator*(const dense<T> &a, const dense<T> &b) {
  dense<T> c(a.rows, b.cols);
  for (int i = 0; i < a.rows; ++i)
    for (int j = 0; j < b.cols; ++j)
      for (int k = 0; k < a.cols; ++k)
        c(i, j) += a(i, k) * b(k, j);
  return c;
}

struct sequence {
  unsigned state = 12345;
  int next(int below) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 16) % below);
  }
};

template <class T> dense<T> filled(int rows, int cols, int of_three = 3, unsigned seed = 1) {
  dense<T> d(rows, cols);
  sequence s{seed};
  for (T &x : d.a) {
    const int re = 1 + s.next(4), im = s.next(3) - 1;
    x = s.next(3) < of_three ? number<T>(re, im) : T();
  }
  return d;
}

// Arrays of a matrix in each format.
template <class T, class I = int> struct arrays {
  std::vector<I> offsets, rows, cols;
  std::vector<T> values;
  arrays(const dense<T> &d, int base, bool by_column = false) {
    const int lines = by_column ? d.cols : d.rows, length = by_column ? d.rows : d.cols;
    offsets.push_back(base);
    for (int line = 0; line < lines; ++line) {
      for (int i = 0; i < length; ++i) {
        const int r = by_column ? i : line, c = by_column ? line : i;
        if (d(r, c) == T())
          continue;
        rows.push_back(r + base);
        cols.push_back(c + base);
        values.push_back(d(r, c));
      }
      offsets.push_back(static_cast<I>(values.size()) + base);
    }
  }
  int nnz() const { return static_cast<int>(values.size()); }
};

template <class I> constexpr npusparseIndexType_t index_type() {
  return sizeof(I) == 8 ? NPUSPARSE_INDEX_64I : NPUSPARSE_INDEX_32I;
}

constexpr npusparseFormat_t formats[] = {NPUSPARSE_FORMAT_CSR, NPUSPARSE_FORMAT_CSC, NPUSPARSE_FORMAT_COO};

template <class T, class I = int> struct sparse : arrays<T, I> {
  npusparseSpMatDescr_t descr = nullptr;
  sparse(const dense<T> &d, npusparseFormat_t format, npusparseIndexBase_t base = NPUSPARSE_INDEX_BASE_ZERO)
      : arrays<T, I>(d, base, format == NPUSPARSE_FORMAT_CSC) {
    constexpr auto index = index_type<I>();
    constexpr auto type = traits<T>::type;
    const int nnz = this->nnz();
    npusparseStatus_t status;
    if (format == NPUSPARSE_FORMAT_CSR)
      status = npusparseCreateCsr(&descr, d.rows, d.cols, nnz, this->offsets.data(), this->cols.data(),
                                  this->values.data(), index, index, base, type);
    else if (format == NPUSPARSE_FORMAT_CSC)
      status = npusparseCreateCsc(&descr, d.rows, d.cols, nnz, this->offsets.data(), this->rows.data(),
                                  this->values.data(), index, index, base, type);
    else
      status = npusparseCreateCoo(&descr, d.rows, d.cols, nnz, this->rows.data(), this->cols.data(),
                                  this->values.data(), index, base, type);
    EXPECT_EQ(status, NPUSPARSE_STATUS_SUCCESS);
  }
  sparse(const sparse &) = delete;
  ~sparse() { npusparseDestroySpMat(descr); }
};

template <class T> struct vector_descr {
  npusparseDnVecDescr_t descr = nullptr;
  explicit vector_descr(std::vector<T> &v, npuDataType type = traits<T>::type) {
    EXPECT_EQ(npusparseCreateDnVec(&descr, v.size(), v.data(), type), NPUSPARSE_STATUS_SUCCESS);
  }
  ~vector_descr() { npusparseDestroyDnVec(descr); }
};

template <class T> struct matrix_descr {
  std::vector<T> memory;
  npusparseDnMatDescr_t descr = nullptr;
  matrix_descr(const dense<T> &d, bool by_row) : memory(d.stored(by_row)) {
    EXPECT_EQ(npusparseCreateDnMat(&descr, d.rows, d.cols, d.ld(by_row), memory.data(), traits<T>::type,
                                   by_row ? NPUSPARSE_ORDER_ROW : NPUSPARSE_ORDER_COL),
              NPUSPARSE_STATUS_SUCCESS);
  }
  ~matrix_descr() { npusparseDestroyDnMat(descr); }
};

class Sparse : public testing::Test {
protected:
  void SetUp() override {
    OK(npusparseCreate(&handle));
    OK(npusparseCreateMatDescr(&descr));
  }
  void TearDown() override {
    npusparseDestroyMatDescr(descr);
    npusparseDestroy(handle);
  }
  void synchronize() { ASSERT_EQ(npuDeviceSynchronize(), npuSuccess); }
  npusparseHandle_t handle = nullptr;
  npusparseMatDescr_t descr = nullptr;
  std::vector<char> buffer = std::vector<char>(1024);
};

template <class T> class SparseTyped : public Sparse {};
using all_types = testing::Types<float, double, std::complex<float>, std::complex<double>>;
TYPED_TEST_SUITE(SparseTyped, all_types);

// Near enough for results of division and square roots.
template <class T> void expect_near(const std::vector<T> &got, const std::vector<T> &want) {
  ASSERT_EQ(got.size(), want.size());
  for (size_t i = 0; i < got.size(); ++i)
    EXPECT_LE(std::abs(got[i] - want[i]), 1e-4 * (1 + std::abs(want[i]))) << "at " << i;
}

// --- handle and descriptors

TEST_F(Sparse, HandleAndStatuses) {
  int version = 0, major = -1, minor = -1, patch = -1;
  OK(npusparseGetVersion(handle, &version));
  OK(npusparseGetProperty(NPU_MAJOR_VERSION, &major));
  OK(npusparseGetProperty(NPU_MINOR_VERSION, &minor));
  OK(npusparseGetProperty(NPU_PATCH_LEVEL, &patch));
  EXPECT_EQ(version, major * 1000 + minor * 100 + patch);
  npuStream_t stream, seen = nullptr;
  ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
  OK(npusparseSetStream(handle, stream));
  OK(npusparseGetStream(handle, &seen));
  EXPECT_EQ(seen, stream);
  npusparsePointerMode_t mode = NPUSPARSE_POINTER_MODE_DEVICE;
  OK(npusparseGetPointerMode(handle, &mode));
  EXPECT_EQ(mode, NPUSPARSE_POINTER_MODE_HOST);
  OK(npusparseSetPointerMode(handle, NPUSPARSE_POINTER_MODE_DEVICE));
  OK(npusparseGetPointerMode(handle, &mode));
  EXPECT_EQ(mode, NPUSPARSE_POINTER_MODE_DEVICE);
  EXPECT_EQ(npusparseSetPointerMode(handle, npusparsePointerMode_t(9)), NPUSPARSE_STATUS_INVALID_VALUE);
  EXPECT_EQ(npusparseGetVersion(nullptr, &version), NPUSPARSE_STATUS_NOT_INITIALIZED);
  EXPECT_EQ(npusparseSetStream(nullptr, stream), NPUSPARSE_STATUS_NOT_INITIALIZED);
  EXPECT_EQ(npusparseCreate(nullptr), NPUSPARSE_STATUS_INVALID_VALUE);
  EXPECT_STREQ(npusparseGetErrorName(NPUSPARSE_STATUS_ZERO_PIVOT), "NPUSPARSE_STATUS_ZERO_PIVOT");
  EXPECT_STREQ(npusparseGetErrorString(NPUSPARSE_STATUS_SUCCESS), "success");
  EXPECT_STREQ(npusparseGetErrorString(npusparseStatus_t(99)), "unrecognized error code");
  OK(npusparseSetStream(handle, nullptr));
  npuStreamDestroy(stream);
}

TEST_F(Sparse, MatrixDescriptor) {
  EXPECT_EQ(npusparseGetMatType(descr), NPUSPARSE_MATRIX_TYPE_GENERAL);
  OK(npusparseSetMatType(descr, NPUSPARSE_MATRIX_TYPE_HERMITIAN));
  OK(npusparseSetMatFillMode(descr, NPUSPARSE_FILL_MODE_UPPER));
  OK(npusparseSetMatDiagType(descr, NPUSPARSE_DIAG_TYPE_UNIT));
  OK(npusparseSetMatIndexBase(descr, NPUSPARSE_INDEX_BASE_ONE));
  EXPECT_EQ(npusparseGetMatType(descr), NPUSPARSE_MATRIX_TYPE_HERMITIAN);
  EXPECT_EQ(npusparseGetMatFillMode(descr), NPUSPARSE_FILL_MODE_UPPER);
  EXPECT_EQ(npusparseGetMatDiagType(descr), NPUSPARSE_DIAG_TYPE_UNIT);
  EXPECT_EQ(npusparseGetMatIndexBase(descr), NPUSPARSE_INDEX_BASE_ONE);
  EXPECT_EQ(npusparseSetMatType(descr, npusparseMatrixType_t(4)), NPUSPARSE_STATUS_INVALID_VALUE);
}

TEST_F(Sparse, GenericDescriptors) {
  int offsets[3] = {0, 1, 2}, indices[2] = {0, 1}, other[2] = {};
  float values[4] = {1, 2, 3, 4};
  int64_t rows, cols, nnz, ld;
  void *p, *q, *v;
  npusparseIndexType_t a, b;
  npusparseIndexBase_t base;
  npuDataType type;
  npusparseSpMatDescr_t m;
  OK(npusparseCreateCsr(&m, 2, 3, 2, offsets, indices, values, NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_32I,
                        NPUSPARSE_INDEX_BASE_ZERO, NPU_R_32F));
  OK(npusparseCsrGet(m, &rows, &cols, &nnz, &p, &q, &v, &a, &b, &base, &type));
  EXPECT_TRUE(rows == 2 && cols == 3 && nnz == 2 && p == offsets && q == indices && v == values);
  OK(npusparseCsrSetPointers(m, offsets, other, values + 2));
  OK(npusparseCsrGet(m, &rows, &cols, &nnz, &p, &q, &v, &a, &b, &base, &type));
  EXPECT_TRUE(q == other && v == values + 2 && type == NPU_R_32F && a == NPUSPARSE_INDEX_32I);
  EXPECT_EQ(npusparseCooSetPointers(m, other, other, values), NPUSPARSE_STATUS_INVALID_VALUE);
  npusparseFormat_t format;
  OK(npusparseSpMatGetFormat(m, &format));
  EXPECT_EQ(format, NPUSPARSE_FORMAT_CSR);
  npusparseFillMode_t fill = NPUSPARSE_FILL_MODE_UPPER, seen = NPUSPARSE_FILL_MODE_LOWER;
  OK(npusparseSpMatSetAttribute(m, NPUSPARSE_SPMAT_FILL_MODE, &fill, sizeof fill));
  OK(npusparseSpMatGetAttribute(m, NPUSPARSE_SPMAT_FILL_MODE, &seen, sizeof seen));
  EXPECT_EQ(seen, fill);
  EXPECT_EQ(npusparseSpMatSetAttribute(m, NPUSPARSE_SPMAT_FILL_MODE, &fill, 1),
            NPUSPARSE_STATUS_INVALID_VALUE);
  OK(npusparseSpMatSetValues(m, values));
  OK(npusparseSpMatGetValues(m, &v));
  EXPECT_EQ(v, values);
  OK(npusparseCsrSetStridedBatch(m, 3, 0, 2));
  int batches = 0;
  OK(npusparseSpMatGetStridedBatch(m, &batches));
  EXPECT_EQ(batches, 3);
  OK(npusparseDestroySpMat(m));

  npusparseConstSpMatDescr_t constant;
  const void *cp, *cq, *cv;
  OK(npusparseCreateConstCoo(&constant, 2, 3, 2, indices, other, values, NPUSPARSE_INDEX_32I,
                             NPUSPARSE_INDEX_BASE_ONE, NPU_R_32F));
  OK(npusparseConstCooGet(constant, &rows, &cols, &nnz, &cp, &cq, &cv, &a, &base, &type));
  EXPECT_TRUE(cp == indices && cq == other && cv == values && base == NPUSPARSE_INDEX_BASE_ONE);
  OK(npusparseDestroySpMat(constant));
  OK(npusparseCreateBlockedEll(&m, 4, 4, 2, 2, indices, values, NPUSPARSE_INDEX_32I,
                               NPUSPARSE_INDEX_BASE_ZERO, NPU_R_32F));
  int64_t block, ell_cols;
  OK(npusparseBlockedEllGet(m, &rows, &cols, &block, &ell_cols, &p, &v, &a, &base, &type));
  EXPECT_TRUE(block == 2 && ell_cols == 2 && p == indices && v == values);
  OK(npusparseDestroySpMat(m));
  EXPECT_EQ(npusparseCreateCsr(&m, -1, 3, 2, offsets, indices, values, NPUSPARSE_INDEX_32I,
                               NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_BASE_ZERO, NPU_R_32F),
            NPUSPARSE_STATUS_INVALID_VALUE);
  EXPECT_EQ(npusparseCreateCsr(&m, 2, 3, 2, offsets, indices, values, NPUSPARSE_INDEX_16U,
                               NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_BASE_ZERO, NPU_R_32F),
            NPUSPARSE_STATUS_NOT_SUPPORTED);

  npusparseDnMatDescr_t d;
  npusparseOrder_t order;
  OK(npusparseCreateDnMat(&d, 2, 2, 2, values, NPU_R_32F, NPUSPARSE_ORDER_ROW));
  OK(npusparseDnMatSetStridedBatch(d, 2, 4));
  int64_t stride;
  OK(npusparseDnMatGetStridedBatch(d, &batches, &stride));
  OK(npusparseDnMatGet(d, &rows, &cols, &ld, &v, &type, &order));
  EXPECT_TRUE(batches == 2 && stride == 4 && ld == 2 && v == values && order == NPUSPARSE_ORDER_ROW);
  OK(npusparseDestroyDnMat(d));
  EXPECT_EQ(npusparseCreateDnMat(&d, 3, 2, 2, values, NPU_R_32F, NPUSPARSE_ORDER_COL),
            NPUSPARSE_STATUS_INVALID_VALUE);
  npusparseDnVecDescr_t x;
  OK(npusparseCreateDnVec(&x, 4, values, NPU_R_32F));
  OK(npusparseDnVecSetValues(x, values + 1));
  OK(npusparseDnVecGet(x, &rows, &v, &type));
  EXPECT_TRUE(rows == 4 && v == values + 1);
  OK(npusparseDnVecGetValues(x, &v));
  OK(npusparseDestroyDnVec(x));
  npusparseSpVecDescr_t s;
  OK(npusparseCreateSpVec(&s, 4, 2, indices, values, NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_BASE_ONE,
                          NPU_R_32F));
  OK(npusparseSpVecGet(s, &rows, &nnz, &p, &v, &a, &base, &type));
  EXPECT_TRUE(rows == 4 && nnz == 2 && p == indices && v == values && base == NPUSPARSE_INDEX_BASE_ONE);
  OK(npusparseDestroySpVec(s));
}

// --- products

template <class T, class I> void multiply_vector(npusparseHandle_t handle) {
  const dense<T> d = filled<T>(5, 7, 1);
  for (auto format : formats)
    for (auto base : bases)
      for (auto op : operations)
        for (auto mode : {NPUSPARSE_POINTER_MODE_HOST, NPUSPARSE_POINTER_MODE_DEVICE}) {
          const sparse<T, I> a(d, format, base);
          const dense<T> applied = d.applied(op);
          dense<T> x = filled<T>(applied.cols, 1, 3, 7), y = filled<T>(applied.rows, 1, 3, 9),
                   want = applied * x;
          T alpha = number<T>(2, 1), beta = number<T>(3, -1);
          for (int i = 0; i < y.rows; ++i)
            want(i, 0) = alpha * want(i, 0) + beta * y(i, 0);
          const vector_descr<T> xd(x.a), yd(y.a);
          size_t bytes = 0;
          OK(npusparseSetPointerMode(handle, mode));
          OK(npusparseSpMV_bufferSize(handle, op, &alpha, a.descr, xd.descr, &beta, yd.descr, traits<T>::type,
                                      NPUSPARSE_SPMV_ALG_DEFAULT, &bytes));
          EXPECT_GT(bytes, 0u);
          std::vector<char> buffer(bytes);
          OK(npusparseSpMV_preprocess(handle, op, &alpha, a.descr, xd.descr, &beta, yd.descr, traits<T>::type,
                                      NPUSPARSE_SPMV_ALG_DEFAULT, buffer.data()));
          OK(npusparseSpMV(handle, op, &alpha, a.descr, xd.descr, &beta, yd.descr, traits<T>::type,
                           NPUSPARSE_SPMV_ALG_DEFAULT, buffer.data()));
          npuDeviceSynchronize();
          EXPECT_EQ(y.a, want.a) << "format " << format << " base " << base << " op " << op;
        }
}

TYPED_TEST(SparseTyped, MatrixTimesVector) {
  multiply_vector<TypeParam, int>(this->handle);
  multiply_vector<TypeParam, int64_t>(this->handle);
}

TEST_F(Sparse, BetaZeroReadsNothing) {
  const dense<float> d = filled<float>(3, 3);
  const sparse<float> a(d, NPUSPARSE_FORMAT_CSR);
  std::vector<float> x{1, 1, 1}, y(3, NAN);
  const float alpha = 1, beta = 0;
  const vector_descr<float> xd(x), yd(y);
  OK(npusparseSpMV(handle, N, &alpha, a.descr, xd.descr, &beta, yd.descr, NPU_R_32F,
                   NPUSPARSE_SPMV_ALG_DEFAULT, nullptr));
  synchronize();
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(y[i], d(i, 0) + d(i, 1) + d(i, 2));
}

template <class Small> void multiply_small(npusparseHandle_t handle, npuDataType type) {
  std::vector<int> offsets{0, 2, 3}, columns{0, 2, 1};
  std::vector<Small> values{Small(1.5f), Small(2.0f), Small(-4.0f)}, x{Small(2.0f), Small(3.0f), Small(0.5f)},
      y{Small(10.0f), Small(20.0f)};
  npusparseSpMatDescr_t a;
  OK(npusparseCreateCsr(&a, 2, 3, 3, offsets.data(), columns.data(), values.data(), NPUSPARSE_INDEX_32I,
                        NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_BASE_ZERO, type));
  const vector_descr<Small> xd(x, type), yd(y, type);
  const float alpha = 2, beta = 0.5f;
  OK(npusparseSpMV(handle, N, &alpha, a, xd.descr, &beta, yd.descr, NPU_R_32F, NPUSPARSE_SPMV_ALG_DEFAULT,
                   nullptr));
  npuDeviceSynchronize();
  EXPECT_EQ(float(y[0]), 13.0f);
  EXPECT_EQ(float(y[1]), -14.0f);
  npusparseDestroySpMat(a);
}

TEST_F(Sparse, SmallNumbersByConversion) {
  multiply_small<npu::half>(handle, NPU_R_16F);
  multiply_small<npu::bfloat16>(handle, NPU_R_16BF);
  std::vector<int> offsets{0, 2}, columns{0, 1};
  std::vector<int8_t> values{100, 100}, x{100, 27};
  std::vector<int32_t> y{5};
  npusparseSpMatDescr_t a;
  OK(npusparseCreateCsr(&a, 1, 2, 2, offsets.data(), columns.data(), values.data(), NPUSPARSE_INDEX_32I,
                        NPUSPARSE_INDEX_32I, NPUSPARSE_INDEX_BASE_ZERO, NPU_R_8I));
  const vector_descr<int8_t> xd(x, NPU_R_8I);
  const vector_descr<int32_t> yd(y, NPU_R_32I);
  const int32_t alpha = 1, beta = 1;
  OK(npusparseSpMV(handle, N, &alpha, a, xd.descr, &beta, yd.descr, NPU_R_32I, NPUSPARSE_SPMV_ALG_DEFAULT,
                   nullptr));
  synchronize();
  EXPECT_EQ(y[0], 12705);
  npusparseDestroySpMat(a);
}

TEST_F(Sparse, ProductErrors) {
  const sparse<float> a(filled<float>(3, 4), NPUSPARSE_FORMAT_CSR);
  std::vector<float> x(4), y(3);
  std::vector<std::complex<float>> z(4);
  const vector_descr<float> xd(x), yd(y);
  const vector_descr<std::complex<float>> zd(z);
  const float one_ = 1;
  const auto call = [&](npusparseHandle_t h, npusparseOperation_t op, npusparseDnVecDescr_t from) {
    return npusparseSpMV(h, op, &one_, a.descr, from, &one_, yd.descr, NPU_R_32F, NPUSPARSE_SPMV_ALG_DEFAULT,
                         nullptr);
  };
  EXPECT_EQ(call(handle, N, xd.descr), NPUSPARSE_STATUS_SUCCESS);
  EXPECT_EQ(call(nullptr, N, xd.descr), NPUSPARSE_STATUS_NOT_INITIALIZED);
  EXPECT_EQ(call(handle, T_, xd.descr), NPUSPARSE_STATUS_INVALID_VALUE);
  EXPECT_EQ(call(handle, N, nullptr), NPUSPARSE_STATUS_INVALID_VALUE);
  EXPECT_EQ(call(handle, N, zd.descr), NPUSPARSE_STATUS_NOT_SUPPORTED);
  EXPECT_EQ(call(handle, npusparseOperation_t(5), xd.descr), NPUSPARSE_STATUS_INVALID_VALUE);
  synchronize();
}

TYPED_TEST(SparseTyped, MatrixTimesMatrix) {
  using T = TypeParam;
  const dense<T> d = filled<T>(5, 6, 1);
  for (auto format : formats)
    for (auto op_a : operations)
      for (auto op_b : operations)
        for (bool b_by_row : {false, true})
          for (bool c_by_row : {false, true}) {
            const sparse<T> a(d, format, NPUSPARSE_INDEX_BASE_ONE);
            const dense<T> left = d.applied(op_a);
            const dense<T> b = op_b == N ? filled<T>(left.cols, 3, 3, 5) : filled<T>(3, left.cols, 3, 5);
            dense<T> want = left * b.applied(op_b), c = filled<T>(left.rows, 3, 3, 6);
            T alpha = number<T>(2, 1), beta = number<T>(1, 2);
            for (size_t i = 0; i < want.a.size(); ++i)
              want.a[i] = alpha * want.a[i] + beta * c.a[i];
            const matrix_descr<T> bd(b, b_by_row), cd(c, c_by_row);
            size_t bytes = 0;
            OK(npusparseSpMM_bufferSize(this->handle, op_a, op_b, &alpha, a.descr, bd.descr, &beta, cd.descr,
                                        traits<T>::type, NPUSPARSE_SPMM_ALG_DEFAULT, &bytes));
            OK(npusparseSpMM_preprocess(this->handle, op_a, op_b, &alpha, a.descr, bd.descr, &beta, cd.descr,
                                        traits<T>::type, NPUSPARSE_SPMM_ALG_DEFAULT, this->buffer.data()));
            OK(npusparseSpMM(this->handle, op_a, op_b, &alpha, a.descr, bd.descr, &beta, cd.descr,
                             traits<T>::type, NPUSPARSE_SPMM_ALG_DEFAULT, this->buffer.data()));
            this->synchronize();
            EXPECT_EQ(cd.memory, want.stored(c_by_row));
          }
}

TEST_F(Sparse, BlockedEllTimesMatrix) {
  std::vector<int> columns{1, 0, 0, -1}; // of 2 x 2 blocks; the last is padding
  std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0, 11, 12, 0, 0};
  dense<float> d(4, 4);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j)
      if (const int block = columns[i / 2 * 2 + j / 2]; block >= 0)
        d(i, block * 2 + j % 2) = values[i * 4 + j];
  npusparseSpMatDescr_t a;
  OK(npusparseCreateBlockedEll(&a, 4, 4, 2, 4, columns.data(), values.data(), NPUSPARSE_INDEX_32I,
                               NPUSPARSE_INDEX_BASE_ZERO, NPU_R_32F));
  for (auto op : {N, T_}) {
    const dense<float> b = filled<float>(4, 3);
    const matrix_descr<float> bd(b, false), cd(dense<float>(4, 3), false);
    const float alpha = 1, beta = 0;
    OK(npusparseSpMM(handle, op, N, &alpha, a, bd.descr, &beta, cd.descr, NPU_R_32F,
                     NPUSPARSE_SPMM_ALG_DEFAULT, nullptr));
    synchronize();
    EXPECT_EQ(cd.memory, (d.applied(op) * b).stored(false));
  }
  npusparseDestroySpMat(a);
}

TEST_F(Sparse, ProductsInBatches) {
  const dense<float> d = filled<float>(3, 3);
  sparse<float> a(d, NPUSPARSE_FORMAT_CSR);
  std::vector<float> values = a.values;
  for (float v : a.values)
    values.push_back(2 * v);
  OK(npusparseCsrSetPointers(a.descr, a.offsets.data(), a.cols.data(), values.data()));
  OK(npusparseCsrSetStridedBatch(a.descr, 2, 0, a.nnz()));
  // The same columns serve both: with a stride for values they are repeated.
  std::vector<int> columns = a.cols;
  columns.insert(columns.end(), a.cols.begin(), a.cols.end());
  OK(npusparseCsrSetPointers(a.descr, a.offsets.data(), columns.data(), values.data()));
  std::vector<float> b(2 * 6, 1), c(2 * 6);
  for (int i = 6; i < 12; ++i)
    b[i] = 3;
  npusparseDnMatDescr_t bd, cd;
  OK(npusparseCreateDnMat(&bd, 3, 2, 3, b.data(), NPU_R_32F, NPUSPARSE_ORDER_COL));
  OK(npusparseCreateDnMat(&cd, 3, 2, 3, c.data(), NPU_R_32F, NPUSPARSE_ORDER_COL));
  OK(npusparseDnMatSetStridedBatch(bd, 2, 6));
  OK(npusparseDnMatSetStridedBatch(cd, 2, 6));
  const float alpha = 1, beta = 0;
  OK(npusparseSpMM(handle, N, N, &alpha, a.descr, bd, &beta, cd, NPU_R_32F, NPUSPARSE_SPMM_ALG_DEFAULT,
                   nullptr));
  synchronize();
  for (int i = 0; i < 6; ++i) {
    const int row = i % 3;
    EXPECT_EQ(c[i], d(row, 0) + d(row, 1) + d(row, 2));
    EXPECT_EQ(c[6 + i], 6 * c[i]);
  }
  // SDDMM in the pattern of a: 3 x 2 times 2 x 3, batch by batch.
  std::vector<float> e(6, 1), out(2 * a.nnz(), 1);
  npusparseDnMatDescr_t ed;
  OK(npusparseCreateDnMat(&ed, 2, 3, 2, e.data(), NPU_R_32F, NPUSPARSE_ORDER_COL));
  OK(npusparseCsrSetPointers(a.descr, a.offsets.data(), columns.data(), out.data()));
  OK(npusparseSDDMM(handle, N, N, &alpha, bd, ed, &alpha, a.descr, NPU_R_32F, NPUSPARSE_SDDMM_ALG_DEFAULT,
                    nullptr));
  synchronize();
  for (int k = 0; k < a.nnz(); ++k) {
    EXPECT_EQ(out[k], 3);
    EXPECT_EQ(out[a.nnz() + k], 7);
  }
  npusparseDestroyDnMat(bd);
  npusparseDestroyDnMat(cd);
  npusparseDestroyDnMat(ed);
}

TYPED_TEST(SparseTyped, SampledProduct) {
  using T = TypeParam;
  const dense<T> pattern = filled<T>(4, 5, 1, 3);
  for (auto format : formats)
    for (auto op_a : operations)
      for (auto op_b : operations) {
        const sparse<T> c(pattern, format);
        const dense<T> a = op_a == N ? filled<T>(4, 3, 3, 2) : filled<T>(3, 4, 3, 2),
                       b = op_b == N ? filled<T>(3, 5, 3, 4) : filled<T>(5, 3, 3, 4);
        const matrix_descr<T> ad(a, true), bd(b, false);
        T alpha = number<T>(2, 1), beta = number<T>(1, 1);
        size_t bytes = 0;
        OK(npusparseSDDMM_bufferSize(this->handle, op_a, op_b, &alpha, ad.descr, bd.descr, &beta, c.descr,
                                     traits<T>::type, NPUSPARSE_SDDMM_ALG_DEFAULT, &bytes));
        OK(npusparseSDDMM_preprocess(this->handle, op_a, op_b, &alpha, ad.descr, bd.descr, &beta, c.descr,
                                     traits<T>::type, NPUSPARSE_SDDMM_ALG_DEFAULT, this->buffer.data()));
        OK(npusparseSDDMM(this->handle, op_a, op_b, &alpha, ad.descr, bd.descr, &beta, c.descr,
                          traits<T>::type, NPUSPARSE_SDDMM_ALG_DEFAULT, this->buffer.data()));
        this->synchronize();
        const dense<T> product = a.applied(op_a) * b.applied(op_b);
        for (int k = 0; k < c.nnz(); ++k)
          EXPECT_EQ(c.values[k],
                    alpha * product(c.rows[k], c.cols[k]) + beta * pattern(c.rows[k], c.cols[k]));
      }
}

TYPED_TEST(SparseTyped, SparseTimesSparse) {
  using T = TypeParam;
  const auto type = traits<T>::type;
  const auto alg = NPUSPARSE_SPGEMM_DEFAULT;
  for (auto op_a : operations)
    for (auto base : bases) {
      const dense<T> da = op_a == N ? filled<T>(5, 6, 1) : filled<T>(6, 5, 1), db = filled<T>(6, 4, 1, 8);
      const sparse<T> a(da, NPUSPARSE_FORMAT_CSR, base), b(db, NPUSPARSE_FORMAT_CSR);
      const dense<T> product = da.applied(op_a) * db;
      T alpha = number<T>(2, 1), beta{};
      npusparseSpMatDescr_t c;
      std::vector<int> offsets(6, -1);
      OK(npusparseCreateCsr(&c, 5, 4, 0, offsets.data(), nullptr, nullptr, NPUSPARSE_INDEX_32I,
                            NPUSPARSE_INDEX_32I, base, type));
      npusparseSpGEMMDescr_t work;
      OK(npusparseSpGEMM_createDescr(&work));
      size_t bytes1 = 0, bytes2 = 0;
      char *buffer = this->buffer.data();
      OK(npusparseSpGEMM_workEstimation(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg,
                                        work, &bytes1, nullptr));
      OK(npusparseSpGEMM_workEstimation(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg,
                                        work, &bytes1, buffer));
      int64_t products = 0;
      OK(npusparseSpGEMM_getNumProducts(work, &products));
      int64_t expected = 0;
      for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 4; ++j)
          for (int k = 0; k < 6; ++k)
            expected += da.applied(op_a)(i, k) != T() && db(k, j) != T();
      EXPECT_EQ(products, expected);
      OK(npusparseSpGEMM_estimateMemory(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg,
                                        work, 0.5f, &bytes1, nullptr, &bytes2));
      OK(npusparseSpGEMM_compute(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg, work,
                                 &bytes2, nullptr));
      EXPECT_GT(bytes2, 0u);
      OK(npusparseSpGEMM_compute(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg, work,
                                 &bytes2, buffer));
      int64_t rows, cols, nnz;
      OK(npusparseSpMatGetSize(c, &rows, &cols, &nnz));
      std::vector<int> columns(nnz);
      std::vector<T> values(nnz, T(1));
      OK(npusparseCsrSetPointers(c, offsets.data(), columns.data(), values.data()));
      OK(npusparseSpGEMM_copy(this->handle, op_a, N, &alpha, a.descr, b.descr, &beta, c, type, alg, work));
      this->synchronize();
      dense<T> got(5, 4);
      for (int i = 0; i < 5; ++i)
        for (int k = offsets[i] - base; k < offsets[i + 1] - base; ++k)
          got(i, columns[k] - base) = values[k];
      for (int i = 0; i < 5; ++i)
        for (int j = 0; j < 4; ++j)
          EXPECT_EQ(got(i, j), alpha * product(i, j));
      EXPECT_EQ(offsets[5] - base, nnz);

      // Again in the same pattern, added to what is there.
      npusparseSpGEMMDescr_t again;
      OK(npusparseSpGEMM_createDescr(&again));
      size_t sizes[4] = {};
      OK(npusparseSpGEMMreuse_workEstimation(this->handle, op_a, N, a.descr, b.descr, c, alg, again,
                                             &sizes[0], nullptr));
      OK(npusparseSpGEMMreuse_workEstimation(this->handle, op_a, N, a.descr, b.descr, c, alg, again,
                                             &sizes[0], buffer));
      OK(npusparseSpGEMMreuse_nnz(this->handle, op_a, N, a.descr, b.descr, c, alg, again, &sizes[1], nullptr,
                                  &sizes[2], nullptr, &sizes[3], nullptr));
      OK(npusparseSpGEMMreuse_nnz(this->handle, op_a, N, a.descr, b.descr, c, alg, again, &sizes[1], buffer,
                                  &sizes[2], buffer, &sizes[3], buffer));
      std::fill(columns.begin(), columns.end(), -1);
      OK(npusparseSpGEMMreuse_copy(this->handle, op_a, N, a.descr, b.descr, c, alg, again, &sizes[0],
                                   nullptr));
      OK(npusparseSpGEMMreuse_copy(this->handle, op_a, N, a.descr, b.descr, c, alg, again, &sizes[0],
                                   buffer));
      const std::vector<T> before = values;
      T once = T(1);
      OK(npusparseSpGEMMreuse_compute(this->handle, op_a, N, &alpha, a.descr, b.descr, &once, c, type, alg,
                                      again));
      this->synchronize();
      for (int64_t k = 0; k < nnz; ++k)
        EXPECT_EQ(values[k], before[k] + before[k]);
      npusparseSpGEMM_destroyDescr(work);
      npusparseSpGEMM_destroyDescr(again);
      npusparseDestroySpMat(c);
    }
}

// --- vectors

TYPED_TEST(SparseTyped, Vectors) {
  using T = TypeParam;
  const auto type = traits<T>::type;
  for (auto base : bases) {
    std::vector<int64_t> indices{0 + base, 3 + base, 4 + base};
    std::vector<T> xs{number<T>(1, 1), number<T>(2, -1), number<T>(3, 0)}, ys(6);
    for (int i = 0; i < 6; ++i)
      ys[i] = number<T>(i + 1, i - 2);
    const std::vector<T> x0 = xs, y0 = ys;
    npusparseSpVecDescr_t x;
    OK(npusparseCreateSpVec(&x, 6, 3, indices.data(), xs.data(), NPUSPARSE_INDEX_64I, base, type));
    const vector_descr<T> y(ys);
    const int at[3] = {0, 3, 4};
    for (auto op : {N, H}) {
      T result{}, want{};
      size_t bytes = 0;
      OK(npusparseSpVV_bufferSize(this->handle, op, x, y.descr, &result, type, &bytes));
      OK(npusparseSpVV(this->handle, op, x, y.descr, &result, type, this->buffer.data()));
      for (int k = 0; k < 3; ++k)
        want += (op == H ? conjugate(x0[k]) : x0[k]) * y0[at[k]];
      EXPECT_EQ(result, want);
    }
    T alpha = number<T>(2, 1), beta = number<T>(3, 0);
    OK(npusparseAxpby(this->handle, &alpha, x, &beta, y.descr));
    this->synchronize();
    std::vector<T> want = y0;
    for (T &v : want)
      v *= beta;
    for (int k = 0; k < 3; ++k)
      want[at[k]] += alpha * x0[k];
    EXPECT_EQ(ys, want);
    OK(npusparseScatter(this->handle, x, y.descr));
    this->synchronize();
    for (int k = 0; k < 3; ++k)
      EXPECT_EQ(ys[at[k]], x0[k]);
    ys = y0;
    T c = T(2), s = T(5);
    OK(npusparseRot(this->handle, &c, &s, x, y.descr));
    this->synchronize();
    for (int k = 0; k < 3; ++k) {
      EXPECT_EQ(xs[k], c * x0[k] + s * y0[at[k]]);
      EXPECT_EQ(ys[at[k]], c * y0[at[k]] - s * x0[k]);
    }
    ys = y0;
    OK(npusparseGather(this->handle, y.descr, x));
    this->synchronize();
    for (int k = 0; k < 3; ++k)
      EXPECT_EQ(xs[k], y0[at[k]]);
    npusparseDestroySpVec(x);

    // The older functions.
    std::vector<int> small(indices.begin(), indices.end());
    xs = x0;
    OK(TYPED(axpyi)(this->handle, 3, raw(&alpha), raw(xs), small.data(), raw(ys), base));
    this->synchronize();
    for (int k = 0; k < 3; ++k)
      EXPECT_EQ(ys[at[k]], y0[at[k]] + alpha * x0[k]);
    OK(TYPED(sctr)(this->handle, 3, raw(xs), small.data(), raw(ys), base));
    T dot{}, norm{};
    OK(TYPED(doti)(this->handle, 3, raw(xs), small.data(), raw(ys), raw(&dot), base));
    for (int k = 0; k < 3; ++k)
      norm += x0[k] * x0[k];
    EXPECT_EQ(dot, norm);
    std::fill(xs.begin(), xs.end(), T());
    OK(TYPED(gthr)(this->handle, 3, raw(ys), raw(xs), small.data(), base));
    this->synchronize();
    EXPECT_EQ(xs, x0);
    std::fill(xs.begin(), xs.end(), T());
    OK(TYPED(gthrz)(this->handle, 3, raw(ys), raw(xs), small.data(), base));
    this->synchronize();
    EXPECT_EQ(xs, x0);
    for (int k = 0; k < 3; ++k)
      EXPECT_EQ(ys[at[k]], T());
  }
}

// --- triangular solves

// A triangle with small entries beside a diagonal of powers of two, and entries on the other side to be
// ignored.
template <class T> dense<T> triangle_with_more(int n) {
  dense<T> d = filled<T>(n, n, 2, 11);
  for (int i = 0; i < n; ++i)
    d(i, i) = T(i % 2 ? 4 : 2);
  return d;
}
template <class T>
dense<T> triangle_of(const dense<T> &d, npusparseFillMode_t fill, npusparseDiagType_t diag) {
  dense<T> t = d;
  for (int i = 0; i < d.rows; ++i)
    for (int j = 0; j < d.cols; ++j)
      if (i == j && diag == NPUSPARSE_DIAG_TYPE_UNIT)
        t(i, j) = T(1);
      else if (fill == NPUSPARSE_FILL_MODE_LOWER ? j > i : j < i)
        t(i, j) = T();
  return t;
}

TYPED_TEST(SparseTyped, TriangularSolves) {
  using T = TypeParam;
  const auto type = traits<T>::type;
  const dense<T> d = triangle_with_more<T>(5);
  for (auto format : formats)
    for (auto op : operations)
      for (auto fill : {NPUSPARSE_FILL_MODE_LOWER, NPUSPARSE_FILL_MODE_UPPER})
        for (auto diag : {NPUSPARSE_DIAG_TYPE_NON_UNIT, NPUSPARSE_DIAG_TYPE_UNIT}) {
          const sparse<T> a(d, format, NPUSPARSE_INDEX_BASE_ONE);
          auto fill_ = fill;
          auto diag_ = diag;
          OK(npusparseSpMatSetAttribute(a.descr, NPUSPARSE_SPMAT_FILL_MODE, &fill_, sizeof fill_));
          OK(npusparseSpMatSetAttribute(a.descr, NPUSPARSE_SPMAT_DIAG_TYPE, &diag_, sizeof diag_));
          const dense<T> triangle = triangle_of(d, fill, diag).applied(op), solution = filled<T>(5, 3, 3, 5);
          dense<T> right = triangle * solution;
          T alpha = T(2);
          for (T &v : right.a)
            v /= alpha;
          std::vector<T> x(5), y(5), want(5);
          for (int i = 0; i < 5; ++i) {
            x[i] = right(i, 0);
            want[i] = solution(i, 0);
          }
          const vector_descr<T> xd(x), yd(y);
          npusparseSpSVDescr_t sv;
          OK(npusparseSpSV_createDescr(&sv));
          size_t bytes = 0;
          OK(npusparseSpSV_bufferSize(this->handle, op, &alpha, a.descr, xd.descr, yd.descr, type,
                                      NPUSPARSE_SPSV_ALG_DEFAULT, sv, &bytes));
          OK(npusparseSpSV_analysis(this->handle, op, &alpha, a.descr, xd.descr, yd.descr, type,
                                    NPUSPARSE_SPSV_ALG_DEFAULT, sv, this->buffer.data()));
          OK(npusparseSpSV_solve(this->handle, op, &alpha, a.descr, xd.descr, yd.descr, type,
                                 NPUSPARSE_SPSV_ALG_DEFAULT, sv));
          this->synchronize();
          expect_near(y, want);
          npusparseSpSV_destroyDescr(sv);
          for (auto op_b : {N, T_}) {
            const matrix_descr<T> bd(right.applied(op_b), true), cd(dense<T>(5, 3), false);
            npusparseSpSMDescr_t sm;
            OK(npusparseSpSM_createDescr(&sm));
            OK(npusparseSpSM_bufferSize(this->handle, op, op_b, &alpha, a.descr, bd.descr, cd.descr, type,
                                        NPUSPARSE_SPSM_ALG_DEFAULT, sm, &bytes));
            OK(npusparseSpSM_analysis(this->handle, op, op_b, &alpha, a.descr, bd.descr, cd.descr, type,
                                      NPUSPARSE_SPSM_ALG_DEFAULT, sm, this->buffer.data()));
            OK(npusparseSpSM_solve(this->handle, op, op_b, &alpha, a.descr, bd.descr, cd.descr, type,
                                   NPUSPARSE_SPSM_ALG_DEFAULT, sm));
            this->synchronize();
            std::vector<T> solved = solution.stored(false);
            for (int j = 0; j < 3; ++j) // what pads was zero times 77
              solved[j * 6 + 5] = cd.memory[j * 6 + 5];
            expect_near(cd.memory, solved);
            npusparseSpSM_destroyDescr(sm);
          }
        }
}

TYPED_TEST(SparseTyped, OlderSolves) {
  using T = TypeParam;
  const dense<T> d = triangle_with_more<T>(5);
  OK(npusparseSetMatIndexBase(this->descr, NPUSPARSE_INDEX_BASE_ONE));
  for (auto op : operations)
    for (auto fill : {NPUSPARSE_FILL_MODE_LOWER, NPUSPARSE_FILL_MODE_UPPER}) {
      OK(npusparseSetMatFillMode(this->descr, fill));
      arrays<T> a(d, 1);
      const dense<T> triangle = triangle_of(d, fill, NPUSPARSE_DIAG_TYPE_NON_UNIT).applied(op),
                     solution = filled<T>(5, 2, 3, 5);
      const dense<T> right = triangle * solution;
      T alpha = T(1);
      std::vector<T> f(5), x(5), want(5);
      for (int i = 0; i < 5; ++i) {
        f[i] = right(i, 0);
        want[i] = solution(i, 0);
      }
      npusparseSolveAnalysisInfo_t old;
      OK(npusparseCreateSolveAnalysisInfo(&old));
      OK(TYPED(csrsv_analysis)(this->handle, op, 5, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                               a.cols.data(), old));
      OK(TYPED(csrsv_solve)(this->handle, op, 5, raw(&alpha), this->descr, raw(a.values), a.offsets.data(),
                            a.cols.data(), old, raw(f), raw(x)));
      this->synchronize();
      expect_near(x, want);
      std::fill(x.begin(), x.end(), T());
      const auto type = traits<T>::type;
      OK(npusparseCsrsv_analysisEx(this->handle, op, 5, a.nnz(), this->descr, a.values.data(), type,
                                   a.offsets.data(), a.cols.data(), old, type));
      OK(npusparseCsrsv_solveEx(this->handle, op, 5, &alpha, type, this->descr, a.values.data(), type,
                                a.offsets.data(), a.cols.data(), old, f.data(), type, x.data(), type, type));
      this->synchronize();
      expect_near(x, want);
      OK(npusparseDestroySolveAnalysisInfo(old));

      npusparseCsrsv2Info_t info;
      OK(npusparseCreateCsrsv2Info(&info));
      int bytes = 0;
      size_t bytes_ext = 0;
      OK(TYPED(csrsv2_bufferSize)(this->handle, op, 5, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                                  a.cols.data(), info, &bytes));
      OK(TYPED(csrsv2_bufferSizeExt)(this->handle, op, 5, a.nnz(), this->descr, raw(a.values),
                                     a.offsets.data(), a.cols.data(), info, &bytes_ext));
      EXPECT_TRUE(bytes > 0 && bytes_ext > 0);
      OK(TYPED(csrsv2_analysis)(this->handle, op, 5, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                                a.cols.data(), info, NPUSPARSE_SOLVE_POLICY_USE_LEVEL, this->buffer.data()));
      std::fill(x.begin(), x.end(), T());
      OK(TYPED(csrsv2_solve)(this->handle, op, 5, a.nnz(), raw(&alpha), this->descr, raw(a.values),
                             a.offsets.data(), a.cols.data(), info, raw(f), raw(x),
                             NPUSPARSE_SOLVE_POLICY_USE_LEVEL, this->buffer.data()));
      int position = 5;
      OK(npusparseXcsrsv2_zeroPivot(this->handle, info, &position));
      EXPECT_EQ(position, -1);
      expect_near(x, want);
      OK(npusparseDestroyCsrsv2Info(info));

      for (auto op_b : operations) {
        npusparseCsrsm2Info_t many;
        OK(npusparseCreateCsrsm2Info(&many));
        const dense<T> b = right.applied(op_b);
        std::vector<T> memory = b.stored(false);
        OK(TYPED(csrsm2_bufferSizeExt)(this->handle, 0, op, op_b, 5, 2, a.nnz(), raw(&alpha), this->descr,
                                       raw(a.values), a.offsets.data(), a.cols.data(), raw(memory),
                                       b.ld(false), many, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, &bytes_ext));
        OK(TYPED(csrsm2_analysis)(this->handle, 0, op, op_b, 5, 2, a.nnz(), raw(&alpha), this->descr,
                                  raw(a.values), a.offsets.data(), a.cols.data(), raw(memory), b.ld(false),
                                  many, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
        OK(TYPED(csrsm2_solve)(this->handle, 0, op, op_b, 5, 2, a.nnz(), raw(&alpha), this->descr,
                               raw(a.values), a.offsets.data(), a.cols.data(), raw(memory), b.ld(false), many,
                               NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
        OK(npusparseXcsrsm2_zeroPivot(this->handle, many, &position));
        expect_near(memory, solution.applied(op_b).stored(false));
        OK(npusparseDestroyCsrsm2Info(many));
      }
    }
}

TEST_F(Sparse, ZeroPivots) {
  std::vector<int> offsets{0, 1, 2, 4}, columns{0, 0, 1, 2}; // row 1 has no diagonal entry
  std::vector<float> values{1, 2, 3, 4}, f{1, 1, 1}, x(3);
  npusparseCsrsv2Info_t info;
  OK(npusparseCreateCsrsv2Info(&info));
  OK(npusparseScsrsv2_analysis(handle, N, 3, 4, descr, values.data(), offsets.data(), columns.data(), info,
                               NPUSPARSE_SOLVE_POLICY_NO_LEVEL, nullptr));
  int position = -1;
  EXPECT_EQ(npusparseXcsrsv2_zeroPivot(handle, info, &position), NPUSPARSE_STATUS_ZERO_PIVOT);
  EXPECT_EQ(position, 1);
  OK(npusparseDestroyCsrsv2Info(info));

  columns[1] = 1; // now it has one, which is zero
  values[1] = 0;
  npusparseCsrilu02Info_t lu;
  OK(npusparseCreateCsrilu02Info(&lu));
  OK(npusparseScsrilu02_analysis(handle, 3, 4, descr, values.data(), offsets.data(), columns.data(), lu,
                                 NPUSPARSE_SOLVE_POLICY_NO_LEVEL, nullptr));
  OK(npusparseXcsrilu02_zeroPivot(handle, lu, &position));
  OK(npusparseScsrilu02(handle, 3, 4, descr, values.data(), offsets.data(), columns.data(), lu,
                        NPUSPARSE_SOLVE_POLICY_NO_LEVEL, nullptr));
  EXPECT_EQ(npusparseXcsrilu02_zeroPivot(handle, lu, &position), NPUSPARSE_STATUS_ZERO_PIVOT);
  EXPECT_EQ(position, 1);
  OK(npusparseDestroyCsrilu02Info(lu));
}

// --- dense and sparse

TYPED_TEST(SparseTyped, DenseAndSparse) {
  using T = TypeParam;
  const dense<T> d = filled<T>(4, 6, 1, 4);
  for (auto format : formats)
    for (bool by_row : {false, true}) {
      const arrays<T, int64_t> want(d, 1, format == NPUSPARSE_FORMAT_CSC);
      const matrix_descr<T> from(d, by_row), back(filled<T>(4, 6), by_row);
      std::vector<int64_t> lines(7), indices, other;
      std::vector<T> values;
      npusparseSpMatDescr_t s;
      const auto I = NPUSPARSE_INDEX_64I;
      const auto base = NPUSPARSE_INDEX_BASE_ONE;
      if (format == NPUSPARSE_FORMAT_CSR)
        OK(npusparseCreateCsr(&s, 4, 6, 0, lines.data(), nullptr, nullptr, I, I, base, traits<T>::type));
      else if (format == NPUSPARSE_FORMAT_CSC)
        OK(npusparseCreateCsc(&s, 4, 6, 0, lines.data(), nullptr, nullptr, I, I, base, traits<T>::type));
      else
        OK(npusparseCreateCoo(&s, 4, 6, 0, nullptr, nullptr, nullptr, I, base, traits<T>::type));
      const auto alg = NPUSPARSE_DENSETOSPARSE_ALG_DEFAULT;
      size_t bytes = 0;
      OK(npusparseDenseToSparse_bufferSize(this->handle, from.descr, s, alg, &bytes));
      OK(npusparseDenseToSparse_analysis(this->handle, from.descr, s, alg, this->buffer.data()));
      int64_t rows, cols, nnz;
      OK(npusparseSpMatGetSize(s, &rows, &cols, &nnz));
      ASSERT_EQ(nnz, want.nnz());
      indices.resize(nnz);
      other.resize(nnz);
      values.resize(nnz);
      if (format == NPUSPARSE_FORMAT_CSR)
        OK(npusparseCsrSetPointers(s, lines.data(), indices.data(), values.data()));
      else if (format == NPUSPARSE_FORMAT_CSC)
        OK(npusparseCscSetPointers(s, lines.data(), indices.data(), values.data()));
      else
        OK(npusparseCooSetPointers(s, other.data(), indices.data(), values.data()));
      OK(npusparseDenseToSparse_convert(this->handle, from.descr, s, alg, this->buffer.data()));
      OK(npusparseSparseToDense_bufferSize(this->handle, s, back.descr, NPUSPARSE_SPARSETODENSE_ALG_DEFAULT,
                                           &bytes));
      OK(npusparseSparseToDense(this->handle, s, back.descr, NPUSPARSE_SPARSETODENSE_ALG_DEFAULT,
                                this->buffer.data()));
      this->synchronize();
      EXPECT_EQ(values, want.values);
      EXPECT_EQ(indices, format == NPUSPARSE_FORMAT_CSC ? want.rows : want.cols);
      if (format == NPUSPARSE_FORMAT_COO) {
        EXPECT_EQ(other, want.rows);
      } else {
        lines.resize(want.offsets.size());
        EXPECT_EQ(lines, want.offsets);
      }
      EXPECT_EQ(back.memory, d.stored(by_row));
      npusparseDestroySpMat(s);
    }
}

TYPED_TEST(SparseTyped, OlderDenseAndSparse) {
  using T = TypeParam;
  const dense<T> d = filled<T>(4, 6, 1, 4);
  std::vector<T> memory = d.stored(false);
  OK(npusparseSetMatIndexBase(this->descr, NPUSPARSE_INDEX_BASE_ONE));
  const arrays<T> rows(d, 1), columns(d, 1, true);
  for (bool by_row : {true, false}) {
    const arrays<T> &want = by_row ? rows : columns;
    std::vector<int> per_line(by_row ? 4 : 6, 99), offsets(per_line.size() + 1), indices(want.nnz());
    std::vector<T> values(want.nnz()), back(memory.size(), T(77));
    int total = 0;
    OK(TYPED(nnz)(this->handle, by_row ? NPUSPARSE_DIRECTION_ROW : NPUSPARSE_DIRECTION_COLUMN, 4, 6,
                  this->descr, raw(memory), 5, per_line.data(), &total));
    EXPECT_EQ(total, want.nnz());
    for (size_t i = 0; i < per_line.size(); ++i)
      EXPECT_EQ(per_line[i], want.offsets[i + 1] - want.offsets[i]);
    if (by_row) {
      OK(TYPED(dense2csr)(this->handle, 4, 6, this->descr, raw(memory), 5, per_line.data(), raw(values),
                          offsets.data(), indices.data()));
      OK(TYPED(csr2dense)(this->handle, 4, 6, this->descr, raw(values), offsets.data(), indices.data(),
                          raw(back), 5));
    } else {
      OK(TYPED(dense2csc)(this->handle, 4, 6, this->descr, raw(memory), 5, per_line.data(), raw(values),
                          indices.data(), offsets.data()));
      OK(TYPED(csc2dense)(this->handle, 4, 6, this->descr, raw(values), indices.data(), offsets.data(),
                          raw(back), 5));
    }
    this->synchronize();
    EXPECT_EQ(values, want.values);
    EXPECT_EQ(offsets, want.offsets);
    EXPECT_EQ(indices, by_row ? want.cols : want.rows);
    EXPECT_EQ(back, memory);
  }
}

// --- conversions on arrays

TYPED_TEST(SparseTyped, CsrToCsc) {
  using T = TypeParam;
  const dense<T> d = filled<T>(4, 6, 1, 4);
  for (auto base : bases) {
    arrays<T> from(d, base);
    const arrays<T> want(d, base, true);
    std::vector<int> offsets(7), rows(from.nnz());
    std::vector<T> values(from.nnz());
    size_t bytes = 0;
    const auto type = traits<T>::type;
    OK(npusparseCsr2cscEx2_bufferSize(this->handle, 4, 6, from.nnz(), from.values.data(), from.offsets.data(),
                                      from.cols.data(), values.data(), offsets.data(), rows.data(), type,
                                      NPUSPARSE_ACTION_NUMERIC, base, NPUSPARSE_CSR2CSC_ALG1, &bytes));
    EXPECT_GT(bytes, 0u);
    OK(npusparseCsr2cscEx2(this->handle, 4, 6, from.nnz(), from.values.data(), from.offsets.data(),
                           from.cols.data(), values.data(), offsets.data(), rows.data(), type,
                           NPUSPARSE_ACTION_NUMERIC, base, NPUSPARSE_CSR2CSC_ALG1, this->buffer.data()));
    this->synchronize();
    EXPECT_EQ(offsets, want.offsets);
    EXPECT_EQ(rows, want.rows);
    EXPECT_EQ(values, want.values);
    std::fill(values.begin(), values.end(), T(5));
    OK(TYPED(csr2csc)(this->handle, 4, 6, from.nnz(), raw(from.values), from.offsets.data(), from.cols.data(),
                      raw(values), rows.data(), offsets.data(), NPUSPARSE_ACTION_SYMBOLIC, base));
    this->synchronize();
    EXPECT_EQ(values, std::vector<T>(from.nnz(), T(5)));
    OK(TYPED(csr2csc)(this->handle, 4, 6, from.nnz(), raw(from.values), from.offsets.data(), from.cols.data(),
                      raw(values), rows.data(), offsets.data(), NPUSPARSE_ACTION_NUMERIC, base));
    this->synchronize();
    EXPECT_EQ(values, want.values);
  }
}

TEST_F(Sparse, CooToCsrAndSorting) {
  for (auto base : bases) {
    const dense<float> d = filled<float>(4, 6, 1, 4);
    const arrays<float> want(d, base);
    std::vector<int> offsets(5), rows(want.nnz()), p(want.nnz());
    OK(npusparseXcoo2csr(handle, want.rows.data(), want.nnz(), 4, offsets.data(), base));
    OK(npusparseXcsr2coo(handle, want.offsets.data(), want.nnz(), 4, rows.data(), base));
    OK(npusparseCreateIdentityPermutation(handle, want.nnz(), p.data()));
    synchronize();
    EXPECT_EQ(offsets, want.offsets);
    EXPECT_EQ(rows, want.rows);

    // Shuffled, sorted, and gathered by the permutation.
    std::vector<int> cols = want.cols;
    rows = want.rows;
    std::vector<float> values = want.values;
    for (int i = 0; i + 1 < want.nnz(); ++i) {
      const int j = (i * 7 + 3) % want.nnz();
      std::swap(rows[i], rows[j]);
      std::swap(cols[i], cols[j]);
      std::swap(values[i], values[j]);
    }
    size_t bytes = 0;
    OK(npusparseXcoosort_bufferSizeExt(handle, 4, 6, want.nnz(), rows.data(), cols.data(), &bytes));
    OK(npusparseXcoosortByRow(handle, 4, 6, want.nnz(), rows.data(), cols.data(), p.data(), buffer.data()));
    synchronize();
    EXPECT_EQ(rows, want.rows);
    EXPECT_EQ(cols, want.cols);
    for (int k = 0; k < want.nnz(); ++k)
      EXPECT_EQ(values[p[k]], want.values[k]);
    const arrays<float> by_column(d, base, true);
    OK(npusparseXcoosortByColumn(handle, 4, 6, want.nnz(), rows.data(), cols.data(), nullptr, buffer.data()));
    synchronize();
    EXPECT_EQ(rows, by_column.rows);
    EXPECT_EQ(cols, by_column.cols);

    OK(npusparseSetMatIndexBase(descr, base));
    OK(npusparseCreateIdentityPermutation(handle, want.nnz(), p.data()));
    synchronize();
    cols = want.cols;
    for (int row = 0; row < 4; ++row)
      std::reverse(cols.begin() + want.offsets[row] - base, cols.begin() + want.offsets[row + 1] - base);
    const std::vector<int> reversed = cols;
    OK(npusparseXcsrsort_bufferSizeExt(handle, 4, 6, want.nnz(), want.offsets.data(), cols.data(), &bytes));
    OK(npusparseXcsrsort(handle, 4, 6, want.nnz(), descr, want.offsets.data(), cols.data(), p.data(),
                         buffer.data()));
    synchronize();
    EXPECT_EQ(cols, want.cols);
    for (int k = 0; k < want.nnz(); ++k)
      EXPECT_EQ(reversed[p[k]], want.cols[k]);
    std::vector<int> csc_rows = by_column.rows;
    for (int column = 0; column < 6; ++column)
      std::reverse(csc_rows.begin() + by_column.offsets[column] - base,
                   csc_rows.begin() + by_column.offsets[column + 1] - base);
    OK(npusparseXcscsort_bufferSizeExt(handle, 4, 6, want.nnz(), by_column.offsets.data(), csc_rows.data(),
                                       &bytes));
    OK(npusparseXcscsort(handle, 4, 6, want.nnz(), descr, by_column.offsets.data(), csc_rows.data(), nullptr,
                         buffer.data()));
    synchronize();
    EXPECT_EQ(csc_rows, by_column.rows);
  }
}

// --- older products

TYPED_TEST(SparseTyped, OlderProducts) {
  using T = TypeParam;
  const dense<T> d = filled<T>(4, 6, 1, 4);
  arrays<T> a(d, 1);
  OK(npusparseSetMatIndexBase(this->descr, NPUSPARSE_INDEX_BASE_ONE));
  T alpha = number<T>(2, 1), beta = number<T>(1, -1);
  for (auto op : operations) {
    const dense<T> left = d.applied(op);
    for (auto call : {TYPED(csrmv), TYPED(csrmv_mp)}) {
      dense<T> x = filled<T>(left.cols, 1, 3, 2), y = filled<T>(left.rows, 1, 3, 3), want = left * x;
      for (int i = 0; i < y.rows; ++i)
        want(i, 0) = alpha * want(i, 0) + beta * y(i, 0);
      OK(call(this->handle, op, 4, 6, a.nnz(), raw(&alpha), this->descr, raw(a.values), a.offsets.data(),
              a.cols.data(), raw(x.a), raw(&beta), raw(y.a)));
      this->synchronize();
      EXPECT_EQ(y.a, want.a);
    }
    {
      dense<T> x = filled<T>(left.cols, 1, 3, 2), y(left.rows, 1), want = left * x;
      T none{}, one_ = T(1);
      const auto type = traits<T>::type;
      size_t bytes = 0;
      OK(npusparseCsrmvEx_bufferSize(this->handle, NPUSPARSE_ALG_MERGE_PATH, op, 4, 6, a.nnz(), &one_, type,
                                     this->descr, a.values.data(), type, a.offsets.data(), a.cols.data(),
                                     x.a.data(), type, &none, type, y.a.data(), type, type, &bytes));
      OK(npusparseCsrmvEx(this->handle, NPUSPARSE_ALG_MERGE_PATH, op, 4, 6, a.nnz(), &one_, type, this->descr,
                          a.values.data(), type, a.offsets.data(), a.cols.data(), x.a.data(), type, &none,
                          type, y.a.data(), type, type, this->buffer.data()));
      this->synchronize();
      EXPECT_EQ(y.a, want.a);
    }
    for (auto op_b : operations) {
      const dense<T> b = op_b == N ? filled<T>(left.cols, 3, 3, 5) : filled<T>(3, left.cols, 3, 5);
      dense<T> want = left * b.applied(op_b);
      const dense<T> c = filled<T>(left.rows, 3, 3, 6);
      for (size_t i = 0; i < want.a.size(); ++i)
        want.a[i] = alpha * want.a[i] + beta * c.a[i];
      std::vector<T> b_memory = b.stored(false), c_memory = c.stored(false);
      OK(TYPED(csrmm2)(this->handle, op, op_b, 4, 3, 6, a.nnz(), raw(&alpha), this->descr, raw(a.values),
                       a.offsets.data(), a.cols.data(), raw(b_memory), b.ld(false), raw(&beta), raw(c_memory),
                       c.ld(false)));
      this->synchronize();
      EXPECT_EQ(c_memory, want.stored(false));
      if (op_b != N)
        continue;
      c_memory = c.stored(false);
      OK(TYPED(csrmm)(this->handle, op, 4, 3, 6, a.nnz(), raw(&alpha), this->descr, raw(a.values),
                      a.offsets.data(), a.cols.data(), raw(b_memory), b.ld(false), raw(&beta), raw(c_memory),
                      c.ld(false)));
      this->synchronize();
      EXPECT_EQ(c_memory, want.stored(false));
    }
  }
}

TYPED_TEST(SparseTyped, OlderProductsByShape) {
  using T = TypeParam;
  const dense<T> stored = filled<T>(5, 5, 2, 4);
  arrays<T> a(stored, 0);
  for (auto shape :
       {NPUSPARSE_MATRIX_TYPE_SYMMETRIC, NPUSPARSE_MATRIX_TYPE_HERMITIAN, NPUSPARSE_MATRIX_TYPE_TRIANGULAR})
    for (auto fill : {NPUSPARSE_FILL_MODE_LOWER, NPUSPARSE_FILL_MODE_UPPER})
      for (auto diag : {NPUSPARSE_DIAG_TYPE_NON_UNIT, NPUSPARSE_DIAG_TYPE_UNIT})
        for (auto op : operations) {
          OK(npusparseSetMatType(this->descr, shape));
          OK(npusparseSetMatFillMode(this->descr, fill));
          OK(npusparseSetMatDiagType(this->descr, diag));
          dense<T> whole = triangle_of(stored, fill, diag);
          if (shape != NPUSPARSE_MATRIX_TYPE_TRIANGULAR) {
            const dense<T> half = whole;
            for (int i = 0; i < 5; ++i)
              for (int j = 0; j < 5; ++j)
                if (fill == NPUSPARSE_FILL_MODE_LOWER ? j > i : j < i)
                  whole(i, j) = shape == NPUSPARSE_MATRIX_TYPE_HERMITIAN ? conjugate(half(j, i)) : half(j, i);
          }
          dense<T> x = filled<T>(5, 1, 3, 2), y(5, 1);
          T alpha = T(1), beta{};
          OK(TYPED(csrmv)(this->handle, op, 5, 5, a.nnz(), raw(&alpha), this->descr, raw(a.values),
                          a.offsets.data(), a.cols.data(), raw(x.a), raw(&beta), raw(y.a)));
          this->synchronize();
          EXPECT_EQ(y.a, (whole.applied(op) * x).a)
              << "type " << shape << " fill " << fill << " diag " << diag << " op " << op;
        }
}

TYPED_TEST(SparseTyped, BlocksTimesVector) {
  using T = TypeParam;
  std::vector<int> offsets{0, 1, 3}, columns{1, 0, 2}; // 2 x 3 blocks of 2 x 2
  for (auto direction : {NPUSPARSE_DIRECTION_ROW, NPUSPARSE_DIRECTION_COLUMN})
    for (auto op : operations) {
      dense<T> d(4, 6);
      std::vector<T> values(12);
      for (int row = 0; row < 2; ++row)
        for (int k = offsets[row]; k < offsets[row + 1]; ++k)
          for (int i = 0; i < 2; ++i)
            for (int j = 0; j < 2; ++j)
              d(row * 2 + i, columns[k] * 2 + j) =
                  values[k * 4 + (direction == NPUSPARSE_DIRECTION_ROW ? i * 2 + j : j * 2 + i)] =
                      number<T>(k * 4 + i * 2 + j + 1, i - j);
      const dense<T> left = d.applied(op);
      dense<T> x = filled<T>(left.cols, 1, 3, 2), y = filled<T>(left.rows, 1, 3, 3), want = left * x;
      T alpha = T(2), beta = T(1);
      for (int i = 0; i < y.rows; ++i)
        want(i, 0) = alpha * want(i, 0) + y(i, 0);
      OK(TYPED(bsrmv)(this->handle, direction, op, 2, 3, 3, raw(&alpha), this->descr, raw(values),
                      offsets.data(), columns.data(), 2, raw(x.a), raw(&beta), raw(y.a)));
      this->synchronize();
      EXPECT_EQ(y.a, want.a);
    }
}

TYPED_TEST(SparseTyped, Sum) {
  using T = TypeParam;
  const dense<T> da = filled<T>(4, 6, 1, 4), db = filled<T>(4, 6, 1, 9);
  arrays<T> a(da, 0), b(db, 1);
  npusparseMatDescr_t one_based;
  OK(npusparseCreateMatDescr(&one_based));
  OK(npusparseSetMatIndexBase(one_based, NPUSPARSE_INDEX_BASE_ONE));
  T alpha = number<T>(2, 1), beta = number<T>(3, -1);
  std::vector<int> offsets(5);
  int total = 0;
  size_t bytes = 0;
  OK(TYPED(csrgeam2_bufferSizeExt)(this->handle, 4, 6, raw(&alpha), this->descr, a.nnz(), raw(a.values),
                                   a.offsets.data(), a.cols.data(), raw(&beta), one_based, b.nnz(),
                                   raw(b.values), b.offsets.data(), b.cols.data(), one_based, nullptr,
                                   offsets.data(), nullptr, &bytes));
  OK(npusparseXcsrgeam2Nnz(this->handle, 4, 6, this->descr, a.nnz(), a.offsets.data(), a.cols.data(),
                           one_based, b.nnz(), b.offsets.data(), b.cols.data(), one_based, offsets.data(),
                           &total, this->buffer.data()));
  std::vector<int> columns(total);
  std::vector<T> values(total);
  OK(TYPED(csrgeam2)(this->handle, 4, 6, raw(&alpha), this->descr, a.nnz(), raw(a.values), a.offsets.data(),
                     a.cols.data(), raw(&beta), one_based, b.nnz(), raw(b.values), b.offsets.data(),
                     b.cols.data(), one_based, raw(values), offsets.data(), columns.data(),
                     this->buffer.data()));
  this->synchronize();
  int k = 0;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(offsets[i], k + 1);
    for (int j = 0; j < 6; ++j)
      if (da(i, j) != T() || db(i, j) != T()) {
        ASSERT_LT(k, total);
        EXPECT_EQ(columns[k], j + 1);
        EXPECT_EQ(values[k++], alpha * da(i, j) + beta * db(i, j));
      }
  }
  EXPECT_EQ(k, total);
  npusparseDestroyMatDescr(one_based);
}

// --- factorizations: in a full pattern they are complete ones

TYPED_TEST(SparseTyped, IncompleteLu) {
  using T = TypeParam;
  dense<T> lower = triangle_of(filled<T>(4, 4, 3, 2), NPUSPARSE_FILL_MODE_LOWER, NPUSPARSE_DIAG_TYPE_UNIT),
           upper =
               triangle_of(filled<T>(4, 4, 3, 3), NPUSPARSE_FILL_MODE_UPPER, NPUSPARSE_DIAG_TYPE_NON_UNIT);
  for (int i = 0; i < 4; ++i)
    upper(i, i) = T(2);
  arrays<T> a(lower * upper, 1);
  ASSERT_EQ(a.nnz(), 16);
  OK(npusparseSetMatIndexBase(this->descr, NPUSPARSE_INDEX_BASE_ONE));
  npusparseCsrilu02Info_t info;
  OK(npusparseCreateCsrilu02Info(&info));
  int bytes = 0, position = 0;
  size_t bytes_ext = 0;
  OK(TYPED(csrilu02_bufferSize)(this->handle, 4, 16, this->descr, raw(a.values), a.offsets.data(),
                                a.cols.data(), info, &bytes));
  OK(TYPED(csrilu02_bufferSizeExt)(this->handle, 4, 16, this->descr, raw(a.values), a.offsets.data(),
                                   a.cols.data(), info, &bytes_ext));
  OK(TYPED(csrilu02_analysis)(this->handle, 4, 16, this->descr, raw(a.values), a.offsets.data(),
                              a.cols.data(), info, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
  OK(npusparseXcsrilu02_zeroPivot(this->handle, info, &position));
  OK(TYPED(csrilu02)(this->handle, 4, 16, this->descr, raw(a.values), a.offsets.data(), a.cols.data(), info,
                     NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
  OK(npusparseXcsrilu02_zeroPivot(this->handle, info, &position));
  EXPECT_EQ(position, -1);
  std::vector<T> want(16);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j)
      want[i * 4 + j] = j < i ? lower(i, j) : upper(i, j);
  expect_near(a.values, want);
  OK(npusparseDestroyCsrilu02Info(info));
}

TYPED_TEST(SparseTyped, IncompleteCholesky) {
  using T = TypeParam;
  dense<T> lower =
      triangle_of(filled<T>(4, 4, 3, 2), NPUSPARSE_FILL_MODE_LOWER, NPUSPARSE_DIAG_TYPE_NON_UNIT);
  for (int i = 0; i < 4; ++i)
    lower(i, i) = T(3);
  const dense<T> whole = lower * lower.applied(H);
  arrays<T> a(whole, 0);
  npusparseCsric02Info_t info;
  OK(npusparseCreateCsric02Info(&info));
  int bytes = 0, position = 0;
  size_t bytes_ext = 0;
  OK(TYPED(csric02_bufferSize)(this->handle, 4, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                               a.cols.data(), info, &bytes));
  OK(TYPED(csric02_bufferSizeExt)(this->handle, 4, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                                  a.cols.data(), info, &bytes_ext));
  OK(TYPED(csric02_analysis)(this->handle, 4, a.nnz(), this->descr, raw(a.values), a.offsets.data(),
                             a.cols.data(), info, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
  OK(TYPED(csric02)(this->handle, 4, a.nnz(), this->descr, raw(a.values), a.offsets.data(), a.cols.data(),
                    info, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
  OK(npusparseXcsric02_zeroPivot(this->handle, info, &position));
  EXPECT_EQ(position, -1);
  std::vector<T> want(a.nnz());
  for (int k = 0; k < a.nnz(); ++k)
    want[k] = a.cols[k] <= a.rows[k] ? lower(a.rows[k], a.cols[k]) : whole(a.rows[k], a.cols[k]);
  expect_near(a.values, want);
  for (T &v : a.values)
    v = T(-1); // not positive definite
  OK(TYPED(csric02)(this->handle, 4, a.nnz(), this->descr, raw(a.values), a.offsets.data(), a.cols.data(),
                    info, NPUSPARSE_SOLVE_POLICY_NO_LEVEL, this->buffer.data()));
  EXPECT_EQ(npusparseXcsric02_zeroPivot(this->handle, info, &position), NPUSPARSE_STATUS_ZERO_PIVOT);
  EXPECT_EQ(position, 0);
  OK(npusparseDestroyCsric02Info(info));
}

TEST_F(Sparse, IncompleteLuKeepsThePattern) {
  // 4 1 1 / 1 4 0 / 1 0 4: elimination would fill (1, 2) and (2, 1).
  std::vector<int> offsets{0, 3, 5, 7}, columns{0, 1, 2, 0, 1, 0, 2};
  std::vector<double> values{4, 1, 1, 1, 4, 1, 4};
  npusparseCsrilu02Info_t info;
  OK(npusparseCreateCsrilu02Info(&info));
  OK(npusparseDcsrilu02_analysis(handle, 3, 7, descr, values.data(), offsets.data(), columns.data(), info,
                                 NPUSPARSE_SOLVE_POLICY_NO_LEVEL, nullptr));
  OK(npusparseDcsrilu02(handle, 3, 7, descr, values.data(), offsets.data(), columns.data(), info,
                        NPUSPARSE_SOLVE_POLICY_NO_LEVEL, nullptr));
  synchronize();
  EXPECT_EQ(values, (std::vector<double>{4, 1, 1, 0.25, 3.75, 0.25, 3.75}));
  OK(npusparseDestroyCsrilu02Info(info));
}

TYPED_TEST(SparseTyped, Tridiagonal) {
  using T = TypeParam;
  constexpr int m = 6;
  for (bool pivoting : {true, false}) {
    std::vector<T> dl(m), d(m), du(m);
    dense<T> a(m, m);
    for (int i = 0; i < m; ++i) {
      d[i] = pivoting ? number<T>(i % 2 ? 1 : 0, 0) : number<T>(7, 1); // needs exchanges of rows
      dl[i] = i ? number<T>(3, 1) : T();
      du[i] = i + 1 < m ? number<T>(2, -1) : T();
      a(i, i) = d[i];
      if (i)
        a(i, i - 1) = dl[i];
      if (i + 1 < m)
        a(i, i + 1) = du[i];
    }
    const dense<T> x = filled<T>(m, 2, 3, 5), b = a * x;
    std::vector<T> memory = b.stored(false);
    size_t bytes = 0;
    if (pivoting) {
      OK(TYPED(gtsv2_bufferSizeExt)(this->handle, m, 2, raw(dl), raw(d), raw(du), raw(memory), m + 1,
                                    &bytes));
      OK(TYPED(gtsv2)(this->handle, m, 2, raw(dl), raw(d), raw(du), raw(memory), m + 1, this->buffer.data()));
    } else {
      OK(TYPED(gtsv2_nopivot_bufferSizeExt)(this->handle, m, 2, raw(dl), raw(d), raw(du), raw(memory), m + 1,
                                            &bytes));
      OK(TYPED(gtsv2_nopivot)(this->handle, m, 2, raw(dl), raw(d), raw(du), raw(memory), m + 1,
                              this->buffer.data()));
    }
    this->synchronize();
    expect_near(memory, x.stored(false));
    if (pivoting)
      continue;
    std::vector<T> dl2(2 * (m + 1)), d2(2 * (m + 1), T(1)), du2(2 * (m + 1)), x2(2 * (m + 1)),
        want(2 * (m + 1));
    for (int batch = 0; batch < 2; ++batch)
      for (int i = 0; i < m; ++i) {
        const int k = batch * (m + 1) + i;
        dl2[k] = dl[i];
        d2[k] = d[i];
        du2[k] = du[i];
        x2[k] = b(i, batch);
        want[k] = x(i, batch);
      }
    OK(TYPED(gtsv2StridedBatch_bufferSizeExt)(this->handle, m, raw(dl2), raw(d2), raw(du2), raw(x2), 2, m + 1,
                                              &bytes));
    OK(TYPED(gtsv2StridedBatch)(this->handle, m, raw(dl2), raw(d2), raw(du2), raw(x2), 2, m + 1,
                                this->buffer.data()));
    this->synchronize();
    expect_near(x2, want);
  }
}

// --- streams

TEST_F(Sparse, WorkWaitsForTheStream) {
  npuStream_t stream;
  ASSERT_EQ(npuStreamCreateWithFlags(&stream, npuStreamNonBlocking), npuSuccess);
  OK(npusparseSetStream(handle, stream));
  std::vector<float> x{0, 0}, y{0, 0};
  ASSERT_EQ(npuLaunchHostFunc(
                stream,
                [](void *p) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(50));
                  static_cast<float *>(p)[0] = 3;
                },
                x.data()),
            npuSuccess);
  dense<float> d(2, 2);
  d(0, 0) = 2;
  const vector_descr<float> xd(x), yd(y);
  {
    const sparse<float> a(d, NPUSPARSE_FORMAT_CSR);
    float alpha = 5, beta = 0;
    OK(npusparseSpMV(handle, N, &alpha, a.descr, xd.descr, &beta, yd.descr, NPU_R_32F,
                     NPUSPARSE_SPMV_ALG_DEFAULT, nullptr));
    alpha = -1; // was read at the call
    ASSERT_EQ(npuStreamSynchronize(stream), npuSuccess);
  }
  EXPECT_EQ(y[0], 30);
  OK(npusparseSetStream(handle, nullptr));
  npuStreamDestroy(stream);
}

TEST_F(Sparse, CapturedWorkRunsAtEachLaunch) {
  npuStream_t stream;
  ASSERT_EQ(npuStreamCreate(&stream), npuSuccess);
  OK(npusparseSetStream(handle, stream));
  dense<float> d(1, 1);
  d(0, 0) = 2;
  const sparse<float> a(d, NPUSPARSE_FORMAT_CSR);
  std::vector<float> x{1}, y{1};
  const vector_descr<float> xd(x), yd(y);
  const float alpha = 1, beta = 3;
  ASSERT_EQ(npuStreamBeginCapture(stream, npuStreamCaptureModeGlobal), npuSuccess);
  OK(npusparseSpMV(handle, N, &alpha, a.descr, xd.descr, &beta, yd.descr, NPU_R_32F,
                   NPUSPARSE_SPMV_ALG_DEFAULT, nullptr));
  npuGraph_t graph;
  ASSERT_EQ(npuStreamEndCapture(stream, &graph), npuSuccess);
  EXPECT_EQ(y[0], 1);
  npuGraphExec_t exec;
  ASSERT_EQ(npuGraphInstantiate(&exec, graph, nullptr, nullptr, 0), npuSuccess);
  ASSERT_EQ(npuGraphLaunch(exec, stream), npuSuccess);
  ASSERT_EQ(npuGraphLaunch(exec, stream), npuSuccess);
  ASSERT_EQ(npuStreamSynchronize(stream), npuSuccess);
  EXPECT_EQ(y[0], 17); // 2 + 3 * (2 + 3 * 1)
  OK(npusparseSetStream(handle, nullptr));
  npuGraphExecDestroy(exec);
  npuGraphDestroy(graph);
  npuStreamDestroy(stream);
}

} // namespace
