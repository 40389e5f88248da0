// SPDX-License-Identifier: Apache-2.0
// Factorizations of sparse matrices. Each has factor(A), zero_pivot(tolerance): a column at which A is
// singular, or -1, and solve(b, x).
#ifndef NPU_SOLVER_SPARSE_FACTOR_H
#define NPU_SOLVER_SPARSE_FACTOR_H

#include "lapack.h"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCholesky>
#include <Eigen/SparseQR>

namespace npu::solver {

template <class T> struct SparseQr {
  using Columns = Eigen::Matrix<T, Eigen::Dynamic, 1>;
  Eigen::SparseQR<Eigen::SparseMatrix<T>, Eigen::COLAMDOrdering<int>> qr;

  void factor(const Eigen::SparseMatrix<T> &a) { qr.compute(a); }

  int zero_pivot(real_t<T> tolerance) const {
    const auto &columns = qr.colsPermutation().indices();
    if (qr.rank() < qr.cols())
      return columns[qr.rank()];
    for (int j = 0; j < qr.cols(); ++j)
      if (std::abs(qr.matrixR().coeff(j, j)) <= tolerance)
        return columns[j];
    return -1;
  }

  void solve(const T *b, T *x) const {
    const Columns solution = qr.solve(Eigen::Map<const Columns>(b, qr.rows()));
    Eigen::Map<Columns>(x, qr.cols()) = solution;
  }
};

// From the lower triangle of a Hermitian matrix.
template <class T> struct SparseCholesky {
  using Columns = Eigen::Matrix<T, Eigen::Dynamic, 1>;
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<T>, Eigen::Lower, Eigen::AMDOrdering<int>> ldlt;

  void factor(const Eigen::SparseMatrix<T> &a) { ldlt.compute(a); }

  int zero_pivot(real_t<T> tolerance) const {
    const auto pivots = ldlt.vectorD();
    for (int j = 0; j < pivots.size(); ++j)
      if (!(std::real(pivots[j]) > 0) || std::sqrt(std::real(pivots[j])) <= tolerance)
        return ldlt.permutationPinv().indices()[j];
    return -1;
  }

  void solve(const T *b, T *x) const {
    const Columns solution = ldlt.solve(Eigen::Map<const Columns>(b, ldlt.rows()));
    Eigen::Map<Columns>(x, ldlt.rows()) = solution;
  }
};

// LU by columns with partial pivoting (Gilbert and Peierls): P A Q = L U. Eigen's does not show its factors.
template <class T> struct SparseLu {
  struct Entry {
    int row; // of A in L, of the factor in U
    T value;
  };
  std::vector<int> rows, columns; // of A at each place of the factors
  std::vector<std::vector<Entry>> l,
      u; // by columns; L without its diagonal of ones, U with the diagonal last
  int singular_column = -1;

  // A row of the diagonal is taken as pivot where it is at least `threshold` times the largest.
  void factor(const Eigen::SparseMatrix<T> &a, real_t<T> threshold = 1) {
    const int n = int(a.cols());
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> order;
    Eigen::COLAMDOrdering<int>()(a, order);
    rows.clear();
    columns.clear();
    l.assign(n, {});
    u.assign(n, {});
    singular_column = -1;
    std::vector<int> place(n, -1), seen(n, -1), reached, path, next(n);
    std::vector<T> x(n);
    for (int k = 0; k < n; ++k) {
      const int column = order.indices()[k];
      columns.push_back(column);
      // rows that become nonzero, each after those that it updates
      reached.clear();
      for (typename Eigen::SparseMatrix<T>::InnerIterator entry(a, column); entry; ++entry) {
        if (seen[entry.row()] != k)
          visit(int(entry.row()), k, place, seen, path, next, reached);
        x[entry.row()] = entry.value();
      }
      for (auto row = reached.rbegin(); row != reached.rend(); ++row)
        if (place[*row] >= 0) {
          const T factor = x[*row];
          u[k].push_back({place[*row], factor});
          for (const Entry &below : l[place[*row]])
            x[below.row] -= below.value * factor;
        }
      int pivot = -1;
      for (const int row : reached)
        if (place[row] < 0 && (pivot < 0 || std::abs(x[row]) > std::abs(x[pivot])))
          pivot = row;
      if (pivot < 0 || x[pivot] == T(0)) {
        singular_column = column;
        return;
      }
      if (seen[column] == k && place[column] < 0 && x[column] != T(0) &&
          std::abs(x[column]) >= threshold * std::abs(x[pivot]))
        pivot = column;
      for (const int row : reached)
        if (place[row] < 0 && row != pivot)
          l[k].push_back({row, x[row] / x[pivot]});
      u[k].push_back({k, x[pivot]});
      place[pivot] = k;
      rows.push_back(pivot);
      for (const int row : reached)
        x[row] = T(0);
    }
    for (auto &column : l)
      for (Entry &entry : column)
        entry.row = place[entry.row];
  }

  int zero_pivot(real_t<T> tolerance) const {
    if (singular_column >= 0)
      return singular_column;
    for (std::size_t k = 0; k < u.size(); ++k)
      if (std::abs(u[k].back().value) <= tolerance)
        return columns[k];
    return -1;
  }

  void solve(const T *b, T *x) const {
    const int n = int(u.size());
    std::vector<T> y(n);
    for (int k = 0; k < n; ++k)
      y[k] = b[rows[k]];
    for (int k = 0; k < n; ++k)
      for (const Entry &entry : l[k])
        y[entry.row] -= entry.value * y[k];
    for (int k = n - 1; k >= 0; --k) {
      y[k] /= u[k].back().value;
      for (std::size_t i = 0; i + 1 < u[k].size(); ++i)
        y[u[k][i].row] -= u[k][i].value * y[k];
    }
    for (int k = 0; k < n; ++k)
      x[columns[k]] = y[k];
  }

private:
  // Depth first from `row` along the columns of L, without recursion.
  void visit(int row, int k, const std::vector<int> &place, std::vector<int> &seen, std::vector<int> &path,
             std::vector<int> &next, std::vector<int> &reached) const {
    path.assign(1, row);
    seen[row] = k;
    next[row] = 0;
    while (!path.empty()) {
      const int at = path.back();
      bool deeper = false;
      if (place[at] >= 0) {
        const std::vector<Entry> &column = l[place[at]];
        while (next[at] < int(column.size())) {
          const int to = column[next[at]++].row;
          if (seen[to] == k)
            continue;
          seen[to] = k;
          next[to] = 0;
          path.push_back(to);
          deeper = true;
          break;
        }
      }
      if (!deeper) {
        reached.push_back(at);
        path.pop_back();
      }
    }
  }
};

} // namespace npu::solver

#endif
