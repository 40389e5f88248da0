// SPDX-License-Identifier: Apache-2.0
// Triangular solves, behind both interfaces: op(A) X = alpha B.
#ifndef NPU_LIBRARIES_SPARSE_SOLVE_H
#define NPU_LIBRARIES_SPARSE_SOLVE_H

#include "sparse/entries.h"
#include "sparse/work.h"

namespace npu::sparse {

// Sorts the operand's entries into rows, for the solves to come, and looks for diagonal entries that are
// missing.
npusparseStatus_t analyse_triangle(npusparseHandle_t handle, const matrix &a, npusparseOperation_t op,
                                   npusparseAnalysis *into);

struct solve_operands {
  matrix a;
  npusparseOperation_t op;
  dense b, x;               // may be the same
  bool conjugate_b = false; // as it is read
  bool conjugate_x = false; // as it is written
  npuDataType compute;
};
npusparseStatus_t solve_triangle(npusparseHandle_t handle, const solve_operands &operands, const void *alpha,
                                 const npusparseAnalysis *analysed);

} // namespace npu::sparse

#endif
