// SPDX-License-Identifier: Apache-2.0
// What the handles and descriptors of npu/sparse.h hold. They are small and copied into the stream's work, so
// that a program may destroy or change its own at once.
#ifndef NPU_LIBRARIES_SPARSE_DESCRIPTORS_H
#define NPU_LIBRARIES_SPARSE_DESCRIPTORS_H

#include "npu/sparse.h"

#include <cstdint>
#include <memory>
#include <vector>

struct npusparseContext {
  npuStream_t stream = nullptr;
  npusparsePointerMode_t pointer_mode = NPUSPARSE_POINTER_MODE_HOST;
};

struct npusparseMatDescr {
  npusparseMatrixType_t type = NPUSPARSE_MATRIX_TYPE_GENERAL;
  npusparseFillMode_t fill = NPUSPARSE_FILL_MODE_LOWER;
  npusparseDiagType_t diag = NPUSPARSE_DIAG_TYPE_NON_UNIT;
  npusparseIndexBase_t base = NPUSPARSE_INDEX_BASE_ZERO;
};

struct npusparseSpVecDescr {
  int64_t size;
  int64_t nnz;
  void *indices;
  void *values;
  npusparseIndexType_t index_type;
  npusparseIndexBase_t base;
  npuDataType type;
};

struct npusparseDnVecDescr {
  int64_t size;
  void *values;
  npuDataType type;
};

struct npusparseDnMatDescr {
  int64_t rows;
  int64_t cols;
  int64_t ld;
  void *values;
  npuDataType type;
  npusparseOrder_t order;
  int batches = 1;
  int64_t batch_stride = 0;
};

struct npusparseSpMatDescr {
  npusparseFormat_t format;
  int64_t rows;
  int64_t cols;
  int64_t nnz;
  void *lines;   // offsets of the rows (CSR) or columns (CSC), or the row of each entry (COO)
  void *indices; // the other coordinate; block columns for blocked ELL
  void *values;
  npusparseIndexType_t line_type;
  npusparseIndexType_t index_type;
  npusparseIndexBase_t base;
  npuDataType type;
  npusparseFillMode_t fill = NPUSPARSE_FILL_MODE_LOWER;
  npusparseDiagType_t diag = NPUSPARSE_DIAG_TYPE_NON_UNIT;
  int64_t block = 0;       // of blocked ELL: the side of a block,
  int64_t ell_cols = 0;    // the columns that each row stores,
  bool transposed = false; // and whether this is a view of its transpose
  int batches = 1;
  int64_t line_stride = 0; // from one batch to the next
  int64_t entry_stride = 0;
};

namespace npu::sparse {
struct rows_of;
// What the analysis of a triangular solve or a factorization finds, shared with work in the stream: the rows
// of the operand, and the first row without a pivot, or -1.
struct analysis {
  std::shared_ptr<rows_of> rows;
  int pivot = -1;
};
} // namespace npu::sparse

struct npusparseAnalysis {
  std::shared_ptr<npu::sparse::analysis> held = std::make_shared<npu::sparse::analysis>();
};
struct npusparseSolveAnalysisInfo : npusparseAnalysis {};
struct npusparseCsrsv2Info : npusparseAnalysis {};
struct npusparseCsrsm2Info : npusparseAnalysis {};
struct npusparseCsrilu02Info : npusparseAnalysis {};
struct npusparseCsric02Info : npusparseAnalysis {};
struct npusparseSpSVDescr : npusparseAnalysis {};
struct npusparseSpSMDescr : npusparseAnalysis {};

// A product's rows, between computing and copying.
struct npusparseProduct {
  std::vector<int64_t> offsets;
  std::vector<int64_t> columns;
  std::vector<char> values; // of the compute type
  int64_t products = 0;
};
struct npusparseSpGEMMDescr {
  std::shared_ptr<npusparseProduct> product = std::make_shared<npusparseProduct>();
};

#endif
