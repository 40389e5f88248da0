// SPDX-License-Identifier: Apache-2.0
// The product of a sparse and a dense matrix, behind both interfaces.
#ifndef NPU_LIBRARIES_SPARSE_PRODUCT_H
#define NPU_LIBRARIES_SPARSE_PRODUCT_H

#include "sparse/entries.h"
#include "sparse/work.h"

namespace npu::sparse {

struct product_operands {
  npusparseOperation_t op_a, op_b;
  matrix a;
  npusparseMatrixType_t shape; // of a: what the entries beside those of its triangle are
  dense b, c;
  int batches;
  npuDataType compute;
};

// c = alpha * op(a) * op(b) + beta * c in the stream.
npusparseStatus_t multiply(npusparseHandle_t handle, const product_operands &operands, const void *alpha,
                           const void *beta);

} // namespace npu::sparse

#endif
