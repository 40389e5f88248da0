// SPDX-License-Identifier: Apache-2.0
// Matrices by columns for the tests of the solvers, computed by plain loops.
#ifndef SOLVER_MATRIX_H
#define SOLVER_MATRIX_H

#include <npu/solver.h>

#include <cmath>
#include <complex>
#include <random>
#include <type_traits>
#include <vector>

namespace solver_test {

template <class T> struct Scalar {
  using type = T;
};
template <> struct Scalar<npuComplex> {
  using type = std::complex<float>;
};
template <> struct Scalar<npuDoubleComplex> {
  using type = std::complex<double>;
};

template <class T> class Matrix {
public:
  using E = typename Scalar<T>::type;
  using R = decltype(std::abs(E()));
  static constexpr double tolerance = std::is_same_v<R, float> ? 2e-4 : 1e-11;

  Matrix(int rows = 0, int columns = 0)
      : rows_(rows), columns_(columns), cells_(std::size_t(rows) * columns) {}

  static Matrix random(int rows, int columns) {
    static std::mt19937 engine(7);
    std::uniform_real_distribution<double> unit(-1, 1);
    Matrix m(rows, columns);
    for (E &x : m.cells_)
      if constexpr (std::is_same_v<E, R>)
        x = R(unit(engine));
      else
        x = E(R(unit(engine)), R(unit(engine)));
    return m;
  }
  static Matrix identity(int n) { return diagonal(std::vector<R>(n, 1)); }
  static Matrix diagonal(const std::vector<R> &d) {
    Matrix m(int(d.size()), int(d.size()));
    for (int i = 0; i < m.rows_; ++i)
      m(i, i) = d[i];
    return m;
  }
  // Hermitian and positive definite
  static Matrix positive(int n) {
    const Matrix half = random(n, n);
    Matrix m = half * half.adjoint();
    for (int i = 0; i < n; ++i)
      m(i, i) = std::real(m(i, i)) + 1;
    return m;
  }
  // Equal to its transpose, without conjugation
  static Matrix symmetric(int n) {
    Matrix m = random(n, n);
    for (int j = 0; j < n; ++j) {
      m(j, j) += R(j % 2 ? 3 : -3);
      for (int i = 0; i < j; ++i)
        m(i, j) = m(j, i);
    }
    return m;
  }
  static Matrix beside(const Matrix &a, const Matrix &b) {
    Matrix m = a;
    m.cells_.insert(m.cells_.end(), b.cells_.begin(), b.cells_.end());
    m.columns_ += b.columns_;
    return m;
  }

  T *data() { return reinterpret_cast<T *>(cells_.data()); }
  E &operator()(int i, int j) { return cells_[std::size_t(j) * rows_ + i]; }
  E get(int i, int j) const { return cells_[std::size_t(j) * rows_ + i]; }

  Matrix op(npublasOperation_t trans) const {
    if (trans == NPUBLAS_OP_N)
      return *this;
    Matrix m(columns_, rows_);
    for (int j = 0; j < columns_; ++j)
      for (int i = 0; i < rows_; ++i) {
        m(j, i) = get(i, j);
        if constexpr (!std::is_same_v<E, R>)
          if (trans == NPUBLAS_OP_C)
            m(j, i) = std::conj(get(i, j));
      }
    return m;
  }
  Matrix adjoint() const { return op(NPUBLAS_OP_C); }
  Matrix columns(int from, int to) const {
    Matrix m(rows_, to - from);
    for (int j = from; j < to; ++j)
      for (int i = 0; i < rows_; ++i)
        m(i, j - from) = get(i, j);
    return m;
  }
  Matrix rows(int from, int to) const { return adjoint().columns(from, to).adjoint(); }
  // The whole of a Hermitian matrix of which one triangle is given
  Matrix hermitian(bool upper) const {
    const Matrix other = adjoint();
    Matrix m = *this;
    for (int j = 0; j < columns_; ++j)
      for (int i = 0; i < rows_; ++i)
        if (upper ? i > j : i < j)
          m(i, j) = other.get(i, j);
    return m;
  }

  friend Matrix operator*(const Matrix &a, const Matrix &b) {
    Matrix m(a.rows_, b.columns_);
    for (int j = 0; j < b.columns_; ++j)
      for (int k = 0; k < a.columns_; ++k)
        for (int i = 0; i < a.rows_; ++i)
          m(i, j) += a.get(i, k) * b.get(k, j);
    return m;
  }
  friend double distance(const Matrix &a, const Matrix &b) {
    if (a.rows_ != b.rows_ || a.columns_ != b.columns_)
      return INFINITY;
    double squares = 0;
    for (std::size_t i = 0; i < a.cells_.size(); ++i)
      squares += std::norm(a.cells_[i] - b.cells_[i]);
    return std::sqrt(squares);
  }

private:
  int rows_, columns_;
  std::vector<E> cells_;
};

} // namespace solver_test

#endif
